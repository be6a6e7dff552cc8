//! Findings of every sort, for the tests of the forms.

use std::sync::Arc;

use super::{Checked, Findings};
use crate::model::{
    CheckCard, Excerpt, Failure, Finding, Place, Region, Related, Severity, Site, Span,
};

const CARDS: [CheckCard; 2] = [
    CheckCard {
        code: "FD007",
        name: "bad-date",
        group: "feed",
        severity: Severity::Warning,
        summary: "a date that cannot be read",
        why: "Readers sort by date; an entry without one is not shown, or always first.",
        help: "write it as RFC 822 has it",
        bad: "<pubDate>Yesterday</pubDate>",
        good: "<pubDate>Tue, 24 Nov 2026 08:00:00 GMT</pubDate>",
    },
    CheckCard {
        code: "FD009",
        name: "double-id",
        group: "feed",
        severity: Severity::Error,
        summary: "two entries with one id",
        why: "Readers show one of them.",
        help: "give each entry an id of its own",
        bad: "<guid>x</guid> <guid>x</guid>",
        good: "<guid>x</guid> <guid>y</guid>",
    },
];

/// A site in a line of a feed, with what of the line is meant.
fn site(file: &str, line: usize, text: &str, meant: &str) -> Site {
    let before = text.split_once(meant).unwrap().0;
    let (from, column) = (before.len(), before.chars().count() + 1);
    let place = |column| Place {
        offset: 0,
        line,
        column,
    };
    Site {
        file: file.into(),
        region: Some(Region {
            start: place(column),
            end: place(column + meant.chars().count()),
            excerpt: Excerpt {
                text: text.into(),
                span: Span::new(from, from + meant.len()),
            },
        }),
    }
}

/// Hands over three findings in two of three sources, and a failure.
pub(super) fn with(check: impl FnOnce(&Findings<'_>)) {
    let findings = [
        Finding {
            rule: "bad-date",
            severity: Severity::Warning,
            site: site(
                "feeds/a.xml",
                14,
                "\t<e><pubDate>\tYesterday\u{1b}</pubDate></e>",
                "Yesterday\u{1b}",
            ),
            message: "`Yesterday\u{1b}` is no date".to_owned(),
            help: None,
            related: Vec::new(),
        },
        Finding {
            rule: "double-id",
            severity: Severity::Note,
            site: site("feeds/a.xml", 20, "<id>x</id>", "x"),
            message: "`x` is the id of two entries".to_owned(),
            help: Some("add the year to it".to_owned()),
            related: vec![Related {
                site: site("feeds/a.xml", 9, "<id>x</id>", "x"),
                message: "the first has it here".to_owned(),
            }],
        },
        Finding {
            rule: "gone",
            severity: Severity::Error,
            site: Site {
                file: "pages/ü.html".into(),
                region: None,
            },
            message: "the page is empty".to_owned(),
            help: None,
            related: Vec::new(),
        },
    ];
    let sources: [Arc<str>; 3] = ["feeds/a.xml", "feeds/c.xml", "pages/ü.html"].map(Into::into);
    check(&Findings {
        findings: &findings,
        cards: &CARDS,
        failures: &[Failure::new("feeds/b.xml", "is a folder").with_hint("name the feeds in it")],
        checked: Checked {
            sources: &sources,
            documents: 12,
            ignored: 4,
        },
    });
}
