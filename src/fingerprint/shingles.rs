//! Normal form to shingles: hashes of a few words in a row.
//!
//! Two words are a shingle, or four characters of scripts written without
//! spaces. In mixed text a word weighs 4 and a character 2, and a shingle begins
//! at every one of them and ends as soon as it weighs 8. So a Latin name among
//! kana takes part on equal terms, and no script has to be guessed for the whole
//! text.
//!
//! Pairs, since what is rare is looked at only, and a changed word then spoils
//! two shingles and not three: of 20,015 labelled documents, pairs at the same
//! precision found 1 % more of the pairs of duplicates than triples, most of
//! them among those edited or misread most.
//!
//! A text too short for one whole shingle is one shingle; an empty one has none.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::words::{Kind, each_word};
use crate::model::{Scheme, dedup_hashes, sort_hashes};

/// Cuts a text in normal form into shingles: sorted, each once.
///
/// ```
/// # use tamis::{fingerprint::shingles::shingles, model::Scheme};
/// let count = |text| shingles(text, Scheme::DEFAULT).len();
/// assert_eq!(count("the cat sat on the mat"), 5);
/// assert_eq!(count("吾輩は猫である"), 4);
/// ```
pub fn shingles(normal: &str, scheme: Scheme) -> Vec<u32> {
    let mut shingles = Vec::new();
    shingles_into(normal, scheme, &mut shingles, &mut Vec::new());
    shingles
}

/// As [`shingles`], into a buffer whose old contents are lost, as those of a
/// `spare` one are. Returns the number of words.
pub(crate) fn shingles_into(
    normal: &str,
    scheme: Scheme,
    shingles: &mut Vec<u32>,
    spare: &mut Vec<u32>,
) -> u32 {
    shingles.clear();
    // Words and what parts them are six bytes at the mean.
    shingles.reserve(normal.len() / 5);
    let mut window = Window::new(scheme, shingles);
    each_word(normal, |word, kind| {
        window.push(xxh3_64_with_seed(word, scheme.seed), kind);
    });
    let length = window.finish();
    sort_hashes(shingles, spare);
    dedup_hashes(shingles);
    length
}

/// The words that a shingle might still begin with.
struct Window<'s> {
    shingles: &'s mut Vec<u32>,
    words: [(u64, u32); LONGEST],
    length: u32,
    first: usize,
    count: usize,
    weight: u32,
    full: u32,
    weights: (u32, u32),
}

/// The widest shingle a scheme can ask for.
const LONGEST: usize = 256;

impl<'s> Window<'s> {
    fn new(scheme: Scheme, shingles: &'s mut Vec<u32>) -> Self {
        let (words, characters) = (
            u32::from(scheme.words.max(1)),
            u32::from(scheme.characters.max(1)),
        );
        Self {
            shingles,
            words: [(0, 0); LONGEST],
            length: 0,
            first: 0,
            count: 0,
            weight: 0,
            full: words * characters,
            weights: (characters, words),
        }
    }

    #[inline]
    fn push(&mut self, hash: u64, kind: Kind) {
        let weight = if kind == Kind::Word {
            self.weights.0
        } else {
            self.weights.1
        };
        if self.count == 1
            && self.weight + weight == self.full
            && weight < self.full
            && let Some(word) = self.words.get_mut(self.first)
        {
            // The second of two words: what most texts are made of.
            self.shingles.push(short(after(after(0, word.0), hash)));
            *word = (hash, weight);
            self.weight = weight;
            self.length = self.length.saturating_add(1);
        } else {
            self.push_any(hash, weight);
        }
    }

    fn push_any(&mut self, hash: u64, weight: u32) {
        if let Some(slot) = self.words.get_mut((self.first + self.count) % LONGEST) {
            *slot = (hash, weight);
        }
        self.length = self.length.saturating_add(1);
        self.count += 1;
        self.weight += weight;
        while self.weight >= self.full {
            self.shingle();
            let first = self.words.get(self.first).map_or(self.full, |word| word.1);
            self.weight = self.weight.saturating_sub(first);
            self.first = (self.first + 1) % LONGEST;
            self.count -= 1;
        }
    }

    /// Adds the shingle of the words at hand.
    fn shingle(&mut self) {
        let mut hash = 0_u64;
        for at in self.first..self.first + self.count {
            hash = after(hash, self.words.get(at % LONGEST).map_or(0, |word| word.0));
        }
        self.shingles.push(short(hash));
    }

    fn finish(mut self) -> u32 {
        if self.shingles.is_empty() && self.count > 0 {
            self.shingle();
        }
        self.length
    }
}

/// The hash of some words and one more. Order counts: "dog bites man" is not
/// "man bites dog".
#[inline]
const fn after(words: u64, word: u64) -> u64 {
    (words.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The upper half, which is the better mixed one.
#[inline]
const fn short(hash: u64) -> u32 {
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn count(normal: &str) -> usize {
        shingles(normal, Scheme::DEFAULT).len()
    }

    #[test]
    fn two_words_or_four_characters_are_a_shingle() {
        for (normal, expected) in [
            ("", 0),
            ("!?", 0),
            ("one", 1),
            ("one two", 1),
            ("one two three", 2),
            ("one two one two one two", 2),
            ("東", 1),
            ("東京都", 1),
            ("東京都庁", 1),
            ("東京都庁前", 2),
            ("東京 tower", 1),
            ("東京 tower と", 2),
            ("東京 tower と空", 3),
        ] {
            assert_eq!(count(normal), expected, "{normal:?}");
        }
    }

    #[test]
    fn order_and_seed_count() {
        let of = |normal, seed| {
            shingles(
                normal,
                Scheme {
                    seed,
                    ..Scheme::DEFAULT
                },
            )
        };
        assert_ne!(of("dog man", 0), of("man dog", 0));
        assert_ne!(of("dog man", 0), of("dog man", 1));
        assert_eq!(of("dog, man", 0), of("dog - man", 0));
    }

    #[test]
    fn hashes_are_for_ever() {
        // A changed number here is a changed scheme: it needs a new name.
        assert_eq!(shingles("one two three", Scheme::DEFAULT), HASHES);
    }

    const HASHES: [u32; 2] = [262_044_626, 3_377_106_067];

    #[test]
    fn any_scheme_will_do() {
        let normal = "a b c d e f 東京都庁前 g";
        for (words, characters) in [(0, 0), (1, 1), (255, 255), (1, 255), (255, 1), (3, 5)] {
            let scheme = Scheme {
                words,
                characters,
                ..Scheme::DEFAULT
            };
            assert!(!shingles(normal, scheme).is_empty(), "{words} {characters}");
        }
    }

    proptest! {
        #[test]
        fn shingles_are_sorted_and_few(normal in r"(\PC|[a-z ]|[東京都ก็ดี])*") {
            let shingles = shingles(&normal, Scheme::DEFAULT);
            prop_assert!(shingles.is_sorted_by(|left, right| left < right));
            prop_assert!(shingles.len() <= normal.chars().count());
        }
    }
}
