//! [`RawPage`] to [`Sitemap`], by the protocol of sitemaps.org: XML, or a text
//! with one address on each line.

mod place;
#[cfg(test)]
mod tests;

use std::fmt;

use self::place::{Kind, Place};
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
            self.notice(format_args!(
                "lines that are no address were passed over ({others} times)"
            ));
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
                "XML had to be mended ({count} times), first: {message}"
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
