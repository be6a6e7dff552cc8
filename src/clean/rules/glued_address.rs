//! A call to look elsewhere, its link's address glued to its last word.

use regex::Regex;

use crate::clean::claims::Claims;
use crate::clean::page::Page;
use crate::clean::rule::{Rule, card};
use crate::model::{BlockKind, Card, Evidence, Level, Media};

/// The most words of a line that is nothing but a link's text.
const LONGEST: usize = 20;

/// Removes short lines at whose last word an address hangs without a space.
///
/// Nobody writes so: it is what is left of a link when a scraper wrote out its
/// text and its address one after the other.
#[derive(Debug)]
pub(crate) struct GluedAddress {
    glued: Option<Regex>,
}

impl Default for GluedAddress {
    fn default() -> Self {
        Self {
            glued: Regex::new(r"[\p{L}\p{N}!?.…][)\]”»]?https?://[^\s/]+\.[^\s]+$").ok(),
        }
    }
}

impl Rule for GluedAddress {
    fn card(&self) -> Card {
        card(
            "glued-address",
            "links",
            "a link to other pages, written out by a scraper",
            "a line of at most 20 words whose last word runs straight into an address",
            &[
                "The council met on Monday and took its time over the budget.\n\nFind us in the usual places and on pages like this onehttps://news.example/pages/",
            ],
            &[
                "The council met on Monday and took its time over the budget.\n\nThe whole report is at https://council.example/report.pdf",
            ],
        )
    }

    fn judge(&self, page: &Page<'_>, claims: &mut Claims<'_>) {
        let Some(glued) = &self.glued else { return };
        if page.document.media == Media::Html {
            return;
        }
        for line in page
            .lines
            .iter()
            .filter(|line| line.words <= LONGEST && line.kind != BlockKind::Code)
        {
            let text = page.text(line);
            if text.contains("://") && glued.is_match(text) {
                claims.remove(
                    Level::Careful,
                    line.span,
                    Evidence::Signs(vec!["an address glued to a word".into()]),
                );
            }
        }
    }
}
