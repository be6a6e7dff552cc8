//! What a rule says of itself.

use std::sync::Arc;

use serde::Serialize;

/// A rule's page: who it is, what it is for, and examples on both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Card {
    /// Kebab-case name that reads after "allow".
    pub id: Arc<str>,
    /// The group it belongs to, which can be switched as a whole.
    pub family: Arc<str>,
    /// Why what it finds is not the article, in a sentence.
    pub why: Arc<str>,
    /// How it finds it.
    pub how: Arc<str>,
    /// What it must and must not touch.
    pub examples: Examples,
}

/// Texts that a rule must and must not remove.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Examples {
    /// Removed by the rule.
    pub removes: Vec<Arc<str>>,
    /// Left alone by it.
    pub keeps: Vec<Arc<str>>,
}
