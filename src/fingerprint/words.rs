//! The words of a text in normal form.
//!
//! Words are runs of letters, digits and marks; all else parts them. Scripts
//! written without spaces (Han, kana, Thai, Lao, Khmer, Burmese and their kin)
//! have no words to see, and each character with its marks counts instead.

use std::ops::Range;

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

/// Where the words and characters of a text begin and end, in turn.
///
/// They are found first and looked at afterwards: nothing that is done with them
/// waits for where the next one ends.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Twice the place, and one more where a character begins.
    edges: Vec<usize>,
    has_characters: bool,
}

impl Words {
    /// Finds those of another text.
    pub(super) fn find(&mut self, normal: &str) {
        let bytes = normal.as_bytes();
        self.edges.clear();
        self.has_characters = false;
        let mut open = Kind::Separator;
        let mut at = 0;
        while let Some(rest) = bytes.get(at..)
            && !rest.is_empty()
        {
            let block = Block::of(rest);
            let from = at;
            if open != Kind::Character {
                // One that ends where the block does stays open.
                let edges = block.edges(open == Kind::Word);
                self.put_all(at, edges);
                if edges.count_ones() % 2 == 1 {
                    open = match open {
                        Kind::Word => Kind::Separator,
                        _ => Kind::Word,
                    };
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
                        self.edges.push(2 * at);
                    }
                    if kind != Kind::Separator {
                        let is_character = kind == Kind::Character;
                        self.edges.push(2 * at + usize::from(is_character));
                        self.has_characters |= is_character;
                    }
                    open = kind;
                }
                at += width;
            }
        }
        if open != Kind::Separator {
            self.edges.push(2 * bytes.len());
        }
    }

    /// Adds the edges of ASCII words from a place on, each a bit.
    #[inline]
    fn put_all(&mut self, at: usize, mut edges: u64) {
        let count = self.edges.len() + edges.count_ones() as usize;
        // How many there are is not foreseeable: eight are put in any case.
        while edges != 0 {
            let eight: [usize; 8] = std::array::from_fn(|_| {
                let edge = 2 * (at + edges.trailing_zeros() as usize);
                edges &= edges.wrapping_sub(1);
                edge
            });
            self.edges.extend_from_slice(&eight);
        }
        self.edges.truncate(count);
    }

    /// Where each is, and of which kind.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = (Range<usize>, Kind)> {
        self.edges.as_chunks().0.iter().map(|&[start, end]| {
            let kind = match start % 2 {
                0 => Kind::Word,
                _ => Kind::Character,
            };
            (start / 2..end / 2, kind)
        })
    }

    /// Whether any of them are characters.
    pub(super) const fn has_characters(&self) -> bool {
        self.has_characters
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
    if is_common_letter(character) {
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

/// Whether it is one of the letters that are met most: of the Latin, Greek, Cyrillic,
/// Hebrew, Arabic, Devanagari and Korean alphabets.
const fn is_common_letter(character: char) -> bool {
    matches!(character,
        'ß'..='ö' | 'ø'..='ž' | 'ạ'..='ỹ' | 'α'..='ω' | 'а'..='џ'
        | 'א'..='ת' | '\u{620}'..='\u{64a}' | '\u{904}'..='\u{939}' | '가'..='힣')
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
        let mut words = Words::default();
        words.find(normal);
        let word = |(place, _): (Range<usize>, Kind)| normal.get(place).unwrap().to_owned();
        words.iter().map(word).collect()
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

    #[test]
    fn common_letters_are_letters() {
        for character in (char::MIN..=char::MAX).filter(|&character| is_common_letter(character)) {
            assert!(character.is_alphanumeric() && !is_unspaced(character) && !is_mark(character));
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
