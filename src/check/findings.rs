//! Findings as they are made.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::lines::Lines;
use super::switches::Checks;
use crate::model::{CheckCard, Finding, Related, Severity, Site, Span};

/// Findings of one rule in one file that are told one by one.
const EACH: usize = 100;
/// Characters of a value that a message quotes.
const QUOTED: usize = 60;

/// What a rule found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) span: Span,
    pub(super) message: String,
    /// Another part of the text that has to do with it, and what is there.
    pub(super) related: Option<(Span, &'static str)>,
}

pub(super) struct Findings<'a> {
    lines: &'a Lines<'a>,
    file: &'a Arc<str>,
    /// The worst that findings of now can be.
    worst: Severity,
    checks: &'a Checks,
    /// Codes decide between findings of one place.
    found: Vec<(&'static str, Finding)>,
    counts: BTreeMap<&'static str, usize>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(lines: &'a Lines<'a>, file: &'a Arc<str>, checks: &'a Checks) -> Self {
        Self {
            lines,
            file,
            worst: Severity::Error,
            checks,
            found: Vec::new(),
            counts: BTreeMap::new(),
        }
    }

    /// Takes what a rule found at a part of the text.
    pub(super) fn add(&mut self, card: &'static CheckCard, span: Span, message: impl Into<String>) {
        self.add_found(card, || Found {
            span,
            message: message.into(),
            related: None,
        });
    }

    /// Holds that what is found from now on is at most so bad.
    pub(super) const fn at_worst(&mut self, worst: Severity) {
        self.worst = worst;
    }

    /// Takes what a rule found; the place is looked for only where it will be
    /// told.
    pub(super) fn add_at(
        &mut self,
        card: &'static CheckCard,
        message: impl Into<String>,
        place: impl FnOnce() -> Span,
    ) {
        self.add_found(card, || Found {
            span: place(),
            message: message.into(),
            related: None,
        });
    }

    /// Takes what a rule found, made only where it will be told.
    pub(super) fn add_found(&mut self, card: &'static CheckCard, found: impl FnOnce() -> Found) {
        let Some(severity) = self.checks.severity(card) else {
            return;
        };
        let severity = severity.min(self.worst);
        let count = self.counts.entry(card.name).or_default();
        *count += 1;
        if *count > EACH {
            return;
        }
        let site = |span| Site {
            file: Arc::clone(self.file),
            region: Some(self.lines.region(span)),
        };
        let found = found();
        let related = found.related.map(|(span, message)| Related {
            site: site(span),
            message: message.into(),
        });
        let finding = Finding {
            rule: card.name,
            severity,
            site: site(found.span),
            message: found.message,
            help: None,
            related: related.into_iter().collect(),
        };
        self.found.push((card.code, finding));
    }

    /// The findings by place and code; the last told of a rule says how many
    /// more there are.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        self.found.sort_by(|(code, a), (other, b)| {
            (&a.site, code, &a.message).cmp(&(&b.site, other, &b.message))
        });
        let mut findings: Vec<_> = self.found.into_iter().map(|(_, finding)| finding).collect();
        for (rule, count) in self.counts {
            let last = findings.iter_mut().rev().find(|last| last.rule == rule);
            if let (Some(last), Some(more @ 1..)) = (last, count.checked_sub(EACH)) {
                use std::fmt::Write as _;
                _ = write!(last.message, "; and {more} more like it in this file");
            }
        }
        findings
    }
}

/// A value as messages quote it: in one line, and cut where it is long; `empty`
/// without quotes where there is none.
pub(super) fn quoted(value: &str) -> String {
    if value.trim().is_empty() {
        return "empty".into();
    }
    let mut words = value.split_whitespace();
    let mut shown = String::from("`");
    let mut count = 0;
    let mut first = true;
    for word in words.by_ref() {
        if !first {
            shown.push(' ');
            count += 1;
        }
        first = false;
        for character in word.chars() {
            if count == QUOTED {
                shown.push_str("…`");
                return shown;
            }
            shown.push(character);
            count += 1;
        }
        if count >= QUOTED {
            break;
        }
    }
    shown.push_str(if words.next().is_some() { "…`" } else { "`" });
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_one_short_line() {
        assert_eq!(quoted(" a\n b "), "`a b`");
        assert_eq!(quoted(" "), "empty");
        assert_eq!(quoted(&"é".repeat(70)), format!("`{}…`", "é".repeat(60)));
    }
}
