//! Blocks that are judged as one.

use std::ops::Range;

use super::view::View;

/// Words of the longest block that is judged with others.
// 1,795 pages: runs of up to 4 words leave 72 rows of 100 to be judged, of up to 6
// 69, of up to 10 67; pages better and worse by .005 are 10 and 12, 17 and 22, 22
// and 37.
const WORDS: f32 = 4.0;

/// The most blocks of a run: of a long list the first may be what it is about, and
/// the last a link to the rest.
const LONGEST: usize = 8;

/// The blocks of a page cut into runs: short ones that look alike and stand side by
/// side in one element, as the links of a menu do, and each of the others alone.
pub(super) fn runs(view: &View<'_>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::with_capacity(view.wordings.len());
    let mut before = None;
    for (at, wording) in view.wordings.iter().enumerate() {
        let short = wording.words <= WORDS;
        let here = short.then(|| {
            let leaf = view.places.get(view.leaf(at));
            (view.look(at), leaf.map(|leaf| leaf.wider))
        });
        match runs.last_mut() {
            Some(run) if here.is_some() && here == before && run.len() < LONGEST => {
                run.end = at + 1;
            }
            _ => runs.push(at..at + 1),
        }
        before = here;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::super::tests::items;
    use super::super::view::View;
    use super::runs;

    #[test]
    fn short_blocks_that_look_alike_are_judged_together() {
        let text = "Home\nNews\nA line of six words stands\n".to_owned() + &"Tag\n".repeat(10);
        let document = items(&text);
        let view = View::of(&document);
        assert_eq!(runs(&view), [0..2, 2..3, 3..11, 11..13]);
    }
}
