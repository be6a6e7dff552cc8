//! Edges to clusters, grown around their centres.
//!
//! Plain connected components join whatever a chain of likenesses joins, and
//! one page that quotes two articles makes one cluster of both. So every member
//! is held against the centre of its cluster, the text with most and closest
//! likenesses, and it is not enough to be like some other member. A text that
//! fails can still be the centre, or a member, of another cluster.

use std::convert::Infallible;

use super::parts;
use super::verify::Likeness;
use crate::model::Edge;

/// What edges make of texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Components {
    /// For each text, the text that is the centre of its cluster.
    pub centres: Vec<u32>,
    /// The texts that are in their cluster as parts of its centre, in order.
    pub parts: Vec<u32>,
}

/// The clusters that edges make.
pub fn components(edges: &[Edge], likeness: &Likeness<'_>) -> Components {
    components_around(&[], edges, likeness)
}

/// The same where some texts, `fixed`, sorted, are centres whatever they weigh.
///
/// A text that is like several of them belongs to the one that it is most like.
pub fn components_around(fixed: &[u32], edges: &[Edge], likeness: &Likeness<'_>) -> Components {
    let (edges, of_parts): (Vec<Edge>, Vec<Edge>) =
        edges.iter().partition(|edge| likeness.is_mutual(edge));
    let neighbours = Neighbours::of(&edges, likeness.count());
    let order = neighbours.by_weight().into_iter().map(Ok);
    let mut web = InMemory {
        neighbours: &neighbours,
        likeness,
    };
    let Ok(mut centres) = grow(&settled(fixed, &edges), order, likeness.count(), &mut web);
    let Ok(parts) = parts::join(&mut centres, fixed, &parts::nearest(of_parts), &mut web);
    Components { centres, parts }
}

/// Texts and their likenesses, wherever they are held.
pub trait Web {
    /// Why they cannot be read.
    type Error;

    /// Appends the texts that a text has an edge with.
    fn neighbours(&mut self, text: u32, neighbours: &mut Vec<u32>) -> Result<(), Self::Error>;

    /// Whether a text may be in the cluster of a centre by way of a third.
    fn is_member(&mut self, centre: u32, text: u32) -> Result<bool, Self::Error>;

    /// Whether a text is part of another.
    fn is_part(&mut self, part: u32, whole: u32) -> Result<bool, Self::Error>;
}

/// No text, in a row of texts.
const NONE: u32 = u32::MAX;

/// Grows clusters around texts in their `order`, the weightiest first; gives back
/// for each of `count` texts the centre of its cluster.
///
/// Those of which some texts are `settled`, each with its centre, grow before all
/// others, from these texts.
///
/// Takes time linear in the number of edges, whatever they form: a text is
/// measured once against a centre, and only when reached from a member. Holds 12
/// bytes a text.
pub fn grow<W: Web>(
    settled: &[(u32, u32)],
    order: impl IntoIterator<Item = Result<u32, W::Error>>,
    count: usize,
    web: &mut W,
) -> Result<Vec<u32>, W::Error> {
    let mut growth = Growth {
        centres: vec![NONE; count],
        tried: vec![NONE; count],
        near: Vec::new(),
    };
    for &(text, centre) in settled {
        put(&mut growth.centres, text, centre);
    }
    for &(text, centre) in settled {
        if text != centre {
            growth.spread(centre, text, web)?;
        }
    }
    for centre in order {
        let centre = centre?;
        if is_at(&growth.centres, centre, NONE) {
            put(&mut growth.centres, centre, centre);
            growth.spread(centre, centre, web)?;
        }
    }
    let mut centres = growth.centres;
    for (text, centre) in (0_u32..).zip(&mut centres) {
        if *centre == NONE {
            *centre = text;
        }
    }
    Ok(centres)
}

/// Clusters that grow.
struct Growth {
    /// For each text, the centre of its cluster.
    centres: Vec<u32>,
    /// The centre that each text was last held against.
    tried: Vec<u32>,
    near: Vec<u32>,
}

