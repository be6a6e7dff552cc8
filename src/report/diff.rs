//! What was removed, shown in place.

use std::fmt::Write;

use super::visible;
use crate::model::{CleanedDocument, Evidence};

/// The document's text with a mark before each line: two spaces where it
/// stays, `-` where it goes, with the rule behind it.
///
/// A line of which only a part goes is shown as it was and as it becomes.
pub fn diff(cleaned: &CleanedDocument) -> String {
    let document = &cleaned.document;
    let mut out = String::new();
    push(&mut out, "", &format!("--- {}", document.id));
    if let Some(title) = &document.metadata.title {
        push(&mut out, "", &format!("title: {title}"));
    }
    let mut at = 0;
    let mut next = 0;
    for line in document.text.split_inclusive('\n') {
        let end = at + line.trim_end().len();
        while cleaned
            .removals
            .get(next)
            .is_some_and(|removal| removal.span.end <= at)
        {
            next += 1;
        }
        let touching = cleaned.removals.get(next..).unwrap_or_default();
        let parts: Vec<_> = touching
            .iter()
            .take_while(|removal| removal.span.start < end)
            .collect();
        match parts.first() {
            _ if line.trim().is_empty() => out.push('\n'),
            None => push(&mut out, "  ", line),
            Some(removal) => {
                let what = format!(
                    "{}   [{}: {}]",
                    line.trim_end(),
                    removal.rule,
                    because(&removal.evidence)
                );
                push(&mut out, "- ", &what);
                let mut kept = String::new();
                let mut from = at;
                for part in &parts {
                    kept.push_str(
                        document
                            .text
                            .get(from..part.span.start.max(from))
                            .unwrap_or_default(),
                    );
                    from = part.span.end.min(end).max(from);
                }
                kept.push_str(document.text.get(from..end).unwrap_or_default());
                if !kept.trim().is_empty() {
                    push(&mut out, "+ ", &kept);
                }
            }
        }
        at += line.len();
    }
    out
}

/// Adds one line, made fit to be shown; tabs stay, as they stand between the
/// cells of a table.
fn push(out: &mut String, mark: &str, line: &str) {
    let line = line.trim_end();
    if !line.is_empty() {
        out.push_str(mark);
    }
    for (at, cell) in line.split('\t').enumerate() {
        if at > 0 {
            out.push('\t');
        }
        out.push_str(&visible(cell));
    }
    out.push('\n');
}

/// The beginning of a phrase, which is enough to find it in its rule.
fn shortened(phrase: &str) -> String {
    const LONGEST: usize = 60;
    if phrase.chars().count() <= LONGEST {
        return phrase.to_owned();
    }
    phrase.chars().take(LONGEST).chain(['…']).collect()
}

/// Evidence in a few words.
fn because(evidence: &Evidence) -> String {
    let mut out = String::new();
    let written = match evidence {
        Evidence::Phrase(phrase) => write!(out, "`{}`", shortened(phrase)),
        Evidence::Node(tokens) => write!(out, "in `{tokens}`"),
        Evidence::Same(_) => write!(out, "said before"),
        Evidence::Measure { of, value, limit } => write!(out, "{of} {value:.2}, limit {limit:.2}"),
        Evidence::Signs(signs) => write!(out, "{}", signs.join(", ")),
    };
    // Writing to a string cannot fail.
    written.map(|()| out).unwrap_or_default()
}
