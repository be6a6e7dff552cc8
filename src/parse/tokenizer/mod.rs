//! The tokenizer splits a page into tags and text (WHATWG 13.2.5).
//!
//! It has the whole page at hand, jumps from `<` to `<` and tells where in the
//! page things stand, so that nothing is copied or decoded that nobody reads.
//!
//! What it leaves out: comments and parse errors are not emitted, attributes of
//! end tags are not kept, and line numbers are not counted.
//!
//! Where a browser would lose the rest of the page to something never closed
//! (a quote, a comment, a `<script>`), it goes on at a sensible place and says
//! so in its tally. Time is linear in the page whatever the page holds: every
//! search for an end consumes what it passes, or finds nothing and is not
//! repeated.

mod declaration;
mod normalise;
mod raw_text;
mod reference;
mod sink;
mod tag;

use memchr::memchr;

use self::normalise::{References, first_special, normalise};
use self::reference::Place;
pub(crate) use self::sink::{Attribute, Content, Doctype, Sink, StartTag, Text};
use super::markup::{Name, Names, Spelled};
use super::notice::Tally;
use crate::model::eight;

/// Attributes kept on one tag; each is compared with each.
// 1,925 pages of four extraction benchmarks (2026-11) have at most 136.
const ATTRIBUTES_KEPT: usize = 256;

/// Splits `html`, which is below 4 GiB, into tokens for `sink`; the names in
/// them, and what was mended.
pub(crate) fn tokenize(html: &str, sink: &mut impl Sink) -> (Names, Tally) {
    Tokenizer::new(html, sink).run()
}

/// As [`tokenize`], but losing what browsers lose to what is never closed.
#[cfg(test)]
pub(crate) fn tokenize_like_browsers(html: &str, sink: &mut impl Sink) -> (Names, Tally) {
    let mut tokenizer = Tokenizer::new(html, sink);
    tokenizer.unclosed = Unclosed::Swallow;
    tokenizer.run()
}

/// What a NUL in text becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nul {
    /// A token of its own: the tree builder decides.
    Token,
    /// U+FFFD.
    Replaced,
}

/// What a browser does about a construct that is never closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unclosed {
    /// Go on at a sensible place.
    Recover,
    /// Swallow the rest of the page, as the standard says.
    #[cfg(test)]
    Swallow,
}

struct Tokenizer<'a, S> {
    html: &'a str,
    /// The next byte to read.
    at: usize,
    sink: &'a mut S,
    names: Names,
    /// Reused for text that has to be rewritten.
    buffer: String,
    /// Those of the tag being read.
    attributes: Vec<Attribute>,
    unclosed: Unclosed,
    dead_ends: DeadEnds,
    tally: Tally,
}

/// Searches that reached the end of the page in vain: the same search from
/// further on cannot do better.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the page"
)]
struct DeadEnds {
    double_quote: bool,
    single_quote: bool,
    comment: bool,
    /// Scripts whose `<!--` is never closed.
    escaped_script: bool,
    /// A tag that opens a line, for [`raw_text`].
    line_start: bool,
    /// Raw text elements without an end tag.
    raw_text: Vec<Name>,
}

impl<'a, S: Sink> Tokenizer<'a, S> {
    fn new(html: &'a str, sink: &'a mut S) -> Self {
        Self {
            html,
            at: 0,
            sink,
            names: Names::default(),
            buffer: String::new(),
            attributes: Vec::new(),
            unclosed: Unclosed::Recover,
            dead_ends: DeadEnds::default(),
            tally: Tally::default(),
        }
    }

    fn run(mut self) -> (Names, Tally) {
        while self.at < self.html.len() {
            self.text();
            self.markup();
        }
        self.sink.end_of_page();
        (self.names, self.tally)
    }

    /// Emits the text up to the next `<` that opens markup (WHATWG 13.2.5.1).
    fn text(&mut self) {
        let start = self.at;
        let mut from = start;
        let end = loop {
            let Some(less_than) = self.find(b'<', from) else {
                break self.html.len();
            };
            let opens = match self.byte(less_than + 1) {
                Some(b'!' | b'?') => true,
                // `</` at the end of the page is text (WHATWG 13.2.5.7).
                Some(b'/') => less_than + 2 < self.html.len(),
                Some(byte) => byte.is_ascii_alphabetic(),
                None => false,
            };
            if opens {
                break less_than;
            }
            from = less_than + 1;
        };
        self.at = end;
        self.characters(start, end, References::Decode(Place::Text), Nul::Token);
    }

    /// Takes the tag, comment or declaration here (WHATWG 13.2.5.6).
    fn markup(&mut self) {
        match self.byte(self.at + 1) {
            Some(b'!') => self.declaration(),
            Some(b'?') => self.bogus_comment(self.at + 1),
            Some(b'/') => match self.byte(self.at + 2) {
                Some(b'>') => self.at += 3,
                Some(byte) if byte.is_ascii_alphabetic() => self.tag(),
                _ => self.bogus_comment(self.at + 2),
            },
            Some(_) => self.tag(),
            None => {}
        }
    }

