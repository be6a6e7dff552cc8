//! To fold writing that differs and reads the same: case, compatibility forms,
//! accents, vowel points.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Appends `found` as it is compared.
pub(super) fn fold(found: char, into: &mut String) {
    match found {
        'ß' | 'ẞ' => into.push_str("ss"),
        'œ' | 'Œ' => into.push_str("oe"),
        'æ' | 'Æ' => into.push_str("ae"),
        'ı' => into.push('i'),
        'ँ' => into.push('ं'),
        _ => decompose_compatible(found, |part| {
            if !is_dropped(part) {
                into.extend(part.to_lowercase().filter(|&low| !is_dropped(low)));
            }
        }),
    }
}

/// Accents of Latin, Greek and Cyrillic, Arabic points and hamzas, the dot of
/// Devanagari that many leave out, and what cannot be seen. The vowel signs of
/// Indic scripts are letters and stay.
fn is_dropped(part: char) -> bool {
    matches!(part,
        '\u{300}'..='\u{36f}'
        | '\u{610}'..='\u{61a}'
        | '\u{640}'
        | '\u{64b}'..='\u{65f}'
        | '\u{93c}'
        | '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2060}'
        | '\u{fe0e}' | '\u{fe0f}'
        | '\u{feff}')
}

/// Whether the character belongs to the word it stands in.
pub(super) fn is_word(found: char) -> bool {
    found.is_alphanumeric() || is_dropped(found) || is_combining_mark(found)
}

/// Whether the character is a word of its own: scripts without spaces.
pub(super) fn is_ideograph(found: char) -> bool {
    matches!(found,
        '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3134f}')
}

/// The character a mark of punctuation counts as.
pub(super) fn fold_mark(found: char) -> char {
    match found {
        '：' | '﹕' => ':',
        '｜' | '¦' | '│' => '|',
        '？' | '؟' => '?',
        '／' | '⁄' => '/',
        '·' | '∙' | '‧' | '●' | '▪' | '⋅' => '•',
        '—' | '―' | '−' | '‒' => '–',
        '›' | '>' | '❯' => '»',
        '➔' | '➜' | '➡' | '➤' | '▶' | '►' => '→',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_that_reads_the_same_folds_to_the_same() {
        for (left, right) in [
            ("Été", "ete"),
            ("STRASSE", "straße"),
            ("ＦＵＬＬ", "full"),
            ("İstanbul", "istanbul"),
            ("أخبار", "اخبار"),
            ("ताज़ा", "ताजा"),
            ("यहाँ", "यहां"),
        ] {
            let folded = |text: &str| {
                let mut into = String::new();
                text.chars().for_each(|found| fold(found, &mut into));
                into
            };
            assert_eq!(folded(left), folded(right));
        }
    }
}
