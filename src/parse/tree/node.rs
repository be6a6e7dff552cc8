//! Nodes of a tree, each by its number, and how they hang together.

use super::super::markup::Name;

/// A node of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Id(u32);

/// No node.
pub(super) const NONE: Id = Id(u32::MAX);

/// What a node is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Document,
    /// What a `<template>` holds, its only child.
    Content,
    Element {
        name: Name,
        space: Space,
        attributes: Attributes,
    },
    Text(Stretch),
}

/// The language that an element is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    Html,
    Svg,
    MathMl,
}

/// Attributes of an element in the table of all.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Attributes {
    pub(super) from: u32,
    pub(super) to: u32,
}

/// A stretch of the page, or of what was written beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) written: bool,
}

/// A node and those around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) parent: Id,
    pub(super) previous: Id,
    pub(super) next: Id,
    pub(super) first: Id,
    pub(super) last: Id,
}

impl Node {
    const fn alone(kind: Kind) -> Self {
        Self {
            kind,
            parent: NONE,
            previous: NONE,
            next: NONE,
            first: NONE,
            last: NONE,
        }
    }
}

/// What stands for a node that is none.
static NO_NODE: Node = Node::alone(Kind::Document);

/// All nodes, the document first.
#[derive(Debug)]
pub(super) struct Nodes(Vec<Node>);

impl Nodes {
    pub(super) const DOCUMENT: Id = Id(0);

    /// A document, with room for so many nodes.
    pub(super) fn with_capacity(capacity: usize) -> Self {
        let mut nodes = Vec::with_capacity(capacity.max(1));
        nodes.push(Node::alone(Kind::Document));
        Self(nodes)
    }

    #[inline]
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    #[inline]
    pub(super) fn get(&self, id: Id) -> &Node {
        self.0.get(id.0 as usize).unwrap_or(&NO_NODE)
    }

    /// Changes a node; the absence of one stays what it is.
    #[inline]
    pub(super) fn change(&mut self, id: Id, change: impl FnOnce(&mut Node)) {
        if let Some(node) = self.0.get_mut(id.0 as usize) {
            change(node);
        }
    }

    /// Makes a node that hangs nowhere yet.
    #[inline]
    pub(super) fn create(&mut self, kind: Kind) -> Id {
        let id = Id(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(Node::alone(kind));
        id
    }

    /// Makes a node the last one in another.
    #[inline]
    pub(super) fn append(&mut self, parent: Id, child: Id) {
        let last = self.get(parent).last;
        self.change(child, |node| {
            node.parent = parent;
            node.previous = last;
        });
        self.change(last, |node| node.next = child);
        self.change(parent, |node| {
            node.last = child;
            if last == NONE {
                node.first = child;
            }
        });
    }

    /// Puts a node that hangs nowhere before another.
    pub(super) fn insert_before(&mut self, sibling: Id, child: Id) {
        let Node {
            parent, previous, ..
        } = *self.get(sibling);
        self.change(child, |node| {
            node.parent = parent;
            node.previous = previous;
            node.next = sibling;
        });
        self.change(sibling, |node| node.previous = child);
        self.change(previous, |node| node.next = child);
        self.change(parent, |node| {
            if previous == NONE {
                node.first = child;
            }
        });
    }

    /// Takes a node, with what is in it, out of the one that it is in.
    pub(super) fn detach(&mut self, id: Id) {
        let Node {
            parent,
            previous,
            next,
            ..
        } = *self.get(id);
        self.change(previous, |node| node.next = next);
        self.change(next, |node| node.previous = previous);
        self.change(parent, |node| {
            if previous == NONE {
                node.first = next;
            }
            if next == NONE {
                node.last = previous;
            }
        });
        self.change(id, |node| {
            node.parent = NONE;
            node.previous = NONE;
            node.next = NONE;
        });
    }

    /// Moves all that is in a node to the end of another.
    pub(super) fn move_children(&mut self, from: Id, to: Id) {
        loop {
            let child = self.get(from).first;
            if child == NONE {
                return;
            }
            self.detach(child);
            self.append(to, child);
        }
    }
}
