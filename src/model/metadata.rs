//! What a page says about itself.

use serde::{Deserialize, Serialize};

/// Title, author, dates and the like, as the page or its record states them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who wrote it: as the page states it, or else as its byline says; several
    /// names that are stated are joined by a comma.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When it was published, as the page states it, or else the day that stands
    /// in its address or by its headline; in ISO 8601 wherever that can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// When it was last changed, as written in the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// Declared language (BCP 47).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Name of the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// The page's canonical address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub canonical: Option<String>,
    /// The page's own summary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl Metadata {
    /// Takes from `other` what is still unknown here.
    pub fn fill_from(&mut self, other: Self) {
        let fill = |mine: &mut Option<String>, theirs: Option<String>| {
            if mine.is_none() {
                *mine = theirs;
            }
        };
        fill(&mut self.title, other.title);
        fill(&mut self.author, other.author);
        fill(&mut self.published, other.published);
        fill(&mut self.modified, other.modified);
        fill(&mut self.language, other.language);
        fill(&mut self.site, other.site);
        fill(&mut self.canonical, other.canonical);
        fill(&mut self.description, other.description);
    }
}
