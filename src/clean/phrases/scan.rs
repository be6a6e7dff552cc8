//! To read the words of a line as numbers, faster than the lexer and blind to
//! all that is not needed to tell that no phrase can match.

use super::fold::{fold, fold_mark, is_ideograph};
use super::letter::{Letter, is_numeric, letter};
use super::symbol::{self, Symbol};
use crate::clean::eight;

/// Bytes of a word up to which it surely is what the lexer makes of it.
const WORD_BYTES: usize = 60;

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A word or number.
    Word {
        print: u64,
        /// Begins with a digit.
        numeric: bool,
        /// May begin an address.
        dotted: bool,
        /// May begin with a capital letter.
        capital: bool,
    },
    /// A mark that a phrase can ask for.
    Mark(Symbol),
    /// What only the lexer can tell: an address, a handle, a word without end.
    Unsure,
}

/// What a folded word is known by. Two words with one print are taken for one
/// another, which costs a look and no more.
pub(super) fn print(word: &str) -> u64 {
    let mut print = Print::default();
    word.chars().for_each(|found| print.push(found));
    print.finish()
}

/// A print in the making.
#[derive(Clone, Copy, Debug, Default)]
struct Print {
    sum: u64,
    /// Letters not summed up yet, and their bytes: one for ASCII, else two.
    eight: u64,
    bytes: usize,
}

impl Print {
    /// Adds eight ASCII letters where none are left to sum up.
    #[inline]
    fn push_eight(&mut self, eight: u64) {
        self.sum = (self.sum.rotate_left(23) ^ eight).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    /// Adds fewer, once.
    #[inline]
    fn push_last(&mut self, eight: u64, bytes: usize) {
        self.eight = eight::first(eight, bytes);
        self.bytes = bytes;
    }

    #[inline]
    fn push(&mut self, found: char) {
        self.eight ^= u64::from(found) << (8 * self.bytes);
        self.bytes += if found.is_ascii() { 1 } else { 2 };
        if self.bytes >= 8 {
            self.push_eight(self.eight);
            (self.eight, self.bytes) = (0, 0);
        }
    }

    #[inline]
    fn finish(mut self) -> u64 {
        if self.bytes > 0 {
            self.push_eight(self.eight);
        }
        self.sum
    }
}

/// Reads pieces one by one.
#[derive(Clone, Debug)]
pub(super) struct Scan<'line> {
    line: &'line str,
    at: usize,
}

/// What an ASCII character is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Apart,
    Letter,
    Digit,
    Mark,
    Unsure,
    /// The first byte of a longer character.
    Wide,
}

const CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut all = [Class::Apart; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "counts to 255")]
        let class = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b':' | b'|' | b'/' | b'#' | b'?' | b'+' | b'*' | b'>' | b'-' => Class::Mark,
            b'@' => Class::Unsure,
            0x80.. => Class::Wide,
            _ => Class::Apart,
        };
        #[expect(clippy::indexing_slicing, reason = "below 256")]
        {
            all[byte] = class;
        }
        byte += 1;
    }
    all
}

fn class(byte: u8) -> Class {
    CLASSES
        .get(usize::from(byte))
        .copied()
        .unwrap_or(Class::Apart)
}

impl<'line> Scan<'line> {
    /// Begins at byte `at`, which must be a character's first.
    pub(super) fn new(line: &'line str, at: usize) -> Self {
        Self { line, at }
    }

    fn byte(&self, at: usize) -> u8 {
        self.line.as_bytes().get(at).copied().unwrap_or(b' ')
    }

    fn wide(&self, at: usize) -> char {
        let rest = self.line.get(at..).unwrap_or_default();
        rest.chars().next().unwrap_or(' ')
    }

    /// Reads the ASCII letters of a word, which most words are all of.
    #[inline]
    fn letters(&mut self) -> Piece {
        let start = self.at;
        let bytes = self.line.as_bytes();
        let mut print = Print::default();
        let first = eight::eight(bytes, start);
        let (mut eight, mut at) = (first, start);
        let own = loop {
            let own = eight::until(!eight::alphanumeric(eight) & eight::HIGH);
            // To lower case; digits have the bit.
            let lower = eight | eight::each(b' ');
            if own < 8 {
                print.push_last(lower, own);
                break own;
            }
            print.push_eight(lower);
            at += 8;
            eight = eight::eight(bytes, at);
        };
        self.at = at + own;
        let end = bytes.get(self.at).copied().unwrap_or(b' ');
        let plain = match end {
            b' ' | b',' => true,
            b'.' => self.byte(self.at + 1) == b' ',
            _ => false,
        };
        if plain && self.at - start <= WORD_BYTES {
            // What stands behind it is read with it.
            self.at += usize::from(end != b'.');
            return Piece::Word {
                print: print.finish(),
                numeric: false,
                dotted: false,
                capital: first & 0x20 == 0,
            };
        }
        self.word(start, print, false)
    }

