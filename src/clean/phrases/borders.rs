//! Where sentences begin near the end of a line.

use memchr::memrchr3;

use crate::clean::measure::lower;

/// Bytes at the end of a line in which a tail may begin.
const TAIL_BYTES: usize = 320;

/// The places near the end of a line at which a sentence begins, last first.
pub(super) struct Borders<'line> {
    line: &'line str,
    from: usize,
    /// Whether no longer character stands there.
    ascii: bool,
    at: usize,
}

impl<'line> Borders<'line> {
    pub(super) fn new(line: &'line str) -> Self {
        let mut from = line.len().saturating_sub(TAIL_BYTES);
        while !line.is_char_boundary(from) {
            from += 1;
        }
        let ascii = line.as_bytes().get(from..).is_some_and(<[u8]>::is_ascii);
        Self {
            line,
            from,
            ascii,
            at: line.len(),
        }
    }
}

impl Iterator for Borders<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        loop {
            let window = self.line.as_bytes().get(self.from..self.at)?;
            let stop = if self.ascii {
                memrchr3(b'.', b'!', b'?', window)?
            } else {
                last_stop(window)?
            };
            self.at = self.from + stop;
            // Mostly a space and a letter come next, or a letter at once.
            let bytes = self.line.as_bytes();
            match (bytes.get(self.at + 1), bytes.get(self.at + 2)) {
                (Some(b' '), Some(next)) if next.is_ascii_alphanumeric() => {
                    if next.is_ascii_lowercase() {
                        continue;
                    }
                    return Some(self.at + 2);
                }
                (Some(next), _) if next.is_ascii_lowercase() || next.is_ascii_digit() => continue,
                (None, _) => continue,
                _ => {}
            }
            let rest = self.line.get(self.at..)?;
            let mut spaced = rest.starts_with(['।', '。', '！', '？']);
            let trimmed = rest.trim_start_matches(|found: char| {
                spaced |= found.is_whitespace();
                lower(found).is_none() && !matches!(found, '@' | '#' | '©' | '(' | '[')
            });
            let next = trimmed.chars().next();
            let begins = spaced || is_glued(self.line.get(..self.at)?, rest);
            if begins && next.is_some_and(|next| !next.is_lowercase()) {
                return Some(self.line.len() - trimmed.len());
            }
        }
    }
}

/// Whether a sentence ends between the texts without a space after its full
/// stop: "Everybody came.Follow us". No abbreviation and no address is so.
fn is_glued(before: &str, from: &str) -> bool {
    const LETTERS: usize = 3;
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let last = word.chars().rev().take(LETTERS);
    let mut next = from.chars().skip(1);
    last.filter(|found| found.is_lowercase()).count() == LETTERS
        && !word.contains('.')
        && next.next().is_some_and(char::is_uppercase)
        && next.find(|found| !found.is_lowercase()) == Some(' ')
}

/// Where the last character that ends a sentence begins.
fn last_stop(bytes: &[u8]) -> Option<usize> {
    let mut before = bytes;
    loop {
        let at = before.iter().rposition(|&byte| may_stop(byte))?;
        if is_stop(bytes.get(at..)?) {
            return Some(at);
        }
        before = bytes.get(..at)?;
    }
}

/// Whether a character that ends a sentence may begin with the byte.
fn may_stop(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?' | 0xdb | 0xe0 | 0xe2 | 0xe3 | 0xef)
}

/// Whether a text begins with `.`, `!`, `?`, `…`, `۔`, `।`, `。`, `！` or `？`.
fn is_stop(rest: &[u8]) -> bool {
    matches!(
        rest,
        [b'.' | b'!' | b'?', ..]
            | [0xe2, 0x80, 0xa6, ..]
            | [0xdb, 0x94, ..]
            | [0xe0, 0xa5, 0xa4, ..]
            | [0xe3, 0x80, 0x82, ..]
            | [0xef, 0xbc, 0x81 | 0x9f, ..]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_begin_behind_the_stops_of_all_scripts() {
        for (line, begin) in [
            (
                "He came. She left! Who stayed?",
                vec!["Who stayed?", "She left! Who stayed?"],
            ),
            (
                "山上有雪。水很冷！谁来了？",
                vec!["谁来了？", "水很冷！谁来了？"],
            ),
            ("वह आया। वह गई।", vec!["वह गई।"]),
            ("جاء الرجل۔ ذهبت المرأة", vec!["ذهبت المرأة"]),
            ("So it goes… Then came spring", vec!["Then came spring"]),
            ("Version 2.5 of it, e.g. this", vec![]),
        ] {
            let found: Vec<_> = Borders::new(line).filter_map(|at| line.get(at..)).collect();
            assert_eq!(found, begin, "{line}");
        }
    }
}
