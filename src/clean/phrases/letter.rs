//! What a character is in a line, looked up: every character that reading
//! meets is asked what it folds to.

use super::fold::{fold, is_word};
use crate::clean::alphabet::Alphabets;

/// Marks an entry of a character that begins a number.
const NUMERIC: u32 = 1 << 31;
/// No part of a word; no pair of letters folds to this.
const APART: u32 = u32::MAX;
/// Folds to more than an entry can hold.
const LONG: u32 = u32::MAX - 1;

static TABLE: Alphabets<u32> = Alphabets::new(entry);

/// A character as it counts in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letter {
    /// Stands between words.
    Apart,
    /// Belongs to a word and folds to these two characters, of which NUL
    /// stands for none.
    Folds([char; 2]),
    /// Belongs to a word and folds to something longer.
    Long,
}

/// Looks a character up.
pub(super) fn letter(found: char) -> Letter {
    match TABLE.get(found) {
        Some(APART) => Letter::Apart,
        Some(LONG) => Letter::Long,
        Some(entry) => Letter::Folds([low(entry), low((entry & !NUMERIC) >> 16)]),
        // Ideographs mostly fold to themselves.
        None if matches!(found, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}') => {
            Letter::Folds([found, '\0'])
        }
        None if is_word(found) => Letter::Long,
        None => Letter::Apart,
    }
}

/// Whether a word that begins with the character is a number.
pub(super) fn is_numeric(found: char) -> bool {
    match TABLE.get(found) {
        Some(entry) => entry < LONG && entry & NUMERIC != 0 || entry == LONG && found.is_numeric(),
        None => found.is_numeric(),
    }
}

/// Whether the character belongs to the word it stands in.
pub(super) fn is_letter(found: char) -> bool {
    letter(found) != Letter::Apart
}

/// Appends a character as it is compared.
pub(super) fn push(found: char, into: &mut String) {
    match letter(found) {
        Letter::Folds(letters) => into.extend(letters.into_iter().filter(|&low| low != '\0')),
        Letter::Long | Letter::Apart => fold(found, into),
    }
}

fn low(entry: u32) -> char {
    char::from_u32(entry & 0xffff).unwrap_or('\0')
}

fn entry(found: char) -> u32 {
    if !is_word(found) {
        return APART;
    }
    let mut folded = String::new();
    fold(found, &mut folded);
    let mut letters = folded.chars().map(u32::from);
    let (first, second) = (letters.next().unwrap_or(0), letters.next().unwrap_or(0));
    if letters.next().is_some() || first > 0xffff || second > 0x7ffe {
        return LONG;
    }
    let numeric = if found.is_numeric() { NUMERIC } else { 0 };
    first | second << 16 | numeric
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_what_folding_says() {
        for found in (0..0x2_ffff).filter_map(char::from_u32) {
            assert_eq!(is_letter(found), is_word(found), "{found:?}");
            if is_word(found) {
                let (mut looked, mut folded) = (String::new(), String::new());
                push(found, &mut looked);
                fold(found, &mut folded);
                assert_eq!(looked, folded, "{found:?}");
                assert_eq!(is_numeric(found), found.is_numeric(), "{found:?}");
            }
        }
    }
}
