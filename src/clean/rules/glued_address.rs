//! A call to look elsewhere, its link's address glued to its last word.

use memchr::memmem;
use regex::Regex;

use crate::clean::claims::Claims;
use crate::clean::measure::ends_sentence;
use crate::clean::page::Page;
use crate::clean::rule::{Rule, card};
use crate::model::{BlockKind, Card, Evidence, Level, Media, Span};

/// The most words of a line that is nothing but a link's text.
const LONGEST: usize = 20;

/// Removes addresses that hang at a line's last word without a space, and with
/// them the words, where they are few and no sentence.
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
            glued: Regex::new(r"[\p{L}\p{N}!?.…][)\]”»]?(https?://[^\s/]+\.[^\s]+)$").ok(),
        }
    }
}

fn has(part: &memmem::Finder<'_>, text: &str) -> bool {
    part.find(text.as_bytes()).is_some()
}

impl Rule for GluedAddress {
    fn card(&self) -> Card {
        card(
            "glued-address",
            "links",
            "a link to other pages, written out by a scraper",
            "an address that the last word of a line runs straight into; where that is no sentence and has at most 20 words, the whole line",
            &[
                "The council met on Monday and took its time over the budget.\n\nFind us in the usual places and on pages like this onehttps://news.example/pages/",
                "The council met on Monday and took its time over the budget.https://news.example/pages/",
            ],
            &[
                "The council met on Monday and took its time over the budget.\n\nThe whole report is at https://council.example/report.pdf",
            ],
        )
    }

    fn judge(&self, page: &Page<'_>, claims: &mut Claims<'_>) {
        let Some(glued) = &self.glued else { return };
        let scheme = memmem::Finder::new("://");
        if page.document.media == Media::Html || !has(&scheme, &page.document.text) {
            return;
        }
        for line in page
            .lines
            .iter()
            .filter(|line| line.kind != BlockKind::Code)
        {
            let text = page.text(line);
            if !has(&scheme, text) {
                continue;
            }
            let Some(address) = glued.captures(text).and_then(|found| found.get(1)) else {
                continue;
            };
            let words = text.get(..address.start()).unwrap_or_default();
            let said = ends_sentence(words) || line.words > LONGEST;
            let span = if said {
                Span::new(line.span.start + address.start(), line.span.end)
            } else {
                line.span
            };
            claims.remove(
                Level::Careful,
                span,
                Evidence::Signs(vec!["an address glued to a word".into()]),
            );
        }
    }
}
