//! Markup that readers see.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::Check;
use crate::check::findings::{Findings, quoted};
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity};

/// Tags that are no example of a tag: they have an attribute, or end what they
/// start nearby.
static FORM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?i)<(?:a|abbr|article|b|big|blockquote|br|center|cite|dd|del|div|dl|dt|em|embed|figcaption|figure|font|h[1-6]|hr|i|iframe|img|li|ol|p|picture|pre|q|s|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul|video)\s[a-z-]+=["'][^<>]*>|<(?:a|abbr|article|b|big|blockquote|br|center|cite|dd|del|div|dl|dt|em|embed|figcaption|figure|font|h[1-6]|hr|i|iframe|img|li|ol|p|picture|pre|q|s|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul|video)>[^<>]*</(?:a|abbr|article|b|big|blockquote|br|center|cite|dd|del|div|dl|dt|em|embed|figcaption|figure|font|h[1-6]|hr|i|iframe|img|li|ol|p|picture|pre|q|s|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul|video)>|<br\s?/>|</p>\s*<p>"#,
    )
    .ok()
});

const CARD: CheckCard = CheckCard {
    code: "TX003",
    name: "leftover-markup",
    group: "text",
    severity: Severity::Warning,
    summary: "markup that readers see",
    why: "Escaped once too often, tags are words: readers see them, and so does a corpus.",
    help: "Escape markup once, or put it into CDATA as it is.",
    bad: item!("&lt;p&gt;&amp;lt;b&amp;gt;Open&amp;lt;/b&amp;gt; since noon&lt;/p&gt;"),
    good: item!("&lt;p&gt;&lt;b&gt;Open&lt;/b&gt; since noon, and 1 &amp;lt; 2.&lt;/p&gt;"),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    subject.tell_prose(&CARD, FORM.as_ref(), findings, |found| {
        format!("readers see the markup {}", quoted(found))
    });
}
