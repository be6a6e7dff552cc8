//! The stack of open elements (WHATWG 13.2.4.2).

use super::super::node::{Id, Space};
use crate::parse::markup::known::{DESC, FOREIGNOBJECT, MI, MN, MO, MS, MTEXT, TITLE};
use crate::parse::markup::sets::{BUTTONS, FORMATTING, IMPLIED, LISTS, SCOPE, Set, TABLE_SCOPE};
use crate::parse::markup::{KNOWN_NAMES, Name};

/// An element that is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) id: Id,
    pub(super) name: Name,
    pub(super) space: Space,
}

impl Open {
    #[inline]
    pub(super) fn is_html(self) -> bool {
        self.space == Space::Html
    }

    #[inline]
    pub(super) fn is_named(self, name: Name) -> bool {
        self.name == name && self.is_html()
    }

    #[inline]
    pub(super) fn is(self, set: Set) -> bool {
        self.name.is(set) && self.is_html()
    }

    /// Whether text in it and elements are those of HTML, whatever it is.
    pub(super) fn is_text_integration_point(self) -> bool {
        self.space == Space::MathMl && matches!(self.name, MI | MN | MO | MS | MTEXT)
    }

    pub(super) fn is_html_integration_point(self) -> bool {
        self.space == Space::Svg && matches!(self.name, DESC | FOREIGNOBJECT | TITLE)
    }

    #[inline]
    fn bounds(self, scope: Scope) -> bool {
        match self.space {
            Space::Html => self.name.is(scope.bounds()),
            Space::Svg | Space::MathMl => {
                scope != Scope::Table
                    && (self.is_text_integration_point() || self.is_html_integration_point())
            }
        }
    }
}

/// How far up an element counts as open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    Any,
    Item,
    Button,
    Table,
}

impl Scope {
    const fn bounds(self) -> Set {
        match self {
            Self::Any => SCOPE,
            Self::Item => SCOPE.or(LISTS),
            Self::Button => SCOPE.or(BUTTONS),
            Self::Table => TABLE_SCOPE,
        }
    }
}

/// The open elements, the root first.
#[derive(Debug)]
pub(super) struct Stack {
    open: Vec<Open>,
    /// How many HTML elements of each known name are open, so that a search
    /// for none ends before it begins.
    counts: Vec<u32>,
    /// How many formatting elements are.
    formatting: usize,
}

impl Stack {
    pub(super) fn new() -> Self {
        Self {
            open: Vec::with_capacity(64),
            counts: vec![0; KNOWN_NAMES],
            formatting: 0,
        }
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    #[inline]
    pub(super) fn formatting(&self) -> usize {
        self.formatting
    }

    /// Those open, from the current one on.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = Open> + ExactSizeIterator + '_ {
        self.open.iter().rev().copied()
    }

    #[inline]
    pub(super) fn get(&self, at: usize) -> Option<Open> {
        self.open.get(at).copied()
    }

    #[inline]
    pub(super) fn current(&self) -> Option<Open> {
        self.open.last().copied()
    }

    #[inline]
    pub(super) fn current_is_named(&self, name: Name) -> bool {
        self.current().is_some_and(|open| open.is_named(name))
    }

    #[inline]
    pub(super) fn current_is(&self, set: Set) -> bool {
        self.current().is_some_and(|open| open.is(set))
    }

    #[inline]
    fn count(&mut self, open: Open, change: impl FnOnce(u32) -> u32) {
        if open.is_html()
            && let Some(count) = self.counts.get_mut(open.name.index())
        {
            *count = change(*count);
        }
    }

    #[inline]
    pub(super) fn push(&mut self, open: Open) {
        self.count(open, |count| count + 1);
        self.formatting += usize::from(open.is(FORMATTING));
        self.open.push(open);
    }

    #[inline]
    fn forget(&mut self, open: Open) {
        self.count(open, |count| count.saturating_sub(1));
        self.formatting -= usize::from(open.is(FORMATTING)).min(self.formatting);
    }

    #[inline]
    pub(super) fn pop(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        self.forget(open);
        Some(open)
    }

    pub(super) fn truncate(&mut self, len: usize) {
        while self.open.len() > len {
            self.pop();
        }
    }

    pub(super) fn insert(&mut self, at: usize, open: Open) {
        self.push(open);
        if let Some(after) = self.open.get_mut(at..) {
            after.rotate_right(1);
        }
    }

    pub(super) fn remove(&mut self, at: usize) {
        if at < self.open.len() {
            let open = self.open.remove(at);
            self.forget(open);
        }
    }

    /// Puts an element of the same name in the place of one.
    pub(super) fn replace(&mut self, at: usize, id: Id) {
        if let Some(open) = self.open.get_mut(at) {
            open.id = id;
        }
    }

    pub(super) fn position(&self, id: Id) -> Option<usize> {
        self.open.iter().rposition(|open| open.id == id)
    }

    pub(super) fn remove_id(&mut self, id: Id) {
        if let Some(at) = self.position(id) {
            self.remove(at);
        }
    }

    /// Whether an HTML element of this name is open at all.
    #[inline]
    pub(super) fn has(&self, name: Name) -> bool {
        self.counts.get(name.index()).map_or_else(
            || self.iter().any(|open| open.is_named(name)),
            |count| *count > 0,
        )
    }

    /// Whether there is one in scope.
    #[inline]
    pub(super) fn has_in(&self, scope: Scope, name: Name) -> bool {
        self.has(name) && self.is_in(scope, |open| open.is_named(name))
    }

    pub(super) fn is_in(&self, scope: Scope, is: impl Fn(Open) -> bool) -> bool {
        for open in self.iter() {
            if is(open) {
                return true;
            }
            if open.bounds(scope) {
                return false;
            }
        }
        false
    }

    /// Closes what is in a set (WHATWG 13.2.6.3), but for one name.
    pub(super) fn close_implied_in(&mut self, set: Set, but: Option<Name>) {
        while self
            .current()
            .is_some_and(|open| open.is(set) && Some(open.name) != but)
        {
            self.pop();
        }
    }

    #[inline]
    pub(super) fn close_implied(&mut self) {
        self.close_implied_in(IMPLIED, None);
    }

    /// Closes elements until one of this name was closed.
    pub(super) fn close_to(&mut self, name: Name) {
        while self.pop().is_some_and(|open| !open.is_named(name)) {}
    }

    /// Closes elements until one of a set was closed.
    pub(super) fn close_to_any(&mut self, set: Set) {
        while self.pop().is_some_and(|open| !open.is(set)) {}
    }

    /// Closes elements until one of a set is the current one.
    pub(super) fn close_until(&mut self, set: Set) {
        while self.current().is_some_and(|open| !open.is(set)) {
            self.pop();
        }
    }
}
