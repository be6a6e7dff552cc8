//! The steps of a comparison on the rows of a disk.

use rayon::ThreadPool;

use super::compare::{Pool, sketch};
use super::ledger::Ledger;
use super::observer::heed;
use super::rows::{Disk, Numbers, RowFile};
use super::{Observer, RunError};
use crate::dedup::candidates::Pair;
use crate::dedup::rows::Store;
use crate::dedup::steps::{
    Choosing, Pairs, Print, Prints, Sketching, TextShelf, TextWriter, Verdicts, centres, common,
    copies, edges, meetings, pairs, verdicts,
};
use crate::dedup::verify::{Measure, threshold};
use crate::dedup::{Options, rare};
use crate::model::Edge;

/// A verdict on every document of a ledger that takes part, in their order.
pub(super) fn compare_on(
    disk: &Disk,
    ledger: &mut Ledger,
    options: &Options,
    pool: &ThreadPool,
    observer: &dyn Observer,
) -> Result<Verdicts<Disk>, RunError> {
    pool.install(|| {
        let mut copied = RowFile::new(disk)?;
        let copy = |row| copied.push(row);
        let (mut texts, threshold, pairs) =
            candidates(disk, ledger, options, |_| disk.shelf(), copy, observer)?;
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
        centres(disk, found, &mut texts, measure, |row| grown.push(row))?;
        let choosing = Choosing {
            candidates: ledger,
            policy: options.keep,
        };
        let copied = heeded(copied.rows()?, observer);
        verdicts(disk, copied, grown.rows()?, &mut texts, choosing)
    })
}

/// Texts on a shelf, which `shelf` gives for a threshold; that, and the pairs that may
/// be similar. Each document's text goes to `copy`.
pub(super) fn candidates(
    disk: &Disk,
    ledger: &mut Ledger,
    options: &Options,
    shelf: impl FnOnce(f64) -> Result<Numbers, RunError>,
    copy: impl FnMut([u32; 2]) -> Result<(), RunError>,
    observer: &dyn Observer,
) -> Result<(TextShelf<Numbers>, f64, Pairs<Disk>), RunError> {
    let ledger = &mut Heeded(ledger, observer);
    let mut distinct = copies(disk, ledger, copy)?;
    let count = distinct.count as usize;
    let threshold = options.threshold.unwrap_or_else(|| threshold(count));
    let cap = options.cap.unwrap_or_else(|| rare::cap(count));
    let common = common(disk, ledger, &mut distinct, cap)?;
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
    Ok((writer.finish(disk)?, threshold, pairs(disk, met)?))
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
