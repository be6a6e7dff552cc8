//! What is checked at a time.

use std::sync::Arc;

use crate::model::{CleanedDocument, Feed};

/// A file or an address: a feed with its entries, or a document.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// What findings call it.
    pub file: Arc<str>,
    /// Its text, decoded; places refer to it.
    pub text: &'a str,
    /// What it was read as, where it is, or was said to be, a feed.
    pub feed: Option<&'a Feed>,
    /// The feed's entries in their order, cleaned; else the one document.
    pub documents: &'a [CleanedDocument],
}
