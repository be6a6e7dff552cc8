//! Files that are whole under their final name, or not there.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file written beside its final name and renamed when it is whole.
///
/// Dropped before [`Atomic::finish`], it leaves nothing behind, and a file that
/// stood under the name stays as it was.
#[derive(Debug)]
pub struct Atomic {
    path: PathBuf,
    file: BufWriter<NamedTempFile>,
}

impl Atomic {
    /// Starts a file that will be called `path`.
    pub fn create(path: &Path) -> io::Result<Self> {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let file = tempfile::Builder::new()
            .prefix(".tamis-")
            .tempfile_in(folder)?;
        Ok(Self {
            path: path.to_owned(),
            file: BufWriter::with_capacity(1 << 17, file),
        })
    }

    /// Where the file will be.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Flushes the file to disk and gives it its name.
    pub fn finish(self) -> io::Result<()> {
        let file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        open_to_others(file.as_file())?;
        file.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }
}

impl Write for Atomic {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Temporary files are private; a finished one is read like any other.
#[cfg(unix)]
fn open_to_others(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn open_to_others(_: &File) -> io::Result<()> {
    Ok(())
}
