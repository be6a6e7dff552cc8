//! Character data to text: references, and characters XML does not allow.

use memchr::memchr;

use super::problems::Problems;
use crate::model::ProblemKind;
use crate::parse::tokenizer::named_or_numeric;

/// The longest reference that is looked for: the longest name of HTML has 31
/// letters.
const LONGEST: usize = 33;

/// Appends `raw`, which stands at `offset`, with its references resolved.
///
/// Only the five entities of XML, those of HTML and characters by number are
/// known; whatever else is written like one stays as it is.
pub(in crate::parse) fn unescape(
    raw: &str,
    offset: usize,
    out: &mut String,
    problems: &mut Problems,
) {
    let mut rest = raw;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        let (before, after) = rest.split_at_checked(at).unwrap_or_default();
        let here = offset + raw.len() - after.len();
        literal(before, here - before.len(), out, problems);
        let taken = reference(after, here, out, problems);
        rest = after.get(taken..).unwrap_or_default();
    }
    literal(rest, offset + raw.len() - rest.len(), out, problems);
}

/// Appends text as it is, without characters XML does not allow.
pub(in crate::parse) fn literal(
    raw: &str,
    offset: usize,
    out: &mut String,
    problems: &mut Problems,
) {
    let mut rest = raw;
    while let Some((at, character)) = rest.char_indices().find(|&(_, c)| is_forbidden(c)) {
        let (before, after) = rest.split_at_checked(at).unwrap_or_default();
        out.push_str(before);
        problems.note(
            ProblemKind::ControlCharacter,
            offset + raw.len() - after.len(),
            || format!("control character U+{:04X}", u32::from(character)),
        );
        rest = after.get(character.len_utf8()..).unwrap_or_default();
    }
    out.push_str(rest);
}

fn is_forbidden(character: char) -> bool {
    matches!(
        character,
        '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}'
    )
}

/// Resolves what the `&` at the start of `text` starts; tells how many bytes it
/// took.
fn reference(text: &str, offset: usize, out: &mut String, problems: &mut Problems) -> usize {
    let name = text
        .get(1..)
        .unwrap_or_default()
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| !(c.is_ascii_alphanumeric() || matches!(c, '#' | '_' | '.' | '-')))
        .filter(|&(end, c)| c == ';' && end > 0)
        .and_then(|(end, _)| text.get(1..=end));
    let Some(name) = name else {
        problems.note(ProblemKind::UnescapedAmpersand, offset, || {
            "`&` starts no reference, expected `&amp;`".into()
        });
        out.push('&');
        return 1;
    };
    let length = out.len();
    let taken = text
        .get(1..name.len() + 2)
        .and_then(|reference| named_or_numeric(reference, out));
    let whole = name.len() + 2;
    if taken == Some(name.len() + 1) {
        let resolved = out.split_off(length);
        literal(&resolved, offset, out, problems);
        if !name.starts_with('#') && !matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") {
            problems.note(ProblemKind::HtmlEntity, offset, || {
                format!("entity `&{name};` is of HTML, not of XML")
            });
        }
    } else {
        out.truncate(length);
        out.push_str(text.get(..whole).unwrap_or_default());
        problems.note(ProblemKind::UnknownEntity, offset, || {
            format!("entity `&{name};` is not known")
        });
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_and_oddities_told() {
        use ProblemKind::{ControlCharacter, HtmlEntity, UnescapedAmpersand, UnknownEntity};
        for (raw, expected, kinds) in [
            (
                "a &lt;b&gt; &amp;amp; &#65;&#x42;",
                "a <b> &amp; AB",
                vec![],
            ),
            ("caf&eacute; &nbsp;", "café \u{a0}", vec![HtmlEntity; 2]),
            ("&#146;", "\u{2019}", vec![]),
            (
                "AT&T ?a=1&copy=2",
                "AT&T ?a=1&copy=2",
                vec![UnescapedAmpersand; 2],
            ),
            ("&lol9;", "&lol9;", vec![UnknownEntity]),
            ("a\u{b}b&#0;", "ab\u{fffd}", vec![ControlCharacter]),
            ("&", "&", vec![UnescapedAmpersand]),
            ("&;é", "&;é", vec![UnescapedAmpersand]),
        ] {
            let (mut out, mut problems) = (String::new(), Problems::default());
            unescape(raw, 0, &mut out, &mut problems);
            let found: Vec<_> = problems.finish().iter().map(|found| found.kind).collect();
            assert_eq!((out.as_str(), found), (expected, kinds), "{raw}");
        }
    }
}
