//! The content of one element that states something: text, escaped markup,
//! base64, or markup inside.

use super::address::{Base, resolve};
use super::links::resolved;
use crate::model::{Content, Media};

/// Elements of HTML that have no content, and no end tag.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "wbr",
];

/// Attributes whose values are addresses.
pub(super) const ADDRESSES: [&str; 8] = [
    "href",
    "src",
    "cite",
    "longdesc",
    "action",
    "poster",
    "background",
    "data",
];

/// How the element says its content is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Manner {
    /// It does not: markup if it looks like it.
    #[default]
    Unsaid,
    Text,
    Html,
    /// Markup inside, in one `div` that is not part of it.
    Xhtml,
    Base64,
}

impl Manner {
    /// What the `type` and `mode` attributes mean, the one of Atom 1.0, the
    /// other of 0.3.
    pub(super) fn of(kind: Option<&str>, mode: Option<&str>) -> Self {
        let kind = kind.unwrap_or_default().to_ascii_lowercase();
        match (kind.as_str(), mode.unwrap_or_default()) {
            (_, "base64") => Self::Base64,
            ("text" | "text/plain", _) => Self::Text,
            ("xhtml", _) => Self::Xhtml,
            ("html", _) => Self::Html,
            (kind, _) if kind.contains("html") => Self::Html,
            (kind, _) if is_binary(kind) => Self::Base64,
            _ => Self::Unsaid,
        }
    }
}

/// Whether Atom 1.0 wants content of this media type in base64.
fn is_binary(kind: &str) -> bool {
    kind.contains('/')
        && !kind.starts_with("text/")
        && !kind.ends_with("xml")
        && !kind.starts_with("message/")
}

/// A piece of wording in the making.
#[derive(Debug, Default)]
pub(super) struct Wording {
    pub(super) manner: Manner,
    pub(super) language: Option<String>,
    pub(super) base: Base,
    /// Whether it is an identifier that is an address too.
    pub(super) permalink: bool,
    /// What it holds so far.
    pub(super) value: String,
    /// Whether that is markup, because an element was inside.
    pub(super) inline: bool,
}

impl Wording {
    /// Adds text whose references are resolved.
    pub(super) fn text(&mut self, text: &str) {
        if self.inline {
            escape(text, &mut self.value);
        } else {
            self.value.push_str(text);
        }
    }

    /// Adds the start tag of an element inside.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, String)], base: &Base) {
        if !self.inline {
            self.inline = true;
            let text = std::mem::take(&mut self.value);
            escape(&text, &mut self.value);
        }
        self.value.push('<');
        self.value.push_str(name);
        for (name, value) in attributes {
            if name.starts_with("xmlns") || name.starts_with("xml:") {
                continue;
            }
            self.value.push(' ');
            self.value.push_str(name);
            self.value.push_str("=\"");
            let address;
            let value = if ADDRESSES.contains(name) {
                address = resolve(base, value);
                &address
            } else {
                value
            };
            escape(value, &mut self.value);
            self.value.push('"');
        }
        self.value.push('>');
    }

    /// Adds the end tag of an element inside.
    pub(super) fn close(&mut self, name: &str) {
        if !VOID.contains(&name) {
            self.value.push_str("</");
            self.value.push_str(name);
            self.value.push('>');
        }
    }

    pub(super) fn finish(self) -> Content {
        let mut value = self.value;
        if self.manner == Manner::Base64
            && let Some(decoded) = base64(&value)
        {
            value = decoded;
        }
        let mut text = value.trim();
        if self.inline && self.manner == Manner::Xhtml {
            text = undressed(text);
        }
        let markup = match self.manner {
            Manner::Text => self.inline,
            Manner::Html | Manner::Xhtml => true,
            Manner::Unsaid | Manner::Base64 => self.inline || looks_like_markup(text),
        };
        let value = if markup && !self.inline && self.base.is_some() {
            resolved(text, &self.base)
        } else {
            text.to_owned()
        };
        Content {
            value,
            media: if markup { Media::Html } else { Media::Text },
            language: self.language,
            base: self.base.map(|base| base.as_str().to_owned()),
        }
    }
}

/// Appends text as markup.
pub(super) fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

/// Markup without the one `div` around it.
fn undressed(markup: &str) -> &str {
    markup
        .strip_prefix("<div")
        .and_then(|rest| rest.strip_suffix("</div>"))
        .and_then(|rest| rest.split_once('>'))
        .filter(|(_, inside)| closes_what_it_opens(inside))
        .map_or(markup, |(_, inside)| inside.trim())
}

/// Whether no `div` ends in the markup that does not start in it.
fn closes_what_it_opens(markup: &str) -> bool {
    let mut open = 0_usize;
    markup.split('<').skip(1).all(|tag| {
        if tag.starts_with("div") {
            open += 1;
        } else if tag.starts_with("/div") {
            let Some(rest) = open.checked_sub(1) else {
                return false;
            };
            open = rest;
        }
        true
    })
}

/// Whether text holds a tag or a reference of HTML.
pub(super) fn looks_like_markup(text: &str) -> bool {
    text.split('<').skip(1).any(|after| {
        let name = after.strip_prefix('/').unwrap_or(after);
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && after.contains('>')
            || name.starts_with("!--")
    }) || text.split('&').skip(1).any(|after| {
        after.split_once(';').is_some_and(|(name, _)| {
            (2..=10).contains(&name.len())
                && name
                    .strip_prefix('#')
                    .unwrap_or(name)
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric())
        })
    })
}

/// Decodes base64 (RFC 4648), white space left out; none where it is not.
fn base64(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manners_are_told_from_attributes() {
        for (kind, mode, expected) in [
            (None, None, Manner::Unsaid),
            (Some("text"), None, Manner::Text),
            (Some("xhtml"), None, Manner::Xhtml),
            (Some("application/xhtml+xml"), Some("xml"), Manner::Html),
            (Some("text/html"), Some("escaped"), Manner::Html),
            (Some("text/html"), Some("base64"), Manner::Base64),
            (Some("image/png"), None, Manner::Base64),
            (Some("image/svg+xml"), None, Manner::Unsaid),
        ] {
            assert_eq!(Manner::of(kind, mode), expected, "{kind:?} {mode:?}");
        }
    }

    #[test]
    fn markup_is_told_from_text() {
        for (text, expected) in [
            ("a <b>word</b>", true),
            ("AT&amp;T", true),
            ("&#8217;", true),
            ("1 < 2 and 3 > 2", false),
            ("R&D; more", false),
            ("<3", false),
        ] {
            assert_eq!(looks_like_markup(text), expected, "{text}");
        }
    }

    #[test]
    fn base64_is_decoded_or_left() {
        assert_eq!(base64("RXhh\nbXBsZQ==").as_deref(), Some("Example"));
        assert_eq!(base64("not base64!"), None);
    }
}
