//! Two places with the same window to all words around that are the same.

use std::ops::Range;

use super::winnow::WINDOW;
use super::{Place, Shelf, Word};

/// Words that are compared although they are known to be in a passage.
///
/// Without a limit, texts made of each other in many ways would be compared from
/// end to end in each of them.
pub const OVERLAP: usize = 1 << 8;

/// Words read at once.
const BLOCK: usize = 128;

/// The words around `at` that are the same as those around `before`, and where
/// the first of them stood; `None` where not even the window is.
///
/// Words before `known` are in some passage, from there on they are new: on
/// those the way is as long as it takes.
pub(super) fn reach<S: Shelf>(
    words: &[Word],
    at: usize,
    before: Place,
    known: usize,
    shelf: &mut S,
) -> Result<Option<(Range<usize>, Place)>, S::Error> {
    let onward = onward(words, at, before, known, shelf)?;
    if onward < WINDOW {
        return Ok(None);
    }
    let back = back(words, at, before, shelf)?;
    let of = before.at((before.word as usize).saturating_sub(back));
    Ok(of.map(|of| (at - back..at + onward, of)))
}

/// How many words from the places on are the same.
fn onward<S: Shelf>(
    words: &[Word],
    at: usize,
    before: Place,
    known: usize,
    shelf: &mut S,
) -> Result<usize, S::Error> {
    let mut block = [Word(0); BLOCK];
    let mut same = 0;
    while at + same >= known || same < OVERLAP {
        let Some(from) = before.at(before.word as usize + same) else {
            break;
        };
        let read = shelf.read(from, &mut block)?;
        let here = words.get(at + same..).unwrap_or_default();
        let pairs = here.iter().zip(block.iter().take(read));
        let equal = pairs.take_while(|(left, right)| left == right).count();
        same += equal;
        if equal < BLOCK {
            break;
        }
    }
    Ok(same)
}

/// How many words before the places are the same.
fn back<S: Shelf>(
    words: &[Word],
    at: usize,
    before: Place,
    shelf: &mut S,
) -> Result<usize, S::Error> {
    let mut block = [Word(0); BLOCK];
    let most = at.min(before.word as usize).min(OVERLAP);
    let mut same = 0;
    while same < most {
        let step = (most - same).min(BLOCK);
        let Some(from) = before.at(before.word as usize - same - step) else {
            break;
        };
        let wanted = block.get_mut(..step).unwrap_or_default();
        let read = shelf.read(from, wanted)?;
        let here = words.get(..at - same).unwrap_or_default();
        let pairs = here.iter().rev().zip(block.iter().take(read).rev());
        let equal = pairs.take_while(|(left, right)| left == right).count();
        same += equal;
        if equal < step {
            break;
        }
    }
    Ok(same)
}
