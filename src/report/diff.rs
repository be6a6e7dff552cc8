//! What was removed, shown in place.

use std::fmt::Write;

use super::visible;
use crate::model::{CleanedDocument, Evidence, Removal, Span};

/// The document's text with a mark before each line: two spaces where it
/// stays, `-` where it goes, `?` where it stays and a higher level would remove
/// it, with the rule behind it.
///
/// A line of which only a part goes is shown as it was and as it becomes.
pub fn diff(cleaned: &CleanedDocument) -> String {
    let document = &cleaned.document;
    let mut out = String::new();
    push(&mut out, "", &format!("--- {}", document.id));
    if let Some(title) = &document.metadata.title {
        push(&mut out, "", &format!("title: {title}"));
    }
    let mut removals = Touching::new(&cleaned.removals);
    let mut suspects = Touching::new(&cleaned.suspects);
    let mut at = 0;
    for line in document.text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        let parts = removals.of(span);
        let suspected = suspects.of(span);
        match (parts.first(), suspected.first()) {
            _ if line.trim().is_empty() => out.push('\n'),
            (None, None) => push(&mut out, "  ", line),
            (None, Some(suspect)) => push(&mut out, "? ", &told(line, suspect)),
            (Some(removal), _) => {
                push(&mut out, "- ", &told(line, removal));
                let kept = without(&document.text, span, parts);
                if !kept.trim().is_empty() {
                    push(&mut out, "+ ", &kept);
                }
            }
        }
        at += line.len();
    }
    out
}

/// Removals, handed out line by line.
struct Touching<'r> {
    removals: &'r [Removal],
}

impl<'r> Touching<'r> {
    const fn new(removals: &'r [Removal]) -> Self {
        Self { removals }
    }

    /// Those that touch a line; lines are asked about in order.
    fn of(&mut self, line: Span) -> &'r [Removal] {
        let over = |removal: &&Removal| removal.span.end <= line.start;
        let gone = self.removals.iter().take_while(over).count();
        self.removals = self.removals.get(gone..).unwrap_or_default();
        let touches = |removal: &&Removal| removal.span.start < line.end;
        let count = self.removals.iter().take_while(touches).count();
        self.removals.get(..count).unwrap_or_default()
    }
}

/// A line with the rule that is named for it.
fn told(line: &str, removal: &Removal) -> String {
    let (rule, why) = (&removal.rule, because(&removal.evidence));
    format!("{}   [{rule}: {why}]", line.trim_end())
}

/// A line without the parts that go.
fn without(text: &str, line: Span, parts: &[Removal]) -> String {
    let mut kept = String::new();
    let mut from = line.start;
    for part in parts {
        kept.push_str(Span::new(from, part.span.start.max(from)).of(text));
        from = part.span.end.min(line.end).max(from);
    }
    kept.push_str(Span::new(from, line.end).of(text));
    kept
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
        Evidence::Selector(selector) => write!(out, "in `{}`", shortened(selector)),
        Evidence::Same(_) => write!(out, "said before"),
        Evidence::Before { id, .. } => write!(out, "in `{}` before", visible(id)),
        Evidence::Measure { of, value, limit } => write!(out, "{of} {value:.2}, limit {limit:.2}"),
        Evidence::Signs(signs) => write!(out, "{}", signs.join(", ")),
    };
    // Writing to a string cannot fail.
    written.map(|()| out).unwrap_or_default()
}
