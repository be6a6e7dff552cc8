//! How sure a removal has to be.

use serde::{Deserialize, Serialize};

/// How much is removed: each level removes what the ones before it do, and
/// more.
///
/// What a level leaves and a later one would remove is a suspect: it stays, and
/// is listed with the reason.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Only what calls on readers in known words, or recurs on page after page.
    Careful,
    /// All that is hardly ever the article.
    #[default]
    Standard,
    /// All that is more often not the article than it is.
    Thorough,
}

impl Level {
    /// Every level, from the least removed to the most.
    pub const ALL: [Self; 3] = [Self::Careful, Self::Standard, Self::Thorough];

    /// The level that is called so.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Careful => "careful",
            Self::Standard => "standard",
            Self::Thorough => "thorough",
        }
    }
}
