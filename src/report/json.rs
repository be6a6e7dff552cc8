//! JSON as tamis writes it.

use serde::Serialize;

/// Whether a JSON string says this text, in the spelling of [`json`].
pub(super) fn is_spelled(value: &str, text: &str) -> bool {
    let quoted = value
        .strip_prefix('"')
        .and_then(|value| value.strip_suffix('"'));
    let Some(mut value) = quoted.map(str::as_bytes) else {
        return false;
    };
    let mut text = text.as_bytes();
    loop {
        // What is the same in both and has no escapes is passed in large steps.
        while let Some((chunk, rest)) = value.split_first_chunk::<32>()
            && Some(chunk) == text.first_chunk()
            && chunk
                .iter()
                .map(|&byte| u8::from(byte == b'\\'))
                .sum::<u8>()
                == 0
        {
            value = rest;
            text = text.get(chunk.len()..).unwrap_or_default();
        }
        let Some(plain) = memchr::memchr(b'\\', value) else {
            return value == text;
        };
        let (plain, escape) = value.split_at(plain);
        let said = match escape.get(1) {
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(&same @ (b'"' | b'\\')) => same,
            // Others are rare, or are spelled in another way.
            _ => return false,
        };
        match text.strip_prefix(plain).and_then(<[u8]>::split_first) {
            Some((&first, rest)) if first == said => text = rest,
            _ => return false,
        }
        value = escape.get(2..).unwrap_or_default();
    }
}

/// A value of ours as JSON; all of them can be written so.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A JSON object in the making.
pub(super) struct Row(String);

impl Row {
    pub(super) fn with_capacity(capacity: usize) -> Self {
        let mut row = String::with_capacity(capacity);
        row.push('{');
        Self(row)
    }

    pub(super) fn string(&mut self, name: &str, value: &str) {
        self.raw(name, &json(&value));
    }

    pub(super) fn raw(&mut self, name: &str, value: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        self.0.push_str(&json(&name));
        self.0.push(':');
        self.0.push_str(value);
    }

    pub(super) fn finish(mut self) -> String {
        self.0.push_str("}\n");
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_spelled_in_one_way() {
        for (value, text, expected) in [
            (r#""""#, "", true),
            (r#""a\nb\t\"c\\d\r""#, "a\nb\t\"c\\d\r", true),
            (r#""été""#, "été", true),
            (r#""\u00e9""#, "é", false),
            (r#""a\/b""#, "a/b", false),
            (r#""a\n""#, "a", false),
            (r#""a""#, "a\n", false),
            (r#""a\nb""#, "a\tb", false),
            ("null", "null", false),
        ] {
            assert_eq!(is_spelled(value, text), expected, "{value}");
            assert!(!expected || json(&text) == value, "{value}");
        }
    }
}
