//! Parts of texts to the clusters of what they are parts of.
//!
//! A lead, or an article that was cut off, says nothing that the whole does not, and
//! can go with it. But it joins nothing: two long texts that have the same lead are
//! no more alike for it, and a page of leads is no article. So clusters grow without
//! regard to parts. A text that is alone in the end is put into the cluster of the
//! text that it is part of, the most similar of several, if it is part of that
//! cluster's centre as well; and it is never the one that stays there.

use super::components::Web;
use crate::model::Edge;

/// A part, and the text that it is part of.
pub(super) type Part = (u32, u32);

/// For each part, in order, the whole that it is most similar to, of equals the one
/// with the lesser number.
pub(super) fn nearest(mut edges: Vec<Edge>) -> Vec<Part> {
    edges.sort_by(|a, b| {
        let nearer = b.similarity.total_cmp(&a.similarity);
        a.left.cmp(&b.left).then(nearer).then(a.right.cmp(&b.right))
    });
    edges.dedup_by_key(|edge| edge.left);
    edges.iter().map(|edge| (edge.left, edge.right)).collect()
}

/// Puts parts that are alone into clusters; gives back which have been, in order.
/// Texts that are `fixed` stay where they are, and so do others with them.
pub(super) fn join<W: Web>(
    centres: &mut [u32],
    fixed: &[u32],
    parts: &[Part],
    web: &mut W,
) -> Result<Vec<u32>, W::Error> {
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let mut has_others = vec![false; centres.len()];
    let others = (0_u32..)
        .zip(&*centres)
        .filter(|&(text, &centre)| text != centre);
    for centre in others.map(|other| other.1).chain(fixed) {
        if let Some(slot) = has_others.get_mut(*centre as usize) {
            *slot = true;
        }
    }
    let centre_of = |text: u32| centres.get(text as usize).copied().unwrap_or(text);
    let is_alone = |text: u32| {
        centre_of(text) == text && has_others.get(text as usize).is_some_and(|others| !others)
    };
    let whole_of = |text: u32| {
        let at = parts.binary_search_by_key(&text, |part| part.0).ok()?;
        Some(parts.get(at)?.1)
    };
    let mut joined = Vec::new();
    for &(part, whole) in parts {
        if !is_alone(part) {
            continue;
        }
        let mut centre = centre_of(whole);
        // A whole may be part of a third, which has more to say, so that this ends.
        while is_alone(centre)
            && let Some(whole) = whole_of(centre)
        {
            centre = centre_of(whole);
        }
        if web.is_part(part, centre)? {
            joined.push((part, centre));
        }
    }
    for &(part, centre) in &joined {
        if let Some(slot) = centres.get_mut(part as usize) {
            *slot = centre;
        }
    }
    Ok(joined.into_iter().map(|part| part.0).collect())
}

#[cfg(test)]
mod tests {
    use super::super::components::Components;
    use super::super::components::tests::clustered;

    /// Clusters texts made of these ranges of shingles.
    fn check(ranges: &[&[(u32, u32)]], centres: &[u32], parts: &[u32]) {
        let expected = Components {
            centres: centres.to_vec(),
            parts: parts.to_vec(),
        };
        assert_eq!(clustered(ranges, 0.25), expected, "{ranges:?}");
    }

    #[test]
    fn a_part_goes_with_its_whole() {
        check(&[&[(0, 400)], &[(0, 40)]], &[0, 0], &[1]);
        check(&[&[(0, 40)], &[(0, 400)]], &[1, 1], &[0]);
        // A lead that ends within a word, or in two of its own.
        check(&[&[(0, 400)], &[(0, 30), (900, 901)]], &[0, 0], &[1]);
        check(&[&[(0, 400)], &[(0, 30), (900, 902)]], &[0, 1], &[]);
        // Too little to be evidence.
        check(&[&[(0, 400)], &[(0, 7)]], &[0, 1], &[]);
    }

    #[test]
    fn parts_join_nothing() {
        // Two articles with one lead, and a page of leads.
        let (first, second) = (&[(0, 40), (100, 500)], &[(0, 40), (600, 1100)]);
        check(&[first, second, &[(0, 40)]], &[0, 1, 0], &[2]);
        let leads: &[(u32, u32)] = &[(0, 40), (600, 640), (2000, 2040), (3000, 3040)];
        check(&[first, second, leads], &[0, 1, 2], &[]);
    }

    #[test]
    fn a_part_of_a_part_goes_with_the_whole() {
        let texts: [&[(u32, u32)]; 4] = [&[(0, 20)], &[(0, 100)], &[(0, 900)], &[(0, 890)]];
        check(&texts, &[2, 2, 2, 2], &[0, 1]);
    }
}
