//! To read a line as words, numbers, addresses and marks.

use super::address::{address_end, domain_end, handle_end, path_end};
use super::fold::{fold_mark, is_ideograph};
use super::letter::{is_letter, is_numeric, push};
use super::symbol::{self, UNKNOWN};
use super::token::{Kind, Token};
use crate::clean::eight;

/// Bytes of a folded word that are looked at; no word of a phrase is longer.
const WORD_BYTES: usize = 96;

/// Reads tokens one by one: what no phrase asks for is never read.
#[derive(Debug)]
pub(super) struct Lexer<'line> {
    line: &'line str,
    at: usize,
    stop: Stop,
    part: bool,
    /// Letters of the word before, and whether it began with a capital: what
    /// tells an abbreviation from the end of a sentence.
    letters: usize,
    capital: bool,
    /// A quotation was open before the first word.
    quoted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stop {
    No,
    /// A full stop: may be an abbreviation's.
    Full,
    /// Anything surer.
    Sure,
    /// The end of a quotation that opened the line.
    Closed,
}

impl<'line> Lexer<'line> {
    pub(super) fn new(line: &'line str, at: usize) -> Self {
        Self {
            line,
            at,
            stop: Stop::No,
            part: false,
            letters: 0,
            capital: false,
            quoted: false,
        }
    }

    /// Reads again, from byte `at` of the same line.
    pub(super) fn begin_at(&mut self, at: usize) {
        *self = Self::new(self.line, at);
    }

    /// The next token; `folded` is left holding its word.
    pub(super) fn next(&mut self, folded: &mut String) -> Option<Token> {
        let mut spaces = 0_usize;
        loop {
            let start = self.at;
            let found = self.peek(start)?;
            if found == '@' {
                if let Some(end) = handle_end(self.line, start) {
                    return Some(self.token(start, end, Kind::Handle, false));
                }
            } else if is_letter(found) {
                return Some(self.word(start, found, folded));
            }
            self.at = start + found.len_utf8();
            if let Some(mark) = self.separator(start, found, &mut spaces) {
                return Some(mark);
            }
        }
    }

    fn peek(&self, at: usize) -> Option<char> {
        match self.line.as_bytes().get(at) {
            Some(&byte) if byte.is_ascii() => Some(char::from(byte)),
            _ => self.line.get(at..)?.chars().next(),
        }
    }

    /// Takes in what stands between words; a mark that a phrase can ask for is
    /// a token.
    fn separator(&mut self, start: usize, found: char, spaces: &mut usize) -> Option<Token> {
        if found.is_whitespace() {
            *spaces += 1;
            self.part |= *spaces > 1 || found == '\t';
            return None;
        }
        *spaces = 0;
        let mut mark = fold_mark(found);
        match mark {
            '.' if self.stop == Stop::No => self.stop = Stop::Full,
            '.' | '!' | '?' | '…' | '。' | '！' | '।' | '۔' => {
                self.stop = self.stop.max(Stop::Sure);
            }
            // What is quoted is a sentence of its own: "Join our list", she said.
            '"' | '“' | '”' | '„' | '«' | '»' if self.quoted && self.letters > 0 => {
                self.quoted = false;
                self.stop = Stop::Closed;
            }
            '"' | '“' | '”' | '„' | '«' if self.letters == 0 => self.quoted = true,
            '|' | '•' | '→' | '»' => self.part = true,
            '-' if self.is_spaced(start) => mark = '–',
            _ => {}
        }
        let symbol = symbol::mark(mark)?;
        let mut token = self.token(start, self.at, Kind::Mark, false);
        token.symbol = symbol;
        Some(token)
    }

    fn is_spaced(&self, start: usize) -> bool {
        let before = start
            .checked_sub(1)
            .and_then(|at| self.line.as_bytes().get(at));
        let after = self.line.as_bytes().get(start + 1);
        before.is_some_and(|&byte| byte == b' ') && after.is_some_and(|&byte| byte == b' ')
    }

