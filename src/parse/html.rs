//! Reads a page's tree: text, outline and metadata in one walk.

use memchr::memchr_iter;

use super::choose::{Choice, choose};
use super::elements::{is_block, is_label, is_skipped};
use super::embedded::{self, Embedded};
use super::markup::{Name, known};
use super::metadata::{Collector, is_stating};
use super::title;
use super::tokenizer::Attribute;
use super::tree::{Element, Step, Tree, tree};
use super::walk::{Flow, Opening};
use crate::model::{Document, Notice, Selector, Stated, Tag, eight};

/// Bytes of a page for each byte that it shows, each element of its outline, and
/// each byte of their names: room for about half of what there is, so that what is
/// there is moved once or twice.
// 1,795 pages: 17, 239 and 10 all together.
const BYTES_PER_SHOWN: usize = 24;
const BYTES_PER_NODE: usize = 256;
const BYTES_PER_NAME: usize = 20;

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
    fn of(name: Name, spelling: &str) -> Self {
        Self {
            tag: Tag::from_name(spelling),
            block: is_block(spelling),
            label: is_label(spelling),
            skipped: is_skipped(spelling),
            line_break: name == known::BR,
            stating: is_stating(name),
        }
    }
}

/// Reads the text, the outline and the metadata of a page into `document`, and
/// which elements these selectors choose.
pub(super) fn read(html: &str, selectors: &[(u32, &Selector)], document: &mut Document) {
    let (tree, notices) = tree(html);
    let choice = choose(&tree, selectors);
    let mut collector = Collector::default();
    document.text.reserve(html.len() / BYTES_PER_SHOWN);
    document
        .outline
        .reserve(html.len() / BYTES_PER_NODE, html.len() / BYTES_PER_NAME);
    let mut flow = Flow::new(document);
    write(&tree, &choice, &mut flow, &mut collector, |flow| {
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
                let (choice, mut collector) = (Choice::default(), Collector::default());
                write(&fragment, &choice, flow, &mut collector, |_| {});
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
    tree: &Tree<'_>,
    choice: &Choice,
    flow: &mut Flow<'_>,
    collector: &mut Collector,
    mut last: impl FnMut(&mut Flow<'_>),
) {
    let mut skipping = 0_usize;
    let mut kinds = Kinds::default();
    let mut attributes = Attributes::default();
    for step in tree.steps() {
        match step {
            Step::Open(id) => {
                let Some(element) = tree.element(id) else {
                    if skipping == 0
                        && !tree.continues(id)
                        && let Some(text) = tree.text(id)
                    {
                        flow.text(&text);
                    }
                    continue;
                };
                let kind = kinds.of(element.name, tree);
                if let Some(genre) = element.attribute(known::ITEMTYPE) {
                    collector.genre(&genre);
                }
                if kind.stating {
                    collector.element(element);
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
                    attributes.read(element, tree);
                    let link = kind.tag == Tag::A;
                    let href = link.then(|| element.attribute(known::HREF)).flatten();
                    if !choice.is_empty()
                        && let Some(selectors) = choice.get(&id)
                    {
                        flow.choose(selectors);
                    }
                    flow.enter(&Opening {
                        tag: kind.tag,
                        block: kind.block,
                        label: kind.label,
                        hidden: attributes.hidden,
                        names: &attributes.names,
                        href: href.as_deref(),
                    });
                }
            }
            Step::Close(id) => {
                if let Some(element) = tree.element(id) {
                    if skipping > 0 {
                        skipping -= 1;
                    } else if element.name != known::BR {
                        if element.name == known::BODY {
                            last(flow);
                        }
                        flow.leave();
                    }
                }
            }
        }
    }
}

/// What the names of a page's elements say, by their numbers.
#[derive(Default)]
struct Kinds(Vec<Option<Kind>>);

impl Kinds {
    fn of(&mut self, name: Name, tree: &Tree<'_>) -> Kind {
        if let Some(Some(kind)) = self.0.get(name.index()) {
            return *kind;
        }
        let kind = Kind::of(name, tree.spelling(name));
        if self.0.len() <= name.index() {
            self.0.resize(name.index() + 1, None);
        }
        if let Some(slot) = self.0.get_mut(name.index()) {
            *slot = Some(kind);
        }
        kind
    }
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
    /// Those that become names, by their own.
    naming: Vec<Attribute>,
}

impl Attributes {
    /// Reads them anew.
    fn read(&mut self, element: Element<'_, '_>, tree: &Tree<'_>) {
        self.names.clear();
        self.hidden = false;
        self.naming.clear();
        for attribute in element.attributes() {
            match attribute.name {
                known::CLASS
                | known::ID
                | known::ROLE
                | known::ITEMPROP
                | known::ITEMTYPE
                | known::ARIA_LABEL
                | known::DATA_TESTID
                | known::DATA_COMPONENT => self.naming.push(*attribute),
                known::HIDDEN => self.hidden = true,
                known::ARIA_HIDDEN => self.hidden |= element.value(attribute) == "true",
                known::STYLE => self.hidden |= self.hides(&element.value(attribute)),
                _ => {}
            }
        }
        // Known names are numbered in their order.
        self.naming.sort_unstable_by_key(|attribute| attribute.name);
        let naming = std::mem::take(&mut self.naming);
        for attribute in &naming {
            let is_list = matches!(attribute.name, known::CLASS | known::ID);
            let written = element.written(attribute);
            if is_list && is_tidy(written) {
                self.name(written);
                continue;
            }
            let value = element.value(attribute);
            if is_list {
                let tokens = value.trim().split_ascii_whitespace();
                tokens.for_each(|token| self.name(token));
            } else {
                self.speak(tree.spelling(attribute.name), &value);
            }
        }
        self.naming = naming;
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
        // Few values begin as "none" and "hidden" do.
        let mut colons = memchr_iter(b':', style.as_bytes());
        let may_hide = colons.any(|colon| {
            let value = style.get(colon + 1..).unwrap_or_default().trim_start();
            value.starts_with(['n', 'N', 'h', 'H'])
        });
        if !may_hide {
            return false;
        }
        self.style.clear();
        let letters = style.chars().filter(|c| !c.is_whitespace());
        self.style.extend(letters.map(|c| c.to_ascii_lowercase()));
        self.style.contains("display:none") || self.style.contains("visibility:hidden")
    }
}

/// Whether tokens stand one space apart as they are written, as most do.
fn is_tidy(tokens: &str) -> bool {
    let bytes = tokens.as_bytes();
    // Whether the byte before is a space, or none.
    let mut before = 0x80;
    let tidy = (0..bytes.len()).step_by(8).all(|at| {
        let eight = eight::eight(bytes, at);
        let spaces = eight::equal(eight, b' ');
        let doubled = spaces & ((spaces << 8) | before);
        before = spaces >> 56;
        let end = bytes.len() - at;
        let reference = eight::equal(eight, b'&');
        let other = (eight::control(eight) | reference | eight) & eight::HIGH;
        // Behind the end there is NUL.
        doubled == 0 && (other == 0 || end < 8 && eight::until(other) >= end)
    });
    tidy && !bytes.is_empty() && bytes.last() != Some(&b' ')
}
