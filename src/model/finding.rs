//! What a check found: a rule, a place, a sentence.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Place, Span};

/// One thing that is wrong with what was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule that found it, by its name.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub site: Site,
    /// What was found and what was expected: lower case, no full stop.
    pub message: String,
    /// What to do about it here, where that is more than the rule's own advice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Other places that have to do with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
}

/// How bad a finding is, from least to worst.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Readers will notice.
    #[default]
    Warning,
    /// Programs will stumble.
    Error,
}

impl Severity {
    /// Its name, as configurations and reports write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Where a finding is.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Site {
    /// The file, as it was named or met, or the address.
    pub file: Arc<str>,
    /// The part of it, where it is not the whole.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
}

/// A part of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Region {
    /// Where it starts.
    pub start: Place,
    /// Where it ends: the place behind its last character.
    pub end: Place,
    /// The line it starts in, shortened where it is long, and what of that line
    /// is meant.
    #[serde(skip)]
    pub excerpt: Excerpt,
}

/// A line of what was checked, to be shown with a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Excerpt {
    /// The line or a part of it, without its line break.
    pub text: Box<str>,
    /// The bytes of `text` that are meant.
    pub span: Span,
}

/// Another place, and what it has to do with a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Related {
    /// Where.
    pub site: Site,
    /// What is there: lower case, no full stop.
    pub message: String,
}

/// What a rule that checks says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CheckCard {
    /// Short code, stable for ever, such as `FD007`; its letters are its group's.
    pub code: &'static str,
    /// Kebab-case name.
    pub name: &'static str,
    /// The group it belongs to, which can be switched as a whole.
    pub group: &'static str,
    /// How bad its findings are, unless configured otherwise.
    pub severity: Severity,
    /// What is wrong, in a few words that fit any finding of the rule.
    pub summary: &'static str,
    /// Why it matters, in a sentence or two.
    pub why: &'static str,
    /// What to do about it, in a line.
    pub help: &'static str,
    /// Something it finds; a feed, unless the rule is about other things.
    pub bad: &'static str,
    /// The same put right.
    pub good: &'static str,
}
