//! Why a page could not be had.

use std::fmt;

use crate::model::{CheckCard, Failure};

/// Why a page could not be had: a rule of [`FAULTS`](super::FAULTS), and what
/// was found.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    card: &'static CheckCard,
    message: String,
    /// Whether the same request may yet succeed.
    pub(crate) passing: bool,
}

impl Fault {
    /// A fault that the same request would meet again.
    pub(crate) fn new(card: &'static CheckCard, message: impl Into<String>) -> Self {
        Self {
            card,
            message: message.into(),
            passing: false,
        }
    }

    /// A fault of the moment.
    pub(crate) fn passing(card: &'static CheckCard, message: impl Into<String>) -> Self {
        Self {
            passing: true,
            ..Self::new(card, message)
        }
    }

    /// Whether it fell under this rule.
    pub(crate) fn is(&self, card: &CheckCard) -> bool {
        self.card.code == card.code
    }

    /// The record lost by it: an address, and the hops that led to the fault.
    pub(crate) fn into_failure(self, address: &str, hops: Vec<String>) -> Failure {
        Failure {
            rule: Some(self.card.name),
            hops,
            ..Failure::new(address, self.message).with_hint(self.card.help)
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}
