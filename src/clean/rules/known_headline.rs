//! Titles of other documents of the corpus.

use crate::clean::claims::Claims;
use crate::clean::lesson::title_key;
use crate::clean::page::Page;
use crate::clean::rule::{Rule, card};
use crate::model::{Card, Evidence, Level};

/// The fewest words of a title of the same host, of any host, and of a question
/// of any host: "How it works" is a title somewhere, and a section heading of
/// many articles. Planted development lines that are a title elsewhere: 206 of
/// 206 are stray; the one natural line that is none asks in four words.
const WORDS: usize = 4;
const LONG: usize = 5;
const ASKED: usize = 8;

/// Removes lines that are the title of another document.
#[derive(Debug)]
pub(crate) struct KnownHeadline;

impl Rule for KnownHeadline {
    fn card(&self) -> Card {
        card(
            "known-headline",
            "headline",
            "the headline of another article, left where its link stood",
            "a line that is, as learned from the corpus, the title of another document: of the same host from four words on, of any from five on, a question from eight on",
            &[ELSEWHERE],
            &[OWN],
        )
    }

    fn judge(&self, page: &Page<'_>, claims: &mut Claims<'_>) {
        let Some(knowledge) = page.knowledge else {
            return;
        };
        let own = page.title().map(|title| title.folded.as_str());
        for line in page.lines.iter().filter(|line| line.words >= WORDS) {
            let text = page.text(line);
            let is_title = |host| title_key(text, host).is_some_and(|key| knowledge.is_title(key));
            let fewest = if text.ends_with('?') { ASKED } else { LONG };
            let known = is_title(Some(page.host)) || line.words >= fewest && is_title(None);
            if known && own != Some(crate::clean::measure::folded(text).as_str()) {
                claims.remove(
                    Level::Careful,
                    line.span,
                    Evidence::Signs(vec!["the title of another document of the corpus".into()]),
                );
            }
        }
    }
}

const ELSEWHERE: &str = "The village bakery\n\nThe village bakery has sold bread from the same oven since the spring of 1921.\n\nVillage baker wins a prize for bread\n\nEvery morning the baker lights the oven at three.\n\u{c}Village baker wins a prize for bread\n\nThe baker of the village won the first prize of the county yesterday.\n";
const OWN: &str = "The village bakery sells bread\n\nThe village bakery has sold bread from the same oven since the spring of 1921.\n\nHow the baker lights the oven\n\nEvery morning the baker lights the oven at three.\n\u{c}Minister resigns over leaked records\n\nThe minister resigned yesterday over records that were leaked.\n";
