//! A document as its blocks' features are read from it.

use rustc_hash::FxHashMap;

use super::mass::{Mass, Sums};
use super::names::Named;
use super::place::{NONE, Place, Places, index};
use super::title::Titled;
use super::toward::Toward;
use super::wording::Wording;
use super::{Sink, around, likeness, own, title};
use crate::model::{Block, BlockKind, Document};

/// What several features need, worked out once.
pub(super) struct View<'d> {
    pub(super) document: &'d Document,
    pub(super) wordings: Vec<Wording>,
    pub(super) sums: Sums,
    /// Words of the longest block.
    pub(super) longest: f32,
    pub(super) places: Places,
    pub(super) titled: Titled,
    /// The element that running text points to, and how far it is from each.
    pub(super) top: u32,
    pub(super) toward_top: Toward,
    /// How far it is from each element to that of the headline.
    pub(super) toward_headline: Toward,
    /// Of each element: the nearest of those that repeat, itself or around it.
    pub(super) repeating: Vec<u32>,
    /// Of each block: how many say the same, and how many of them before it.
    pub(super) copies: Vec<(u32, u32)>,
    /// Of each block: which of the page's looks it has.
    look: Vec<u32>,
    /// Blocks that look alike, by it.
    looks: Vec<Look>,
    /// Of each block: how many blocks before it the last heading is.
    pub(super) since: Vec<u32>,
    /// Of each block: how far it is to running text after it.
    pub(super) prose: Vec<u32>,
}

/// Blocks that look alike, together.
#[derive(Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) mass: Mass,
    pub(super) first: usize,
    pub(super) last: usize,
}

impl<'d> View<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let wordings: Vec<Wording> = document
            .blocks
            .iter()
            .map(|block| Wording::of(document.content(block)))
            .collect();
        let masses: Vec<Mass> = document
            .blocks
            .iter()
            .zip(&wordings)
            .map(|(block, wording)| Mass::of(block, wording))
            .collect();
        let places = Places::of(document);
        let titled = Titled::of(document, &wordings);
        let headline = titled.headline().and_then(|at| document.blocks.get(at));
        let headline = headline.and_then(|block| block.node).unwrap_or(NONE);
        let top = top(document, &masses, &places);
        let mut view = Self {
            document,
            titled,
            top,
            toward_top: Toward::of(&places, top),
            toward_headline: Toward::of(&places, headline),
            sums: Sums::of(masses.iter().copied()),
            longest: masses.iter().map(|mass| mass.words).fold(0.0, f32::max),
            repeating: Vec::new(),
            copies: copies(&wordings),
            look: Vec::new(),
            looks: Vec::new(),
            since: since(document),
            prose: prose(&masses),
            places,
            wordings,
        };
        view.repeating = view.repeating();
        view.set_looks(&masses);
        view
    }

    /// One block's features but for the score of the names around it.
    pub(super) fn describe(&self, at: usize, sink: &mut impl Sink) {
        own::describe(self, at, sink);
        around::describe(self, at, sink);
        likeness::describe(self, at, sink);
        title::describe(self, at, sink);
    }

    pub(super) fn block(&self, at: usize) -> Option<&Block> {
        self.document.blocks.get(at)
    }

    /// The innermost element around a block.
    pub(super) fn leaf(&self, at: usize) -> u32 {
        self.block(at).and_then(|block| block.node).unwrap_or(NONE)
    }

    /// What beside an article the names of an element name.
    pub(super) fn named(&self, place: &Place) -> Named {
        let names = self.places.names.get(place.names as usize);
        names.map_or(Named::default(), |names| names.named)
    }

    /// What looks the same has this in common: three elements from the block up.
    pub(super) fn look(&self, at: usize) -> u32 {
        self.look.get(at).copied().unwrap_or(NONE)
    }

    /// The blocks that look like one.
    pub(super) fn alike(&self, at: usize) -> Look {
        let look = self.looks.get(self.look(at) as usize);
        look.copied().unwrap_or_default()
    }

    fn set_looks(&mut self, masses: &[Mass]) {
        let mut known: FxHashMap<u32, u32> = FxHashMap::default();
        for (at, mass) in masses.iter().enumerate() {
            let next = index(self.looks.len());
            let look = *known.entry(self.signature(at)).or_insert(next);
            if look == next {
                self.looks.push(Look {
                    first: at,
                    ..Look::default()
                });
            }
            if let Some(look) = self.looks.get_mut(look as usize) {
                look.mass += *mass;
                look.last = at;
            }
            self.look.push(look);
        }
    }

    fn signature(&self, at: usize) -> u32 {
        let chain = self.places.chain(self.leaf(at)).take(3);
        chain.fold(0, |look: u32, place| {
            look.wrapping_mul(31).wrapping_add(place.signature)
        })
    }

    /// Elements that repeat are three or more that look alike and hold some text.
    fn repeating(&self) -> Vec<u32> {
        let mut repeating: Vec<u32> = Vec::with_capacity(self.places.all.len());
        for (at, place) in (0..).zip(&self.places.all) {
            let family = self.places.family(place);
            let repeats = family.is_some_and(|family| family.members >= 3) && {
                let mass = self.within(place);
                mass.blocks >= 2.0 || mass.words >= 6.0
            };
            let above = repeating.get(place.parent as usize).copied();
            repeating.push(if repeats { at } else { above.unwrap_or(NONE) });
        }
        repeating
    }

    pub(super) fn within(&self, place: &Place) -> Mass {
        self.sums.between(place.from as usize, place.to as usize)
    }
}

