//! A text in a band of its signature.

use super::bands::Bands;
use crate::model::Sketch;

/// A text in a band of its signature. In order, those that agree in the band
/// follow each other, and of them those that agree in the slots after it.
///
/// It is 9 bits of band, 55 of the hash of its rows, 32 of the slots that follow
/// and 32 of the text. Hashes that agree by chance cost a guess that is measured
/// in vain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meeting(u128);

impl Meeting {
    /// Bits of the hash of a band's rows.
    const HASH: u32 = 55;

    /// Where a signature stands in the band number `at`, which is told apart from
    /// those of other sets of bands by `from`, the number of the first band of
    /// its own.
    #[inline]
    pub(super) fn place_of(signature: &[u32], bands: Bands, at: usize, from: usize) -> u64 {
        let start = at * bands.rows;
        let rows = signature.get(start..start + bands.rows);
        let rows = rows.unwrap_or_default().iter();
        let hash = rows.fold(0, |key, &slot| scatter(key ^ u64::from(slot)));
        let band = ((at + from) as u64) << Self::HASH;
        band | hash >> (u64::BITS - Self::HASH)
    }

    /// A text at a place.
    #[inline]
    pub(super) const fn at(place: u64, text: u32) -> Self {
        Self((place as u128) << 64 | text as u128)
    }

    /// The same in its order among those at the same place of the band number `at`,
    /// by the ends of its slots.
    pub(super) fn beside(self, ends: &[u8], bands: Bands, at: usize) -> Self {
        // A byte of each of four slots tells neighbours apart well enough.
        let after = ends.get((at + 1) * bands.rows..).unwrap_or_default();
        let order = after.first_chunk().copied().unwrap_or_else(|| {
            let mut ends = after.iter().chain(ends.iter().cycle());
            std::array::from_fn(|_| ends.next().copied().unwrap_or_default())
        });
        Self(self.0 | u128::from(u32::from_be_bytes(order)) << 32)
    }

    /// All bands of a text that has these shingles, appended to `meetings`.
    pub fn of(
        text: u32,
        shingles: &[u32],
        sketch: &dyn Sketch,
        (bands, from): (Bands, usize),
        meetings: &mut Vec<Self>,
    ) {
        if shingles.is_empty() {
            return;
        }
        let mut signature = vec![0; bands.bands * bands.rows];
        sketch.sketch(shingles, &mut signature);
        let ends: Vec<u8> = signature.iter().copied().map(end).collect();
        meetings.extend((0..bands.bands).map(|at| {
            let place = Self::place_of(&signature, bands, at, from);
            Self::at(place, text).beside(&ends, bands, at)
        }));
    }

    /// As it is put away.
    pub const fn bits(self) -> u128 {
        self.0
    }

    /// As it was put away.
    pub const fn from_bits(bits: u128) -> Self {
        Self(bits)
    }

    pub(super) const fn place(self) -> u64 {
        (self.0 >> 64) as u64
    }

    #[expect(clippy::cast_possible_truncation, reason = "the low half")]
    pub(super) const fn text(self) -> u32 {
        self.0 as u32
    }
}

/// The lowest byte of a slot.
pub(super) const fn end(slot: u32) -> u8 {
    slot.to_le_bytes()[0]
}

/// Meetings of one band in order. Its hashes are spread evenly, so that put by
/// their first bits few are left to be compared with each other.
pub(super) fn in_order(meetings: &[Meeting]) -> Vec<Meeting> {
    let bits = (meetings.len() as u64 / 4).max(2).ilog2();
    let row = |meeting: Meeting| {
        let hash = meeting.place() << (u64::BITS - Meeting::HASH);
        usize::try_from(hash >> (u64::BITS - bits)).unwrap_or(0)
    };
    let mut ends = vec![0_u32; 1 << bits];
    for &meeting in meetings {
        if let Some(count) = ends.get_mut(row(meeting)) {
            *count += 1;
        }
    }
    let mut start = 0;
    for end in &mut ends {
        start += std::mem::replace(end, start);
    }
    let mut sorted = vec![Meeting(0); meetings.len()];
    for &meeting in meetings {
        if let Some(end) = ends.get_mut(row(meeting)) {
            if let Some(slot) = sorted.get_mut(*end as usize) {
                *slot = meeting;
            }
            *end += 1;
        }
    }
    let mut start = 0;
    for end in ends {
        if let Some(row) = sorted.get_mut(start..end as usize) {
            row.sort_unstable();
        }
        start = end as usize;
    }
    sorted
}

/// Spreads a key; rows are combined in turn.
#[inline]
pub(super) fn scatter(key: u64) -> u64 {
    (key ^ (key >> 32))
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .rotate_left(29)
}
