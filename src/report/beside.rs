//! Two texts beside each other, for terminals.

use super::visible;

/// A part of two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'t> {
    /// What the texts say there.
    pub sides: [&'t str; 2],
    /// Whether it is the same.
    pub is_shared: bool,
}

/// Characters of a column.
const COLUMN: usize = 37;

/// Two texts in columns, part by part: `=` stands between what is the same, `|`
/// between what is not, `<` and `>` where one side has nothing.
///
/// ```
/// # use tamis::report::{Part, beside};
/// let parts = [
///     Part { sides: ["It rained", "IT RAINED"], is_shared: true },
///     Part { sides: ["", "all night"], is_shared: false },
/// ];
/// let shown = beside(["a", "b"], &parts);
/// assert!(shown.contains("It rained                             = IT RAINED\n"));
/// assert!(shown.contains("\n                                      > all night\n"));
/// ```
pub fn beside(names: [&str; 2], parts: &[Part<'_>]) -> String {
    let mut out = String::new();
    let line = |left: &str, mark: char, right: &str, out: &mut String| {
        let line = format!("{left:<COLUMN$} {mark} {right}");
        out.push_str(line.trim_end());
        out.push('\n');
    };
    let [left, right] = names.map(|name| shortened(&visible(name)));
    line(&left, ' ', &right, &mut out);
    let rule = "-".repeat(COLUMN);
    line(&rule, ' ', &rule, &mut out);
    for part in parts {
        let [left, right] = part.sides.map(wrapped);
        let mark = match (part.is_shared, left.is_empty(), right.is_empty()) {
            (true, ..) => '=',
            (_, true, _) => '>',
            (_, _, true) => '<',
            _ => '|',
        };
        for at in 0..left.len().max(right.len()) {
            let of = |lines: &[String]| lines.get(at).cloned().unwrap_or_default();
            line(&of(&left), mark, &of(&right), &mut out);
        }
    }
    out
}

/// A name that fits into a column.
fn shortened(name: &str) -> String {
    if name.chars().count() <= COLUMN {
        return name.to_owned();
    }
    name.chars().take(COLUMN - 1).chain(['…']).collect()
}

/// A text in lines of a column; longer words are broken.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut width = COLUMN;
    for word in text.split_whitespace() {
        let shown = visible(word);
        let shown: Vec<char> = shown.chars().collect();
        for (at, piece) in shown.chunks(COLUMN).enumerate() {
            match lines.last_mut() {
                Some(line) if at == 0 && width + 1 + piece.len() <= COLUMN => {
                    line.push(' ');
                    line.extend(piece);
                    width += 1 + piece.len();
                }
                _ => {
                    lines.push(piece.iter().collect());
                    width = piece.len();
                }
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_over_its_column() {
        let long = format!("a\u{1b}[2J {} ::error::x", "ab".repeat(60));
        let part = |is_shared| Part {
            sides: [&long, "\u{202e}x y"],
            is_shared,
        };
        let name = "n".repeat(99);
        for line in beside([&name, "b"], &[part(true), part(false)]).lines() {
            assert!(line.chars().count() <= 2 * COLUMN + 3, "{line}");
            assert!(!line.chars().any(char::is_control));
        }
    }
}
