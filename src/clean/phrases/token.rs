//! The tokens of a line, read as far as somebody has asked.

use super::lexer::Lexer;
use super::symbol::{self, Symbol, UNKNOWN, Vocabulary};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    Url,
    Email,
    Handle,
    Mark,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
    /// The word or mark, [`UNKNOWN`] if no phrase mentions it.
    pub symbol: Symbol,
    pub kind: Kind,
    pub capital: bool,
    /// The first of a sentence, as far as punctuation tells.
    pub sentence: bool,
    /// The first after a bar, a bullet, a tab or several spaces.
    pub part: bool,
}

impl Token {
    /// Whether what stands before it can end here.
    pub(super) fn opens(&self) -> bool {
        self.sentence || self.part
    }
}

/// The tokens of one line, read as far as somebody has asked.
#[derive(Debug)]
pub(super) struct Tokens<'line, 'work> {
    lexer: Lexer<'line>,
    read: &'work mut Vec<Token>,
    folded: &'work mut String,
    vocabulary: &'work Vocabulary,
}

impl<'line, 'work> Tokens<'line, 'work> {
    /// Begins at byte `at`, which must be a character's first.
    pub(super) fn new(
        line: &'line str,
        at: usize,
        read: &'work mut Vec<Token>,
        folded: &'work mut String,
        vocabulary: &'work Vocabulary,
    ) -> Self {
        read.clear();
        Self {
            lexer: Lexer::new(line, at),
            read,
            folded,
            vocabulary,
        }
    }

    /// Words that somebody else has cut, to be pushed one by one.
    pub(super) fn of_words(
        read: &'work mut Vec<Token>,
        folded: &'work mut String,
        vocabulary: &'work Vocabulary,
    ) -> Self {
        Self::new("", 0, read, folded, vocabulary)
    }

    /// Adds a word after those read.
    pub(super) fn push(&mut self, word: &str, fold: impl Fn(&str, &mut String)) {
        self.folded.clear();
        fold(word, self.folded);
        let symbol = self.vocabulary.get(self.folded);
        self.read.push(word_token(symbol));
    }

    /// Reads again, from byte `at` of the same line.
    pub(super) fn begin_at(&mut self, at: usize) {
        self.read.clear();
        self.lexer.begin_at(at);
    }

    /// The token at a place, or `None` past the end.
    pub(super) fn get(&mut self, place: usize) -> Option<Token> {
        while self.read.len() <= place {
            let mut token = self.lexer.next(self.folded)?;
            if matches!(token.kind, Kind::Word | Kind::Number) {
                token.symbol = self.vocabulary.get(self.folded);
            }
            self.read.push(token);
        }
        self.read.get(place).copied()
    }

    /// Whether only marks and addresses are left from a place on.
    pub(super) fn is_over(&mut self, mut place: usize) -> bool {
        while let Some(token) = self.get(place) {
            if !matches!(token.kind, Kind::Mark | Kind::Url) {
                return false;
            }
            place += 1;
        }
        true
    }

    /// The words between two places; marks do not count.
    pub(super) fn words(&self, from: usize, to: usize) -> usize {
        let taken = self.read.iter().take(to).skip(from);
        taken.filter(|token| token.kind != Kind::Mark).count()
    }

    /// The classes of a token beyond its own symbol.
    pub(super) fn classes(token: &Token) -> [Symbol; 2] {
        match token.kind {
            Kind::Number => [symbol::NUMBER, UNKNOWN],
            Kind::Url => [symbol::URL, UNKNOWN],
            Kind::Email => [symbol::EMAIL, UNKNOWN],
            Kind::Handle => [symbol::HANDLE, UNKNOWN],
            Kind::Word if token.capital => [symbol::CAPITAL, symbol::NAME_PART],
            Kind::Word if Vocabulary::is_particle(token.symbol) => [symbol::NAME_PART, UNKNOWN],
            Kind::Word | Kind::Mark => [UNKNOWN, UNKNOWN],
        }
    }
}

/// A token of a word that stands alone.
fn word_token(symbol: Symbol) -> Token {
    Token {
        start: 0,
        end: 0,
        symbol,
        kind: Kind::Word,
        capital: false,
        sentence: false,
        part: false,
    }
}
