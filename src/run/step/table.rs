//! Tables of rows in the files of a folder.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::super::compare::sketch;
use super::super::rows::{Numbers, RowFile};
use super::super::{RunError, RunErrorKind};
use crate::dedup::rows::Row;
use crate::model::Scheme;

/// One of the kinds of rows that steps hand to each other.
#[derive(Debug)]
pub(super) struct Table {
    /// Its files are called this, what tells parts apart, and `.rows`.
    pub(super) name: &'static str,
    /// Its columns, as the header names them.
    columns: &'static str,
}

pub(super) static PRINTS: Table = Table {
    name: "prints",
    columns: "count flags record length date removed value rank digest id-bytes shingle-count id shingles",
};
pub(super) static COPIES: Table = Table {
    name: "copies",
    columns: "text document",
};
pub(super) static TEXTS: Table = Table {
    name: "texts",
    columns: "text shingle-count shingles rare",
};
pub(super) static PAIRS: Table = Table {
    name: "pairs",
    columns: "left right",
};
pub(super) static EDGES: Table = Table {
    name: "edges",
    columns: "left right similarity",
};
pub(super) static CENTRES: Table = Table {
    name: "centres",
    columns: "text centre part",
};

/// The first line of a file. Only rows of one format, scheme and sketch meet.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Header {
    tamis: String,
    table: String,
    columns: String,
    scheme: String,
    sketch: String,
    /// From where on texts say the same, where that is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(super) threshold: Option<f64>,
}

/// The format of rows.
const FORMAT: &str = "rows-1";
/// Bytes of a header: as many times this as it needs.
const ALIGNED: usize = 64;

impl Header {
    fn new(table: &Table, threshold: Option<f64>) -> Result<Self, RunError> {
        Ok(Self {
            tamis: FORMAT.into(),
            table: table.name.into(),
            columns: table.columns.into(),
            scheme: Scheme::DEFAULT.to_string(),
            sketch: sketch()?.name().into(),
            threshold,
        })
    }

    fn line(&self) -> String {
        let mut line = serde_json::to_string(self).unwrap_or_default();
        while !(line.len() + 1).is_multiple_of(ALIGNED) {
            line.push(' ');
        }
        line + "\n"
    }
}

/// A file of a table, under its name when it is whole.
#[derive(Debug)]
pub(super) struct Part {
    file: NamedTempFile,
    path: PathBuf,
    begin: u64,
}

impl Part {
    /// Starts a file of a table; `part` tells it from others of the table.
    pub(super) fn create(
        folder: &Path,
        table: &Table,
        part: Option<&str>,
        threshold: Option<f64>,
    ) -> Result<Self, RunError> {
        let name = match part {
            Some(part) => format!("{}-{part}.rows", table.name),
            None => format!("{}.rows", table.name),
        };
        let path = folder.join(name);
        let line = Header::new(table, threshold)?.line();
        let start = || {
            std::fs::create_dir_all(folder)?;
            let mut file = tempfile::Builder::new()
                .prefix(".tamis-")
                .tempfile_in(folder)?;
            file.write_all(line.as_bytes())?;
            Ok(file)
        };
        let file = start().map_err(|error| RunError::output(path.display(), error))?;
        Ok(Self {
            file,
            path,
            begin: line.len() as u64,
        })
    }

    /// The rows of the file, each of as many numbers as it says itself.
    pub(super) fn numbers(&self) -> Result<Numbers, RunError> {
        Ok(Numbers::new(
            self.clone()?,
            self.begin,
            self.begin,
            &self.path,
        ))
    }

    /// The rows of the file, all of one width.
    pub(super) fn rows<R: Row>(&self) -> Result<RowFile<R>, RunError> {
        Ok(RowFile::at(self.clone()?, self.begin, &self.path))
    }

    fn clone(&self) -> Result<File, RunError> {
        let file = self.file.as_file().try_clone();
        file.map_err(|error| RunError::output(self.path.display(), error))
    }

