//! Text to `tamis-normal-1`, the form in which copies are equal.
//!
//! In this order:
//!
//! | step | why |
//! |---|---|
//! | what nobody sees is dropped: soft hyphens, zero-width characters, byte order marks, bidirectional and other control characters, variation selectors | they come and go with every editor and converter |
//! | compatibility composition, NFKC (Unicode Annex 15) | composed and decomposed accents, ligatures, full-width forms and no-break spaces are one text |
//! | quotes become `"` or `'`, dashes and minus signs `-`, a run of dashes one | "smart" typography is made and unmade by machines |
//! | letters are folded, through upper case to lower (`ß` = `ss`, `ς` = `σ`), and recomposed | capitals in headlines and first words |
//! | white space of any kind and amount is one space, none at the ends | line breaks and indents are layout |
//!
//! Punctuation, digits, symbols and accents stay: they can change what a text
//! says. Near-duplicates are found without them, see [`super::shingles`].
//!
//! Bringing a normal form into normal form changes nothing. The meaning of
//! characters that Unicode has yet to assign is left open.

use unicode_normalization::UnicodeNormalization;

use super::ascii::{CHUNK, ascii, is_again};
use super::characters::{ASCII, Plain, is_unseen, unify};

/// Brings a text into normal form.
///
/// ```
/// # use tamis::fingerprint::normal::normalise;
/// assert_eq!(normalise("\u{feff}  “Ｃａｆｅ\u{301}”\n— hy\u{ad}phen "), "\"café\" - hyphen");
/// ```
pub fn normalise(text: &str) -> String {
    let mut normal = String::new();
    normalise_into(text, &mut normal);
    normal
}

/// As [`normalise`], into a buffer whose old contents are lost.
pub(crate) fn normalise_into(text: &str, normal: &mut String) {
    let mut bytes = std::mem::take(normal).into_bytes();
    bytes.clear();
    bytes.reserve(text.len() + CHUNK);
    let mut rest = text;
    while !rest.is_empty() {
        rest = ascii(rest, &mut bytes);
        rest = beyond_ascii(rest, &mut bytes);
    }
    if bytes.last() == Some(&b' ') {
        bytes.pop();
    }
    // Whole characters are put only.
    *normal = String::from_utf8(bytes).unwrap_or_default();
}

/// Takes what is not ASCII at the start of `text`; gives back what follows.
///
/// Invisible ASCII in between is taken along, so that all that could compose
/// with each other is here at once, but for the one character before it.
fn beyond_ascii<'t>(text: &'t str, normal: &mut Vec<u8>) -> &'t str {
    let length = text
        .bytes()
        .position(|byte| {
            ASCII
                .get(usize::from(byte))
                .is_some_and(|&folded| folded != 0)
        })
        .unwrap_or(text.len());
    let (run, rest) = text.split_at_checked(length).unwrap_or((text, ""));
    let start = normal.len();
    for character in run.chars() {
        match Plain::of(character) {
            Plain::Dropped => {}
            Plain::Is(plain) => push(plain, normal),
            Plain::Not => {
                normal.truncate(start);
                compose(run, normal);
                break;
            }
        }
    }
    rest
}

/// The whole way, for runs in which characters may combine or fall apart.
fn compose(run: &str, normal: &mut Vec<u8>) {
    let start = normal.iter().rposition(|&byte| !is_continuation(byte));
    let base = normal.split_off(start.unwrap_or(0));
    let base = std::str::from_utf8(&base).unwrap_or_default();
    let seen = |character: &char| !is_unseen(*character);
    let folded = base
        .chars()
        .chain(run.chars().filter(seen).map(unify))
        .nfkc()
        .filter(seen)
        .map(unify)
        .flat_map(char::to_lowercase)
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        .nfkc();
    for character in folded {
        push(unify(character), normal);
    }
}

/// Whether a byte of UTF-8 is not the first of a character.
const fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

