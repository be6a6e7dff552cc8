//! The guard keeps html5ever's tree builder linear.
//!
//! The builder's work on one tag grows with the stack of open elements and with
//! the list of active formatting elements, and a formatting element that is
//! never closed is created anew in every paragraph. The guard stands in front
//! of it and drops the tags that would make either grow without end: nothing
//! is dropped on ordinary pages.
//!
//! Both lengths are only visible by asking the builder to trace its handles,
//! which costs as much as they are long. Neither can grow without creating
//! nodes, so the guard traces again only when the nodes created since last time
//! might have brought it to a limit.

mod class;

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{Tracer, TreeBuilder, TreeSink};
use html5ever::{LocalName, local_name};
use scraper::{Html, HtmlTreeSink};

use self::class::{Class, Classes, is_inline, is_leaf, may_close_others};
use super::notice::Tally;

type Handle = <HtmlTreeSink as TreeSink>::Handle;

/// Open elements other than formatting; browsers stop at the same depth.
// 1,925 pages of four extraction benchmarks (2026-11) nest at most 57 deep.
const DEPTH: usize = 512;

/// How far below [`DEPTH`] a trace already cuts: what it leaves is room for so
/// many nodes until the next.
const SLACK: usize = 32;

/// A stack this deep is worth knowing by name.
const DEEP: usize = 128;

/// Formatting elements open or waiting to be opened again, where one that is
/// both counts twice.
// 1,925 pages of four extraction benchmarks (2026-11) nest at most 5.
const FORMATTING: usize = 64;

/// Attributes kept on a formatting element, as each copy has them all.
const FORMATTING_ATTRIBUTES: usize = 32;

/// Attributes taken over from `<html>` and `<body>` tags, which may come again
/// and again, each adding to one sorted list.
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

/// A [`TokenSink`] that hands tokens on to html5ever's tree builder.
pub(crate) struct Guard {
    builder: TreeBuilder<Handle, HtmlTreeSink>,
    classes: Classes,
    state: RefCell<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Tokens handed on.
    tokens: usize,
    /// As of the last trace.
    traced: Traced,
    /// Whether a tag was handed on since then.
    moved: bool,
    /// All names of open elements, and others, if the stack is deep: the
    /// builder would look through all of it for what an end tag closes.
    open: Option<HashSet<LocalName>>,
    /// Names of the start tags dropped for depth that are still to be closed.
    dropped: Vec<LocalName>,
    /// Spare nodes when formatting elements were last closed.
    spare_at_close: usize,
    /// Whether the next tag is the end tag of an element with raw text.
    in_raw_text: bool,
    objects: usize,
    root_attributes: usize,
    tally: Tally,
}

/// What the builder holds.
#[derive(Debug, Default)]
struct Traced {
    /// Nodes there are.
    nodes: usize,
    depth: usize,
    formatting: usize,
}

/// What is done with a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Forward,
    Drop,
    /// Words on both sides of the tag would run together.
    ReplaceBySpace,
}

impl Fate {
    fn drop(name: &LocalName) -> Self {
        if is_inline(name) {
            Self::Drop
        } else {
            Self::ReplaceBySpace
        }
    }
}

impl Guard {
    pub(crate) fn new(builder: TreeBuilder<Handle, HtmlTreeSink>) -> Self {
        Self {
            builder,
            classes: Classes::new(),
            state: RefCell::new(State::default()),
        }
    }

    /// The tree, and what was dropped on the way.
    pub(crate) fn finish(self) -> (Html, Tally) {
        (self.builder.sink.finish(), self.state.into_inner().tally)
    }

    fn start_tag(&self, state: &mut State, tag: &mut Tag) -> Fate {
        let nodes = self.nodes();
        let spends = spends_too_much(state, nodes);
        if spends {
            self.close_formatting(state, nodes);
        }
        let new = nodes.saturating_sub(state.traced.nodes);
        let class = self.classes.of(&tag.name);
        // An `<a>` closes the one before, so links cannot pile up.
        let piles_up = class == Class::Formatting && tag.name != local_name!("a");
        let near = state.traced.depth + new >= DEPTH
            || (piles_up && state.traced.formatting + new >= FORMATTING);
        if near && state.moved && self.stays_open(tag) {
            self.trace(state);
        }
        let crowded = state.traced.formatting >= FORMATTING;
        let deep = state.traced.depth + SLACK >= DEPTH;

        match class {
            Class::Root => {
                let kept = ROOT_ATTRIBUTES.saturating_sub(state.root_attributes);
                cut_attributes(state, tag, kept);
                state.root_attributes += tag.attrs.len();
            }
            Class::Formatting => {
                if spends || (crowded && piles_up) {
                    state.tally.formatting_dropped += 1;
                    return Fate::Drop;
                }
                cut_attributes(state, tag, FORMATTING_ATTRIBUTES);
            }
            Class::Object => {
                state.objects += 1;
                if state.objects > OBJECTS {
                    state.tally.formatting_dropped += 1;
                    return Fate::ReplaceBySpace;
                }
            }
            Class::Other => {}
        }
        if deep && self.stays_open(tag) {
            state.tally.nesting_cut += 1;
            state.dropped.push(tag.name.clone());
            return Fate::drop(&tag.name);
        }
        Fate::Forward
    }

