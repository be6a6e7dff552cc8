//! Documents to texts on a shelf, and the bands in which they meet.

use super::super::Workers;
use super::super::bands::Bands;
use super::super::candidates::Meeting;
use super::super::common_shingles::Common;
use super::super::marks::Marks;
use super::super::rows::{Equal, Shelf, Sorted, Sorter, Store};
use super::super::verify::{REPRINT, Text};
use super::{Distinct, Print, Prints, Shingles, TextWriter};
use crate::model::Sketch;

/// How texts are sketched: by their rare shingles, and by all where the rare
/// are few.
#[derive(Debug, Clone, Copy)]
pub struct Sketching<'s> {
    sketch: &'s dyn Sketch,
    rare: Bands,
    whole: Bands,
}

impl<'s> Sketching<'s> {
    /// Bands for a threshold.
    pub fn new(sketch: &'s dyn Sketch, threshold: f64) -> Self {
        Self {
            sketch,
            rare: Bands::new(threshold, sketch.slots()),
            whole: Bands::new(REPRINT, sketch.slots()),
        }
    }

    /// Appends all places where a text can meet others.
    pub fn meetings(&self, number: u32, text: Text<'_>, meetings: &mut Vec<Meeting>) {
        let rare = (self.rare, 0);
        let whole = (self.whole, self.rare.bands);
        for (shingles, bands) in [(text.comparable(), rare), (text.reprintable(), whole)] {
            Meeting::of(number, shingles, self.sketch, bands, meetings);
        }
    }
}

/// Finds the shingles that are in more than `cap` of the texts.
///
/// Of texts of earlier runs `others` tells how many have which of some shingles, both
/// sorted; the others are counted.
pub fn common<S: Store>(
    store: &S,
    prints: &mut impl Prints<Error = S::Error>,
    distinct: &mut Distinct<S::Shelf>,
    cap: u32,
    others: impl FnMut(&[u32]) -> Result<Vec<(u32, u32)>, S::Error>,
) -> Result<Common, S::Error> {
    let mut counted = store.sorter::<u32>(Equal::Kept);
    let mut named = store.sorter::<u32>(Equal::Once);
    let mut texts = Texts::of(prints, distinct)?;
    while let Some((text, print)) = texts.next()? {
        let sorter = if texts.distinct.earlier.has(text) {
            &mut named
        } else {
            &mut counted
        };
        let mut shingles = print.shingles.into_iter();
        shingles.try_for_each(|shingle| sorter.push(shingle))?;
    }
    Common::among(counted.sorted()?, named.sorted()?, cap, others)
}

/// Texts that are worked on at once, and how many shingles they have together
/// at about the most.
const TEXTS: usize = 1 << 12;
const SHINGLES: usize = 1 << 20;

/// Puts every text on a shelf, its rare shingles marked; gives back the places
/// where texts meet, in order. Those of earlier runs meet nobody.
pub fn meetings<S: Store>(
    store: &S,
    prints: &mut impl Prints<Error = S::Error>,
    distinct: &mut Distinct<S::Shelf>,
    common: &Common,
    sketching: Sketching<'_>,
    shelf: &mut TextWriter<S>,
    workers: &impl Workers,
) -> Result<Sorted<S, u128>, S::Error> {
    let mut sorter = store.sorter::<u128>(Equal::Kept);
    let mut texts = Texts::of(prints, distinct)?;
    loop {
        let batch = texts.batch()?;
        if batch.is_empty() {
            return sorter.sorted();
        }
        let earlier = &texts.distinct.earlier;
        let chunks: Vec<_> = batch.chunks(1 << 8).collect();
        let worked = workers.map(chunks.len(), |at| {
            let texts = chunks.get(at).copied().unwrap_or_default();
            let mut meetings = Vec::new();
            let mut shingles = Vec::with_capacity(texts.len());
            for (number, print) in texts {
                let mut rare = Vec::new();
                common.without(&print.shingles, &mut rare);
                let text = Shingles {
                    all: print.shingles.clone(),
                    rare,
                    level: print.level,
                };
                if !earlier.has(*number) {
                    sketching.meetings(*number, text.as_text(), &mut meetings);
                }
                shingles.push((*number, text));
            }
            (shingles, meetings)
        });
        for (texts, meetings) in worked {
            for (number, text) in texts {
                shelf.put(number, &text)?;
            }
            for meeting in meetings {
                sorter.push(meeting.bits())?;
            }
        }
    }
}

/// Distinct texts in the order of the documents that have them first.
struct Texts<'t, P, L> {
    prints: &'t mut P,
    distinct: &'t mut Distinct<L>,
    document: u32,
    /// The texts that came.
    seen: Marks,
}

impl<'t, P: Prints, L: Shelf<Error = P::Error>> Texts<'t, P, L> {
    fn of(prints: &'t mut P, distinct: &'t mut Distinct<L>) -> Result<Self, P::Error> {
        prints.rewind()?;
        Ok(Self {
            prints,
            distinct,
            document: 0,
            seen: Marks::default(),
        })
    }

    fn next(&mut self) -> Result<Option<(u32, Print)>, P::Error> {
        while let Some(print) = self.prints.next()? {
            let text = self.distinct.text(self.document)?;
            self.document += 1;
            if self.seen.mark(text) {
                return Ok(Some((text, print)));
            }
        }
        Ok(None)
    }

    fn batch(&mut self) -> Result<Vec<(u32, Print)>, P::Error> {
        let mut batch = Vec::new();
        let mut shingles = 0;
        while batch.len() < TEXTS
            && shingles < SHINGLES
            && let Some(text) = self.next()?
        {
            shingles += text.1.shingles.len();
            batch.push(text);
        }
        Ok(batch)
    }
}
