//! The titles listed under a "read also" heading.

use crate::clean::claims::Claims;
use crate::clean::page::{Line, Page};
use crate::clean::rule::{Rule, card};
use crate::model::{BlockKind, Card, Evidence};

/// The most lines a heading can take with it.
const LONGEST: usize = 12;

/// Removes the run of unpunctuated lines that directly follows a removed
/// heading of a list of other articles.
#[derive(Debug)]
pub(crate) struct TeaserList;

impl Rule for TeaserList {
    fn card(&self) -> Card {
        card(
            "teaser-list",
            "read-also",
            "titles of other articles, listed under a heading that says so",
            "after a whole line that announces other articles: the lines without a full stop up to the next paragraph, where nothing but such lines follows or they are list items",
            &[
                "The ferry will run again from Friday, the company said in the morning.\n\nRelated articles\n\nOld ferry sold to a museum\nNew pier for the northern harbour",
            ],
            &[
                "The ferry will run again from Friday, the company said in the morning.\n\nRead also: Old ferry sold to a museum\n\nWhat comes next\n\nThe company wants to order two more boats before the winter comes.",
            ],
        )
    }

    fn judge(&self, page: &Page<'_>, claims: &mut Claims<'_>) {
        let mut taken = Vec::new();
        for (at, line) in page.lines.iter().enumerate() {
            if !announces(page, line, claims) {
                continue;
            }
            let rest = page.lines.get(at + 1..).unwrap_or_default();
            let titles: Vec<&Line> = rest.iter().take_while(|line| is_title(line)).collect();
            // Lines that lead up to another paragraph may be its heading.
            let closes = titles.len() == rest.len()
                || titles
                    .iter()
                    .all(|line| line.kind == BlockKind::Item || line.linked > 0.8);
            if closes && titles.len() <= LONGEST {
                taken.extend(titles.iter().map(|line| line.span));
            }
        }
        for span in taken {
            claims.remove(
                span,
                Evidence::Signs(vec!["under a heading of other articles".into()]),
            );
        }
    }
}

/// Whether a line as a whole is claimed as the heading of such a list.
fn announces(page: &Page<'_>, line: &Line, claims: &Claims<'_>) -> bool {
    line.words <= 8
        && !page.text(line).trim_end_matches(':').contains(':')
        && claims
            .of_family("read-also")
            .any(|claim| claim.span == line.span)
}

fn is_title(line: &Line) -> bool {
    !line.ends && line.words >= 2 && line.words <= 30 && line.kind != BlockKind::Code
}
