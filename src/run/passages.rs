//! Passages that repeat among the documents that are kept.

use std::path::Path;

use rayon::ThreadPool;
use rayon::prelude::*;

use super::RunError;
use super::excise::{Kept, Repeat};
use super::names::Names;
use super::sheet::Sheet;
use super::shelf::WordShelf;
use super::words::Words;
use crate::dedup::passages::winnow::{Chosen, winnow};
use crate::dedup::passages::{Finder, Passage};
use crate::model::{Span, Tally};
use crate::report::{PassagePlace, passage_row};

/// Bytes of rows whose words are cut at once.
const BATCH: usize = 4 << 20;

/// A document on its way out.
#[derive(Clone, Debug, Default)]
pub(super) struct Leaving {
    /// Its identifier, and which record of the input it is.
    pub(super) name: (String, u64),
    /// Whether it is kept; `None` where it took no part.
    pub(super) keep: Option<bool>,
    /// Its row.
    pub(super) row: Vec<u8>,
    /// A row for each of its removals, in order.
    pub(super) removed: String,
}

/// Takes documents in, tells of the passages in those that are kept that were
/// before, or takes them out, and lets the documents go in order.
pub(super) struct Repeats<'c> {
    finder: Finder<WordShelf>,
    /// What the kept documents so far are called.
    names: Names,
    /// Documents that wait for others, and how many bytes they are.
    waiting: Vec<Leaving>,
    bytes: usize,
    field: &'c str,
    /// Where passages are told.
    sheet: Option<Sheet>,
    /// What was taken out, where anything is to be.
    removed: Option<Tally>,
    pool: &'c ThreadPool,
}

impl<'c> Repeats<'c> {
    /// `field` has the text of a row, and the disk of `folder` the words of many.
    pub(super) fn new(
        folder: &Path,
        field: &'c str,
        pool: &'c ThreadPool,
    ) -> Result<Self, RunError> {
        Ok(Self {
            finder: Finder::new(WordShelf::new(folder)),
            names: Names::new(folder)?,
            waiting: Vec::new(),
            bytes: 0,
            field,
            sheet: None,
            removed: None,
            pool,
        })
    }

    /// The same, with a row about every passage going to `path`.
    pub(super) fn telling(mut self, path: &Path) -> Result<Self, RunError> {
        self.sheet = Some(Sheet::at(path)?);
        Ok(self)
    }

    /// The same, taking passages out.
    pub(super) fn removing(mut self) -> Self {
        self.removed = Some(Tally::default());
        self
    }

    /// Takes a document; `each` gets those that are done.
    pub(super) fn push<E: From<RunError>>(
        &mut self,
        document: Leaving,
        each: impl FnMut(&Leaving) -> Result<(), E>,
    ) -> Result<(), E> {
        self.bytes += document.row.len() + document.removed.len();
        self.waiting.push(document);
        if self.bytes < BATCH {
            return Ok(());
        }
        self.work(each)
    }

    /// Ends the documents; `each` gets the last of them. Gives back what was taken
    /// out.
    pub(super) fn finish<E: From<RunError>>(
        mut self,
        each: impl FnMut(&Leaving) -> Result<(), E>,
    ) -> Result<Tally, E> {
        self.work(each)?;
        if let Some(sheet) = self.sheet {
            sheet.finish()?;
        }
        Ok(self.removed.unwrap_or_default())
    }

    fn work<E: From<RunError>>(
        &mut self,
        mut each: impl FnMut(&Leaving) -> Result<(), E>,
    ) -> Result<(), E> {
        let documents = std::mem::take(&mut self.waiting);
        self.bytes = 0;
        let field = self.field;
        let cut: Vec<Option<Cut>> = self.pool.install(|| {
            let cut = |document: &Leaving| Cut::of(document, field);
            documents.par_iter().map(cut).collect()
        });
        for (mut document, cut) in documents.into_iter().zip(cut) {
            if let Some(cut) = cut {
                self.find(&mut document, &cut)?;
            }
            each(&document)?;
        }
        Ok(())
    }

    fn find(&mut self, document: &mut Leaving, cut: &Cut) -> Result<(), RunError> {
        let (id, record) = &document.name;
        self.names.push((id, *record))?;
        self.finder.shelf().put_spans(&cut.whole)?;
        let passages = self.finder.passages(&cut.words.words, &cut.chosen)?;
        let mut repeats = Vec::new();
        for passage in passages {
            let Some(span) = cut.words.span(&passage.words) else {
                continue;
            };
            let of = self.place(&passage)?;
            if let Some(sheet) = &mut self.sheet {
                let here = PassagePlace {
                    id: id.as_str().into(),
                    record: *record,
                    span,
                };
                sheet.write(&passage_row(here, of.clone(), passage.count))?;
            }
            repeats.push(Repeat { span, of });
        }
        if let Some(tally) = &mut self.removed {
            cut.kept.without(repeats, document, self.field, tally);
        }
        Ok(())
    }

    /// Where the words of a passage were before.
    fn place(&mut self, passage: &Passage) -> Result<PassagePlace<'static>, RunError> {
        let span = self.finder.shelf().span(passage.of, passage.words.len())?;
        let (id, record) = self.names.get(passage.of.document.into())?;
        Ok(PassagePlace {
            id: id.into(),
            record,
            span,
        })
    }
}

/// The text of a kept document, cut into words.
struct Cut {
    kept: Kept,
    words: Words,
    /// Where the words stand in the whole text.
    whole: Vec<Span>,
    chosen: Vec<Chosen>,
}

impl Cut {
    fn of(document: &Leaving, field: &str) -> Option<Self> {
        if document.keep != Some(true) {
            return None;
        }
        let kept = Kept::of(document, field);
        let words = Words::of(&kept.text);
        Some(Self {
            whole: words.spans.iter().map(|&span| kept.whole(span)).collect(),
            chosen: winnow(&words.words),
            words,
            kept,
        })
    }
}
