//! Normalise turns a stretch of the page into characters: line ends, NUL and
//! character references.

use memchr::{memchr2, memchr3};

use super::reference::{self, Place};
use crate::model::eight;

/// Whether character references are decoded, and by which rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum References {
    Decode(Place),
    Keep,
}

/// Up to so many bytes are looked at eight at a time; what looks at 32 takes
/// longer to begin.
const SHORT: usize = 32;

/// Where the first byte is that [`normalise`] would change; `None` lets the
/// caller share the page's own bytes.
#[inline]
pub(super) fn first_special(raw: &[u8], references: References) -> Option<usize> {
    if raw.len() <= SHORT {
        return first_special_in_short(raw, references);
    }
    match references {
        References::Decode(_) => memchr3(b'&', b'\r', 0, raw),
        References::Keep => memchr2(b'\r', 0, raw),
    }
}

fn first_special_in_short(raw: &[u8], references: References) -> Option<usize> {
    (0..raw.len()).step_by(8).find_map(|at| {
        let eight = eight::eight(raw, at);
        let mut told = eight::equal(eight, b'\r') | eight::equal(eight, 0);
        if references != References::Keep {
            told |= eight::equal(eight, b'&');
        }
        // Behind the end there is NUL.
        Some(at + eight::until(told)).filter(|&at| told != 0 && at < raw.len())
    })
}

/// Appends `raw` to `out`: CR and CRLF become LF (WHATWG 13.2.3.5), NUL
/// becomes U+FFFD, references are decoded if asked.
pub(super) fn normalise(raw: &str, references: References, out: &mut String) {
    let mut rest = raw;
    while let Some(at) = first_special(rest.as_bytes(), references) {
        let Some((before, special)) = rest.split_at_checked(at) else {
            break;
        };
        out.push_str(before);
        let mut chars = special.chars();
        let byte = chars.next();
        rest = chars.as_str();
        match byte {
            Some('\r') => {
                out.push('\n');
                rest = rest.strip_prefix('\n').unwrap_or(rest);
            }
            Some('&') => {
                let taken = match references {
                    References::Decode(place) => reference::decode(rest, place, out),
                    References::Keep => None,
                };
                match taken {
                    Some(len) => rest = rest.get(len..).unwrap_or_default(),
                    None => out.push('&'),
                }
            }
            _ => out.push(char::REPLACEMENT_CHARACTER),
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, references: References, expected: &str) {
        let mut out = String::new();
        normalise(raw, references, &mut out);
        assert_eq!(out, expected, "{raw:?}");
    }

    #[test]
    fn line_ends_nul_and_references() {
        let decode = References::Decode(Place::Text);
        check("a\r\nb\rc\r\r\nd", decode, "a\nb\nc\n\nd");
        check("\0&amp;\0", decode, "\u{fffd}&\u{fffd}");
        check("&&lt;&", decode, "&<&");
        check("&amp;", References::Keep, "&amp;");
        check(
            "?a=1&copy=2&amp;b",
            References::Decode(Place::Attribute),
            "?a=1&copy=2&b",
        );
    }
}
