//! Findings as one JSON object.

use std::fmt::Write;

use serde::Serialize;

use super::closing::count;
use super::{Findings, end, start};
use crate::model::{Finding, Place, Severity, Site};
use crate::report::visible::hidden;

/// One object: `version`, `findings`, `failures`, `counts`.
///
/// Each finding and each failure is a line, so that a difference between two
/// reports is a difference of findings.
pub(super) fn json(findings: &Findings<'_>) -> String {
    let version = line(&env!("CARGO_PKG_VERSION"));
    let rows = findings.findings.iter();
    let rows: Vec<_> = rows.map(|finding| line(&row(findings, finding))).collect();
    let failures: Vec<_> = findings.failures.iter().map(line).collect();
    let checked = &findings.checked;
    let counts = line(&Counts {
        sources: checked.sources.len() as u64,
        documents: checked.documents,
        findings: findings.findings.len() as u64,
        error: count(findings, Severity::Error),
        warning: count(findings, Severity::Warning),
        note: count(findings, Severity::Note),
        ignored: checked.ignored,
        failed: findings.failures.len() as u64,
    });
    format!(
        "{{\"version\":{version},\n\"findings\":{},\n\"failures\":{},\n\"counts\":{counts}}}\n",
        list(&rows),
        list(&failures)
    )
}

/// A finding as its row has it.
#[derive(Serialize)]
struct Row<'a> {
    rule: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    severity: Severity,
    #[serde(flatten)]
    site: Position<'a>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    related: Vec<Other<'a>>,
}

/// A file and, where it is not the whole, from where to where.
#[derive(Serialize)]
struct Position<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Place>,
}

/// Another place that has to do with a finding.
#[derive(Serialize)]
struct Other<'a> {
    #[serde(flatten)]
    site: Position<'a>,
    message: &'a str,
}

/// How much was found in how much.
#[derive(Serialize)]
struct Counts {
    sources: u64,
    documents: u64,
    findings: u64,
    error: u64,
    warning: u64,
    note: u64,
    ignored: u64,
    failed: u64,
}

fn row<'a>(findings: &Findings<'a>, finding: &'a Finding) -> Row<'a> {
    let card = findings.card(finding.rule).map(|(_, card)| card);
    let related = finding.related.iter().map(|related| Other {
        site: position(&related.site),
        message: &related.message,
    });
    Row {
        rule: finding.rule,
        code: card.map(|card| card.code),
        group: card.map(|card| card.group),
        severity: finding.severity,
        site: position(&finding.site),
        message: &finding.message,
        help: findings.help(finding),
        related: related.collect(),
    }
}

fn position(site: &Site) -> Position<'_> {
    Position {
        file: &site.file,
        start: start(site),
        end: end(site),
    }
}

/// A value as a line of JSON.
fn line(value: &impl Serialize) -> String {
    // Structures of strings and numbers can always be written.
    escaped(&serde_json::to_string(value).unwrap_or_default())
}

/// Rows as a list, a line each.
fn list(rows: &[String]) -> String {
    if rows.is_empty() {
        return "[]".to_owned();
    }
    format!("[\n{}\n]", rows.join(",\n"))
}

/// JSON with what cannot be seen as escapes, which JSON itself asks for below
/// U+0020 only, and no `##[`, which runners take for a command: fit to be
/// printed.
pub(super) fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        let commands = c == '[' && out.ends_with("##");
        if commands || (c >= '\u{7f}' && hidden(c)) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                write!(out, "\\u{unit:04x}").unwrap_or_default();
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::{escaped, json};

    #[test]
    fn a_line_each() {
        sample::with(|findings| {
            let out = json(findings);
            let value: serde_json::Value = serde_json::from_str(&out).unwrap();
            assert_eq!(
                value["findings"][0]["message"],
                "`Yesterday\u{1b}` is no date"
            );
            assert_eq!(value["findings"][0]["code"], "FD007");
            assert_eq!(value["findings"][1]["related"][0]["start"]["line"], 9);
            assert_eq!(value["findings"][2].get("start"), None);
            assert_eq!(value["failures"][0]["hint"], "name the feeds in it");
            assert_eq!(value["counts"]["ignored"], 4);
            assert_eq!(
                out.lines().filter(|line| line.contains("\"rule\"")).count(),
                3
            );
        });
    }

    #[test]
    fn nothing_hides_in_it() {
        let text = "\u{9b}\u{202e}\u{e0041}é##[x]";
        let json = escaped(&serde_json::to_string(text).unwrap());
        assert_eq!(json, "\"\\u009b\\u202e\\udb40\\udc41é##\\u005bx]\"");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
