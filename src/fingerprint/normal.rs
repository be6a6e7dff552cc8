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
    normal.clear();
    normal.reserve(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        rest = ascii(rest, normal);
        rest = beyond_ascii(rest, normal);
    }
    if normal.ends_with(' ') {
        normal.pop();
    }
}

/// Takes the ASCII at the start of `text`; gives back what follows.
fn ascii<'t>(text: &'t str, normal: &mut String) -> &'t str {
    let mut last = normal.as_bytes().last().copied().unwrap_or(b' ');
    let mut rest = text.as_bytes();
    while let Some((chunk, after)) = rest.split_first_chunk::<CHUNK>() {
        // With the byte that follows, so that each has one.
        let next = rest.get(1..).and_then(<[u8]>::first_chunk);
        if is_lean(chunk, next.unwrap_or(&[b' '; CHUNK]), last) {
            let mut lower = *chunk;
            for byte in &mut lower {
                *byte = spaced(*byte).to_ascii_lowercase();
            }
            normal.push_str(str::from_utf8(&lower).unwrap_or_default());
            last = lower.last().copied().unwrap_or(last);
        } else if chunk.is_ascii() {
            last = fold(chunk, last, normal);
        } else {
            break;
        }
        rest = after;
    }
    let width = rest.iter().take(CHUNK).take_while(|byte| byte.is_ascii());
    let (tail, rest) = rest.split_at(width.count());
    fold(tail, last, normal);
    text.get(text.len() - rest.len()..).unwrap_or_default()
}

/// Bytes looked at together, which a machine does about as fast as one.
const CHUNK: usize = 32;

/// White space as a space.
const fn spaced(byte: u8) -> u8 {
    if byte.wrapping_sub(b'\t') < 5 {
        b' '
    } else {
        byte
    }
}

/// Whether all of these bytes are ASCII and stay, at most as a space or in lower
/// case; `next` are those one further on, the last one before them.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without a way out, and without a choice in it, the loop is a few wide instructions"
)]
fn is_lean(chunk: &[u8; CHUNK], next: &[u8; CHUNK], last: u8) -> bool {
    let first = chunk.first().map_or(b' ', |&byte| spaced(byte));
    let mut is_odd = (first == last) & ((first == b' ') | (first == b'-'));
    for (&byte, &next) in chunk.iter().zip(next) {
        let (byte, next) = (spaced(byte), spaced(next));
        let again = (byte == next) & ((byte == b' ') | (byte == b'-'));
        is_odd |= again | (byte < b' ') | (byte == b'`') | (byte >= 0x7f);
    }
    !is_odd
}

/// Adds what stays of at most [`CHUNK`] bytes of ASCII; gives back the last byte
/// of the form.
fn fold(bytes: &[u8], mut last: u8, normal: &mut String) -> u8 {
    let mut kept = [0; CHUNK];
    let mut count = 0;
    for &byte in bytes {
        let folded = ASCII.get(usize::from(byte)).copied().unwrap_or_default();
        let again = folded == last && matches!(folded, b' ' | b'-');
        if folded != 0 && !again {
            if let Some(slot) = kept.get_mut(count) {
                *slot = folded;
            }
            count += 1;
            last = folded;
        }
    }
    let kept = kept.get(..count).unwrap_or_default();
    normal.push_str(str::from_utf8(kept).unwrap_or_default());
    last
}

/// Takes what is not ASCII at the start of `text`; gives back what follows.
///
/// Invisible ASCII in between is taken along, so that all that could compose
/// with each other is here at once, but for the one character before it.
fn beyond_ascii<'t>(text: &'t str, normal: &mut String) -> &'t str {
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
fn compose(run: &str, normal: &mut String) {
    let base = normal.pop();
    let seen = |character: &char| !is_unseen(*character);
    let folded = base
        .into_iter()
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

fn push(character: char, normal: &mut String) {
    let again = match character {
        ' ' => normal.is_empty() || normal.ends_with(' '),
        '-' => normal.ends_with('-'),
        _ => false,
    };
    if !again {
        normal.push(character);
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
            let (mut short, mut long) = (String::new(), String::new());
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
                let mut long = String::new();
                compose(&text, &mut long);
                assert_eq!(normalise(&text), long, "{text:?}");
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
