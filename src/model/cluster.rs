//! Documents that say the same, and which of them stays.

use serde::{Deserialize, Serialize};

/// Two documents found alike, or one found to be part of another, by their place in
/// the input.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Edge {
    /// The one that comes first, or that is part of the other.
    pub left: u32,
    /// The other.
    pub right: u32,
    /// How alike they were measured to be, from 0 to 1.
    pub similarity: f32,
}

/// Two or more documents that say the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// As in [`Verdict::cluster`].
    pub number: u32,
    /// Their places in the input, in order.
    pub members: Vec<u32>,
    /// The member that stays, or a document of an earlier run, as in
    /// [`Verdict::of`]. There always is one.
    pub keeper: u32,
    /// The policy that chose it.
    pub why: String,
}

/// What a document is to the one kept of its cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Kind {
    /// Nothing else says the same.
    Unique,
    /// It is the one kept, of several.
    Keeper,
    /// A copy: equal in normal form.
    Exact,
    /// Alike by measure.
    Near,
    /// Alike by measure, and nearly all of it stands in the one kept, which says
    /// more.
    Contained,
}

/// The answer for one document: a row of `clusters.jsonl`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// Clusters are numbered from 0 in the order of their first members, those
    /// of one document among them.
    pub cluster: u32,
    /// Whether the document stays.
    pub keep: bool,
    /// What it is to the one kept.
    pub kind: Kind,
    /// Its measured similarity to the one kept; 1 if it is that one.
    ///
    /// It can lie below the threshold when what makes the two alike is a third
    /// document between them.
    pub similarity: f32,
    /// The one kept, by its place in the input: itself, if it stays. Documents
    /// of earlier runs are numbered on from those of the input.
    pub of: u32,
    /// What decided between it and the one kept.
    pub why: Why,
}

/// What decides which of two documents stays, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Why {
    /// The one kept is of an earlier run.
    Earlier,
    /// The one kept says what it says, and far more.
    Whole,
    /// The one kept is of a preferred source.
    Preferred,
    /// The policy says so.
    Policy,
    /// The policy finds them equal, and the lesser identifier stays.
    Id,
    /// Their identifiers are equal too, or they are one: the first stays.
    Place,
}

/// The answer for all documents.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Clustering {
    /// One for each document, in the order of the input.
    pub verdicts: Vec<Verdict>,
    /// The clusters of two and more, by number.
    pub clusters: Vec<Cluster>,
}

impl Clustering {
    /// Documents that do not stay.
    pub fn duplicates(&self) -> usize {
        self.verdicts.iter().filter(|verdict| !verdict.keep).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_goes() {
        let row = |keep, kind, of| Verdict {
            cluster: 0,
            keep,
            kind,
            similarity: 1.0,
            of,
            why: Why::Place,
        };
        let clustering = Clustering {
            verdicts: vec![row(true, Kind::Keeper, 0), row(false, Kind::Exact, 0)],
            clusters: vec![],
        };
        assert_eq!(clustering.duplicates(), 1);
    }
}
