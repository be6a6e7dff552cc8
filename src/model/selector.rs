//! Which elements of a page are meant, in the words of CSS.

use scraper::Html;

/// A selector of CSS, such as `aside.promo > p`.
#[derive(Clone, Debug)]
pub struct Selector(scraper::Selector);

impl Selector {
    /// Reads it; none for what is no selector, or asks for more than elements and
    /// their attributes, as `:hover` does.
    pub fn parse(written: &str) -> Option<Self> {
        scraper::Selector::parse(written).ok().map(Self)
    }

    /// Whether it chooses any element of a page.
    pub fn chooses_of(&self, page: &Html) -> bool {
        page.select(&self.0).next().is_some()
    }

    /// As what matches elements.
    pub(crate) const fn matcher(&self) -> &scraper::Selector {
        &self.0
    }
}

/// An element that was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// By which selector, as its owner numbers it.
    pub selector: u32,
    /// Which node of the outline it is.
    pub node: u32,
}
