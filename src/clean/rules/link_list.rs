//! Links piled up after the article.

use memchr::memmem;
use regex::Regex;

use crate::clean::claims::Claims;
use crate::clean::page::{Line, Page};
use crate::clean::rule::{Rule, card};
use crate::model::{BlockKind, Card, Evidence, Level};

/// The fewest lines that make a pile.
const PILE: usize = 2;

/// Removes runs of link lines after the last paragraph.
///
/// A line between says what they are, as "Sources" does, and they stay.
///
/// In plain text a link line is words with an address after them, for bare
/// addresses are references as often as not, and one behind a colon is what the
/// line says; in a page it is link text.
#[derive(Debug)]
pub(crate) struct LinkList {
    address: Option<Regex>,
}

impl Default for LinkList {
    fn default() -> Self {
        Self {
            address: Regex::new(r"^\p{L}.*\s.*[^:\s]\s*(?:https?://|www\.)[^\s]+$").ok(),
        }
    }
}

impl Rule for LinkList {
    fn card(&self) -> Card {
        card(
            "link-list",
            "links",
            "a pile of links after the article leads elsewhere",
            "two or more lines directly after the last paragraph that are link text, or words and an address",
            &[
                "The orchard opens at nine and closes when the last visitor has gone home.\n\nOur pages https://orchard.example/pages\nOur friends https://friends.example/all",
            ],
            &[
                "The orchard opens at nine and closes when the last visitor has gone home.\n\nSources\n\nThe orchard's history https://orchard.example/history\nThe parish register https://parish.example/register",
            ],
        )
    }

    fn judge(&self, page: &Page<'_>, claims: &mut Claims<'_>) {
        let Some(last) = page.lines.iter().rposition(Line::is_prose) else {
            return;
        };
        let rest = page.lines.get(last + 1..).unwrap_or_default();
        let mut headed = false;
        for run in
            rest.chunk_by(|left, right| self.is_link(page, left) == self.is_link(page, right))
        {
            if !run.first().is_some_and(|line| self.is_link(page, line)) {
                headed = true;
            } else if run.len() >= PILE && !headed && !is_referenced(page, run) {
                for line in run {
                    claims.remove(
                        Level::Standard,
                        line.span,
                        Evidence::Signs(vec!["in a pile of links after the last paragraph".into()]),
                    );
                }
            }
        }
    }
}

impl LinkList {
    fn has_address(&self, text: &str) -> bool {
        let begins = |part: &str| memmem::find(text.as_bytes(), part.as_bytes()).is_some();
        let address = self.address.as_ref();
        (begins("://") || begins("www.")) && address.is_some_and(|address| address.is_match(text))
    }

    fn is_link(&self, page: &Page<'_>, line: &Line) -> bool {
        if line.kind == BlockKind::Code || line.words > 20 {
            return false;
        }
        line.linked >= 0.9 || !page.has_markup() && self.has_address(page.text(line))
    }
}

/// Whether the run is a list of numbered references, which is the author's own.
fn is_referenced(page: &Page<'_>, run: &[Line]) -> bool {
    run.iter().all(|line| {
        page.text(line)
            .starts_with(|c: char| c.is_ascii_digit() || c == '[')
    })
}
