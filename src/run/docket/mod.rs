//! Documents to verdicts, in memory or beyond it.

use std::path::Path;

use rayon::ThreadPool;

use super::beyond::compare_on;
use super::compare::{Candidate, compare, options};
use super::judged::{Judged, judged};
use super::ledger::{Ledger, LedgerWriter};
use super::past::Past;
use super::preferences::Preferences;
use super::row::Row;
use super::rows::Disk;
use super::{Config, Observer, RunError, RunErrorKind, Size};
use crate::model::{Counts, Verdict};
use crate::report::Kept;

/// The documents so far, and the index of earlier runs where there is one.
pub(super) struct Docket {
    held: Held,
    past: Option<Box<Past>>,
}

/// Where the documents are.
enum Held {
    Memory(Vec<Candidate>),
    Disk(Disk, Box<LedgerWriter>),
}

/// Memory that a run takes whatever the size of the corpus: pages on their way
/// through the threads, rules, buffers. Measured are 60 MB of both commands, on
/// one to eight threads; records of more than 4 MB come on top.
const FIXED: u64 = 96 << 20;

/// The least that can be asked for.
const LEAST: u64 = FIXED + (32 << 20);

/// What a step takes where nothing is said.
const USUAL: u64 = 512 << 20;

/// Bytes of rows for each sorter: two hold rows at once, and something is left
/// for the allocator.
pub(super) fn room(memory: Option<Size>) -> Result<usize, RunError> {
    let bytes = memory.map_or(USUAL, Size::bytes);
    if let Some(memory) = memory.filter(|memory| memory.bytes() < LEAST) {
        let message = format!("{memory} of memory is too little, expected 128M or more");
        let hint = "give more with `--memory`, or leave it out";
        return Err(RunError::new(RunErrorKind::Config, message).with_hint(hint));
    }
    Ok(usize::try_from((bytes - FIXED) / 3).unwrap_or(usize::MAX))
}

impl Held {
    /// No documents, on a disk.
    fn on(disk: Disk) -> Result<Self, RunError> {
        let ledger = Box::new(LedgerWriter::new(&disk)?);
        Ok(Self::Disk(disk, ledger))
    }
}

impl Docket {
    /// A docket without documents; where memory has a limit they go to the disk
    /// of `folder`.
    pub(super) fn new(
        memory: Option<Size>,
        index: Option<&Path>,
        folder: &Path,
    ) -> Result<Self, RunError> {
        let held = match memory {
            Some(_) => Held::on(Disk::new(folder, room(memory)?))?,
            None => Held::Memory(Vec::new()),
        };
        let past = index.map(Past::open).transpose()?;
        let past = past.map(|past| match &held {
            Held::Disk(disk, _) => past.within(disk.room()),
            Held::Memory(_) => past,
        });
        Ok(Self {
            held,
            past: past.map(Box::new),
        })
    }

    /// Takes the next document.
    pub(super) fn push(&mut self, candidate: Candidate) -> Result<(), RunError> {
        match (&mut self.held, &self.past) {
            (Held::Memory(candidates), Some(_)) => candidates.push(candidate),
            (Held::Memory(candidates), None) => candidates.push(candidate.without_address()),
            (Held::Disk(_, ledger), Some(_)) => ledger.push(&candidate.noted())?,
            (Held::Disk(_, ledger), None) => ledger.push(&candidate.into())?,
        }
        Ok(())
    }

    /// Compares the documents, and tells of each in their order; counted is what
    /// became of them. Gives back the index, if there is one, with those that are
    /// kept, which are yet to be remembered.
    pub(super) fn judge<E: From<RunError>>(
        self,
        config: &Config,
        wishes: &Preferences,
        pool: &ThreadPool,
        observer: &dyn Observer,
        counts: &mut Counts,
        mut each: impl FnMut(&Judged<'_>) -> Result<(), E>,
    ) -> Result<Option<Box<Past>>, E> {
        let mut judge = |name: (&str, u64), verdict: Option<&Verdict>, of: Option<Kept<'_>>| {
            each(&judged(name, verdict, of, counts))
        };
        let Self { held, mut past } = self;
        match held {
            Held::Memory(candidates) => {
                let verdicts =
                    compare(&candidates, config, wishes, past.as_deref(), pool, observer)?;
                let given = verdicts.of_all(&candidates);
                for (candidate, verdict) in candidates.iter().zip(given) {
                    let gone = verdict.filter(|verdict| !verdict.keep);
                    let of = gone.and_then(|gone| verdicts.kept(gone, &candidates, wishes));
                    judge(candidate.name(), verdict, of)?;
                    if let Some(past) = &mut past
                        && verdict.is_some_and(|verdict| verdict.keep)
                        && let Some(fingerprint) = candidate.fingerprint()
                    {
                        let (id, _) = candidate.name();
                        past.add(id, candidate.address(), candidate.date(), fingerprint)?;
                    }
                }
            }
            Held::Disk(disk, ledger) => {
                let ledger = ledger.finish()?;
                let options = options(config, wishes)?;
                let index = past.as_deref().map(Past::index);
                let (mut ledger, verdicts) =
                    compare_on(&disk, ledger, index, &options, pool, observer)?;
                say(&mut ledger, verdicts, wishes, |row, verdict, of| {
                    judge(row.name(), verdict, of)?;
                    if let Some(past) = &mut past
                        && verdict.is_some_and(|verdict| verdict.keep)
                        && let Some(fingerprint) = row.fingerprint()
                    {
                        past.add(&row.id, row.address(), row.merits.date, &fingerprint)?;
                    }
                    Ok::<_, E>(())
                })?;
            }
        }
        Ok(past)
    }
}

/// Tells `each` what became of every document of the input in a ledger.
pub(super) fn say<E: From<RunError>>(
    ledger: &mut Ledger,
    mut verdicts: impl Iterator<Item = Result<Verdict, RunError>>,
    wishes: &Preferences,
    mut each: impl FnMut(&Row, Option<&Verdict>, Option<Kept<'_>>) -> Result<(), E>,
) -> Result<(), E> {
    ledger.restart();
    while let Some(row) = ledger.next_row()?
        && !row.is_earlier()
    {
        let verdict = match row.print {
            Some(_) => verdicts.next().transpose()?,
            None => None,
        };
        let gone = verdict.filter(|verdict| !verdict.keep);
        let of = gone.map(|gone| ledger.row(gone.of)).transpose()?;
        let of = gone.zip(of.as_ref()).map(|(gone, of)| {
            let kept = Kept::new(&of.id, wishes.why(gone.why));
            if !of.is_earlier() {
                return kept;
            }
            Kept {
                address: of.address(),
                date: of.merits.date,
                ..kept
            }
        });
        each(&row, verdict.as_ref(), of)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
