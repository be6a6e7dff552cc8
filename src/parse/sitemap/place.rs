//! Where in the XML of a sitemap an address is one of a page.

/// What an address in a sitemap leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Page,
    Sitemap,
}

impl Kind {
    pub(super) fn of_root(name: &str) -> Option<Self> {
        match local(name) {
            name if name.eq_ignore_ascii_case("urlset") => Some(Self::Page),
            name if name.eq_ignore_ascii_case("sitemapindex") => Some(Self::Sitemap),
            _ => None,
        }
    }

    fn of_item(name: &str) -> Option<Self> {
        match local(name) {
            name if name.eq_ignore_ascii_case("url") => Some(Self::Page),
            name if name.eq_ignore_ascii_case("sitemap") => Some(Self::Sitemap),
            _ => None,
        }
    }
}

/// Where in a sitemap the scanner stands. No stack: an end tag that is missing
/// costs nothing.
#[derive(Default)]
pub(super) struct Place<'a> {
    pub(super) root: Option<Kind>,
    /// The open `url` or `sitemap`, and the prefix of its name.
    item: Option<(Kind, &'a str)>,
    /// An element of an extension: a `loc` in an `image` is no page.
    aside: Option<&'a str>,
    /// The open `loc`.
    pub(super) address: Option<Kind>,
}

impl<'a> Place<'a> {
    pub(super) fn open(&mut self, name: &'a str) {
        if let Some(kind) = Kind::of_root(name) {
            self.root = self.root.or(Some(kind));
        } else if let Some(kind) = Kind::of_item(name) {
            self.item = Some((kind, prefix(name)));
            self.aside = None;
        } else if local(name).eq_ignore_ascii_case("loc") {
            let (kind, own) = match (self.item, self.root) {
                (Some((kind, own)), _) => (kind, own),
                (None, Some(kind)) => (kind, prefix(name)),
                (None, None) => return,
            };
            self.address = (self.aside.is_none() && prefix(name) == own).then_some(kind);
        } else if self.aside.is_none() && is_extension(name) {
            self.aside = Some(name);
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        if Kind::of_item(name).is_some() {
            self.item = None;
            self.aside = None;
        } else if self.aside == Some(name) {
            self.aside = None;
        }
    }
}

fn is_extension(name: &str) -> bool {
    ["image", "news", "video"]
        .iter()
        .any(|known| local(name).eq_ignore_ascii_case(known))
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or_default()
}

fn prefix(name: &str) -> &str {
    name.rsplit_once(':').map_or("", |(prefix, _)| prefix)
}
