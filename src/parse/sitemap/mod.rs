//! [`RawPage`] to [`Sitemap`], by the protocol of sitemaps.org: XML, or a text
//! with one address on each line.

use std::fmt;

use super::charset;
use super::feed::address::{Base, base, resolve};
use super::feed::escapes::{literal, unescape};
use super::feed::problems::Problems;
use super::feed::scanner::{Scanner, Token};
use crate::model::{Notice, RawPage, Sitemap};

/// Addresses one sitemap may list, of pages and of sitemaps each.
const MOST: usize = 50_000;

/// Bytes at the start of a file in which its root element is looked for.
const HEAD: usize = 4096;

/// Reads a page as a sitemap, whatever its media type says.
///
/// Never fails, and takes time linear in the page. Broken XML is read as far
/// as it goes, as feeds are. Addresses beyond 50 000, which is what the
/// protocol allows, are left out with a notice.
///
/// ```
/// use tamis::model::RawPage;
///
/// let bytes = b"<urlset><url><loc> /rain?a=1&amp;b=2 </loc></url></urlset>".to_vec();
/// let source = Some("https://a.example/sitemap.xml".to_owned());
/// let sitemap = tamis::parse::sitemap(&RawPage { bytes, source, ..RawPage::default() });
/// assert_eq!(sitemap.pages, ["https://a.example/rain?a=1&b=2"]);
/// ```
pub fn read(page: &RawPage) -> Sitemap {
    let decoded = charset::decode(&page.bytes, page.charset.as_deref(), true);
    let mut listing = Listing::new(page.source.as_deref());
    if decoded.replaced > 0 {
        let encoding = decoded.encoding;
        listing.notice(format_args!("bytes that are no {encoding} became U+FFFD"));
    }
    if decoded.text.trim_start().starts_with('<') {
        listing.xml(&decoded.text);
    } else {
        listing.lines(&decoded.text);
    }
    listing.finish()
}

/// Whether a file that starts like this is an XML sitemap.
///
/// ```
/// assert!(tamis::parse::is_sitemap(b"<?xml version='1.0'?><sm:urlset xmlns:sm='http://..."));
/// assert!(!tamis::parse::is_sitemap(b"<rss><channel>"));
/// ```
pub fn is_sitemap(head: &[u8]) -> bool {
    // Without its zeros, UTF-16 is ASCII enough.
    let ascii: Vec<u8> = head
        .iter()
        .copied()
        .filter(|b| *b != 0)
        .take(HEAD)
        .collect();
    let text = String::from_utf8_lossy(&ascii);
    let root = text.find('<').and_then(|at| root(text.get(at..)?));
    let before = text.split('<').next().unwrap_or_default();
    let marks = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{fffd}');
    before.chars().all(marks) && root.is_some_and(|name| Kind::of_root(name).is_some())
}

/// The name of the first element, past what may stand before it.
fn root(mut text: &str) -> Option<&str> {
    loop {
        let inside = text.strip_prefix('<')?;
        let closing = match inside {
            _ if inside.starts_with('?') => "?>",
            _ if inside.starts_with("!--") => "-->",
            _ if inside.starts_with('!') => ">",
            _ => return inside.split([' ', '\t', '\r', '\n', '>', '/']).next(),
        };
        let (_, after) = inside.split_once(closing)?;
        text = after.trim_start();
    }
}

/// What an address in a sitemap leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Page,
    Sitemap,
}

impl Kind {
    fn of_root(name: &str) -> Option<Self> {
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

/// A sitemap half read.
struct Listing {
    base: Base,
    sitemap: Sitemap,
    /// Addresses left out, of pages and of sitemaps.
    beyond: [usize; 2],
}

impl Listing {
    fn new(source: Option<&str>) -> Self {
        Self {
            base: base(source),
            sitemap: Sitemap::default(),
            beyond: [0; 2],
        }
    }

    fn notice(&mut self, message: fmt::Arguments<'_>) {
        self.sitemap.notices.push(Notice::new(message.to_string()));
    }

    fn push(&mut self, kind: Kind, written: &str) {
        let [pages, sitemaps] = &mut self.beyond;
        let (list, beyond) = match kind {
            Kind::Page => (&mut self.sitemap.pages, pages),
            Kind::Sitemap => (&mut self.sitemap.sitemaps, sitemaps),
        };
        if written.trim().is_empty() {
            return;
        }
        if list.len() == MOST {
            *beyond += 1;
        } else {
            list.push(resolve(&self.base, written));
        }
    }

    fn lines(&mut self, text: &str) {
        let mut others = 0;
        for (_, line) in super::addresses(text) {
            let web = ["http://", "https://"].iter().any(|scheme| {
                line.get(..scheme.len())
                    .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            });
            if web {
                self.push(Kind::Page, line);
            } else {
                others += 1;
            }
        }
        if others > 0 {
            self.notice(format_args!("{others} lines are no address"));
        }
    }

    fn xml(&mut self, text: &str) {
        let mut problems = Problems::default();
        let mut scanner = Scanner::new(text);
        let mut place = Place::default();
        let mut written = String::new();
        while let Some((start, token)) = scanner.next(&mut problems) {
            match token {
                Token::Text(raw) if place.address.is_some() => {
                    unescape(raw, start, &mut written, &mut problems);
                }
                Token::Literal(raw) if place.address.is_some() => {
                    literal(raw, start, &mut written, &mut problems);
                }
                // Any tag ends an address, since nothing may stand in it.
                Token::Start { name, empty, .. } => {
                    self.take(&mut place, &mut written);
                    if !empty {
                        place.open(name);
                    }
                }
                Token::End { name } => {
                    self.take(&mut place, &mut written);
                    place.close(name);
                }
                _ => {}
            }
        }
        self.take(&mut place, &mut written);
        if place.root.is_none() {
            self.notice(format_args!(
                "has no root element `urlset` or `sitemapindex`"
            ));
        }
        let problems = problems.finish();
        if let Some(first) = problems.first() {
            let count = problems.len();
            let message = &first.message;
            self.notice(format_args!(
                "{count} problems of XML, the first: {message}"
            ));
        }
    }

    /// Ends the open address.
    fn take(&mut self, place: &mut Place<'_>, written: &mut String) {
        if let Some(kind) = place.address.take() {
            self.push(kind, written);
        }
        written.clear();
    }

    fn finish(mut self) -> Sitemap {
        for (beyond, what) in self.beyond.into_iter().zip(["pages", "sitemaps"]) {
            if beyond > 0 {
                self.notice(format_args!(
                    "lists more than {MOST} {what}, {beyond} are left out"
                ));
            }
        }
        self.sitemap
    }
}

/// Where in a sitemap the scanner stands. No stack: an end tag that is missing
/// costs nothing.
#[derive(Default)]
struct Place<'a> {
    root: Option<Kind>,
    /// The open `url` or `sitemap`, and the prefix of its name.
    item: Option<(Kind, &'a str)>,
    /// An element of an extension: a `loc` in an `image` is no page.
    aside: Option<&'a str>,
    /// The open `loc`.
    address: Option<Kind>,
}

impl<'a> Place<'a> {
    fn open(&mut self, name: &'a str) {
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

    fn close(&mut self, name: &str) {
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

#[cfg(test)]
mod tests;
