//! What a block's own text shows, counted in one pass.

use std::sync::LazyLock;

use xxhash_rust::xxh3::xxh3_64;

use super::lexicon::packed;
use crate::clean::measure::is_unspaced;
use crate::model::eight;

/// Words so common that running text is full of them and labels are not:
/// articles, pronouns, prepositions and auxiliaries of the languages most
/// pages are written in.
const COMMON: [&str; 128] = [
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
struct Packed([u64; 1024]);

static PACKED: LazyLock<Packed> = LazyLock::new(|| {
    let mut packed = Packed([0; 1024]);
    for word in COMMON {
        let word = self::packed(word.as_bytes());
        let (before, from) = packed.0.split_at_mut(Packed::place(word));
        if let Some(free) = from.iter_mut().chain(before).find(|place| **place == 0) {
            *free = word;
        }
    }
    packed
});

impl Packed {
    /// Ten bits of a word.
    const fn place(word: u64) -> usize {
        (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 54) as usize
    }

    fn has(&self, word: u64) -> bool {
        let (before, from) = self.0.split_at(Self::place(word));
        let mut known = from.iter().chain(before).take_while(|known| **known != 0);
        known.any(|known| *known == word)
    }
}

/// Counts of one block's text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wording {
    /// Words; characters of scripts without spaces count half.
    pub(super) words: f32,
    pub(super) letters: f32,
    pub(super) characters: f32,
    pub(super) capitals: f32,
    pub(super) digits: f32,
    pub(super) commas: f32,
    pub(super) punctuation: f32,
    pub(super) separators: f32,
    pub(super) currency: f32,
    pub(super) common: f32,
    /// Words that begin with a capital.
    pub(super) named: f32,
    /// Ends of sentences.
    pub(super) sentences: f32,
    /// Signs that it is no prose: `@`, `©`.
    pub(super) signs: f32,
    /// What it ends with: nothing, a stop, a question, a colon, an ellipsis.
    pub(super) ending: f32,
    /// Whether it begins in lower case.
    pub(super) lower: f32,
    /// Line breaks.
    pub(super) breaks: f32,
    /// The text as one number: two blocks that share it say the same.
    pub(super) digest: u64,
}

impl Wording {
    pub(super) fn of(text: &str) -> Self {
        let mut wording = Self {
            digest: xxh3_64(text.as_bytes()),
            characters: whole(text.chars().count()),
            ..Self::default()
        };
        let common = &*PACKED;
        let mut word = Word::default();
        let mut before = ' ';
        let (mut letters, mut digits, mut capitals, mut unspaced) = (0, 0, 0, 0);
        let mut rest = text;
        loop {
            // Most words are short and in ASCII, and are counted as a whole.
            if word.letters == 0
                && let Some(short) = Short::of(rest.as_bytes())
            {
                letters += short.letters;
                digits += short.digits;
                capitals += short.capitals;
                wording.words += 1.0;
                wording.named += f32::from(u8::from(short.capital));
                let is_common = short.letters <= LONGEST && common.has(short.packed);
                wording.common += f32::from(u8::from(is_common));
                rest = rest.get(short.letters..).unwrap_or_default();
                before = 'a';
                continue;
            }
            let mut chars = rest.chars();
            let Some(c) = chars.next() else { break };
            rest = chars.as_str();
            let kind = kind(c);
            if kind & WORD == 0 {
                wording.end(&mut word, common);
                wording.mark(c, before);
            } else {
                let is = |bits| usize::from(kind & bits != 0);
                letters += 1;
                digits += is(DIGIT);
                capitals += usize::from(kind & (DIGIT | CAPITAL) == CAPITAL);
                unspaced += is(UNSPACED);
                if kind & UNSPACED == 0 {
                    word.push(c, kind & CAPITAL != 0);
                }
            }
            before = c;
        }
        wording.end(&mut word, common);
        wording.letters = whole(letters - digits);
        wording.digits = whole(digits);
        wording.capitals = whole(capitals);
        wording.words += whole(unspaced) / 2.0;
        let last = text
            .chars()
            .rev()
            .find(|c| !matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」'));
        wording.ending = match last {
            Some('.' | '。' | '।' | '۔') => 1.0,
            Some('!' | '！') => 2.0,
            Some('?' | '？' | '؟') => 3.0,
            Some(':' | '：') => 4.0,
            Some('…' | ',') => 5.0,
            _ => 0.0,
        };
        if is_stop(before) {
            wording.sentences += 1.0;
        }
        wording.lower = f32::from(u8::from(text.starts_with(char::is_lowercase)));
        wording
    }

    fn end(&mut self, word: &mut Word, common: &Packed) {
        if word.letters > 0 {
            self.words += 1.0;
            self.common += f32::from(u8::from(word.is_of(common)));
            self.named += f32::from(u8::from(word.capital));
            *word = Word::default();
        }
    }

    fn mark(&mut self, c: char, before: char) {
        if c.is_whitespace() {
            if is_stop(before) {
                self.sentences += 1.0;
            }
            if c == '\n' {
                self.breaks += 1.0;
            }
            return;
        }
        match c {
            ',' | '、' | '，' | '،' => {
                self.commas += 1.0;
                self.punctuation += 1.0;
            }
            '.' | ';' | ':' | '!' | '?' => self.punctuation += 1.0,
            // Written without a space after them.
            '。' | '！' | '？' => {
                self.punctuation += 1.0;
                self.sentences += 1.0;
            }
            '|' | '·' | '•' | '»' | '›' | '/' | '→' | '←' | '×' | '>' => {
                self.separators += 1.0;
            }
            '$' | '€' | '£' | '¥' | '₹' => self.currency += 1.0,
            '@' | '©' => self.signs += 1.0,
            _ => {}
        }
    }
}

/// Whether a sentence may end with it.
fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '।' | '؟')
}

