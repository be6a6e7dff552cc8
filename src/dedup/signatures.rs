//! The texts that have shingles, and where they stand in the bands.

use super::bands::Bands;
use super::candidates::Pair;
use super::crowds::{CROWD, Crowds, pair};
use super::meeting::{Meeting, end, in_order};
use super::{Workers, chunks};
use crate::model::Sketch;

/// What is known of the texts that have shingles, in rows.
pub(super) struct Signatures {
    texts: Vec<u32>,
    /// The ends of all slots of the first text, of the second, and so on.
    ends: Vec<u8>,
    /// Where the texts stand in the bands, some thousand texts to each part.
    parts: Vec<Places>,
    bands: Bands,
}

/// Where texts stand in all bands.
#[derive(Default)]
struct Places {
    count: usize,
    /// All texts in the first band, in the second, and so on: a band is gone
    /// through in one piece.
    places: Vec<u64>,
}

/// Places left free between bands: as far from each other as a power of two, they
/// would push each other out of the cache.
const APART: usize = 8;

impl Places {
    fn of(texts: &[(u32, &[u32])], sketch: &dyn Sketch, bands: Bands) -> (Self, Vec<u8>) {
        let height = texts.len() + APART;
        let mut places = vec![0; height * bands.bands];
        let mut signature = vec![0; bands.bands * bands.rows];
        let mut ends = Vec::with_capacity(texts.len() * signature.len());
        for (column, (_, shingles)) in texts.iter().enumerate() {
            sketch.sketch(shingles, &mut signature);
            ends.extend(signature.iter().copied().map(end));
            let column = places.iter_mut().skip(column).step_by(height);
            for (at, place) in column.enumerate() {
                *place = Meeting::place_of(&signature, bands, at, 0);
            }
        }
        let count = texts.len();
        (Self { count, places }, ends)
    }

    /// Where the texts stand in a band.
    fn band(&self, band: usize) -> &[u64] {
        let start = band * (self.count + APART);
        let places = self.places.get(start..start + self.count);
        places.unwrap_or_default()
    }
}

impl Signatures {
    pub(super) fn of(
        texts: &[&[u32]],
        sketch: &dyn Sketch,
        bands: Bands,
        workers: &impl Workers,
    ) -> Self {
        let texts: Vec<(u32, &[u32])> = (0_u32..)
            .zip(texts.iter().copied())
            .filter(|text| !text.1.is_empty())
            .collect();
        let chunks = chunks(&texts);
        let parts = workers.map(chunks.len(), |at| {
            let texts = chunks.get(at).copied().unwrap_or_default();
            Places::of(texts, sketch, bands)
        });
        let (parts, ends): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        Self {
            texts: texts.iter().map(|text| text.0).collect(),
            ends: ends.concat(),
            parts,
            bands,
        }
    }

    /// Pairs the texts that agree in a band.
    pub(super) fn meet(&self, band: usize) -> Vec<Pair> {
        let mut pairs = Vec::new();
        let met = in_order(&self.met(band));
        let mut texts = Vec::new();
        for crowd in met.chunk_by(|left, right| left.place() == right.place()) {
            let of = |meeting: &Meeting| self.texts.get(meeting.text() as usize).copied();
            if crowd.len() <= CROWD {
                texts.clear();
                texts.extend(crowd.iter().filter_map(of));
                pair(&texts, CROWD, &mut pairs);
                continue;
            }
            let mut crowd: Vec<Meeting> = crowd
                .iter()
                .filter_map(|at| {
                    let text = Meeting::at(at.place(), of(at)?);
                    Some(text.beside(self.ends(at.text()), self.bands, band))
                })
                .collect();
            crowd.sort_unstable();
            let mut crowds = Crowds::default();
            for meeting in crowd {
                crowds.push(meeting, &mut pairs);
            }
            crowds.finish(&mut pairs);
        }
        pairs
    }

    /// Which texts, by their rows, may be where another is too in a band: nobody
    /// else is where most texts are.
    fn met(&self, band: usize) -> Vec<Meeting> {
        let places = || self.parts.iter().flat_map(|part| part.band(band));
        let mut seen = Seen::new(self.texts.len());
        for &place in places() {
            seen.note(place);
        }
        // Who these are is not foreseeable: each is put, and stays or is put over.
        let mut met = vec![Meeting::at(0, 0); self.texts.len()];
        let mut count = 0;
        for (row, &place) in (0_u32..).zip(places()) {
            if let Some(slot) = met.get_mut(count) {
                *slot = Meeting::at(place, row);
            }
            count += usize::from(seen.is_twice(place));
        }
        met.truncate(count);
        met
    }

    /// The ends of the slots of the text in a row.
    fn ends(&self, row: u32) -> &[u8] {
        let width = self.bands.bands * self.bands.rows;
        let start = row as usize * width;
        self.ends.get(start..start + width).unwrap_or_default()
    }
}

/// Which places may have been seen twice: all that have, and one in eight of the
/// others.
struct Seen {
    once: Vec<u64>,
    twice: Vec<u64>,
    shift: u32,
}

impl Seen {
    fn new(places: usize) -> Self {
        let bits = (places.max(8) as u64 * 8).next_power_of_two().ilog2();
        Self {
            once: vec![0; 1 << (bits - 6)],
            twice: vec![0; 1 << (bits - 6)],
            shift: u64::BITS - bits,
        }
    }

    #[inline]
    fn bit(&self, place: u64) -> (usize, u64) {
        let at = place.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift;
        ((at / 64) as usize, 1 << (at % 64))
    }

    fn note(&mut self, place: u64) {
        let (word, bit) = self.bit(place);
        if let Some((once, twice)) = self.once.get_mut(word).zip(self.twice.get_mut(word)) {
            *twice |= *once & bit;
            *once |= bit;
        }
    }

    fn is_twice(&self, place: u64) -> bool {
        let (word, bit) = self.bit(place);
        self.twice.get(word).is_some_and(|twice| twice & bit != 0)
    }
}
