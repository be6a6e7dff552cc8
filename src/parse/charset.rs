//! Charset turns the bytes of a page into Unicode, in the order browsers do.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;

use super::prescan::prescan;

/// A page that is not valid UTF-8 still counts as UTF-8 with so many good
/// sequences for each bad one; legacy text hardly ever forms one by chance.
const GOOD_PER_BAD: usize = 16;

/// Bytes in which UTF-16 without a byte order mark shows itself.
const UTF_16_SAMPLE: usize = 1024;

/// Text, and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decoded<'a> {
    /// The text, without its byte order mark.
    pub(crate) text: Cow<'a, str>,
    /// The name of the encoding, as the Encoding Standard writes it.
    pub(crate) encoding: &'static str,
    /// Malformed sequences, each of which became U+FFFD.
    pub(crate) replaced: usize,
}

/// Decodes a page.
///
/// `declared` is the charset parameter of the HTTP header. The order is: byte
/// order mark, header, then in markup the `meta` element or XML declaration of
/// the first 1,024 bytes (WHATWG 13.2.3.2), then what the bytes look like.
/// Labels that the Encoding Standard does not know, UTF-7 and UTF-32 among
/// them, count as none.
pub(crate) fn decode<'a>(bytes: &'a [u8], declared: Option<&str>, markup: bool) -> Decoded<'a> {
    let (encoding, mark) = encoding(bytes, declared, markup);
    decode_as(encoding, bytes.get(mark..).unwrap_or_default())
}

/// Decodes a page as [`decode`] does, without a copy where it is UTF-8.
pub(crate) fn decode_owned(
    bytes: Vec<u8>,
    declared: Option<&str>,
    markup: bool,
) -> Decoded<'static> {
    let (encoding, mark) = encoding(&bytes, declared, markup);
    let whole = |text| Decoded {
        text: Cow::Owned(text),
        encoding: encoding.name(),
        replaced: 0,
    };
    let bytes = if encoding == UTF_8 && mark == 0 {
        match String::from_utf8(bytes) {
            Ok(text) => return whole(text),
            Err(error) => error.into_bytes(),
        }
    } else {
        bytes
    };
    let decoded = decode_as(encoding, bytes.get(mark..).unwrap_or_default());
    Decoded {
        replaced: decoded.replaced,
        ..whole(decoded.text.into_owned())
    }
}

/// The encoding of a page, and the bytes of its byte order mark.
fn encoding(bytes: &[u8], declared: Option<&str>, markup: bool) -> (&'static Encoding, usize) {
    Encoding::for_bom(bytes).unwrap_or_else(|| {
        let encoding = declared
            .and_then(|label| match label {
                // What records declare, and has not to be looked up.
                "utf-8" => Some(UTF_8),
                _ => Encoding::for_label(label.as_bytes()),
            })
            .or_else(|| markup.then(|| prescan(bytes)).flatten())
            .unwrap_or_else(|| guess(bytes));
        (encoding, 0)
    })
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let replaced = if malformed {
        let replacement = "\u{fffd}".as_bytes();
        let count = |bytes| memmem::find_iter(bytes, replacement).count();
        // Those the page itself holds are no errors.
        let own = if encoding == UTF_8 { count(bytes) } else { 0 };
        count(text.as_bytes()).saturating_sub(own).max(1)
    } else {
        0
    };
    Decoded {
        text,
        encoding: encoding.name(),
        replaced,
    }
}

/// The encoding of bytes about which nothing is declared.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return encoding;
    }
    // ISO-2022-JP is ASCII with escape sequences, so it is valid UTF-8.
    if bytes.is_ascii() && memchr::memchr(0x1b, bytes).is_some() {
        let encoding = detect(bytes, Iso2022JpDetection::Allow);
        return if encoding == ISO_2022_JP {
            encoding
        } else {
            UTF_8
        };
    }
    if is_mostly_utf_8(bytes) {
        return UTF_8;
    }
    detect(bytes, Iso2022JpDetection::Deny)
}

fn detect(bytes: &[u8], iso_2022_jp: Iso2022JpDetection) -> &'static Encoding {
    let mut detector = EncodingDetector::new(iso_2022_jp);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether the bytes are UTF-8, cut off at the end perhaps or damaged in a few
/// places.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let mut good = 0;
    let mut bad = 0;
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        good += chunk
            .valid()
            .bytes()
            // Lead bytes of sequences longer than one.
            .filter(|&byte| byte >= 0xc0)
            .count();
        let cut_off = chunks.peek().is_none() && is_unfinished(chunk.invalid());
        if !chunk.invalid().is_empty() && !cut_off {
            bad += 1;
        }
    }
    bad == 0 || good >= bad * GOOD_PER_BAD
}

