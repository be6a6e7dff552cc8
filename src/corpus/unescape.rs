//! JSON strings to what they say.

use crate::model::eight::{equal, until};

/// The bytes of a JSON string as it is meant, in one piece of memory; none where
/// characters are written as two numbers, or it is no string.
pub(super) fn unescaped(written: &str) -> Option<Vec<u8>> {
    let mut rest = written.strip_prefix('"')?.strip_suffix('"')?.as_bytes();
    let mut text = Vec::with_capacity(rest.len() + PLAIN);
    loop {
        let plain = if let Some(chunk) = rest.first_chunk() {
            // All are put, of which those that are not plain go again.
            let plain = plain(chunk);
            text.extend_from_slice(chunk);
            text.truncate(text.len() - (PLAIN - plain));
            plain
        } else {
            let plain = memchr::memchr(b'\\', rest).unwrap_or(rest.len());
            text.extend_from_slice(rest.get(..plain)?);
            plain
        };
        rest = rest.get(plain..)?;
        if plain == PLAIN {
            continue;
        }
        let Some(&escape) = rest.get(1) else {
            return rest.is_empty().then_some(text);
        };
        let mut length = 2;
        match escape {
            b'n' => text.push(b'\n'),
            b't' => text.push(b'\t'),
            b'r' => text.push(b'\r'),
            b'b' => text.push(b'\x08'),
            b'f' => text.push(b'\x0c'),
            b'u' => {
                length = 6;
                let number = std::str::from_utf8(rest.get(2..length)?).ok()?;
                let number = u32::from_str_radix(number, 16).ok()?;
                let mut bytes = [0; 4];
                let character = char::from_u32(number)?.encode_utf8(&mut bytes);
                text.extend_from_slice(character.as_bytes());
            }
            b'"' | b'\\' | b'/' => text.push(escape),
            _ => return None,
        }
        rest = rest.get(length..)?;
    }
}

/// Bytes of a string that are looked at together.
const PLAIN: usize = 32;

/// How many bytes stand before the first escape.
fn plain(chunk: &[u8; PLAIN]) -> usize {
    let mut plain = 0;
    for &bytes in chunk.as_chunks::<8>().0 {
        let escapes = equal(u64::from_le_bytes(bytes), b'\\');
        if escapes != 0 {
            return plain + until(escapes);
        }
        plain += bytes.len();
    }
    plain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_escaped_is_read() {
        for (written, expected) in [
            (r#""""#, Some("")),
            (r#""a\nb\t\"\\\/\r\b\f""#, Some("a\nb\t\"\\/\r\u{8}\u{c}")),
            (r#""\u00e9t\u00E9""#, Some("été")),
            (r#""été\n""#, Some("été\n")),
            // Two numbers make one character, and one of them makes none.
            (r#""\ud83e\udd86""#, None),
            (r#""\ud83e""#, None),
            ("null", None),
        ] {
            let expected = expected.map(str::as_bytes);
            assert_eq!(unescaped(written).as_deref(), expected, "{written}");
        }
    }

    proptest! {
        #[test]
        fn any_string_is_read_as_it_was_written(text in r#"([ -~]{0,40}(\PC|["\\\n\u{1}]))*"#) {
            let written = serde_json::to_string(&text).unwrap_or_default();
            prop_assert_eq!(unescaped(&written), Some(text.into_bytes()));
        }
    }
}
