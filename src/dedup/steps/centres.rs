//! Edges to the centres of clusters.

use super::super::components::{Web, grow, weight};
use super::super::marks::Marks;
use super::super::parts;
use super::super::rows::{Equal, Shelf, Sorter, Store};
use super::super::verify::Measure;
use super::{Shingles, TextShelf};
use crate::model::Edge;

/// Gives the centre of its cluster for every text that is not its own to `each`, and
/// whether it is there as a part (1) or not (0), in the order of the texts.
///
/// Edges may come in any order and more than once, so that those of several
/// machines need only be put together. The texts that are `fixed` are centres
/// whatever they weigh. Holds 24 bytes a text that has an edge, 12 a part, and 20 a text
/// that is fixed or like one that is.
pub fn centres<S: Store>(
    store: &S,
    edges: impl Iterator<Item = Result<Edge, S::Error>>,
    fixed: &Marks,
    texts: &mut TextShelf<S::Shelf>,
    measure: Measure,
    mut each: impl FnMut([u32; 3]) -> Result<(), S::Error>,
) -> Result<(), S::Error> {
    let mut both = store.sorter::<[u32; 4]>(Equal::Once);
    for edge in edges {
        let edge = edge?;
        let (left, right) = if measure.is_mutual(&edge) {
            (ALIKE, ALIKE)
        } else {
            (PART, WHOLE)
        };
        let similarity = edge.similarity.to_bits();
        both.push([edge.left, edge.right, similarity, left])?;
        both.push([edge.right, edge.left, similarity, right])?;
    }
    let mut neighbours = Neighbours {
        texts: Vec::new(),
        ends: Vec::new(),
        others: store.shelf()?,
    };
    let mut order = store.sorter::<u128>(Equal::Kept);
    let mut heavy = 0.0;
    let mut end = 0_u64;
    let mut of_parts = Nearest::default();
    let mut of_fixed = Nearest::default();
    for row in both.sorted()? {
        let [text, other, similarity, is] = row?;
        let similarity = f32::from_bits(similarity);
        if neighbours.texts.last() != Some(&text) {
            neighbours.close(end, heavy, &mut order)?;
            neighbours.texts.push(text);
            heavy = 0.0;
        }
        if is == ALIKE {
            heavy += weight(similarity);
            neighbours.others.put(&[other])?;
            end += 1;
            if fixed.has(other) && !fixed.has(text) {
                of_fixed.note(text, other, similarity);
            }
        } else if is == PART {
            of_parts.note(text, other, similarity);
        }
    }
    neighbours.close(end, heavy, &mut order)?;
    #[expect(clippy::cast_possible_truncation, reason = "the low quarter")]
    let order = order.sorted()?.map(|row| Ok(row? as u32));

    let count = neighbours.texts.len();
    let numbers = neighbours.texts.clone();
    let place = |text: u32| {
        let at = numbers.binary_search(&text).ok()?;
        u32::try_from(at).ok()
    };
    let fixed: Vec<u32> = (0_u32..)
        .zip(&numbers)
        .filter_map(|(at, &text)| fixed.has(text).then_some(at))
        .collect();
    let mut settled: Vec<(u32, u32)> = fixed.iter().map(|&text| (text, text)).collect();
    settled.extend(of_fixed.by(place));
    let mut web = OnShelves {
        neighbours,
        texts,
        measure,
        centre: None,
        shingles: Default::default(),
    };
    let mut centres = grow(&settled, order, count, &mut web)?;
    let of_parts: Vec<_> = of_parts.by(place).collect();
    let joined = parts::join(&mut centres, &fixed, &of_parts, &mut web)?;
    drop(web);
    for (at, (&text, centre)) in (0_u32..).zip(numbers.iter().zip(centres)) {
        if centre != at
            && let Some(&centre) = numbers.get(centre as usize)
        {
            each([text, centre, joined.binary_search(&at).is_ok().into()])?;
        }
    }
    Ok(())
}

