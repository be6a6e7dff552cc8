//! Whose turn it is to write.

use std::fs::{File, TryLockError};
use std::path::Path;

use super::error::{IndexError, IndexErrorKind};

/// The right to write to an index, which ends with the process whatever ends it.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "held, not read")] File);

impl Lock {
    /// Takes the lock of a folder, or says who has it.
    pub(super) fn take(folder: &Path) -> Result<Self, IndexError> {
        let path = folder.join("lock");
        let failed = |error| IndexError::disk(&path, error);
        let mut options = File::options();
        let file = options.create(true).truncate(false).write(true);
        let file = file.open(&path).map_err(failed)?;
        // Who has it is told by another file, since a locked one cannot be read
        // on every system.
        let holder = folder.join("holder");
        match file.try_lock() {
            Ok(()) => {
                let now = jiff::Timestamp::try_from(std::time::SystemTime::now());
                let now = now.unwrap_or_default().as_second();
                let since = jiff::Timestamp::from_second(now).unwrap_or_default();
                let text = format!("process {} since {since}", std::process::id());
                std::fs::write(holder, text).map_err(failed)?;
                Ok(Self(file))
            }
            Err(TryLockError::WouldBlock) => {
                let holder = std::fs::read_to_string(holder).unwrap_or_default();
                let holder = match holder.trim() {
                    "" => "another process",
                    holder => holder,
                };
                Err(IndexError::new(
                    IndexErrorKind::Busy,
                    format!("the index {} is written by {holder}", folder.display()),
                    "wait until it is done; `query`, `stats`, `verify` and `export` need not wait",
                ))
            }
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }
}