fn push(character: char, normal: &mut Vec<u8>) {
    let last = normal.last().copied().unwrap_or(b' ');
    match u8::try_from(character) {
        Ok(byte) if byte.is_ascii() => {
            if !is_again(byte, last) {
                normal.push(byte);
            }
        }
        _ => {
            let mut bytes = [0; 4];
            normal.extend_from_slice(character.encode_utf8(&mut bytes).as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(normalise(text), expected, "{text:?}");
    }

    #[test]
    fn copies_have_one_form() {
        for (text, expected) in [
            ("", ""),
            (" \n\t\r\n", ""),
            ("\u{feff}\u{200b}", ""),
            ("  One\r\n\ttwo  THREE ", "one two three"),
            ("e\u{301}tude", "étude"),
            ("ÉTUDE", "étude"),
            ("e\u{1}\u{ad}\u{301}", "é"),
            ("ﬁne №5", "fine no5"),
            ("Straße STRASSE", "strasse strasse"),
            ("ΟΔΟΣ οδος", "οδοσ οδοσ"),
            ("“a” ‘b’ «c» ‹d› `e´", "\"a\" 'b' \"c\" 'd' 'e'"),
            ("a—b – c -- d − e", "a-b - c - d - e"),
            ("full\u{a0}\u{3000}ＷＩＤＴＨ！", "full width!"),
            ("co\u{ad}op\u{200d}er\u{2060}ate", "cooperate"),
            ("\u{202e}right\u{202c}", "right"),
            ("❤\u{fe0f}", "❤"),
            ("東京、１２３", "東京、123"),
            ("ｶﾞ", "ガ"),
            ("Привет МИР Ёж", "привет мир ёж"),
            ("한국어 \u{1112}\u{1161}\u{11ab}", "한국어 한"),
            ("a\u{2028}b\u{85}c", "a b c"),
            ("Ĳssel ŉ ĸ Ķ ķ Ź ź Ÿ", "ijssel ʼn ĸ ķ ķ ź ź ÿ"),
        ] {
            let expected = expected.replace('ʼ', "'");
            check(text, &expected);
        }
    }

    #[test]
    fn what_may_change_the_meaning_stays() {
        check("3.5% of $4, isn't it?", "3.5% of $4, isn't it?");
        check("resume résumé", "resume résumé");
    }

    #[test]
    fn the_short_way_and_the_long_way_agree() {
        for character in char::MIN..=char::MAX {
            let (mut short, mut long) = (Vec::new(), Vec::new());
            let text = character.to_string();
            compose(&text, &mut long);
            match Plain::of(character) {
                Plain::Is(plain) => push(plain, &mut short),
                Plain::Dropped => {}
                Plain::Not => continue,
            }
            assert_eq!(short, long, "{character:?}");
        }
    }

    #[test]
    fn plain_letters_leave_each_other_alone() {
        for letters in ['\u{620}'..='\u{64a}', '\u{900}'..='\u{97f}'] {
            for (left, right) in letters
                .clone()
                .flat_map(|left| letters.clone().map(move |right| (left, right)))
            {
                let text = String::from_iter([left, right]);
                let mut long = Vec::new();
                compose(&text, &mut long);
                assert_eq!(normalise(&text).as_bytes(), long, "{text:?}");
            }
        }
    }

    #[test]
    fn every_character_settles_at_once() {
        for character in char::MIN..=char::MAX {
            let once = normalise(&format!("a{character}b"));
            assert_eq!(
                normalise(&once),
                once,
                "{character:?} U+{:X}",
                u32::from(character)
            );
        }
    }

    proptest! {
        #[test]
        fn a_normal_form_is_its_own(text in r"(\PC|[\u{300}-\u{345}\u{1100}-\u{11ff}a-zA-Z \n\u{1}\-])*") {
            let once = normalise(&text);
            prop_assert_eq!(normalise(&once), once.as_str());
            prop_assert!(!once.starts_with(' ') && !once.ends_with(' ') && !once.contains("  "));
        }

        #[test]
        fn where_a_text_begins_does_not_matter(text in r"([a-zA-Z]{0,9}([ \n\-`\u{1}\u{7f}]{1,2}|[éЖ—'\u{301}\u{a0}])){0,40}") {
            let expected = normalise(&format!("x{text}"));
            for before in 1..=2 * CHUNK {
                let found = normalise(&format!("{}{text}", "x".repeat(before)));
                prop_assert_eq!(found.get(before..), expected.get(1..), "{}", before);
            }
        }
    }
}
