//! What cleaning takes out of entries: a rule for each family of its rules.

use crate::check::Check;
use crate::check::findings::{Findings, quoted};
use crate::check::subject::Subject;
use crate::model::{CheckCard, CleanedDocument, Evidence, Media, Removal, Severity, Span};

/// The rule for families that are a user's own.
const OWN: &str = "own-boilerplate";

/// Families that are no fault of what is checked: where a page has its parts,
/// and texts without a word, which `empty-entry` tells.
const LEFT_OUT: [&str; 2] = ["layout", "empty"];

const fn family(
    [code, name]: [&'static str; 2],
    summary: &'static str,
    why: &'static str,
    bad: &'static str,
) -> CheckCard {
    CheckCard {
        code,
        name,
        group: "boilerplate",
        severity: Severity::Warning,
        summary,
        why,
        help: "Leave it out of the feed; the part of the page around the article does not belong there.",
        bad,
        good: item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;"
        ),
    }
}

/// A card for each family of cleaning rules.
static CARDS: [CheckCard; 21] = [
    family(
        ["BP001", "thanks"],
        "thanks for the text",
        "A courtesy line of a scraper is not the article.",
        item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;I want to thank the author of this post for this amazing content&lt;/p&gt;"
        ),
    ),
    family(
        ["BP002", "social"],
        "call to follow",
        "Where to follow the site is said on every page, and is not the article.",
        item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;Follow us on Twitter and Facebook&lt;/p&gt;"
        ),
    ),
    family(
        ["BP003", "share"],
        "call to share",
        "Buttons and calls to share are for the page, not for readers of feeds.",
        item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;Share this article on Facebook&lt;/p&gt;"
        ),
    ),
    family(
        ["BP004", "newsletter"],
        "call to subscribe",
        "A call to subscribe is read again with every entry.",
        item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;Subscribe to our newsletter&lt;/p&gt;"
        ),
    ),
    family(
        ["BP005", "app"],
        "call to install",
        "A call to install an app is read again with every entry.",
        item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;Download our app from the App Store&lt;/p&gt;"
        ),
    ),
    family(
        ["BP006", "read-also"],
        "list of other articles",
        "Other articles have entries of their own.",
        item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;Read also: Old ferry sold to a museum&lt;/p&gt;"
        ),
    ),
    family(
        ["BP007", "advert"],
        "advertisement",
        "Labels of advertisements stay where the advertisement is gone.",
        item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;Advertisement&lt;/p&gt;"
        ),
    ),
    family(
        ["BP008", "syndication"],
        "line that says where it was first",
        "Software adds where the text was first to every entry.",
        item!(
            r#"&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;The post &lt;a href="https://pier.example/1"&gt;Open again&lt;/a&gt; appeared first on &lt;a href="https://pier.example/"&gt;Pier news&lt;/a&gt;.&lt;/p&gt;"#
        ),
    ),
    family(
        ["BP009", "credit"],
        "credit of a picture",
        "Credits of pictures stay where the picture is gone.",
        item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;Photo by Ada Lang on Unsplash&lt;/p&gt;"
        ),
    ),
    family(
        ["BP010", "consent"],
        "question of consent",
        "Questions of consent are for the page, not for readers of feeds.",
        item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;We use cookies to improve your experience&lt;/p&gt;"
        ),
    ),
    family(
        ["BP011", "comments"],
        "call to comment",
        "Readers of feeds have no comments below.",
        item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;Leave a comment&lt;/p&gt;"
        ),
    ),
    family(
        ["BP012", "navigation"],
        "navigation",
        "Navigation of the site leads nowhere in a feed.",
        item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;Back to top&lt;/p&gt;"
        ),
    ),
    family(
        ["BP013", "tags"],
        "list of tags",
        "Feeds have `category` for it.",
        item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;Tags: pier, ferry, harbour&lt;/p&gt;"
        ),
    ),
    family(
        ["BP014", "paywall"],
        "notice of a paywall",
        "What follows such a notice is often missing.",
        item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;This article is for subscribers only&lt;/p&gt;"
        ),
    ),
    family(
        ["BP015", "donate"],
        "call to donate",
        "A call to donate is read again with every entry.",
        item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;Please consider donating to support our work&lt;/p&gt;"
        ),
    ),
    family(
        ["BP016", "byline"],
        "byline in the text",
        "Feeds have `author` for it.",
        item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;By Ada Lang&lt;/p&gt;"
        ),
    ),
    family(
        ["BP017", "contact"],
        "how to reach the site",
        "How to reach the site is said on every page, and is not the article.",
        item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;Have a tip? Email us at tips@pier.example&lt;/p&gt;"
        ),
    ),
    family(
        ["BP018", "copyright"],
        "copyright notice",
        "Feeds have `copyright` and `rights` for it.",
        item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;© 2026 Pier News. All rights reserved.&lt;/p&gt;"
        ),
    ),
    family(
        ["BP019", "headline"],
        "headline in the text",
        "Readers show the title above the text, so it is there twice.",
        item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;Open again&lt;/p&gt;"
        ),
    ),
    family(
        ["BP020", "links"],
        "list of links",
        "A pile of links after the text leads elsewhere.",
        item!(
            "The pier has been open again since noon, the town said, and the ferry runs as before.\n\nOur pages https://pier.example/pages\nOur friends https://friends.example/all"
        ),
    ),
    family(
        ["BP021", "own-boilerplate"],
        "what your own rules name",
        "Your own cleaning rules say that it is not the article.",
        item!(
            "&lt;p&gt;The pier has been open again since noon, the town said, and the ferry runs as before.&lt;/p&gt;&lt;p&gt;Join our reading club!&lt;/p&gt;"
        ),
    ),
];

