//! Documents to the texts they have.

use super::super::rows::{Equal, Shelf, Sorter, Store};
use super::Prints;

/// The distinct texts of a corpus.
#[derive(Debug)]
pub struct Distinct<L> {
    /// How many there are.
    pub count: u32,
    /// For each document the number of its text, if it is the first that has it.
    firsts: L,
}

/// No text: another document has it before.
const NONE: u32 = u32::MAX;

/// Numbers the distinct texts in the order of their digests. Each document's
/// row of text and document is given to `each`, sorted.
pub fn copies<S: Store>(
    store: &S,
    prints: &mut impl Prints<Error = S::Error>,
    mut each: impl FnMut([u32; 2]) -> Result<(), S::Error>,
) -> Result<Distinct<S::Shelf>, S::Error> {
    let mut digests = store.sorter(Equal::Kept);
    prints.rewind()?;
    for document in 0.. {
        let Some(print) = prints.next()? else {
            break;
        };
        digests.push((print.digest, document))?;
    }
    let mut rows = store.sorter::<u64>(Equal::Kept);
    let mut count = 0;
    let mut last = None;
    for row in digests.sorted()? {
        let (digest, document) = row?;
        let is_first = last.replace(digest) != Some(digest);
        count += u32::from(is_first);
        let text = count - 1;
        each([text, document])?;
        let first = if is_first { text } else { NONE };
        rows.push(u64::from(document) << 32 | u64::from(first))?;
    }
    let mut firsts = store.shelf()?;
    for row in rows.sorted()? {
        #[expect(clippy::cast_possible_truncation, reason = "the low half")]
        firsts.put(&[row? as u32])?;
    }
    Ok(Distinct { count, firsts })
}

impl<L: Shelf> Distinct<L> {
    /// The text of a document, if no document before has it.
    pub(super) fn first(&mut self, document: u32) -> Result<Option<u32>, L::Error> {
        let mut text = [NONE];
        self.firsts.read(document.into(), &mut text)?;
        Ok(Some(text[0]).filter(|&text| text != NONE))
    }
}
