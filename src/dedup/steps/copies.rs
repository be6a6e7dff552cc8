//! Documents to the texts they have.

use super::super::marks::Marks;
use super::super::rows::{Equal, Shelf, Sorter, Store};
use super::Prints;
use crate::dedup::candidates::Pair;

/// The distinct texts of a corpus.
#[derive(Debug)]
pub struct Distinct<L> {
    /// How many there are.
    pub count: u32,
    /// Those that documents of earlier runs have.
    pub earlier: Marks,
    /// For each document its text.
    texts: L,
}

/// Numbers the distinct texts in the order of their digests. Each document's
/// row of text and document is given to `each`, sorted. The documents from
/// number `earlier` on are of earlier runs.
pub fn copies<S: Store>(
    store: &S,
    prints: &mut impl Prints<Error = S::Error>,
    earlier: u32,
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
    let mut marks = Marks::default();
    let mut last = None;
    for row in digests.sorted()? {
        let (digest, document) = row?;
        count += u32::from(last.replace(digest) != Some(digest));
        let text = count - 1;
        if document >= earlier {
            marks.mark(text);
        }
        each([text, document])?;
        rows.push(u64::from(document) << 32 | u64::from(text))?;
    }
    let mut texts = store.shelf()?;
    for row in rows.sorted()? {
        #[expect(clippy::cast_possible_truncation, reason = "the low half")]
        texts.put(&[row? as u32])?;
    }
    Ok(Distinct {
        count,
        earlier: marks,
        texts,
    })
}

impl<L: Shelf> Distinct<L> {
    /// The text of a document.
    pub(super) fn text(&mut self, document: u32) -> Result<u32, L::Error> {
        let mut text = [0];
        self.texts.read(document.into(), &mut text)?;
        Ok(text[0])
    }

    /// The texts of two documents, unless they are one.
    pub fn pair(&mut self, documents: [u32; 2]) -> Result<Option<Pair>, L::Error> {
        let [left, right] = documents.map(|document| self.text(document));
        let (left, right) = (left?, right?);
        Ok((left != right).then_some((left.min(right), left.max(right))))
    }
}
