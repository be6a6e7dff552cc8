//! Prescan finds the encoding that the start of a page declares (WHATWG
//! 13.2.3.2, "prescan a byte stream to determine its encoding").

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use memchr::{memchr, memmem};

/// The bytes that are looked at.
const WINDOW: usize = 1024;

/// The encoding named by a `meta` element, or else by an XML declaration.
pub(super) fn prescan(bytes: &[u8]) -> Option<&'static Encoding> {
    let window = bytes.get(..WINDOW).unwrap_or(bytes);
    // UTF-16 by the first characters of an XML declaration.
    if window.starts_with(b"<\0?\0x\0") {
        return Some(UTF_16LE);
    }
    if window.starts_with(b"\0<\0?\0x") {
        return Some(UTF_16BE);
    }
    Scanner { rest: window }
        .meta()
        .or_else(|| xml_declaration(window))
}

/// The encoding a declaration in ASCII bytes can mean: a page that says UTF-16
/// in ASCII is not UTF-16.
fn from_label(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label)?;
    Some(if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    })
}

/// "Get an XML encoding".
fn xml_declaration(window: &[u8]) -> Option<&'static Encoding> {
    let declaration = window.strip_prefix(b"<?xml")?;
    let declaration = declaration.get(..memchr(b'>', declaration)?)?;
    let after = memmem::find(declaration, b"encoding")? + b"encoding".len();
    let value = skip_controls(declaration.get(after..)?).strip_prefix(b"=")?;
    let (&quote, value) = skip_controls(value).split_first()?;
    if !matches!(quote, b'"' | b'\'') {
        return None;
    }
    let label = value.get(..memchr(quote, value)?)?;
    if label.iter().any(|&byte| byte <= b' ') {
        return None;
    }
    from_label(label)
}

fn skip_controls(bytes: &[u8]) -> &[u8] {
    let skipped = bytes.iter().take_while(|&&byte| byte <= b' ').count();
    bytes.get(skipped..).unwrap_or_default()
}

/// What a `meta` element says.
#[derive(Default)]
struct Meta {
    /// `http-equiv` is `content-type`.
    content_type: bool,
    charset: Option<&'static Encoding>,
    content: Option<&'static Encoding>,
}

impl Meta {
    fn encoding(&self) -> Option<&'static Encoding> {
        self.charset
            .or_else(|| self.content.filter(|_| self.content_type))
    }
}

struct Scanner<'a> {
    rest: &'a [u8],
}

impl<'a> Scanner<'a> {
    fn meta(mut self) -> Option<&'static Encoding> {
        loop {
            self.skip(memchr(b'<', self.rest)?);
            if self.rest.starts_with(b"<!--") {
                // The dashes may be those of the opening: `<!-->`.
                let end = memmem::find(self.rest.get(2..)?, b"-->")?;
                self.skip(2 + end + 3);
            } else if self.opens_meta() {
                self.skip(5);
                if let Some(encoding) = self.meta_attributes()?.encoding() {
                    return Some(encoding);
                }
            } else if self.opens_tag() {
                let name = self
                    .rest
                    .iter()
                    .position(|&byte| is_space(byte) || byte == b'>')?;
                self.skip(name);
                while self.attribute()?.is_some() {}
            } else if let Some(b'!' | b'/' | b'?') = self.rest.get(1) {
                self.skip(memchr(b'>', self.rest)?);
            } else {
                self.skip(1);
            }
        }
    }

    fn opens_meta(&self) -> bool {
        self.rest
            .get(..5)
            .is_some_and(|start| start.eq_ignore_ascii_case(b"<meta"))
            && self
                .rest
                .get(5)
                .is_some_and(|&byte| is_space(byte) || byte == b'/')
    }

    fn opens_tag(&self) -> bool {
        let name = match self.rest.get(1) {
            Some(b'/') => self.rest.get(2),
            first => first,
        };
        name.is_some_and(u8::is_ascii_alphabetic)
    }

    fn meta_attributes(&mut self) -> Option<Meta> {
        let mut meta = Meta::default();
        let mut seen: Vec<Vec<u8>> = Vec::new();
        while let Some((name, value)) = self.attribute()? {
            if seen.contains(&name) {
                continue;
            }
            match name.as_slice() {
                b"http-equiv" => meta.content_type = value == b"content-type",
                b"content" if meta.content.is_none() => {
                    meta.content = content_label(&value).and_then(from_label);
                }
                b"charset" => meta.charset = from_label(&value),
                _ => {}
            }
            seen.push(name);
        }
        Some(meta)
    }

    /// "Get an attribute": its name and value, lowered. `None` outside means
    /// that the window ends, `None` inside that the tag does.
    #[expect(clippy::option_option, reason = "the two absences are told above")]
    fn attribute(&mut self) -> Option<Option<(Vec<u8>, Vec<u8>)>> {
        while is_space(self.peek()?) || self.peek()? == b'/' {
            self.skip(1);
        }
        if self.peek()? == b'>' {
            return Some(None);
        }
        let mut name = Vec::new();
        loop {
            match self.peek()? {
                b'=' if !name.is_empty() => break,
                byte if is_space(byte) => {
                    self.skip_spaces()?;
                    break;
                }
                b'/' | b'>' => return Some(Some((name, Vec::new()))),
                byte => name.push(byte.to_ascii_lowercase()),
            }
            self.skip(1);
        }
        if self.peek()? != b'=' {
            return Some(Some((name, Vec::new())));
        }
        self.skip(1);
        self.skip_spaces()?;
        let value = match self.peek()? {
            quote @ (b'"' | b'\'') => {
                self.skip(1);
                let value = self.take(memchr(quote, self.rest)?);
                self.skip(1);
                value
            }
            b'>' => &[],
            _ => {
                let end = |&byte: &u8| is_space(byte) || byte == b'>';
                self.take(self.rest.iter().position(end)?)
            }
        };
        Some(Some((name, value.to_ascii_lowercase())))
    }

    fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    fn skip(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    fn skip_spaces(&mut self) -> Option<()> {
        self.skip(self.rest.iter().position(|&byte| !is_space(byte))?);
        Some(())
    }

    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at_checked(count).unwrap_or_default();
        self.rest = rest;
        taken
    }
}