/// Whether bytes may start a UTF-8 sequence without ending it.
fn is_unfinished(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// UTF-16 that is mostly ASCII has a NUL in every other byte.
///
/// Browsers do not look for this; pages saved without their header need it.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..UTF_16_SAMPLE).unwrap_or(bytes);
    let (pairs, _) = sample.as_chunks::<2>();
    let little = pairs.iter().filter(|[low, high]| *low != 0 && *high == 0);
    let big = pairs.iter().filter(|[high, low]| *high == 0 && *low != 0);
    let (little, big) = (little.count(), big.count());
    // UTF-32 has NULs on both sides and falls through.
    let most = pairs.len() - pairs.len() / 4;
    if pairs.len() < 4 {
        None
    } else if little >= most {
        Some(UTF_16LE)
    } else if big >= most {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], declared: Option<&str>, text: &str, encoding: &str, replaced: usize) {
        let decoded = decode(bytes, declared, true);
        assert_eq!(
            (&*decoded.text, decoded.encoding, decoded.replaced),
            (text, encoding, replaced)
        );
    }

    #[test]
    fn order_is_mark_header_meta_bytes() {
        let meta = b"<meta charset=windows-1251>\xc4\xe0";
        check(
            meta,
            None,
            "<meta charset=windows-1251>Да",
            "windows-1251",
            0,
        );
        check(
            meta,
            Some("latin1"),
            "<meta charset=windows-1251>Äà",
            "windows-1252",
            0,
        );
        check(b"\xef\xbb\xbfh\xc3\xa4", Some("latin1"), "hä", "UTF-8", 0);
        check(b"\xff\xfeh\0i\0", Some("utf-8"), "hi", "UTF-16LE", 0);
        check(b"\xfe\xff\0h\0i", None, "hi", "UTF-16BE", 0);
        check("grün".as_bytes(), Some("no-such"), "grün", "UTF-8", 0);
    }

    #[test]
    fn undeclared_bytes_are_recognised() {
        check(b"", None, "", "UTF-8", 0);
        check(b"x", None, "x", "UTF-8", 0);
        check("naïve €".as_bytes(), None, "naïve €", "UTF-8", 0);
        // Cut off in the middle of a character.
        check(b"\xe2\x82\xac \xe2\x82", None, "€ \u{fffd}", "UTF-8", 1);
        check(b"<\0p\0>\0h\0i\0", None, "<p>hi", "UTF-16LE", 0);
        check(b"\0<\0p\0>\0h\0i", None, "<p>hi", "UTF-16BE", 0);
        check(b"\x1b$B$3$s\x1b(B", None, "こん", "ISO-2022-JP", 0);
        check(
            "Привет, это обычный русский текст"
                .chars()
                .map(|c| match c {
                    'А'..='я' => u8::try_from(u32::from(c) - 0x410 + 0xc0).unwrap_or(b'?'),
                    c => u8::try_from(c).unwrap_or(b'?'),
                })
                .collect::<Vec<u8>>()
                .as_slice(),
            None,
            "Привет, это обычный русский текст",
            "windows-1251",
            0,
        );
    }

    #[test]
    fn malformed_sequences_are_counted() {
        let utf_8 = Some("utf-8");
        check(
            b"a\xffb\xc0\xaf\0",
            utf_8,
            "a\u{fffd}b\u{fffd}\u{fffd}\0",
            "UTF-8",
            3,
        );
        check(
            b"\xed\xa0\x80",
            utf_8,
            "\u{fffd}\u{fffd}\u{fffd}",
            "UTF-8",
            3,
        );
        check(
            "\u{fffd}\u{fffe}".as_bytes(),
            utf_8,
            "\u{fffd}\u{fffe}",
            "UTF-8",
            0,
        );
        // UTF-7 is no encoding of the web.
        check(b"+AGE-", Some("utf-7"), "+AGE-", "UTF-8", 0);
        // UTF-32 is not one either, and comes out with its NULs.
        check(
            b"a\0\0\0b\0\0\0c\0\0\0d\0\0\0",
            Some("utf-32"),
            "a\0\0\0b\0\0\0c\0\0\0d\0\0\0",
            "UTF-8",
            0,
        );
    }

    #[test]
    fn meta_is_only_read_in_markup() {
        let text = decode(b"<meta charset=koi8-r>x", None, false);
        assert_eq!(text.encoding, "UTF-8");
    }
}
