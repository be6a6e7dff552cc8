//! A line a finding, in the way of compilers.

use super::{Findings, place};
use crate::report::visible;

/// `file:line:column: severity[code name] message`, a line each and never more;
/// what could not be read as `place: failed: message`.
pub(super) fn concise(findings: &Findings<'_>) -> String {
    let found = findings.findings.iter().map(|finding| {
        let place = place(&finding.site);
        let label = findings.label(finding.rule);
        let (severity, message) = (finding.severity.name(), visible(&finding.message));
        format!("{place}: {severity}[{label}] {message}")
    });
    let lost = findings.failures.iter().map(|failure| {
        let (place, message) = (visible(&failure.place), visible(&failure.message));
        format!("{place}: failed: {message}")
    });
    found
        .chain(lost)
        .flat_map(|line| [line, "\n".to_owned()])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::concise;

    #[test]
    fn one_line_each() {
        sample::with(|findings| {
            assert_eq!(
                concise(findings),
                "feeds/a.xml:14:15: warning[FD007 bad-date] `Yesterday\\u{1b}` is no date\n\
                 feeds/a.xml:20:5: note[FD009 double-id] `x` is the id of two entries\n\
                 pages/ü.html: error[gone] the page is empty\n\
                 feeds/b.xml: failed: is a folder\n"
            );
        });
    }
}
