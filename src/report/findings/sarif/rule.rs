//! A rule's card as a SARIF descriptor.

use super::log::{Configuration, Descriptor, Level, Message, Properties};
use crate::model::{CheckCard, Severity};

/// What viewers show of a rule.
pub(super) fn descriptor(card: &CheckCard) -> Descriptor {
    Descriptor {
        id: card.code,
        name: card.name,
        short_description: Message::plain(&sentence(card.summary)),
        full_description: Message::plain(&sentence(card.why)),
        help: Message {
            text: sentence(card.help),
            markdown: Some(markdown(card)),
        },
        default_configuration: Configuration {
            level: Level::from(card.severity),
        },
        properties: Properties {
            tags: [card.group],
            // GitHub's word for what is neither error nor warning.
            severity: match card.severity {
                Severity::Note => "recommendation",
                Severity::Warning | Severity::Error => card.severity.name(),
            },
        },
    }
}

/// The rule's page: why it matters, what to do, an example of both.
fn markdown(card: &CheckCard) -> String {
    let (why, help) = (sentence(card.why), sentence(card.help));
    let examples = [example("Found", card.bad), example("Put right", card.good)];
    format!("{why}\n\n{help}\n{}", examples.concat())
}

/// An example under its heading; nothing where there is none.
fn example(heading: &str, example: &str) -> String {
    let (example, fence) = (example.trim_end(), fence(example));
    if example.is_empty() {
        return String::new();
    }
    format!("\n**{heading}**\n\n{fence}\n{example}\n{fence}\n")
}

/// A fence longer than any in the example (`CommonMark` 4.5).
fn fence(example: &str) -> String {
    let longest = example.split(|c| c != '`').map(str::len).max();
    "`".repeat(longest.unwrap_or(0).max(2) + 1)
}

/// The words with a capital and a full stop, as SARIF has its descriptions
/// (3.49.9).
fn sentence(words: &str) -> String {
    let mut chars = words.trim().chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    let mut out: String = first.to_uppercase().chain(chars).collect();
    if !out.ends_with(['.', '!', '?']) {
        out.push('.');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn words_become_a_sentence() {
        assert_eq!(sentence("a date nobody reads"), "A date nobody reads.");
        assert_eq!(sentence("Dates sort."), "Dates sort.");
        assert_eq!(sentence(""), "");
    }
}
