//! The adoption agency: formatting elements that are closed though others are
//! open in them (WHATWG 13.2.6.4.7).

use super::super::node::{Attributes, Id, Kind, NONE, Space};
use super::Builder;
use super::formatting::Entry;
use super::insert::Place;
use super::stack::{Open, Scope};
use crate::parse::markup::Name;
use crate::parse::markup::known::A;
use crate::parse::markup::sets::SPECIAL;

impl Builder<'_> {
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
        // 2
        if let Some(current) = self.stack.current()
            && current.is_named(subject)
            && self.formatting.position(current.id).is_none()
        {
            self.stack.pop();
            return;
        }
        // 3, 4.1, 4.2
        for _ in 0..8 {
            // 4.3
            let mut since = self.formatting.since_marker();
            let found = since.find(|(_, _, name, _)| *name == subject);
            let Some((entry, element, _, attributes)) = found else {
                drop(since);
                self.close_other(subject);
                return;
            };
            drop(since);
            // 4.4
            let Some(place) = self.stack.position(element) else {
                self.formatting.remove(entry);
                return;
            };
            // 4.5
            if !self.stack.is_in(Scope::Any, |open| open.id == element) {
                return;
            }
            // 4.7
            let mut above =
                (place..self.stack.len()).filter_map(|at| Some((at, self.stack.get(at)?)));
            let furthest = above.find(|(_, open)| open.is(SPECIAL));
            drop(above);
            let Some((block_at, block)) = furthest else {
                // 4.8
                self.stack.truncate(place);
                self.formatting.remove(entry);
                return;
            };
            // 4.9 to 4.13
            let ancestor = place.checked_sub(1).and_then(|at| self.stack.get(at));
            let (last, bookmark) = self.adopt_between(element, block_at, block.id);
            // 4.14
            self.tree.nodes.detach(last);
            let place = ancestor.map_or(Place::Last(NONE), |ancestor| self.place_in(ancestor));
            self.put(place, last);
            // 4.15
            let new = self.create(subject, Space::Html, attributes);
            // 4.16, 4.17
            self.tree.nodes.move_children(block.id, new);
            self.tree.nodes.append(block.id, new);
            // 4.18
            let new_entry = Entry::Element {
                id: new,
                name: subject,
                attributes,
            };
            let after = bookmark.and_then(|after| self.formatting.position(after));
            if let Some(after) = after {
                self.formatting.insert(after + 1, new_entry);
                self.formatting.remove_id(element);
            } else if let Some(at) = self.formatting.position(element) {
                self.formatting.replace(at, new);
            }
            // 4.19
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

    /// The inner loop of it (4.13): what stands between the formatting element and
    /// the furthest block is made anew around the block. The outermost, and the
    /// element that the bookmark is behind.
    fn adopt_between(&mut self, element: Id, block_at: usize, block: Id) -> (Id, Option<Id>) {
        let mut last = block;
        let mut bookmark = None;
        let mut counter = 0;
        let mut at = block_at;
        loop {
            // 4.13.1 to 4.13.3
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
            // 4.13.4, 4.13.5
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
            // 4.13.6
            let Some((name, attributes)) = self.formatting.get(entry) else {
                break;
            };
            let new = self.create(name, Space::Html, attributes);
            self.formatting.replace(entry, new);
            self.stack.replace(at, new);
            // 4.13.7
            if last == block {
                bookmark = Some(new);
            }
            // 4.13.8, 4.13.9
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
