//! Text that cannot speak to a terminal or a log.

use std::borrow::Cow;

use crate::model::Span;

/// The text with everything that cannot be seen written out, as `\u{1b}`.
///
/// Written out are control characters, line breaks too, what turns the
/// direction of writing, what has no width, and what Unicode says is no
/// character; so are the beginnings of a command to the log of a CI runner,
/// a colon at the start and `##[` anywhere. A tab becomes a space. Joiners stay
/// between two characters that they can join, as Persian and emoji are spelled
/// with them.
///
/// ```
/// use tamis::report::visible;
///
/// assert_eq!(visible("rain\u{1b}[2J"), r"rain\u{1b}[2J");
/// assert_eq!(visible("::error::forged"), r"\u{3a}:error::forged");
/// assert_eq!(visible("می\u{200c}خواهم"), "می\u{200c}خواهم");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    visible_part(text, Span::default()).0
}

/// The same, and where a part of the text then stands.
pub(super) fn visible_part(text: &str, part: Span) -> (Cow<'_, str>, Span) {
    let mut out = String::new();
    let (mut start, mut end) = (part.start, part.end);
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        if !hides(text, at, c) {
            continue;
        }
        out.push_str(text.get(copied..at).unwrap_or_default());
        let before = out.len();
        match c {
            '\t' => out.push(' '),
            _ => out.extend(c.escape_unicode()),
        }
        // What is written out is never shorter than it was.
        let longer = (out.len() - before).saturating_sub(c.len_utf8());
        start += if at < part.start { longer } else { 0 };
        end += if at < part.end { longer } else { 0 };
        copied = at + c.len_utf8();
    }
    if copied == 0 {
        return (Cow::Borrowed(text), part);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    (Cow::Owned(out), Span::new(start, end))
}

/// Whether a character is written out where it stands.
fn hides(text: &str, at: usize, c: char) -> bool {
    let (before, from) = text.split_at_checked(at).unwrap_or_default();
    match c {
        '\u{200c}' | '\u{200d}' => !joins(before, from),
        '#' => from.starts_with("##["),
        // Runners trim a line before they look at its start; what follows the
        // text may begin with the second colon.
        ':' => before.trim_start().is_empty(),
        _ => hidden(c),
    }
}

/// Whether a reader cannot see it, or sees something else because of it.
pub(super) fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fdd0}'..='\u{fdef}' | '\u{fff9}'..='\u{fffb}'
            // Fillers, which are letters without a form.
            | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'
            // Tags, which once spelled languages and now spell secrets.
            | '\u{e0000}'..='\u{e007f}')
        // The last two of each plane are no characters.
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Whether a joiner between the two texts, at the start of the second, stands
/// where scripts have one.
fn joins(before: &str, from: &str) -> bool {
    let joinable = |c: Option<char>| {
        c.is_some_and(|c| {
            !c.is_ascii()
                && !c.is_whitespace()
                && !hidden(c)
                && !matches!(c, '\u{200c}' | '\u{200d}')
        })
    };
    joinable(before.chars().next_back()) && joinable(from.chars().nth(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_written_out() {
        for (text, shown) in [
            ("", ""),
            ("Größe — 風", "Größe — 風"),
            ("a\tb\nc\r", r"a b\u{a}c\u{d}"),
            ("\u{9b}31m\u{7f}", r"\u{9b}31m\u{7f}"),
            ("\u{202e}fdp.exe", r"\u{202e}fdp.exe"),
            ("pass\u{200b}word \u{feff}", r"pass\u{200b}word \u{feff}"),
            ("pay\u{200d}pal", r"pay\u{200d}pal"),
            ("👩\u{200d}🔧", "👩\u{200d}🔧"),
            ("\u{ffff}\u{1fffe}", r"\u{ffff}\u{1fffe}"),
            (" ::error::x", r" \u{3a}:error::x"),
            (":", r"\u{3a}"),
            ("std::error::x", "std::error::x"),
            ("a ###[group]", r"a #\u{23}#[group]"),
            ("# [link] ## [x]", "# [link] ## [x]"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn a_part_stays_the_part() {
        let text = "\u{1b}a\tb\u{200b}c";
        for (start, end, part) in [
            (0, text.len(), r"\u{1b}a b\u{200b}c"),
            (1, 4, "a b"),
            (4, 7, r"\u{200b}"),
            (7, 8, "c"),
            (8, 8, ""),
        ] {
            let (shown, span) = visible_part(text, Span::new(start, end));
            assert_eq!(span.of(&shown), part);
        }
    }
}
