//! The tree builder: tokens to a tree, by the rules of the standard (WHATWG
//! 13.2.6), without scripting.
//!
//! What it leaves out: comments, document types, the fragment case, form owners,
//! and what only scripts would see. Parse errors are not told.

mod adopt;
mod body;
mod foreign;
mod formatting;
mod frames;
mod head;
mod insert;
mod limits;
mod modes;
mod quirks;
mod stack;
mod table;

use std::borrow::Cow;

use self::formatting::Formatting;
use self::limits::Limits;
use self::modes::{Flow, Mode, Token};
use self::stack::Stack;
use super::Tree;
use super::node::{Attributes, Id, Nodes, Stretch};
use crate::parse::markup::{Name, Names};
use crate::parse::notice::Tally;
use crate::parse::tokenizer::{Attribute, Content, Doctype, Sink, StartTag, Text};

/// What a tree is given room for, so that it need not move as it grows.
// 1,795 pages of three extraction benchmarks (2026-11) have a node in 94 bytes.
const BYTES_PER_NODE: usize = 96;

/// A start tag whose attributes are in the table.
#[derive(Clone, Copy, Debug)]
struct Tag {
    name: Name,
    attributes: Attributes,
    self_closing: bool,
}

/// What becomes a tree.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own about the page so far"
)]
pub(super) struct Builder<'p> {
    tree: Tree<'p>,
    mode: Mode,
    /// The mode to go back to from text.
    original_mode: Mode,
    template_modes: Vec<Mode>,
    stack: Stack,
    formatting: Formatting,
    head: Option<Id>,
    form: Option<Id>,
    frameset_ok: bool,
    foster_parenting: bool,
    quirks: bool,
    /// Whether a line feed that comes next is not kept.
    ignore_line_feed: bool,
    /// Text in a table that may have to leave it.
    table_text: Vec<Stretch>,
    /// What the element of the last start tag holds.
    content: Content,
    limits: Limits,
}

impl<'p> Builder<'p> {
    pub(super) fn new(page: &'p str) -> Self {
        Self {
            tree: Tree {
                page,
                written: String::new(),
                nodes: Nodes::with_capacity(page.len() / BYTES_PER_NODE),
                attributes: Vec::with_capacity(page.len() / BYTES_PER_NODE),
                names: Names::default(),
            },
            mode: Mode::Initial,
            original_mode: Mode::InBody,
            template_modes: Vec::new(),
            stack: Stack::new(),
            formatting: Formatting::default(),
            head: None,
            form: None,
            frameset_ok: true,
            foster_parenting: false,
            quirks: false,
            ignore_line_feed: false,
            table_text: Vec::new(),
            content: Content::Markup,
            limits: Limits::default(),
        }
    }

    /// The tree with the names in it, and what was dropped on the way.
    pub(super) fn finish(self, names: Names) -> (Tree<'p>, Tally) {
        (Tree { names, ..self.tree }, self.limits.into_tally())
    }

    #[inline]
    fn process(&mut self, token: Token) {
        loop {
            let flow = if self.is_foreign_to(token) {
                self.foreign(token)
            } else {
                self.step(self.mode, token)
            };
            match flow {
                Flow::Done => return,
                Flow::Again(mode) => self.mode = mode,
            }
        }
    }

    /// Takes text, run by run of white space and other where that matters.
    fn characters(&mut self, text: Stretch) {
        let mut rest = text;
        while rest.from < rest.to {
            let mut run = rest;
            // Which may have changed by the run before.
            if self.mode.splits() {
                let text = self.tree.read(rest);
                let is_space = |c: char| c.is_ascii_whitespace();
                let first = text.starts_with(is_space);
                let len = text.find(|c| is_space(c) != first).unwrap_or(text.len());
                run.to = u32::try_from(len).map_or(rest.to, |len| rest.from + len);
            }
            self.process(Token::Text(run));
            rest.from = run.to;
        }
    }

    #[inline]
    fn is_space(&self, text: Stretch) -> bool {
        let bytes = self.tree.read(text).as_bytes();
        bytes.iter().all(u8::is_ascii_whitespace)
    }

    #[inline]
    fn attributes_in(&self, attributes: Attributes) -> &[Attribute] {
        let range = attributes.from as usize..attributes.to as usize;
        self.tree.attributes.get(range).unwrap_or_default()
    }

    /// The value of an attribute of a tag.
    fn attribute(&self, tag: Tag, name: Name) -> Option<Cow<'p, str>> {
        let mut attributes = self.attributes_in(tag.attributes).iter();
        let found = attributes.find(|attribute| attribute.name == name);
        found.map(|attribute| attribute.value(self.tree.page))
    }

    /// Adds attributes to the table.
    fn add(&mut self, attributes: &[Attribute]) -> Attributes {
        let table = &mut self.tree.attributes;
        let from = u32::try_from(table.len()).unwrap_or(u32::MAX);
        table.extend_from_slice(attributes);
        let to = u32::try_from(table.len()).unwrap_or(u32::MAX);
        Attributes { from, to }
    }
}

impl Sink for Builder<'_> {
    fn start_tag(&mut self, tag: &StartTag<'_>) -> Content {
        self.ignore_line_feed = false;
        self.content = Content::Markup;
        if let Some(tag) = self.admit(tag) {
            self.process(Token::Start(tag));
        }
        self.content
    }

    fn end_tag(&mut self, name: Name) {
        self.ignore_line_feed = false;
        if self.admit_end(name) {
            self.process(Token::End(name));
        }
    }

    fn text(&mut self, text: Text<'_>) {
        let mut text = match text {
            Text::Page(from, to) => Stretch {
                from,
                to,
                written: false,
            },
            Text::Written(text) => self.write(text),
        };
        if std::mem::take(&mut self.ignore_line_feed) && self.tree.read(text).starts_with('\n') {
            text.from += 1;
        }
        self.limits.tokens += 1;
        self.characters(text);
    }

    fn nul(&mut self) {
        self.ignore_line_feed = false;
        self.limits.tokens += 1;
        self.process(Token::Nul);
    }

    fn doctype(&mut self, doctype: &Doctype) {
        self.ignore_line_feed = false;
        if self.mode == Mode::Initial {
            self.quirks = quirks::has_quirks(doctype);
            self.mode = Mode::BeforeHtml;
        }
    }

    fn comment(&mut self) {
        self.ignore_line_feed = false;
    }

    fn end_of_page(&mut self) {
        self.process(Token::EndOfPage);
    }

    fn is_foreign(&self) -> bool {
        self.stack.current().is_some_and(|open| !open.is_html())
    }
}
