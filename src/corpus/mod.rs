//! Files to [`RawPage`]s and back: walking, formats, compression, whole files only.
#![expect(
    clippy::disallowed_methods,
    reason = "reading and writing files is this module's job"
)]

mod atomic;
mod compression;
mod feed;
mod format;
mod jsonl;
mod knowledge;
mod media;
mod packed;
mod unescape;
mod walk;
mod whole;

use std::io::{self, Read};
use std::path::PathBuf;

pub use atomic::Atomic;
#[cfg(feature = "fetch")]
pub(crate) use compression::unpacked_whole as unpacked;
pub use format::{FORMATS, Format};
pub(crate) use jsonl::Members;
pub use knowledge::{read_knowledge, write_knowledge};
pub(crate) use media::media;
pub use packed::Packed;

use crate::model::{Failure, FieldNames, RawPage};

/// What to read and how.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Files, folders, globs, or `-` for standard input.
    pub inputs: Vec<String>,
    /// The format of every input, where it is not to be found out.
    pub format: Option<&'static Format>,
    /// Names of the fields of records.
    pub fields: FieldNames,
    /// The longest record taken in, in bytes.
    pub max_record: usize,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            inputs: Vec::new(),
            format: None,
            fields: FieldNames::default(),
            max_record: 64 << 20,
        }
    }
}

/// Records of one file, in order; a lost one is a [`Failure`] and the rest go on.
pub(crate) type Records = Box<dyn Iterator<Item = Result<RawPage, Failure>> + Send>;

/// The bytes of a file, unpacked as they are read.
pub(crate) type Bytes = Box<dyn Read + Send>;

/// A file that was found, before it is opened.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Found {
    /// Identifier of its page, or the stem of its records' identifiers.
    pub(crate) id: String,
    /// Where it is; none for standard input.
    pub(crate) path: Option<PathBuf>,
    /// Whether it was named, rather than met in a folder.
    pub(crate) named: bool,
}

impl Found {
    /// How messages call it.
    pub(crate) fn place(&self) -> String {
        self.path.as_ref().map_or_else(
            || "standard input".into(),
            |path| path.display().to_string(),
        )
    }
}

/// An input that cannot be used at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputError {
    message: String,
    hint: String,
}

impl InputError {
    fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: hint.into(),
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> &str {
        &self.hint
    }
}

impl std::fmt::Display for InputError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for InputError {}

/// All records of all inputs, in a fixed order.
///
/// # Errors
///
/// An input that does not exist, a pattern or folder without a file.
pub fn read(
    reading: &Reading,
) -> Result<impl Iterator<Item = Result<RawPage, Failure>> + Send + use<>, InputError> {
    let mut files = Vec::new();
    for input in &reading.inputs {
        files.extend(walk::expand(input)?);
    }
    let reading = reading.clone();
    Ok(files
        .into_iter()
        .flat_map(move |file| records(&file, &reading)))
}

/// The records of one file.
fn records(file: &Found, reading: &Reading) -> Records {
    let place = file.place();
    match open(file, reading) {
        Ok(Some((format, input))) => (format.open)(input, file, reading),
        Ok(None) => Box::new(std::iter::empty()),
        Err(failure) => Box::new(std::iter::once(Err(Failure { place, ..failure }))),
    }
}

/// Opens a file, unpacked, and finds out its format; none for a file met in a
/// folder that is no page.
fn open(file: &Found, reading: &Reading) -> Result<Option<(&'static Format, Bytes)>, Failure> {
    let unreadable =
        |error: io::Error| Failure::new(file.place(), format!("cannot be read: {error}"));
    let raw: Bytes = match &file.path {
        Some(path) => Box::new(std::fs::File::open(path).map_err(unreadable)?),
        None => Box::new(io::stdin()),
    };
    let mut input = compression::unpacked(raw).map_err(unreadable)?;
    let mut head = Vec::new();
    input
        .by_ref()
        .take(4096)
        .read_to_end(&mut head)
        .map_err(unreadable)?;
    let format = reading
        .format
        .or_else(|| format::sniff(&head, file.path.as_deref()));
    let Some(format) = format else {
        return if file.named {
            Err(Failure::new(
                file.place(),
                "is neither HTML, text, Markdown, JSONL nor a feed",
            )
            .with_hint("say `--from FORMAT` if it is one of them all the same"))
        } else {
            Ok(None)
        };
    };
    Ok(Some((format, Box::new(io::Cursor::new(head).chain(input)))))
}
