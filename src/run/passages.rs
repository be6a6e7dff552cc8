//! Passages that repeat among the documents that are kept.

use std::path::Path;

use rayon::ThreadPool;
use rayon::prelude::*;

use super::RunError;
use super::names::Names;
use super::sheet::Sheet;
use super::shelf::WordShelf;
use super::words::Words;
use crate::corpus::Members;
use crate::dedup::passages::winnow::{Chosen, winnow};
use crate::dedup::passages::{Finder, Passage};
use crate::model::Span;
use crate::report::{PassagePlace, passage_row};

/// Bytes of rows whose words are cut at once.
const BATCH: usize = 4 << 20;

/// Takes rows in, tells of the passages in them that were in rows before, and
/// lets them out in order.
pub(super) struct Repeats<'c> {
    finder: Finder<WordShelf>,
    /// What the documents of the rows so far are called.
    names: Names,
    /// Rows that wait for others, and how many bytes they are.
    waiting: Vec<Vec<u8>>,
    bytes: usize,
    field: &'c str,
    sheet: Sheet,
    pool: &'c ThreadPool,
}

impl<'c> Repeats<'c> {
    /// Rows about passages go to `path`; `field` has the text of a row, and the
    /// disk of `folder` the words of many.
    pub(super) fn new(
        path: &Path,
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
            sheet: Sheet::at(path)?,
            pool,
        })
    }

    /// Takes a row; `each` gets those that are done.
    pub(super) fn push<E: From<RunError>>(
        &mut self,
        row: &[u8],
        name: (&str, u64),
        each: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        self.names.push(name)?;
        self.waiting.push(row.to_vec());
        self.bytes += row.len();
        if self.bytes < BATCH {
            return Ok(());
        }
        self.work(each)
    }

    /// Ends the rows; `each` gets the last of them.
    pub(super) fn finish<E: From<RunError>>(
        mut self,
        each: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        self.work(each)?;
        Ok(self.sheet.finish()?)
    }

    fn work<E: From<RunError>>(
        &mut self,
        mut each: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let rows = std::mem::take(&mut self.waiting);
        self.bytes = 0;
        let first = self.names.count() - rows.len() as u64;
        let field = self.field;
        let cut: Vec<(Words, Vec<Chosen>)> = self.pool.install(|| {
            let cut = |row: &Vec<u8>| {
                let words = Words::of(&text(row, field).unwrap_or_default());
                let chosen = winnow(&words.words);
                (words, chosen)
            };
            rows.par_iter().map(cut).collect()
        });
        for ((row, (words, chosen)), number) in rows.iter().zip(&cut).zip(first..) {
            self.finder.shelf().put_spans(words)?;
            for passage in self.finder.passages(&words.words, chosen)? {
                self.tell(number, words, &passage)?;
            }
            each(row)?;
        }
        Ok(())
    }

    fn tell(&mut self, number: u64, words: &Words, passage: &Passage) -> Result<(), RunError> {
        let Some(span) = words.span(&passage.words) else {
            return Ok(());
        };
        let of = self.finder.shelf().span(passage.of, passage.words.len())?;
        let here = self.place(number, span)?;
        let there = self.place(passage.of.document.into(), of)?;
        self.sheet.write(&passage_row(here, there, passage.count))
    }

    fn place(&mut self, number: u64, span: Span) -> Result<PassagePlace<'static>, RunError> {
        let (id, record) = self.names.get(number)?;
        Ok(PassagePlace {
            id: id.into(),
            record,
            span,
        })
    }
}

/// The text of a row.
fn text(row: &[u8], field: &str) -> Option<String> {
    let members: Members<'_> = serde_json::from_slice(row).ok()?;
    serde_json::from_str(members.get(field)?.get()).ok()
}
