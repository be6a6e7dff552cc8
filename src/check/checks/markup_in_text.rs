//! Markup where plain text is wanted.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::Check;
use crate::check::findings::{Findings, quoted};
use crate::check::grammar::Value;
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity, Vocabulary};

/// Tags of HTML, and references that were escaped once more.
static MARKUP: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)</?(?:a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|embed|font|h[1-6]|hr|i|iframe|img|ins|li|ol|p|pre|q|s|script|small|span|strike|strong|style|sub|sup|table|td|tr|tt|u|ul|video)(?:\s[^<>]*)?/?>|&#\d|&#x[0-9a-f]|&(?:amp|lt|gt|quot|apos|nbsp|hellip|[lr][sd]quo|[nm]dash|bull|middot|copy|euro|[lr]aquo|[aeiou](?:acute|grave|uml|circ)|ntilde|ccedil|szlig);",
    )
    .ok()
});

const CARD: CheckCard = CheckCard {
    code: "FD021",
    name: "markup-in-text",
    group: "feed",
    severity: Severity::Warning,
    summary: "markup in plain text",
    why: "Titles and names are plain text: readers show the tags, or drop what is between them.",
    help: r#"Leave the markup out; in Atom say `type="html"`."#,
    bad: rss!("<item><title>&lt;b&gt;Open&lt;/b&gt; again</title></item>"),
    good: rss!("<item><title>Open again at 1 &lt; 2</title></item>"),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let texts = subject.stated().filter(|stated| match stated.kind {
        Value::Text | Value::Name => true,
        Value::Wording => {
            let kind = stated.element.attribute("type");
            match stated.element.vocabulary {
                Vocabulary::Media => matches!(kind, None | Some("plain")),
                _ => matches!(kind, None | Some("text" | "text/plain")),
            }
        }
        _ => false,
    });
    for stated in texts {
        // RDF can say that a text is markup.
        let literal = stated.element.attribute("rdf:parseType") == Some("Literal");
        if stated.element.mixed && stated.attribute.is_none() && !literal {
            let message = format!("elements stand in {}, which is plain text", stated.name());
            findings.add(&CARD, stated.span, message);
            continue;
        }
        let markup = MARKUP.as_ref().and_then(|form| form.find(stated.value));
        if let Some(markup) = markup {
            let found = quoted(markup.as_str());
            findings.add(
                &CARD,
                stated.span,
                format!("{found} in {}, which is plain text", stated.name()),
            );
        }
    }
}