impl Growth {
    /// Takes into the cluster around a centre what is reached from a member of it
    /// and is like the centre.
    fn spread<W: Web>(&mut self, centre: u32, member: u32, web: &mut W) -> Result<(), W::Error> {
        let Self {
            centres,
            tried,
            near,
        } = self;
        let mut members = vec![member];
        while let Some(member) = members.pop() {
            near.clear();
            web.neighbours(member, near)?;
            for &text in near.iter() {
                if !is_at(centres, text, NONE) || is_at(tried, text, centre) {
                    continue;
                }
                put(tried, text, centre);
                if member == centre || web.is_member(centre, text)? {
                    put(centres, text, centre);
                    members.push(text);
                }
            }
        }
        Ok(())
    }
}

/// The fixed texts, each its own centre, and the texts that have an edge to one,
/// each with the one that it is most like, the lesser number of equals.
fn settled(fixed: &[u32], edges: &[Edge]) -> Vec<(u32, u32)> {
    let is_fixed = |text: u32| fixed.binary_search(&text).is_ok();
    let mut found: Vec<(u32, f32, u32)> = Vec::new();
    if !fixed.is_empty() {
        for edge in edges {
            let (left, right) = (edge.left, edge.right);
            match (is_fixed(left), is_fixed(right)) {
                (true, false) => found.push((right, edge.similarity, left)),
                (false, true) => found.push((left, edge.similarity, right)),
                _ => {}
            }
        }
    }
    found.sort_by(|left, right| {
        let nearer = right.1.total_cmp(&left.1);
        left.0.cmp(&right.0).then(nearer).then(left.2.cmp(&right.2))
    });
    found.dedup_by_key(|found| found.0);
    let nearest = found.into_iter().map(|(text, _, centre)| (text, centre));
    fixed
        .iter()
        .map(|&text| (text, text))
        .chain(nearest)
        .collect()
}

fn is_at(texts: &[u32], at: u32, text: u32) -> bool {
    texts.get(at as usize) == Some(&text)
}

fn put(texts: &mut [u32], at: u32, text: u32) {
    if let Some(slot) = texts.get_mut(at as usize) {
        *slot = text;
    }
}

/// What a likeness weighs: squared, so that a few close ones outweigh the many
/// weak ones of a text that quotes everybody.
pub(super) fn weight(similarity: f32) -> f64 {
    f64::from(similarity * similarity)
}

/// Texts and edges in memory.
struct InMemory<'m, 't> {
    neighbours: &'m Neighbours,
    likeness: &'m Likeness<'t>,
}

impl Web for InMemory<'_, '_> {
    type Error = Infallible;

    fn neighbours(&mut self, text: u32, neighbours: &mut Vec<u32>) -> Result<(), Infallible> {
        neighbours.extend_from_slice(self.neighbours.of_text(text));
        Ok(())
    }

    fn is_member(&mut self, centre: u32, text: u32) -> Result<bool, Infallible> {
        Ok(self.likeness.is_member(centre, text))
    }

    fn is_part(&mut self, part: u32, whole: u32) -> Result<bool, Infallible> {
        Ok(self.likeness.is_part(part, whole))
    }
}

/// The edges by text, both ways, in one row.
struct Neighbours {
    ends: Vec<usize>,
    texts: Vec<u32>,
    weights: Vec<f64>,
}

impl Neighbours {
    fn of(edges: &[Edge], count: usize) -> Self {
        let mut both: Vec<(u32, u32)> = edges
            .iter()
            .flat_map(|edge| [(edge.left, edge.right), (edge.right, edge.left)])
            .collect();
        both.sort_unstable();
        let mut weights = vec![0.0; count];
        for edge in edges {
            for text in [edge.left, edge.right] {
                if let Some(weight) = weights.get_mut(text as usize) {
                    *weight += self::weight(edge.similarity);
                }
            }
        }
        let end = |text: u32| both.partition_point(|edge| edge.0 <= text);
        Self {
            ends: (0_u32..).take(count).map(end).collect(),
            texts: both.iter().map(|edge| edge.1).collect(),
            weights,
        }
    }

