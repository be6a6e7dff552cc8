//! Why an index cannot be used.

use std::fmt;
use std::io;
use std::path::Path;

/// Why an index cannot be used.
#[derive(Debug)]
pub struct IndexError {
    kind: IndexErrorKind,
    message: String,
    hint: &'static str,
    source: Option<io::Error>,
}

/// What kind of reason it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IndexErrorKind {
    /// There is no index, or something else in its place.
    Missing,
    /// Another process writes to it.
    Busy,
    /// It is of another format or scheme than this program's.
    Foreign,
    /// What it holds is not what was written.
    Damaged,
    /// A row that was to be added is none.
    Row,
    /// The disk did not do what it was asked to.
    Disk,
}

impl IndexError {
    pub(super) fn new(
        kind: IndexErrorKind,
        message: impl Into<String>,
        hint: &'static str,
    ) -> Self {
        Self {
            kind,
            message: message.into(),
            hint,
            source: None,
        }
    }

    /// A file that says something else than was written to it.
    pub(super) fn damaged(file: &Path, what: impl fmt::Display) -> Self {
        let message = format!("{} is damaged: {what}", file.display());
        let hint = "restore the index from a copy, or start another and add the documents again";
        Self::new(IndexErrorKind::Damaged, message, hint)
    }

    /// A file or folder that could not be read or written.
    pub(super) fn disk(file: &Path, error: io::Error) -> Self {
        let hint = match error.kind() {
            io::ErrorKind::StorageFull => {
                "free some space and try again; the index is as it was before"
            }
            io::ErrorKind::PermissionDenied => "choose a folder you may write to",
            _ => "the index is as it was before; see what is wrong with the disk",
        };
        Self {
            kind: IndexErrorKind::Disk,
            message: format!("{} could not be used", file.display()),
            hint,
            source: Some(error),
        }
    }

    /// What the disk said, where it is to blame.
    pub(super) fn disk_error(&self) -> Option<io::ErrorKind> {
        self.source.as_ref().map(io::Error::kind)
    }

    /// What kind of reason it is.
    pub const fn kind(&self) -> IndexErrorKind {
        self.kind
    }

    /// What to do about it.
    pub const fn hint(&self) -> &'static str {
        self.hint
    }
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.source {
            Some(source) => write!(f, ": {source}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for IndexError {}
