//! A list of addresses to its lines.

/// The addresses in a text with one on each line, with their line numbers from
/// 1, as they are written.
///
/// White space around an address does not count, empty lines and those that
/// start with `#` do not either. Lines end with LF, CR or both.
///
/// ```
/// let list = "# news\nhttps://a.example/1\n\n  https://a.example/2#top \r\n";
/// let found: Vec<_> = tamis::parse::addresses(list).collect();
/// assert_eq!(found, [(2, "https://a.example/1"), (4, "https://a.example/2#top")]);
/// ```
pub fn addresses(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.split_inclusive(['\n', '\r'])
        // The two halves of CR LF are one end of a line.
        .scan((0, false), |(number, carriage), line| {
            if !(*carriage && line == "\n") {
                *number += 1;
            }
            *carriage = line.ends_with('\r');
            Some((*number, line.trim()))
        })
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_and_what_is_no_address_is_left_out() {
        for (text, expected) in [
            ("", vec![]),
            ("\u{feff}# a\r\n\r\nb\r\nc", vec![(3, "b"), (4, "c")]),
            ("a\rb\r\rc", vec![(1, "a"), (2, "b"), (4, "c")]),
            ("a\n\n\r\nb\n", vec![(1, "a"), (4, "b")]),
            (" \t#a\n b#c \u{a0}\n", vec![(2, "b#c")]),
        ] {
            assert_eq!(addresses(text).collect::<Vec<_>>(), expected, "{text:?}");
        }
    }
}
