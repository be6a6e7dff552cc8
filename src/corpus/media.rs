//! What a page is, by its content type and its first bytes.

use super::format::{is_binary, sniff};
use crate::model::Media;

/// How the bytes of a page are to be read, as browsers decide it (WHATWG MIME
/// Sniffing, section 7): a type that is told is believed, one that says nothing
/// is made out from the bytes. A feed is one under any type of text, for feeds
/// are sent under all of them. None where the page is no text.
pub(crate) fn media(media_type: Option<&str>, bytes: &[u8]) -> Option<Media> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let made_out = || match sniff(head, None)?.name {
        "feed" => Some(Media::Feed),
        "html" => Some(Media::Html),
        _ => Some(Media::Text),
    };
    let told = match media_type.unwrap_or_default() {
        "" | "application/octet-stream" | "unknown/unknown" | "application/unknown" | "*/*" => {
            return made_out();
        }
        "text/html" | "application/xhtml+xml" => Media::Html,
        "text/markdown" | "text/x-markdown" => Media::Markdown,
        told if told.starts_with("text/") && !told.ends_with("xml") => Media::Text,
        told if told.ends_with("/xml") || told.ends_with("+xml") => {
            return made_out().filter(|media| *media != Media::Text);
        }
        told if told.ends_with("/json") || told.ends_with("+json") => {
            return made_out().filter(|media| *media == Media::Feed);
        }
        _ => return None,
    };
    match made_out() {
        Some(Media::Feed) => Some(Media::Feed),
        // Pictures and archives are sent as plain text by servers that do not
        // know them.
        None if told == Media::Text || is_binary(head) => None,
        _ => Some(told),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_told_type_is_believed_and_feeds_are_made_out() {
        let page = b"<!doctype html><p>x".as_slice();
        let feed = b"<?xml version='1.0'?><rss version='2.0'>".as_slice();
        for (told, bytes, expected) in [
            (Some("text/html"), page, Some(Media::Html)),
            (Some("text/html"), b"words", Some(Media::Html)),
            (Some("text/html"), feed, Some(Media::Feed)),
            (Some("text/plain"), page, Some(Media::Text)),
            (Some("text/plain"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None),
            (Some("text/markdown"), b"# x", Some(Media::Markdown)),
            (Some("application/rss+xml"), feed, Some(Media::Feed)),
            (Some("text/xml"), feed, Some(Media::Feed)),
            (Some("application/xhtml+xml"), page, Some(Media::Html)),
            (Some("application/xml"), b"<data/>", None),
            (Some("application/json"), b"{\"a\": 1}", None),
            (
                Some("application/json"),
                b"{\"version\": \"https://jsonfeed.org/version/1.1\"",
                Some(Media::Feed),
            ),
            (Some("image/png"), page, None),
            (Some("application/pdf"), b"%PDF-1.4", None),
            (None, page, Some(Media::Html)),
            (None, b"words", Some(Media::Text)),
            (Some("application/octet-stream"), b"\0\0\0\0", None),
        ] {
            assert_eq!(media(told, bytes), expected, "{told:?} {bytes:?}");
        }
    }
}
