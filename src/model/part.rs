//! What stands with an article and is left out of it unless it is asked for.

use serde::{Deserialize, Serialize};

/// A part of an article's page that is left out unless it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Who wrote it, where it is said between headline and text.
    Byline,
    /// When it was written or changed, in the same place.
    Date,
    /// What is said of a picture.
    Caption,
    /// What readers say of it.
    Comments,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 4] = [Self::Byline, Self::Date, Self::Caption, Self::Comments];

    /// The part that is called so.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Byline => "byline",
            Self::Date => "date",
            Self::Caption => "caption",
            Self::Comments => "comments",
        }
    }

    /// The rule that takes nothing but this part, where there is one.
    pub const fn rule(self) -> Option<&'static str> {
        match self {
            Self::Byline => Some("byline"),
            Self::Date => Some("date-line"),
            Self::Caption => None,
            Self::Comments => Some("comment-section"),
        }
    }
}
