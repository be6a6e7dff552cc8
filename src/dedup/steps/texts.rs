//! The shingles of texts on a shelf, read again by their numbers.

use super::super::rows::{Equal, Shelf, Sorter, Store};
use super::super::verify::Text;

/// The shingles of one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shingles {
    /// All of them, sorted.
    pub all: Vec<u32>,
    /// Those that are rare.
    pub rare: Vec<u32>,
    /// How often both were halved.
    pub level: u8,
}

impl Shingles {
    /// As they are measured.
    pub fn as_text(&self) -> Text<'_> {
        Text {
            all: &self.all,
            rare: &self.rare,
            level: self.level,
        }
    }
}

/// Puts texts on a shelf.
///
/// A text is its number, how many shingles it has, the shingles, and a bit for
/// each that says whether it is rare, the first in the lowest bit of a number. How
/// often these were halved stands with its place.
#[derive(Debug)]
pub struct TextWriter<S: Store> {
    shelf: S::Shelf,
    end: u64,
    places: S::Sorter<u128>,
    numbers: Vec<u32>,
}

impl<S: Store> TextWriter<S> {
    /// An empty shelf, or one with as many numbers of whole texts on it, which are
    /// read to see where the texts begin.
    pub fn new(store: &S, shelf: S::Shelf, end: u64) -> Result<Self, S::Error> {
        let mut writer = Self {
            shelf,
            end: 0,
            places: store.sorter(Equal::Kept),
            numbers: Vec::new(),
        };
        while writer.end < end {
            let mut head = [0; 2];
            writer.shelf.read(writer.end, &mut head)?;
            writer.place(head, 0)?;
        }
        Ok(writer)
    }

    /// Puts a text.
    pub fn put(&mut self, text: u32, shingles: &Shingles) -> Result<(), S::Error> {
        let count = u32::try_from(shingles.all.len()).unwrap_or(u32::MAX);
        let numbers = &mut self.numbers;
        numbers.clear();
        numbers.extend([text, count]);
        numbers.extend_from_slice(&shingles.all);
        let mut rare = shingles.rare.iter().peekable();
        for shingles in shingles.all.chunks(32) {
            let is_rare = |shingle: &u32| rare.next_if_eq(&shingle).is_some();
            let bits = shingles.iter().map(is_rare).enumerate();
            numbers.push(bits.fold(0, |bits, (at, is_rare)| bits | u32::from(is_rare) << at));
        }
        self.shelf.put(numbers)?;
        self.place([text, count], shingles.level)
    }

    fn place(&mut self, [text, count]: [u32; 2], level: u8) -> Result<(), S::Error> {
        let place = u64::from(level) << LEVEL | self.end;
        let row = u128::from(text) << 64 | u128::from(place);
        self.end += 2 + u64::from(count) + u64::from(count.div_ceil(32));
        self.places.push(row)
    }

    /// Ends the texts, of which each number from 0 on was put once.
    pub fn finish(self, store: &S) -> Result<TextShelf<S::Shelf>, S::Error> {
        let mut places = store.shelf()?;
        for place in self.places.sorted()? {
            let place = place?;
            places.put(&[low(place), low(place >> 32)])?;
        }
        Ok(TextShelf {
            texts: self.shelf,
            places,
        })
    }
}

/// From which bit of its place on a text's level stands: no disk holds so much that
/// a place had that many bits.
const LEVEL: u32 = 56;

#[expect(clippy::cast_possible_truncation, reason = "the low quarter")]
const fn low(row: u128) -> u32 {
    row as u32
}

/// Texts on a shelf.
#[derive(Debug)]
pub struct TextShelf<L> {
    texts: L,
    places: L,
}

impl<L: Shelf> TextShelf<L> {
    /// The shelf they are on.
    pub fn into_shelf(self) -> L {
        self.texts
    }

    /// Reads a text.
    pub fn read(&mut self, text: u32, shingles: &mut Shingles) -> Result<(), L::Error> {
        let place = self.place(text)?;
        self.read_at(place, shingles)
    }

    /// Where a text is: what is read in the order of places is read in one sweep, or
    /// in one for each level.
    pub(super) fn place(&mut self, text: u32) -> Result<u64, L::Error> {
        let mut place = [0; 2];
        self.places.read(2 * u64::from(text), &mut place)?;
        let [low, high] = place.map(u64::from);
        Ok(high << 32 | low)
    }

    /// Reads the text at a place.
    pub(super) fn read_at(&mut self, place: u64, shingles: &mut Shingles) -> Result<(), L::Error> {
        let [.., level] = place.to_le_bytes();
        shingles.level = level;
        let place = place & ((1 << LEVEL) - 1);
        let mut head = [0; 2];
        self.texts.read(place, &mut head)?;
        let [_, count] = head.map(|number| number as usize);
        let all = &mut shingles.all;
        all.clear();
        all.resize(count + count.div_ceil(32), 0);
        self.texts.read(place + 2, all)?;
        shingles.rare.clear();
        let (values, bits) = all.split_at_checked(count).unwrap_or_default();
        for (shingles_of, &bits) in values.chunks(32).zip(bits) {
            let rare = shingles_of.iter().enumerate();
            let rare = rare.filter(|(at, _)| bits >> at & 1 == 1);
            shingles.rare.extend(rare.map(|(_, &shingle)| shingle));
        }
        all.truncate(count);
        Ok(())
    }
}
