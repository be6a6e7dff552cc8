//! The names of elements, classes, ids and roles, as blocks see them.

use super::lexicon::{self, hash};

/// Names as they are written, taken apart once.
pub(super) struct Names {
    /// Kinds they name, as bits.
    pub(super) kinds: u64,
    /// What beside an article they name.
    pub(super) named: Named,
    pub(super) words: Vec<u32>,
    /// The first two of them: elements that share it look alike.
    pub(super) signature: u32,
}

impl Names {
    pub(super) fn of(written: &str) -> Self {
        let mut names = Self {
            kinds: 0,
            named: Named::default(),
            words: Vec::new(),
            signature: 0,
        };
        lexicon::words(written, |word| {
            names.kinds |= lexicon::kinds(word);
            names.named.add(word.letters);
            let word = hash(word.letters);
            if !names.words.contains(&word) {
                names.words.push(word);
            }
        });
        // Numbers differ between elements that are alike: `post-12`.
        let plain = written
            .split(' ')
            .filter(|name| !name.bytes().any(|byte| byte == b'='));
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
        self.caption |= begins("caption") || begins("figcaption");
        self.comments |= begins("comment") && !begins("commentar") || begins("disqus");
        self.related |= begins("related");
    }
}
