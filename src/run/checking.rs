//! What was asked of a check.

use std::collections::BTreeMap;

use globset::{Glob, GlobSet, GlobSetBuilder};
use serde::{Deserialize, Serialize};

use super::{RunError, RunErrorKind};
use crate::check::Checks;
use crate::model::{Card, Finding, Severity};

/// Which rules check, and which of their findings count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Checking {
    /// Rules that do not check: names, codes or whole groups.
    pub allow: Vec<String>,
    /// How bad findings of a rule or group are, where not as usual.
    pub severity: BTreeMap<String, Severity>,
    /// The least severity that makes a check fail; `warning` unless said
    /// otherwise.
    pub fail_on: Option<FailOn>,
    /// Findings that are left out.
    pub ignore: Vec<Ignore>,
}

/// What makes a check fail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Any finding.
    Note,
    /// Warnings and errors.
    #[default]
    Warning,
    /// Errors.
    Error,
    /// Nothing.
    Never,
}

/// Findings that are left out: of some rules, in some files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Ignore {
    /// Patterns of files or addresses; all of them where there is none.
    pub files: Vec<String>,
    /// Rules: names, codes or groups; all of them where there is none.
    pub rules: Vec<String>,
}

impl FailOn {
    /// Whether a finding of this severity makes a check fail.
    pub const fn counts(self, severity: Severity) -> bool {
        match self {
            Self::Note => true,
            Self::Warning => !matches!(severity, Severity::Note),
            Self::Error => matches!(severity, Severity::Error),
            Self::Never => false,
        }
    }
}

impl Checking {
    /// The rules with their switches set; `cleaning` are the cards of the rules
    /// that clean.
    pub(super) fn checks(&self, cleaning: &[Card]) -> Result<Checks, RunError> {
        let mut checks = Checks::new(cleaning);
        for name in &self.allow {
            checks.allow(name)?;
        }
        for (name, severity) in &self.severity {
            checks.rate(name, *severity)?;
        }
        Ok(checks)
    }

    /// The compiled form of what is left out.
    pub(super) fn ignored(&self) -> Result<Ignored, RunError> {
        let compiled = self.ignore.iter().map(|ignore| {
            let mut files = GlobSetBuilder::new();
            for pattern in &ignore.files {
                files.add(Glob::new(pattern).map_err(|error| {
                    RunError::new(
                        RunErrorKind::Config,
                        format!("pattern `{pattern}`: {}", error.kind()),
                    )
                    .with_hint("a pattern is a path with *, ** or ?, such as 'feeds/old/*.xml'")
                })?);
            }
            let files = files.build().map_err(|error| {
                RunError::new(RunErrorKind::Config, format!("patterns of files: {error}"))
            })?;
            let mut rules = Vec::new();
            for name in &ignore.rules {
                rules.extend(Checks::named(name)?);
            }
            Ok(Leaving {
                files: (!ignore.files.is_empty()).then_some(files),
                rules: (!ignore.rules.is_empty()).then_some(rules),
            })
        });
        compiled.collect::<Result<_, _>>().map(Ignored)
    }
}

/// Says of findings whether they are left out.
pub(super) struct Ignored(Vec<Leaving>);

struct Leaving {
    files: Option<GlobSet>,
    rules: Option<Vec<&'static str>>,
}

impl Ignored {
    pub(super) fn leaves_out(&self, finding: &Finding) -> bool {
        self.0.iter().any(|Leaving { files, rules }| {
            let file = &*finding.site.file;
            files.as_ref().is_none_or(|files| files.is_match(file))
                && rules
                    .as_ref()
                    .is_none_or(|rules| rules.contains(&finding.rule))
        })
    }
}
