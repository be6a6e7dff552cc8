//! Files that are whole under their final name, or not there.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file written beside its final name and renamed when it is whole.
///
/// Dropped before [`Atomic::finish`], it leaves nothing behind, and a file that
/// stood under the name stays as it was. A link stays a link: the file it leads
/// to is replaced. What is no file (`/dev/null`, `/dev/stdout`, a named pipe)
/// is never replaced: it is written to as the bytes come.
#[derive(Debug)]
pub struct Atomic {
    path: PathBuf,
    file: BufWriter<Target>,
}

#[derive(Debug)]
enum Target {
    /// A new file, and the name it gets when it is whole.
    Beside(NamedTempFile, PathBuf),
    /// A device or a pipe that stands under the name.
    Through(File),
}

impl Atomic {
    /// Starts a file that will be called `path`.
    pub fn create(path: &Path) -> io::Result<Self> {
        let file = match fs::metadata(path) {
            Ok(there) if !there.is_file() && !there.is_dir() => {
                Target::Through(OpenOptions::new().write(true).open(path)?)
            }
            Ok(_) => Target::beside(&path.canonicalize()?)?,
            Err(_) => Target::beside(path)?,
        };
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
        let target = self.file.into_inner();
        match target.map_err(io::IntoInnerError::into_error)? {
            Target::Through(_) => Ok(()),
            Target::Beside(file, path) => {
                file.as_file().sync_all()?;
                open_to_others(file.as_file())?;
                file.persist(path).map_err(|error| error.error)?;
                Ok(())
            }
        }
    }
}

impl Target {
    fn beside(path: &Path) -> io::Result<Self> {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let file = tempfile::Builder::new()
            .prefix(".tamis-")
            .tempfile_in(folder)?;
        Ok(Self::Beside(file, path.to_owned()))
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Beside(file, _) => file.write(bytes),
            Self::Through(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Beside(file, _) => file.flush(),
            Self::Through(file) => file.flush(),
        }
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

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{FileTypeExt, symlink};

    use super::*;

    #[test]
    fn links_stay_and_devices_are_never_replaced() {
        let write = |path: &Path, text: &str| {
            let mut file = Atomic::create(path).unwrap();
            file.write_all(text.as_bytes()).unwrap();
            file.finish().unwrap();
        };
        let folder = tempfile::tempdir().unwrap();
        let (link, file) = (folder.path().join("link"), folder.path().join("file"));
        symlink(&file, &link).unwrap();
        fs::write(&file, "old").unwrap();
        write(&link, "new");
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());

        let nowhere = folder.path().join("nowhere");
        symlink("/dev/null", &nowhere).unwrap();
        write(&nowhere, "lost");
        assert!(fs::symlink_metadata(&nowhere).unwrap().is_symlink());
        let device = fs::metadata(&nowhere).unwrap().file_type();
        assert!(device.is_char_device());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }
}
