//! Reference decodes character references (WHATWG 13.2.5.72 to 13.2.5.80).

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// The longest name is `CounterClockwiseContourIntegral`, 31 letters.
const LONGEST_NAME: usize = 31;

/// The longest name that may go without its semicolon is six letters
/// (`frac12`, `Ccedil`).
const LONGEST_BARE_NAME: usize = 6;

/// Where a reference stands: attribute values keep `?a=1&copy=2` as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    Attribute,
}

/// Decodes the reference whose text after the `&` starts `rest`, appends its
/// characters to `out`, and tells how many bytes after the `&` it took.
///
/// `None` means there is no reference: the `&` stands for itself.
pub(super) fn decode(rest: &str, place: Place, out: &mut String) -> Option<usize> {
    match rest.as_bytes().first()? {
        b'#' => numeric(rest, out),
        byte if byte.is_ascii_alphanumeric() => named(rest, place, out),
        _ => None,
    }
}

fn named(rest: &str, place: Place, out: &mut String) -> Option<usize> {
    let bytes = rest.as_bytes();
    let run = bytes
        .iter()
        .take(LONGEST_NAME + 1)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    // No name holds a semicolon but at its end, so the longest match is either
    // the whole run with its semicolon or a bare name it starts with.
    if bytes.get(run) == Some(&b';')
        && let Some(len) = push_entity(rest.get(..=run)?, out)
    {
        return Some(len);
    }
    for len in (2..=run.min(LONGEST_BARE_NAME)).rev() {
        let name = rest.get(..len)?;
        if NAMED_ENTITIES
            .get(name)
            .is_none_or(|&(first, _)| first == 0)
        {
            continue;
        }
        // WHATWG 13.2.5.73: "for historical reasons".
        let followed = bytes
            .get(len)
            .is_some_and(|&byte| byte == b'=' || byte.is_ascii_alphanumeric());
        if place == Place::Attribute && followed {
            return None;
        }
        return push_entity(name, out);
    }
    None
}

/// Appends the characters of a named reference; the table maps prefixes of
/// names to zero.
fn push_entity(name: &str, out: &mut String) -> Option<usize> {
    let &(first, second) = NAMED_ENTITIES.get(name)?;
    if first == 0 {
        return None;
    }
    out.extend(char::from_u32(first));
    if second != 0 {
        out.extend(char::from_u32(second));
    }
    Some(name.len())
}

fn numeric(rest: &str, out: &mut String) -> Option<usize> {
    let bytes = rest.as_bytes();
    let (radix, start) = match bytes.get(1)? {
        b'x' | b'X' => (16, 2),
        _ => (10, 1),
    };
    let mut code = 0_u32;
    let mut end = start;
    while let Some(digit) = bytes
        .get(end)
        .and_then(|&byte| char::from(byte).to_digit(radix))
    {
        // Saturation keeps a number too large too large.
        code = code.saturating_mul(radix).saturating_add(digit);
        end += 1;
    }
    if end == start {
        return None;
    }
    out.push(character(code));
    Some(end + usize::from(bytes.get(end) == Some(&b';')))
}

/// The character of a numeric reference (WHATWG 13.2.5.80).
fn character(code: u32) -> char {
    if (0x80..0xa0).contains(&code) {
        let windows_1252 = usize::try_from(code - 0x80)
            .ok()
            .and_then(|index| C1_REPLACEMENTS.get(index).copied().flatten());
        if let Some(character) = windows_1252 {
            return character;
        }
    }
    match code {
        0 => char::REPLACEMENT_CHARACTER,
        code => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_decode_as_the_standard_says() {
        use Place::{Attribute, Text};
        for (rest, place, expected) in [
            ("amp;x", Text, Some(("&", 4))),
            ("ampx", Text, Some(("&", 3))),
            ("ampx", Attribute, None),
            ("amp=", Attribute, None),
            ("amp", Attribute, Some(("&", 3))),
            ("notit;", Text, Some(("¬", 3))),
            ("notin;", Text, Some(("∉", 6))),
            ("notit;", Attribute, None),
            ("nGt;", Text, Some(("≫\u{20d2}", 4))),
            ("CounterClockwiseContourIntegral;", Text, Some(("∳", 32))),
            ("#65;", Text, Some(("A", 4))),
            ("#x41", Text, Some(("A", 4))),
            ("#X80;", Text, Some(("€", 5))),
            ("#x81;", Text, Some(("\u{81}", 5))),
            ("#0;", Text, Some(("\u{fffd}", 3))),
            ("#xd800;", Text, Some(("\u{fffd}", 7))),
            ("#99999999999999999999;", Text, Some(("\u{fffd}", 22))),
            ("#;", Text, None),
            ("#x;", Text, None),
            (" ", Text, None),
            ("", Text, None),
            ("nothing", Text, Some(("¬", 3))),
            ("unknown;", Text, None),
        ] {
            let mut out = String::new();
            let taken = decode(rest, place, &mut out);
            assert_eq!(
                taken.map(|len| (out.as_str(), len)),
                expected,
                "&{rest} in {place:?}"
            );
        }
    }
}
