//! Where sentences begin near the end of a line.

use memchr::memrchr3;

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
                (0..window.len()).rfind(|&at| is_stop(window, at))?
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
                !found.is_alphanumeric() && !matches!(found, '@' | '#' | '©' | '(' | '[')
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

/// Whether a character that ends sentences begins at a byte.
fn is_stop(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at) {
        Some(b'.' | b'!' | b'?') => true,
        Some(0xdb | 0xe0 | 0xe2 | 0xe3 | 0xef) => {
            let rest = bytes.get(at..).unwrap_or_default();
            STOPS.iter().any(|stop| rest.starts_with(stop.as_bytes()))
        }
        _ => false,
    }
}

/// Characters beyond ASCII that end sentences.
const STOPS: [&str; 6] = ["…", "۔", "।", "。", "！", "？"];
