//! Documents to verdicts, in memory or beyond it.

use std::path::Path;

use rayon::ThreadPool;

use super::beyond::compare_on;
use super::compare::{Candidate, compare, options};
use super::judged::{Judged, judged};
use super::ledger::{Ledger, LedgerWriter};
use super::past::Past;
use super::preferences::Preferences;
use super::rows::Disk;
use super::{Config, Observer, RunError, RunErrorKind, Size};
use crate::model::{Counts, Verdict};
use crate::report::Kept;

/// The documents so far.
pub(super) enum Docket {
    /// In memory, and the index of earlier runs where there is one.
    Memory(Vec<Candidate>, Option<Box<Past>>),
    /// On a disk.
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

impl Docket {
    /// A docket without documents; where memory has a limit they go to the disk
    /// of `folder`, and cannot be compared with an index.
    pub(super) fn new(
        memory: Option<Size>,
        index: Option<&Path>,
        folder: &Path,
    ) -> Result<Self, RunError> {
        match (memory, index) {
            (None, None) => Ok(Self::Memory(Vec::new(), None)),
            (None, Some(index)) => {
                let past = Past::open(index)?;
                Ok(Self::Memory(Vec::new(), Some(Box::new(past))))
            }
            (Some(_), None) => Self::on(Disk::new(folder, room(memory)?)),
            (Some(memory), Some(index)) => {
                let message = format!(
                    "memory is limited to {memory}, expected no limit where {} is compared with",
                    index.display()
                );
                let hint = "leave out `--memory` (or `memory` under `[dedup]`), or `--index`";
                Err(RunError::new(RunErrorKind::Config, message).with_hint(hint))
            }
        }
    }

    /// A docket on a disk.
    pub(super) fn on(disk: Disk) -> Result<Self, RunError> {
        let ledger = Box::new(LedgerWriter::new(&disk)?);
        Ok(Self::Disk(disk, ledger))
    }

    /// Notes of the next document what an index is to know of it.
    pub(super) fn note(&mut self, address: Option<&str>) {
        if let Self::Memory(_, Some(past)) = self {
            past.note(address);
        }
    }