    /// Gives the file its name; all was written to it.
    pub(super) fn finish(self) -> Result<(), RunError> {
        let synced = self.file.as_file().sync_all();
        synced
            .and_then(|()| Ok(self.file.persist(&self.path)?))
            .map(drop)
            .map_err(|error| RunError::output(self.path.display(), error))
    }
}

/// A file of a table that is there.
#[derive(Debug)]
pub(super) struct Found {
    file: File,
    path: PathBuf,
    begin: u64,
    end: u64,
    pub(super) header: Header,
}

impl Found {
    /// The files of a table in a folder, in the order of their names.
    pub(super) fn all(folder: &Path, table: &Table) -> Result<Vec<Self>, RunError> {
        let failed = |error| {
            let message = format!("{} cannot be read: {error}", folder.display());
            RunError::new(RunErrorKind::Input, message)
        };
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let name = path.file_name().and_then(|name| name.to_str());
            let part = name.and_then(|name| {
                let part = name.strip_prefix(table.name)?;
                part.strip_suffix(".rows")
            });
            if part.is_some_and(|part| part.is_empty() || part.starts_with('-')) {
                paths.push(path);
            }
        }
        paths.sort();
        if paths.is_empty() {
            let message = format!(
                "{} has no `{}.rows`, expected rows of an earlier step",
                folder.display(),
                table.name
            );
            return Err(RunError::new(RunErrorKind::Input, message).with_hint(
                "the steps are map, candidates, verify, components and keep, in this order",
            ));
        }
        let open = |path| Self::open(path, table);
        paths.into_iter().map(open).collect()
    }

    /// The only file of a table in a folder.
    pub(super) fn only(folder: &Path, table: &Table) -> Result<Self, RunError> {
        let mut all = Self::all(folder, table)?;
        match (all.pop(), all.len()) {
            (Some(found), 0) => Ok(found),
            (_, more) => {
                let message = format!(
                    "{} has {} files of `{}`, expected one",
                    folder.display(),
                    more + 1,
                    table.name
                );
                Err(RunError::new(RunErrorKind::Input, message)
                    .with_hint("these rows are read at any place, and cannot be cut into parts"))
            }
        }
    }

    fn open(path: PathBuf, table: &Table) -> Result<Self, RunError> {
        let damaged = |what: &str| {
            let message = format!("{}: {what}", path.display());
            RunError::new(RunErrorKind::Input, message)
                .with_hint("all steps are to be done by one version of tamis, on unchanged files")
        };
        let read = || {
            let file = File::open(&path)?;
            let mut line = String::new();
            let mut start = BufReader::new(&file).take(1 << 12);
            start.read_line(&mut line)?;
            let end = file.metadata()?.len();
            Ok((file, line, end))
        };
        let (file, line, end) =
            read().map_err(|error: std::io::Error| damaged(&format!("cannot be read: {error}")))?;
        let header: Header =
            serde_json::from_str(&line).map_err(|_| damaged("is no file of rows"))?;
        let expected = Header::new(table, header.threshold)?;
        if header != expected {
            let expected = serde_json::to_string(&expected).unwrap_or_default();
            return Err(damaged(&format!(
                "begins with {}, expected {expected}",
                line.trim_end()
            )));
        }
        let begin = line.len() as u64;
        Ok(Self {
            file,
            path,
            begin,
            end,
            header,
        })
    }

    /// The rows of the file, each of as many numbers as it says itself.
    pub(super) fn numbers(self) -> Numbers {
        Numbers::new(self.file, self.begin, self.end, &self.path)
    }

    /// The rows of the file, all of one width.
    pub(super) fn rows<R: Row>(
        self,
    ) -> Result<impl Iterator<Item = Result<R, RunError>> + Send + use<R>, RunError> {
        RowFile::at(self.file, self.begin, &self.path).rows()
    }
}
