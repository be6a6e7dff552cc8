//! Escaped markup with its relative links made whole.

use memchr::memchr;
use quick_xml::events::attributes::Attributes;

use super::address::{Base, resolve};
use super::escapes::unescape;
use super::problems::Problems;
use super::wording::{ADDRESSES, escape};

/// The longest tag that is looked into.
const LONGEST: usize = 1 << 14;

/// The markup with the addresses in its tags resolved; all else stays.
pub(super) fn resolved(markup: &str, base: &Base) -> String {
    let mut out = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(start) = memchr(b'<', rest.as_bytes()) {
        let (before, after) = rest.split_at_checked(start).unwrap_or_default();
        out.push_str(before);
        let end = memchr(b'>', after.as_bytes()).map_or(after.len(), |end| end + 1);
        let (found, following) = after.split_at_checked(end).unwrap_or_default();
        tag(found, base, &mut out);
        rest = following;
    }
    out.push_str(rest);
    out
}

fn tag(tag: &str, base: &Base, out: &mut String) {
    let inside = tag
        .strip_suffix('>')
        .filter(|inside| inside.len() <= LONGEST);
    let mut copied = 0;
    if let Some(inside) = inside
        && let Some(name) = inside.find(|c: char| c.is_ascii_whitespace())
    {
        for attribute in Attributes::html(inside, name).with_checks(false).flatten() {
            let key = attribute.key.into_inner();
            if !ADDRESSES.iter().any(|name| name.eq_ignore_ascii_case(key)) {
                continue;
            }
            let start = attribute
                .value
                .as_ptr()
                .addr()
                .wrapping_sub(tag.as_ptr().addr());
            let (Some(before), Some(_)) = (
                tag.get(copied..start),
                tag.get(start..start + attribute.value.len()),
            ) else {
                continue;
            };
            let mut written = String::new();
            unescape(&attribute.value, 0, &mut written, &mut Problems::default());
            let whole = resolve(base, &written);
            if whole == written {
                continue;
            }
            out.push_str(before);
            escape(&whole, out);
            copied = start + attribute.value.len();
        }
    }
    out.push_str(tag.get(copied..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::feed::address::base;

    #[test]
    fn only_relative_addresses_change() {
        let base = base(Some("http://a.example/x/"));
        for (markup, expected) in [
            (
                "<a class=b href='c?d&amp;e'>f</a> 1 < 2",
                "<a class=b href='http://a.example/x/c?d&amp;e'>f</a> 1 < 2",
            ),
            (
                "<IMG SRC=/y.png><a href=\"http://b.example?q&r\">",
                "<IMG SRC=http://a.example/y.png><a href=\"http://b.example?q&r\">",
            ),
            ("<a href='", "<a href='"),
            ("href=x", "href=x"),
        ] {
            assert_eq!(resolved(markup, &base), expected);
        }
    }
}
