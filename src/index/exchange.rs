//! An index as rows of JSON, and such rows into another.

use std::io::BufRead;

use serde::{Deserialize, Serialize};

use super::error::{IndexError, IndexErrorKind};
use super::record::Record;
use super::segment::{FREQUENCIES, Segment};
use super::snapshot::Index;
use super::writer::Writer;

/// Counts of a row.
const COUNTS: usize = 1024;

/// A row of an exported index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Exchanged {
    /// A document.
    Document(Record),
    /// How many documents have which shingles; after all documents.
    Frequencies {
        /// Shingles, sorted, each with its number of documents.
        frequencies: Vec<(u32, u32)>,
    },
}

impl Index {
    /// Hands out every document, and then the frequencies, as rows.
    pub fn export<E: From<IndexError>>(
        &self,
        mut each: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut failed = Ok(());
        let mut row = |exchanged: &Exchanged| {
            let text = serde_json::to_string(exchanged).unwrap_or_default();
            failed = each(&(text + "\n"));
            match failed {
                Ok(()) => Ok(()),
                Err(_) => Err(stopped()),
            }
        };
        let exported = self.export_rows(&mut row);
        failed?;
        Ok(exported?)
    }

    fn export_rows(
        &self,
        row: &mut impl FnMut(&Exchanged) -> Result<(), IndexError>,
    ) -> Result<(), IndexError> {
        for segment in &self.segments {
            segment.each_record(|number, record| {
                if segment.is_removed(number) {
                    return Ok(());
                }
                row(&Exchanged::Document(record))
            })?;
        }
        for segment in &self.segments {
            export_frequencies(segment, row)?;
        }
        Ok(())
    }
}

fn export_frequencies(
    segment: &Segment,
    row: &mut impl FnMut(&Exchanged) -> Result<(), IndexError>,
) -> Result<(), IndexError> {
    let mut frequencies = Vec::new();
    segment.pairs(FREQUENCIES)?.each(|(shingle, count)| {
        frequencies.push((u32::try_from(shingle).unwrap_or(u32::MAX), count));
        if frequencies.len() < COUNTS {
            return Ok(());
        }
        let frequencies = std::mem::take(&mut frequencies);
        row(&Exchanged::Frequencies { frequencies })
    })?;
    if frequencies.is_empty() {
        return Ok(());
    }
    row(&Exchanged::Frequencies { frequencies })
}

/// Ends the walk over an index whose rows nobody takes.
fn stopped() -> IndexError {
    IndexError::new(IndexErrorKind::Row, "the rows were not taken", "")
}

impl Writer {
    /// Adds the rows of an exported index; `name` is how errors call them. Gives
    /// back how many documents were added and how many were there already.
    ///
    /// Where no document was added, the frequencies are not added either.
    pub fn import(&mut self, name: &str, rows: impl BufRead) -> Result<(u64, u64), IndexError> {
        let (mut added, mut known) = (0, 0);
        for (number, line) in (1_u64..).zip(rows.lines()) {
            let wrong = |what: String| {
                let message = format!("{name}:{number}: {what}");
                let hint = "give a file that `tamis index export` wrote, whole";
                IndexError::new(IndexErrorKind::Row, message, hint)
            };
            let line = line.map_err(|error| wrong(error.to_string()))?;
            if line.trim().is_empty() {
                continue;
            }
            match serde_json::from_str(&line) {
                Ok(Exchanged::Document(record)) => {
                    if !record
                        .fingerprint
                        .shingles
                        .is_sorted_by(|left, right| left < right)
                    {
                        return Err(wrong("expected shingles sorted, each once".to_owned()));
                    }
                    let count = if self.put(&record, &[])? {
                        &mut added
                    } else {
                        &mut known
                    };
                    *count += 1;
                }
                Ok(Exchanged::Frequencies { frequencies }) if added > 0 => {
                    self.count(&frequencies)?;
                }
                Ok(Exchanged::Frequencies { .. }) => {}
                Err(_) => {
                    return Err(wrong("expected a row of an exported index".to_owned()));
                }
            }
        }
        Ok((added, known))
    }
}
