//! What can be measured on a line of text.

use super::alphabet::Alphabets;
use super::eight;

/// How many words a text has. Characters of scripts written without spaces
/// count half a word each, which is about their words' mean length.
pub(crate) fn words(text: &str) -> usize {
    // Mostly a byte up to the space is a space.
    let (words, told) = spaced(text.as_bytes(), eight::blank);
    if told.wide && !is_spaced(text) {
        mixed(text)
    } else if !told.control {
        words
    } else if told.wide {
        spaced(text.as_bytes(), space_beside_longer).0
    } else {
        spaced(text.as_bytes(), eight::space).0
    }
}

/// What bytes a text has.
struct Told {
    wide: bool,
    control: bool,
}

/// Beside longer characters the vertical tab is a space as well.
fn space_beside_longer(bytes: u64) -> u64 {
    eight::space(bytes) | eight::equal(bytes, b'\x0b')
}

/// Counts words where a word begins wherever white space, or the start, is
/// followed by none; and says what bytes there are.
#[inline]
fn spaced(bytes: &[u8], space: impl Fn(u64) -> u64) -> (usize, Told) {
    // As many as can be summed up in bytes.
    const STEP: usize = 8 * 32;
    // Before the start stands a space.
    let mut before = 0x80;
    let (mut words, mut wide, mut control) = (0, 0, 0);
    for step in bytes.chunks(STEP) {
        let mut begun = 0;
        let mut eights = step.chunks_exact(8);
        let mut count = |eight: u64| {
            wide |= eight;
            control |= eight::control(eight);
            let space = space(eight);
            begun += (!space & eight::HIGH & ((space << 8) | before)) >> 7;
            before = space >> 56;
        };
        for bytes in &mut eights {
            count(eight::eight(bytes, 0));
        }
        let rest = eights.remainder();
        if !rest.is_empty() {
            // Behind the end stand spaces.
            let end = eight::each(b' ') << (8 * rest.len());
            count(eight::eight(rest, 0) | end);
        }
        words += eight::sum(begun);
    }
    let told = Told {
        wide: wide & eight::HIGH != 0,
        control: control != 0,
    };
    (words, told)
}

/// Whether no character beyond ASCII is white space or of a script written
/// without spaces, as far as its first bytes tell.
fn is_spaced(text: &str) -> bool {
    let bytes = text.as_bytes();
    (0..bytes.len()).step_by(8).all(|at| {
        let eight = eight::eight(bytes, at);
        let mut told = eight::long(eight) | eight::equal(eight, 0xc2);
        while told != 0 {
            let place = at + eight::until(told);
            let byte = |at| bytes.get(at).copied().unwrap_or(0);
            let joins = match (byte(place), byte(place + 1)) {
                (0xc2, second) => !matches!(second, 0x85 | 0xa0),
                (0xe0, second) => second < 0xb8,
                (0xe2, 0x80) => !matches!(byte(place + 2), 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf),
                (0xe2, second) => second != 0x81,
                _ => false,
            };
            if !joins {
                return false;
            }
            told &= told - 1;
        }
        true
    })
}

/// Counts words character by character.
fn mixed(text: &str) -> usize {
    let (mut words, mut unspaced, mut inside) = (0, 0, false);
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        // Most ideographs are told by their first byte.
        if matches!(byte, 0xe5..=0xe9) {
            unspaced += 1;
            inside = false;
            at += 3;
            continue;
        }
        let c = text.get(at..).and_then(|rest| rest.chars().next());
        let c = c.unwrap_or(' ');
        if is_unspaced(c) {
            unspaced += 1;
            inside = false;
        } else if c.is_whitespace() {
            inside = false;
        } else if !inside {
            inside = true;
            words += 1;
        }
        at += c.len_utf8();
    }
    words + usize::div_ceil(unspaced, 2)
}

/// Whether a character belongs to a script written without spaces.
pub(crate) fn is_unspaced(c: char) -> bool {
    c >= '\u{e00}'
        && matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}')
}