pub(super) const CHECK: Check = Check {
    cards: &CARDS,
    look,
};

/// Tells the first removal of each family in each document; in a page, which has
/// a menu and a footer by right, only what stands in the middle of its article,
/// and as a note, since a page may have its byline there.
fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    for (at, cleaned) in subject.source.documents.iter().enumerate() {
        let entry = subject.source.feed.map(|_| at);
        let page = entry.is_none() && cleaned.document.media == Media::Html;
        findings.at_worst(if page {
            Severity::Note
        } else {
            Severity::Error
        });
        let article = article(cleaned);
        let mut told: Vec<&str> = Vec::new();
        for removal in &cleaned.removals {
            let family = subject.checks.family(&removal.rule).unwrap_or(OWN);
            if LEFT_OUT.contains(&family) || page && is_furniture(removal, article) {
                continue;
            }
            let name = if CARDS.iter().any(|card| card.name == family) {
                family
            } else {
                OWN
            };
            let Some(card) = CARDS.iter().find(|card| card.name == name) else {
                continue;
            };
            if told.contains(&name) {
                continue;
            }
            told.push(name);
            let words = removal.span.of(&cleaned.document.text);
            let line = quoted(words.trim().lines().next().unwrap_or_default());
            let message = format!(
                "{}: {line} (cleaning rule `{}`)",
                card.summary, removal.rule
            );
            findings.add_at(card, message, || subject.locate(entry, words));
        }
    }
    findings.at_worst(Severity::Error);
}

/// From the first word that is kept of a document to the last.
fn article(cleaned: &CleanedDocument) -> Span {
    let text = &cleaned.document.text;
    let mut kept = cleaned
        .kept()
        .map(|span| span.trimmed(text))
        .filter(|span| !span.is_empty());
    let first = kept.next().unwrap_or_default();
    let last = kept.last().unwrap_or(first);
    Span::new(first.start, last.end)
}

/// Whether a removal is a part that pages have around their article, or one
/// that is known by its place and not by its words.
const fn is_furniture(removal: &Removal, article: Span) -> bool {
    !matches!(
        removal.evidence,
        Evidence::Phrase(_) | Evidence::Measure { .. }
    ) || !article.contains(removal.span)
}