/// What a character is in a word, as bits.
const WORD: u8 = 1;
const DIGIT: u8 = 2;
const CAPITAL: u8 = 4;
const UNSPACED: u8 = 8;

/// The same of those that most text is made of.
const ASCII: [u8; 128] = {
    let mut kinds = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        #[expect(clippy::indexing_slicing, reason = "below 128")]
        {
            kinds[byte as usize] = match byte {
                b'0'..=b'9' => WORD | DIGIT,
                b'A'..=b'Z' => WORD | CAPITAL,
                b'a'..=b'z' | b'_' => WORD,
                _ => 0,
            };
        }
        byte += 1;
    }
    kinds
};

#[inline]
fn kind(c: char) -> u8 {
    match ASCII.get(c as usize) {
        Some(kind) => *kind,
        None => wide_kind(c),
    }
}

fn wide_kind(c: char) -> u8 {
    let when = |holds, bits| if holds { bits } else { 0 };
    if c.is_alphanumeric() {
        WORD | when(c.is_numeric(), DIGIT)
            | when(c.is_uppercase(), CAPITAL)
            | when(is_unspaced(c), UNSPACED)
    } else {
        0
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a block")]
fn whole(count: usize) -> f32 {
    count as f32
}

/// A word of fewer than eight ASCII letters and digits.
struct Short {
    letters: usize,
    digits: usize,
    capitals: usize,
    /// Whether it begins with a capital.
    capital: bool,
    /// Its letters in lower case.
    packed: u64,
}

impl Short {
    /// The word that a text begins with, if it is one.
    #[inline]
    fn of(text: &[u8]) -> Option<Self> {
        let eight = eight::eight(text, 0);
        let letters = eight::until(!eight::alphanumeric(eight) & eight::HIGH);
        let after = text.get(letters).copied().unwrap_or(b' ');
        if letters == 0 || letters == 8 || after == b'_' || !after.is_ascii() {
            return None;
        }
        let word = eight::first(eight, letters);
        let capitals = eight::capital(word);
        Some(Self {
            letters,
            digits: eight::sum(eight::digit(word) >> 7),
            capitals: eight::sum(capitals >> 7),
            capital: capitals & 0x80 != 0,
            packed: eight::first(word | eight::each(b' '), letters).swap_bytes(),
        })
    }
}

/// The word being read.
#[derive(Default)]
struct Word {
    letters: usize,
    capital: bool,
    /// Its last eight letters, in lower case.
    end: u64,
}

impl Word {
    #[inline]
    fn push(&mut self, c: char, capital: bool) {
        self.capital |= capital && self.letters == 0;
        // What is not ASCII is in none of the common words.
        let letter = u8::try_from(c).unwrap_or(u8::MAX) | 0x20;
        self.end = self.end << 8 | u64::from(letter);
        self.letters += 1;
    }

    fn is_of(&self, common: &Packed) -> bool {
        self.letters <= LONGEST && common.has(self.end << (64 - 8 * self.letters.min(8)))
    }
}

#[cfg(test)]
mod tests {
    use super::{COMMON, LONGEST, Wording};

    #[test]
    fn common_words_are_sorted_and_short() {
        assert!(COMMON.is_sorted());
        assert!(COMMON.iter().all(|word| word.len() <= LONGEST));
    }

    #[test]
    fn one_pass_counts_what_is_there() {
        let wording = Wording::of("The mill stood idle, until two sisters came. Now it grinds!");
        assert_eq!((wording.words, wording.sentences), (11.0, 2.0));
        assert_eq!((wording.commas, wording.common), (1.0, 2.0));
        let unspaced = Wording::of("水車は三十年止まっていた。");
        assert_eq!((unspaced.words, unspaced.sentences), (6.0, 1.0));
    }
}
