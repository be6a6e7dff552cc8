//! Writes the text of a tree as blocks, in one pass.

use super::embedded::{LITTLE, Shown};
use super::place::Place;
use crate::model::{Block, Chosen, Document, Link, Notice, Span, Tag, eight};

/// The flow of text out of a tree: opened and closed elements in, blocks out.
pub(super) struct Flow<'a> {
    document: &'a mut Document,
    frames: Vec<Frame>,
    depths: Vec<u32>,
    open: Option<Open>,
    last: Option<Place>,
    space: bool,
    breaks: u8,
    label_closed: bool,
    link: Option<(usize, Box<str>)>,
}

/// An element that is open.
#[derive(Clone, Copy)]
struct Frame {
    node: u32,
    block: bool,
    label: bool,
    link: bool,
    place: Place,
}

/// The block being written.
struct Open {
    start: usize,
    leaf: u32,
    linked: usize,
    place: Place,
}

/// An element as the flow needs it.
pub(super) struct Opening<'e> {
    pub(super) tag: Tag,
    pub(super) block: bool,
    pub(super) label: bool,
    pub(super) hidden: bool,
    pub(super) names: &'e str,
    pub(super) href: Option<&'e str>,
}

impl<'a> Flow<'a> {
    pub(super) fn new(document: &'a mut Document) -> Self {
        Self {
            document,
            frames: Vec::new(),
            depths: Vec::new(),
            open: None,
            last: None,
            space: false,
            breaks: 0,
            label_closed: false,
            link: None,
        }
    }

    /// How many elements were entered so far.
    pub(super) fn nodes(&self) -> usize {
        self.document.outline.nodes().len()
    }

    /// Says that these selectors choose the element that is entered next.
    pub(super) fn choose(&mut self, selectors: &[u32]) {
        let node = u32::try_from(self.nodes()).unwrap_or(u32::MAX);
        let chosen = selectors.iter().map(|selector| Chosen {
            selector: *selector,
            node,
        });
        self.document.chosen.extend(chosen);
    }

    pub(super) fn enter(&mut self, element: &Opening<'_>) {
        if element.block {
            self.flush();
        } else if element.label && self.label_closed {
            self.space = true;
        }
        self.label_closed = false;
        let parent = self.frames.last();
        let start = self.document.text.len();
        let parent_node = parent.map(|frame| frame.node);
        let node = self.document.outline.push(
            parent_node,
            element.tag,
            element.names,
            start,
            element.hidden,
        );
        self.depths
            .push(u32::try_from(self.frames.len()).unwrap_or(u32::MAX));
        let place = parent
            .map_or_else(Place::default, |frame| frame.place)
            .within(element.tag, node);
        let link = element.tag == Tag::A && self.link.is_none() && element.href.is_some();
        if link && let Some(href) = element.href {
            self.link = Some((usize::MAX, href.into()));
        }
        self.frames.push(Frame {
            node,
            block: element.block,
            label: element.label,
            link,
            place,
        });
    }

