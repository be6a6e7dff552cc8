//! The headline said again.

use std::sync::Arc;

use crate::clean::claims::Claims;
use crate::clean::measure::{folded, folds_to_start};
use crate::clean::page::Page;
use crate::clean::rule::{Rule, card};
use crate::model::{BlockKind, Card, Evidence, Level};

/// So many lines from the start can be the headline itself.
const FIRST: usize = 3;
/// Letters of a title that is surely meant where a line that is no heading
/// says it.
const TELLING: usize = 6;

/// Removes lines that say the document's title again.
///
/// In plain text the headline itself stays, once, and a title that only the
/// record gives stays where it stands among the first lines; in a page the headline is in the title field, so none stays in the body.
#[derive(Debug)]
pub(crate) struct RepeatedHeadline;

impl Rule for RepeatedHeadline {
    fn card(&self) -> Card {
        card(
            "repeated-headline",
            "headline",
            "the title is known; saying it again is the page's furniture, not the article",
            "a line whose letters and digits are those of the title, or the title and a site's name behind a bar; in plain text the first one stays",
            &[
                "Harbour bridge reopens after two years\n\nThe bridge carries trams again since Monday morning, the city said.\n\nHarbour bridge reopens after two years",
            ],
            &[
                "Harbour bridge reopens after two years\n\nThe harbour bridge reopens after two years, the city said on Monday morning.",
            ],
        )
    }

    fn judge(&self, page: &Page<'_>, claims: &mut Claims<'_>) {
        let Some(title) = page.title() else { return };
        let telling = title.folded.chars().count() >= TELLING;
        let mut stood = page.has_markup();
        let lines = page
            .lines
            .iter()
            .filter(|line| line.kind != BlockKind::Code);
        for (at, line) in lines.enumerate() {
            let heading = matches!(line.kind, BlockKind::Heading(_));
            if !(telling || heading) || !says(page.text(line), &title.folded) {
                continue;
            }
            let evidence = Evidence::Same(Arc::clone(&title.shown));
            if stood || (at >= FIRST && !title.found) {
                claims.remove(Level::Careful, line.span, evidence);
            } else {
                claims.protect(line.span, evidence);
                stood = true;
            }
        }
    }
}

/// Whether a line is the title, or the title and a short name behind a bar.
fn says(line: &str, title: &str) -> bool {
    // A folded title is at most as long as a line that holds it.
    if line.len() < title.len() || line.len() > 4 * title.len() + 80 {
        return false;
    }
    if !folds_to_start(line, title) {
        return false;
    }
    if folded(line) == title {
        return true;
    }
    [" | ", " - ", " – ", " — "].iter().any(|bar| {
        line.rsplit_once(bar).is_some_and(|(head, name)| {
            name.split_whitespace().count() <= 4 && folded(head) == title
        })
    })
}
