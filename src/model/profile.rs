//! For what kind of page its main content is told.

use serde::{Deserialize, Serialize};

/// For what kind of page its main content is told from the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// By what the page shows of itself.
    #[default]
    Auto,
    /// An article, whose comments and teasers are not part of it.
    Article,
    /// Any page: a thread's posts, a shop's product, a list's entries.
    General,
}

impl Profile {
    /// Every profile.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Article, Self::General];

    /// The profile that is called so.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Article => "article",
            Self::General => "general",
        }
    }
}
