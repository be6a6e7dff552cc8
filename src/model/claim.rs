//! Opinions on parts of a text, and what came of them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Level, Span};

/// One rule's opinion on a span.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Which part of the text.
    pub span: Span,
    /// The rule's place in the table of rules: lower places are named first.
    pub rule: usize,
    /// Remove it or protect it.
    pub opinion: Opinion,
    /// Why.
    pub evidence: Evidence,
}

/// What a rule wants done with a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opinion {
    /// It is not the article, as far as this level and those above it go.
    Remove(Level),
    /// It is the article, whatever other rules say.
    Protect,
}

/// Why a rule claims a span, as data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// The words match this phrase of a rule.
    Phrase(Arc<str>),
    /// It stands in an element with these tokens.
    Node(Arc<str>),
    /// It stands in an element that this selector of CSS chooses.
    Selector(Arc<str>),
    /// It says the same as this other text of the document.
    Same(Arc<str>),
    /// The same words stand before, in this document or another.
    Before {
        /// The identifier of the document.
        id: Arc<str>,
        /// Which record of the input it is.
        record: u64,
        /// Where they stand in its whole text, in bytes.
        span: Span,
    },
    /// Something was measured against a limit.
    Measure {
        /// What was measured.
        of: Arc<str>,
        /// The value found.
        value: f32,
        /// The limit it passed.
        limit: f32,
    },
    /// Several signs together.
    Signs(Vec<Arc<str>>),
}

/// A settled claim; the removals of a document are disjoint and sorted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Removal {
    /// What goes.
    pub span: Span,
    /// Identifier of the rule that is named for it.
    pub rule: Arc<str>,
    /// Why.
    pub evidence: Evidence,
}
