//! What single characters are to the normal form and to words.

/// What a character becomes when its neighbours do not matter to it.
pub(crate) enum Plain {
    /// This one.
    Is(char),
    /// Nothing.
    Dropped,
    /// Composition, or a folding that is not one character, is in play.
    Not,
}

impl Plain {
    /// Knows the common letters of the common scripts; the rest take the long
    /// way, with the same outcome.
    pub(crate) fn of(character: char) -> Self {
        let plain = match character {
            'À'..='Ö' | 'Ø'..='Þ' | 'Ā'..='į' | 'Ĵ'..='ľ' | 'Ł'..='ň' | 'Ŋ'..='ž' | 'А'..='Я' => {
                character.to_lowercase().next().unwrap_or(character)
            }
            'ı' => 'i',
            'à'..='ö'
            | 'ø'..='þ'
            | 'ÿ'
            | 'а'..='я'
            | 'α'..='ρ'
            | '\u{621}'..='\u{63a}'
            | '\u{641}'..='\u{64a}'
            | '\u{901}'..='\u{939}'
            | '\u{93d}'..='\u{94d}'
            | 'σ'..='ω'
            | '一'..='\u{9fff}'
            | '가'..='힣'
            | 'ぁ'..='ゖ'
            | 'ァ'..='ヺ'
            | 'ー'
            | '、'..='〃'
            | '《'..='】'
            | '§'
            | '©'
            | '·'
            | '£'
            | '€'
            | '•'
            | '→' => character,
            '！'..='～' => {
                // Full-width forms stand where ASCII does, 0xFEE0 further up.
                let half = u32::from(character) - 0xFEE0;
                let half = usize::try_from(half).ok().and_then(|half| ASCII.get(half));
                half.map_or(character, |&half| char::from(half))
            }
            _ if is_unseen(character) => return Self::Dropped,
            _ => match unify(character) {
                same if same == character => return Self::Not,
                unified => unified,
            },
        };
        Self::Is(plain)
    }
}

/// Quotes, dashes and white space as their ASCII characters.
pub(crate) fn unify(character: char) -> char {
    match character {
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '´' | '`' | 'ʼ' | '′' | '‵' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '‶' | '〝' | '〞' | '〟' => '"',
        '‐'..='―' | '⁃' | '−' | '˗' | '⸺' | '⸻' | '﹣' | '－' | '﹘' => '-',
        _ if character.is_whitespace() => ' ',
        _ => character,
    }
}

/// Whether a character leaves no mark on paper, white space aside.
pub(crate) fn is_unseen(character: char) -> bool {
    match character {
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => !character.is_whitespace(),
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => true,
        _ => false,
    }
}

/// What each ASCII character becomes; 0 is dropped.
pub(crate) const ASCII: [u8; 128] = {
    let mut table = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        #[expect(clippy::indexing_slicing, reason = "checked at compile time")]
        #[expect(clippy::cast_possible_truncation, reason = "below 128")]
        {
            table[byte] = match byte as u8 {
                b'\t'..=b'\r' => b' ',
                0..b' ' | 0x7f => 0,
                b'`' => b'\'',
                other => other.to_ascii_lowercase(),
            };
        }
        byte += 1;
    }
    table
};

/// Whether a character belongs to a script that puts no spaces between words.
pub(crate) fn is_unspaced(character: char) -> bool {
    matches!(character,
        // Thai and Lao, Myanmar, Khmer.
        '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e81}'..='\u{ece}' | '\u{edc}'..='\u{edf}'
        | '\u{1000}'..='\u{103f}' | '\u{1050}'..='\u{108f}' | '\u{109a}'..='\u{109f}' | '\u{aa60}'..='\u{aa7f}'
        | '\u{1780}'..='\u{17d3}'
        // Tai Le, New Tai Lue, Tai Tham, Tai Viet, Javanese, Balinese.
        | '\u{1950}'..='\u{19df}' | '\u{1a20}'..='\u{1aad}' | '\u{aa80}'..='\u{aadf}'
        | '\u{a980}'..='\u{a9cd}' | '\u{1b00}'..='\u{1b4c}'
        // Hiragana, katakana, bopomofo, Han.
        | '々'..='〇' | '\u{3041}'..='\u{3096}' | '\u{3099}'..='\u{309a}' | '\u{309d}'..='\u{309f}'
        | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{312f}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}
