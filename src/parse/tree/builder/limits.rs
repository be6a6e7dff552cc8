//! Limits keep the builder linear, whatever a page holds.
//!
//! The work on one tag grows with the stack of open elements and with the list
//! of active formatting elements, and a formatting element that is never closed
//! is created anew in every paragraph. Tags that would make either grow without
//! end are dropped; nothing is dropped on ordinary pages.

use super::modes::{Mode, Token};
use super::{Builder, Tag};
use crate::parse::markup::Name;
use crate::parse::markup::known::{A, APPLET, BODY, HTML, MARQUEE, OBJECT};
use crate::parse::markup::sets::{FORMATTING, INLINE, LEAVES};
use crate::parse::notice::Tally;
use crate::parse::tokenizer::StartTag;

/// Open elements other than formatting; browsers stop at the same depth.
// 1,925 pages of four extraction benchmarks (2026-11) nest at most 57 deep.
const DEPTH: usize = 512;

/// How far below [`DEPTH`] what was dropped is forgotten: it lay inside elements
/// since closed.
const SLACK: usize = 32;

/// Formatting elements open or waiting to be opened again, where one that is
/// both counts twice.
// 1,925 pages of four extraction benchmarks (2026-11) nest at most 5.
const PILE: usize = 64;

/// Attributes kept on a formatting element, which are compared with those of the
/// ones before it.
const FORMATTING_ATTRIBUTES: usize = 32;

/// Attributes taken over from `<html>` and `<body>` tags, which may come again
/// and again, each adding to one list.
const ROOT_ATTRIBUTES: usize = 256;

/// Objects, applets and marquees: each may leave a mark in the list of active
/// formatting elements that is never cleared.
const OBJECTS: usize = 1024;

/// Nodes the builder may create beyond one for each token: so many at once and
/// an eighth of the tokens.
const SPARE_NODES: usize = 4096;
const TOKENS_PER_SPARE_NODE: usize = 8;

/// Spare nodes used up before formatting elements are closed again.
const SPARE_NODES_STEP: usize = 256;

/// How far back an end tag is searched among the dropped start tags.
const LOOK_BACK: usize = 64;

/// What counts against the limits.
#[derive(Debug, Default)]
pub(super) struct Limits {
    /// Tokens taken.
    pub(super) tokens: usize,
    /// Names of the start tags dropped for depth that are still to be closed.
    dropped: Vec<Name>,
    /// Spare nodes when formatting elements were last closed.
    spare_at_close: usize,
    objects: usize,
    root_attributes: usize,
    tally: Tally,
}

impl Limits {
    pub(super) fn into_tally(self) -> Tally {
        self.tally
    }
}

impl Builder<'_> {
    /// The tag with its attributes in the table, unless it is dropped.
    pub(super) fn admit(&mut self, tag: &StartTag<'_>) -> Option<Tag> {
        let name = tag.name;
        let mut attributes = tag.attributes;
        let spends = self.spends_too_much();
        if spends {
            self.close_formatting();
        }
        match name {
            HTML | BODY => {
                let kept = ROOT_ATTRIBUTES.saturating_sub(self.limits.root_attributes);
                attributes = self.cut(attributes, kept);
                self.limits.root_attributes += attributes.len();
            }
            APPLET | MARQUEE | OBJECT => {
                self.limits.objects += 1;
                if self.limits.objects > OBJECTS {
                    self.limits.tally.formatting_dropped += 1;
                    self.part_words(name);
                    return None;
                }
            }
            name if name.is(FORMATTING) => {
                // An `<a>` closes the one before, so links cannot pile up.
                let pile = self.stack.formatting() + self.formatting.len();
                if spends || name != A && pile >= PILE {
                    self.limits.tally.formatting_dropped += 1;
                    return None;
                }
                attributes = self.cut(attributes, FORMATTING_ATTRIBUTES);
            }
            _ => {}
        }
        if self.is_deep(0) && self.stays_open(tag) {
            self.limits.tally.nesting_cut += 1;
            self.limits.dropped.push(name);
            self.part_words(name);
            return None;
        }
        self.limits.tokens += 1;
        Some(Tag {
            name,
            attributes: self.add(attributes),
            self_closing: tag.self_closing,
        })
    }

    /// Whether an end tag counts; it does not where its start tag was dropped.
    pub(super) fn admit_end(&mut self, name: Name) -> bool {
        // Nothing else is taken until raw text is closed.
        if self.mode != Mode::Text && !self.limits.dropped.is_empty() {
            if !self.is_deep(SLACK) {
                self.limits.dropped.clear();
            }
            let dropped = &mut self.limits.dropped;
            let recent = dropped.len().saturating_sub(LOOK_BACK);
            let mut searched = dropped.iter().skip(recent);
            if let Some(found) = searched.rposition(|dropped| *dropped == name) {
                dropped.truncate(recent + found);
                self.part_words(name);
                return false;
            }
        }
        self.limits.tokens += 1;
        true
    }

    /// Whether so many elements are open, or by so many less.
    fn is_deep(&self, less: usize) -> bool {
        self.stack.len() + less >= DEPTH + self.stack.formatting()
    }

    /// Puts a space where a tag was dropped, if words on both sides of it would
    /// run together.
    fn part_words(&mut self, name: Name) {
        if !name.is(INLINE) {
            let space = self.write(" ");
            self.limits.tokens += 1;
            self.characters(space);
        }
    }

    fn cut<'t, T>(&mut self, attributes: &'t [T], kept: usize) -> &'t [T] {
        let cut = attributes.get(..kept).unwrap_or(attributes);
        self.limits.tally.attributes_dropped += attributes.len() - cut.len();
        cut
    }

    /// Whether a start tag leaves an element open.
    fn stays_open(&self, tag: &StartTag<'_>) -> bool {
        match self.stack.current() {
            Some(open) if !open.is_html() => !tag.self_closing,
            _ => !tag.name.is(LEAVES),
        }
    }

    /// Whether so many nodes came from so few tokens that formatting elements
    /// must be created over and over.
    fn spends_too_much(&self) -> bool {
        let tokens = self.limits.tokens;
        self.tree.nodes.len() > SPARE_NODES + tokens + tokens / TOKENS_PER_SPARE_NODE
    }

    /// Takes an end tag for each formatting element there is, at most once in
    /// [`SPARE_NODES_STEP`] spare nodes.
    fn close_formatting(&mut self) {
        let spare = |nodes: usize, tokens| nodes.saturating_sub(tokens);
        let now = spare(self.tree.nodes.len(), self.limits.tokens);
        if now < self.limits.spare_at_close + SPARE_NODES_STEP {
            return;
        }
        let open = self.stack.iter().map(|open| open.name);
        let names: Vec<Name> = open
            .chain(self.formatting.names())
            .filter(|name| name.is(FORMATTING))
            .collect();
        for name in names {
            self.process(Token::End(name));
        }
        self.limits.spare_at_close = spare(self.tree.nodes.len(), self.limits.tokens);
    }
}
