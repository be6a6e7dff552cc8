//! The forms in which findings can be reported.

use super::{Findings, concise, github, human, json, junit, sarif};

/// A form of report.
pub struct ReportForm {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in a line.
    pub summary: &'static str,
    /// Whether people read it, and find in it what could not be read.
    pub for_people: bool,
    /// Whether it ends with [`closing`](super::closing).
    pub closes: bool,
    /// Writes the whole report, its line break at the end included.
    pub write: fn(&Findings<'_>, Style) -> String,
}

impl std::fmt::Debug for ReportForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// How a report for people looks; the others do not ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether there is colour, which never says what the words do not.
    pub color: bool,
    /// How many columns there are.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            color: false,
            width: 120,
        }
    }
}

/// Every form.
pub static REPORTS: [ReportForm; 6] = [
    ReportForm {
        name: "human",
        summary: "the line in question with what is meant underlined, for reading",
        for_people: true,
        closes: true,
        write: human::human,
    },
    ReportForm {
        name: "concise",
        summary: "a line a finding, for editors and grep",
        for_people: true,
        closes: false,
        write: |findings, _| concise::concise(findings),
    },
    ReportForm {
        name: "json",
        summary: "one object with everything, for programs",
        for_people: false,
        closes: false,
        write: |findings, _| json::json(findings),
    },
    ReportForm {
        name: "sarif",
        summary: "SARIF 2.1.0, for code scanning",
        for_people: false,
        closes: false,
        write: |findings, _| sarif::sarif(findings),
    },
    ReportForm {
        name: "github",
        summary: "annotations in GitHub Actions",
        for_people: true,
        closes: true,
        write: |findings, _| github::github(findings),
    },
    ReportForm {
        name: "junit",
        summary: "JUnit XML, for the test pages of GitLab, Jenkins and others",
        for_people: false,
        closes: false,
        write: |findings, _| junit::junit(findings),
    },
];

impl ReportForm {
    /// The form of this name.
    pub fn of_name(name: &str) -> Option<&'static Self> {
        REPORTS.iter().find(|form| form.name == name)
    }
}
