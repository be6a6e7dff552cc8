//! Parts that a format wants and a feed or entry lacks.

use crate::check::Check;
use crate::check::findings::Findings;
use crate::check::grammar::parts;
use crate::check::subject::Subject;
use crate::model::FeedKind::{Atom10, Json10, Json11, Rss09, Rss20};
use crate::model::{CheckCard, Element, Severity, Vocabulary};

const FEED: CheckCard = CheckCard {
    code: "FD009",
    name: "missing-feed-part",
    group: "feed",
    severity: Severity::Error,
    summary: "feed without a part its format wants",
    why: "Readers name a feed, link to its site and know it again by these parts.",
    help: "Add the part.",
    bad: r#"<rss version="2.0"><channel><title>Pier news</title><description>From the pier</description><item><title>Open again</title></item></channel></rss>"#,
    good: rss!("<item><title>Open again</title></item>"),
};

const ENTRY: CheckCard = CheckCard {
    code: "FD010",
    name: "missing-entry-part",
    group: "feed",
    severity: Severity::Error,
    summary: "entry without a part its format wants",
    why: "Without an identifier or a date readers show an entry again and again, or never.",
    help: "Add the part.",
    bad: atom!(
        "<entry><title>Open again</title><updated>2026-11-20T08:00:00Z</updated><content>Since noon.</content></entry>"
    ),
    good: atom!(
        "<entry><id>https://pier.example/1</id><title>Open again</title><updated>2026-11-20T08:00:00Z</updated><content>Since noon.</content></entry>"
    ),
};

pub(super) const CHECK: Check = Check {
    cards: &[FEED, ENTRY],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let kind = subject.kind();
    let json = matches!(kind, Some(Json10 | Json11));
    if json {
        top(subject, findings);
    }
    // The feed's author is that of every entry which has none.
    let authored = subject.inside(0).any(|child| {
        child.element.vocabulary == Vocabulary::Atom && &*child.element.name == "author"
    });
    for (at, statement) in subject.statements.iter().enumerate() {
        let element = statement.element;
        let has = |name: &str| {
            subject.inside(at).any(|child| {
                child.element.vocabulary == element.vocabulary
                    && child.element.name.eq_ignore_ascii_case(name)
            })
        };
        // A part stated by reference, as RDF does, has its parts elsewhere.
        if statement.part.is_none() || element.attribute("rdf:resource").is_some() {
            continue;
        }
        let wanted = parts(kind, element.vocabulary).iter().filter(|part| {
            part.required && !part.parents.is_empty() && part.may_stand_in(&element.name)
        });
        for part in wanted.filter(|part| !has(part.name)) {
            miss(subject, element, &format!("no `{}`", part.name), findings);
        }
        if let Some(message) = lacks(subject, at, authored, has) {
            miss(subject, element, message, findings);
        }
    }
}

/// What an entry wants of several parts, and has none of.
fn lacks(
    subject: &Subject<'_>,
    at: usize,
    authored: bool,
    has: impl Fn(&str) -> bool,
) -> Option<&'static str> {
    let element = subject.statements.get(at)?.element;
    let extended = |name: &str| subject.inside(at).any(|child| &*child.element.name == name);
    match (subject.kind()?, &*element.name) {
        (Rss09 | Rss20, "item") => (!(has("title") || has("description") || extended("encoded")))
            .then_some("neither `title` nor `description`"),
        (Json10 | Json11, "items") => (!(has("content_html") || has("content_text")))
            .then_some("neither `content_html` nor `content_text`"),
        (Atom10, "entry") => {
            let author = authored || has("author") || extended("source");
            if author {
                (!(has("content") || extended("link"))).then_some("neither `content` nor `link`")
            } else {
                Some("no `author`, and the feed has none either")
            }
        }
        _ => None,
    }
}

/// The members of a JSON feed, which has no root element.
fn top(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let has = |name: &str| {
        subject
            .statements
            .iter()
            .any(|statement| statement.element.parent.is_none() && &*statement.element.name == name)
    };
    for part in parts(subject.kind(), Vocabulary::Json) {
        if part.required && part.may_stand_in("") && !has(part.name) {
            findings.add(&FEED, subject.start(), format!("has no `{}`", part.name));
        }
    }
    if !has("items") && !subject.source.text.contains("\"items\"") {
        findings.add(&FEED, subject.start(), "has no `items`");
    }
}

fn miss(subject: &Subject<'_>, element: &Element, what: &str, findings: &mut Findings<'_>) {
    // JSON names the list, and it is one of it that lacks something.
    let name = match &*element.name {
        "items" => "item",
        "attachments" => "attachment",
        other => other,
    };
    let (card, span) = match element.entry {
        Some(entry) if element.vocabulary == Vocabulary::Json => {
            (&ENTRY, subject.entry_start(entry))
        }
        Some(_) => (&ENTRY, element.tag()),
        None => (&FEED, element.tag()),
    };
    findings.add(card, span, format!("`{name}` has {what}"));
}
