//! Percent-encoding.

/// The normal form of RFC 3986 section 6.2.2: unreserved characters as they
/// are, all other escapes with upper-case digits.
///
/// Bytes outside ASCII, and those a caller `escapes`, are escaped, and so is a
/// `%` that starts no escape: what follows it could become one.
pub(crate) fn normalize(written: &[u8], escapes: &[u8]) -> String {
    let mut normal = String::with_capacity(written.len());
    let mut rest = written;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if let (b'%', Some(escaped)) = (byte, escaped(after)) {
            rest = after.get(2..).unwrap_or_default();
            if unreserved(escaped) {
                normal.push(char::from(escaped));
            } else {
                push_escape(&mut normal, escaped);
            }
        } else if byte.is_ascii() && byte != b'%' && !escapes.contains(&byte) {
            normal.push(char::from(byte));
        } else {
            push_escape(&mut normal, byte);
        }
    }
    normal
}

/// What the escapes stand for; bytes that are no UTF-8 become U+FFFD.
pub(crate) fn decode(written: &str) -> String {
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if let (b'%', Some(escaped)) = (byte, escaped(after)) {
            rest = after.get(2..).unwrap_or_default();
            bytes.push(escaped);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The byte two hexadecimal digits at the start of `after` stand for.
fn escaped(after: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*after.get(at)?).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

/// RFC 3986 section 2.3.
const fn unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn push_escape(text: &mut String, byte: u8) {
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or('0');
    text.push('%');
    text.push(digit(byte >> 4).to_ascii_uppercase());
    text.push(digit(byte & 15).to_ascii_uppercase());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_take_their_normal_form() {
        for (written, normal, decoded) in [
            ("", "", ""),
            ("/a%7eb%2fc", "/a~b%2Fc", "/a~b/c"),
            ("%41%5a%c3%a9", "AZ%C3%A9", "AZ\u{e9}"),
            ("\u{e9}*", "%C3%A9%2A", "\u{e9}*"),
            ("100%", "100%25", "100%"),
            ("%4", "%254", "%4"),
            ("%zz%+1", "%25zz%25+1", "%zz%+1"),
            ("%%41b", "%25Ab", "%Ab"),
            // One turn only: what comes out is not read again.
            ("%2541", "%2541", "%41"),
        ] {
            assert_eq!(normalize(written.as_bytes(), b"*"), normal, "{written}");
            assert_eq!(decode(written), decoded, "{written}");
        }
    }
}
