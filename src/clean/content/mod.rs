//! Which blocks of a page are its article: the judge of blocks.
//!
//! Every block gets a likelihood of being content from boosted trees over what
//! can be measured of its own text, the elements around it and its neighbours;
//! the selection then keeps the blocks that make the expected F1 of the whole
//! page largest.

mod about;
pub(crate) mod confidence;
mod features;
mod inset;
mod lanes;
pub(crate) mod model;
pub(crate) mod score;
pub(crate) mod select;
mod tree;
mod trees;

use std::sync::Arc;

use crate::clean::claims::Claims;
use crate::clean::page::Page;
use crate::clean::rule::{Rule, card};
use crate::model::{Block, Card, Document, Evidence, Level, Span};
pub(in crate::clean) use features::{FIRST_KIND, KINDS, is_thread};
pub(crate) use features::{Features, names};
pub(crate) use model::Model;
use score::{Judged, Scored};

/// Words of content, as expected from likelihoods, below which a page has none
/// of its own: a shell for scripts, a wall of consent.
const OWN_CONTENT: f32 = 60.0;

/// Removes the blocks of a page that are not its main content.
#[derive(Debug, Default)]
pub(crate) struct MainContent {
    /// What it judges by; none for the model that ships.
    model: Option<Model>,
}

impl MainContent {
    /// Judges by another model than the one that ships.
    pub(crate) fn by(model: Model) -> Self {
        Self { model: Some(model) }
    }

    fn model(&self) -> &Model {
        self.model.as_ref().unwrap_or_else(|| Model::shipped())
    }
}

impl Rule for MainContent {
    fn card(&self) -> Card {
        card(
            "main-content",
            "layout",
            "navigation, teasers, footers: what surrounds the article on its page",
            "in pages with markup: blocks whose likelihood of being content (text mass, link density, tags and class names around them, neighbours, position, as learned from pages whose content people marked) is below the page's threshold",
            &[
                "<nav><ul><li><a href=/>Home</a></li><li><a href=/a>Archive</a></li></ul></nav><article><p>The mill stood idle for thirty years, until two sisters bought it and set the wheel turning again.</p><p>Now it grinds flour for the whole valley, and on Sundays there is bread.</p></article>",
            ],
            &[
                "<article><p>The mill stood idle for thirty years, until two sisters bought it and set the wheel turning again.</p><p>Now it grinds flour for the whole valley, and on Sundays there is bread.</p></article>",
            ],
        )
    }

    fn judge(&self, page: &Page<'_>, claims: &mut Claims<'_>) {
        if !page.has_markup() {
            return;
        }
        let document = page.document;
        if let Some(embedded) = document.embedded {
            shown(document, embedded, claims);
            return;
        }
        let mut judged = Judged::of(document, self.model(), page.profile);
        let mut threshold = judged.threshold();
        claims.confidence = Some(judged.confidence());
        // Where other rules take all that would stay, the choice is made again
        // among the rest, so that a page with content of its own keeps some.
        let gone = gone(document, claims);
        let stays = |(scored, gone): (&Scored, &bool)| scored.likelihood >= threshold && !gone;
        if !judged.blocks.iter().zip(&gone).any(stays) {
            let rest = rest(&judged.blocks, &gone);
            if select::expected(&rest) >= OWN_CONTENT {
                threshold = judged.threshold_of(&rest);
            } else {
                keep_headline(document, &judged.blocks, threshold, claims);
            }
        }
        inset::keep(document, &mut judged.blocks, threshold);
        inset::keep_headings(document, &mut judged.blocks, threshold);
        let stays = judged.parts(threshold, &page.parts);
        let apart = judged.apart(threshold);
        for ((block, apart), stays) in document.blocks.iter().zip(apart).zip(&stays) {
            if let (Some(apart), false) = (apart, *stays) {
                let evidence = Evidence::Signs(vec![apart.name().into()]);
                claims.remove(Level::Careful, block.content, evidence);
            }
        }
        let mut first = 0;
        for run in judged
            .blocks
            .chunk_by(|left, right| (left.likelihood < threshold) == (right.likelihood < threshold))
        {
            let range = first..first + run.len();
            first = range.end;
            if run
                .first()
                .is_none_or(|block| block.likelihood >= threshold)
            {
                continue;
            }
            let of: Arc<str> = reason(&judged.against(range.clone())).into();
            let blocks = document.blocks.iter().zip(&stays);
            let blocks = blocks.take(range.end).skip(range.start);
            for ((block, stays), scored) in blocks.zip(run) {
                if *stays {
                    continue;
                }
                let evidence = Evidence::Measure {
                    of: Arc::clone(&of),
                    value: scored.likelihood,
                    limit: threshold,
                };
                claims.remove(Level::Careful, block.content, evidence);
            }
        }
    }
}

/// Claims what a page shows beside the text that its data hold.
fn shown(document: &Document, embedded: Span, claims: &mut Claims<'_>) {
    for block in &document.blocks {
        if !embedded.contains(block.content) {
            let evidence =
                Evidence::Signs(vec!["beside the text that the page's data hold".into()]);
            claims.remove(Level::Careful, block.content, evidence);
        }
    }
}

/// Keeps the headline where it is all that a page has to say, as of a thread that
/// is no more than a link.
fn keep_headline(document: &Document, blocks: &[Scored], threshold: f32, claims: &mut Claims<'_>) {
    let headline = claims.of_family("headline").find_map(|claim| {
        let mut likely = document.blocks.iter().zip(blocks);
        likely
            .find(|(block, scored)| {
                scored.likelihood >= threshold && claim.span.contains(block.content)
            })
            .map(|(block, _)| (block.content, claim.evidence.clone()))
    });
    if let Some((span, evidence)) = headline {
        claims.protect(span, evidence);
    }
}

fn reason(against: &[&str]) -> String {
    match against {
        [] => "likelihood of being content".to_owned(),
        names => format!("likelihood of being content (by {})", names.join(" and ")),
    }
}

/// The blocks with no mass where they are gone.
fn rest(blocks: &[Scored], gone: &[bool]) -> Vec<Scored> {
    let left = |(block, gone): (&Scored, &bool)| Scored {
        words: if *gone { 0.0 } else { block.words },
        ..*block
    };
    blocks.iter().zip(gone).map(left).collect()
}

/// Which blocks other rules take as a whole.
fn gone(document: &Document, claims: &Claims<'_>) -> Vec<bool> {
    let covered = claims.covered();
    let is_gone = |block: &Block| {
        let next = covered.partition_point(|span| span.end < block.content.end);
        covered
            .get(next)
            .is_some_and(|span| span.contains(block.content))
    };
    document.blocks.iter().map(is_gone).collect()
}
