//! Where the elements of a page are: what is around each, which blocks it
//! holds, which others are like it.

use rustc_hash::FxHashMap;

use super::lexicon::NEAR_KINDS;
use super::names::Names;
use crate::model::{Document, Node, Tag};

/// Elements whose nearness is told apart by their tag.
pub(super) const TAGS: [Tag; 9] = [
    Tag::Article,
    Tag::Main,
    Tag::Nav,
    Tag::Footer,
    Tag::Aside,
    Tag::Form,
    Tag::Figure,
    Tag::Li,
    Tag::P,
];

/// One more for what is hidden.
pub(super) const NEAR: usize = TAGS.len() + 1 + NEAR_KINDS;

/// Further than this is nowhere.
const FAR: u8 = 40;

/// How many steps up it is to the nearest element of each kind; `FAR` where
/// there is none.
pub(super) type Near = [u8; NEAR];

/// How far it is to an element that there is not.
pub(super) const NOWHERE: (f32, f32) = (40.0, 40.0);

/// No element.
pub(super) const NONE: u32 = u32::MAX;

/// An element, as blocks see it.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) parent: u32,
    pub(super) tag: Tag,
    /// The blocks in it, from and to.
    pub(super) from: u32,
    pub(super) to: u32,
    /// The nearest element around it that holds more blocks.
    pub(super) wider: u32,
    /// Tag and first two names: elements that share it look alike.
    pub(super) signature: u32,
    /// Its names, as an index into those of the page.
    pub(super) names: u32,
    /// Its like among the children of its parent.
    pub(super) family: u32,
}

impl Place {
    pub(super) fn blocks(&self) -> u32 {
        self.to - self.from
    }
}

/// Children of one element that look alike.
#[derive(Clone, Copy, Default)]
pub(super) struct Family {
    pub(super) members: u32,
    /// Blocks of all of them, from and to.
    pub(super) from: u32,
    pub(super) to: u32,
}

/// All elements of a page, parents before children.
pub(super) struct Places {
    pub(super) all: Vec<Place>,
    pub(super) near: Vec<Near>,
    pub(super) names: Vec<Names>,
    /// The words of all names.
    words: Vec<u32>,
    pub(super) families: Vec<Family>,
}

impl Places {
    pub(super) fn of(document: &Document) -> Self {
        let outline = &document.outline;
        let count = outline.nodes().len();
        let mut places = Self {
            all: Vec::with_capacity(count),
            near: Vec::with_capacity(count),
            names: Vec::new(),
            words: Vec::new(),
            families: Vec::new(),
        };
        let mut known: FxHashMap<&str, u32> = FxHashMap::default();
        let mut families: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        families.reserve(count);
        let starts: Vec<usize> = document.blocks.iter().map(|b| b.content.start).collect();
        for node in outline.nodes() {
            let written = outline.names(node);
            let names = *known.entry(written).or_insert_with(|| {
                let names = Names::of(written, &mut places.words);
                places.names.push(names);
                index(places.names.len() - 1)
            });
            places.add(node, names, &starts, &mut families);
        }
        places
    }

    fn add(
        &mut self,
        node: &Node,
        names: u32,
        starts: &[usize],
        families: &mut FxHashMap<(u32, u32), u32>,
    ) {
        let here = index(self.all.len());
        let parent = node.parent.unwrap_or(NONE);
        let above = self.get(parent).copied();
        let (kinds, signature) = self
            .names
            .get(names as usize)
            .map_or((0, 0), |names| (names.kinds, names.signature));
        // An element's blocks lie among its parent's.
        let within = above.map_or(0..index(starts.len()), |above| above.from..above.to);
        let inside = starts
            .get(within.start as usize..within.end as usize)
            .unwrap_or_default();
        let at =
            |place: usize| within.start + index(inside.partition_point(|start| *start < place));
        let (from, to) = (at(node.span.start), at(node.span.end));
        let wider = match above {
            Some(above) if above.blocks() > to - from => parent,
            Some(above) => above.wider,
            None => NONE,
        };
        let signature = signature ^ (node.tag as u32).wrapping_mul(0x9e37_79b9);
        let family = if to > from {
            *families.entry((parent, signature)).or_insert_with(|| {
                self.families.push(Family {
                    from,
                    ..Family::default()
                });
                index(self.families.len() - 1)
            })
        } else {
            NONE
        };
        if let Some(family) = self.families.get_mut(family as usize) {
            family.members += 1;
            family.to = to;
        }
        let mut near = self
            .near
            .get(parent as usize)
            .copied()
            .unwrap_or([FAR; NEAR]);
        approach(&mut near, node, kinds, here == 0);
        self.near.push(near);
        self.all.push(Place {
            parent,
            tag: node.tag,
            from,
            to,
            wider,
            signature,
            names,
            family,
        });
    }

    pub(super) fn get(&self, at: u32) -> Option<&Place> {
        self.all.get(at as usize)
    }

    /// The words of names.
    pub(super) fn words(&self, names: &Names) -> &[u32] {
        self.words.get(names.words.clone()).unwrap_or_default()
    }

    pub(super) fn family(&self, place: &Place) -> Option<&Family> {
        self.families.get(place.family as usize)
    }

    /// An element and all around it, from the inside out.
    pub(super) fn chain(&self, at: u32) -> impl Iterator<Item = &Place> {
        std::iter::successors(self.get(at), |place| self.get(place.parent))
    }
}

/// What of the kinds an element is is now no step away, the rest one step more.
fn approach(near: &mut Near, node: &Node, kinds: u64, outermost: bool) {
    for steps in near.iter_mut() {
        *steps = (*steps + 1).min(FAR);
    }
    let (tags, rest) = near.split_at_mut(TAGS.len());
    if let Some(steps) = TAGS
        .iter()
        .position(|known| *known == node.tag)
        .and_then(|at| tags.get_mut(at))
    {
        *steps = 0;
    }
    let Some((hidden, named)) = rest.split_first_mut() else {
        return;
    };
    if node.hidden {
        *hidden = 0;
    }
    // Names around the whole page speak of the page, not of its parts.
    if outermost {
        return;
    }
    let mut bits = kinds & ((1 << NEAR_KINDS) - 1);
    while bits != 0 {
        if let Some(steps) = named.get_mut(bits.trailing_zeros() as usize) {
            *steps = 0;
        }
        bits &= bits - 1;
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a page has fewer than four thousand million elements"
)]
pub(super) fn index(at: usize) -> u32 {
    at as u32
}