    fn word(&mut self, start: usize, first: char, folded: &mut String) -> Token {
        folded.clear();
        if first.is_ascii_alphabetic()
            && let Some(end) = self.plain_word(start, folded)
        {
            let token = self.token(start, end, Kind::Word, first.is_ascii_uppercase());
            (self.letters, self.capital) = (end - start, token.capital);
            return token;
        }
        if let Some(end) = address_end(self.line, start) {
            return self.token(start, end, Kind::Url, false);
        }
        if is_ideograph(first) {
            push(first, folded);
            return self.token(start, start + first.len_utf8(), Kind::Word, false);
        }
        let digits = is_numeric(first);
        let mut end = start;
        let mut letters = 0_usize;
        while let Some(found) = self.peek(end) {
            if found.is_ascii_alphanumeric() {
                if folded.len() < WORD_BYTES {
                    folded.push(found.to_ascii_lowercase());
                }
            } else if digits && joins_digits(self.line, end, found) {
                folded.push(found);
            } else if found.is_ascii() || !is_letter(found) || is_ideograph(found) {
                break;
            } else if folded.len() < WORD_BYTES {
                push(found, folded);
            }
            letters += 1;
            end += found.len_utf8();
            // "pageshttps://..." is a word and an address.
            if found == 'h' && address_end(self.line, end - 1).is_some() {
                end -= 1;
                letters -= 1;
                folded.pop();
                break;
            }
        }
        let (kind, end) = match self.peek(end) {
            Some('@') => match domain_end(self.line, end + 1) {
                Some(end) => (Kind::Email, end),
                None => (Kind::Word, end),
            },
            Some('.' | '-') if !digits || letters < 3 => match domain_end(self.line, start) {
                Some(domain) if domain > end => (Kind::Url, path_end(self.line, domain)),
                _ => (Kind::Word, end),
            },
            _ => (Kind::Word, end),
        };
        let kind = match kind {
            Kind::Word if digits => Kind::Number,
            kind => kind,
        };
        let token = self.token(start, end, kind, first.is_uppercase());
        self.letters = letters;
        self.capital = token.capital;
        token
    }

    /// The end of a word of ASCII letters and digits, before what no address
    /// goes on with: most words are such.
    fn plain_word(&self, start: usize, folded: &mut String) -> Option<usize> {
        let rest = self.line.as_bytes().get(start..)?;
        let mut length = 0;
        loop {
            let own = eight::until(!eight::alphanumeric(eight::eight(rest, length)) & eight::HIGH);
            length += own;
            if own < 8 {
                break;
            }
        }
        let after = |place| rest.get(length + place).copied().unwrap_or(b' ');
        let plain = match after(0) {
            b'.' if rest.get(..length)?.eq_ignore_ascii_case(b"www") => false,
            b'.' | b'-' => after(1) == b' ',
            b':' | b'@' => false,
            other => other.is_ascii(),
        };
        if !plain || length > WORD_BYTES {
            return None;
        }
        let end = start + length;
        folded.push_str(self.line.get(start..end)?);
        folded.make_ascii_lowercase();
        Some(end)
    }

    fn token(&mut self, start: usize, end: usize, kind: Kind, capital: bool) -> Token {
        let begins = match self.stop {
            Stop::No => false,
            Stop::Closed => true,
            Stop::Sure => capital || kind != Kind::Word || !self.is_cased(start),
            Stop::Full => {
                let short = self.letters < 2 || self.capital && self.letters < 4;
                !short && (capital || !self.is_cased(start)) && self.was_spaced(start)
            }
        };
        let token = Token {
            start,
            end,
            symbol: UNKNOWN,
            kind,
            capital,
            sentence: begins,
            part: self.part,
        };
        self.at = end;
        if kind != Kind::Mark {
            self.stop = Stop::No;
            self.part = false;
            self.letters = usize::MAX;
            self.capital = false;
        }
        token
    }

    /// Whether the character has a case and is the lower one, or is a digit.
    fn is_cased(&self, at: usize) -> bool {
        self.peek(at)
            .is_some_and(|found| found.is_lowercase() || found.is_numeric())
    }

    /// Whether space, or a script that needs none, stands before.
    fn was_spaced(&self, at: usize) -> bool {
        let before = self
            .line
            .get(..at)
            .and_then(|text| text.chars().next_back());
        before.is_none_or(|found| !found.is_ascii_alphanumeric() && found != '.')
    }
}

/// Whether the character joins the digits around it: `1,234`, `8:21`,
/// `27/05/2024`, `2012-2025`.
fn joins_digits(line: &str, at: usize, found: char) -> bool {
    matches!(found, '.' | ',' | ':' | '/' | '-')
        && line.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit)
}
