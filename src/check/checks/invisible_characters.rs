//! Characters that nobody sees.

use crate::check::Check;
use crate::check::findings::Findings;
use crate::check::subject::Subject;
use crate::model::{CheckCard, Severity};

/// Breaks and joiners from which on they are many, and one in so many
/// characters.
const MANY: usize = 8;
const SHARE: usize = 50;

const CARD: CheckCard = CheckCard {
    code: "TX004",
    name: "invisible-characters",
    group: "text",
    severity: Severity::Warning,
    summary: "characters that nobody sees",
    why: "They break search and comparison, turn words around, and can hide text from people that programs read.",
    help: "Leave them out; scripts that need joiners keep theirs.",
    bad: item!("The pier \u{202e}nepo si\u{202c} again since noon."),
    good: item!("می\u{200c}خواهم and 👩\u{200d}👧: joiners have their place. Since noon."),
};

pub(super) const CHECK: Check = Check {
    cards: &[CARD],
    look,
};

fn look(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    for wording in &subject.wordings {
        let hidden = hidden(wording.text);
        let Some(&(at, first)) = hidden.first() else {
            continue;
        };
        let near = near(subject.source.text, wording.text, at);
        let others = match hidden.len() {
            1 => String::new(),
            count => format!(", the first of {count}"),
        };
        let message = format!(
            "U+{:04X} in {} is not seen{others}",
            u32::from(first),
            wording.name
        );
        findings.add_at(&CARD, message, || subject.locate(wording.entry, near));
    }
}

/// Words by which to find the character at a byte of a text: its own where the
/// source has it as it is, else those before it, since it is written by number.
fn near<'t>(source: &str, text: &'t str, at: usize) -> &'t str {
    let (before, rest) = text.split_at_checked(at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let own = rest.split_whitespace().next().unwrap_or_default();
    if line.trim().is_empty() || rest.chars().next().is_some_and(|c| source.contains(c)) {
        return own;
    }
    let words = line.rmatch_indices(' ').nth(2).map_or(0, |(at, _)| at);
    line.get(words..).unwrap_or(line)
}

/// Characters that are not seen and have no work to do where they stand: those
/// that turn text around, and others where there are many.
fn hidden(text: &str) -> Vec<(usize, char)> {
    let right_to_left = text.chars().any(is_right_to_left);
    let mut turning = Vec::new();
    let mut joining = Vec::new();
    let (mut before, mut flag) = (' ', false);
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let after = characters.peek().map_or(' ', |&(_, c)| c);
        match character {
            '\u{202d}' | '\u{202e}' => turning.push((at, character)),
            '\u{202a}'..='\u{202c}' if !right_to_left => {
                turning.push((at, character));
            }
            // Flags of regions are spelled in tags.
            '\u{e0001}'..='\u{e007f}' if !flag => turning.push((at, character)),
            '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{180e}' => {
                joining.push((at, character));
            }
            '\u{200c}' | '\u{200d}' if before.is_ascii() && after.is_ascii() => {
                joining.push((at, character));
            }
            _ => {}
        }
        flag = character == '\u{1f3f4}' || flag && matches!(character, '\u{e0001}'..='\u{e007f}');
        before = character;
    }
    let beside = joining
        .iter()
        .zip(joining.iter().skip(1))
        .any(|((a, first), (b, _))| a + first.len_utf8() == *b);
    let letters = text.chars().count();
    if beside || joining.len() >= MANY && joining.len() * SHARE > letters {
        turning.extend(joining);
        turning.sort_unstable();
    }
    turning
}

fn is_right_to_left(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}
