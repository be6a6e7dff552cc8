//! Workflow commands of GitHub Actions, which become annotations.

use super::closing::{closing, count};
use super::{Findings, end, place, start};
use crate::model::{Failure, Finding, Severity, Site};
use crate::report::visible;

/// How many annotations of each kind GitHub shows of a step.
const SHOWN: u64 = 10;

/// A workflow command a finding, then how much was found.
///
/// All of them are written, as GitHub marks them in the log even where it shows
/// no more annotations. The log leaves out file and line, so the message starts
/// with them.
pub(super) fn github(findings: &Findings<'_>) -> String {
    let found = findings.findings.iter();
    let found = found.map(|finding| command(findings, finding));
    let lost = findings.failures.iter().map(lost);
    let mut out: String = found.chain(lost).collect();
    out.push_str(&closing(findings));
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    if severities
        .iter()
        .any(|severity| count(findings, *severity) > SHOWN)
    {
        out.push_str("GitHub annotates the first 10 of each kind; this log has them all\n");
    }
    out
}

/// The command for a finding, its line break included.
fn command(findings: &Findings<'_>, finding: &Finding) -> String {
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let label = findings.label(finding.rule);
    let (file, place) = (visible(&finding.site.file), place(&finding.site));
    let mut text = format!("{place}: {label}: {}", visible(&finding.message));
    if let Some(help) = findings.help(finding) {
        text.push_str("\nhelp: ");
        text.push_str(&visible(help));
    }
    format!(
        "::{name} file={}{},title={}::{}\n",
        property(&file),
        lines(&finding.site),
        property(&format!("tamis {label}")),
        data(&text)
    )
}

/// The properties that say which part of a file is meant.
fn lines(site: &Site) -> String {
    let Some(start) = start(site) else {
        return String::new();
    };
    let end = end(site).unwrap_or(start);
    let lines = format!(",line={},endLine={}", start.line, end.line);
    // Columns are for annotations within a line only.
    if start.line < end.line {
        return lines;
    }
    format!("{lines},col={},endColumn={}", start.column, end.column)
}

/// The command for something that could not be read.
fn lost(failure: &Failure) -> String {
    let (place, message) = (visible(&failure.place), visible(&failure.message));
    let text = data(&format!("{place}: {message}"));
    format!("::error title=tamis could not read this::{text}\n")
}

/// A message, escaped as the runner reads it.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

/// A property, escaped as the runner reads it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::{data, github, property};

    #[test]
    fn a_command_each() {
        sample::with(|findings| {
            let out = github(findings);
            let lines: Vec<_> = out.lines().collect();
            assert_eq!(
                lines[..4],
                [
                    "::warning file=feeds/a.xml,line=14,endLine=14,col=15,endColumn=25,title=tamis FD007 bad-date::feeds/a.xml:14:15: FD007 bad-date: `Yesterday\\u{1b}` is no date%0Ahelp: write it as RFC 822 has it",
                    "::notice file=feeds/a.xml,line=20,endLine=20,col=5,endColumn=6,title=tamis FD009 double-id::feeds/a.xml:20:5: FD009 double-id: `x` is the id of two entries%0Ahelp: add the year to it",
                    "::error file=pages/ü.html,title=tamis gone::pages/ü.html: gone: the page is empty",
                    "::error title=tamis could not read this::feeds/b.xml: is a folder",
                ]
            );
            assert!(!out.contains("GitHub"));
        });
    }

    #[test]
    fn escapes_as_the_runner_reads() {
        assert_eq!(data("100%\r\n::"), "100%25%0D%0A::");
        assert_eq!(property("C:\\a,b%3A"), "C%3A\\a%2Cb%253A");
    }
}
