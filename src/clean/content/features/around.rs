//! What is around a block: the elements that hold it, the text near it.

use super::Sink;
use super::mass::{Mass, ratio};
use super::own::whole;
use super::place::Place;
use super::view::View;

pub(super) fn describe(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    containers(view, at, sink);
    shares(view, at, sink);
    toward_top(view, at, sink);
    windows(view, at, sink);
}

/// The elements around it that each hold more blocks than the last.
fn containers(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let all = view.sums.all();
    let mut around = view.places.get(view.leaf(at));
    for _ in 0..5 {
        let mass = around.map_or(Mass::default(), |place| view.within(place));
        sink.put("what it stands in", mass.words);
        sink.put("what it stands in", mass.density());
        sink.put("what it stands in", ratio(mass.words, mass.blocks));
        sink.put("what it stands in", ratio(mass.plain(), all.plain()));
        sink.put("what it stands in", ratio(mass.prose, mass.words));
        sink.put("what it stands in", ratio(mass.paragraphs, mass.blocks));
        sink.put("what it stands in", ratio(mass.sentences, all.sentences));
        around = around.and_then(|place| view.places.get(place.wider));
    }
}

/// How far up the first element is that holds a share of the page's text, and
/// how many of the page's blocks.
fn shares(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let all = view.sums.all();
    let mut around = view.places.get(view.leaf(at));
    let mut steps = 0.0;
    for share in [0.1, 0.25, 0.5, 0.75] {
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

fn windows(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let windows = [
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
