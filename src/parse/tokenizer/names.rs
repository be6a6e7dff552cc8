//! Names turns tag and attribute names into html5ever's interned names.

use html5ever::LocalName;

/// Slots of the cache; a page uses some sixty different names.
const SLOTS: usize = 256;

/// Longer names are rare and hashed by the interner itself.
const LONGEST_CACHED: usize = 32;

/// A direct-mapped cache in front of `LocalName::from`.
///
/// The interner hashes with `SipHash` and may take a lock; most names of a page
/// were seen a few tags ago, and one comparison finds them again.
#[derive(Debug)]
pub(super) struct Names {
    slots: Vec<Option<LocalName>>,
    lower: String,
}

impl Names {
    pub(super) fn new() -> Self {
        Self {
            slots: vec![None; SLOTS],
            lower: String::new(),
        }
    }

    /// The interned form of a name as it stands in the page: ASCII letters are
    /// lowered and NUL is replaced (WHATWG 13.2.5.8 and 13.2.5.33).
    pub(super) fn intern(&mut self, raw: &str, hash: Hash) -> LocalName {
        if hash.lowered {
            return self.lookup(raw, hash);
        }
        let mut lower = std::mem::take(&mut self.lower);
        lower.clear();
        lower.extend(raw.chars().map(|c| match c {
            '\0' => char::REPLACEMENT_CHARACTER,
            c => c.to_ascii_lowercase(),
        }));
        let mut hash = Hash::new();
        lower.bytes().for_each(|byte| hash.add(byte));
        let name = self.lookup(&lower, hash);
        self.lower = lower;
        name
    }

    fn lookup(&mut self, name: &str, hash: Hash) -> LocalName {
        if name.len() > LONGEST_CACHED {
            return LocalName::from(name);
        }
        match self.slots.get_mut(hash.slot()) {
            Some(Some(known)) if **known == *name => known.clone(),
            Some(slot) => slot.insert(LocalName::from(name)).clone(),
            None => LocalName::from(name),
        }
    }
}

/// What finding the end of a name tells about it: its hash (FNV-1a), and
/// whether it stands in the page as it is interned.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hash {
    value: u32,
    lowered: bool,
}

impl Hash {
    pub(super) fn new() -> Self {
        Self {
            value: 0x811c_9dc5,
            lowered: true,
        }
    }

    pub(super) fn add(&mut self, byte: u8) {
        self.value = (self.value ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        self.lowered &= byte != 0 && !byte.is_ascii_uppercase();
    }

    fn slot(self) -> usize {
        (self.value ^ (self.value >> 15)) as usize % SLOTS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn intern(names: &mut Names, raw: &str) -> String {
        let mut hash = Hash::new();
        raw.bytes().for_each(|byte| hash.add(byte));
        names.intern(raw, hash).to_string()
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
            assert_eq!(intern(&mut names, raw), expected);
        }
        for number in 0..5000 {
            let name = format!("x{number}");
            assert_eq!(intern(&mut names, &name), name);
        }
    }
}
