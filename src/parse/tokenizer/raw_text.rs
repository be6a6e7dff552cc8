//! Raw text: the content of `title`, `script` and the like, in which only the
//! element's own end tag is markup (WHATWG 13.2.5.2 to 13.2.5.31).
//!
//! When that end tag is missing, browsers take the rest of the page as content.
//! Here the element ends where its author most likely meant it to:
//!
//! - `title`, `textarea`, `xmp`: before the next structural tag (`<p>`, `</head>`);
//! - `script`, `style`: before the next structural tag that begins a line, as
//!   scripts hold tags in strings, or else before the next one anywhere;
//! - the others hold markup and end at once.
//!
//! With no such tag ahead, the content is the rest of the page.

use memchr::{memchr, memchr2, memmem};

use super::super::markup::{Name, known};
use super::normalise::References;
use super::reference::Place;
use super::{Content, Nul, Sink, Tokenizer, Unclosed, is_name_end};

/// Tags at which an unclosed raw text element ends, sorted.
const STRUCTURAL: [&str; 43] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "script",
    "section",
    "style",
    "table",
    "tbody",
    "td",
    "textarea",
    "th",
    "title",
    "tr",
    "ul",
];

/// How far a script has gone into `<!--` and `<script>` inside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escape {
    /// Since the `<!--` at this offset.
    Once(usize),
    Twice(usize),
}

impl<S: Sink> Tokenizer<'_, S> {
    /// Emits the content of the element `name`, whose start tag was just read,
    /// and its end tag.
    pub(super) fn raw_text(&mut self, content: Content, name: Name) {
        let from = self.at;
        let references = match content {
            Content::Escapable => References::Decode(Place::Text),
            _ => References::Keep,
        };
        let end = match content {
            Content::Script => self.script_end(from, name),
            _ => self.raw_text_end(from, name),
        };
        if let Some(end) = end {
            self.characters(from, end, references, Nul::Replaced);
            self.at = end;
            self.end_tag();
            return;
        }
        self.note_unclosed(name);
        let end = match self.unclosed {
            Unclosed::Recover => self.likely_end(from, name),
            #[cfg(test)]
            Unclosed::Swallow => None,
        };
        self.at = end.unwrap_or(self.html.len());
        self.characters(from, self.at, references, Nul::Replaced);
        if end.is_some() {
            self.sink.end_tag(name);
        }
    }

    /// Emits the rest of the page as text (WHATWG 13.2.5.5), which is what
    /// `<plaintext>` asks for but hardly ever what a page wants.
    pub(super) fn plaintext(&mut self) {
        self.note_unclosed(known::PLAINTEXT);
        let from = self.at;
        self.at = self.html.len();
        self.characters(from, self.at, References::Keep, Nul::Replaced);
    }

    /// The offset of the end tag `</name`.
    fn raw_text_end(&mut self, from: usize, name: Name) -> Option<usize> {
        if self.dead_ends.raw_text.contains(&name) {
            return None;
        }
        let rest = self.rest(from);
        let end = memmem::find_iter(rest, b"</")
            .map(|offset| from + offset)
            .find(|&at| self.is_tag(at + 2, name));
        if end.is_none() {
            self.dead_ends.raw_text.push(name);
        }
        end
    }

    /// The offset of a script's end tag; `<!-- <script>` hides the next one
    /// (WHATWG 13.2.5.15 to 13.2.5.31).
    fn script_end(&mut self, from: usize, name: Name) -> Option<usize> {
        if !self.dead_ends.escaped_script {
            let end = self.escaped_script_end(from, name);
            if end.is_some() || self.unclosed != Unclosed::Recover {
                return end;
            }
            // The script is unclosed, or its `<!--` hides the end. From here on
            // scripts end at their first end tag, so that a page of such
            // scripts is not searched to its end for each.
            self.dead_ends.escaped_script = true;
            let end = self.raw_text_end(from, name);
            if end.is_some() {
                self.note_unclosed(name);
            }
            return end;
        }
        self.raw_text_end(from, name)
    }

    fn note_unclosed(&mut self, name: Name) {
        let name = self.names.spelling(name).to_owned();
        let count = self.tally.raw_text_unclosed.entry(name);
        *count.or_default() += 1;
    }

    fn escaped_script_end(&self, from: usize, name: Name) -> Option<usize> {
        let mut escape = None;
        let mut at = from;
        loop {
            // A `>` matters only after `<!--`.
            let found = match escape {
                None => memchr(b'<', self.rest(at)),
                Some(_) => memchr2(b'<', b'>', self.rest(at)),
            };
            let here = at + found?;
            at = here + 1;
            if self.byte(here) == Some(b'>') {
                if let Some(Escape::Once(open) | Escape::Twice(open)) = escape
                    && self.slice(open + 2, here).ends_with("--")
                {
                    escape = None;
                }
                continue;
            }
            let closes = self.byte(at) == Some(b'/');
            match escape {
                None if self.rest(at).starts_with(b"!--") => escape = Some(Escape::Once(here)),
                None | Some(Escape::Once(_)) if closes && self.is_tag(at + 1, name) => {
                    return Some(here);
                }
                Some(Escape::Once(open)) if self.is_tag(at, known::SCRIPT) => {
                    escape = Some(Escape::Twice(open));
                }
                Some(Escape::Twice(open)) if closes && self.is_tag(at + 1, known::SCRIPT) => {
                    escape = Some(Escape::Once(open));
                }
                _ => {}
            }
        }
    }

    /// Where an element that nothing closes should end.
    fn likely_end(&mut self, from: usize, name: Name) -> Option<usize> {
        match name {
            known::TITLE | known::TEXTAREA | known::XMP => self.structural_tag(from),
            known::SCRIPT | known::STYLE => self
                .structural_tag_on_new_line(from)
                .or_else(|| self.structural_tag(from)),
            _ => Some(from),
        }
    }

    fn structural_tag(&self, from: usize) -> Option<usize> {
        memchr::memchr_iter(b'<', self.rest(from))
            .map(|offset| from + offset)
            .find(|&at| self.is_structural(at))
    }

    fn structural_tag_on_new_line(&mut self, from: usize) -> Option<usize> {
        if self.dead_ends.line_start {
            return None;
        }
        // Indentation only, not further line ends: each byte is passed once.
        let end = memchr::memchr2_iter(b'\n', b'\r', self.rest(from))
            .map(|offset| self.scan(from + offset + 1, |byte| !matches!(byte, b' ' | b'\t')))
            .find(|&at| self.byte(at) == Some(b'<') && self.is_structural(at));
        self.dead_ends.line_start = end.is_none();
        end
    }

    /// Whether a start or end tag at this `<` is structural.
    fn is_structural(&self, less_than: usize) -> bool {
        let from = match self.byte(less_than + 1) {
            Some(b'/') => less_than + 2,
            _ => less_than + 1,
        };
        // The longest structural name has ten letters.
        let mut name = [0; 11];
        let mut len = 0;
        for (slot, byte) in name.iter_mut().zip(self.rest(from)) {
            if is_name_end(*byte) {
                break;
            }
            *slot = byte.to_ascii_lowercase();
            len += 1;
        }
        name.get(..len).is_some_and(|name| {
            STRUCTURAL
                .binary_search_by(|known| known.as_bytes().cmp(name))
                .is_ok()
        })
    }

    /// Whether a tag's name at this offset is `name`.
    fn is_tag(&self, from: usize, name: Name) -> bool {
        let name = self.names.spelling(name);
        self.follows(from, name) && self.byte(from + name.len()).is_some_and(is_name_end)
    }
}
