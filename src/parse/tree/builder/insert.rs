//! Where elements and texts go in a tree (WHATWG 13.2.6.1 to 13.2.6.3).

use super::super::node::{Attributes, Id, Kind, NONE, Nodes, Space, Stretch};
use super::modes::{Flow, Mode};
use super::stack::Open;
use super::{Builder, Tag};
use crate::parse::markup::sets::TABLE_PARTS;
use crate::parse::markup::{Name, known};
use crate::parse::tokenizer::Content;

/// Where a node goes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// Behind all that is in this one.
    Last(Id),
    Before(Id),
}

impl Builder<'_> {
    /// Gives an element the attributes that it does not have yet.
    pub(super) fn add_missing(&mut self, id: Id, more: Attributes) {
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
    pub(super) fn place(&self) -> Place {
        let target = self.stack.current();
        target.map_or(Place::Last(Nodes::DOCUMENT), |target| self.place_in(target))
    }

    /// The same with another target than the current element.
    #[inline]
    pub(super) fn place_in(&self, target: Open) -> Place {
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
    pub(super) fn put(&mut self, place: Place, node: Id) {
        match place {
            Place::Last(parent) => self.tree.nodes.append(parent, node),
            Place::Before(sibling) => self.tree.nodes.insert_before(sibling, node),
        }
    }

    /// Inserts an element and leaves it open.
    #[inline]
    pub(super) fn insert(&mut self, tag: Tag) -> Id {
        self.insert_in(Space::Html, tag)
    }

    pub(super) fn insert_in(&mut self, space: Space, tag: Tag) -> Id {
        let id = self.insert_closed(space, tag);
        self.stack.push(Open {
            id,
            name: tag.name,
            space,
        });
        id
    }

    /// Inserts an element that holds nothing.
    pub(super) fn insert_empty(&mut self, tag: Tag) -> Id {
        self.insert_closed(Space::Html, tag)
    }

    #[inline]
    pub(super) fn insert_closed(&mut self, space: Space, tag: Tag) -> Id {
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
    pub(super) fn insert_implied(&mut self, name: Name) -> Id {
        self.insert(Tag {
            name,
            attributes: Attributes::default(),
            self_closing: false,
        })
    }

    /// Inserts an element whose content is text (WHATWG 13.2.6.2).
    pub(super) fn insert_with_text(&mut self, tag: Tag, content: Content) -> Flow {
        self.insert(tag);
        self.content = content;
        self.original_mode = self.mode;
        self.mode = Mode::Text;
        Flow::Done
    }

    /// Inserts text, as part of the text before it where it goes on from there.
    #[inline]
    pub(super) fn insert_text(&mut self, text: Stretch) -> Flow {
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
    pub(super) fn insert_written(&mut self, text: &str) -> Flow {
        let text = self.write(text);
        self.insert_text(text)
    }

    pub(super) fn write(&mut self, text: &str) -> Stretch {
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
