//! Findings as SARIF 2.1.0, which code scanning reads.

mod address;
mod log;
mod mark;
mod rule;

use std::cmp::Reverse;

use log::{
    ArtifactLocation, Driver, Invocation, Level, Location, Log, Message, Notification,
    PhysicalLocation, Region, Run, SarifResult, Tool,
};
use mark::Marks;

use super::json::escaped;
use super::{Findings, end, start};
use crate::model::{Failure, Finding, Related, Site};

/// How many results GitHub takes of a run.
const MOST: usize = 25_000;

/// One log of one run.
///
/// Of more findings than GitHub takes the worst are kept, and a notification
/// says how many are not there.
pub(super) fn sarif(findings: &Findings<'_>) -> String {
    let kept = worst(findings.findings);
    let left_out = findings.findings.len() - kept.len();
    let mut marks = Marks::default();
    let results = kept
        .into_iter()
        .map(|finding| result(findings, finding, &mut marks));
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: env!("CARGO_PKG_NAME"),
                    version: env!("CARGO_PKG_VERSION"),
                    information_uri: env!("CARGO_PKG_REPOSITORY"),
                    rules: findings.cards.iter().map(rule::descriptor).collect(),
                },
            },
            invocations: [Invocation {
                execution_successful: findings.failures.is_empty(),
                tool_execution_notifications: notifications(findings.failures, left_out),
            }],
            column_kind: "unicodeCodePoints",
            results: results.collect(),
        }],
    };
    // Structures of strings and numbers can always be written.
    let json = serde_json::to_string_pretty(&log).unwrap_or_default();
    escaped(&json) + "\n"
}

/// As many findings as there may be, in their order.
fn worst(findings: &[Finding]) -> Vec<&Finding> {
    let mut kept: Vec<_> = findings.iter().enumerate().collect();
    kept.sort_by_key(|(_, finding)| Reverse(finding.severity));
    kept.truncate(MOST);
    kept.sort_by_key(|(at, _)| *at);
    kept.into_iter().map(|(_, finding)| finding).collect()
}

fn result(findings: &Findings<'_>, finding: &Finding, marks: &mut Marks) -> SarifResult {
    let card = findings.card(finding.rule);
    let mut message = finding.message.clone();
    // The rule's advice is in its description, what is said here is not.
    if let Some(help) = &finding.help {
        message.push('\n');
        message.push_str(help);
    }
    SarifResult {
        rule_id: card.map_or(finding.rule, |(_, card)| card.code),
        rule_index: card.map(|(at, _)| at),
        level: Level::from(finding.severity),
        message: Message::plain(&message),
        locations: [Location {
            id: None,
            message: None,
            physical: physical(&finding.site),
        }],
        related_locations: finding.related.iter().zip(1..).map(related).collect(),
        partial_fingerprints: marks.of(finding),
    }
}

fn related((related, id): (&Related, usize)) -> Location {
    Location {
        id: Some(id),
        message: Some(Message::plain(&related.message)),
        physical: physical(&related.site),
    }
}

fn physical(site: &Site) -> PhysicalLocation {
    let region = start(site).map(|start| {
        let end = end(site);
        Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.map(|end| end.line),
            end_column: end.map(|end| end.column.max(1)),
        }
    });
    PhysicalLocation {
        artifact_location: ArtifactLocation::of(&site.file),
        region,
    }
}

/// What was lost and what was left out.
fn notifications(failures: &[Failure], left_out: usize) -> Vec<Notification> {
    let mut all: Vec<_> = failures
        .iter()
        .map(|failure| Notification {
            level: Level::Error,
            message: Message::plain(&failure.to_string()),
        })
        .collect();
    if left_out > 0 {
        all.push(Notification {
            level: Level::Warning,
            message: Message::plain(&format!(
                "{left_out} more findings are left out, as GitHub takes {MOST} of a run"
            )),
        });
    }
    all
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::{Checked, Findings, sample};
    use super::{MOST, sarif};
    use crate::model::{Finding, Severity, Site};

    #[test]
    fn rules_and_results() {
        sample::with(|findings| {
            let log: Value = serde_json::from_str(&sarif(findings)).unwrap();
            let run = &log["runs"][0];
            assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "FD007");
            let result = &run["results"][1];
            assert_eq!(result["ruleId"], "FD009");
            assert_eq!(result["ruleIndex"], 1);
            assert_eq!(result["level"], "note");
            assert_eq!(
                result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"],
                9
            );
            let place = &run["results"][2]["locations"][0]["physicalLocation"];
            assert_eq!(place["artifactLocation"]["uri"], "pages/%C3%BC.html");
            assert_eq!(place.get("region"), None);
            let invocation = &run["invocations"][0];
            assert_eq!(invocation["executionSuccessful"], false);
            assert_eq!(
                invocation["toolExecutionNotifications"][0]["message"]["text"],
                "feeds/b.xml: is a folder"
            );
        });
    }

    #[test]
    fn the_worst_are_kept_and_the_rest_is_told() {
        let finding = |severity| Finding {
            rule: "bad-date",
            severity,
            site: Site::default(),
            message: String::new(),
            help: None,
            related: Vec::new(),
        };
        let mut findings = vec![finding(Severity::Note); MOST];
        findings.extend(vec![finding(Severity::Error); 3]);
        let log = sarif(&Findings {
            findings: &findings,
            cards: &[],
            failures: &[],
            checked: Checked::default(),
        });
        let log: Value = serde_json::from_str(&log).unwrap();
        let run = &log["runs"][0];
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), MOST);
        assert_eq!(results[MOST - 3]["level"], "error");
        assert_eq!(
            run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"],
            "3 more findings are left out, as GitHub takes 25000 of a run"
        );
    }
}
