//! What a run counted.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::CleanedDocument;

/// Every record that came in, counted out once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Records that came in.
    #[serde(rename = "in")]
    pub records: u64,
    /// Cleaned and written out.
    pub kept: u64,
    /// Documents of which no word was left.
    pub rejected: u64,
    /// Copies of a kept document, word for word.
    pub exact: u64,
    /// Near copies of a kept document, and what is contained in one.
    pub near: u64,
    /// Records that could not be read.
    pub failed: u64,
    /// Bytes of pages and texts read.
    pub bytes: u64,
    /// Characters of text that came in.
    pub characters: u64,
    /// Characters removed, by rule.
    pub removed: BTreeMap<Arc<str>, Tally>,
    /// Characters that stay and a higher level would remove, by rule.
    #[serde(default)]
    pub suspects: BTreeMap<Arc<str>, Tally>,
}

/// What one rule removed, or suspects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Parts of texts it is named for.
    pub removals: u64,
    /// Their characters.
    pub characters: u64,
}

impl Counts {
    /// Counts the text of a document and what was removed from it.
    pub fn add_text(&mut self, cleaned: &CleanedDocument) {
        let text = &cleaned.document.text;
        self.characters += text.chars().count() as u64;
        for (tallies, removals) in [
            (&mut self.removed, &cleaned.removals),
            (&mut self.suspects, &cleaned.suspects),
        ] {
            for removal in removals {
                let tally = tallies.entry(Arc::clone(&removal.rule)).or_default();
                tally.removals += 1;
                tally.characters += removal.span.of(text).chars().count() as u64;
            }
        }
    }

    /// Counts what a rule removed beside that, if it removed anything.
    pub fn add_removed(&mut self, rule: &str, more: Tally) {
        if more.removals > 0 {
            let tally = self.removed.entry(rule.into()).or_default();
            tally.removals += more.removals;
            tally.characters += more.characters;
        }
    }

    /// Whether every record that came in is counted out once.
    pub const fn balance(&self) -> bool {
        self.records == self.kept + self.rejected + self.exact + self.near + self.failed
    }
}
