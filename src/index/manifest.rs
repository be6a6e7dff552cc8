//! The one file of an index that is ever replaced: which segments count.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::error::{IndexError, IndexErrorKind};
use super::record::SAMPLE;
use crate::model::Scheme;

const FILE: &str = "manifest";
/// The version of the format; another is refused.
const FORMAT: u32 = 1;

/// What an index consists of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) format: u32,
    pub(super) scheme: Scheme,
    /// The most shingles that are kept of a document.
    pub(super) sample: usize,
    /// The number of the next segment: none is used twice.
    pub(super) next: u64,
    /// The older first.
    pub(super) segments: Vec<Part>,
}

/// A segment that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    pub(super) file: String,
    pub(super) documents: u32,
    pub(super) bytes: u64,
    /// First and last date of its documents, in seconds since 1970.
    pub(super) dates: Option<(i64, i64)>,
    /// Documents that were removed, sorted.
    pub(super) removed: Vec<u32>,
}

/// What every format of a manifest says.
#[derive(Deserialize)]
struct Version {
    format: u32,
}

impl Manifest {
    pub(super) fn new(scheme: Scheme) -> Self {
        Self {
            format: FORMAT,
            scheme,
            sample: SAMPLE,
            next: 1,
            segments: Vec::new(),
        }
    }

    /// Reads the manifest of a folder; `None` where there is none.
    pub(super) fn read(folder: &Path, scheme: Scheme) -> Result<Option<Self>, IndexError> {
        let path = folder.join(FILE);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                return Err(IndexError::damaged(&path, "it is no text"));
            }
            Err(error) => return Err(IndexError::disk(&path, error)),
        };
        let (row, sum) = text.split_once('\n').unwrap_or((&text, ""));
        if sum.trim_end() != sum_of(row) {
            return Err(IndexError::damaged(
                &path,
                "its first line has another SHA-256 than its second says",
            ));
        }
        let damaged = |error: serde_json::Error| IndexError::damaged(&path, error);
        let Version { format } = serde_json::from_str(row).map_err(damaged)?;
        if format != FORMAT {
            let message = format!(
                "the index {} is of format {format}, and this tamis writes format {FORMAT}",
                folder.display()
            );
            return Err(foreign(message));
        }
        let manifest: Self = serde_json::from_str(row).map_err(damaged)?;
        if (manifest.scheme, manifest.sample) != (scheme, SAMPLE) {
            let message = format!(
                "the index {} holds fingerprints of scheme {} in samples of {}, and this tamis makes {scheme} in samples of {SAMPLE}",
                folder.display(),
                manifest.scheme,
                manifest.sample,
            );
            return Err(foreign(message));
        }
        Ok(Some(manifest))
    }

    /// Puts the manifest in the place of the old one: all of it, or nothing.
    pub(super) fn write(&self, folder: &Path) -> Result<(), IndexError> {
        let path = folder.join(FILE);
        let failed = |error| IndexError::disk(&path, error);
        let row = serde_json::to_string(self).map_err(|error| failed(error.into()))?;
        let mut file = tempfile::Builder::new()
            .prefix(".tamis-")
            .tempfile_in(folder)
            .map_err(failed)?;
        file.write_all(format!("{row}\n{}\n", sum_of(&row)).as_bytes())
            .map_err(failed)?;
        open_to_others(file.as_file()).map_err(failed)?;
        file.as_file().sync_all().map_err(failed)?;
        // The segments' names have to be on the disk before they count.
        sync(folder).map_err(failed)?;
        file.persist(&path).map_err(|error| failed(error.error))?;
        sync(folder).map_err(failed)
    }
}

fn foreign(message: String) -> IndexError {
    let hint = "use the version of tamis that made it, or start another index with this one";
    IndexError::new(IndexErrorKind::Foreign, message, hint)
}

fn sum_of(row: &str) -> String {
    crate::model::Digest(Sha256::digest(row).into()).to_string()
}

/// Waits until the names in a folder are on the disk.
fn sync(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Temporary files are private; the manifest is read like any other file.
#[cfg(unix)]
fn open_to_others(file: &File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn open_to_others(_: &File) -> std::io::Result<()> {
    Ok(())
}
