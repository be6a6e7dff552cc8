//! The texts of a run's input, put together again from its results.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Lines};
use std::path::Path;

use super::{Config, RunError, RunErrorKind};
use crate::corpus::Members;
use crate::report::{ClusterRow, Mark, RemovedRow, Report, restored_row};

/// Hands every input text of the run in `folder` to `each`, as rows of `id`
/// and `text` in the order of the input: a text record's own text, a page's
/// whole text as parsed.
///
/// Returns how many texts are missing: duplicates that were not kept.
///
/// # Errors
///
/// A folder that holds no whole run, or whatever `each` returns.
pub fn restore<E: From<RunError>>(
    folder: &Path,
    mut each: impl FnMut(&str) -> Result<(), E>,
) -> Result<u64, E> {
    let field = text_field(folder)?;
    let marked = |row: &str| {
        Some(
            members(row)?
                .get("tamis")
                .and_then(|mark| serde_json::from_str::<Mark>(mark.get()).ok())?
                .record,
        )
    };
    let mut documents = Cursor::open(folder, "documents.jsonl", &marked)?;
    let mut duplicates = Cursor::open(folder, "duplicates.jsonl", &marked)?;
    let numbered = |row: &str| {
        serde_json::from_str::<RemovedRow<'_>>(row)
            .ok()
            .map(|row| row.record)
    };
    let mut removed = Cursor::open(folder, "removed.jsonl", &numbered)?;
    let clustered = |row: &str| {
        serde_json::from_str::<ClusterRow<'_>>(row)
            .ok()
            .map(|row| row.record)
    };
    let mut clusters = Cursor::open(folder, "clusters.jsonl", &clustered)?;
    let mut missing = 0;
    while let Some((record, row)) = clusters.next_row()? {
        let damaged = || damaged(folder, "a row of clusters.jsonl");
        let about: ClusterRow<'_> = serde_json::from_str(&row).map_err(|_| damaged())?;
        let mut parts = Vec::new();
        while let Some(part) = removed.row_of(record)? {
            parts.push(part);
        }
        let kept = match documents.row_of(record)? {
            Some(row) => Some(row),
            None => duplicates.row_of(record)?,
        };
        let text = match &kept {
            Some(row) => members(row)
                .and_then(|row| serde_json::from_str(row.get(&field)?.get()).ok())
                .ok_or_else(|| self::damaged(folder, "a row of documents.jsonl"))?,
            None if about.kind.is_none() => String::new(),
            None => {
                missing += 1;
                continue;
            }
        };
        let text = woven(&text, &parts).ok_or_else(|| self::damaged(folder, "removed.jsonl"))?;
        each(&restored_row(&about.id, &text))?;
    }
    Ok(missing)
}

/// The name of the field that holds texts in the rows of a run.
fn text_field(folder: &Path) -> Result<String, RunError> {
    let path = folder.join("report.json");
    let text = std::fs::read_to_string(&path).map_err(|error| {
        RunError::new(
            RunErrorKind::Input,
            format!("{} cannot be read: {error}", path.display()),
        )
        .with_hint("name the folder of a finished `tamis run`")
    })?;
    let report: Report<Config> =
        serde_json::from_str(&text).map_err(|_| damaged(folder, "report.json"))?;
    Ok(report.config.input.names().text)
}

fn damaged(folder: &Path, what: &str) -> RunError {
    RunError::new(
        RunErrorKind::Input,
        format!(
            "{}: {what} is not as `tamis run` wrote it",
            folder.display()
        ),
    )
    .with_hint("run again; results are restored from unchanged files only")
}

fn members(row: &str) -> Option<Members<'_>> {
    serde_json::from_str(row).ok()
}

/// The kept text with the removed parts back in their places.
fn woven(kept: &str, parts: &[String]) -> Option<String> {
    let mut text = String::with_capacity(kept.len());
    let mut rest = kept;
    for part in parts {
        let part: RemovedRow<'_> = serde_json::from_str(part).ok()?;
        let (before, after) = rest.split_at_checked(part.span.start.checked_sub(text.len())?)?;
        text.push_str(before);
        text.push_str(&part.text);
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

/// Rows of a file in the order of their records.
struct Cursor<'a> {
    lines: Option<Lines<BufReader<File>>>,
    record: &'a dyn Fn(&str) -> Option<u64>,
    next: Option<(u64, String)>,
    name: String,
}

impl<'a> Cursor<'a> {
    /// A file that is not there has no rows.
    fn open(
        folder: &Path,
        name: &str,
        record: &'a dyn Fn(&str) -> Option<u64>,
    ) -> Result<Self, RunError> {
        let path = folder.join(name);
        let lines = match File::open(&path) {
            Ok(file) => Some(BufReader::with_capacity(1 << 17, file).lines()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                return Err(RunError::new(
                    RunErrorKind::Input,
                    format!("{} cannot be read: {error}", path.display()),
                ));
            }
        };
        let mut cursor = Self {
            lines,
            record,
            next: None,
            name: path.display().to_string(),
        };
        cursor.advance()?;
        Ok(cursor)
    }

    fn advance(&mut self) -> Result<(), RunError> {
        let Some(line) = self.lines.as_mut().and_then(Iterator::next) else {
            self.next = None;
            return Ok(());
        };
        let broken =
            |what: String| RunError::new(RunErrorKind::Input, format!("{}: {what}", self.name));
        let line = line.map_err(|error| broken(format!("cannot be read: {error}")))?;
        let record = (self.record)(&line)
            .ok_or_else(|| broken("a row is not as `tamis run` wrote it".into()))?;
        self.next = Some((record, line));
        Ok(())
    }

    fn next_row(&mut self) -> Result<Option<(u64, String)>, RunError> {
        let row = self.next.take();
        if row.is_some() {
            self.advance()?;
        }
        Ok(row)
    }

    /// The next row, if it is of this record.
    fn row_of(&mut self, record: u64) -> Result<Option<String>, RunError> {
        match &self.next {
            Some((next, _)) if *next == record => Ok(self.next_row()?.map(|(_, row)| row)),
            _ => Ok(None),
        }
    }
}
