//! The names of elements, classes, ids and roles, as blocks see them.

use std::ops::Range;

use memchr::memchr;

use super::lexicon::{self, Word, hash};
use crate::model::eight;

/// Names as they are written, taken apart once.
pub(super) struct Names {
    /// Kinds they name, as bits.
    pub(super) kinds: u64,
    /// What beside an article they name.
    pub(super) named: Named,
    /// Their words, each once, as a stretch of the words of all names of a page.
    pub(super) words: Range<usize>,
    /// The first two of them: elements that share it look alike.
    pub(super) signature: u32,
}

impl Names {
    /// Takes names apart and adds their words to those of other names.
    pub(super) fn of(written: &str, all: &mut Vec<u32>) -> Self {
        let first = all.len();
        let mut names = Self {
            kinds: 0,
            named: Named::default(),
            words: first..first,
            signature: 0,
        };
        words(written, |word| {
            names.kinds |= lexicon::kinds(word);
            names.named.add(word.letters);
            let word = hash(word.letters);
            if !all.iter().skip(first).any(|known| *known == word) {
                all.push(word);
            }
        });
        names.words.end = all.len();
        // Numbers differ between elements that are alike: `post-12`.
        let speaks = memchr(b'=', written.as_bytes()).is_some();
        let plain = written
            .split(' ')
            .filter(|name| !(speaks && name.bytes().any(|byte| byte == b'=')));
        names.signature = plain.take(2).fold(0, |sum, name| {
            let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
            sum.wrapping_mul(31).wrapping_add(hash(letters.as_bytes()))
        });
        names
    }
}

/// What stands beside an article, by the names of its elements.
#[derive(Clone, Copy, Default)]
pub(super) struct Named {
    pub(super) caption: bool,
    pub(super) comments: bool,
    pub(super) related: bool,
}

impl Named {
    fn add(&mut self, word: &[u8]) {
        let begins = |start: &str| word.starts_with(start.as_bytes());
        // Few words begin with the letter of one of these.
        match word.first() {
            Some(b'c') => {
                self.caption |= begins("caption");
                self.comments |= begins("comment") && !begins("commentar");
            }
            Some(b'd') => self.comments |= begins("disqus"),
            Some(b'f') => self.caption |= begins("figcaption"),
            Some(b'r') => self.related |= begins("related"),
            _ => {}
        }
    }
}

/// The words of an element's names: split at anything but letters and at
/// `camelCase`.
fn words(names: &str, mut each: impl FnMut(Word<'_>)) {
    const SHORTEST: usize = 2;
    const LONGEST: usize = 20;
    let mut rest = names.as_bytes();
    while !rest.is_empty() {
        let eight = eight::eight(rest, 0);
        let letters = eight::alphanumeric(eight) & !eight::digit(eight);
        let gap = eight::until(letters);
        if gap > 0 {
            rest = rest.get(gap..).unwrap_or_default();
            continue;
        }
        let capitals = eight::capital(eight);
        let humps = capitals & ((letters & !capitals) << 8);
        let mut length = eight::until((!letters | humps) & eight::HIGH);
        let lower = eight | eight::each(b' ');
        if length < 8 {
            let packed = eight::first(lower, length).swap_bytes();
            if length >= SHORTEST
                && let Some(letters) = lower.to_le_bytes().get(..length)
            {
                each(Word { letters, packed });
            }
        } else {
            let capitals = rest.iter().take_while(|byte| byte.is_ascii_uppercase());
            let capitals = capitals.count();
            let small = rest.iter().skip(capitals);
            length = capitals + small.take_while(|byte| byte.is_ascii_lowercase()).count();
            let mut word = [0; LONGEST];
            if let (Some(word), Some(written)) = (word.get_mut(..length), rest.get(..length)) {
                word.copy_from_slice(written);
                word.make_ascii_lowercase();
                let packed = lower.swap_bytes();
                each(Word {
                    letters: word,
                    packed,
                });
            }
        }
        rest = rest.get(length..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_come_apart_at_their_words() {
        let mut found = Vec::new();
        words(
            "entry-content articleBody2 role=main x breadcrumbNavigation HTMLBox",
            |word| {
                found.push(String::from_utf8_lossy(word.letters).into_owned());
            },
        );
        assert_eq!(
            found,
            [
                "entry",
                "content",
                "article",
                "body",
                "role",
                "main",
                "breadcrumb",
                "navigation",
                "htmlbox"
            ]
        );
    }
}
