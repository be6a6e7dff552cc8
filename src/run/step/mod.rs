//! A comparison as steps that run alone, on files of rows.
//!
//! ```text
//! inputs --map--> prints --candidates--> copies, texts, pairs
//!        --verify--> edges --components--> centres --keep--> rows of clusters
//! ```
//!
//! Each reads tables of a folder and writes others beside them. A table may be
//! cut into parts, `pairs-1.rows` and `pairs-2.rows`, so that an engine can
//! divide the work and put its shuffle in between; the answer is that of
//! [`deduplicate`](super::deduplicate) at once. What a row has is written in
//! `docs/dedup-steps.md`.

mod table;

use std::path::PathBuf;

use rayon::ThreadPool;

use self::table::{CENTRES, COPIES, EDGES, Found, PAIRS, PRINTS, Part, TEXTS};
use super::beyond::{self, edge};
use super::compare::{Candidate, options};
use super::deduplicate::{as_it_is, counted, printer};
use super::docket::{room, say};
use super::judged::judged;
use super::ledger::{Ledger, LedgerWriter};
use super::preferences::Preferences;
use super::records::documents;
use super::rows::{Disk, Numbers};
use super::stream::{ordered_with, pool};
use super::{Config, Observer, RunError};
use crate::corpus::Reading;
use crate::dedup::marks::Marks;
use crate::dedup::rows::{Equal, Sorter, Store};
use crate::dedup::steps::{Choosing, TextShelf, TextWriter, centres, verdicts};
use crate::dedup::verify::Measure;
use crate::model::Counts;

/// Where a step works, and how.
#[derive(Clone, Debug, Default)]
pub struct Stepping {
    /// The folder of the tables.
    pub folder: PathBuf,
    /// What tells the file that is written from others of its table.
    pub part: Option<String>,
    /// Threads to work on; 0 is as many as the machine has.
    pub threads: usize,
}

/// Reads every record of the inputs into `prints`.
///
/// # Errors
///
/// An input that cannot be used, an output that cannot be written.
pub fn map(
    config: &Config,
    reading: &Reading,
    stepping: &Stepping,
    observer: &dyn Observer,
) -> Result<Counts, RunError> {
    let records = documents(reading, config, observer)?;
    let part = stepping.create(&PRINTS, None)?;
    let mut ledger = LedgerWriter::over(part.numbers()?, &stepping.disk(config)?)?;
    let wishes = Preferences::new(&config.dedup)?;
    let mut counts = Counts::default();
    ordered_with(
        records,
        &pool(stepping.threads)?,
        observer,
        printer,
        as_it_is,
        |outcome| -> Result<(), RunError> {
            if let Some((record, processed)) = counted(outcome, &mut counts, observer) {
                counts.kept += 1;
                ledger.push(&Candidate::whole(processed, &wishes).of(record).into())?;
            }
            Ok(())
        },
    )?;
    ledger.finish()?;
    part.finish()?;
    Ok(counts)
}

/// Finds the distinct texts of `prints`, and which of them may be similar:
/// `copies`, `texts` and `pairs`.
///
/// # Errors
///
/// A table that is missing or of another format, an output that cannot be
/// written.
pub fn candidates(config: &Config, stepping: &Stepping) -> Result<(), RunError> {
    let disk = &stepping.disk(config)?;
    let mut ledger = stepping.ledger(disk)?;
    let options = options(config, &Preferences::new(&config.dedup)?)?;
    let (copies, pairs) = (
        stepping.create(&COPIES, None)?,
        stepping.create(&PAIRS, None)?,
    );
    let (mut copied, mut paired) = (copies.rows()?, pairs.rows()?);
    let mut texts = None;
    stepping.pool()?.install(|| {
        let shelf = |threshold| {
            let part = stepping.create(&TEXTS, Some(threshold))?;
            texts.insert(part).numbers()
        };
        let copy = |row| copied.push(row);
        let found = beyond::candidates(disk, &mut ledger, &options, None, shelf, copy, &())?;
        let texts = found.texts;
        for pair in found.pairs {
            let (left, right) = pair?;
            paired.push([left, right])?;
        }
        texts.into_shelf().finish()
    })?;
    copied.finish()?;
    paired.finish()?;
    for part in [copies, pairs].into_iter().chain(texts) {
        part.finish()?;
    }
    Ok(())
}

