//! Words of documents to the passages that were there before.
//!
//! ```text
//! words --winnow--> chosen windows --seen--> places before --reach--> passages
//! ```
//!
//! A passage is at least [`LEAST`] words of two documents, or of one, that are
//! the same word by word. Every document is held against those before it, so
//! that one walk over the corpus is enough, and what was there first is never
//! told as a repeat.
//!
//! Each word that stands in a repeated passage is in one that is told; no told
//! passage lies in another, but two can overlap. A passage is told from end to
//! end unless most of it lies in others: then it is cut where it has overlapped
//! them by [`reach::OVERLAP`] words. What repeats itself over and over begins
//! to be a repeat once a whole passage of it has been said.
//!
//! Held are, for about one word in thirteen, 8 bytes of hash and 8 of place, some
//! 25 bytes with the room of the table: 0.6 kB for a page of 300 words. The words
//! themselves, 8 bytes each, are on a [`Shelf`], which may be a disk.
//!
//! The time is linear in the number of words, whatever they are: a place is held
//! against at most [`seen::PLACES`] others, and none that lies deep inside of
//! a passage already found is looked up.

mod found;
pub mod reach;
pub mod seen;
pub mod winnow;

use std::ops::Range;

use self::found::Found;
use self::reach::reach;
use self::seen::{Seen, Window};
use self::winnow::{Chosen, WINDOW};

/// The fewest words of a passage; of characters of scripts without spaces it
/// takes twice as many.
pub const LEAST: usize = 2 * WINDOW;

/// A word in normal form, by its hash, or a character of a script that puts no
/// spaces between words, which weighs half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Word(u64);

impl Word {
    /// A word.
    pub const fn whole(hash: u64) -> Self {
        Self(hash | 1)
    }

    /// A character that counts half a word.
    pub const fn half(hash: u64) -> Self {
        Self(hash & !1)
    }

    /// A word as it was put away.
    pub const fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(u64::from_le_bytes(bytes))
    }

    /// The word, to be put away.
    pub const fn to_bytes(self) -> [u8; 8] {
        self.0.to_le_bytes()
    }

    /// In half words.
    const fn weight(self) -> usize {
        if self.0 & 1 == 1 { 2 } else { 1 }
    }
}

/// In half words.
fn weight(words: &[Word]) -> usize {
    words.iter().map(|word| word.weight()).sum()
}

/// A word of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which document, counted from 0.
    pub document: u32,
    /// Which of its words, counted from 0.
    pub word: u32,
}

impl Place {
    /// Another word of the same document.
    fn at(self, word: usize) -> Option<Self> {
        let word = u32::try_from(word).ok()?;
        Some(Self { word, ..self })
    }
}

/// Words that were there before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Which words of the document.
    pub words: Range<usize>,
    /// Where the same words begin that were there before.
    pub of: Place,
    /// How many words they are, characters counted half.
    pub count: usize,
}

/// Where the words of documents are put, to be read again.
pub trait Shelf {
    /// Why they cannot be put or read.
    type Error;

    /// Puts the words of the next document.
    fn put(&mut self, words: &[Word]) -> Result<(), Self::Error>;

    /// Fills `words` with those of a document from a place on, fewer where it ends.
    fn read(&mut self, from: Place, words: &mut [Word]) -> Result<usize, Self::Error>;
}

/// Finds the passages of documents that were in those before.
///
/// ```
/// # use tamis::dedup::passages::{Finder, Word, winnow::winnow};
/// let words = |range: std::ops::Range<u64>| -> Vec<Word> {
///     range.map(|word| Word::whole(word.wrapping_mul(0x9E37_79B9_7F4A_7C15))).collect()
/// };
/// let mut finder = Finder::new(Vec::<Vec<Word>>::new());
/// let mut passages = |words: &[Word]| finder.passages(words, &winnow(words));
/// assert_eq!(passages(&words(0..200))?, []);
/// let quoting = [words(500..510), words(100..160), words(600..700)].concat();
/// let [passage] = &passages(&quoting)?[..] else { panic!() };
/// assert_eq!((passage.words.clone(), passage.of.document, passage.of.word), (10..70, 0, 100));
/// # Ok::<(), std::convert::Infallible>(())
/// ```
#[derive(Debug)]
pub struct Finder<S> {
    shelf: S,
    seen: Seen,
    documents: u32,
}

impl<S: Shelf> Finder<S> {
    /// A finder that knows no document.
    pub fn new(shelf: S) -> Self {
        Self {
            shelf,
            seen: Seen::default(),
            documents: 0,
        }
    }

    /// What of the next document was there before, in order; `chosen` are its
    /// windows, from [`winnow::winnow`].
    ///
    /// # Errors
    ///
    /// What the shelf returns.
    pub fn passages(
        &mut self,
        words: &[Word],
        chosen: &[Chosen],
    ) -> Result<Vec<Passage>, S::Error> {
        self.shelf.put(words)?;
        let document = self.documents;
        self.documents += 1;
        // All passages of least weight that a window can stand in.
        let widest = if words.iter().all(|word| word.weight() == 2) {
            LEAST
        } else {
            2 * LEAST
        };
        let mut found = Found::default();
        for &Chosen { hash, word } in chosen {
            let at = word as usize;
            let around = (at + WINDOW).saturating_sub(widest)..(at + widest).min(words.len());
            if found.covers(&around) {
                continue;
            }
            let window = Window { words, at, hash };
            for before in self.seen.places(window) {
                if found.has(at, before) {
                    continue;
                }
                let reached = reach(words, at, before, found.end, &mut self.shelf)?;
                let (same, of) = match reached {
                    Some((same, of)) if of.document == document => beside_itself(words, same, of),
                    Some(reached) => reached,
                    None => continue,
                };
                let weight = weight(words.get(same.clone()).unwrap_or_default());
                if weight >= 2 * LEAST {
                    found.add(Passage {
                        words: same,
                        of,
                        count: weight.div_ceil(2),
                    });
                }
            }
            if !found.covers(&around) {
                self.seen.add(window, Place { document, word });
            }
        }
        Ok(found.outermost())
    }

    /// The shelf with all words.
    pub fn shelf(&mut self) -> &mut S {
        &mut self.shelf
    }
}

/// The part of words, the same as others of their own document, that comes after
/// a whole passage of them: all, unless they run into each other.
fn beside_itself(words: &[Word], same: Range<usize>, of: Place) -> (Range<usize>, Place) {
    let begin = of.word as usize;
    let period = same.start - begin;
    if period >= 2 * LEAST {
        return (same, of);
    }
    let one = weight(words.get(begin..same.start).unwrap_or_default()).max(1);
    let periods = (2 * LEAST).div_ceil(one);
    (
        begin + (period * periods).min(same.end - begin)..same.end,
        of,
    )
}

/// The words of all documents, in memory.
impl Shelf for Vec<Vec<Word>> {
    type Error = std::convert::Infallible;

    fn put(&mut self, words: &[Word]) -> Result<(), Self::Error> {
        self.push(words.to_vec());
        Ok(())
    }

    fn read(&mut self, from: Place, words: &mut [Word]) -> Result<usize, Self::Error> {
        let document = self.get(from.document as usize);
        let rest = document.and_then(|document| document.get(from.word as usize..));
        let count = rest.map_or(0, |rest| rest.len().min(words.len()));
        words
            .iter_mut()
            .zip(rest.unwrap_or_default())
            .for_each(|(slot, &word)| *slot = word);
        Ok(count)
    }
}
