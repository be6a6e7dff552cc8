//! What of an article's page may stay beside its text, by where it stands and
//! what its elements are called.

use super::apart::{begun, captions, comments};
use super::lexicon::KINDS;
use super::place::Place;
use super::view::View;
use crate::model::{Block, Part, Tag};

/// Elements around a block that speak of it.
const AROUND: usize = 3;

/// Words of the longest byline.
const LINE: f32 = 20.0;

/// Blocks before an article without a headline among which its byline may be.
const BEFORE: usize = 12;

/// Which blocks are one of these parts, where `kept` would stay of the page.
pub(super) fn parts(view: &View<'_>, kept: &[bool], parts: &[Part]) -> Vec<bool> {
    let mut stays = vec![false; kept.len()];
    let (Some(first), Some(begun)) = (kept.iter().position(|kept| *kept), begun(view, kept)) else {
        return stays;
    };
    let last = kept.iter().rposition(|kept| *kept).unwrap_or(first);
    let top = view.titled.headline().filter(|headline| *headline <= begun);
    let top = top.unwrap_or_else(|| first.saturating_sub(BEFORE));
    for part in parts {
        match part {
            Part::Byline => mark(&mut stays, top..begun + 1, |at| is_byline(view, at)),
            Part::Date => mark(&mut stays, top..begun + 1, |at| is_date(view, at)),
            Part::Caption => {
                let mut apart = vec![None; kept.len()];
                captions(view, &mut apart);
                let is_caption = |at: usize| matches!(apart.get(at), Some(Some(_)));
                mark(&mut stays, top.min(first)..last + 1, is_caption);
            }
            Part::Comments => {
                let mut apart = vec![None; kept.len()];
                comments(view, begun, &mut apart);
                let is_comment = |at: usize| matches!(apart.get(at), Some(Some(_)));
                mark(&mut stays, begun..kept.len(), |at| {
                    is_comment(at) && !is_control(view, at)
                });
            }
        }
    }
    stays
}

fn mark(stays: &mut [bool], range: std::ops::Range<usize>, is: impl Fn(usize) -> bool) {
    for (at, stays) in stays
        .iter_mut()
        .enumerate()
        .take(range.end)
        .skip(range.start)
    {
        *stays |= is(at);
    }
}

/// A line that names its author, or in an element that is named for authors.
fn is_byline(view: &View<'_>, at: usize) -> bool {
    let names_author = || {
        let author = view.document.metadata.author.as_deref();
        let text = view.block(at).map(|block| view.document.content(block));
        author
            .zip(text)
            .is_some_and(|(author, text)| text.contains(author))
    };
    is_signed(view, at) || is_plain_line(view, at) && names_author()
}

/// A line in an element that is named for authors.
pub(super) fn is_signed(view: &View<'_>, at: usize) -> bool {
    let called = |place: &Place| is_called(view, place, "author");
    is_plain_line(view, at) && around(view, at).any(called)
}

/// A line with a number in an element for times or one that is named for dates.
fn is_date(view: &View<'_>, at: usize) -> bool {
    let wording = view.wordings.get(at);
    let counts = wording.is_some_and(|wording| wording.digits > 0.0);
    let called = |place: &Place| place.tag == Tag::Time || is_called(view, place, "date");
    is_line(view, at) && counts && around(view, at).any(called)
}

/// Whether the names of an element name elements of a kind.
fn is_called(view: &View<'_>, place: &Place, kind: &str) -> bool {
    let names = view.places.names.get(place.names as usize);
    let bit = KINDS.iter().position(|(known, _)| *known == kind);
    names
        .zip(bit)
        .is_some_and(|(names, bit)| names.kinds >> bit & 1 == 1)
}

fn is_line(view: &View<'_>, at: usize) -> bool {
    let wording = view.wordings.get(at);
    wording.is_some_and(|wording| wording.words <= LINE)
}

fn is_plain_line(view: &View<'_>, at: usize) -> bool {
    let is_heading = view.block(at).is_some_and(Block::is_heading);
    is_line(view, at) && !is_heading
}

/// What is there to be pressed or filled in.
fn is_control(view: &View<'_>, at: usize) -> bool {
    let links = view
        .block(at)
        .is_some_and(|block| block.link_density() >= 0.5);
    let control = |place: &Place| {
        matches!(
            place.tag,
            Tag::Form | Tag::Button | Tag::Label | Tag::Select
        )
    };
    links || view.places.chain(view.leaf(at)).any(control)
}

fn around<'v>(view: &'v View<'_>, at: usize) -> impl Iterator<Item = &'v Place> {
    view.places.chain(view.leaf(at)).take(AROUND)
}
