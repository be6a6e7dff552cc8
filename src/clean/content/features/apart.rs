//! What stands on a page and is no part of its article, however much it reads like
//! one.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::place::{Place, index};
use super::view::View;
use super::{page, parts};
use crate::model::{Block, BlockKind, Tag};

/// Words of running text that an article has before what is said of it.
const BEGUN: f32 = 30.0;

/// What stands beside a page's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::clean) enum Apart {
    /// What readers say of it.
    Comment,
    /// What is said of a picture.
    Caption,
    /// Who wrote it, between its headline and its text.
    Byline,
    /// A list before its headline, or the same list again.
    Ticker,
    /// What a heading says is another article.
    Related,
    /// What stays before it.
    Copy,
}

impl Apart {
    /// What it is, as evidence.
    pub(in crate::clean) const fn name(self) -> &'static str {
        match self {
            Self::Comment => "a comment on an article",
            Self::Caption => "a caption",
            Self::Byline => "a byline",
            Self::Ticker => "a list that also stands before the headline",
            Self::Related => "under a heading for other articles",
            Self::Copy => "said before on the page",
        }
    }
}

/// What each block is beside the article, if it is an article's page; `kept`
/// says which blocks would stay.
pub(super) fn apart(view: &View<'_>, kept: &[bool]) -> Vec<Option<Apart>> {
    let mut apart = vec![None; kept.len()];
    captions(view, &mut apart);
    ticker(view, kept, &mut apart);
    if let Some(begun) = begun(view, kept) {
        bylines(view, begun, &mut apart);
        related(view, begun, &mut apart);
        if !page::is_thread(view.document) {
            comments(view, begun, &mut apart);
        }
    }
    apart
}

/// What stands in an element for captions, or one that is named for them.
pub(super) fn captions(view: &View<'_>, apart: &mut [Option<Apart>]) {
    for (at, apart) in apart.iter_mut().enumerate() {
        let mut chain = view.places.chain(view.leaf(at)).take(3).enumerate();
        let is_caption = chain.any(|(step, place)| {
            place.tag == Tag::Figcaption || step == 0 && view.named(place).caption
        });
        let kind = view.block(at).map(|block| block.kind);
        if is_caption && kind != Some(BlockKind::Cell) {
            *apart = Some(Apart::Caption);
        }
    }
}

/// Lines between the headline and the text in elements that are named for authors.
fn bylines(view: &View<'_>, begun: usize, apart: &mut [Option<Apart>]) {
    let before = apart.iter_mut().enumerate().take(begun);
    let headline = view.titled.headline().unwrap_or(begun);
    for (at, apart) in before.skip(headline + 1) {
        if parts::is_signed(view, at) {
            *apart = Some(Apart::Byline);
        }
    }
}

/// Elements that are named for comments and come after the article, each with
/// the heading right before it.
pub(super) fn comments(view: &View<'_>, begun: usize, apart: &mut [Option<Apart>]) {
    let mut end = 0;
    for place in &view.places.all {
        // What lies in such an element goes with it.
        if place.to <= end {
            continue;
        }
        let holds = matches!(
            place.tag,
            Tag::Div | Tag::Section | Tag::Aside | Tag::Ol | Tag::Ul | Tag::Li | Tag::Footer
        );
        if holds && view.named(place).comments && place.from as usize > begun {
            let before = place.from.saturating_sub(1);
            let heading = view.block(before as usize).is_some_and(Block::is_heading);
            let from = if heading { before } else { place.from };
            fill(apart, from..place.to, Apart::Comment);
            end = place.to;
        }
    }
}

/// What follows a heading that is named for other articles, up to the next
/// heading of its level, within the element that holds it.
fn related(view: &View<'_>, begun: usize, apart: &mut [Option<Apart>]) {
    let headings = view.document.blocks.iter().enumerate().skip(begun);
    for (at, block) in headings {
        let BlockKind::Heading(level) = block.kind else {
            continue;
        };
        let mut chain = view.places.chain(view.leaf(at));
        let Some(heading) = chain.find(|place| is_heading(place)) else {
            continue;
        };
        if !view.named(heading).related {
            continue;
        }
        let end = view
            .places
            .get(heading.parent)
            .map_or(0, |parent| parent.to);
        let ends = |block: &Block| matches!(block.kind, BlockKind::Heading(next) if next <= level);
        let next = (index(at) + 1..end).find(|next| view.block(*next as usize).is_some_and(ends));
        fill(apart, index(at)..next.unwrap_or(end), Apart::Related);
    }
}

fn is_heading(place: &Place) -> bool {
    matches!(
        place.tag,
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6
    )
}

/// Items before the headline, and wherever else they are said.
fn ticker(view: &View<'_>, kept: &[bool], apart: &mut [Option<Apart>]) {
    let Some(headline) = view.titled.headline() else {
        return;
    };
    if view.sums.between(headline, kept.len()).prose < BEGUN {
        return;
    }
    let item = |at: usize| {
        let block = view.block(at).filter(|block| block.kind == BlockKind::Item);
        block
            .and(view.wordings.get(at))
            .map(|wording| wording.digest)
    };
    let before: FxHashSet<u64> = (0..headline).filter_map(item).collect();
    for (at, apart) in apart.iter_mut().enumerate() {
        if item(at).is_some_and(|digest| before.contains(&digest)) {
            *apart = Some(Apart::Ticker);
        }
    }
}

/// The last of the blocks at which the article has begun for sure.
pub(super) fn begun(view: &View<'_>, kept: &[bool]) -> Option<usize> {
    let mut words = 0.0;
    for (at, wording) in view.wordings.iter().enumerate() {
        if kept.get(at) == Some(&true) {
            words += wording.words;
        }
        if words >= BEGUN {
            return Some(at);
        }
    }
    None
}

fn fill(apart: &mut [Option<Apart>], blocks: Range<u32>, what: Apart) {
    let (from, to) = (blocks.start as usize, blocks.end as usize);
    if let Some(blocks) = apart.get_mut(from..to) {
        blocks.fill(Some(what));
    }
}