/// Whether a line ends as a sentence does, closing quotes and brackets aside.
pub(crate) fn ends_sentence(text: &str) -> bool {
    match text.as_bytes().last() {
        Some(b'.' | b'!' | b'?' | b';' | b':' | b',') => return true,
        Some(last) if last.is_ascii_alphanumeric() => return false,
        _ => {}
    }
    text.trim_end_matches(|c: char| c.is_whitespace() || is_closing(c))
        .ends_with([
            '.', '!', '?', '…', '。', '！', '？', '।', '؟', '։', '።', ';', ':', ',',
        ])
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '’' | '»' | '«' | '“' | ')' | ']' | '」' | '』' | '）'
    )
}

/// Letters and digits in lower case, nothing else: two lines that fold alike
/// say the same.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric());
        folded.extend(words);
        folded.make_ascii_lowercase();
    } else {
        folded.extend(letters(text));
    }
    folded
}

/// The same, one by one.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
}

/// Whether what a text folds to begins with `folded`.
pub(crate) fn folds_to_start(text: &str, folded: &str) -> bool {
    let mut letters = letters(text);
    folded.chars().all(|letter| letters.next() == Some(letter))
}

/// The stems of a text's longer words, each once, as hashes: lower case, the
/// first five letters.
///
/// Coarse on purpose: "power" and "powers" are one word when the question is
/// whether a line speaks of what the rest of the document speaks of.
pub(crate) fn stems(text: &str) -> Vec<u64> {
    let mut stems = Vec::new();
    each_stem(text, |stem| stems.push(stem));
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// Letters of a stem, and the fewest of a longer word.
const STEM: usize = 5;
const LONGER: usize = 4;

/// Calls `found` with the stem of each longer word, in order.
#[inline]
pub(crate) fn each_stem(text: &str, mut found: impl FnMut(u64)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let eight = eight::eight(bytes, at);
        let letters = eight::alphanumeric(eight);
        let before = eight::until(letters | (eight & eight::HIGH));
        if before > 0 {
            at += before;
            continue;
        }
        let own = eight::until(!letters & eight::HIGH);
        let end = if own < 8 {
            at + own
        } else {
            word_end(bytes, at)
        };
        if bytes.get(end).is_some_and(|byte| !byte.is_ascii()) {
            at += wide_word(text.get(at..).unwrap_or_default(), &mut found);
            continue;
        }
        if own >= LONGER {
            // To lower case; digits have the bit.
            let lower = eight | eight::each(b' ');
            found(eight::first(lower, own.min(STEM)));
        }
        // What ends a word is in none.
        at = end + 1;
    }
}

/// The end of the ASCII letters that go on for eight and more.
fn word_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        let own = eight::until(!eight::alphanumeric(eight::eight(bytes, at)) & eight::HIGH);
        at += own;
        if own < 8 {
            return at;
        }
    }
}

/// Calls `found` with the stem of the word that text begins with, of any
/// characters, where it is a longer one; says how many bytes are read.
fn wide_word(text: &str, found: &mut impl FnMut(u64)) -> usize {
    let (mut stem, mut letters) = (0_u64, 0);
    let mut read = text.len();
    for (at, c) in text.char_indices() {
        let Some(lower) = lower(c) else {
            read = at + c.len_utf8();
            break;
        };
        if letters < STEM {
            stem ^= u64::from(lower) << (8 * letters);
            if !lower.is_ascii() {
                // More than a byte; the multiplier of FxHash.
                stem = stem.wrapping_mul(0x517c_c1b7_2722_0a95);
            }
        }
        letters += 1;
    }
    if letters >= LONGER {
        found(stem);
    }
    read
}

/// A letter or digit in lower case, of several characters the first.
pub(crate) fn lower(c: char) -> Option<char> {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()),
        '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => Some(c),
        _ => LOWER.get(c).unwrap_or_else(|| lowered(c)),
    }
}

fn lowered(c: char) -> Option<char> {
    c.is_alphanumeric()
        .then(|| c.to_lowercase().next().unwrap_or(c))
}

static LOWER: Alphabets<Option<char>> = Alphabets::new(lowered);