    fn end_tag(&self, state: &mut State, tag: &Tag) -> Fate {
        // The builder takes nothing else until raw text is closed.
        if std::mem::take(&mut state.in_raw_text) {
            return Fate::Forward;
        }
        let new = self.nodes().saturating_sub(state.traced.nodes);
        if state.open.is_none() && state.moved && state.traced.depth + new >= DEEP {
            self.trace(state);
        }
        if let Some(open) = &state.open
            && !open.contains(&tag.name)
            && !may_close_others(&tag.name)
        {
            return Fate::Drop;
        }
        let recent = state.dropped.len().saturating_sub(LOOK_BACK);
        let found = state
            .dropped
            .iter()
            .skip(recent)
            .rposition(|name| *name == tag.name);
        match found {
            Some(index) => {
                state.dropped.truncate(recent + index);
                Fate::drop(&tag.name)
            }
            None => Fate::Forward,
        }
    }

    /// Whether a start tag leaves an element on the stack.
    fn stays_open(&self, tag: &Tag) -> bool {
        let foreign = self
            .builder
            .adjusted_current_node_present_but_not_in_html_namespace();
        if foreign {
            !tag.self_closing
        } else {
            !is_leaf(&tag.name)
        }
    }

    /// Sends an end tag for each formatting element there is, at most once in
    /// [`SPARE_NODES_STEP`] spare nodes.
    fn close_formatting(&self, state: &mut State, nodes: usize) {
        let spare = nodes.saturating_sub(state.tokens);
        if spare < state.spare_at_close + SPARE_NODES_STEP {
            return;
        }
        for name in self.formatting_names() {
            // A formatting end tag never changes the tokenizer's state.
            let _continue = self.builder.process_token(end_tag(name), 1);
        }
        state.spare_at_close = self.nodes().saturating_sub(state.tokens);
    }

    fn nodes(&self) -> usize {
        self.builder.sink.0.borrow().tree.nodes().len()
    }

    fn trace(&self, state: &mut State) {
        state.moved = false;
        let depth = Cell::new(0);
        let formatting = Cell::new(0);
        self.visit(|name| {
            let count = match self.classes.of(name) {
                Class::Formatting => &formatting,
                _ => &depth,
            };
            count.set(count.get() + 1);
        });
        state.traced = Traced {
            nodes: self.nodes(),
            depth: depth.get(),
            formatting: formatting.get(),
        };
        if depth.get() + SLACK < DEPTH {
            // What was dropped lay inside elements since closed.
            state.dropped.clear();
        }
        if depth.get() < DEEP {
            state.open = None;
        } else if state.open.is_none() {
            let open = RefCell::new(HashSet::new());
            // Tags come in small letters, elements of SVG are `foreignObject`.
            self.visit(|name| {
                open.borrow_mut().insert(name.to_ascii_lowercase());
            });
            state.open = Some(open.into_inner());
        }
    }

    fn formatting_names(&self) -> Vec<LocalName> {
        let names = RefCell::new(Vec::new());
        self.visit(|name| {
            if self.classes.of(name) == Class::Formatting {
                names.borrow_mut().push(name.clone());
            }
        });
        names.into_inner()
    }

    /// Visits the names of the elements the builder holds: the stack of open
    /// elements, the active formatting elements, and up to two more.
    fn visit(&self, visit: impl Fn(&LocalName)) {
        self.builder.trace_handles(&Visitor {
            sink: &self.builder.sink,
            visit,
        });
    }

    fn forward(&self, state: &mut State, token: Token) -> TokenSinkResult<Handle> {
        state.tokens += 1;
        let result = self.builder.process_token(token, 1);
        if matches!(result, TokenSinkResult::RawData(_)) {
            state.in_raw_text = true;
        }
        result
    }
}

impl TokenSink for Guard {
    type Handle = Handle;

    fn process_token(&self, mut token: Token, _line: u64) -> TokenSinkResult<Handle> {
        let mut state = self.state.borrow_mut();
        let Token::TagToken(tag) = &mut token else {
            return self.forward(&mut state, token);
        };
        let fate = match tag.kind {
            TagKind::StartTag => self.start_tag(&mut state, tag),
            TagKind::EndTag => self.end_tag(&mut state, tag),
        };
        match fate {
            Fate::Forward => {
                state.moved = true;
                if let Some(open) = &mut state.open
                    && tag.kind == TagKind::StartTag
                {
                    open.insert(tag.name.clone());
                }
                self.forward(&mut state, token)
            }
            Fate::Drop => TokenSinkResult::Continue,
            Fate::ReplaceBySpace => {
                let space = Token::CharacterTokens(StrTendril::from_char(' '));
                self.forward(&mut state, space)
            }
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

struct Visitor<'a, Visit> {
    sink: &'a HtmlTreeSink,
    visit: Visit,
}

impl<Visit: Fn(&LocalName)> Tracer for Visitor<'_, Visit> {
    type Handle = Handle;

    fn trace_handle(&self, node: &Handle) {
        let html = self.sink.0.borrow();
        let node = html.tree.get(*node);
        if let Some(element) = node.as_ref().and_then(|node| node.value().as_element()) {
            (self.visit)(&element.name.local);
        }
    }
}

/// Whether so many nodes came from so few tokens that formatting elements must
/// be created over and over.
fn spends_too_much(state: &State, nodes: usize) -> bool {
    nodes > SPARE_NODES + state.tokens + state.tokens / TOKENS_PER_SPARE_NODE
}

fn cut_attributes(state: &mut State, tag: &mut Tag, kept: usize) {
    state.tally.attributes_dropped += tag.attrs.len().saturating_sub(kept);
    tag.attrs.truncate(kept);
}

fn end_tag(name: LocalName) -> Token {
    Token::TagToken(Tag {
        kind: TagKind::EndTag,
        name,
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    })
}
