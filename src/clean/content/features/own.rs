//! What a block shows of itself, where it stands, and the page as a whole.

use super::Sink;
use super::mass::ratio;
use super::place::{NEAR, TAGS};
use super::view::View;
use super::wording::Wording;
use crate::model::BlockKind;

pub(super) fn describe(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let wording = view.wordings.get(at).copied().unwrap_or_default();
    text(&wording, sink);
    element(view, at, sink);
    position(view, at, sink);
    page(view, sink);
}

fn text(wording: &Wording, sink: &mut impl Sink) {
    sink.put("its words", wording.words);
    sink.put("its commas", wording.commas);
    sink.put("how it ends", wording.ending);
    sink.put("its separators", wording.separators);
}

fn element(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let (density, kind) = view
        .block(at)
        .map_or((0.0, 0.0), |block| (block.link_density(), kind(block.kind)));
    sink.put("its links", density);
    sink.put("what it is", kind);
    let mut chain = view.places.chain(view.leaf(at));
    for _ in 0..2 {
        let place = chain.next();
        sink.put(
            "the elements it is in",
            place.map_or(0.0, |place| f32::from(place.tag as u8)),
        );
    }
    let near = view.places.near.get(view.leaf(at) as usize);
    let near = near.copied().unwrap_or([40; NEAR]);
    let (tags, named) = near.split_at(TAGS.len());
    for steps in tags {
        sink.put("the elements around it", f32::from(*steps));
    }
    for steps in named {
        sink.put("the kinds of elements around it", f32::from(*steps));
    }
}

fn kind(kind: BlockKind) -> f32 {
    match kind {
        BlockKind::Paragraph => 0.0,
        BlockKind::Line => 1.0,
        BlockKind::Item => 2.0,
        BlockKind::Cell => 3.0,
        BlockKind::Quote => 4.0,
        BlockKind::Code => 5.0,
        BlockKind::Caption => 6.0,
        BlockKind::Heading(level) => 6.0 + f32::from(level),
    }
}

fn position(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let all = view.sums.all();
    let before = view.sums.between(0, at);
    sink.put("its place on the page", ratio(before.blocks, all.blocks));
    sink.put("its place in the text", ratio(before.words, all.words));
    sink.put("its place in the text", ratio(before.plain(), all.plain()));
    sink.put("its place on the page", before.blocks);
    sink.put("its place in the text", all.words - before.words);
    let after = view.prose.get(at).copied().unwrap_or_default();
    sink.put("running text after it", whole(after));
}

/// The same for all blocks of a page: what kind of page it is.
pub(super) fn page(view: &View<'_>, sink: &mut impl Sink) {
    let all = view.sums.all();
    sink.put("the page", all.words);
    sink.put("the page", all.blocks);
    sink.put("the page", all.density());
    sink.put("the page", all.proses);
    sink.put("the page", ratio(all.prose, all.words));
    sink.put("the page", all.paragraphs);
    sink.put("the page", all.items);
    sink.put("the page", all.headings);
    sink.put("the page", ratio(all.sentences, all.words));
    sink.put("the page", ratio(all.common, all.words));
    sink.put("the page", all.currency);
    sink.put("the page", view.longest);
}

#[expect(clippy::cast_precision_loss, reason = "counts of a page")]
pub(super) fn whole(count: u32) -> f32 {
    count as f32
}
