//! Entries of which nothing is left.

use crate::check::Check;
use crate::check::findings::{Findings, quoted};
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity, Vocabulary};

const CARD: CheckCard = CheckCard {
    code: "EN001",
    name: "empty-entry",
    group: "entry",
    severity: Severity::Warning,
    summary: "entry without a text",
    why: "Readers show an empty page, and a corpus gets an empty document.",
    help: "Write a text, or leave the empty part out.",
    bad: item!("&lt;p&gt; &lt;/p&gt;"),
    good: item!("The pier has been open again since noon, and the ferry runs as before."),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

/// Markup that is something to see or hear without a word.
const SHOWN: [&str; 7] = [
    "<img", "<iframe", "<video", "<audio", "<embed", "<object", "<svg",
];

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    for (at, cleaned) in subject.source.documents.iter().enumerate() {
        if !cleaned.is_empty() {
            continue;
        }
        let said = !cleaned.document.text.trim().is_empty();
        if subject.source.feed.is_none() {
            let what = if said {
                "nothing but boilerplate"
            } else {
                "no text"
            };
            findings.add(&CARD, subject.start(), format!("has {what}"));
            continue;
        }
        let Some(entry) = subject.entry(at) else {
            continue;
        };
        let shown = entry.fullest().is_some_and(|content| {
            let markup = content.value.to_ascii_lowercase();
            SHOWN.iter().any(|tag| markup.contains(tag))
        });
        let stated = [
            "description",
            "content",
            "encoded",
            "summary",
            "content_html",
            "content_text",
        ]
        .iter()
        .filter_map(|name| subject.part_of(at, name))
        .find(|part| part.vocabulary != Vocabulary::Media);
        let Some(part) = stated.filter(|part| !shown && part.attribute("src").is_none()) else {
            continue;
        };
        let message = if said {
            let left = quoted(&cleaned.document.text);
            format!("nothing of the text is left but boilerplate: {left}")
        } else {
            format!("`{}` has no text in it", part.name)
        };
        findings.add(&CARD, part.tag(), message);
    }
}
