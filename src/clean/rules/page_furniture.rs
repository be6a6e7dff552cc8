//! Menus and footers of pages that came as bare text.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::clean::claims::Claims;
use crate::clean::measure::folded;
use crate::clean::page::{Line, Page};
use crate::clean::rule::{Rule, card};
use crate::model::{Card, Evidence, Level, Span};

/// The fewest words of a line that runs on whether it ends as a sentence or not.
const RUNS_ON: usize = 25;
/// Short lines at the start that make a menu if one other rule knows one of
/// them, and fewer if two rules do. No planted development document, which are
/// articles, starts so; 269 of 330 natural ones, which are whole pages, do.
const MENU: usize = 15;
const SHORT_MENU: usize = 6;
/// Short lines between paragraphs that are furniture if two other rules know
/// some of them, or whatever they are.
const BOX: usize = 4;
const PILE: usize = 40;
/// Short lines at the end.
const FOOTER: usize = 4;
/// Lines of a menu that stay before the first paragraph: a headline, a byline.
/// Of the natural development lines there, 29 of 133 are good in the last place
/// and 7 of 167 in the one before, 30 of 13,436 from the tenth on.
const LEFT: usize = 2;

/// Letters that are enough of a title to know it by.
const TELLING: usize = 15;

/// Removes runs of short lines around and between the paragraphs of a page that
/// starts with its menu.
#[derive(Debug)]
pub(crate) struct PageFurniture;

impl Rule for PageFurniture {
    fn card(&self) -> Card {
        card(
            "page-furniture",
            "layout",
            "menus, teasers and footers of a page that was saved with all of its text",
            "runs of short lines around and between the paragraphs of a text that starts with a menu: fifteen short lines of which another rule knows one, or six of which two rules do",
            &[PAGE],
            &[POEM, LIST],
        )
    }

    fn judge(&self, page: &Page<'_>, claims: &mut Claims<'_>) {
        // With markup it is known where the article is.
        if page.has_markup() {
            return;
        }
        let gone = known(page, claims.removals());
        let known = known(page, claims.sightings());
        let runs = runs(page, &known);
        let rules = |run: &Range<usize>| -> usize {
            let known = known.get(run.clone()).unwrap_or_default();
            known.iter().flatten().collect::<BTreeSet<_>>().len()
        };
        let Some(menu) = runs.first().filter(|run| run.start == 0) else {
            return;
        };
        let starts =
            menu.len() >= MENU && rules(menu) >= 1 || menu.len() >= SHORT_MENU && rules(menu) >= 2;
        // A text that is nothing but short lines is no page around an article.
        if !starts || menu.end == page.lines.len() {
            return;
        }
        let own = page.title().map(|title| title.folded.as_str());
        for run in &runs {
            let (at_start, at_end) = (run.start == 0, run.end == page.lines.len());
            let goes = at_start
                || at_end && run.len() >= FOOTER
                || run.len() >= BOX && rules(run) >= 2
                || run.len() >= PILE;
            if !goes {
                continue;
            }
            let end = if at_start {
                run.end.saturating_sub(LEFT)
            } else {
                run.end
            };
            let evidence = evidence(run, rules(run));
            for at in run.start..end {
                let (Some(line), Some(None)) = (page.lines.get(at), gone.get(at)) else {
                    continue;
                };
                if !own.is_some_and(|own| is_title(own, page.text(line))) {
                    claims.remove(Level::Standard, line.span, evidence.clone());
                }
            }
        }
    }
}

/// Whether a line is the title, with or without the name of the site.
fn is_title(own: &str, line: &str) -> bool {
    // What is folded has no byte more, as long as it is ASCII.
    if line.is_ascii() && line.len() < own.len().min(TELLING) {
        return false;
    }
    let line = folded(line);
    own == line
        || line.len().min(own.len()) >= TELLING && (own.contains(&line) || line.contains(own))
}

fn evidence(run: &Range<usize>, rules: usize) -> Evidence {
    let sign = format!(
        "one of {} short lines together, some of them known to {rules} other rules",
        run.len()
    );
    Evidence::Signs(vec!["the text starts with a menu".into(), sign.into()])
}

/// Which rule knows each line, where one claims most of it.
fn known(page: &Page<'_>, claims: impl Iterator<Item = (Span, usize)>) -> Vec<Option<usize>> {
    let mut made: Vec<_> = claims.collect();
    made.sort_unstable_by_key(|(span, _)| span.start);
    let mut next = 0;
    let known = page.lines.iter().map(|line| {
        while made
            .get(next)
            .is_some_and(|(span, _)| span.end <= line.span.start)
        {
            next += 1;
        }
        let (span, rule) = made.get(next)?;
        let overlap = span
            .end
            .min(line.span.end)
            .saturating_sub(span.start.max(line.span.start));
        (2 * overlap > line.span.len()).then_some(*rule)
    });
    known.collect()
}

/// Runs of lines that are no running text, or that a rule knows.
fn runs(page: &Page<'_>, known: &[Option<usize>]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, (line, known)) in page.lines.iter().zip(known).enumerate() {
        if runs_on(line) && known.is_none() {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

fn runs_on(line: &Line) -> bool {
    line.is_prose() || line.words >= RUNS_ON
}

const PAGE: &str = "Home\nNews\nSport\nWeather\nCulture\nTravel\nOpinion\nLetters\nJobs\nHouses\nCars\nPuzzles\nArchive\nShop\nLog in\nSubscribe to our newsletter\nThe mill turns again\nBy Ada Lang\nTwo sisters bought the old mill by the river and set its wheel turning again this week.\nIt grinds for three bakers of the valley, and for anybody who comes with a sack of wheat.\nMost read\nContact\nPrivacy policy\nTerms of use";
const POEM: &str = "The mill\nThe river\nThe wheel\nThe stone\nThe sack\nThe dust\nThe door\nThe dog\nThe cart\nThe horse\nThe road\nThe hill\nThe house\nThe oven\nThe bread\nThe child\nSo the old miller counted what he had seen on the day on which he gave up the mill.";
const LIST: &str = "What to pack\nTwo shirts\nA lamp\nA rope\nTwo sisters wrote this list before they left the valley, and it has served everybody since.\nBread\nCheese\nApples\nSalt\nWater";
