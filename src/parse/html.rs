//! Reads a page's tree: text, outline and metadata in one walk.

use ego_tree::iter::Edge;
use html5ever::{LocalName, local_name};
use rustc_hash::FxHashMap;
use scraper::Html;
use scraper::node::{Element, Node};

use super::elements::{is_block, is_label, is_skipped};
use super::embedded::{self, Embedded};
use super::metadata::{Collector, is_stating};
use super::title;
use super::tree::tree;
use super::walk::{Flow, Opening};
use crate::model::{Document, Notice, Stated, Tag};

/// What the name of an element says, asked once for each name of a page.
#[derive(Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own about a name"
)]
struct Kind {
    tag: Tag,
    block: bool,
    label: bool,
    skipped: bool,
    line_break: bool,
    stating: bool,
}

impl Kind {
    fn of(name: &str) -> Self {
        Self {
            tag: Tag::from_name(name),
            block: is_block(name),
            label: is_label(name),
            skipped: is_skipped(name),
            line_break: name == "br",
            stating: is_stating(name),
        }
    }
}

/// Reads the text, the outline and the metadata of a page into `document`.
pub(super) fn read(html: &str, document: &mut Document) {
    let (tree, notices) = tree(html);
    let mut collector = Collector::default();
    let mut flow = Flow::new(document);
    write(&tree, &mut flow, &mut collector, |flow| {
        let shown = flow.shown();
        if shown.running < embedded::LITTLE
            && let Some(embedded) = embedded::find(&tree, shown)
        {
            append(&embedded, flow);
        }
    });
    flow.finish();
    document
        .notices
        .extend(notices.iter().map(|notice| Notice::new(notice.to_string())));
    let signs = std::mem::take(&mut collector.signs);
    let stated = collector.finish();
    let headline = title::choose(document, &stated);
    document.genres = stated.genres;
    document.metadata.fill_from(stated.into_metadata());
    if document.metadata.title.is_none() {
        document.metadata.title = headline;
    }
    document.stated = Stated {
        author: document.metadata.author.is_some(),
        published: document.metadata.published.is_some(),
    };
    signs.complete(document);
}

/// Writes the text of a page that its elements do not show, as a section of its
/// own.
fn append(embedded: &Embedded, flow: &mut Flow<'_>) {
    let element = |tag, names| Opening {
        tag,
        block: true,
        label: false,
        hidden: false,
        names,
        href: None,
    };
    flow.embed(&embedded.key, |flow| {
        flow.enter(&element(Tag::Section, "embedded"));
        for text in &embedded.texts {
            flow.enter(&element(Tag::Div, ""));
            if text.contains(['<', '&']) {
                let (fragment, _) = tree(text);
                write(&fragment, flow, &mut Collector::default(), |_| {});
            } else {
                for line in text.lines() {
                    flow.enter(&element(Tag::P, ""));
                    flow.text(line);
                    flow.leave();
                }
            }
            flow.leave();
        }
        flow.leave();
    });
}

/// Writes what a tree shows, and hands its elements over as they open; `last`
/// comes before the body ends.
fn write(
    tree: &Html,
    flow: &mut Flow<'_>,
    collector: &mut Collector,
    mut last: impl FnMut(&mut Flow<'_>),
) {
    let mut skipping = 0_usize;
    let mut kinds: FxHashMap<&LocalName, Kind> = FxHashMap::default();
    let mut attributes = Attributes::default();
    for edge in tree.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    let name = &element.name.local;
                    let kind = *kinds.entry(name).or_insert_with(|| Kind::of(name));
                    if let Some(genre) = attribute(element, &local_name!("itemtype")) {
                        collector.genre(genre);
                    }
                    if kind.stating {
                        collector.element(element, || {
                            node.children()
                                .filter_map(|child| child.value().as_text())
                                .map(|text| &*text.text)
                                .collect()
                        });
                    }
                    if skipping > 0 || kind.skipped {
                        skipping += 1;
                        flow.gap();
                    } else if kind.line_break {
                        flow.line_break();
                    } else {
                        if matches!(kind.tag, Tag::A | Tag::Time) {
                            collector.signs.element(element, flow.nodes());
                        }
                        attributes.read(element);
                        let link = kind.tag == Tag::A;
                        let href = link.then(|| attribute(element, &local_name!("href")));
                        flow.enter(&Opening {
                            tag: kind.tag,
                            block: kind.block,
                            label: kind.label,
                            hidden: attributes.hidden,
                            names: &attributes.names,
                            href: href.flatten(),
                        });
                    }
                }
                Node::Text(text) if skipping == 0 => flow.text(&text.text),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    if skipping > 0 {
                        skipping -= 1;
                    } else if element.name.local != local_name!("br") {
                        if element.name.local == local_name!("body") {
                            last(flow);
                        }
                        flow.leave();
                    }
                }
            }
        }
    }
}

/// The value of an attribute; its names are compared as numbers.
fn attribute<'e>(element: &'e Element, name: &LocalName) -> Option<&'e str> {
    let mut attributes = element.attrs.iter();
    let found = attributes.find(|(key, _)| key.local == *name);
    found.map(|(_, value)| &**value)
}

/// What the attributes of an element say of it.
#[derive(Default)]
struct Attributes {
    /// Class and id tokens, and what says in words what it is for, as
    /// `name=value` tokens.
    names: String,
    /// Whether no reader sees it.
    hidden: bool,
    style: String,
}

impl Attributes {
    /// Reads them anew.
    fn read(&mut self, element: &Element) {
        self.names.clear();
        self.hidden = false;
        for (name, value) in &element.attrs {
            match name.local {
                local_name!("class") | local_name!("id") => {
                    let tokens = value.trim().split_ascii_whitespace();
                    tokens.for_each(|token| self.name(token));
                }
                local_name!("role")
                | local_name!("itemprop")
                | local_name!("itemtype")
                | local_name!("aria-label") => self.speak(&name.local, value),
                local_name!("hidden") => self.hidden = true,
                local_name!("aria-hidden") => self.hidden |= &**value == "true",
                local_name!("style") => self.hidden |= self.hides(value),
                _ if matches!(&*name.local, "data-testid" | "data-component") => {
                    self.speak(&name.local, value);
                }
                _ => {}
            }
        }
    }

    fn name(&mut self, token: &str) {
        if !self.names.is_empty() {
            self.names.push(' ');
        }
        self.names.push_str(token);
    }

    fn speak(&mut self, name: &str, value: &str) {
        let value = value.trim();
        if !value.is_empty() {
            self.name(name);
            self.names.push('=');
            let letters = value.chars().take(60);
            self.names
                .extend(letters.map(|c| if c.is_whitespace() { '-' } else { c }));
        }
    }

    fn hides(&mut self, style: &str) -> bool {
        self.style.clear();
        let letters = style.chars().filter(|c| !c.is_whitespace());
        self.style.extend(letters.map(|c| c.to_ascii_lowercase()));
        self.style.contains("display:none") || self.style.contains("visibility:hidden")
    }
}
