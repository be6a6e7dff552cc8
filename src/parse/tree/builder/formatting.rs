//! The active formatting elements (WHATWG 13.2.4.3), which are opened again
//! where something else closed them.

use super::super::node::{Attributes, Id, Kind, NONE, Space};
use super::stack::{Open, Scope};
use super::{Builder, Place, Tag};
use crate::parse::markup::Name;
use crate::parse::markup::known::A;
use crate::parse::markup::sets::SPECIAL;

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

    fn position(&self, id: Id) -> Option<usize> {
        self.entries.iter().rposition(|entry| entry.is(id))
    }

    fn remove(&mut self, at: usize) {
        if at < self.entries.len() {
            self.entries.remove(at);
        }
    }

    pub(super) fn remove_id(&mut self, id: Id) {
        if let Some(at) = self.position(id) {
            self.remove(at);
        }
    }

    /// The elements behind the last marker, the last first, with their places.
    fn since_marker(&self) -> impl Iterator<Item = (usize, Id, Name, Attributes)> + '_ {
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
            if let Some(&Entry::Element {
                name, attributes, ..
            }) = self.formatting.entries.get(at)
            {
                let new = self.insert(Tag {
                    name,
                    attributes,
                    self_closing: false,
                });
                self.rename(at, new);
            }
        }
    }

    /// Makes another element the one of an entry.
    fn rename(&mut self, at: usize, new: Id) {
        if let Some(Entry::Element { id, .. }) = self.formatting.entries.get_mut(at) {
            *id = new;
        }
    }

    /// Closes the `<a>` that another one ends (WHATWG 13.2.6.4.7).
    pub(super) fn close_link(&mut self) {
        if let Some(link) = self.formatting.last_named(A) {
            self.adopt(A);
            self.formatting.remove_id(link);
            self.stack.remove_id(link);
        }
    }

    /// Closes a formatting element though others are open in it, by the adoption
    /// agency algorithm (WHATWG 13.2.6.4.7), the steps of which are numbered.
    pub(super) fn adopt(&mut self, subject: Name) {
        if let Some(current) = self.stack.current()
            && current.is_named(subject)
            && self.formatting.position(current.id).is_none()
        {
            self.stack.pop();
            return;
        }
        // 3, 4
        for _ in 0..8 {
            // 6
            let mut since = self.formatting.since_marker();
            let found = since.find(|(_, _, name, _)| *name == subject);
            let Some((entry, element, _, attributes)) = found else {
                drop(since);
                self.close_other(subject);
                return;
            };
            drop(since);
            // 7
            let Some(place) = self.stack.position(element) else {
                self.formatting.remove(entry);
                return;
            };
            // 8
            if !self.stack.is_in(Scope::Any, |open| open.id == element) {
                return;
            }
            // 10
            let mut above =
                (place..self.stack.len()).filter_map(|at| Some((at, self.stack.get(at)?)));
            let furthest = above.find(|(_, open)| open.is(SPECIAL));
            drop(above);
            let Some((block_at, block)) = furthest else {
                // 11
                self.stack.truncate(place);
                self.formatting.remove(entry);
                return;
            };
            // 12
            let ancestor = place.checked_sub(1).and_then(|at| self.stack.get(at));
            let (last, bookmark) = self.adopt_between(element, block_at, block.id);
            // 15
            self.tree.nodes.detach(last);
            let place = ancestor.map_or(Place::Last(NONE), |ancestor| self.place_in(ancestor));
            self.put(place, last);
            // 16
            let new = self.create(subject, Space::Html, attributes);
            // 17, 18
            self.tree.nodes.move_children(block.id, new);
            self.tree.nodes.append(block.id, new);
            // 19
            let new_entry = Entry::Element {
                id: new,
                name: subject,
                attributes,
            };
            let after = bookmark.and_then(|after| self.formatting.position(after));
            if let Some(after) = after {
                self.formatting.entries.insert(after + 1, new_entry);
                self.formatting.remove_id(element);
            } else if let Some(at) = self.formatting.position(element) {
                self.rename(at, new);
            }
            // 20
            self.stack.remove_id(element);
            if let Some(at) = self.stack.position(block.id) {
                let open = Open {
                    id: new,
                    name: subject,
                    space: Space::Html,
                };
                self.stack.insert(at + 1, open);
            }
        }
    }

    /// The inner loop of it (14): what stands between the formatting element and
    /// the furthest block is made anew around the block. The outermost, and the
    /// element that the bookmark is behind.
    fn adopt_between(&mut self, element: Id, block_at: usize, block: Id) -> (Id, Option<Id>) {
        let mut last = block;
        let mut bookmark = None;
        let mut counter = 0;
        let mut at = block_at;
        loop {
            // 14.1 to 14.3
            counter += 1;
            let Some(below) = at.checked_sub(1) else {
                break;
            };
            at = below;
            let Some(node) = self.stack.get(at) else {
                break;
            };
            if node.id == element {
                break;
            }
            // 14.4, 14.5
            let entry = self.formatting.position(node.id);
            if counter > 3
                && let Some(entry) = entry
            {
                self.formatting.remove(entry);
            }
            let entry = entry.filter(|_| counter <= 3);
            let Some(entry) = entry else {
                self.stack.remove(at);
                continue;
            };
            // 14.6
            let Some(&Entry::Element {
                name, attributes, ..
            }) = self.formatting.entries.get(entry)
            else {
                break;
            };
            let new = self.create(name, Space::Html, attributes);
            self.rename(entry, new);
            self.stack.replace(at, new);
            // 14.7
            if last == block {
                bookmark = Some(new);
            }
            // 14.8, 14.9
            self.tree.nodes.detach(last);
            self.tree.nodes.append(new, last);
            last = new;
        }
        (last, bookmark)
    }

    /// Creates an element that hangs nowhere yet.
    fn create(&mut self, name: Name, space: Space, attributes: Attributes) -> Id {
        self.tree.nodes.create(Kind::Element {
            name,
            space,
            attributes,
        })
    }
}
