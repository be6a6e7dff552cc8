//! What can be measured on a line of text.

use std::sync::LazyLock;

/// How many words a text has. Characters of scripts written without spaces
/// count half a word each, which is about their words' mean length.
pub(crate) fn words(text: &str) -> usize {
    if text.is_ascii() {
        return ascii_words(text.as_bytes(), is_space);
    }
    let (mut words, mut unspaced, mut inside) = (0, 0, false);
    let mut rest = text;
    while !rest.is_empty() {
        let wide = rest.bytes().position(|byte| !byte.is_ascii());
        let (ascii, wide) = rest.split_at(wide.unwrap_or(rest.len()));
        if let (Some(&first), Some(&last)) = (ascii.as_bytes().first(), ascii.as_bytes().last()) {
            // Beside longer characters the vertical tab is a space as well.
            let is_space = |byte| is_space(byte) || byte == b'\x0b';
            let goes_on = inside && !is_space(first);
            words += ascii_words(ascii.as_bytes(), is_space) - usize::from(goes_on);
            inside = !is_space(last);
        }
        rest = "";
        for (at, c) in wide.char_indices() {
            if c.is_ascii() {
                rest = wide.get(at..).unwrap_or_default();
                break;
            }
            if is_unspaced(c) {
                unspaced += 1;
                inside = false;
            } else if c.is_whitespace() {
                inside = false;
            } else if !inside {
                inside = true;
                words += 1;
            }
        }
    }
    words + usize::div_ceil(unspaced, 2)
}

/// A word begins wherever white space, or the start, is followed by none.
fn ascii_words(bytes: &[u8], is_space: impl Fn(u8) -> bool) -> usize {
    // As many as a byte can count, so that one step counts many.
    const STEP: usize = 128;
    let begins =
        |(&before, &byte): (&u8, &u8)| u8::from(is_space(before)) & u8::from(!is_space(byte));
    let (Some((first, after)), Some((_, before))) = (bytes.split_first(), bytes.split_last())
    else {
        return 0;
    };
    let steps = before.chunks(STEP).zip(after.chunks(STEP));
    let begun = steps.map(|(before, after)| before.iter().zip(after).map(begins).sum::<u8>());
    usize::from(!is_space(*first)) + begun.map(usize::from).sum::<usize>()
}

/// ASCII white space, in comparisons that can be made of many bytes at once.
fn is_space(byte: u8) -> bool {
    byte == b' ' || byte.wrapping_sub(b'\t') < 5 && byte != b'\x0b'
}

/// Whether a character belongs to a script written without spaces.
pub(crate) fn is_unspaced(c: char) -> bool {
    c >= '\u{e00}'
        && matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}')
}

/// Whether a line ends as a sentence does, closing quotes and brackets aside.
pub(crate) fn ends_sentence(text: &str) -> bool {
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
    letters(text).collect()
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

/// Calls `found` with the stem of each longer word, in order.
pub(crate) fn each_stem(text: &str, mut found: impl FnMut(u64)) {
    const LETTERS: usize = 5;
    const FEWEST: usize = 4;
    let (mut stem, mut letters) = (0_u64, 0);
    let mut end = |stem, letters| {
        if letters >= FEWEST {
            found(stem);
        }
    };
    for c in text.chars() {
        let Some(lower) = lower(c) else {
            end(stem, letters);
            (stem, letters) = (0, 0);
            continue;
        };
        if letters < LETTERS {
            stem = stem.rotate_left(13) ^ u64::from(lower);
            if lower >= '\u{1000}' {
                // More than thirteen bits; the multiplier of FxHash.
                stem = stem.wrapping_mul(0x517c_c1b7_2722_0a95);
            }
        }
        letters += 1;
    }
    end(stem, letters);
}

/// A letter or digit in lower case, of several characters the first.
fn lower(c: char) -> Option<char> {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()),
        '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => Some(c),
        _ => match LOWER.get(c as usize) {
            Some('\0') => None,
            Some(lower) => Some(*lower),
            None => lowered(c),
        },
    }
}

fn lowered(c: char) -> Option<char> {
    c.is_alphanumeric()
        .then(|| c.to_lowercase().next().unwrap_or(c))
}

/// The alphabets, looked up: NUL for what is no letter.
static LOWER: LazyLock<Vec<char>> = LazyLock::new(|| {
    let all = '\0'..'\u{3100}';
    all.map(|c| lowered(c).unwrap_or('\0')).collect()
});
