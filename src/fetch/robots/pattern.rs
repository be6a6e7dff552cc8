//! Patterns of paths, with `*` for anything and `$` for the end.

use memchr::memmem;

/// A pattern, which matches the start of a path unless it ends in `$`.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// What has to be there, in order, with anything between.
    pieces: Vec<String>,
    /// Whether nothing may follow.
    anchored: bool,
    length: usize,
}

impl Pattern {
    pub(super) fn new(text: &str) -> Self {
        let text = normal(text);
        let (body, anchored) = match text.strip_suffix('$') {
            Some(body) => (body, true),
            None => (text.as_str(), false),
        };
        Self {
            pieces: body.split('*').map(str::to_owned).collect(),
            anchored,
            length: text.len(),
        }
    }

    /// Its length, by which the most specific of several is known.
    pub(super) const fn length(&self) -> usize {
        self.length
    }

    /// Whether a path matches. Each piece is looked for behind the one before,
    /// so that no path is read twice.
    pub(super) fn matches(&self, path: &str) -> bool {
        let mut pieces = self.pieces.iter();
        let Some(mut rest) = pieces
            .next()
            .and_then(|first| path.as_bytes().strip_prefix(first.as_bytes()))
        else {
            return false;
        };
        let last = if self.anchored {
            pieces.next_back()
        } else {
            None
        };
        for piece in pieces {
            let Some(at) = memmem::find(rest, piece.as_bytes()) else {
                return false;
            };
            rest = rest.get(at + piece.len()..).unwrap_or_default();
        }
        match last {
            Some(last) => rest.ends_with(last.as_bytes()),
            None => !self.anchored || rest.is_empty(),
        }
    }
}

/// A path or pattern as it is compared: characters beyond ASCII escaped,
/// escapes in capitals, and none where none is needed (RFC 9309, section
/// 2.2.2).
pub(super) fn normal(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut bytes = path.as_bytes();
    while let [first, rest @ ..] = bytes {
        bytes = rest;
        let escaped = match rest {
            [high, low, after @ ..] if *first == b'%' => {
                digit(*high).zip(digit(*low)).map(|(high, low)| {
                    bytes = after;
                    high << 4 | low
                })
            }
            _ => None,
        };
        match escaped {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                out.push(char::from(byte));
            }
            Some(byte) => escape(byte, &mut out),
            None if first.is_ascii() => out.push(char::from(*first)),
            None => escape(*first, &mut out),
        }
    }
    out
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

fn escape(byte: u8, out: &mut String) {
    out.push('%');
    for half in [byte >> 4, byte & 15] {
        let digit = char::from_digit(u32::from(half), 16).unwrap_or('0');
        out.push(digit.to_ascii_uppercase());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_starts_of_paths() {
        for (pattern, path, expected) in [
            ("/", "/x", true),
            ("/a", "/abc", true),
            ("/a$", "/abc", false),
            ("/a$", "/a", true),
            ("/a*c", "/abbbcd", true),
            ("/a*c$", "/abcdc", true),
            ("/a*c$", "/abcd", false),
            ("*", "/x", true),
            ("*.php", "/x/y.php?z", true),
            ("/a**b", "/a-b", true),
            ("/*ab$", "/ab", true),
            ("/ab*ba$", "/aba", false),
            ("a", "/a", false),
            ("/a$b", "/a$bc", true),
            ("/caf\u{e9}", "/caf%c3%a9/x", true),
            ("/%7Ejo/", "/~jo/", true),
            ("/a%2fb", "/a%2Fb", true),
            ("/a%2fb", "/a/b", false),
            ("/%", "/%", true),
        ] {
            let found = Pattern::new(pattern).matches(&normal(path));
            assert_eq!(found, expected, "{pattern} {path}");
        }
    }

    #[test]
    fn many_stars_and_a_long_path_take_no_longer_than_their_lengths() {
        // Backtracking would not come back from this.
        let pattern = Pattern::new(&format!("/{}b$", "*a".repeat(50_000)));
        let path = format!("/{}", "a".repeat(100_000));
        assert!(!pattern.matches(&path));
    }
}
