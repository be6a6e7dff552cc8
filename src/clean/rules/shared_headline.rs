//! Headlines that stand in documents about something else too.

use crate::clean::claims::Claims;
use crate::clean::lesson::{Anywhere, anywhere_key};
use crate::clean::page::Page;
use crate::clean::rule::{Rule, card};
use crate::model::{Card, Evidence, Level};

/// The words of a headline that two documents are enough for; a shorter one
/// may head a section, and stand in three.
const LONG: usize = 9;
/// The fewest sentences of a document that tell whether there are copies of it.
const TELLING: usize = 3;

/// Removes lines without a full stop that stand in other documents as well,
/// after a paragraph that does not.
///
/// Lines of up to five words head sections everywhere. Planted development
/// lines of six to eight that stand in two documents: 31 are boilerplate and 8
/// are good; in three or more, or longer: 123 and none.
#[derive(Debug)]
pub(crate) struct SharedHeadline;

impl Rule for SharedHeadline {
    fn card(&self) -> Card {
        card(
            "shared-headline",
            "headline",
            "a headline that several documents have between their paragraphs is that of yet another",
            "a line of six words or more without a full stop, after the first paragraph, that stands in another document of the corpus as well, or in two where it has no nine words, which are no copies of this one",
            &[SHARED],
            &[COPIES],
        )
    }

    fn judge(&self, page: &Page<'_>, claims: &mut Claims<'_>) {
        let Some(knowledge) = page.knowledge else {
            return;
        };
        let mut sentences = Vec::new();
        let mut headlines = Vec::new();
        for line in &page.lines {
            match anywhere_key(page.text(line)) {
                Some(Anywhere::Sentence(key)) => sentences.push(knowledge.pages(key)),
                Some(Anywhere::Headline(key)) if knowledge.pages(key) > 1 => {
                    headlines.push((line, knowledge.pages(key)));
                }
                _ => {}
            }
        }
        sentences.sort_unstable();
        let copies = match sentences.get(sentences.len() / 2) {
            Some(copies) if sentences.len() >= TELLING => *copies,
            _ => 1,
        };
        let own = page.title().map(|title| title.folded.as_str());
        let prose = page.lines.iter().find(|line| line.is_prose());
        let first = prose.map_or(usize::MAX, |line| line.span.start);
        for (line, found) in headlines {
            let limit = copies * if line.words < LONG { 3 } else { 2 };
            if found < limit
                || line.span.start < first
                || own == Some(crate::clean::measure::folded(page.text(line)).as_str())
            {
                continue;
            }
            #[expect(clippy::cast_precision_loss, reason = "a count of documents")]
            claims.remove(
                Level::Standard,
                line.span,
                Evidence::Measure {
                    of: "documents it stands in".into(),
                    value: found as f32,
                    limit: limit as f32,
                },
            );
        }
    }
}

const SHARED: &str = "The mill\n\nTwo sisters bought the old mill by the river and set its wheel turning again.\n\nMinister resigns over leaked records of the telephone company\n\nIt grinds for three bakers of the valley, and for everybody else.\n\u{c}The ferry\n\nAfter four months in the yard the ferry crosses the bay again, every hour of the day.\n\nMinister resigns over leaked records of the telephone company\n\nThe crew is the same as it was before the winter, the company said.\n";
const COPIES: &str = "The mill\n\nTwo sisters bought the old mill by the river and set its wheel turning again.\n\nHow the mill grinds and what it grinds\n\nIt grinds for three bakers of the valley.\n\u{c}The ferry\n\nAfter four months in the yard the ferry crosses the bay again, every hour of the day.\n\nThe crew is the same as it was before the winter, the company said.\n";