/// The element that running text points to, as Arc90's Readability finds it:
/// each block scores for its parent, for half for its grandparent, and so on.
fn top(document: &Document, masses: &[Mass], places: &Places) -> u32 {
    let mut scores = vec![0.0_f32; places.all.len()];
    for (block, mass) in document.blocks.iter().zip(masses) {
        let bytes = u16::try_from(block.content.len()).unwrap_or(u16::MAX);
        let own = 1.0 + mass.commas + (f32::from(bytes) / 100.0).min(3.0);
        let mut share = own * (1.0 - mass.density()) * if mass.words >= 5.0 { 1.0 } else { 0.0 };
        let mut at = block.node.unwrap_or(NONE);
        for _ in 0..4 {
            if let Some(score) = scores.get_mut(at as usize) {
                *score += share;
            }
            share /= 2.0;
            at = places.get(at).map_or(NONE, |place| place.parent);
        }
    }
    let mut best = (NONE, 0.0);
    for (at, score) in (0..).zip(scores) {
        if score > best.1 {
            best = (at, score);
        }
    }
    best.0
}

fn copies(wordings: &[Wording]) -> Vec<(u32, u32)> {
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    counts.reserve(wordings.len());
    let before: Vec<u32> = wordings
        .iter()
        .map(|wording| {
            let count = counts.entry(wording.digest).or_default();
            *count += 1;
            *count - 1
        })
        .collect();
    let all = |wording: &Wording| counts.get(&wording.digest).copied().unwrap_or(1);
    wordings.iter().map(all).zip(before).collect()
}

fn since(document: &Document) -> Vec<u32> {
    let mut since = 200;
    let blocks = document.blocks.iter();
    blocks
        .map(|block| {
            since = match block.kind {
                BlockKind::Heading(_) => 0,
                _ => (since + 1).min(200),
            };
            since
        })
        .collect()
}

/// How many blocks on running text is met, each block's own aside.
fn prose(masses: &[Mass]) -> Vec<u32> {
    const FAR: u32 = 200;
    let mut gap = FAR;
    let step = |mass: &Mass| {
        let next = if mass.proses > 0.0 {
            1
        } else {
            (gap + 1).min(FAR)
        };
        std::mem::replace(&mut gap, next)
    };
    let mut prose: Vec<u32> = masses.iter().rev().map(step).collect();
    prose.reverse();
    prose
}
