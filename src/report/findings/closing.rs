//! The last lines of a check: how much was found, in how much.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::Findings;
use crate::model::Severity;

/// How much was found in how much, in a line; what was left out or not read, in
/// a line each.
pub fn closing(findings: &Findings<'_>) -> String {
    let found: BTreeSet<&str> = findings.findings.iter().map(|f| &*f.site.file).collect();
    let mut all: BTreeSet<&str> = findings
        .checked
        .sources
        .iter()
        .map(|file| &**file)
        .collect();
    all.extend(&found);
    let counts: Vec<_> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (count(findings, severity), severity))
        .filter(|(count, _)| *count > 0)
        .map(|(count, severity)| numbered(count, severity.name()))
        .collect();
    let (sources, documents) = (all.len() as u64, findings.checked.documents);
    let mut out = match counts.as_slice() {
        [] => format!("nothing found in {}", numbered(sources, "source")),
        counts => format!(
            "{} in {} of {}",
            counts.join(", "),
            found.len(),
            numbered(sources, "source")
        ),
    };
    if documents > sources {
        out.push_str(", ");
        out.push_str(&numbered(documents, "document"));
    }
    out.push('\n');
    let mut line = |count: u64, what: &str, became: &str| {
        if count > 0 {
            // Writing to a string cannot fail.
            writeln!(out, "{} {became}", numbered(count, what)).unwrap_or_default();
        }
    };
    line(
        findings.checked.ignored,
        "finding",
        "ignored by configuration",
    );
    line(
        findings.failures.len() as u64,
        "source",
        "could not be read",
    );
    out
}

/// How many findings are this bad.
pub(super) fn count(findings: &Findings<'_>, severity: Severity) -> u64 {
    let all = findings.findings.iter();
    all.filter(|finding| finding.severity == severity).count() as u64
}

/// A number of things.
fn numbered(count: u64, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::super::{Checked, Findings};
    use super::closing;

    #[test]
    fn counts_what_was_found_in_what() {
        sample::with(|findings| {
            assert_eq!(
                closing(findings),
                "1 error, 1 warning, 1 note in 2 of 3 sources, 12 documents\n\
                 4 findings ignored by configuration\n\
                 1 source could not be read\n"
            );
        });
    }

    #[test]
    fn nothing_is_said_to_be_nothing() {
        let findings = Findings {
            findings: &[],
            cards: &[],
            failures: &[],
            checked: Checked {
                sources: &["a.xml".into()],
                documents: 1,
                ignored: 0,
            },
        };
        assert_eq!(closing(&findings), "nothing found in 1 source\n");
    }
}
