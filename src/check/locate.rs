//! Where in a source stands what was read in it.

use regex::Regex;

use crate::model::Span;

/// Words that are enough to find a place by.
const WORDS: usize = 4;
/// Bytes of the longest line whose words are looked for with tags between them.
const LONGEST: usize = 1000;
/// What may stand between two words: space, tags, escaped or not, and the ways
/// JSON has of writing them.
const GAP: &str = r"(?:\s|&nbsp;|&#160;|<[^<>]*>|&lt;[^&<>]*(?:&quot;[^&<>]*)*&gt;|\\[nrt]|\\u003c[^<>\\]*\\u003e)+";

/// The part of `text` in `within` that says `words`: all of them, else their
/// first line, else the first few, as they are or escaped.
pub(super) fn locate(text: &str, within: Span, words: &str) -> Option<Span> {
    let words = words.trim();
    let part = within.of(text);
    let line = words.lines().next().unwrap_or_default().trim();
    let few = few(line);
    let mut tried = "";
    for wanted in [words, line, few] {
        if wanted.is_empty() || wanted == tried {
            continue;
        }
        tried = wanted;
        for written in spellings(wanted) {
            if let Some(at) = part.find(&*written) {
                let start = within.start + at;
                return Some(Span::new(start, start + written.len()));
            }
        }
    }
    between_tags(part, line)
        .map(|found| Span::new(within.start + found.start, within.start + found.end))
}

/// The first words of a line where tags stand between them.
fn between_tags(part: &str, line: &str) -> Option<Span> {
    let words: Vec<String> = line
        .split_whitespace()
        .take(WORDS + 2)
        .map(|word| {
            let spelled: Vec<_> = spellings(word)
                .iter()
                .map(|word| regex::escape(word))
                .collect();
            format!("(?:{})", spelled.join("|"))
        })
        .collect();
    if words.len() < 2 || line.len() > LONGEST {
        return None;
    }
    let form = Regex::new(&words.join(GAP)).ok()?;
    let found = form.find(part)?;
    Some(Span::new(found.start(), found.end()))
}

/// The first few words of a line.
fn few(line: &str) -> &str {
    let end = line
        .char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .nth(WORDS - 1)
        .map_or(line.len(), |(at, _)| at);
    line.get(..end).unwrap_or(line)
}

/// The ways a source may write words: as they are, as markup, as markup in
/// markup, as a string of JSON.
fn spellings(words: &str) -> Vec<String> {
    let mut spellings = vec![words.to_owned()];
    let mut add = |spelling: String| {
        if !spellings.contains(&spelling) {
            spellings.push(spelling);
        }
    };
    let once = escaped(words);
    let twice = escaped(&once);
    let quotes = once.replace('"', "&quot;").replace('\'', "&#39;");
    let curly = words
        .replace('\u{2019}', "&#8217;")
        .replace('\u{a0}', "&nbsp;");
    add(once);
    add(twice);
    add(quotes);
    add(escaped(&curly));
    add(curly);
    let string = words.replace('\\', "\\\\").replace('"', "\\\"");
    add(string.replace('/', "\\/"));
    add(string);
    spellings
}

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_as_they_are_written() {
        for (text, words, expected) in [
            ("<p>Share this</p>", "Share this", Some("Share this")),
            (
                "Tips &amp; tricks",
                "Tips & tricks",
                Some("Tips &amp; tricks"),
            ),
            ("a &amp;lt;b&amp;gt;", "<b>", Some("&amp;lt;b&amp;gt;")),
            (
                "{\"a\": \"say \\\"yes\\\"\"}",
                "say \"yes\"",
                Some("say \\\"yes\\\""),
            ),
            ("one line\n<b>two", "one line\n\ntwo", Some("one line")),
            ("a b c d <i>e</i> f", "a b c d e f", Some("a b c d")),
            (
                "The <a href=\"x\">post</a> is",
                "The post is",
                Some("The <a href=\"x\">post</a> is"),
            ),
            ("nothing", "else", None),
            ("nothing", " ", None),
        ] {
            let found = locate(text, Span::new(0, text.len()), words);
            assert_eq!(found.map(|span| span.of(text)), expected, "{text}");
        }
    }
}
