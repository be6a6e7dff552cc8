//! Headlines that stand in documents about something else too.

use crate::clean::claims::Claims;
use crate::clean::elsewhere::Elsewhere;
use crate::clean::measure::folded;
use crate::clean::page::{Line, Page};
use crate::clean::rule::{Rule, card};
use crate::model::{Card, Evidence, Level};

/// The words of a headline that two documents are enough for; a shorter one
/// may head a section, and stand in three.
const LONG: usize = 9;

/// The most headlines that stray into one document; more are a copy's own.
const MOST: usize = 5;

/// Removes lines without a full stop that stand in other documents as well,
/// after a paragraph that does not.
///
/// Lines of up to five words head sections everywhere. Planted development
/// lines of six to eight that stand in two documents: 31 are boilerplate and 8
/// are good; in three or more, or longer: 123 and none.
///
/// Copies of one article share headlines that are its own. They share sentences
/// too, or, where those were edited, the order of their headlines.
#[derive(Debug)]
pub(crate) struct SharedHeadline;

impl Rule for SharedHeadline {
    fn card(&self) -> Card {
        card(
            "shared-headline",
            "headline",
            "a headline that several documents have between their paragraphs is that of yet another",
            "a line of six words or more without a full stop, after the first paragraph, that stands in another document of the corpus as well, or in two where it has no nine words, which is no copy of this one: no sentence of it stands there, and not the headline before it",
            &[SHARED],
            &[COPIES],
        )
    }

    fn judge(&self, page: &Page<'_>, claims: &mut Claims<'_>) {
        let Some(knowledge) = page.knowledge else {
            return;
        };
        let lines = page.lines.iter().map(|line| page.text(line));
        let elsewhere = Elsewhere::of(lines);
        let pages = |key: &u64| knowledge.pages(*key);
        let copies = elsewhere.sentences.iter().map(pages).max().unwrap_or(1);
        let own = page.title().map(|title| title.folded.as_str());
        let prose = page.lines.iter().find(|line| line.is_prose());
        let first = prose.map_or(usize::MAX, |line| line.span.start);
        let strayed: Vec<(&Line, u32, u32)> = elsewhere
            .headlines
            .iter()
            .filter_map(|headline| {
                let line = page.lines.get(headline.line)?;
                let found = pages(&headline.key);
                let limit = copies * if line.words < LONG { 3 } else { 2 };
                // Copies have their headlines in one order, whatever was edited.
                let own_order = pages(&headline.after) > 1;
                let strayed = found >= limit && !own_order && line.span.start >= first;
                strayed.then_some((line, found, limit))
            })
            .filter(|(line, ..)| own != Some(folded(page.text(line)).as_str()))
            .collect();
        if strayed.len() > MOST {
            return;
        }
        for (line, found, limit) in strayed {
            #[expect(clippy::cast_precision_loss, reason = "a count of documents")]
            let evidence = Evidence::Measure {
                of: "documents it stands in".into(),
                value: found as f32,
                limit: limit as f32,
            };
            claims.remove(Level::Standard, line.span, evidence);
        }
    }
}

const SHARED: &str = "The mill\n\nTwo sisters bought the old mill by the river and set its wheel turning again.\n\nMinister resigns over leaked records of the telephone company\n\nIt grinds for three bakers of the valley, and for everybody else.\n\u{c}The ferry\n\nAfter four months in the yard the ferry crosses the bay again, every hour of the day.\n\nMinister resigns over leaked records of the telephone company\n\nThe crew is the same as it was before the winter, the company said.\n";
const COPIES: &str = "The mill\n\nTwo sisters bought the old mill by the river and set its wheel turning again.\n\nHow the mill grinds and what it grinds\n\nIt grinds for three bakers of the valley.\n\u{c}The ferry\n\nAfter four months in the yard the ferry crosses the bay again, every hour of the day.\n\nThe crew is the same as it was before the winter, the company said.\n";
