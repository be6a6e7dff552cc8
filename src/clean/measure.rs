//! What can be measured on a line of text.

/// How many words a text has. Characters of scripts written without spaces
/// count half a word each, which is about their words' mean length.
pub(crate) fn words(text: &str) -> usize {
    if text.is_ascii() {
        return text.split_ascii_whitespace().count();
    }
    let mut words = 0;
    let mut unspaced = 0;
    let mut inside = false;
    for c in text.chars() {
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
    words + usize::div_ceil(unspaced, 2)
}

/// Whether a character belongs to a script written without spaces.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
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
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The stems of a text's longer words, each once, as hashes: lower case, the
/// first five letters.
///
/// Coarse on purpose: "power" and "powers" are one word when the question is
/// whether a line speaks of what the rest of the document speaks of.
pub(crate) fn stems(text: &str) -> Vec<u64> {
    const LETTERS: usize = 5;
    const FEWEST: usize = 4;
    let mut stems = Vec::new();
    let (mut stem, mut letters) = (0_u64, 0);
    for c in text.chars().chain([' ']) {
        if c.is_alphanumeric() {
            if letters < LETTERS {
                let lower = if c.is_ascii() {
                    c.to_ascii_lowercase()
                } else {
                    c.to_lowercase().next().unwrap_or(c)
                };
                // The multiplier of FxHash: few letters need no better.
                stem = (stem.rotate_left(5) ^ u64::from(lower)).wrapping_mul(0x517c_c1b7_2722_0a95);
            }
            letters += 1;
        } else {
            if letters >= FEWEST {
                stems.push(stem);
            }
            (stem, letters) = (0, 0);
        }
    }
    stems.sort_unstable();
    stems.dedup();
    stems
}
