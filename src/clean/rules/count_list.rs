//! Lists of what a site has, with how much of it there is.

use crate::clean::claims::Claims;
use crate::clean::page::{Line, Page};
use crate::clean::rule::{Rule, card};
use crate::model::{Card, Evidence, Level};

/// The fewest entries of a list.
const ENTRIES: usize = 4;

/// The most words of an entry, its number among them.
const ENTRY: usize = 7;

/// Words of running text below which a page may be such a list, as a directory is.
const PROSE: usize = 60;

/// Removes the archives, categories and tags of a site, each a link with a
/// number in brackets.
#[derive(Debug)]
pub(crate) struct CountList;

impl Rule for CountList {
    fn card(&self) -> Card {
        card(
            "count-list",
            "links",
            "months, categories or tags of a site, with how many pages each has",
            "in pages with markup and running text: four or more lines in a row that are links of a few words and end with a number in brackets",
            &[
                "<article><p>The mill stood idle for thirty years, until two sisters bought it and set the wheel turning again, which took them three summers and most of what they had.</p><p>Now it grinds flour for the whole valley, and on Sundays there is bread, sold at the door until there is none, which is always before noon and often before ten.</p><ul><li><a href=/2019/05>May 2019</a> (12)</li><li><a href=/2019/04>April 2019</a> (7)</li><li><a href=/2019/03>March 2019</a> (31)</li><li><a href=/2019/02>February 2019</a> (4)</li></ul></article>",
            ],
            &[
                "<article><p>The mill stood idle for thirty years, until two sisters bought it and set the wheel turning again, which took them three summers and most of what they had.</p><p>Now it grinds flour for the whole valley, and on Sundays there is bread, sold at the door until there is none, which is always before noon and often before ten.</p><ul><li>Rye (3)</li><li>Wheat (12)</li><li>Spelt (7)</li><li>Oats (1)</li></ul></article>",
            ],
        )
    }

    fn judge(&self, page: &Page<'_>, claims: &mut Claims<'_>) {
        if !page.has_markup() || page.prose().all() < PROSE {
            return;
        }
        let counts = |line: &Line| {
            line.linked >= 0.5 && line.words <= ENTRY && ends_in_count(page.text(line))
        };
        for run in page
            .lines
            .chunk_by(|left, right| counts(left) == counts(right))
        {
            if run.len() >= ENTRIES && run.first().is_some_and(counts) {
                for line in run {
                    let sign = "in a row of links that end in numbers in brackets";
                    claims.remove(
                        Level::Standard,
                        line.span,
                        Evidence::Signs(vec![sign.into()]),
                    );
                }
            }
        }
    }
}

/// Whether it has words and then a number in brackets, set apart from them as in
/// no name of a page of a manual.
fn ends_in_count(text: &str) -> bool {
    let inside = |open: char, close: char| text.strip_suffix(close)?.rsplit_once(open);
    let parts = inside('(', ')').or_else(|| inside('[', ']'));
    parts.is_some_and(|(words, number)| {
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        digits > 0
            && number
                .bytes()
                .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b' '))
            && words.ends_with(char::is_whitespace)
            && words.contains(char::is_alphabetic)
    })
}

#[cfg(test)]
mod tests {
    use super::ends_in_count;

    #[test]
    fn entries_are_words_with_a_count() {
        for (text, is) in [
            ("Dezembro (111)", true),
            ("Press releases [1,204]", true),
            ("(12)", false),
            ("pacman.conf(5)", false),
            ("The rain (again)", false),
            ("The rain ()", false),
            ("12 of (3)x", false),
        ] {
            assert_eq!(ends_in_count(text), is, "{text}");
        }
    }
}
