//! Names of elements and attributes as numbers: those that the parser asks for
//! are known before it starts, others are numbered as a page brings them up.

pub(crate) mod known;
pub(crate) mod sets;

use std::collections::BTreeMap;

use self::known::SPELLINGS;

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
const EMPTY: u16 = u16::MAX;
/// Where each known name is found by its hash.
static KNOWN: [u16; SLOTS] = slots();

/// Slots for the others.
const OTHER_SLOTS: usize = 256;

#[expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "runs while this is compiled"
)]
const fn slots() -> [u16; SLOTS] {
    let mut slots = [EMPTY; SLOTS];
    let mut number = 0;
    while number < SPELLINGS.len() {
        let bytes = SPELLINGS[number].as_bytes();
        let mut hash = Hash::new();
        let mut at = 0;
        while at < bytes.len() {
            hash.add(bytes[at]);
            at += 1;
        }
        let mut slot = hash.slot() % SLOTS;
        while slots[slot] != EMPTY {
            slot = (slot + 1) % SLOTS;
        }
        slots[slot] = number as u16;
        number += 1;
    }
    slots
}

/// The names of a page.
#[derive(Debug)]
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
    pub(crate) fn new() -> Self {
        Self {
            others: Vec::new(),
            numbers: BTreeMap::new(),
            recent: vec![known::A; OTHER_SLOTS],
            lower: String::new(),
        }
    }

    /// The number of a name as it stands in the page: ASCII letters are
    /// lowered and NUL is replaced (WHATWG 13.2.5.8 and 13.2.5.33).
    #[inline]
    pub(crate) fn of(&mut self, raw: &str, hash: Hash) -> Name {
        if hash.lowered {
            known(raw, hash).unwrap_or_else(|| self.other(raw, hash))
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
        let mut hash = Hash::new();
        lower.bytes().for_each(|byte| hash.add(byte));
        let name = known(&lower, hash).unwrap_or_else(|| self.other(&lower, hash));
        self.lower = lower;
        name
    }

    #[inline(never)]
    fn other(&mut self, name: &str, hash: Hash) -> Name {
        let slot = hash.slot() % OTHER_SLOTS;
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
fn known(name: &str, hash: Hash) -> Option<Name> {
    let mut slot = hash.slot() % SLOTS;
    loop {
        let number = *KNOWN.get(slot)?;
        let spelling = SPELLINGS.get(usize::from(number))?;
        if *spelling == name {
            return Some(Name(number.into()));
        }
        slot = (slot + 1) % SLOTS;
    }
}

/// What finding the end of a name tells about it: its hash (FNV-1a), and
/// whether it stands in the page as it is numbered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hash {
    value: u32,
    lowered: bool,
}

impl Hash {
    pub(crate) const fn new() -> Self {
        Self {
            value: 0x811c_9dc5,
            lowered: true,
        }
    }

    #[inline]
    pub(crate) const fn add(&mut self, byte: u8) {
        self.value = (self.value ^ byte as u32).wrapping_mul(0x0100_0193);
        self.lowered &= byte != 0 && !byte.is_ascii_uppercase();
    }

    const fn slot(self) -> usize {
        (self.value ^ (self.value >> 15)) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(names: &mut Names, raw: &str) -> String {
        let mut hash = Hash::new();
        raw.bytes().for_each(|byte| hash.add(byte));
        let name = names.of(raw, hash);
        names.spelling(name).to_owned()
    }

    #[test]
    fn names_are_lowered_and_stay_apart() {
        let mut names = Names::new();
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
        let mut names = Names::new();
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