/// Measures `pairs`, and writes those that say the same to `edges`.
///
/// # Errors
///
/// As [`candidates`].
pub fn verify(config: &Config, stepping: &Stepping) -> Result<(), RunError> {
    let disk = &stepping.disk(config)?;
    let (mut texts, measure) = stepping.texts(disk)?;
    let part = stepping.create(&EDGES, None)?;
    let mut found = part.rows()?;
    stepping.pool()?.install(|| {
        for pairs in Found::all(&stepping.folder, &PAIRS)? {
            let pairs = pairs
                .rows::<[u32; 2]>()?
                .map(|row| row.map(|[left, right]| (left, right)));
            beyond::verify(disk, pairs, &mut texts, measure, |row| found.push(row), &())?;
        }
        Ok::<_, RunError>(())
    })?;
    found.finish()?;
    part.finish()
}

/// Grows clusters over `edges` around their `centres`.
///
/// # Errors
///
/// As [`candidates`].
pub fn components(config: &Config, stepping: &Stepping) -> Result<(), RunError> {
    let disk = &stepping.disk(config)?;
    let (mut texts, measure) = stepping.texts(disk)?;
    let part = stepping.create(&CENTRES, None)?;
    let mut grown = part.rows()?;
    let edges = stepping.rows(&EDGES)?.map(|row| row.map(edge));
    let fixed = Marks::default();
    centres(disk, edges, &fixed, &mut texts, measure, |row| {
        grown.push(row)
    })?;
    grown.finish()?;
    part.finish()
}

/// Chooses what stays of `prints`, `copies`, `texts` and `centres`: `each` gets a
/// row about every document, as [`deduplicate`](super::deduplicate) writes them.
///
/// # Errors
///
/// As [`candidates`], or whatever `each` returns.
pub fn keep<E: From<RunError>>(
    config: &Config,
    stepping: &Stepping,
    mut each: impl FnMut(&str) -> Result<(), E>,
) -> Result<Counts, E> {
    let disk = &stepping.disk(config)?;
    let mut ledger = stepping.ledger(disk)?;
    let (mut texts, _) = stepping.texts(disk)?;
    let wishes = Preferences::new(&config.dedup)?;
    let copies = stepping.sorted::<2>(&COPIES, disk)?;
    let centres = stepping.sorted::<3>(&CENTRES, disk)?;
    let choosing = Choosing {
        candidates: &mut ledger,
        policy: wishes.policy(),
        earlier: u32::MAX,
    };
    let given = verdicts(disk, copies, centres, &mut texts, choosing)?;
    let mut counts = Counts::default();
    say(&mut ledger, given, &wishes, |row, verdict, of| {
        counts.records += 1;
        each(&judged(row.name(), verdict, of, &mut counts).row)
    })?;
    Ok(counts)
}

impl Stepping {
    fn disk(&self, config: &Config) -> Result<Disk, RunError> {
        std::fs::create_dir_all(&self.folder)
            .map_err(|error| RunError::output(self.folder.display(), error))?;
        Ok(Disk::new(&self.folder, room(config.dedup.memory)?))
    }

    fn pool(&self) -> Result<ThreadPool, RunError> {
        pool(self.threads)
    }

    fn create(&self, table: &table::Table, threshold: Option<f64>) -> Result<Part, RunError> {
        Part::create(&self.folder, table, self.part.as_deref(), threshold)
    }

    /// The rows of all files of a table.
    fn rows<const N: usize>(
        &self,
        table: &table::Table,
    ) -> Result<impl Iterator<Item = Result<[u32; N], RunError>> + Send + use<N>, RunError> {
        let parts = Found::all(&self.folder, table)?.into_iter();
        let parts: Vec<_> = parts.map(Found::rows).collect::<Result<_, _>>()?;
        Ok(parts.into_iter().flatten())
    }

    /// The same in order, each once.
    fn sorted<const N: usize>(
        &self,
        table: &table::Table,
        disk: &Disk,
    ) -> Result<impl Iterator<Item = Result<[u32; N], RunError>> + use<N>, RunError> {
        let mut sorter = disk.sorter::<[u32; N]>(Equal::Once);
        for row in self.rows(table)? {
            sorter.push(row?)?;
        }
        sorter.sorted()
    }

    /// All prints as one ledger.
    fn ledger(&self, disk: &Disk) -> Result<Ledger, RunError> {
        let mut whole = LedgerWriter::new(disk)?;
        for part in Found::all(&self.folder, &PRINTS)? {
            let mut ledger = Ledger::over(part.numbers(), disk)?;
            while let Some(row) = ledger.next_row()? {
                whole.push(&row)?;
            }
        }
        whole.finish()
    }

    /// The texts, and how they are measured.
    fn texts(&self, disk: &Disk) -> Result<(TextShelf<Numbers>, Measure), RunError> {
        let texts = Found::only(&self.folder, &TEXTS)?;
        let measure = Measure::new(texts.header.threshold.unwrap_or_default());
        let numbers = texts.numbers();
        let end = numbers.count();
        Ok((TextWriter::new(disk, numbers, end)?.finish(disk)?, measure))
    }
}
