//! Names of files and addresses to URIs.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::log::ArtifactLocation;

/// What is written as `%XX` in a path: all but what RFC 3986 lets a segment
/// have. A `:` too, as the first segment may have none.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b'@');

/// The same for an address, which has its delimiters and escapes already.
const ADDRESS: &AsciiSet = &PATH.remove(b'%').remove(b':').remove(b'?').remove(b'#');

/// What relative names are relative to: the root of the sources, as GitHub and
/// others call it.
const ROOT: &str = "%SRCROOT%";

impl ArtifactLocation {
    /// The URI of a file or an address.
    pub(super) fn of(file: &str) -> Self {
        let lower = file.get(..8).unwrap_or(file).to_ascii_lowercase();
        let (uri, base) = if lower.starts_with("http://") || lower.starts_with("https://") {
            (address(file), None)
        } else if let Some(rest) = file.strip_prefix('/') {
            (format!("file:///{}", utf8_percent_encode(rest, PATH)), None)
        } else if let Some((drive, rest)) = on_drive(file) {
            (format!("file:///{drive}:/{}", windows(rest)), None)
        } else {
            let above = file == ".." || file.starts_with("../");
            let uri = utf8_percent_encode(file, PATH).to_string();
            (uri, (!above).then_some(ROOT))
        };
        Self {
            uri,
            uri_base_id: base,
        }
    }
}

/// An address with what it may not have escaped.
fn address(address: &str) -> String {
    let escaped = utf8_percent_encode(address, ADDRESS).to_string();
    // A `%` that begins no escape, and a second `#`, would make it none.
    let mut out = String::with_capacity(escaped.len());
    let mut fragment = false;
    for (at, c) in escaped.char_indices() {
        let digits = escaped.get(at + 1..at + 3).unwrap_or_default();
        let escape = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        match c {
            '%' if !escape => out.push_str("%25"),
            '#' if fragment => out.push_str("%23"),
            _ => out.push(c),
        }
        fragment |= c == '#';
    }
    out
}

/// The letter of the drive and the rest of a path of Windows.
fn on_drive(file: &str) -> Option<(char, &str)> {
    let mut chars = file.chars();
    let drive = chars.next().filter(char::is_ascii_alphabetic)?;
    let rest = chars.as_str().strip_prefix(':')?;
    let rest = rest.strip_prefix(['\\', '/'])?;
    Some((drive, rest))
}

fn windows(path: &str) -> String {
    utf8_percent_encode(&path.replace('\\', "/"), PATH).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_escaped_and_addresses_are_not() {
        let root = Some(ROOT);
        for (file, uri, base) in [
            ("feeds/a.xml", "feeds/a.xml", root),
            ("a b/100%#1?.xml", "a%20b/100%25%231%3F.xml", root),
            ("c:d.xml", "c%3Ad.xml", root),
            ("für/\u{fffd}\u{1b}.xml", "f%C3%BCr/%EF%BF%BD%1B.xml", root),
            ("../a.xml", "../a.xml", None),
            ("/tmp/a b.xml", "file:///tmp/a%20b.xml", None),
            (r"C:\feeds\a b.xml", "file:///C:/feeds/a%20b.xml", None),
            (
                "https://x.example/f?a=1&b=%20#top",
                "https://x.example/f?a=1&b=%20#top",
                None,
            ),
            (
                "HTTP://x.example/ü 1%#a#b",
                "HTTP://x.example/%C3%BC%201%25#a%23b",
                None,
            ),
            ("", "", root),
        ] {
            let uri = uri.to_owned();
            let expected = ArtifactLocation {
                uri,
                uri_base_id: base,
            };
            assert_eq!(ArtifactLocation::of(file), expected, "{file}");
        }
    }
}
