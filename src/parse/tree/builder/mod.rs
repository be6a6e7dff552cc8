//! The tree builder: tokens to a tree, by the rules of the standard (WHATWG
//! 13.2.6), without scripting.
//!
//! What it leaves out: comments, document types, the fragment case, form owners,
//! and what only scripts would see. Parse errors are not told.

mod body;
mod foreign;
mod formatting;
mod frames;
mod head;
mod limits;
mod modes;
mod quirks;
mod stack;
mod table;

use std::borrow::Cow;

use self::formatting::Formatting;
use self::limits::Limits;
use self::modes::{Flow, Mode, Token};
use self::stack::{Open, Stack};
use super::Tree;
use super::node::{Attributes, Id, Kind, NONE, Nodes, Space, Stretch};
use crate::parse::markup::sets::TABLE_PARTS;
use crate::parse::markup::{Name, Names, known};
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

/// Where a node goes.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// Behind all that is in this one.
    Last(Id),
    Before(Id),
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
                names: Names::new(),
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

    /// Gives an element the attributes that it does not have yet.
    fn add_missing(&mut self, id: Id, more: Attributes) {
        let Kind::Element {
            name,
            space,
            attributes,
        } = self.tree.nodes.get(id).kind
        else {
            return;
        };
        let mut all = self.attributes_in(attributes).to_vec();
        let had = all.len();
        for attribute in self.attributes_in(more) {
            if all.iter().all(|known| known.name != attribute.name) {
                all.push(*attribute);
            }
        }
        if all.len() > had {
            let attributes = self.add(&all);
            self.tree.nodes.change(id, |node| {
                node.kind = Kind::Element {
                    name,
                    space,
                    attributes,
                };
            });
        }
    }

    /// The appropriate place for inserting a node (WHATWG 13.2.6.1).
    #[inline]
    fn place(&self) -> Place {
        let target = self.stack.current();
        target.map_or(Place::Last(Nodes::DOCUMENT), |target| self.place_in(target))
    }

    /// The same with another target than the current element.
    #[inline]
    fn place_in(&self, target: Open) -> Place {
        if self.foster_parenting && target.is(TABLE_PARTS) {
            return self.foster_place();
        }
        if target.is_named(known::TEMPLATE) {
            return Place::Last(self.content_of(target.id));
        }
        Place::Last(target.id)
    }

    fn foster_place(&self) -> Place {
        for (up, open) in self.stack.iter().enumerate() {
            if open.is_named(known::TEMPLATE) {
                return Place::Last(self.content_of(open.id));
            }
            if open.is_named(known::TABLE) {
                if self.tree.nodes.get(open.id).parent != NONE {
                    return Place::Before(open.id);
                }
                let above = self.stack.iter().nth(up + 1);
                return Place::Last(above.map_or(NONE, |above| above.id));
            }
        }
        Place::Last(self.stack.get(0).map_or(NONE, |root| root.id))
    }

    /// What a template holds.
    fn content_of(&self, template: Id) -> Id {
        self.tree.nodes.get(template).first
    }

    /// Puts a node that hangs nowhere.
    #[inline]
    fn put(&mut self, place: Place, node: Id) {
        match place {
            Place::Last(parent) => self.tree.nodes.append(parent, node),
            Place::Before(sibling) => self.tree.nodes.insert_before(sibling, node),
        }
    }

    /// Inserts an element and leaves it open.
    #[inline]
    fn insert(&mut self, tag: Tag) -> Id {
        self.insert_in(Space::Html, tag)
    }

    fn insert_in(&mut self, space: Space, tag: Tag) -> Id {
        let id = self.insert_closed(space, tag);
        self.stack.push(Open {
            id,
            name: tag.name,
            space,
        });
        id
    }

    /// Inserts an element that holds nothing.
    fn insert_empty(&mut self, tag: Tag) -> Id {
        self.insert_closed(Space::Html, tag)
    }

    #[inline]
    fn insert_closed(&mut self, space: Space, tag: Tag) -> Id {
        let Tag {
            name, attributes, ..
        } = tag;
        let place = self.place();
        let id = self.tree.nodes.create(Kind::Element {
            name,
            space,
            attributes,
        });
        self.put(place, id);
        if name == known::TEMPLATE && space == Space::Html {
            let content = self.tree.nodes.create(Kind::Content);
            self.tree.nodes.append(id, content);
        }
        id
    }

    /// Inserts an element that no tag of the page asks for.
    fn insert_implied(&mut self, name: Name) -> Id {
        self.insert(Tag {
            name,
            attributes: Attributes::default(),
            self_closing: false,
        })
    }

    /// Inserts an element whose content is text (WHATWG 13.2.6.2).
    fn insert_with_text(&mut self, tag: Tag, content: Content) -> Flow {
        self.insert(tag);
        self.content = content;
        self.original_mode = self.mode;
        self.mode = Mode::Text;
        Flow::Done
    }

    /// Inserts text, as part of the text before it where it goes on from there.
    #[inline]
    fn insert_text(&mut self, text: Stretch) -> Flow {
        let place = self.place();
        let before = match place {
            Place::Last(parent) => self.tree.nodes.get(parent).last,
            Place::Before(sibling) => self.tree.nodes.get(sibling).previous,
        };
        if let Kind::Text(known) = self.tree.nodes.get(before).kind
            && known.to == text.from
            && known.written == text.written
        {
            let joined = Stretch {
                from: known.from,
                ..text
            };
            self.tree
                .nodes
                .change(before, |node| node.kind = Kind::Text(joined));
        } else {
            let node = self.tree.nodes.create(Kind::Text(text));
            self.put(place, node);
        }
        Flow::Done
    }

    /// Inserts characters that do not stand in the page.
    fn insert_written(&mut self, text: &str) -> Flow {
        let text = self.write(text);
        self.insert_text(text)
    }

    fn write(&mut self, text: &str) -> Stretch {
        let end = |written: &String| u32::try_from(written.len()).unwrap_or(u32::MAX);
        let from = end(&self.tree.written);
        self.tree.written.push_str(text);
        Stretch {
            from,
            to: end(&self.tree.written),
            written: true,
        }
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
