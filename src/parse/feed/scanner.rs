//! Text to tokens: tags, character data, and where they stand.
//!
//! `quick-xml` reads each piece of markup; the text between is our own, so that
//! a stray `<` or `&` costs one character and not the feed.

use memchr::memchr;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::problems::Problems;
use crate::model::ProblemKind;

/// Pieces of markup without an end that are passed over; each costs a search
/// through the rest of the text, and the feed ends at the next.
const UNCLOSED: usize = 16;

/// What comes next in a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::parse) enum Token<'a> {
    /// A start tag: its name, and its attributes as written.
    Start {
        name: &'a str,
        attributes: &'a str,
        /// Whether it is its own end tag.
        empty: bool,
    },
    /// An end tag.
    End { name: &'a str },
    /// Character data with its references.
    Text(&'a str),
    /// Character data that means what it says.
    Literal(&'a str),
    /// The label in an XML declaration.
    Encoding(&'a str),
}

pub(in crate::parse) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    unclosed: usize,
}

impl<'a> Scanner<'a> {
    pub(in crate::parse) const fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            unclosed: 0,
        }
    }

    /// Bytes read so far.
    pub(super) const fn offset(&self) -> usize {
        self.at
    }

    /// The next token and its first byte.
    pub(in crate::parse) fn next(&mut self, problems: &mut Problems) -> Option<(usize, Token<'a>)> {
        loop {
            let start = self.at;
            let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
            if !rest.starts_with('<') {
                let end = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
                return Some((start, Token::Text(self.take(end))));
            }
            if !opens_markup(rest) {
                problems.note(ProblemKind::UnescapedLess, start, || {
                    "`<` starts no tag, expected `&lt;`".into()
                });
                self.take(1);
                return Some((start, Token::Literal("<")));
            }
            if let Some(token) = self.markup(rest, problems) {
                return Some((start, token));
            }
        }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, _) = self
            .text
            .get(self.at..)
            .and_then(|rest| rest.split_at_checked(length))
            .unwrap_or_default();
        self.at += taken.len();
        taken
    }

    /// Reads one piece of markup; none where it says nothing.
    fn markup(&mut self, rest: &'a str, problems: &mut Problems) -> Option<Token<'a>> {
        let start = self.at;
        let mut reader = Reader::from_str(rest);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        let event = reader.read_event();
        let length = usize::try_from(reader.buffer_position()).unwrap_or(rest.len());
        let Ok(event) = event else {
            return self.broken(rest, problems);
        };
        let raw = self.take(length);
        match event {
            Event::Start(_) => tag(raw, false),
            Event::Empty(_) => tag(raw, true),
            Event::End(_) => raw
                .get(2..)
                .and_then(|name| name.split([' ', '\t', '\n', '\r', '>']).next())
                .map(|name| Token::End { name }),
            Event::CData(_) => raw
                .strip_prefix("<![CDATA[")
                .and_then(|text| text.strip_suffix("]]>"))
                .map(Token::Literal),
            Event::DocType(_) => {
                if let Some(entity) = raw.find("<!ENTITY") {
                    problems.note(ProblemKind::EntityDeclaration, start + entity, || {
                        "declares entities of its own, which are not expanded".into()
                    });
                }
                None
            }
            Event::Decl(_) => {
                let (_, after) = raw.split_once("encoding")?;
                let mut parts = after.split(['"', '\'']);
                parts.nth(1).map(Token::Encoding)
            }
            _ => None,
        }
    }

    /// Goes on after markup that has no end.
    fn broken(&mut self, rest: &'a str, problems: &mut Problems) -> Option<Token<'a>> {
        problems.note(ProblemKind::Truncated, self.at, || {
            let shown: String = rest.chars().take(12).collect();
            format!("markup without an end: `{shown}`")
        });
        self.unclosed += 1;
        if rest.starts_with("<!--") || self.unclosed > UNCLOSED {
            self.take(rest.len());
            return None;
        }
        if let Some(text) = rest.strip_prefix("<![CDATA[") {
            self.take(rest.len());
            return Some(Token::Literal(text));
        }
        self.take(1);
        Some(Token::Literal("<"))
    }
}

/// Whether a `<` starts markup and is no character of the text.
fn opens_markup(rest: &str) -> bool {
    let mut characters = rest.chars().skip(1);
    match characters.next() {
        Some('!' | '?') => true,
        Some('/') => characters.next().is_some_and(opens_name),
        Some(character) => opens_name(character),
        None => false,
    }
}

fn opens_name(character: char) -> bool {
    character.is_alphabetic() || matches!(character, '_' | ':')
}

fn tag(raw: &str, empty: bool) -> Option<Token<'_>> {
    let inside = raw.strip_prefix('<')?.strip_suffix('>')?;
    let inside = if empty {
        inside.strip_suffix('/')?
    } else {
        inside
    };
    let end = inside
        .find(|c: char| c.is_ascii_whitespace() || c == '/')
        .unwrap_or(inside.len());
    let (name, attributes) = inside.split_at_checked(end)?;
    Some(Token::Start {
        name,
        attributes,
        empty,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> (Vec<Token<'_>>, usize) {
        let mut scanner = Scanner::new(text);
        let mut problems = Problems::default();
        let mut tokens = Vec::new();
        while let Some((_, token)) = scanner.next(&mut problems) {
            tokens.push(token);
        }
        (tokens, problems.finish().len())
    }

    #[test]
    fn markup_and_text_come_apart() {
        let start = |name, attributes, empty| Token::Start {
            name,
            attributes,
            empty,
        };
        for (text, expected, problems) in [
            ("", vec![], 0),
            (
                "<a b='>'>x</a >",
                vec![
                    start("a", " b='>'", false),
                    Token::Text("x"),
                    Token::End { name: "a" },
                ],
                0,
            ),
            ("<br/>", vec![start("br", "", true)], 0),
            ("<!-- < --><![CDATA[a<b]]>", vec![Token::Literal("a<b")], 0),
            (
                "<?xml version='1.0' encoding='koi8-r'?>",
                vec![Token::Encoding("koi8-r")],
                0,
            ),
            (
                "1 < 2",
                vec![Token::Text("1 "), Token::Literal("<"), Token::Text(" 2")],
                1,
            ),
            ("<![CDATA[cut", vec![Token::Literal("cut")], 1),
            ("<!-- cut", vec![], 1),
            ("<!DOCTYPE x [<!ENTITY a 'b'>]>", vec![], 1),
        ] {
            assert_eq!(tokens(text), (expected, problems), "{text}");
        }
    }

    #[test]
    fn markup_without_end_is_given_up_in_time() {
        let text = "<a ".repeat(200_000);
        let (found, _) = tokens(&text);
        assert!(found.len() < 100, "{}", found.len());
    }
}