    /// Emits the text between two offsets.
    fn characters(&mut self, from: usize, to: usize, references: References, nul: Nul) {
        let raw = self.slice(from, to);
        if raw.is_empty() {
            return;
        }
        if first_special(raw.as_bytes(), references).is_none() {
            self.sink.text(Text::Page(offset(from), offset(to)));
            return;
        }
        if nul == Nul::Replaced {
            self.rewrite(raw, references);
            return;
        }
        let mut pieces = raw.split('\0');
        if let Some(first) = pieces.next() {
            self.rewrite(first, references);
        }
        for piece in pieces {
            self.sink.nul();
            self.rewrite(piece, references);
        }
    }

    fn rewrite(&mut self, raw: &str, references: References) {
        if raw.is_empty() {
            return;
        }
        self.buffer.clear();
        normalise(raw, references, &mut self.buffer);
        self.sink.text(Text::Written(&self.buffer));
    }

    #[inline]
    fn byte(&self, at: usize) -> Option<u8> {
        self.html.as_bytes().get(at).copied()
    }

    #[inline]
    fn slice(&self, from: usize, to: usize) -> &'a str {
        self.html.get(from..to).unwrap_or_default()
    }

    /// The bytes from an offset on.
    #[inline]
    fn rest(&self, from: usize) -> &'a [u8] {
        self.html.as_bytes().get(from..).unwrap_or_default()
    }

    /// The offset of the next such byte.
    fn find(&self, byte: u8, from: usize) -> Option<usize> {
        memchr(byte, self.rest(from)).map(|offset| from + offset)
    }

    /// The offset of the next byte for which `stop` holds, or of the end.
    fn scan(&self, from: usize, stop: impl Fn(u8) -> bool) -> usize {
        let rest = self.rest(from);
        from + rest
            .iter()
            .position(|&byte| stop(byte))
            .unwrap_or(rest.len())
    }

    /// The offset after the name that starts here, which bytes of `class` end,
    /// and how it is spelled.
    #[inline]
    fn name_end(&self, from: usize, class: u64) -> (usize, Spelled) {
        let bytes = self.rest(from);
        let mut spelled = Spelled::new();
        let mut has_nul = false;
        let mut at = 0;
        loop {
            let word = eight::eight(bytes, at);
            // No letter is among those that end a name.
            let mut told = eight::below_letters(word);
            while told != 0 {
                let passed = eight::until(told);
                let [byte, ..] = (word >> (8 * passed)).to_le_bytes();
                let end = at + passed;
                // Behind the end there is NUL.
                if is(byte, class) || byte == 0 && end >= bytes.len() {
                    if has_nul {
                        spelled = Spelled::raw();
                    } else if passed > 0 {
                        spelled.add(eight::first(word, passed));
                    }
                    return (from + end, spelled);
                }
                has_nul |= byte == 0;
                told &= told - 1;
            }
            spelled.add(word);
            at += 8;
        }
    }

    #[inline]
    fn skip_white_space(&self, from: usize) -> usize {
        // Where it is asked for, there is none most of the time.
        if self.byte(from).is_some_and(|byte| !is_white_space(byte)) {
            return from;
        }
        self.scan(from, |byte| !is_white_space(byte))
    }

    /// Whether the text at an offset is `word` in any case.
    fn follows(&self, from: usize, word: &str) -> bool {
        self.rest(from)
            .get(..word.len())
            .is_some_and(|bytes| bytes.eq_ignore_ascii_case(word.as_bytes()))
    }
}

/// An offset of a page, which is below 4 GiB.
#[inline]
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The bytes up to `?` as bits: all that end a name are among them.
const WHITE_SPACE: u64 = bit(b'\t') | bit(b'\n') | bit(b'\x0c') | bit(b'\r') | bit(b' ');
const NAME_END: u64 = WHITE_SPACE | bit(b'/') | bit(b'>');
const ATTRIBUTE_NAME_END: u64 = NAME_END | bit(b'=');
const DOCTYPE_NAME_END: u64 = WHITE_SPACE | bit(b'>');

const fn bit(byte: u8) -> u64 {
    1 << byte
}

#[inline]
fn is(byte: u8, class: u64) -> bool {
    byte < 64 && class & bit(byte) != 0
}

/// A carriage return counts: the standard has turned it into a line feed.
#[inline]
fn is_white_space(byte: u8) -> bool {
    is(byte, WHITE_SPACE)
}

/// Whether a byte ends a tag name.
fn is_name_end(byte: u8) -> bool {
    is(byte, NAME_END)
}

/// Decodes a whole reference without its `&`, as attribute values have it, and
/// tells how many bytes it took.
pub(super) fn named_or_numeric(reference: &str, out: &mut String) -> Option<usize> {
    reference::decode(reference, Place::Attribute, out)
}

#[cfg(test)]
mod tests;
