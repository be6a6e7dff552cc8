//! The steps of a comparison on the rows of a disk.

use rayon::ThreadPool;

use super::compare::{Pool, sketch};
use super::earlier::frequencies;
use super::elders::Elders;
use super::ledger::Ledger;
use super::observer::heed;
use super::rows::{Disk, Numbers, RowFile};
use super::{Observer, RunError};
use crate::dedup::candidates::Pair;
use crate::dedup::marks::Marks;
use crate::dedup::rows::Store;
use crate::dedup::steps::{
    Choosing, Pairs, Print, Prints, Sketching, TextShelf, TextWriter, Verdicts, centres, common,
    copies, edges, meetings, pairs, verdicts,
};
use crate::dedup::verify::{Measure, threshold};
use crate::dedup::{Options, rare};
use crate::index::Index;
use crate::model::Edge;

/// A verdict on every document of a ledger that takes part, in their order; with an
/// index they are compared with those of earlier runs too, which are put behind them.
pub(super) fn compare_on(
    disk: &Disk,
    mut ledger: Ledger,
    index: Option<&Index>,
    options: &Options,
    pool: &ThreadPool,
    observer: &dyn Observer,
) -> Result<(Ledger, Verdicts<Disk>), RunError> {
    pool.install(|| {
        let mut elders = None;
        if let Some(index) = index {
            let (joined, found) = Elders::of(disk, ledger, index, observer)?;
            (ledger, elders) = (joined, Some(found));
        }
        let mut copied = RowFile::new(disk)?;
        let copy = |row| copied.push(row);
        let shelf = |_| disk.shelf();
        let guessed = candidates(disk, &mut ledger, options, elders, shelf, copy, observer)?;
        let Guessed {
            mut texts,
            earlier,
            first,
            threshold,
            pairs,
        } = guessed;
        let mut found = RowFile::new(disk)?;
        let measure = Measure::new(threshold);
        verify(
            disk,
            pairs,
            &mut texts,
            measure,
            |row| found.push(row),
            observer,
        )?;
        let mut grown = RowFile::new(disk)?;
        let found = heeded(found.rows()?, observer).map(|row| row.map(edge));
        centres(disk, found, &earlier, &mut texts, measure, |row| {
            grown.push(row)
        })?;
        let choosing = Choosing {
            candidates: &mut ledger,
            policy: options.keep,
            earlier: first,
        };
        let copied = heeded(copied.rows()?, observer);
        let given = verdicts(disk, copied, grown.rows()?, &mut texts, choosing)?;
        Ok((ledger, given))
    })
}

/// The texts of a ledger, and what is guessed of them.
pub(super) struct Guessed {
    pub(super) texts: TextShelf<Numbers>,
    /// Those that documents of earlier runs have, and the first of these documents.
    earlier: Marks,
    first: u32,
    threshold: f64,
    /// Those that may be similar.
    pub(super) pairs: Pairs<Disk>,
}

/// The texts of a ledger, on a shelf, which `shelf` gives for a threshold, and which of
/// them may be similar. Each document's text goes to `copy`.
pub(super) fn candidates(
    disk: &Disk,
    ledger: &mut Ledger,
    options: &Options,
    elders: Option<Elders<'_>>,
    shelf: impl FnOnce(f64) -> Result<Numbers, RunError>,
    copy: impl FnMut([u32; 2]) -> Result<(), RunError>,
    observer: &dyn Observer,
) -> Result<Guessed, RunError> {
    let ledger = &mut Heeded(ledger, observer);
    let first = elders.as_ref().map_or(u32::MAX, |elders| elders.first);
    let mut distinct = copies(disk, ledger, first, copy)?;
    let own = distinct.count - distinct.earlier.count();
    let others = elders.as_ref().map_or(0, |elders| elders.texts);
    let count = others.saturating_add(own as usize);
    let threshold = options.threshold.unwrap_or_else(|| threshold(count));
    let cap = options.cap.unwrap_or_else(|| rare::cap(count));
    let others = |shingles: &[u32]| {
        heed(observer)?;
        match &elders {
            Some(elders) => frequencies(elders.index, shingles),
            None => Ok(Vec::new()),
        }
    };
    let common = common(disk, ledger, &mut distinct, cap, others)?;
    let sketching = Sketching::new(sketch()?, threshold);
    let mut writer = TextWriter::new(disk, shelf(threshold)?, 0)?;
    let met = meetings(
        disk,
        ledger,
        &mut distinct,
        &common,
        sketching,
        &mut writer,
        &Pool(observer),
    )?;
    let known = elders.map(|elders| elders.pairs.rows()).transpose()?;
    let known = known.into_iter().flatten();
    let known = known.filter_map(|row| row.and_then(|row| distinct.pair(row)).transpose());
    Ok(Guessed {
        texts: writer.finish(disk)?,
        threshold,
        pairs: pairs(disk, met, known)?,
        earlier: distinct.earlier,
        first,
    })
}

/// Measures pairs; rows of edges go to `each`.
pub(super) fn verify(
    disk: &Disk,
    pairs: impl Iterator<Item = Result<Pair, RunError>>,
    texts: &mut TextShelf<Numbers>,
    measure: Measure,
    mut each: impl FnMut([u32; 3]) -> Result<(), RunError>,
    observer: &dyn Observer,
) -> Result<(), RunError> {
    // 16 MB, or half of what a sorter takes (memory is taken by doubling): pairs are
    // sorted by then, and edges go out as they are found.
    let room = (disk.room() / 2).max(16 << 20) / size_of::<u32>();
    let pairs = heeded(pairs, observer);
    edges(pairs, texts, measure, room, &Pool(observer), |edge| {
        each([edge.left, edge.right, edge.similarity.to_bits()])
    })
}

/// Rows until the run is to end.
fn heeded<R>(
    rows: impl Iterator<Item = Result<R, RunError>>,
    observer: &dyn Observer,
) -> impl Iterator<Item = Result<R, RunError>> {
    rows.map(|row| heed(observer).and(row))
}

/// What is compared, until the run is to end.
struct Heeded<'l>(&'l mut Ledger, &'l dyn Observer);

impl Prints for Heeded<'_> {
    type Error = RunError;

    fn rewind(&mut self) -> Result<(), RunError> {
        self.0.rewind()
    }

    fn next(&mut self) -> Result<Option<Print>, RunError> {
        heed(self.1)?;
        self.0.next()
    }
}

/// An edge of its row.
pub(super) const fn edge([left, right, similarity]: [u32; 3]) -> Edge {
    Edge {
        left,
        right,
        similarity: f32::from_bits(similarity),
    }
}
