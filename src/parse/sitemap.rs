//! [`RawPage`] to [`Sitemap`], and lists of addresses.

use super::charset;
use super::feed::{Problems, Scanner, Token, base, resolve, unescape};
use crate::model::{Notice, RawPage, Sitemap};

/// Addresses one sitemap may list (sitemaps.org).
const MOST: usize = 50_000;

/// Whether a file that starts so is a sitemap: its first element is one of the
/// protocol's two, whatever its prefix.
pub fn is_sitemap(head: &[u8]) -> bool {
    let decoded = charset::decode(head, None, true);
    let mut scanner = Scanner::new(&decoded.text);
    let mut problems = Problems::default();
    while let Some((_, token)) = scanner.next(&mut problems) {
        if let Token::Start { name, .. } = token {
            return matches!(local(name), "urlset" | "sitemapindex");
        }
    }
    false
}

/// Reads a sitemap or an index of them, however broken.
///
/// Relative addresses, which the protocol does not know, are taken against the
/// sitemap's own.
///
/// ```
/// use tamis::model::RawPage;
///
/// let bytes = b"<urlset><url><loc>https://a.example/?x&amp;y</loc></url></urlset>".to_vec();
/// let sitemap = tamis::parse::sitemap(&RawPage { bytes, ..RawPage::default() });
/// assert_eq!(sitemap.pages, ["https://a.example/?x&y"]);
/// ```
pub fn sitemap(page: &RawPage) -> Sitemap {
    let decoded = charset::decode(&page.bytes, page.charset.as_deref(), true);
    let base = base(page.source.as_deref());
    let mut scanner = Scanner::new(&decoded.text);
    let mut problems = Problems::default();
    let mut sitemap = Sitemap::default();
    let mut holder = Holder::Neither;
    let mut address: Option<String> = None;
    let mut more = 0;
    while let Some((at, token)) = scanner.next(&mut problems) {
        match token {
            Token::Start { name, empty, .. } => match local(name) {
                "url" => holder = Holder::Page,
                "sitemap" => holder = Holder::Sitemap,
                // `image:loc` and the like are addresses of other things.
                "loc" if !empty && is_own(name) => address = Some(String::new()),
                _ => {}
            },
            Token::Text(raw) => {
                if let Some(address) = &mut address {
                    unescape(raw, at, address, &mut problems);
                }
            }
            Token::Literal(text) => {
                if let Some(address) = &mut address {
                    address.push_str(text);
                }
            }
            Token::End { name } if local(name) == "loc" => {
                let Some(written) = address.take() else {
                    continue;
                };
                let list = match holder {
                    Holder::Sitemap => &mut sitemap.sitemaps,
                    Holder::Page | Holder::Neither => &mut sitemap.pages,
                };
                if list.len() < MOST {
                    list.push(resolve(&base, written.trim()));
                } else {
                    more += 1;
                }
            }
            Token::End { .. } | Token::Encoding(_) => {}
        }
    }
    if more > 0 {
        let message = format!("lists {more} addresses more than the {MOST} a sitemap may");
        sitemap.notices.push(Notice::new(message));
    }
    if let Some(problem) = problems.finish().first() {
        let message = format!("is not well formed: {}", problem.message);
        sitemap.notices.push(Notice::new(message));
    }
    sitemap
}

/// The addresses of a list, one a line, each with its line from 1; empty lines
/// and those that start with `#` are passed over.
pub fn addresses(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..)
        .zip(text.trim_start_matches('\u{feff}').lines())
        .map(|(number, line)| (number, line.trim()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// What an address is listed in.
enum Holder {
    Page,
    Sitemap,
    Neither,
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Whether an element is the protocol's own, by the prefixes other vocabularies
/// go by.
fn is_own(name: &str) -> bool {
    !name.split_once(':').is_some_and(|(prefix, _)| {
        matches!(prefix, "image" | "video" | "news" | "xhtml" | "mobile")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Sitemap {
        sitemap(&RawPage {
            bytes: text.into(),
            source: Some("https://a.example/maps/".into()),
            ..RawPage::default()
        })
    }

    #[test]
    fn pages_and_sitemaps_are_told_apart() {
        let sitemap = read(
            "<?xml version='1.0'?><sm:urlset xmlns:sm='x'><sm:url><sm:loc> https://a.example/1 \
             </sm:loc><image:image><image:loc>https://a.example/1.png</image:loc></image:image>\
             </sm:url><url><loc><![CDATA[https://a.example/?a&b]]></loc></url>\
             <url><loc>../rel</loc></url></sm:urlset>",
        );
        let pages = [
            "https://a.example/1",
            "https://a.example/?a&b",
            "https://a.example/rel",
        ];
        assert_eq!(sitemap.pages, pages);
        let index = read("<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap>");
        assert_eq!(index.sitemaps, ["https://a.example/s.xml"]);
        assert!(index.pages.is_empty());
    }

    #[test]
    fn a_broken_sitemap_gives_what_it_has() {
        let sitemap = read(
            "<urlset><url><loc>https://a.example/?a&b</url><url><loc>https://a.example/2</loc> < ",
        );
        assert!(sitemap.pages.contains(&"https://a.example/2".to_owned()));
        assert_eq!(sitemap.notices.len(), 1);
    }

    #[test]
    fn more_than_the_protocol_allows_is_left_out() {
        let entry = "<url><loc>https://a.example/</loc></url>";
        let sitemap = read(&format!("<urlset>{}</urlset>", entry.repeat(MOST + 3)));
        assert_eq!(sitemap.pages.len(), MOST);
        assert!(
            sitemap.notices[0]
                .to_string()
                .contains("lists 3 addresses more")
        );
    }

    #[test]
    fn sitemaps_are_known_by_their_first_element() {
        for (head, expected) in [
            ("<?xml version='1.0'?>\n<!-- c --><urlset xmlns='x'>", true),
            ("\u{feff}<a:sitemapindex>", true),
            ("<rss><urlset>", false),
            ("https://a.example/", false),
            ("", false),
        ] {
            assert_eq!(is_sitemap(head.as_bytes()), expected, "{head}");
        }
    }

    #[test]
    fn lists_have_an_address_a_line() {
        let text = "\u{feff}https://a.example/\r\n\r\n# those of b\n  https://b.example/ \n";
        let found: Vec<_> = addresses(text).collect();
        assert_eq!(
            found,
            [(1, "https://a.example/"), (4, "https://b.example/")]
        );
    }
}
