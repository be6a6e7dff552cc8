//! What earlier runs fetched, so that a server can say "unchanged".

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use redb::{Database, ReadableDatabase, TableDefinition};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::model::Notice;

/// The file in the cache's folder; its name changes with what is in it.
const FILE: &str = "fetch-1.redb";
/// Pages by the address that answered: a line of JSON, then the body.
const PAGES: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("pages");
/// robots.txt files by host.
const ROBOTS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("robots");
/// Rows that are written at once: a write is flushed to disk, which takes as
/// long for one row as for many.
const BATCH_ROWS: usize = 64;
const BATCH_BYTES: usize = 8 << 20;
/// What the database keeps in memory of its file.
const IN_MEMORY: usize = 16 << 20;

/// Pages of earlier runs, in one file.
pub(super) struct Cache {
    database: Database,
    waiting: Mutex<Batch>,
}

#[derive(Default)]
struct Batch {
    rows: Vec<(Shelf, String, Vec<u8>)>,
    bytes: usize,
}

#[derive(Clone, Copy)]
enum Shelf {
    Pages,
    Robots,
}

/// An answer as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) status: u16,
    /// When it came: seconds since 1970.
    pub(super) time: i64,
    pub(super) headers: Vec<(String, Vec<u8>)>,
    /// SHA-256 of the body: a row that was damaged on disk is no page.
    sum: String,
    #[serde(skip)]
    pub(super) body: Vec<u8>,
}

impl Kept {
    pub(super) fn new(
        status: u16,
        time: i64,
        headers: Vec<(String, Vec<u8>)>,
        body: Vec<u8>,
    ) -> Self {
        Self {
            status,
            time,
            headers,
            sum: sum(&body),
            body,
        }
    }

    fn to_row(&self) -> Vec<u8> {
        let mut row = serde_json::to_vec(self).unwrap_or_default();
        row.push(b'\n');
        row.extend_from_slice(&self.body);
        row
    }

    fn from_row(row: &[u8]) -> Option<Self> {
        let end = memchr::memchr(b'\n', row)?;
        let (head, body) = row.split_at_checked(end)?;
        let kept: Self = serde_json::from_slice(head).ok()?;
        let body = body.get(1..)?.to_vec();
        (kept.sum == sum(&body)).then_some(Self { body, ..kept })
    }
}

fn sum(body: &[u8]) -> String {
    use std::fmt::Write;
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(body) {
        // Writing to a string cannot fail.
        write!(hex, "{byte:02x}").unwrap_or_default();
    }
    hex
}

impl Cache {
    /// Opens the cache in a folder, or starts one. A file that cannot be read
    /// any more is started anew: all that is lost is time.
    pub(super) fn open(folder: &Path) -> Result<(Self, Option<Notice>), Notice> {
        let failed = |error: &dyn std::fmt::Display| {
            Notice::new(format!(
                "the cache {} cannot be used, pages are fetched without it: {error}",
                folder.display()
            ))
        };
        make_private(folder).map_err(|error| failed(&error))?;
        let path = folder.join(FILE);
        let create = || Database::builder().set_cache_size(IN_MEMORY).create(&path);
        let (database, notice) = match create() {
            Ok(database) => (database, None),
            // Another run has it open.
            Err(error @ redb::DatabaseError::DatabaseAlreadyOpen) => return Err(failed(&error)),
            Err(error) => {
                std::fs::remove_file(&path).map_err(|error| failed(&error))?;
                let database = create().map_err(|error| failed(&error))?;
                let message = format!("the cache {} was started anew: {error}", path.display());
                (database, Some(Notice::new(message)))
            }
        };
        let cache = Self {
            database,
            waiting: Mutex::default(),
        };
        Ok((cache, notice))
    }

    /// What was kept of an address.
    pub(super) fn page(&self, address: &str) -> Option<Kept> {
        self.get(PAGES, address)
    }

