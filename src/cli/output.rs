//! Where rows go: a whole file, or standard output.

use std::io::{self, BufWriter, Stdout, Write};
use std::path::Path;

use tamis::corpus::Packed;

use super::exit::Failed;

/// A file that is renamed when it is whole, packed as its name says; or standard
/// output.
pub(crate) enum Output {
    File(Box<Packed>),
    Standard(BufWriter<Stdout>),
}

impl Output {
    /// The file at `path`, or standard output.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failed> {
        match path {
            Some(path) => {
                let file = Packed::create(path)
                    .map_err(|error| Failed::output(&path.display().to_string(), error))?;
                Ok(Self::File(Box::new(file)))
            }
            None => Ok(Self::Standard(BufWriter::with_capacity(
                1 << 16,
                io::stdout(),
            ))),
        }
    }

    /// Writes all there is to write.
    pub(crate) fn whole(path: Option<&Path>, text: &str) -> Result<(), Failed> {
        let mut output = Self::open(path)?;
        let written = output.write(text);
        written.map_err(|error| Failed::output(&output.place(), error))?;
        output.finish()
    }

    /// What errors call it.
    pub(crate) fn place(&self) -> String {
        match self {
            Self::File(file) => file.path().display().to_string(),
            Self::Standard(_) => "standard output".into(),
        }
    }

    pub(crate) fn write(&mut self, text: &str) -> io::Result<()> {
        match self {
            Self::File(file) => file.write_all(text.as_bytes()),
            Self::Standard(out) => out.write_all(text.as_bytes()),
        }
    }

    /// Makes the file whole, or empties the buffer.
    pub(crate) fn finish(self) -> Result<(), Failed> {
        let place = self.place();
        match self {
            Self::File(file) => file.finish(),
            Self::Standard(mut out) => out.flush(),
        }
        .map_err(|error| Failed::output(&place, error))
    }
}