    fn of_text(&self, text: u32) -> &[u32] {
        let text = text as usize;
        let start = text
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or(0);
        let end = self.ends.get(text).copied().unwrap_or(start);
        self.texts.get(start..end).unwrap_or_default()
    }

    /// The texts that have edges, the weightiest first.
    fn by_weight(&self) -> Vec<u32> {
        let mut order: Vec<(u32, f64)> = (0_u32..)
            .zip(self.weights.iter().copied())
            .filter(|text| text.1 > 0.0)
            .collect();
        order.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        order.into_iter().map(|text| text.0).collect()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::dedup::InTurn;
    use crate::dedup::rare::Rare;

    /// The clusters of texts made of these ranges of shingles, an edge between each
    /// pair that says the same.
    pub(in crate::dedup) fn clustered(ranges: &[&[(u32, u32)]], least: f64) -> Components {
        let texts: Vec<Vec<u32>> = ranges
            .iter()
            .map(|text| text.iter().flat_map(|&(from, to)| from..to).collect())
            .collect();
        let texts: Vec<&[u32]> = texts.iter().map(Vec::as_slice).collect();
        let rare = Rare::of(&texts, 100, &InTurn);
        let likeness = Likeness::new(&texts, &rare, least);
        let count = u32::try_from(texts.len()).unwrap_or(0);
        let pairs: Vec<_> = (0..count)
            .flat_map(|left| (left + 1..count).map(move |right| (left, right)))
            .collect();
        let edges = crate::dedup::verify::verify(&pairs, &likeness, &InTurn);
        components(&edges, &likeness)
    }

    fn check(ranges: &[&[(u32, u32)]], expected: &[u32]) {
        assert_eq!(clustered(ranges, 0.3).centres, expected, "{ranges:?}");
    }

    #[test]
    fn clusters_have_a_centre() {
        check(&[], &[]);
        check(&[&[(0, 9)], &[(100, 120)]], &[0, 1]);
        check(
            &[&[(0, 100)], &[(0, 90)], &[(500, 600)], &[(10, 100)]],
            &[0, 0, 2, 0],
        );
    }

    #[test]
    fn a_weak_bridge_joins_nothing() {
        // The one in the middle quotes both sides at length. It goes with the
        // heavier, and the other side stays by itself.
        let bridge: &[(u32, u32)] = &[(0, 60), (200, 250)];
        check(
            &[
                &[(0, 100)],
                &[(0, 98)],
                bridge,
                &[(200, 300)],
                &[(200, 298)],
            ],
            &[1, 1, 1, 4, 4],
        );
    }

    #[test]
    fn a_chain_of_likenesses_is_cut() {
        let ranges: Vec<[(u32, u32); 1]> = (0..1_000)
            .map(|text| [(text * 50, text * 50 + 100)])
            .collect();
        let texts: Vec<&[(u32, u32)]> = ranges.iter().map(|text| &text[..]).collect();
        let largest = |mut centres: Vec<u32>| {
            centres.sort_unstable();
            centres
                .chunk_by(|left, right| left == right)
                .map(<[u32]>::len)
                .max()
        };
        let flat: Vec<Vec<u32>> = texts
            .iter()
            .map(|text| text.iter().flat_map(|&(from, to)| from..to).collect())
            .collect();
        let flat: Vec<&[u32]> = flat.iter().map(Vec::as_slice).collect();
        let rare = Rare::of(&flat, 100, &InTurn);
        let likeness = Likeness::new(&flat, &rare, 0.3);
        let pairs: Vec<_> = (0..999).map(|text| (text, text + 1)).collect();
        let edges = crate::dedup::verify::verify(&pairs, &likeness, &InTurn);
        assert_eq!(edges.len(), 999);
        assert_eq!(largest(components(&edges, &likeness).centres), Some(3));
    }
}
