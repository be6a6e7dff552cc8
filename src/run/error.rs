//! Why a run could not start or go on.

use std::fmt;
use std::io;

use crate::check::UnknownCheck;
use crate::clean::{RuleError, SwitchError};
use crate::corpus::InputError;
use crate::index::{IndexError, IndexErrorKind};

/// Why a run could not start or go on.
#[derive(Debug)]
pub struct RunError {
    kind: RunErrorKind,
    message: String,
    hint: Option<String>,
    switch: Option<String>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What kind of reason it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RunErrorKind {
    /// The configuration or a rule cannot be used.
    Config,
    /// An input cannot be used.
    Input,
    /// An output could not be written.
    Output,
    /// The observer ended the run.
    Cancelled,
}

impl RunError {
    pub(crate) fn new(kind: RunErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            hint: None,
            switch: None,
            source: None,
        }
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// An output that could not be written; `place` is how the message calls it.
    pub fn output(place: impl fmt::Display, error: io::Error) -> Self {
        let hint = match error.kind() {
            io::ErrorKind::StorageFull => {
                Some("free some space or write elsewhere; nothing half-written was left behind")
            }
            io::ErrorKind::PermissionDenied => Some("choose a place you may write to"),
            io::ErrorKind::NotFound => Some("make its folder first"),
            _ => None,
        };
        Self {
            kind: RunErrorKind::Output,
            message: format!("{place} could not be written"),
            hint: hint.map(Into::into),
            switch: None,
            source: Some(Box::new(error)),
        }
    }

    /// What kind of reason it was.
    pub const fn kind(&self) -> RunErrorKind {
        self.kind
    }

    /// The rule, family or host of the switch that is to blame, as written.
    pub fn switch(&self) -> Option<&str> {
        self.switch.as_deref()
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for RunError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl From<InputError> for RunError {
    fn from(error: InputError) -> Self {
        let hint = error.hint().to_owned();
        Self::new(RunErrorKind::Input, error.to_string()).with_hint(hint)
    }
}

impl From<IndexError> for RunError {
    fn from(error: IndexError) -> Self {
        let kind = match error.kind() {
            IndexErrorKind::Disk => RunErrorKind::Output,
            IndexErrorKind::Row => RunErrorKind::Input,
            _ => RunErrorKind::Config,
        };
        Self::new(kind, error.to_string()).with_hint(error.hint())
    }
}

impl From<RuleError> for RunError {
    fn from(error: RuleError) -> Self {
        Self::new(RunErrorKind::Config, error.to_string()).with_hint(error.hint())
    }
}

impl From<UnknownCheck> for RunError {
    fn from(error: UnknownCheck) -> Self {
        Self::new(RunErrorKind::Config, error.to_string()).with_hint(error.hint())
    }
}

impl From<SwitchError> for RunError {
    fn from(error: SwitchError) -> Self {
        Self {
            switch: Some(error.name().to_owned()),
            ..Self::new(RunErrorKind::Config, error.to_string()).with_hint(error.hint())
        }
    }
}
