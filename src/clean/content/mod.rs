//! Which blocks of a page are its article: the judge of blocks.
//!
//! Every block gets a likelihood of being content from its own text, the
//! elements around it and its neighbours; the selection then keeps the blocks
//! that make the expected F1 of the whole page largest.

mod names;
mod place;
mod score;
mod select;

use crate::clean::claims::Claims;
use crate::clean::page::Page;
use crate::clean::rule::{Rule, card};
use crate::model::{Block, Card, Document, Evidence, Level};
use score::Scored;

/// Words of content, as expected from likelihoods, below which a page has none
/// of its own: a shell for scripts, a wall of consent.
const OWN_CONTENT: f32 = 60.0;

/// Removes the blocks of a page that are not its main content.
#[derive(Debug)]
pub(crate) struct MainContent;

impl Rule for MainContent {
    fn card(&self) -> Card {
        card(
            "main-content",
            "layout",
            "navigation, teasers, footers: what surrounds the article on its page",
            "in pages with markup: blocks whose likelihood of being content (text mass, link density, tags and class names around them, neighbours, position) is below the page's threshold",
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
        let none = vec![false; document.blocks.len()];
        let mut blocks = score::blocks(document, &none);
        let mut threshold = select::threshold(&blocks);
        // Where other rules take all that would stay, the choice is made again
        // among the rest, so that a page with content of its own keeps some.
        let gone = gone(document, claims);
        let stays = |(scored, gone): (&Scored, &bool)| scored.likelihood >= threshold && !gone;
        if !blocks.iter().zip(&gone).any(stays) {
            let rest = score::blocks(document, &gone);
            let expected: f32 = rest
                .iter()
                .map(|scored| scored.likelihood * scored.words)
                .sum();
            if expected >= OWN_CONTENT {
                threshold = select::threshold(&rest);
                blocks = rest;
            }
        }
        for (block, scored) in document.blocks.iter().zip(&blocks) {
            if scored.likelihood < threshold {
                let of = "likelihood of being content".into();
                let evidence = Evidence::Measure {
                    of,
                    value: scored.likelihood,
                    limit: threshold,
                };
                claims.remove(Level::Careful, block.content, evidence);
            }
        }
    }
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
