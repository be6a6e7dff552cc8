//! A text to its words in normal form, each with its place.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark as is_mark;
use xxhash_rust::xxh3::xxh3_64;

use crate::dedup::passages::Word;
use crate::fingerprint::characters::{ASCII, is_unseen, is_unspaced};
use crate::fingerprint::normal::normalise_into;
use crate::model::Span;

/// The words of a text, and their places in it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Words {
    /// The words, by their hashes.
    pub(super) words: Vec<Word>,
    /// Where each stands.
    pub(super) spans: Vec<Span>,
}

impl Words {
    /// Cuts a text into words as shingles do: runs of letters, digits and marks,
    /// and each character of a script without spaces. All else parts them, and
    /// does not count.
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        // Words and the spaces between them are some seven bytes each.
        let expected = text.len() / 6;
        let mut words = Self {
            words: Vec::with_capacity(expected),
            spans: Vec::with_capacity(expected),
        };
        let mut normal = String::new();
        let mut lower = Vec::new();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii_alphanumeric() {
                // Most words of most texts: ASCII from end to end.
                let rest = bytes.get(at..).unwrap_or_default();
                let width = rest
                    .iter()
                    .position(|byte| !byte.is_ascii_alphanumeric())
                    .unwrap_or(rest.len());
                if rest.get(width).is_none_or(|&next| is_seen_ascii(next)) {
                    lower.clear();
                    lower.extend_from_slice(rest.get(..width).unwrap_or_default());
                    lower.make_ascii_lowercase();
                    words.push(Word::whole(xxh3_64(&lower)), at, at + width);
                    at += width;
                    continue;
                }
            } else if is_seen_ascii(byte) {
                at += 1;
                continue;
            }
            let next = Run::of(text, at);
            normalise_into(
                text.get(next.start..next.end).unwrap_or_default(),
                &mut normal,
            );
            if !normal.is_empty() {
                let hash = xxh3_64(normal.as_bytes());
                let word = if next.is_character {
                    Word::half(hash)
                } else {
                    Word::whole(hash)
                };
                words.push(word, next.start, next.end);
            }
            at = next.end;
        }
        words
    }

    /// From the start of the first to the end of the last of some words.
    pub(super) fn span(&self, words: &Range<usize>) -> Option<Span> {
        let spans = self.spans.get(words.clone())?;
        Some(Span::new(spans.first()?.start, spans.last()?.end))
    }

    fn push(&mut self, word: Word, start: usize, end: usize) {
        self.words.push(word);
        self.spans.push(Span::new(start, end));
    }
}

fn is_seen_ascii(byte: u8) -> bool {
    ASCII
        .get(usize::from(byte))
        .is_some_and(|&folded| folded != 0)
}

/// A word or character, or, where it is empty, what stands before one.
struct Run {
    start: usize,
    end: usize,
    is_character: bool,
}

impl Run {
    fn of(text: &str, from: usize) -> Self {
        let mut run = Self {
            start: from,
            end: from,
            is_character: false,
        };
        let mut open = false;
        for (offset, character) in text.get(from..).unwrap_or_default().char_indices() {
            let start = from + offset;
            let end = start + character.len_utf8();
            if is_unseen(character) {
                // Part of a word only if more of it follows.
            } else if open && is_mark(character) && !is_unspaced(character) {
                run.end = end;
            } else if is_unspaced(character) {
                // Vowel signs of these scripts are marks, and stay with their letters.
                if open && !(is_mark(character) && run.is_character) {
                    return run;
                }
                if !open {
                    run.start = start;
                }
                (run.end, run.is_character, open) = (end, true, true);
            } else if character.is_alphanumeric() || is_mark(character) {
                if open && run.is_character {
                    return run;
                }
                if !open {
                    run.start = start;
                }
                (run.end, open) = (end, true);
            } else if open {
                return run;
            } else {
                (run.start, run.end) = (end, end);
                return run;
            }
        }
        if !open {
            (run.start, run.end) = (text.len(), text.len());
        }
        run
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fingerprint::normal::normalise;

    fn cut(text: &str) -> Vec<&str> {
        let spans = Words::of(text).spans;
        spans.into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn words_are_cut_as_shingles_cut_them() {
        for (text, expected) in [
            ("", ""),
            (" - \"'! ", ""),
            ("It's 3.5% of co-op", "It s 3 5 of co op"),
            ("naïve Cafe\u{301}, über", "naïve Cafe\u{301} über"),
            ("aé éa—é", "aé éa é"),
            ("हिन्दी में", "हिन्दी में"),
            ("東京tower は。", "東 京 tower は"),
            ("ก็ดี", "ก็ ดี"),
            (
                "co\u{ad}op\u{1}erate\u{200b} \u{200b}x",
                "co\u{ad}op\u{1}erate x",
            ),
        ] {
            assert_eq!(cut(text).join(" "), expected, "{text:?}");
        }
    }

    #[test]
    fn words_are_compared_in_normal_form() {
        for (left, right) in [
            ("“Not one,” said — the Fox", "\"not ONE\" said - the fox."),
            ("Cafe\u{301} STRASSE", "café straße"),
            ("ＦＵＬＬ １２", "full 12"),
            ("co\u{ad}op", "Coop"),
        ] {
            assert_eq!(Words::of(left).words, Words::of(right).words, "{left:?}");
        }
        assert_ne!(Words::of("東").words, Words::of("京").words);
    }

    proptest! {
        #[test]
        fn words_tile_what_counts(text in r"(\PC|[a-zA-Z \n\u{1}\u{ad}é東ก็]){0,80}") {
            let words = Words::of(&text);
            prop_assert_eq!(words.words.len(), words.spans.len());
            let mut end = 0;
            for span in &words.spans {
                prop_assert!(span.start >= end && !span.is_empty());
                prop_assert!(!span.of(&text).is_empty());
                let between = Span::new(end, span.start).of(&text);
                // Fillers of Hangul are letters, and count for nothing.
                let counts = |c: &char| c.is_alphanumeric() && !normalise(c.encode_utf8(&mut [0; 4])).is_empty();
                prop_assert_eq!(between.chars().find(counts), None);
                end = span.end;
            }
        }
    }
}