    /// Reads on in a word that began before.
    #[inline(never)]
    fn word(&mut self, start: usize, mut print: Print, numeric: bool) -> Piece {
        let mut at = self.at;
        loop {
            let byte = self.byte(at);
            match class(byte) {
                Class::Letter | Class::Digit => print.push(char::from(byte | 0x20)),
                Class::Wide => match self.wide_letter(at, start, print) {
                    Some((longer, next)) => {
                        (print, at) = (longer, next);
                        continue;
                    }
                    None => break,
                },
                _ if numeric
                    && matches!(byte, b'.' | b',' | b':' | b'/' | b'-')
                    && self.byte(at + 1).is_ascii_digit() =>
                {
                    print.push(char::from(byte));
                }
                _ => break,
            }
            at += 1;
        }
        self.at = at;
        let glued = self.byte(at) == b':' && self.byte(at + 1) == b'/';
        if glued || at - start > WORD_BYTES {
            return Piece::Unsure;
        }
        let dotted = self.byte(at) == b'@'
            || matches!(self.byte(at), b'.' | b'-')
                && matches!(self.byte(at + 1), b'.' | b'-' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z');
        Piece::Word {
            print: print.finish(),
            numeric,
            dotted,
            capital: !self.byte(start).is_ascii_lowercase(),
        }
    }

    /// Reads what begins with a longer character, if that is anything.
    #[inline(never)]
    fn wide_piece(&mut self) -> Option<Piece> {
        let start = self.at;
        let found = self.wide(start);
        if letter(found) == Letter::Apart {
            self.at += found.len_utf8();
            let symbol = symbol::mark(fold_mark(found))?;
            Some(Piece::Mark(symbol))
        } else if is_ideograph(found) {
            let (print, at) = self.wide_letter(start, start, Print::default())?;
            self.at = at;
            Some(Piece::Word {
                print: print.finish(),
                numeric: false,
                dotted: false,
                capital: false,
            })
        } else {
            Some(self.word(start, Print::default(), is_numeric(found)))
        }
    }

    /// Takes a longer character into a word; an ideograph is one of its own.
    fn wide_letter(&self, at: usize, start: usize, mut print: Print) -> Option<(Print, usize)> {
        let found = self.wide(at);
        match letter(found) {
            Letter::Apart => return None,
            _ if at > start && is_ideograph(found) => return None,
            Letter::Folds([first, second]) => {
                for letter in [first, second] {
                    if letter != '\0' {
                        print.push(letter);
                    }
                }
            }
            Letter::Long => {
                let mut folded = String::new();
                fold(found, &mut folded);
                folded.chars().for_each(|letter| print.push(letter));
            }
        }
        Some((print, at + found.len_utf8()))
    }
}

impl Iterator for Scan<'_> {
    type Item = Piece;

    #[inline]
    fn next(&mut self) -> Option<Piece> {
        loop {
            let start = self.at;
            let &byte = self.line.as_bytes().get(start)?;
            match class(byte) {
                Class::Apart => self.at += 1,
                Class::Letter => return Some(self.letters()),
                Class::Digit => return Some(self.word(start, Print::default(), true)),
                Class::Unsure => {
                    self.at += 1;
                    return Some(Piece::Unsure);
                }
                Class::Mark => {
                    self.at += 1;
                    if byte == b':' && self.byte(start + 1) == b'/' {
                        return Some(Piece::Unsure);
                    }
                    // A hyphen is a mark between spaces only.
                    let spaced =
                        start > 0 && self.byte(start - 1) == b' ' && self.byte(start + 1) == b' ';
                    let mark = if byte == b'-' && spaced {
                        '–'
                    } else {
                        fold_mark(char::from(byte))
                    };
                    if let Some(symbol) = symbol::mark(mark) {
                        return Some(Piece::Mark(symbol));
                    }
                }
                Class::Wide => {
                    if let Some(piece) = self.wide_piece() {
                        return Some(piece);
                    }
                }
            }
        }
    }
}
