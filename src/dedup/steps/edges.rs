//! Pairs to edges, with a few texts in memory at a time.

use super::super::Workers;
use super::super::candidates::Pair;
use super::super::rows::Shelf;
use super::super::verify::{Measure, Text};
use super::{Shingles, TextShelf};
use crate::model::Edge;

/// Pairs that are measured at once, at the most: the more there are, the nearer to
/// each other are the texts that are read one after the other.
const PAIRS: usize = 1 << 16;

/// Measures pairs, and gives the edges between texts to `each`, in the order of
/// the pairs. Holds the texts of 65,536 pairs, and of fewer where they have more
/// than `room` shingles together.
pub fn edges<L: Shelf>(
    pairs: impl Iterator<Item = Result<Pair, L::Error>>,
    texts: &mut TextShelf<L>,
    measure: Measure,
    room: usize,
    workers: &impl Workers,
    mut each: impl FnMut(Edge) -> Result<(), L::Error>,
) -> Result<(), L::Error> {
    let mut pairs = pairs.fuse();
    let mut most = PAIRS / 8;
    loop {
        let batch: Vec<Pair> = pairs.by_ref().take(most).collect::<Result<_, _>>()?;
        if batch.is_empty() {
            return Ok(());
        }
        // The first half of what is too much comes before the second.
        let mut waiting = vec![batch.as_slice()];
        while let Some(pairs) = waiting.pop() {
            let Some(loaded) = Loaded::of(pairs, texts, room)? else {
                most = pairs.len().div_ceil(2);
                let (first, second) = pairs.split_at_checked(pairs.len() / 2).unwrap_or_default();
                waiting.extend([second, first]);
                continue;
            };
            if pairs.len() == most && 3 * loaded.shingles.len() < room {
                most = PAIRS.min(2 * most);
            }
            let chunks: Vec<&[Pair]> = pairs.chunks(1 << 10).collect();
            let measured = workers.map(chunks.len(), |at| {
                let pairs = chunks.get(at).copied().unwrap_or_default();
                let edge = |&pair: &Pair| loaded.edge(pair, measure);
                pairs.iter().filter_map(edge).collect::<Vec<_>>()
            });
            measured.into_iter().flatten().try_for_each(&mut each)?;
        }
    }
}

/// Some texts, by their numbers.
struct Loaded {
    numbers: Vec<u32>,
    places: Vec<Place>,
    shingles: Vec<u32>,
}

/// Where the shingles of a text begin, where they end and its rare ones begin, and
/// where these end; and how often they were halved.
#[derive(Clone, Default)]
struct Place {
    start: usize,
    middle: usize,
    end: usize,
    level: u8,
}

impl Loaded {
    /// The texts of these pairs, unless they are too much for `room`.
    fn of<L: Shelf>(
        pairs: &[Pair],
        texts: &mut TextShelf<L>,
        room: usize,
    ) -> Result<Option<Self>, L::Error> {
        let mut numbers: Vec<u32> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut places = Vec::with_capacity(numbers.len());
        for (at, &number) in numbers.iter().enumerate() {
            places.push((texts.place(number)?, at));
        }
        places.sort_unstable();
        let mut loaded = Self {
            places: vec![Place::default(); numbers.len()],
            numbers,
            shingles: Vec::new(),
        };
        let mut text = Shingles::default();
        for (place, at) in places {
            texts.read_at(place, &mut text)?;
            let start = loaded.shingles.len();
            loaded.shingles.extend_from_slice(&text.all);
            let middle = loaded.shingles.len();
            loaded.shingles.extend_from_slice(&text.rare);
            if let Some(place) = loaded.places.get_mut(at) {
                *place = Place {
                    start,
                    middle,
                    end: loaded.shingles.len(),
                    level: text.level,
                };
            }
            if loaded.shingles.len() > room && pairs.len() > 1 {
                return Ok(None);
            }
        }
        Ok(Some(loaded))
    }

    fn text(&self, number: u32) -> Option<Text<'_>> {
        let at = self.numbers.binary_search(&number).ok()?;
        let place = self.places.get(at)?;
        Some(Text {
            all: self.shingles.get(place.start..place.middle)?,
            rare: self.shingles.get(place.middle..place.end)?,
            level: place.level,
        })
    }

    fn edge(&self, (left, right): Pair, measure: Measure) -> Option<Edge> {
        measure.edge((left, self.text(left)?), (right, self.text(right)?))
    }
}
