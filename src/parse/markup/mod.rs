//! Names of elements and attributes as numbers: those that the parser asks for
//! are known before it starts, others are numbered as a page brings them up.

pub(crate) mod known;
pub(crate) mod sets;

use std::collections::BTreeMap;

use self::known::SPELLINGS;
use crate::model::eight;

/// The name of an element or attribute, in small letters.
///
/// It tells names of one page apart; [`Names`] spells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name(u32);

impl Name {
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// How many names are known; their numbers come first.
pub(crate) const KNOWN_NAMES: usize = SPELLINGS.len();

/// Slots for the known names, of which one in six is taken.
const SLOTS: usize = 1024;
/// Where each known name is found by its hash: its first eight bytes, and its
/// number.
static KNOWN: [(u64, u16); SLOTS] = slots();
/// The number in a slot that is not taken.
const EMPTY: u16 = u16::MAX;

/// Slots for the others.
const OTHER_SLOTS: usize = 256;

#[expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "runs while this is compiled"
)]
const fn slots() -> [(u64, u16); SLOTS] {
    let mut slots = [(0, EMPTY); SLOTS];
    let mut number = 0;
    while number < SPELLINGS.len() {
        let spelled = Spelled::of(SPELLINGS[number].as_bytes());
        let mut slot = spelled.slot(SLOTS);
        while slots[slot].1 != EMPTY {
            slot = (slot + 1) % SLOTS;
        }
        slots[slot] = (spelled.first, number as u16);
        number += 1;
    }
    slots
}

/// The names of a page.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Those that are not known, in the order of their numbers.
    others: Vec<Box<str>>,
    /// The numbers of those: whatever a page holds, each is found in few steps.
    numbers: BTreeMap<Box<str>, Name>,
    /// The last one with such a hash; most were seen a few tags ago.
    recent: Vec<Name>,
    lower: String,
}

impl Names {
    /// The number of a name as it stands in the page: ASCII letters are
    /// lowered and NUL is replaced (WHATWG 13.2.5.8 and 13.2.5.33).
    #[inline]
    pub(crate) fn of(&mut self, raw: &str, spelled: Spelled) -> Name {
        if spelled.plain {
            known(raw, spelled).unwrap_or_else(|| self.other(raw, spelled))
        } else {
            self.lowered(raw)
        }
    }

    #[cold]
    fn lowered(&mut self, raw: &str) -> Name {
        let mut lower = std::mem::take(&mut self.lower);
        lower.clear();
        lower.extend(raw.chars().map(|c| match c {
            '\0' => char::REPLACEMENT_CHARACTER,
            c => c.to_ascii_lowercase(),
        }));
        let spelled = Spelled::of(lower.as_bytes());
        let name = known(&lower, spelled).unwrap_or_else(|| self.other(&lower, spelled));
        self.lower = lower;
        name
    }

    #[inline(never)]
    fn other(&mut self, name: &str, spelled: Spelled) -> Name {
        if self.recent.is_empty() {
            self.recent = vec![known::A; OTHER_SLOTS];
        }
        let slot = spelled.slot(OTHER_SLOTS);
        if let Some(&recent) = self.recent.get(slot)
            && self.spelling(recent) == name
        {
            return recent;
        }
        let number = self.numbers.get(name).copied().unwrap_or_else(|| {
            // A page has fewer names than bytes, and less than a GiB of those.
            let number = u32::try_from(SPELLINGS.len() + self.others.len());
            let number = Name(number.unwrap_or(u32::MAX));
            self.others.push(name.into());
            self.numbers.insert(name.into(), number);
            number
        });
        if let Some(recent) = self.recent.get_mut(slot) {
            *recent = number;
        }
        number
    }

    /// How a name is written.
    pub(crate) fn spelling(&self, name: Name) -> &str {
        let known = SPELLINGS.get(name.index()).copied();
        let other = || self.others.get(name.index() - SPELLINGS.len());
        known.unwrap_or_else(|| other().map_or("", |name| &**name))
    }
}

/// The known name that is written so.
#[inline]
fn known(name: &str, spelled: Spelled) -> Option<Name> {
    let mut slot = spelled.slot(SLOTS);
    loop {
        let &(first, number) = KNOWN.get(slot)?;
        if number == EMPTY {
            return None;
        }
        // Below eight bytes the first are all.
        let is_same = || SPELLINGS.get(usize::from(number)) == Some(&name);
        if first == spelled.first && (name.len() < 8 || is_same()) {
            return Some(Name(number.into()));
        }
        slot = (slot + 1) % SLOTS;
    }
}

/// What finding the end of a name tells about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spelled {
    /// Its first eight bytes.
    first: u64,
    hash: u64,
    /// Whether it stands in the page as it is numbered.
    plain: bool,
}

impl Spelled {
    #[inline]
    pub(crate) const fn new() -> Self {
        Self {
            first: 0,
            hash: 0,
            plain: true,
        }
    }

    /// Adds the next eight bytes, fewer at the end with NUL behind them.
    #[inline]
    pub(crate) const fn add(&mut self, eight: u64) {
        if self.hash == 0 {
            self.first = eight;
        }
        // "Fibonacci hashing", Knuth, TAOCP 3, 6.4.
        let mixed = self.hash.rotate_left(5) ^ eight;
        self.hash = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.plain &= eight::capital(eight) == 0;
    }

    /// Of a name that has to be looked at letter by letter.
    pub(crate) const fn raw() -> Self {
        Self {
            plain: false,
            ..Self::new()
        }
    }

    #[expect(clippy::indexing_slicing, reason = "runs while this is compiled")]
    const fn of(name: &[u8]) -> Self {
        let mut spelled = Self::new();
        let mut at = 0;
        while at < name.len() {
            let mut eight = 0;
            let mut byte = 0;
            while byte < 8 && at < name.len() {
                eight |= (name[at] as u64) << (8 * byte);
                byte += 1;
                at += 1;
            }
            spelled.add(eight);
        }
        spelled
    }

    /// Which of so many slots, a power of two, is its own.
    #[expect(clippy::cast_possible_truncation, reason = "few bits are left")]
    #[inline]
    const fn slot(self, slots: usize) -> usize {
        (self.hash >> (64 - slots.trailing_zeros())) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(names: &mut Names, raw: &str) -> String {
        let mut spelled = Spelled::of(raw.as_bytes());
        if raw.contains('\0') {
            spelled = Spelled::raw();
        }
        let name = names.of(raw, spelled);
        names.spelling(name).to_owned()
    }

    #[test]
    fn names_are_lowered_and_stay_apart() {
        let mut names = Names::default();
        for (raw, expected) in [
            ("DIV", "div"),
            ("div", "div"),
            ("data-É", "data-É"),
            ("a\0b", "a\u{fffd}b"),
            ("", ""),
        ] {
            assert_eq!(spelled(&mut names, raw), expected);
        }
        for number in 0..5000 {
            let name = format!("x{number}");
            assert_eq!(spelled(&mut names, &name), name);
        }
    }

    #[test]
    fn known_names_are_found_as_such() {
        let mut names = Names::default();
        for name in SPELLINGS {
            assert_eq!(spelled(&mut names, name), *name);
        }
        assert_eq!(names.others, []);
        assert_eq!(
            SPELLINGS.get(known::ANNOTATION_XML.index()),
            Some(&"annotation-xml")
        );
    }
}
