//! Addresses that run something, or open a file of the reader.

use crate::check::Check;
use crate::check::address::scheme;
use crate::check::findings::{Findings, quoted};
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity};

const CARD: CheckCard = CheckCard {
    code: "LK004",
    name: "unsafe-scheme",
    group: "link",
    severity: Severity::Warning,
    summary: "address with an unsafe scheme",
    why: "Careful readers drop such links, and others run what they say.",
    help: "Link to a page with `https`.",
    bad: item!(
        r#"&lt;p&gt;Open &lt;a href="javascript:alert(1)"&gt;since noon&lt;/a&gt;, the town said.&lt;/p&gt;"#
    ),
    good: item!(
        r#"&lt;p&gt;Open &lt;a href="https://pier.example/1"&gt;since noon&lt;/a&gt;, the town said.&lt;/p&gt;"#
    ),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let feed = subject.source.feed.is_some();
    for address in subject.addresses() {
        let Some(scheme) = scheme(address.href) else {
            continue;
        };
        let dangerous = match &*scheme {
            "file" => true,
            // A page's own controls say this where they do something else.
            "javascript" | "vbscript" => feed,
            "data" => feed && !address.href.trim_start().starts_with("data:image/"),
            _ => false,
        };
        if dangerous {
            let message = format!("scheme {} in {}", quoted(&scheme), quoted(address.href));
            findings.add_at(&CARD, message, || subject.place_of(&address));
        }
    }
}