    /// Takes the next document.
    pub(super) fn push(&mut self, candidate: Candidate) -> Result<(), RunError> {
        match self {
            Self::Memory(candidates, _) => {
                candidates.push(candidate);
                Ok(())
            }
            Self::Disk(_, ledger) => ledger.push(&candidate.into()),
        }
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
        match self {
            Self::Memory(candidates, mut past) => {
                let verdicts =
                    compare(&candidates, config, wishes, past.as_deref(), pool, observer)?;
                let given = verdicts.of_all(&candidates);
                for (place, (candidate, verdict)) in candidates.iter().zip(given).enumerate() {
                    let gone = verdict.filter(|verdict| !verdict.keep);
                    let of = gone.and_then(|gone| verdicts.kept(gone, &candidates, wishes));
                    judge(candidate.name(), verdict, of)?;
                    if let Some(past) = &mut past
                        && verdict.is_some_and(|verdict| verdict.keep)
                    {
                        past.add(place, candidate)?;
                    }
                }
                Ok(past)
            }
            Self::Disk(disk, ledger) => {
                let mut ledger = ledger.finish()?;
                let options = options(config, wishes)?;
                let verdicts = compare_on(&disk, &mut ledger, &options, pool, observer)?;
                say(&mut ledger, verdicts, wishes, judge)?;
                Ok(None)
            }
        }
    }
}

/// Tells `each` what became of every document of a ledger.
pub(super) fn say<E: From<RunError>>(
    ledger: &mut Ledger,
    mut verdicts: impl Iterator<Item = Result<Verdict, RunError>>,
    wishes: &Preferences,
    mut each: impl FnMut((&str, u64), Option<&Verdict>, Option<Kept<'_>>) -> Result<(), E>,
) -> Result<(), E> {
    ledger.restart();
    while let Some(row) = ledger.next_row()? {
        let verdict = match row.print {
            Some(_) => verdicts.next().transpose()?,
            None => None,
        };
        let gone = verdict.filter(|verdict| !verdict.keep);
        let id = gone.map(|gone| Ok::<_, RunError>(ledger.row(gone.of)?.id));
        let id = id.transpose()?;
        let of = gone.zip(id.as_deref());
        let of = of.map(|(gone, id)| Kept::new(id, wishes.why(gone.why)));
        each((&row.id, row.record), verdict.as_ref(), of)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

    use super::super::stream::pool;
    use super::super::{Deduplication, Event, Pipeline};
    use super::*;
    use crate::model::RawPage;

    /// So many words that no other seed gives.
    fn words(seed: usize, count: usize) -> String {
        let word = |at: usize| (seed << 20 | at).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        let words: Vec<_> = (0..count).map(|at| format!("w{:x}", word(at))).collect();
        words.join(" ")
    }

    /// Copies exact and near, quotations, pages in one chrome, stamped pages, and
    /// what is nearly empty.
    fn texts() -> Vec<String> {
        let mut texts = Vec::new();
        for seed in 0..24 {
            let text = words(seed, 60 + seed);
            texts.push(text.clone());
            texts.push(text.to_uppercase());
            texts.push(format!("{} {}", words(seed, 40), words(1000 + seed, 30)));
            texts.push(format!("{} {}", words(500, 90), words(2000 + seed, 40)));
            texts.push(format!("{} {}", words(600, 90), seed % 20));
            texts.push(format!("{} {}", words(700, 30), words(701 + seed % 4, 30)));
            texts.push(["", "404", " ", "not found"][seed % 4].to_owned());
        }
        texts
    }

    fn filled(
        mut docket: Docket,
        pipeline: &Pipeline,
        wishes: &Preferences,
        reverse: bool,
    ) -> Docket {
        let mut texts = texts();
        if reverse {
            texts.reverse();
        }
        for (record, text) in (0..).zip(texts) {
            let page = RawPage {
                id: format!("{}", record % 7),
                bytes: text.into(),
                ..RawPage::default()
            };
            let processed = pipeline.page(page);
            docket
                .push(Candidate::cleaned(processed, wishes).of(record))
                .unwrap();
        }
        docket
    }

    fn judged(
        docket: Docket,
        pipeline: &Pipeline,
        config: &Config,
        threads: usize,
        reverse: bool,
    ) -> Vec<String> {
        let wishes = Preferences::new(&config.dedup).unwrap();
        let docket = filled(docket, pipeline, &wishes, reverse);
        let mut rows = Vec::new();
        let mut counts = Counts::default();
        docket
            .judge(
                config,
                &wishes,
                &pool(threads).unwrap(),
                &(),
                &mut counts,
                |judged| {
                    rows.push(judged.row.clone());
                    Ok::<_, RunError>(())
                },
            )
            .unwrap();
        rows.push(format!("{counts:?}"));
        rows
    }

    #[test]
    fn what_is_beyond_memory_is_judged_alike() {
        let folder = tempfile::tempdir().unwrap();
        let pipeline = &Pipeline::new(Config::default(), &[]).unwrap();
        for (keep, similarity) in [("first", None), ("longest", Some(0.1)), ("last", Some(1.0))] {
            let config = Config {
                dedup: Deduplication {
                    keep: Some(keep.into()),
                    similarity,
                    ..Deduplication::default()
                },
                ..Config::default()
            };
            for reverse in [false, true] {
                let expected = judged(
                    Docket::Memory(Vec::new(), None),
                    pipeline,
                    &config,
                    1,
                    reverse,
                );
                for (room, threads) in [(500, 4), (20_000, 1), (1 << 24, 4)] {
                    let docket = Docket::on(Disk::new(folder.path(), room)).unwrap();
                    let found = judged(docket, pipeline, &config, threads, reverse);
                    assert_eq!(found, expected, "{keep} {room} {threads} {reverse}");
                }
            }
        }
    }

    /// Ends a run once it was asked so often whether it is to end.
    struct Impatient {
        left: AtomicUsize,
        has_ended: AtomicBool,
    }

    impl Observer for Impatient {
        fn on(&self, _: &Event<'_>) {}

        fn cancelled(&self) -> bool {
            let left = |left: usize| Some(left.saturating_sub(1));
            let ends = self.left.fetch_update(Relaxed, Relaxed, left) == Ok(0);
            self.has_ended.fetch_or(ends, Relaxed) || ends
        }
    }

    #[test]
    fn a_comparison_can_be_ended() {
        let folder = tempfile::tempdir().unwrap();
        let config = &Config::default();
        let pipeline = &Pipeline::new(config.clone(), &[]).unwrap();
        let wishes = Preferences::new(&config.dedup).unwrap();
        let pool = pool(2).unwrap();
        for patience in [0, 1, 3, 10, 150, 300] {
            let disk = Docket::on(Disk::new(folder.path(), 500)).unwrap();
            for docket in [Docket::Memory(Vec::new(), None), disk] {
                let docket = filled(docket, pipeline, &wishes, false);
                let observer = Impatient {
                    left: AtomicUsize::new(patience),
                    has_ended: AtomicBool::new(false),
                };
                let mut counts = Counts::default();
                let ended = docket.judge(config, &wishes, &pool, &observer, &mut counts, |_| {
                    Ok::<_, RunError>(())
                });
                if observer.has_ended.into_inner() {
                    let kind = ended.err().map(|error| error.kind());
                    assert_eq!(kind, Some(RunErrorKind::Cancelled), "{patience}");
                    assert_eq!(counts, Counts::default(), "{patience}");
                }
            }
        }
    }

    #[test]
    fn too_little_memory_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let error = Docket::new("100M".parse().ok(), None, folder.path()).err();
        let message = "100M of memory is too little, expected 128M or more";
        assert_eq!(
            error.map(|error| error.to_string()).as_deref(),
            Some(message)
        );
        assert!(Docket::new("128M".parse().ok(), None, folder.path()).is_ok());
    }
}
