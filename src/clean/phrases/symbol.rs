//! What an edge of the automaton is labelled with: a word, a class of tokens,
//! a mark of punctuation or a word list.

use rustc_hash::FxHashMap;

use super::scan::print;

/// A word, class, mark or set, as a number.
pub(super) type Symbol = u32;

/// A word no phrase mentions.
pub(super) const UNKNOWN: Symbol = 0;
/// `{#}`: anything that begins with a digit.
pub(super) const NUMBER: Symbol = 1;
/// `{url}`: an address or a bare domain.
pub(super) const URL: Symbol = 2;
/// `{email}`
pub(super) const EMAIL: Symbol = 3;
/// `{handle}`: `@somebody`.
pub(super) const HANDLE: Symbol = 4;
/// A capitalised word: the first of a `{name}`.
pub(super) const CAPITAL: Symbol = 5;
/// A capitalised word or a particle: the others of a `{name}`.
pub(super) const NAME_PART: Symbol = 6;
/// Label of the edge into the state that swallows one sentence's words.
pub(super) const GAP: Symbol = 7;
/// The same, across sentences.
pub(super) const REST: Symbol = 8;

const FIRST_MARK: Symbol = 16;
pub(super) const FIRST_WORD: Symbol = 64;
const FIRST_SET: Symbol = 1 << 31;

/// Punctuation that a phrase can ask for. All other punctuation is skipped in
/// lines and in phrases.
const MARKS: [char; 13] = [
    ':', '|', '©', '/', '→', '#', '?', '–', '•', '+', '»', '®', '*',
];

/// Words that stand inside names without a capital.
const PARTICLES: [&str; 26] = [
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "des", "la", "le", "los", "las",
    "van", "von", "vom", "zu", "zum", "der", "den", "ter", "ten", "bin", "al", "el",
];

/// The symbol of a mark, if phrases can ask for it.
pub(super) fn mark(found: char) -> Option<Symbol> {
    let place = MARKS.iter().position(|&mark| mark == found)?;
    Some(FIRST_MARK + id(place))
}

/// The symbol of the n-th set.
pub(super) fn set(number: usize) -> Symbol {
    FIRST_SET + id(number)
}

/// The place of a set among the sets.
pub(super) fn number(set: Symbol) -> usize {
    (set - FIRST_SET.min(set)) as usize
}

/// Whether the symbol stands for a set.
pub(super) fn is_set(symbol: Symbol) -> bool {
    symbol >= FIRST_SET
}

/// Whether the symbol is a word or a mark: something a reader would see.
pub(super) fn is_literal(symbol: Symbol) -> bool {
    (FIRST_MARK..FIRST_SET).contains(&symbol)
}

/// A count as an index of the tables, which hold 32 bits.
///
/// Nothing here comes near the limit: a rule file of four billion words does
/// not fit in memory.
pub(super) fn id(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Every word that some phrase mentions, folded.
#[derive(Debug)]
pub(super) struct Vocabulary {
    words: FxHashMap<Box<str>, Symbol>,
    /// Letters and print of each word.
    shapes: Vec<(usize, u64)>,
}

impl Vocabulary {
    pub(super) fn new() -> Self {
        let mut vocabulary = Self {
            words: FxHashMap::default(),
            shapes: Vec::new(),
        };
        for particle in PARTICLES {
            vocabulary.intern(particle);
        }
        vocabulary
    }

    /// The symbol of a folded word, new if need be.
    pub(super) fn intern(&mut self, word: &str) -> Symbol {
        if let Some(&known) = self.words.get(word) {
            return known;
        }
        let symbol = FIRST_WORD + id(self.words.len());
        self.words.insert(word.into(), symbol);
        self.shapes.push((word.chars().count(), print(word)));
        symbol
    }

    /// The symbol of a folded word, or [`UNKNOWN`].
    pub(super) fn get(&self, word: &str) -> Symbol {
        self.words.get(word).copied().unwrap_or(UNKNOWN)
    }

    /// The letters of a word; one for a mark, many for an address.
    pub(super) fn letters(&self, symbol: Symbol) -> usize {
        match symbol {
            CAPITAL | NAME_PART => 0,
            address if address < FIRST_MARK => 8,
            mark if mark < FIRST_WORD => 1,
            word => self
                .shapes
                .get((word - FIRST_WORD) as usize)
                .map_or(0, |&(letters, _)| letters),
        }
    }

    /// The words with their prints.
    pub(super) fn prints(&self) -> impl Iterator<Item = (Symbol, u64)> {
        (FIRST_WORD..).zip(self.shapes.iter().map(|&(_, print)| print))
    }

    /// Whether the word stands inside names without a capital.
    ///
    /// These are the first words of every vocabulary.
    pub(super) fn is_particle(word: Symbol) -> bool {
        (FIRST_WORD..FIRST_WORD + id(PARTICLES.len())).contains(&word)
    }
}
