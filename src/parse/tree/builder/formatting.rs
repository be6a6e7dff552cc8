//! The active formatting elements (WHATWG 13.2.4.3), which are opened again
//! where something else closed them.

use super::super::node::{Attributes, Id};
use super::{Builder, Tag};
use crate::parse::markup::Name;

/// A formatting element, or a border that no search crosses.
#[derive(Clone, Copy, Debug)]
pub(super) enum Entry {
    Marker,
    Element {
        id: Id,
        name: Name,
        attributes: Attributes,
    },
}

impl Entry {
    fn is(self, node: Id) -> bool {
        matches!(self, Self::Element { id, .. } if id == node)
    }
}

/// The list of them.
#[derive(Debug, Default)]
pub(super) struct Formatting {
    entries: Vec<Entry>,
    markers: usize,
}

impl Formatting {
    /// How many elements there are, markers aside.
    pub(super) fn len(&self) -> usize {
        self.entries.len() - self.markers
    }

    pub(super) fn names(&self) -> impl Iterator<Item = Name> + '_ {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Element { name, .. } => Some(*name),
            Entry::Marker => None,
        })
    }

    pub(super) fn mark(&mut self) {
        self.markers += 1;
        self.entries.push(Entry::Marker);
    }

    pub(super) fn clear_to_marker(&mut self) {
        while let Some(entry) = self.entries.pop() {
            if matches!(entry, Entry::Marker) {
                self.markers -= 1;
                break;
            }
        }
    }

    pub(super) fn position(&self, id: Id) -> Option<usize> {
        self.entries.iter().rposition(|entry| entry.is(id))
    }

    pub(super) fn remove(&mut self, at: usize) {
        if at < self.entries.len() {
            self.entries.remove(at);
        }
    }

    pub(super) fn remove_id(&mut self, id: Id) {
        if let Some(at) = self.position(id) {
            self.remove(at);
        }
    }

    pub(super) fn insert(&mut self, at: usize, entry: Entry) {
        if at <= self.entries.len() {
            self.entries.insert(at, entry);
        }
    }

    /// What makes an element of the list anew.
    pub(super) fn get(&self, at: usize) -> Option<(Name, Attributes)> {
        match self.entries.get(at) {
            Some(Entry::Element {
                name, attributes, ..
            }) => Some((*name, *attributes)),
            Some(Entry::Marker) | None => None,
        }
    }

    /// Makes another element the one of an entry.
    pub(super) fn replace(&mut self, at: usize, new: Id) {
        if let Some(Entry::Element { id, .. }) = self.entries.get_mut(at) {
            *id = new;
        }
    }

    /// The elements behind the last marker, the last first, with their places.
    pub(super) fn since_marker(&self) -> impl Iterator<Item = (usize, Id, Name, Attributes)> + '_ {
        let entries = self.entries.iter().enumerate().rev();
        entries.map_while(|(at, entry)| match *entry {
            Entry::Marker => None,
            Entry::Element {
                id,
                name,
                attributes,
            } => Some((at, id, name, attributes)),
        })
    }

    /// The last element of this name behind the last marker.
    pub(super) fn last_named(&self, wanted: Name) -> Option<Id> {
        let mut since = self.since_marker();
        since
            .find(|(_, _, name, _)| *name == wanted)
            .map(|(_, id, ..)| id)
    }
}

impl Builder<'_> {
    /// Inserts a formatting element; of four that are alike the first is
    /// forgotten (WHATWG 13.2.4.3, "Noah's Ark").
    pub(super) fn insert_formatting(&mut self, tag: Tag) {
        let alike = self
            .formatting
            .since_marker()
            .filter(|(_, _, name, attributes)| {
                *name == tag.name && self.are_alike(*attributes, tag.attributes)
            });
        let mut alike = alike.map(|(at, ..)| at).skip(2);
        let first = alike.next().map(|third| alike.last().unwrap_or(third));
        if let Some(first) = first {
            self.formatting.remove(first);
        }
        let id = self.insert(tag);
        self.formatting.entries.push(Entry::Element {
            id,
            name: tag.name,
            attributes: tag.attributes,
        });
    }

    /// Whether two elements have the same attributes, in whatever order.
    fn are_alike(&self, left: Attributes, right: Attributes) -> bool {
        let (left, right) = (self.attributes_in(left), self.attributes_in(right));
        let mut pairs = left.iter().zip(0..);
        left.len() == right.len()
            && pairs.all(|(one, at)| {
                let here = right.get(at).filter(|other| other.name == one.name);
                let other = here.or_else(|| right.iter().find(|other| other.name == one.name));
                other.is_some_and(|other| one.value(self.tree.page) == other.value(self.tree.page))
            })
    }

    /// Opens the formatting elements again that are closed (WHATWG 13.2.4.3).
    #[inline]
    pub(super) fn reconstruct(&mut self) {
        match self.formatting.entries.last() {
            None | Some(Entry::Marker) => {}
            Some(Entry::Element { id, .. }) => {
                if self.stack.position(*id).is_none() {
                    self.reopen();
                }
            }
        }
    }

    fn reopen(&mut self) {
        let closed = self.formatting.since_marker();
        let closed = closed.take_while(|(_, id, ..)| self.stack.position(*id).is_none());
        let closed = closed.count();
        let from = self.formatting.entries.len() - closed;
        for at in from..self.formatting.entries.len() {
            if let Some((name, attributes)) = self.formatting.get(at) {
                let new = self.insert(Tag {
                    name,
                    attributes,
                    self_closing: false,
                });
                self.formatting.replace(at, new);
            }
        }
    }
}