/// "Extract a character encoding from a `meta` element": the label in a lowered
/// `content` attribute (WHATWG 2.4.1).
fn content_label(content: &[u8]) -> Option<&[u8]> {
    let mut rest = content;
    let value = loop {
        let found = memmem::find(rest, b"charset")?;
        rest = skip_spaces(rest.get(found + 7..)?);
        if let Some(value) = rest.strip_prefix(b"=") {
            break skip_spaces(value);
        }
    };
    let quote = *value.first()?;
    if matches!(quote, b'"' | b'\'') {
        let label = value.get(1..)?;
        return label.get(..memchr(quote, label)?);
    }
    let end = value
        .iter()
        .position(|&byte| is_space(byte) || byte == b';')
        .unwrap_or(value.len());
    value.get(..end)
}

fn skip_spaces(bytes: &[u8]) -> &[u8] {
    let skipped = bytes.iter().take_while(|&&byte| is_space(byte)).count();
    bytes.get(skipped..).unwrap_or_default()
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_found() {
        for (page, expected) in [
            ("<meta charset=koi8-r>", Some("KOI8-R")),
            ("<META CHARSET = 'KOI8-R' >", Some("KOI8-R")),
            ("<meta charset=utf-16le>", Some("UTF-8")),
            ("<meta charset=x-user-defined>", Some("windows-1252")),
            (
                "<meta content='text/html; charset=\"big5\"' http-equiv=Content-Type>",
                Some("Big5"),
            ),
            ("<meta http-equiv=refresh content='charset=big5'>", None),
            ("<meta content='charset=big5'>", None),
            (
                "<meta http-equiv=content-type content='charset charset=big5;'>",
                Some("Big5"),
            ),
            (
                "<!-- <meta charset=big5> --><meta charset=gbk>",
                Some("GBK"),
            ),
            ("<!--><meta charset=big5>", Some("Big5")),
            (
                "<p title='<meta charset=big5>'><meta charset=gbk>",
                Some("GBK"),
            ),
            ("<meta charset=nonsense><meta/charset=gbk>", Some("GBK")),
            ("<meta charset=gbk charset=big5>", Some("GBK")),
            ("<metadata charset=gbk>", None),
            ("<meta charset=gbk", None),
            (
                "<?xml version='1.0' encoding='shift_jis'?>",
                Some("Shift_JIS"),
            ),
            ("<?xml encoding='big5'?><meta charset=gbk>", Some("GBK")),
            ("<?xml encoding='big5'", None),
            ("<\0?\0x\0m\0", Some("UTF-16LE")),
            ("\0<\0?\0x\0m", Some("UTF-16BE")),
            ("", None),
            ("<", None),
            ("</", None),
            ("<meta ", None),
            ("<meta =charset=gbk>", None),
        ] {
            let found = prescan(page.as_bytes()).map(Encoding::name);
            assert_eq!(found, expected, "{page}");
        }
    }

    #[test]
    fn the_window_ends() {
        let page = format!("{}<meta charset=gbk>", " ".repeat(1010));
        assert_eq!(prescan(page.as_bytes()), None);
    }
}
