//! What was said to be a feed, and is none.

use crate::check::Check;
use crate::check::findings::{Findings, quoted};
use crate::check::subject::Subject;
use crate::model::{CheckCard, ProblemKind, Severity, Span};

const CARD: CheckCard = CheckCard {
    code: "FD001",
    name: "not-a-feed",
    group: "feed",
    severity: Severity::Error,
    summary: "no feed",
    why: "Readers get nothing. Servers often answer with a page of HTML or an error where a feed was.",
    help: "Look at what the address answers; a feed starts with `rss`, `rdf:RDF` or `feed`, or is a JSON Feed.",
    bad: "<!DOCTYPE html><html><head><title>404</title></head><body>Gone fishing</body></html>",
    good: RSS,
};

/// The least there is.
const RSS: &str = "<rss version=\"2.0\"><channel><title>Pier news</title><link>https://pier.example/</link><description>From the pier</description><item><title>Open again</title><description>The pier has been open again since noon.</description></item></channel></rss>";

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let Some(feed) = subject.source.feed else {
        return;
    };
    if feed.kind.is_some() {
        return;
    }
    let text = subject.source.text;
    let broken = feed
        .problems
        .iter()
        .find(|problem| problem.kind == ProblemKind::Truncated)
        .filter(|_| text.trim_start().starts_with('{'));
    if let Some(broken) = broken {
        let span = Span::new(broken.place.offset, broken.place.offset + 1);
        findings.add(&CARD, span, format!("is no feed: it {}", broken.message));
    } else {
        let message = format!("is no feed: {}", what(text));
        findings.add(&CARD, subject.start(), message);
    }
}

/// What a text looks like, where it is no feed.
fn what(text: &str) -> String {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let head: String = start
        .chars()
        .take(2000)
        .collect::<String>()
        .to_ascii_lowercase();
    let known = [
        ("", head.is_empty(), "it is empty"),
        ("\u{1f}", true, "it is compressed with gzip"),
        ("pk\u{3}", true, "it is a ZIP archive"),
        ("%pdf", true, "it is a PDF document"),
        ("{", true, "it is JSON, but no JSON Feed"),
        ("[", true, "it is JSON, but no JSON Feed"),
        (
            "",
            head.contains("<html") || head.starts_with("<!doctype html"),
            "it is a page of HTML",
        ),
        ("", head.contains("<opml"), "it is OPML, a list of feeds"),
        (
            "",
            head.contains("<urlset") || head.contains("<sitemapindex"),
            "it is a sitemap",
        ),
        ("", !head.contains('<'), "it is plain text"),
    ];
    let found = known
        .iter()
        .find(|(start, also, _)| head.starts_with(start) && *also);
    match found {
        Some((_, _, what)) => (*what).to_owned(),
        None => format!("its root is {}", quoted(root(start))),
    }
}

/// The name of the first element.
fn root(text: &str) -> &str {
    text.split('<')
        .skip(1)
        .filter(|tag| tag.starts_with(char::is_alphabetic))
        .find_map(|tag| {
            tag.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
                .next()
        })
        .unwrap_or("not there")
}
