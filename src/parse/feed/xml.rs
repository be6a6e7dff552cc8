//! RSS and Atom to a feed: one pass over the tokens, with the open elements on
//! a stack of our own.

use std::rc::Rc;

use super::address::{Base, base, rebase};
use super::attributes::{attributes, value};
use super::draft::Draft;
use super::elements::Elements;
use super::escapes::{literal, unescape};
use super::person::Person;
use super::problems::Problems;
use super::role::{Role, role};
use super::scanner::{Scanner, Token};
use super::vocabulary::Namespaces;
use super::wording::Wording;
use crate::model::{Feed, FeedKind, ProblemKind, Span, Vocabulary};

/// Open elements among which the start of an end tag is looked for.
const REACH: usize = 64;

/// Elements deeper than this inherit language and base as they are.
const DEEPEST: usize = 256;

/// An open element.
pub(super) struct Frame<'a> {
    pub(super) name: &'a str,
    pub(super) role: Role,
    pub(super) base: Base,
    pub(super) language: Option<Rc<str>>,
    /// Its number among the elements that are told.
    element: Option<usize>,
}

/// A feed half read.
pub(super) struct Reading<'a> {
    pub(super) stack: Vec<Frame<'a>>,
    namespaces: Namespaces<'a>,
    pub(super) problems: Problems,
    pub(super) feed: Feed,
    pub(super) about: Draft,
    /// The open entry and where it starts.
    pub(super) entry: Option<(usize, Draft)>,
    pub(super) wording: Option<Wording>,
    pub(super) person: Person,
    elements: Elements,
    base: Base,
    buffer: String,
}

/// Reads a feed; `encoding` is the one it was decoded from.
pub(super) fn read(text: &str, source: Option<&str>, encoding: &str, problems: Problems) -> Feed {
    let mut reading = Reading {
        stack: Vec::new(),
        namespaces: Namespaces::default(),
        problems,
        feed: Feed::default(),
        about: Draft::default(),
        entry: None,
        wording: None,
        person: Person::default(),
        elements: Elements::default(),
        base: base(source),
        buffer: String::new(),
    };
    let mut scanner = Scanner::new(text);
    while let Some((start, token)) = scanner.next(&mut reading.problems) {
        match token {
            Token::Start {
                name,
                attributes,
                empty,
            } => {
                let tag = Span::new(start, scanner.offset());
                reading.open(name, attributes, tag);
                if empty {
                    reading.pop(Span::new(tag.end, tag.end));
                }
            }
            Token::End { name } => reading.end(name, Span::new(start, scanner.offset())),
            Token::Text(raw) => reading.text(raw, start, unescape),
            Token::Literal(raw) => reading.text(raw, start, literal),
            Token::Encoding(label) => reading.declared(label, encoding, start),
        }
    }
    reading.finish(text.len())
}

impl<'a> Reading<'a> {
    fn open(&mut self, name: &'a str, written: &'a str, tag: Span) {
        let start = tag.start;
        let found = attributes(written, start, &mut self.problems);
        let depth = self.stack.len();
        for (name, address) in &found {
            if let Some(prefix) = name.strip_prefix("xmlns") {
                let prefix = prefix.strip_prefix(':').unwrap_or(prefix);
                self.namespaces.declare(depth, prefix, address);
            }
        }
        let (vocabulary, local) = self.namespaces.resolve(name, start, &mut self.problems);
        self.close_entry_before(vocabulary, local, start);
        let parent = self.stack.last();
        let standing = parent.map_or(Role::Outside, |parent| parent.role);
        let role = role(self.feed.kind, standing, vocabulary, local);
        let mut base = parent.map_or(&self.base, |parent| &parent.base).clone();
        let mut language = parent.and_then(|parent| parent.language.clone());
        if depth < DEEPEST {
            if let Some(stated) = value(&found, "xml:base") {
                base = rebase(&base, stated);
            }
            if found.iter().any(|(name, _)| *name == "xml:lang") {
                language = value(&found, "xml:lang").map(|stated| stated.replace('_', "-").into());
            }
        }
        let within = parent.and_then(|parent| parent.element);
        let vocabulary = match vocabulary {
            Vocabulary::Core if self.is_atom() => Vocabulary::Atom,
            other => other,
        };
        let element = match role {
            Role::Outside => None,
            Role::Inline => {
                self.elements.mix(within);
                None
            }
            _ => {
                let entry = (role == Role::Entry || self.entry.is_some())
                    .then_some(self.feed.entries.len());
                let name = (vocabulary, local);
                self.elements.open(name, within, entry, &found, tag)
            }
        };
        let frame = Frame {
            name,
            role,
            base,
            language,
            element,
        };
        self.begin(&frame, local, &found, start);
        self.stack.push(frame);
    }

