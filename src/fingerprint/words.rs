//! The words of a text in normal form.
//!
//! Words are runs of letters, digits and marks; all else parts them. Scripts
//! written without spaces (Han, kana, Thai, Lao, Khmer, Burmese and their kin)
//! have no words to see, and each character with its marks counts instead.

use unicode_normalization::char::is_combining_mark as is_mark;

use super::characters::is_unspaced;
use crate::model::eight::{HIGH, alphanumeric, gather};

/// What stands at a place of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Separator,
    Word,
    Character,
}

/// Calls `each` with every word or character in turn.
pub(super) fn each_word(normal: &str, mut each: impl FnMut(&[u8], Kind)) {
    let bytes = normal.as_bytes();
    let mut open = Kind::Separator;
    let mut start = 0;
    let mut at = 0;
    while let Some(rest) = bytes.get(at..)
        && !rest.is_empty()
    {
        let block = Block::of(rest);
        let from = at;
        if open != Kind::Character {
            // Where words of ASCII begin and end, in turn. One that ends where
            // the block does stays open.
            let mut edges = block.edges(open == Kind::Word);
            while edges != 0 {
                let place = at + edges.trailing_zeros() as usize;
                edges &= edges - 1;
                if open == Kind::Word {
                    each(bytes.get(start..place).unwrap_or_default(), Kind::Word);
                    open = Kind::Separator;
                } else {
                    (open, start) = (Kind::Word, place);
                }
            }
            at += block.ascii as usize;
        }
        // All else goes character by character: one at least where one is open
        // that ASCII does not join.
        let end = from + block.last.max(usize::from(open == Kind::Character));
        while at < end {
            let byte = bytes.get(at).copied().unwrap_or_default();
            let (kind, width, joins) = match ASCII.get(usize::from(byte)) {
                Some(&kind) => (kind, 1, true),
                None => beyond_ascii(normal, at, open),
            };
            if kind != open || !joins {
                if open != Kind::Separator {
                    each(bytes.get(start..at).unwrap_or_default(), open);
                }
                (open, start) = (kind, at);
            }
            at += width;
        }
    }
    if open != Kind::Separator {
        each(bytes.get(start..).unwrap_or_default(), open);
    }
}

/// Up to 64 bytes, which are looked at together.
struct Block {
    /// How many bytes of ASCII it begins with.
    ascii: u32,
    /// Which bytes are ASCII letters or digits.
    words: u64,
    /// Where what follows the last byte that is not ASCII begins.
    last: usize,
}

impl Block {
    const BYTES: usize = 64;

    #[inline]
    fn of(text: &[u8]) -> Self {
        if let Some(whole) = text.first_chunk() {
            return Self::told(whole, u64::BITS);
        }
        let mut bytes = [0; Self::BYTES];
        let mut length = 0;
        for (slot, &byte) in bytes.iter_mut().zip(text) {
            *slot = byte;
            length += 1;
        }
        Self::told(&bytes, length)
    }

    #[inline]
    fn told(bytes: &[u8; Self::BYTES], length: u32) -> Self {
        let (mut words, mut beyond) = (0, 0);
        for (place, &eight) in bytes.as_chunks::<8>().0.iter().enumerate() {
            let eight = u64::from_le_bytes(eight);
            words |= gather(alphanumeric(eight)) << (8 * place);
            beyond |= gather(eight & HIGH) << (8 * place);
        }
        Self {
            ascii: beyond.trailing_zeros().min(length),
            words,
            last: (u64::BITS - beyond.leading_zeros()) as usize,
        }
    }

    /// Where in its first ASCII words begin and end, if one was open before or
    /// none.
    #[inline]
    fn edges(&self, is_open: bool) -> u64 {
        let before = self.words << 1 | u64::from(is_open);
        let within = u64::MAX.checked_shr(u64::BITS - self.ascii);
        (self.words ^ before) & within.unwrap_or(0)
    }
}

/// The kind and width of a character, and whether it joins what is open.
fn beyond_ascii(normal: &str, at: usize, open: Kind) -> (Kind, usize, bool) {
    let character = normal.get(at..).and_then(|rest| rest.chars().next());
    let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
    let kind = kind_of(character, open);
    (
        kind,
        character.len_utf8(),
        kind != Kind::Character || is_mark(character),
    )
}

fn kind_of(character: char, open: Kind) -> Kind {
    if matches!(character, 'ß'..='ö' | 'ø'..='ž' | 'α'..='ω' | 'а'..='џ') {
        // The letters that are met most.
        Kind::Word
    } else if is_unspaced(character) {
        Kind::Character
    } else if is_mark(character) && open != Kind::Separator {
        open
    } else if character.is_alphanumeric() || is_mark(character) {
        Kind::Word
    } else {
        Kind::Separator
    }
}

const ASCII: [Kind; 128] = {
    let mut table = [Kind::Separator; 128];
    let mut byte = 0;
    while byte < 128 {
        #[expect(clippy::indexing_slicing, reason = "checked at compile time")]
        #[expect(clippy::cast_possible_truncation, reason = "below 128")]
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = Kind::Word;
        }
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(normal: &str) -> Vec<String> {
        let mut words = Vec::new();
        each_word(normal, |word, _| {
            words.push(String::from_utf8_lossy(word).into_owned());
        });
        words
    }

    #[test]
    fn words_are_letters_digits_and_marks() {
        for (normal, expected) in [
            ("", ""),
            (" - \"'! ", ""),
            ("it's 3.5% of co-op", "it s 3 5 of co op"),
            ("naïve café, über", "naïve café über"),
            ("aé éa é", "aé éa é"),
            ("हिन्दी में", "हिन्दी में"),
            ("привет, мир", "привет мир"),
            ("한국어 문장", "한국어 문장"),
            ("東京tower は", "東 京 tower は"),
            ("ก็ดี", "ก็ ดี"),
            ("ー々", "ー 々"),
            ("a\u{fffd}b", "a b"),
        ] {
            assert_eq!(words(normal).join(" "), expected, "{normal:?}");
        }
    }

    proptest! {
        #[test]
        fn where_a_text_begins_does_not_matter(normal in r"([a-z0-9]{0,9}([ \-',]|[éж東ก็\u{301}—])?){0,60}") {
            let expected = words(&normal);
            for before in 1..=Block::BYTES {
                prop_assert_eq!(&words(&format!("{}{normal}", " ".repeat(before))), &expected);
                let long = words(&format!("{} {normal}", "x".repeat(before)));
                prop_assert_eq!(long.get(1..), Some(expected.as_slice()));
            }
        }
    }
}
