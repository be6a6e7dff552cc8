//! A source with what the checks need to know of it.

use super::Source;
use super::grammar::{Part, Value, part};
use super::lines::Lines;
use super::locate::locate;
use super::switches::Checks;
use super::wordings::{Wording, wordings};
use crate::model::{Element, Entry, Feed, FeedKind, Span, Vocabulary};

/// What is looked at.
pub(super) struct Subject<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) lines: Lines<'a>,
    pub(super) checks: &'a Checks,
    /// The elements of the feed, with what they are in its format.
    pub(super) statements: Vec<Statement<'a>>,
    /// The elements in each element, by place.
    children: Vec<Vec<usize>>,
    /// The first element of each entry, by place.
    entries: Vec<usize>,
    /// What readers see.
    pub(super) wordings: Vec<Wording<'a>>,
}

/// An element and what it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Statement<'a> {
    pub(super) element: &'a Element,
    /// Nothing where the format does not know it.
    pub(super) part: Option<&'static Part>,
}

/// A value in a feed: the text of an element, or an attribute.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stated<'a> {
    pub(super) element: &'a Element,
    /// The name of the attribute, if it is one.
    pub(super) attribute: Option<&'static str>,
    pub(super) kind: Value,
    pub(super) value: &'a str,
    pub(super) span: Span,
}

impl<'a> Subject<'a> {
    pub(super) fn new(source: &'a Source<'a>, checks: &'a Checks) -> Self {
        let feed = source.feed.filter(|feed| feed.kind.is_some());
        let elements = feed.map(|feed| &*feed.elements).unwrap_or_default();
        let mut children = vec![Vec::new(); elements.len()];
        for (at, element) in elements.iter().enumerate() {
            let parent = element.parent.and_then(|parent| children.get_mut(parent));
            if let Some(inside) = parent {
                inside.push(at);
            }
        }
        let statements = feed
            .into_iter()
            .flat_map(|feed| feed.elements.iter().map(move |element| (feed, element)))
            .map(|(feed, element)| Statement {
                element,
                part: part(feed, element),
            })
            .collect();
        let mut entries = Vec::new();
        for (at, element) in elements.iter().enumerate() {
            if element.entry == Some(entries.len()) {
                entries.push(at);
            }
        }
        Self {
            source,
            lines: Lines::new(source.text),
            checks,
            statements,
            children,
            entries,
            wordings: wordings(source),
        }
    }

    /// The feed, where the source is one.
    pub(super) fn feed(&self) -> Option<&'a Feed> {
        self.source.feed.filter(|feed| feed.kind.is_some())
    }

    pub(super) fn kind(&self) -> Option<FeedKind> {
        self.source.feed.and_then(|feed| feed.kind)
    }

    /// An entry by its number.
    pub(super) fn entry(&self, entry: usize) -> Option<&'a Entry> {
        self.source.feed?.entries.get(entry)
    }

    /// The version that the root states.
    pub(super) fn version(&self) -> Option<&'a str> {
        self.statements.first()?.element.attribute("version")
    }

    /// The entries with their numbers.
    pub(super) fn entries(&self) -> impl Iterator<Item = (usize, &'a Entry)> + use<'a> {
        let entries = self.source.feed.map(|feed| &*feed.entries);
        entries.unwrap_or_default().iter().enumerate()
    }

    /// What stands in an element, by its place.
    pub(super) fn inside(&self, at: usize) -> impl Iterator<Item = &Statement<'a>> {
        let children = self.children.get(at).map(Vec::as_slice);
        children
            .unwrap_or_default()
            .iter()
            .filter_map(|&child| self.statements.get(child))
    }

    /// The first element of this name in an entry, of whatever vocabulary.
    pub(super) fn part_of(&self, entry: usize, name: &str) -> Option<&'a Element> {
        let from = *self.entries.get(entry)?;
        let elements = self.statements.get(from..)?.iter();
        elements
            .map(|statement| statement.element)
            .take_while(|element| element.entry == Some(entry))
            .find(|element| *element.name == *name)
    }

    /// All of an entry; nothing where there is none of this number.
    pub(super) fn entry_span(&self, entry: usize) -> Span {
        self.entry(entry)
            .map_or(Span::default(), |entry| entry.span)
    }

    /// Where a feed or document begins: its root's start tag.
    pub(super) fn start(&self) -> Span {
        let root = self.statements.first().map(|first| first.element);
        match root {
            Some(root) if root.vocabulary != Vocabulary::Json => root.tag(),
            _ => first_word(self.source.text, Span::new(0, self.source.text.len())),
        }
    }

    /// The start tag of an entry, as far as it has one.
    pub(super) fn entry_start(&self, entry: usize) -> Span {
        let span = self.entry_span(entry);
        let part = span.of(self.source.text);
        let end = part.find(['>', '\n']).map_or(1, |end| end + 1);
        let end = if part.starts_with('<') {
            end
        } else {
            part.len().min(1)
        };
        Span::new(span.start, span.start + end)
    }

    /// The part of the source that says what was read in an entry, else in all of it.
    pub(super) fn locate(&self, entry: Option<usize>, words: &str) -> Span {
        let within = match entry {
            Some(entry) => self.entry_span(entry),
            None => Span::new(0, self.source.text.len()),
        };
        locate(self.source.text, within, words).unwrap_or_else(|| match entry {
            Some(entry) => self.entry_start(entry),
            None => self.start(),
        })
    }

    /// Every value whose format is known, of elements and attributes.
    pub(super) fn stated(&self) -> impl Iterator<Item = Stated<'a>> + '_ {
        self.statements.iter().flat_map(|statement| {
            let element = statement.element;
            let own = statement.part.map(|part| Stated {
                element,
                attribute: None,
                kind: part.value,
                value: &element.text,
                span: value_span(self.source.text, element),
            });
            let attributes = statement.part.map_or(&[][..], |part| part.attributes);
            own.into_iter()
                .chain(attributes.iter().filter_map(move |attribute| {
                    Some(Stated {
                        element,
                        attribute: Some(attribute.name),
                        kind: attribute.value,
                        value: element.attribute(attribute.name)?,
                        span: element.tag(),
                    })
                }))
        })
    }
}

impl Stated<'_> {
    /// How messages call it.
    pub(super) fn name(&self) -> String {
        match self.attribute {
            Some(attribute) => format!("attribute `{attribute}` of `{}`", self.element.name),
            None => format!("`{}`", self.element.name),
        }
    }
}

/// The value of an element without the space around it; the start tag where
/// there is no value.
fn value_span(text: &str, element: &Element) -> Span {
    let value = element.inside.trimmed(text);
    if value.is_empty() {
        element.span
    } else {
        value
    }
}

/// The first word of a part of a text.
fn first_word(text: &str, within: Span) -> Span {
    let from = within.trimmed(text);
    let length = from
        .of(text)
        .find(|c: char| c.is_whitespace() || c == '>')
        .unwrap_or(from.len())
        .min(80);
    Span::new(from.start, from.start + length)
}