    pub(super) fn leave(&mut self) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        if frame.link
            && let Some((start, href)) = self.link.take()
            && start < self.document.text.len()
        {
            self.document.links.push(Link {
                span: Span::new(start, self.document.text.len()),
                href,
            });
        }
        if frame.block {
            self.flush();
        }
        self.label_closed = frame.label && !self.space;
        self.document
            .outline
            .close(frame.node, self.document.text.len());
    }

    /// A `<br>`: one breaks the line, two in a row the paragraph.
    pub(super) fn line_break(&mut self) {
        self.label_closed = false;
        self.space = false;
        self.breaks += 1;
        if self.breaks >= 2 {
            self.flush();
        }
    }

    /// Something that stands between words without being text: an image, a player.
    pub(super) fn gap(&mut self) {
        self.space = true;
    }

    pub(super) fn text(&mut self, text: &str) {
        let Some(frame) = self.frames.last().copied() else {
            return;
        };
        if frame.place.pre {
            self.preformatted(text, frame);
            return;
        }
        let mut rest = text;
        while !rest.is_empty() {
            let words = past_white_space(rest);
            if words.len() < rest.len() {
                self.space = true;
                self.label_closed = false;
            }
            let (end, spaces) = words_end(words);
            let (words, after) = words.split_at(end);
            if !words.is_empty() {
                self.words(words, spaces, frame);
            }
            rest = after;
        }
    }

    /// Writes words that stand one space apart, with so many spaces.
    fn words(&mut self, words: &str, spaces: usize, frame: Frame) {
        self.label_closed = false;
        if self.open.is_none() {
            self.begin(frame);
        } else if self.breaks > 0 {
            self.document.text.push('\n');
        } else if self.space {
            self.document.text.push(' ');
        }
        self.space = false;
        self.breaks = 0;
        self.write(words, spaces, frame);
    }

    fn preformatted(&mut self, text: &str, frame: Frame) {
        let text = if self.open.is_none() {
            text.trim_start_matches('\n')
        } else {
            text
        };
        if self.open.is_none() && text.trim().is_empty() {
            return;
        }
        if self.open.is_none() {
            self.begin(frame);
        } else if self.breaks > 0 {
            self.document.text.push('\n');
        }
        self.breaks = 0;
        self.space = false;
        self.write(text, 0, frame);
    }

    /// Writes text, of which so many bytes count as no link's.
    fn write(&mut self, text: &str, spaces: usize, frame: Frame) {
        if let Some((start, _)) = &mut self.link
            && *start == usize::MAX
        {
            *start = self.document.text.len();
        }
        self.document.text.push_str(text);
        let linked = if self.link.is_some() {
            text.len() - spaces
        } else {
            0
        };
        let leaf = self
            .open
            .as_ref()
            .map_or(frame.node, |open| self.common(open.leaf, frame.node));
        if let Some(open) = &mut self.open {
            open.leaf = leaf;
            open.linked += linked;
        }
    }

    /// The innermost element around both nodes.
    fn common(&self, mut left: u32, mut right: u32) -> u32 {
        let depth = |node: u32| self.depths.get(node as usize).copied().unwrap_or(0);
        let up = |node: u32| {
            self.document
                .outline
                .get(node)
                .and_then(|node| node.parent)
                .unwrap_or(0)
        };
        while left != right {
            if depth(left) >= depth(right) {
                left = up(left);
            } else {
                right = up(right);
            }
        }
        left
    }

    fn begin(&mut self, frame: Frame) {
        if let Some(last) = self.last {
            let separator = last.separator(frame.place);
            self.document.text.push_str(separator);
            if let Some(block) = self.document.blocks.last_mut() {
                block.span.end = self.document.text.len();
            }
        }
        self.open = Some(Open {
            start: self.document.text.len(),
            leaf: frame.node,
            linked: 0,
            place: frame.place,
        });
        self.space = false;
        self.breaks = 0;
    }

    fn flush(&mut self) {
        self.space = false;
        self.breaks = 0;
        let Some(open) = self.open.take() else { return };
        let end = open.start
            + self
                .document
                .text
                .get(open.start..)
                .unwrap_or_default()
                .trim_end()
                .len();
        self.document.text.truncate(end);
        let span = Span::new(open.start, end);
        self.document.blocks.push(Block {
            span,
            content: span,
            kind: open.place.kind(),
            node: Some(open.leaf),
            linked: u32::try_from(open.linked).unwrap_or(u32::MAX),
        });
        self.last = Some(open.place);
    }

    /// How many words were written so far, until they are no longer few.
    pub(super) fn shown(&mut self) -> Shown {
        const LONG: usize = 12;
        self.flush();
        let mut shown = Shown::default();
        for block in &self.document.blocks {
            // More does not matter.
            if shown.running >= LITTLE {
                break;
            }
            let words = self.document.content(block).split_whitespace().count();
            shown.words += words;
            if words >= LONG && block.link_density() < 0.5 {
                shown.running += words;
            }
        }
        shown
    }

    /// Writes what the page holds under a key and does not show.
    pub(super) fn embed(&mut self, key: &str, write: impl FnOnce(&mut Self)) {
        self.flush();
        let start = self.document.text.len();
        write(self);
        self.flush();
        let span = Span::new(start, self.document.text.len());
        self.document.embedded = (!span.is_empty()).then_some(span);
        self.document.notices.push(Notice::new(format!(
            "the text is from the page's data (`{key}`), its elements show none or far less of it"
        )));
    }

    pub(super) fn finish(mut self) {
        self.flush();
        while !self.frames.is_empty() {
            self.leave();
        }
    }
}

/// What comes after the white space that a text begins with.
fn past_white_space(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        // Behind the end there is NUL, which is none.
        let other = !eight::space(eight::eight(bytes, at)) & eight::HIGH;
        at += eight::until(other);
        if other != 0 {
            break;
        }
    }
    let rest = text.get(at..).unwrap_or_default();
    match bytes.get(at) {
        None | Some(0x20..0x80) => rest,
        Some(_) => rest.trim_start(),
    }
}

/// Where the words that stand one space apart end, and how many spaces are
/// between them.
fn words_end(text: &str) -> (usize, usize) {
    let bytes = text.as_bytes();
    let mut spaces = 0;
    let mut at = 0;
    loop {
        // Words of ASCII letters need no decoding.
        match bytes.get(at) {
            Some(0x21..0x7f) => at += 1,
            Some(b' ') if matches!(bytes.get(at + 1), Some(0x21..0x7f)) => {
                spaces += 1;
                at += 2;
            }
            _ => match text.get(at..).and_then(|rest| rest.chars().next()) {
                Some(c) if !c.is_whitespace() => at += c.len_utf8(),
                _ => return (at, spaces),
            },
        }
    }
}
