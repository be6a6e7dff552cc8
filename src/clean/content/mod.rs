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
use crate::model::{Card, Evidence};

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
        let blocks = score::blocks(page.document);
        let threshold = select::threshold(&blocks);
        for (block, scored) in page.document.blocks.iter().zip(&blocks) {
            if scored.likelihood < threshold {
                claims.remove(
                    block.content,
                    Evidence::Measure {
                        of: "likelihood of being content".into(),
                        value: scored.likelihood,
                        limit: threshold,
                    },
                );
            }
        }
    }
}
