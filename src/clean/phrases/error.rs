//! What is wrong with a rule file, and where.

use std::fmt;

/// A rule file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    pub(super) kind: RuleErrorKind,
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) message: String,
}

/// The ways in which a rule file can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RuleErrorKind {
    /// Not TOML, or not the keys and values of rules.
    Format,
    /// A key that is missing, empty or at odds with another stanza.
    Stanza,
    /// A phrase that cannot be read.
    Phrase,
    /// A word list that is unknown, empty, endless or too large.
    Set,
    /// An example that contradicts its rule.
    Example,
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
