//! Blocks that say again what a block before them says.

use rustc_hash::FxHashSet;

use super::mass::ratio;
use super::own::whole;
use super::place::index;
use super::sums::sums;
use super::view::View;
use crate::model::BlockKind;

/// Words in a row that are looked for.
const ROW: usize = 3;

/// What says fewer words says too little: a card of another list has a name, but a
/// size and a colour are those of many.
const WORDS: f32 = 5.0;

/// Share of digits from which on it is figures, which are the same by chance.
const FIGURES: f32 = 0.05;

/// Share of a block's rows of words that blocks before it have.
const SHARE: f32 = 0.8;

/// Which of the blocks that are `kept` say little that none of those before them
/// says. Figures, cells and code never do: what is like them is no copy.
pub(super) fn repeated(view: &View<'_>, kept: &[bool]) -> Vec<bool> {
    let mut said: FxHashSet<u64> = FxHashSet::default();
    let (mut words, mut rows) = (Vec::new(), Vec::new());
    let blocks = view.document.blocks.iter().zip(&view.wordings).zip(kept);
    blocks
        .map(|((block, wording), kept)| {
            if !kept || wording.words < WORDS {
                return false;
            }
            sums(view.document.content(block), &mut words);
            rows.clear();
            rows.extend(words.windows(ROW.min(words.len()).max(1)).map(one));
            let again = rows.iter().filter(|row| said.contains(*row)).count();
            let share = ratio(whole(index(again)), whole(index(rows.len())));
            said.extend(&rows);
            let figures = wording.currency > 0.0 || wording.digits > FIGURES * wording.characters;
            let code = matches!(block.kind, BlockKind::Cell | BlockKind::Code);
            share >= SHARE && !figures && !code
        })
        .collect()
}

/// A row of words as one number.
fn one(row: &[u32]) -> u64 {
    let mix = |sum: u64, word: &u32| {
        (sum.rotate_left(23) ^ u64::from(*word)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    };
    row.iter().fold(0, mix)
}

#[cfg(test)]
mod tests {
    use super::super::tests::items;
    use super::super::view::View;
    use super::repeated;

    #[test]
    fn a_card_that_two_lists_have_is_said_again_once() {
        let document = items(
            "A vase of blue glass, blown by hand\nNew this week for 40 €\n\
             A vase of blue glass, blown by hand\nNew this week for 40 €\n\
             A vase of blue glass, blown by a machine in the next valley\n",
        );
        let view = View::of(&document);
        let none = [false; 5];
        assert_eq!(
            repeated(&view, &[true; 5]),
            [false, false, true, false, false]
        );
        assert_eq!(repeated(&view, &[false, true, true, true, true]), none);
    }
}