    /// An entry inside an entry is the next one, and the end tag is missing; but
    /// an extension may hold entries of its own.
    fn close_entry_before(&mut self, vocabulary: Vocabulary, local: &str, start: usize) {
        let extension = self
            .stack
            .last()
            .is_some_and(|frame| frame.role == Role::Other && frame.name.contains(':'));
        let inside = self.entry.is_some()
            && !extension
            && self.wording.is_none()
            && role(self.feed.kind, Role::Feed, vocabulary, local) == Role::Entry;
        if inside {
            self.problems.note(ProblemKind::MismatchedTag, start, || {
                "an entry starts before the one before it ends".into()
            });
            while self.entry.is_some() && !self.stack.is_empty() {
                self.pop(Span::new(start, start));
            }
        }
    }

    fn text(&mut self, raw: &str, start: usize, read: fn(&str, usize, &mut String, &mut Problems)) {
        if self.stack.is_empty() {
            if !raw.trim().is_empty() {
                self.problems.note(ProblemKind::JunkAroundRoot, start, || {
                    "text stands outside the feed".into()
                });
            }
            return;
        }
        self.buffer.clear();
        read(raw, start, &mut self.buffer, &mut self.problems);
        let element = self.stack.last().and_then(|frame| frame.element);
        self.elements.text(element, &self.buffer);
        if let Some(wording) = &mut self.wording {
            wording.text(&self.buffer);
        } else if let Some(Role::Person(_)) = self.stack.last().map(|frame| frame.role) {
            self.person.text(self.buffer.trim());
        }
    }

    fn end(&mut self, name: &str, tag: Span) {
        let above = self
            .stack
            .iter()
            .rev()
            .take(REACH)
            .position(|frame| frame.name.eq_ignore_ascii_case(name));
        if above != Some(0) {
            self.problems
                .note(ProblemKind::MismatchedTag, tag.start, || {
                    let what = if above.is_none() {
                        "has no start tag"
                    } else {
                        "comes before the end tags of elements in it"
                    };
                    format!("end tag `{name}` {what}")
                });
        }
        for _ in 0..above.map_or(0, |above| above + 1) {
            self.pop(tag);
        }
    }

    /// Ends the innermost element with the end tag at `tag`, which is empty where
    /// there is none.
    fn pop(&mut self, tag: Span) {
        let Some(frame) = self.stack.pop() else {
            return;
        };
        self.namespaces.leave(self.stack.len());
        self.elements.close(frame.element, tag);
        self.complete(&frame, tag.end);
    }

    /// Holds the declared encoding against the one that was used.
    fn declared(&mut self, label: &str, used: &str, start: usize) {
        let known = encoding_rs::Encoding::for_label(label.as_bytes());
        // `utf16`, `u16` and `utf_16` are written as well, and there is no doubt.
        let wide = used.starts_with("UTF-16") && label.contains("16");
        if !wide && known.is_none_or(|known| known.name() != used) {
            self.problems.note(ProblemKind::WrongEncoding, start, || {
                format!("declares encoding `{label}`, but was read as {used}")
            });
        }
    }

    fn finish(mut self, end: usize) -> Feed {
        let open = self.stack.len();
        if open > 0 {
            self.problems.note(ProblemKind::Truncated, end, || {
                format!("ends inside {open} elements")
            });
        }
        while !self.stack.is_empty() {
            self.pop(Span::new(end, end));
        }
        if self.feed.kind.is_none() {
            self.problems.note(ProblemKind::NotAFeed, 0, || {
                "has no root element `rss`, `rdf:RDF` or `feed`".into()
            });
        }
        let atom = self.is_atom();
        let mut feed = self.feed;
        self.about.finish(&mut feed);
        for entry in &mut feed.entries {
            if entry.language.is_none() {
                entry.language.clone_from(&feed.language);
            }
            if entry.author.is_none() && atom {
                entry.author.clone_from(&feed.author);
            }
        }
        feed.problems = self.problems.finish();
        feed.elements = self.elements.finish();
        feed
    }

    const fn is_atom(&self) -> bool {
        matches!(self.feed.kind, Some(FeedKind::Atom03 | FeedKind::Atom10))
    }
}
