//! Lines that stand on many pages of a host.

use crate::clean::claims::Claims;
use crate::clean::lesson::line_key;
use crate::clean::page::{Line, Page};
use crate::clean::rule::{Rule, card};
use crate::model::{Card, Evidence, Level};

/// The fewest words of a line that two pages are enough for. Planted
/// development lines seen on two pages or more: of four words and up 1,582 are
/// boilerplate and none is good; of up to three words, 204 of 306 seen on just
/// two pages are good ("Pros", "Final Thoughts").
const WORDS: usize = 4;
/// The fewest pages of running text, below which an edited copy of the article
/// may have it: on a corpus of copies, of 28 such lines seen on two or three
/// pages 19 are the article's, of 14 seen on four none.
const PROSE: u32 = 4;
/// The fewest pages of a shorter line, and the least share of its host's.
const PAGES: u32 = 4;
const SHARE: f32 = 0.34;
/// The fewest words of lines that tell whether a document has copies.
const TELLING: usize = 8;

/// Removes what a host says on several of its pages.
///
/// Copies of one article share all their lines, which is no reason to remove
/// any: a line has to recur at least twice as often as the median line of the
/// document.
#[derive(Debug)]
pub(crate) struct RecurringLine;

impl Rule for RecurringLine {
    fn card(&self) -> Card {
        card(
            "recurring-line",
            "recurring",
            "what a site says on page after page is not the article",
            "a line that stands on several pages of its host, as learned from the corpus: two for a line of four words and more, four for running text, four and a third of the host's for a shorter one",
            &[RECURS],
            &[COPIED, HEADS],
        )
    }

    fn judge(&self, page: &Page<'_>, claims: &mut Claims<'_>) {
        let Some(knowledge) = page.knowledge else {
            return;
        };
        let pages = |line: &Line| {
            line_key(page.host, page.text(line)).map_or(1, |key| knowledge.pages(key))
        };
        let all = knowledge.pages(page.host);
        let copies = copies(page, pages);
        for line in &page.lines {
            let found = pages(line);
            let usual = if line.is_prose() {
                PROSE
            } else if line.words >= WORDS {
                2
            } else {
                PAGES.max(share_of(all))
            };
            let limit = if copies > 1 {
                usual.max(2 * copies)
            } else {
                usual
            };
            if found >= limit {
                #[expect(clippy::cast_precision_loss, reason = "a count of pages")]
                claims.remove(
                    Level::Careful,
                    line.span,
                    Evidence::Measure {
                        of: "pages of the host it stands on".into(),
                        value: found as f32,
                        limit: limit as f32,
                    },
                );
            }
        }
    }
}

/// How many pages a short line needs on a host of so many.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a share of a count"
)]
fn share_of(all: u32) -> u32 {
    (all as f32 * SHARE).ceil() as u32
}

/// How often the document itself is there: the median number of pages of its
/// longer lines.
fn copies(page: &Page<'_>, pages: impl Fn(&Line) -> u32) -> u32 {
    let mut counts: Vec<u32> = page
        .lines
        .iter()
        .filter(|line| line.words >= TELLING)
        .map(pages)
        .collect();
    counts.sort_unstable();
    // Of an even number the lower: half the lines being unique is enough.
    counts
        .get(counts.len().saturating_sub(1) / 2)
        .copied()
        .unwrap_or(1)
}

const RECURS: &str = "The mill\n\nTwo sisters bought the old mill by the river and set its wheel turning again.\n\nOne valley, one paper, every Friday\n\u{c}The ferry\n\nAfter four months in the yard the ferry crosses the bay again, every hour of the day.\n\nOne valley, one paper, every Friday\n";
const COPIED: &str = "The mill\n\nTwo sisters bought the old mill by the river and set its wheel turning again.\n\nIt grinds for three bakers of the valley.\n\u{c}The mill\n\nTwo sisters bought the old mill by the river and set its wheel turning again.\n\nIt grinds for three bakers of the valley.\n";
const HEADS: &str = "The mill\n\nFor and against\n\nTwo sisters bought the old mill by the river and set its wheel turning again.\n\u{c}The ferry\n\nFor and against\n\nAfter four months in the yard the ferry crosses the bay again, every hour of the day.\n";
