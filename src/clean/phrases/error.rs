//! What is wrong with a rule file, and where.

use std::borrow::Cow;
use std::fmt;

/// A rule file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    pub(super) kind: RuleErrorKind,
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) message: String,
    pub(super) hint: Cow<'static, str>,
}

/// The ways in which a rule file can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RuleErrorKind {
    /// Not TOML, or not the keys and values of rules.
    Format,
    /// A key that is missing, empty or at odds with another.
    Stanza,
    /// A phrase that cannot be read or can never match.
    Phrase,
    /// A word list that is unknown, empty or endless.
    Set,
    /// An example that contradicts its rule.
    Example,
    /// A file, phrase, rule or word list that is too large.
    Size,
}

/// What is wrong with a part of a stanza whose place another knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub kind: RuleErrorKind,
    pub why: String,
    pub hint: Cow<'static, str>,
}

impl Fault {
    pub(super) fn new(
        kind: RuleErrorKind,
        why: impl Into<String>,
        hint: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            kind,
            why: why.into(),
            hint: hint.into(),
        }
    }
}

/// Of what readers of phrases say, who know no kinds.
impl From<String> for Fault {
    fn from(why: String) -> Self {
        let (kind, hint) = if why.contains("wordings") {
            (
                RuleErrorKind::Size,
                "make several lists of it, or take brackets out of its members",
            )
        } else if why.contains("set `") {
            (
                RuleErrorKind::Set,
                "a word list stands in `[sets]`, such as `author = [\"author\", \"writer\"]`",
            )
        } else {
            (
                RuleErrorKind::Phrase,
                "how phrases are written is in docs/rules-of-your-own.md",
            )
        };
        Self::new(kind, why, hint)
    }
}

impl RuleError {
    /// The way in which the file is wrong.
    pub fn kind(&self) -> RuleErrorKind {
        self.kind
    }

    /// The name of the source, as it was given.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line in it, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// What was found and what was expected, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    pub fn hint(&self) -> &str {
        &self.hint
    }
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for RuleError {}

/// The line, from 1, on which a byte stands.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    before.split(|&byte| byte == b'\n').count()
}
