//! What a block's own text shows, counted in one pass.

use std::sync::LazyLock;

use super::lexicon::hash;
use crate::clean::measure::is_unspaced;

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

/// The same as numbers, in the same order: there is no cheaper comparison.
static PACKED: LazyLock<[u64; COMMON.len()]> = LazyLock::new(|| {
    COMMON.map(|word| {
        let mut bytes = [0; 8];
        bytes
            .iter_mut()
            .zip(word.bytes())
            .for_each(|(place, byte)| *place = byte);
        u64::from_be_bytes(bytes)
    })
});

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
    pub(super) digest: u32,
}

impl Wording {
    pub(super) fn of(text: &str) -> Self {
        let mut wording = Self {
            digest: hash(text.as_bytes()),
            ..Self::default()
        };
        let mut word = Word::default();
        let mut before = ' ';
        let mut unspaced = 0.0;
        for c in text.chars() {
            wording.characters += 1.0;
            if c.is_alphanumeric() || c == '_' {
                if is_unspaced(c) {
                    unspaced += 0.5;
                } else {
                    word.push(c);
                }
                if c.is_numeric() {
                    wording.digits += 1.0;
                } else {
                    wording.letters += 1.0;
                    if c.is_uppercase() {
                        wording.capitals += 1.0;
                    }
                }
            } else {
                wording.end(&mut word);
                wording.mark(c, before);
            }
            before = c;
        }
        wording.end(&mut word);
        wording.words += unspaced;
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

    fn end(&mut self, word: &mut Word) {
        if word.letters > 0 {
            self.words += 1.0;
            self.common += f32::from(u8::from(word.is_common()));
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

/// The word being read.
#[derive(Default)]
struct Word {
    letters: usize,
    capital: bool,
    start: [u8; 8],
}

impl Word {
    fn push(&mut self, c: char) {
        if self.letters == 0 {
            self.capital = c.is_uppercase();
        }
        if let Some(place) = self.start.get_mut(self.letters) {
            // What is not ASCII is in none of the common words.
            *place = u8::try_from(c.to_ascii_lowercase()).unwrap_or(u8::MAX);
        }
        self.letters += 1;
    }

    fn is_common(&self) -> bool {
        self.letters <= LONGEST
            && PACKED
                .binary_search(&u64::from_be_bytes(self.start))
                .is_ok()
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
