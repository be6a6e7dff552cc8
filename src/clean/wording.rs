//! The phrase rules at work: lines and elements with known words.

use super::Rules;
use super::claims::Claims;
use super::page::Page;
use super::phrases::Scratch;
use crate::model::{BlockKind, Evidence, Span};

/// Claims every line, tail or head of a line that a phrase rule knows.
pub(super) fn judge(page: &Page<'_>, rules: &Rules, claims: &mut Claims<'_>) {
    let mut scratch = Scratch::default();
    let mut matches = Vec::new();
    for line in page.lines.iter().filter(|line| line.kind != BlockKind::Code) {
        matches.clear();
        rules.phrases.find(page.text(line), &mut scratch, &mut matches);
        for found in &matches {
            if rules.is_enabled(found.rule) {
                claims.speaker(found.rule);
                let span = Span::new(line.span.start + found.start, line.span.start + found.end);
                claims.remove(span, Evidence::Phrase(rules.phrases.wording(found.phrase)));
            }
        }
    }
}
