//! Which addresses a rule is about: RFC 9309 sections 2.2.2 and 2.2.3.

use memchr::memmem;

use crate::model::percent::normalize;

/// Characters with a meaning in patterns; elsewhere they are compared escaped.
const SPECIAL: &[u8] = b"*$";

/// A path with `*` for anything, and `$` at its end for the end of the address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pattern {
    /// What addresses start with.
    head: String,
    /// What follows each `*`.
    after: Vec<String>,
    /// Whether the address ends where the pattern does.
    whole: bool,
    length: usize,
}

impl Pattern {
    pub(super) fn new(written: &[u8]) -> Self {
        match written.strip_suffix(b"$") {
            Some(written) => Self::parts(written, true),
            None => Self::parts(written, false),
        }
    }

    /// The pattern with a `$` behind it.
    pub(super) fn exactly(written: &[u8]) -> Self {
        Self::parts(written, true)
    }

    fn parts(written: &[u8], whole: bool) -> Self {
        let stars = written.split(|byte| *byte == b'*');
        let mut parts = stars.map(|part| normalize(part, SPECIAL));
        let head = parts.next().unwrap_or_default();
        let mut after: Vec<String> = parts.collect();
        let length = after.iter().map(|part| part.len() + 1).sum::<usize>();
        // Of stars in a row the last says all; the last part says where to end.
        let last = after.pop();
        after.retain(|part| !part.is_empty());
        after.extend(last);
        Self {
            length: head.len() + length + usize::from(whole),
            head,
            after,
            whole,
        }
    }

    /// How much it says of an address, in bytes.
    pub(super) const fn length(&self) -> usize {
        self.length
    }

    /// Whether it is about a [comparable] path.
    ///
    /// Each part is taken where it first occurs after the one before, which
    /// leaves most to the others: no step is ever taken back.
    pub(super) fn matches(&self, path: &str) -> bool {
        let Some(mut rest) = path.strip_prefix(&*self.head) else {
            return false;
        };
        let Some((last, middle)) = self.after.split_last() else {
            return !self.whole || rest.is_empty();
        };
        for part in middle {
            match past(rest, part) {
                Some(after) => rest = after,
                None => return false,
            }
        }
        if self.whole {
            rest.ends_with(&**last)
        } else {
            past(rest, last).is_some()
        }
    }
}

/// What follows the first `part` of `text`.
fn past<'a>(text: &'a str, part: &str) -> Option<&'a str> {
    let at = memmem::find(text.as_bytes(), part.as_bytes())?;
    text.get(at + part.len()..)
}

/// A path and query in the form patterns are compared with.
pub(super) fn comparable(path_and_query: &str) -> String {
    let path = normalize(path_and_query.as_bytes(), SPECIAL);
    if path.starts_with('/') {
        path
    } else {
        format!("/{path}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_by_their_start_stars_and_end() {
        for (pattern, matching, other) in [
            ("/", "/ /a", ""),
            (
                "/fish",
                "/fish /fish.html /fishheads/a?id=1",
                "/Fish /catfish",
            ),
            ("/fish*", "/fish /fish.html", "/Fish"),
            ("/fish/", "/fish/ /fish/a", "/fish /fish.html"),
            ("/*.php", "/a.php /b/a.php?c /x.php5", "/ /a.PHP"),
            ("/*.php$", "/a.php /b/a.php", "/a.php?c /a.php5"),
            ("/f*.php", "/f.php /f/a.php", "/F.php"),
            ("*a", "/a /ba", "/b"),
            ("/a*b*c$", "/abc /a/bb/cc", "/ab /acb /abcd"),
            ("/**a***$", "/a /xay", "/b"),
            ("/$", "/", "/a"),
            ("/a*$", "/a /ab", "/b"),
            ("/aba*ba$", "/ababa /aba-ba", "/aba"),
            ("/a$b", "/a$b /a%24b", "/a"),
            ("/a%2A%24", "/a*$ /a%2a%24", "/ab"),
            ("/\u{e9}%c3%A9%7Ea", "/%C3%A9\u{e9}~a", "/\u{e9}~a"),
            ("/%2f", "/%2F", "//"),
            ("a", "", "/a"),
        ] {
            let read = Pattern::new(pattern.as_bytes());
            for path in matching.split_whitespace() {
                assert!(read.matches(&comparable(path)), "{pattern} {path}");
            }
            for path in other.split_whitespace() {
                assert!(!read.matches(&comparable(path)), "{pattern} {path}");
            }
        }
    }

    #[test]
    fn stars_cost_no_more_than_their_number() {
        let pattern = format!("/{}b", "*a".repeat(8_000));
        let path = format!("/{}", "a".repeat(100_000));
        assert!(!Pattern::new(pattern.as_bytes()).matches(&path));
        // Searches that almost succeed everywhere.
        let pattern = format!("/*{}b", "a".repeat(8_000));
        assert!(!Pattern::new(pattern.as_bytes()).matches(&path));
    }
}
