//! What is like a block: elements beside its own, blocks that look or read the
//! same, and elements of other pages with the same names.

use rustc_hash::FxHashMap;

use super::lexicon::hash;
use super::mass::ratio;
use super::own::whole;
use super::view::View;
use super::{Sink, Weights};
use crate::model::Tag;

/// What the names of an element say depends on how far up it is: each of the
/// first three alone, the next five together, and all of them.
const LEVELS: [u32; 8] = [1, 2, 3, 4, 4, 4, 4, 4];
const ANY: u32 = 0;
const TAG: u32 = 5;

/// How far up the tags of elements are told apart.
const TAGGED: u32 = 4;

pub(super) fn describe(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    copies(view, at, sink);
    look(view, at, sink);
    repeats(view, at, sink);
}

fn copies(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let (all, before) = view.copies.get(at).copied().unwrap_or_default();
    sink.put("text said twice", whole(all));
    sink.put("text said twice", whole(before));
}

/// Blocks in elements with the same tags and classes.
fn look(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let all = view.sums.all();
    let look = view.alike(at);
    let mass = look.mass;
    let span = view.sums.blocks(look.first, look.last + 1);
    sink.put("blocks that look alike", mass.blocks);
    sink.put("blocks that look alike", ratio(mass.words, mass.blocks));
    sink.put("blocks that look alike", mass.density());
    sink.put("blocks that look alike", ratio(mass.sentences, mass.words));
    sink.put("blocks that look alike", ratio(mass.plain(), all.plain()));
    sink.put("blocks that look alike", ratio(span, all.blocks));
    sink.put(
        "blocks that look alike",
        ratio(view.sums.blocks(look.first, at), span),
    );
}

/// Elements that repeat around it, as the posts of a forum and the cards of a
/// shop do: the nearest family of three or more that hold some text, and the
/// next one above.
fn repeats(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let nearest = |from: u32| {
        let place = view.repeating.get(from as usize);
        let place = place.and_then(|place| view.places.get(*place))?;
        Some((place, view.places.family(place)?))
    };
    let all = view.sums.all();
    let mut from = view.leaf(at);
    for above in [false, true] {
        let Some((place, family)) = nearest(from) else {
            let columns = if above { 2 } else { 7 };
            for _ in 0..columns {
                sink.put("elements that repeat", -1.0);
            }
            continue;
        };
        from = place.parent;
        let own = view.within(place);
        let mass = view.sums.between(family.from as usize, family.to as usize);
        let members = whole(family.members);
        sink.put("elements that repeat", members);
        sink.put("elements that repeat", ratio(mass.plain(), all.plain()));
        if !above {
            sink.put("elements that repeat", mass.words / members);
            sink.put("elements that repeat", mass.density());
            sink.put("elements that repeat", own.words);
            sink.put("elements that repeat", ratio(mass.common, mass.words));
            sink.put("elements that repeat", ratio(mass.sentences, mass.words));
        }
    }
    let leaf = view.places.get(view.leaf(at));
    let family = leaf.and_then(|leaf| view.places.family(leaf));
    let members = family.map_or(0.0, |family| whole(family.members));
    sink.put("elements like its own", members);
}

/// The token of a word or tag at a level.
fn token(level: u32, word: u32) -> u32 {
    let mixed = (word ^ level.wrapping_mul(0x9e37_79b9)).wrapping_mul(0x85eb_ca6b);
    mixed ^ (mixed >> 15)
}

/// The names around one block, as tokens.
pub(super) fn tokens(view: &View<'_>, at: usize) -> Vec<u32> {
    let mut tokens = Vec::new();
    for (step, place) in (0_u32..).zip(view.places.chain(view.leaf(at))) {
        let names = view.places.names.get(place.names as usize);
        for word in names.map_or(&[][..], |names| view.places.words(names)) {
            tokens.push(token(ANY, *word));
            if let Some(level) = LEVELS.get(step as usize) {
                tokens.push(token(*level, *word));
            }
        }
        if step < TAGGED {
            tokens.push(token(TAG + step, hash(place.tag.name().as_bytes())));
        }
    }
    tokens
}

/// The same names as a score for each block. Names are weighed once, and what
/// is around an element once for all blocks in it.
pub(super) fn scores(view: &View<'_>, weights: &impl Weights) -> Vec<f32> {
    const KINDS: u32 = 5;
    let weighed: Vec<[i32; KINDS as usize]> = view
        .places
        .names
        .iter()
        .map(|names| {
            std::array::from_fn(|level| {
                let level = u32::try_from(level).unwrap_or(KINDS);
                let words = view.places.words(names).iter();
                words.map(|word| weights.weight(token(level, *word))).sum()
            })
        })
        .collect();
    let weighed = |names: u32, level: u32| -> i32 {
        let levels = weighed.get(names as usize);
        let weight = levels.and_then(|levels| levels.get(level as usize));
        weight.copied().unwrap_or(0)
    };
    let mut any: Vec<i32> = Vec::with_capacity(view.places.all.len());
    for place in &view.places.all {
        let above = any.get(place.parent as usize).copied().unwrap_or(0);
        any.push(above + weighed(place.names, ANY));
    }
    let mut tags: FxHashMap<u8, [i32; TAGGED as usize]> = FxHashMap::default();
    let mut tagged = |tag: Tag, step: u32| -> i32 {
        let weights = tags.entry(tag as u8).or_insert_with(|| {
            let tag = hash(tag.name().as_bytes());
            [0, 1, 2, 3].map(|step| weights.weight(token(TAG + step, tag)))
        });
        weights.get(step as usize).copied().unwrap_or(0)
    };
    (0..view.wordings.len())
        .map(|at| {
            let leaf = view.leaf(at);
            let mut sum = any.get(leaf as usize).copied().unwrap_or(0);
            for ((step, level), place) in (0_u32..).zip(LEVELS).zip(view.places.chain(leaf)) {
                sum += weighed(place.names, level);
                if step < TAGGED {
                    sum += tagged(place.tag, step);
                }
            }
            weights.score(sum)
        })
        .collect()
}
