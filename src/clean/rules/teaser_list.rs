//! The titles listed under a "read also" heading.

use std::collections::BTreeSet;

use crate::clean::claims::Claims;
use crate::clean::page::{Line, Page};
use crate::clean::rule::{Rule, card};
use crate::model::{BlockKind, Card, Evidence, Level, Span};

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
        let headings: BTreeSet<Span> = claims
            .of_family("read-also")
            .map(|claim| claim.span)
            .collect();
        let mut from = 0;
        for (at, line) in page.lines.iter().enumerate() {
            if at < from || !headings.contains(&line.span) || !announces(page, line) {
                continue;
            }
            let titles = titles(page, at + 1);
            for title in titles {
                claims.remove(
                    Level::Standard,
                    title.span,
                    Evidence::Signs(vec!["under a heading of other articles".into()]),
                );
            }
            from = at + 1 + titles.len();
        }
    }
}

/// Whether a removed line is the heading of a list, not an item of one.
fn announces(page: &Page<'_>, line: &Line) -> bool {
    line.words <= 8 && !page.text(line).trim_end_matches(':').contains(':')
}

/// The titles listed from the line at `from` on.
fn titles<'p>(page: &'p Page<'_>, from: usize) -> &'p [Line] {
    let rest = page.lines.get(from..).unwrap_or_default();
    let count = |wanted: &dyn Fn(&Line) -> bool| {
        rest.iter()
            .take_while(|line| is_title(line) && wanted(line))
            .count()
    };
    let titles = count(&|_| true);
    let listed = count(&|line| line.kind == BlockKind::Item || line.linked > 0.8);
    // Titles that lead up to another paragraph may be its heading, but for
    // those that stand under the list's heading without a break.
    let taken = if titles == rest.len() || titles == listed {
        titles
    } else {
        listed.max(page.together(from - 1) - 1)
    };
    rest.get(..taken.min(titles))
        .filter(|titles| titles.len() <= LONGEST)
        .unwrap_or_default()
}

fn is_title(line: &Line) -> bool {
    !line.ends && line.words >= 2 && line.words <= 30 && line.kind != BlockKind::Code
}
