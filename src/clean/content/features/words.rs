//! Words of running text: what is in them, and which of them are common.

use std::sync::LazyLock;

use super::lexicon::packed;
use crate::clean::alphabet::Alphabets;
use crate::clean::measure::is_unspaced;
use crate::model::eight;

/// What a character is in a word, as bits.
pub(super) const WORD: u8 = 1;
pub(super) const DIGIT: u8 = 2;
pub(super) const UNSPACED: u8 = 4;

/// The same of those that most text is made of.
const ASCII: [u8; 128] = {
    let mut kinds = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        #[expect(clippy::indexing_slicing, reason = "below 128")]
        {
            kinds[byte as usize] = match byte {
                b'0'..=b'9' => WORD | DIGIT,
                b'A'..=b'Z' | b'a'..=b'z' | b'_' => WORD,
                _ => 0,
            };
        }
        byte += 1;
    }
    kinds
};

#[inline]
pub(super) fn kind(c: char) -> u8 {
    match ASCII.get(c as usize) {
        Some(kind) => *kind,
        None => WIDE.get(c).unwrap_or_else(|| wide_kind(c)),
    }
}

/// The same of those that the text at hand is made of.
static WIDE: Alphabets<u8> = Alphabets::new(wide_kind);

fn wide_kind(c: char) -> u8 {
    let when = |holds, bits| if holds { bits } else { 0 };
    if c.is_alphanumeric() {
        WORD | when(c.is_numeric(), DIGIT) | when(is_unspaced(c), UNSPACED)
    } else {
        0
    }
}

/// A word of nothing but ASCII letters and digits.
pub(super) struct Plain {
    pub(super) letters: usize,
    pub(super) digits: usize,
    /// Its first letters in lower case.
    packed: u64,
}

impl Plain {
    /// The word that a text begins with, if it is one.
    #[inline]
    pub(super) fn of(text: &[u8]) -> Option<Self> {
        let first = eight::eight(text, 0);
        let (mut eight, mut letters, mut digits) = (first, 0, 0);
        loop {
            let last = eight::until(!eight::alphanumeric(eight) & eight::HIGH);
            if last < 8 {
                eight = eight::first(eight, last);
            }
            letters += last;
            digits += eight::sum(eight::digit(eight) >> 7);
            if last < 8 {
                break;
            }
            eight = eight::eight(text, letters);
        }
        let after = text.get(letters).copied().unwrap_or(b' ');
        if letters == 0 || after == b'_' || !after.is_ascii() {
            return None;
        }
        // Common words are shorter than that.
        let packed = eight::first(first | eight::each(b' '), letters.min(7));
        Some(Self {
            letters,
            digits,
            packed: packed.swap_bytes(),
        })
    }

    pub(super) fn is_of(&self, common: &Common) -> bool {
        self.letters <= LONGEST && common.has(self.packed)
    }
}

/// The word being read.
#[derive(Default)]
pub(super) struct Word {
    pub(super) letters: usize,
    /// Its last eight letters, in lower case.
    end: u64,
}

impl Word {
    #[inline]
    pub(super) fn push(&mut self, c: char) {
        // What is not ASCII is in none of the common words.
        let letter = u8::try_from(c).unwrap_or(u8::MAX) | 0x20;
        self.end = self.end << 8 | u64::from(letter);
        self.letters += 1;
    }

    pub(super) fn is_of(&self, common: &Common) -> bool {
        self.letters <= LONGEST && common.has(self.end << (64 - 8 * self.letters.min(8)))
    }
}

/// Words so common that running text is full of them and labels are not:
/// articles, pronouns, prepositions and auxiliaries of the languages most
/// pages are written in.
const WORDS: [&str; 128] = [
    "a", "about", "after", "al", "all", "als", "also", "an", "and", "are", "as", "at", "au", "auf",
    "aus", "be", "been", "bei", "but", "by", "can", "che", "con", "das", "dass", "de", "dem",
    "den", "der", "des", "det", "die", "do", "du", "ein", "eine", "el", "em", "en", "er", "es",
    "est", "et", "for", "from", "get", "had", "has", "have", "he", "her", "het", "his", "how", "i",
    "ich", "if", "il", "im", "in", "is", "ist", "it", "its", "je", "la", "las", "le", "les", "los",
    "mit", "more", "na", "nicht", "no", "not", "o", "of", "on", "one", "or", "os", "our", "out",
    "par", "para", "per", "por", "pour", "que", "qui", "se", "she", "sich", "sie", "so", "some",
    "than", "that", "the", "their", "them", "there", "they", "this", "to", "um", "un", "una",
    "und", "une", "up", "van", "von", "was", "we", "were", "what", "when", "which", "who", "will",
    "with", "would", "you", "your", "zu", "zum",
];

/// The longest of them.
const LONGEST: usize = 5;

/// The same as numbers, each as near as there is room to the place that its
/// product points to.
pub(super) struct Common([u64; PLACES]);

const PLACES: usize = 1024;

static KNOWN: LazyLock<Common> = LazyLock::new(|| {
    let mut known = Common([0; PLACES]);
    for word in WORDS {
        let word = packed(word.as_bytes());
        let (before, from) = known.0.split_at_mut(Common::place(word));
        if let Some(free) = from.iter_mut().chain(before).find(|place| **place == 0) {
            *free = word;
        }
    }
    known
});

impl Common {
    pub(super) fn words() -> &'static Self {
        &KNOWN
    }

    /// Ten bits of a word.
    const fn place(word: u64) -> usize {
        (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 54) as usize
    }

    fn has(&self, word: u64) -> bool {
        // Most places are free, so that the search ends soon.
        let mut place = Self::place(word);
        loop {
            match self.0.get(place % PLACES) {
                Some(known) if *known == word => return true,
                None | Some(0) => return false,
                Some(_) => place += 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Common, LONGEST, WORDS, packed};

    #[test]
    fn common_words_are_short_and_known() {
        assert!(WORDS.is_sorted());
        assert!(WORDS.iter().all(|word| word.len() <= LONGEST));
        let known = |word: &&str| Common::words().has(packed(word.as_bytes()));
        assert!(WORDS.iter().all(known));
        assert!(!known(&"mill"));
    }
}
