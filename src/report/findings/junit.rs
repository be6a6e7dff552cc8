//! Findings as `JUnit` XML, which shows them on the test pages of CI.

use std::collections::BTreeMap;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::{Findings, place, start};
use crate::model::{Failure, Finding, Place, Severity};
use crate::report::visible;

/// A suite a source, a case a finding.
///
/// An error or a warning is a failed case. A note is a skipped one, as those
/// are listed with their message and fail nothing, where passed ones are folded
/// away. A source without findings is one passed case, so that it is seen to
/// have been checked. What could not be read is a case in error, in a suite of
/// its own.
pub(super) fn junit(findings: &Findings<'_>) -> String {
    let mut report = Report::new("tamis check");
    let mut found: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings.findings {
        found.entry(&finding.site.file).or_default().push(finding);
    }
    for source in findings.checked.sources {
        let here = found.remove(&**source).unwrap_or_default();
        report.add_test_suite(suite(findings, source, &here));
    }
    for (source, here) in found {
        report.add_test_suite(suite(findings, source, &here));
    }
    if !findings.failures.is_empty() {
        let mut suite = TestSuite::new("could not be read");
        suite.add_test_cases(findings.failures.iter().map(lost));
        report.add_test_suite(suite);
    }
    // Writing to memory cannot fail.
    let mut xml = report.to_string().unwrap_or_default();
    if !xml.ends_with('\n') {
        xml.push('\n');
    }
    xml
}

/// What was found in a source.
fn suite(findings: &Findings<'_>, source: &str, here: &[&Finding]) -> TestSuite {
    let source = visible(source);
    let mut suite = TestSuite::new(&source);
    if here.is_empty() {
        let mut case = TestCase::new("nothing found", TestCaseStatus::success());
        case.set_classname(&source);
        suite.add_test_case(case);
    }
    let mut names = BTreeMap::new();
    for finding in here {
        let name = name(findings, finding);
        // GitLab takes cases of one name for one case.
        let met = names.entry(name.clone()).or_insert(0);
        *met += 1;
        let name = match met {
            1 => name,
            _ => format!("{name} ({met})"),
        };
        let mut case = TestCase::new(name, status(findings, finding));
        case.set_classname(&source);
        case.extra.insert("file".into(), source.as_ref().into());
        if let Some(start) = start(&finding.site) {
            case.extra
                .insert("line".into(), start.line.to_string().into());
        }
        suite.add_test_case(case);
    }
    suite
}

/// The name of a finding's case.
fn name(findings: &Findings<'_>, finding: &Finding) -> String {
    let label = findings.label(finding.rule);
    match start(&finding.site) {
        Some(Place { line, column, .. }) => format!("{label} at {line}:{column}"),
        None => label.into_owned(),
    }
}

/// What became of the case of a finding.
fn status(findings: &Findings<'_>, finding: &Finding) -> TestCaseStatus {
    let message = visible(&finding.message);
    let mut lines = vec![format!("{}: {message}", place(&finding.site))];
    if let Some(region) = &finding.site.region {
        lines.push(format!("  {}", visible(region.excerpt.text.trim())));
    }
    for related in &finding.related {
        let message = visible(&related.message);
        lines.push(format!("{}: {message}", place(&related.site)));
    }
    lines.extend(
        findings
            .help(finding)
            .map(|help| format!("help: {}", visible(help))),
    );
    let mut status = match finding.severity {
        Severity::Note => TestCaseStatus::skipped(),
        Severity::Warning | Severity::Error => TestCaseStatus::non_success(NonSuccessKind::Failure),
    };
    status
        .set_message(&message)
        .set_type(finding.severity.name())
        .set_description(lines.join("\n"));
    status
}

/// The case of something that could not be read.
fn lost(failure: &Failure) -> TestCase {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_message(visible(&failure.message));
    if let Some(hint) = &failure.hint {
        status.set_description(format!("hint: {}", visible(hint)));
    }
    TestCase::new(visible(&failure.place), status)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::junit;

    #[test]
    fn a_suite_a_source() {
        sample::with(|findings| {
            assert_eq!(junit(findings), REPORT);
        });
    }

    const REPORT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="tamis check" tests="5" skipped="1" failures="2" errors="1">
    <testsuite name="feeds/a.xml" tests="2" skipped="1" errors="0" failures="1">
        <testcase name="FD007 bad-date at 14:15" classname="feeds/a.xml" file="feeds/a.xml" line="14">
            <failure message="`Yesterday\u{1b}` is no date" type="warning">feeds/a.xml:14:15: `Yesterday\u{1b}` is no date
  &lt;e&gt;&lt;pubDate&gt; Yesterday\u{1b}&lt;/pubDate&gt;&lt;/e&gt;
help: write it as RFC 822 has it</failure>
        </testcase>
        <testcase name="FD009 double-id at 20:5" classname="feeds/a.xml" file="feeds/a.xml" line="20">
            <skipped message="`x` is the id of two entries" type="note">feeds/a.xml:20:5: `x` is the id of two entries
  &lt;id&gt;x&lt;/id&gt;
feeds/a.xml:9:5: the first has it here
help: add the year to it</skipped>
        </testcase>
    </testsuite>
    <testsuite name="feeds/c.xml" tests="1" skipped="0" errors="0" failures="0">
        <testcase name="nothing found" classname="feeds/c.xml"/>
    </testsuite>
    <testsuite name="pages/ü.html" tests="1" skipped="0" errors="0" failures="1">
        <testcase name="gone" classname="pages/ü.html" file="pages/ü.html">
            <failure message="the page is empty" type="error">pages/ü.html: the page is empty</failure>
        </testcase>
    </testsuite>
    <testsuite name="could not be read" tests="1" skipped="0" errors="1" failures="0">
        <testcase name="feeds/b.xml">
            <error message="is a folder">hint: name the feeds in it</error>
        </testcase>
    </testsuite>
</testsuites>
"#;
}
