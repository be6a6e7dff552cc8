//! What is around a block: the elements that hold it, the blocks beside it.

use super::Sink;
use super::mass::{Mass, ratio};
use super::own::whole;
use super::place::Place;
use super::view::View;
use crate::model::Block;

/// Blocks to either side whose text is looked at.
const BESIDE: usize = 3;

pub(super) fn describe(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    containers(view, at, sink);
    shares(view, at, sink);
    toward_top(view, at, sink);
    neighbours(view, at, sink);
    windows(view, at, sink);
}

/// The elements around it that each hold more blocks than the last.
fn containers(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let all = view.sums.all();
    let mut around = view.places.get(view.leaf(at));
    for step in 0..=6 {
        if matches!(step, 0 | 1 | 2 | 3 | 4 | 6) {
            let mass = around.map_or(Mass::default(), |place| view.within(place));
            sink.put("what it stands in", mass.words);
            sink.put("what it stands in", mass.density());
            sink.put("what it stands in", mass.blocks);
            sink.put("what it stands in", ratio(mass.words, mass.blocks));
            sink.put("what it stands in", ratio(mass.plain(), all.plain()));
            sink.put("what it stands in", ratio(mass.sentences, mass.words));
            sink.put("what it stands in", mass.proses);
            sink.put("what it stands in", ratio(mass.prose, mass.words));
            sink.put("what it stands in", ratio(mass.paragraphs, mass.blocks));
            sink.put("what it stands in", ratio(mass.items, mass.blocks));
            sink.put("what it stands in", ratio(mass.common, mass.words));
            sink.put("what it stands in", mass.headings);
            sink.put("what it stands in", ratio(mass.sentences, all.sentences));
            let first = around.map_or(0, |place| place.from);
            let before = view.sums.blocks(first as usize, at);
            sink.put("its place in what it stands in", ratio(before, mass.blocks));
        }
        around = around.and_then(|place| view.places.get(place.wider));
    }
}

/// How far up the first element is that holds a share of the page's text, and
/// how many of the page's blocks.
fn shares(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let all = view.sums.all();
    let mut around = view.places.get(view.leaf(at));
    let mut steps = 0.0;
    for share in [0.1, 0.25, 0.5, 0.75, 0.9] {
        while let Some(place) = around
            && view.within(place).plain() < share * all.plain()
        {
            let wider = view.places.get(place.wider);
            if wider.is_none() {
                break;
            }
            around = wider;
            steps += 1.0;
        }
        let mass = around.map_or(Mass::default(), |place| view.within(place));
        sink.put("the page's text around it", steps);
        sink.put("the page's text around it", ratio(mass.blocks, all.blocks));
    }
}

/// Where it is from the element that running text points to.
fn toward_top(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let (up, down) = view.toward_top.from(view.leaf(at));
    sink.put("the main text", up);
    sink.put("the main text", down);
    let top = view.places.get(view.top);
    let range = |top: &Place| (top.from as usize, top.to as usize);
    let (from, to) = top.map_or((0, 0), range);
    let mass = view.sums.between(from, to);
    let relative = if at < from {
        -view.sums.blocks(at, from)
    } else if at >= to {
        1.0 + view.sums.blocks(to, at)
    } else {
        ratio(view.sums.blocks(from, at), mass.blocks)
    };
    sink.put("the main text", relative);
    sink.put(
        "the main text",
        ratio(mass.plain(), view.sums.all().plain()),
    );
}

fn neighbours(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    for step in 1..=BESIDE {
        for beside in [at.checked_sub(step), at.checked_add(step)] {
            let wording = beside.and_then(|at| view.wordings.get(at));
            let block = beside.and_then(|at| view.block(at));
            sink.put(
                "blocks beside it",
                wording.map_or(-1.0, |wording| wording.words),
            );
            sink.put("blocks beside it", block.map_or(-1.0, Block::link_density));
            sink.put(
                "blocks beside it",
                wording.map_or(-1.0, |wording| wording.sentences),
            );
            if step == 1 {
                sink.put(
                    "blocks beside it",
                    wording.map_or(-1.0, |wording| wording.ending),
                );
                let steps = match beside {
                    Some(after) if after > at => view.between.get(after).map(|steps| steps.0),
                    _ => view.between.get(at).map(|steps| steps.1),
                };
                sink.put("blocks beside it", steps.unwrap_or(0.0));
                let alike = block.is_some()
                    && beside.is_some_and(|beside| view.look(beside) == view.look(at));
                sink.say("blocks beside it", alike);
            }
        }
    }
}

fn windows(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let windows = [
        (at.saturating_sub(5), at),
        (at + 1, at + 6),
        (at.saturating_sub(10), at + 11),
        (at.saturating_sub(25), at + 26),
    ];
    for (from, to) in windows {
        let mass = view.sums.between(from, to);
        sink.put("text near it", mass.words);
        sink.put("text near it", mass.density());
        sink.put("text near it", mass.sentences);
        sink.put("text near it", mass.proses);
    }
    let since = view.since.get(at).copied().unwrap_or(0);
    sink.put("its heading", whole(since));
}