/// What a text of an edge is to the other.
const ALIKE: u32 = 0;
const PART: u32 = 1;
const WHOLE: u32 = 2;

/// For each of some texts the one of others that it is most similar to, of equals the
/// first.
#[derive(Default)]
struct Nearest(Vec<(u32, u32, f32)>);

impl Nearest {
    /// Notes how similar a text is to another; those of one text come together.
    fn note(&mut self, text: u32, other: u32, similarity: f32) {
        match self.0.last_mut() {
            Some(last) if last.0 == text => {
                if last.2 < similarity {
                    *last = (text, other, similarity);
                }
            }
            _ => self.0.push((text, other, similarity)),
        }
    }

    /// The texts, each with its other, under the numbers that `place` gives them.
    fn by(self, place: impl Fn(u32) -> Option<u32>) -> impl Iterator<Item = (u32, u32)> {
        let rows = self.0.into_iter();
        rows.filter_map(move |(text, other, _)| Some((place(text)?, place(other)?)))
    }
}

/// Texts that have edges, numbered by their order among those, and at whose
/// ends the others stand on a shelf.
struct Neighbours<L> {
    texts: Vec<u32>,
    ends: Vec<u64>,
    others: L,
}

impl<L: Shelf> Neighbours<L> {
    /// Ends the edges of the last text, which weigh so much together.
    fn close<O: Sorter<u128, Error = L::Error>>(
        &mut self,
        end: u64,
        weight: f64,
        order: &mut O,
    ) -> Result<(), L::Error> {
        let Some(at) = self.texts.len().checked_sub(1) else {
            return Ok(());
        };
        self.ends.push(end);
        // Those that are only part of something weigh nothing, and nothing grows around
        // them. Positive numbers are in the order of their bits: the greatest first.
        order.push(u128::from(!weight.to_bits()) << 32 | at as u128)
    }
}

struct OnShelves<'t, L> {
    neighbours: Neighbours<L>,
    texts: &'t mut TextShelf<L>,
    measure: Measure,
    /// The centre whose shingles come first.
    centre: Option<u32>,
    shingles: [Shingles; 2],
}

impl<L: Shelf> Web for OnShelves<'_, L> {
    type Error = L::Error;

    fn neighbours(&mut self, text: u32, neighbours: &mut Vec<u32>) -> Result<(), L::Error> {
        let Neighbours {
            texts,
            ends,
            others,
        } = &mut self.neighbours;
        let end = |at: usize| ends.get(at).copied().unwrap_or_default();
        let at = text as usize;
        let start = at.checked_sub(1).map_or(0, end);
        let count = usize::try_from(end(at).saturating_sub(start)).unwrap_or_default();
        neighbours.resize(count, 0);
        others.read(start, neighbours)?;
        for other in neighbours {
            let at = texts.binary_search(other).unwrap_or_default();
            *other = u32::try_from(at).unwrap_or_default();
        }
        Ok(())
    }

    fn is_member(&mut self, centre: u32, text: u32) -> Result<bool, L::Error> {
        let number = |at: u32| self.neighbours.texts.get(at as usize).copied();
        let (Some(of_centre), Some(of_text)) = (number(centre), number(text)) else {
            return Ok(false);
        };
        let [first, second] = &mut self.shingles;
        if self.centre.replace(centre) != Some(centre) {
            self.texts.read(of_centre, first)?;
        }
        self.texts.read(of_text, second)?;
        Ok(self.measure.is_member(first.as_text(), second.as_text()))
    }

    fn is_part(&mut self, part: u32, whole: u32) -> Result<bool, L::Error> {
        let number = |at: u32| self.neighbours.texts.get(at as usize).copied();
        let (Some(of_part), Some(of_whole)) = (number(part), number(whole)) else {
            return Ok(false);
        };
        let [first, second] = &mut self.shingles;
        self.centre = None;
        self.texts.read(of_whole, first)?;
        self.texts.read(of_part, second)?;
        Ok(self.measure.is_part(second.as_text(), first.as_text()))
    }
}
