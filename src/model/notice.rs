//! Remarks on odd input, and records that were lost.

use std::fmt;

use serde::Serialize;

/// Odd input, remarked beside the value it came with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice(String);

impl Notice {
    /// A notice with this message: lower case, no full stop.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One record lost: counted and listed, while the run goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// File and line, or whatever names the record best.
    pub place: String,
    /// What was found and what was expected.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The rule of fetching that it fell under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'static str>,
    /// The addresses that led here, where it was fetched through redirects.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hops: Vec<String>,
}

impl Failure {
    /// A failure at `place`.
    pub fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            message: message.into(),
            hint: None,
            rule: None,
            hops: Vec::new(),
        }
    }

    /// The same failure with advice.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)?;
        if let Some(rule) = self.rule {
            write!(f, " [{rule}]")?;
        }
        if !self.hops.is_empty() {
            write!(f, " (by way of {})", self.hops.join(", "))?;
        }
        Ok(())
    }
}
