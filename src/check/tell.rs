//! What several checks do alike: tell problems of the reader, and places that
//! match a pattern.

use regex::Regex;

use super::findings::Findings;
use super::subject::Subject;
use crate::model::{BlockKind, CheckCard, ProblemKind, Span};

impl Subject<'_> {
    /// Tells the problems of these kinds that reading the feed met.
    pub(super) fn tell_problems(
        &self,
        card: &'static CheckCard,
        kinds: &[ProblemKind],
        findings: &mut Findings<'_>,
    ) {
        let problems = self.feed().map(|feed| &*feed.problems).unwrap_or_default();
        for problem in problems
            .iter()
            .filter(|problem| kinds.contains(&problem.kind))
        {
            let start = problem.place.offset;
            let rest = self.source.text.get(start..).unwrap_or_default();
            let span = Span::new(start, start + token(rest));
            findings.add(card, span, problem.message.clone());
        }
    }

    /// Tells the first match in each thing that readers see, and how many more
    /// there are.
    pub(super) fn tell_matches(
        &self,
        card: &'static CheckCard,
        form: Option<&Regex>,
        findings: &mut Findings<'_>,
        message: impl Fn(&str, &str) -> String,
    ) {
        let Some(form) = form else { return };
        for wording in &self.wordings {
            let mut matches = form.find_iter(wording.text);
            let Some(first) = matches.next() else {
                continue;
            };
            let word = around(wording.text, Span::new(first.start(), first.end()));
            let message = message(wording.name, word) + &more(matches.count());
            findings.add_at(card, message, || self.locate(wording.entry, word));
        }
    }

    /// Tells the first match in the text of each document, code left out, and
    /// how many more there are.
    pub(super) fn tell_prose(
        &self,
        card: &'static CheckCard,
        form: Option<&Regex>,
        findings: &mut Findings<'_>,
        message: impl Fn(&str) -> String,
    ) {
        let Some(form) = form else { return };
        for (at, cleaned) in self.source.documents.iter().enumerate() {
            let document = &cleaned.document;
            let mut matches = document
                .blocks
                .iter()
                .filter(|block| block.kind != BlockKind::Code)
                .flat_map(|block| form.find_iter(document.content(block)));
            let Some(first) = matches.next() else {
                continue;
            };
            let entry = self.source.feed.map(|_| at);
            let message = message(first.as_str()) + &more(matches.count());
            findings.add_at(card, message, || self.locate(entry, first.as_str()));
        }
    }
}

fn more(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => ", and once more".into(),
        count => format!(", and {count} times more"),
    }
}

/// The word around a match, as far as it is not long.
fn around(text: &str, found: Span) -> &str {
    const LONGEST: usize = 40;
    let before = text.get(..found.start).unwrap_or_default();
    let after = text.get(found.end..).unwrap_or_default();
    let start = before
        .char_indices()
        .rev()
        .take(LONGEST)
        .take_while(|(_, c)| !c.is_whitespace())
        .last()
        .map_or(found.start, |(at, _)| at);
    let end = after
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| c.is_whitespace())
        .map_or_else(
            || {
                found.end
                    + after
                        .chars()
                        .take(LONGEST)
                        .map(char::len_utf8)
                        .sum::<usize>()
            },
            |(at, _)| found.end + at,
        );
    text.get(start..end).unwrap_or_default()
}

/// Bytes of what a problem is about: a tag or a reference, else a character.
fn token(rest: &str) -> usize {
    const LONGEST: usize = 80;
    let head = rest
        .char_indices()
        .nth(LONGEST)
        .and_then(|(end, _)| rest.get(..end))
        .unwrap_or(rest);
    let character = head.chars().next().map_or(0, char::len_utf8);
    let end = match head.as_bytes().first() {
        Some(b'&') => head
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '&' | '#')))
            .filter(|&end| head.as_bytes().get(end) == Some(&b';'))
            .map(|end| end + 1),
        Some(b'<')
            if head.get(1..).is_some_and(|name| {
                name.starts_with(|c: char| c.is_alphabetic() || c == '/' || c == '!')
            }) =>
        {
            head.find(['>', '\n']).map(|end| end + 1)
        }
        _ => None,
    };
    end.unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_shown_with_what_they_are_about() {
        for (rest, expected) in [
            ("&nbsp; more", 6),
            ("& more", 1),
            ("</item> more", 7),
            ("< more", 1),
            ("é more", 2),
            ("", 0),
        ] {
            assert_eq!(token(rest), expected, "{rest}");
        }
    }

    #[test]
    fn words_are_whole() {
        let text = "the cafÃ© is open";
        assert_eq!(around(text, Span::new(7, 11)), "cafÃ©");
        assert_eq!(around("Ã©", Span::new(0, 4)), "Ã©");
    }
}