    /// A host's robots.txt, where it is younger than `oldest`.
    pub(super) fn robots(&self, host: &str, oldest: i64) -> Option<Kept> {
        self.get(ROBOTS, host).filter(|kept| kept.time >= oldest)
    }

    /// Keeps a page.
    pub(super) fn keep_page(&self, address: &str, kept: &Kept) {
        self.put(Shelf::Pages, address, kept);
    }

    /// Keeps a robots.txt.
    pub(super) fn keep_robots(&self, host: &str, kept: &Kept) {
        self.put(Shelf::Robots, host, kept);
    }

    /// Writes what is waiting.
    pub(super) fn flush(&self) {
        let batch = std::mem::take(&mut *self.batch());
        // A cache that cannot be written is no reason to lose a page.
        self.write(&batch).unwrap_or_default();
    }

    fn batch(&self) -> std::sync::MutexGuard<'_, Batch> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, table: TableDefinition<'_, &str, &[u8]>, key: &str) -> Option<Kept> {
        let read = self.database.begin_read().ok()?;
        let row = read.open_table(table).ok()?.get(key).ok()??;
        Kept::from_row(row.value())
    }

    fn put(&self, shelf: Shelf, key: &str, kept: &Kept) {
        let row = kept.to_row();
        let mut batch = self.batch();
        batch.bytes += row.len();
        batch.rows.push((shelf, key.to_owned(), row));
        if batch.rows.len() >= BATCH_ROWS || batch.bytes >= BATCH_BYTES {
            drop(batch);
            self.flush();
        }
    }

    fn write(&self, batch: &Batch) -> Result<(), redb::Error> {
        if batch.rows.is_empty() {
            return Ok(());
        }
        let write = self.database.begin_write()?;
        {
            let mut pages = write.open_table(PAGES)?;
            let mut robots = write.open_table(ROBOTS)?;
            for (shelf, key, row) in &batch.rows {
                let table = match shelf {
                    Shelf::Pages => &mut pages,
                    Shelf::Robots => &mut robots,
                };
                table.insert(key.as_str(), row.as_slice())?;
            }
        }
        write.commit()?;
        Ok(())
    }
}

impl Drop for Cache {
    fn drop(&mut self) {
        self.flush();
    }
}

/// Makes the folder, for its owner alone: what was fetched with somebody's
/// credentials is theirs.
fn make_private(folder: &Path) -> std::io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    std::fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(body: &str) -> Kept {
        let headers = vec![("etag".into(), b"W/\"\xe9 odd\"".to_vec())];
        Kept::new(200, 7, headers, body.into())
    }

    #[test]
    fn what_is_kept_comes_back_byte_for_byte() {
        let folder = tempfile::tempdir().unwrap();
        let (cache, notice) = Cache::open(&folder.path().join("new")).unwrap();
        assert_eq!(notice, None);
        cache.keep_page("http://a.example/", &kept("line\nline"));
        cache.keep_robots("http://a.example", &kept("User-agent: *"));
        drop(cache);
        let (cache, _) = Cache::open(&folder.path().join("new")).unwrap();
        assert_eq!(cache.page("http://a.example/"), Some(kept("line\nline")));
        assert_eq!(cache.page("http://b.example/"), None);
        assert_eq!(
            cache.robots("http://a.example", 7),
            Some(kept("User-agent: *"))
        );
        assert_eq!(cache.robots("http://a.example", 8), None);
    }

    #[test]
    fn a_damaged_file_is_started_anew_and_a_damaged_row_is_no_page() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        for damage in [b"".as_slice(), b"not a database", &vec![7; 100_000]] {
            std::fs::write(&path, damage).unwrap();
            let (cache, _) = Cache::open(folder.path()).unwrap();
            cache.keep_page("a", &kept("x"));
            cache.flush();
            assert_eq!(cache.page("a"), Some(kept("x")));
        }
        let mut row = kept("body").to_row();
        *row.last_mut().unwrap() ^= 1;
        assert_eq!(Kept::from_row(&row), None);
    }
}
