//! Who wrote it, out of the ways to say so.

use super::role::Part;

/// What an Atom person element has said so far.
#[derive(Debug, Default)]
pub(super) struct Person {
    name: String,
    email: String,
    address: String,
}

impl Person {
    /// Takes what an element in it says.
    pub(super) fn say(&mut self, part: Part, value: String) {
        match part {
            Part::Name => self.name = value,
            Part::Email => self.email = value,
            Part::Address => self.address = value,
        }
    }

    /// Takes text directly in it, which is a name.
    pub(super) fn text(&mut self, text: &str) {
        self.name.push_str(text);
    }

    /// The name; what else is known of them where there is none.
    pub(super) fn into_name(self) -> String {
        [self.name, self.email, self.address]
            .into_iter()
            .find(|part| !part.is_empty())
            .unwrap_or_default()
    }
}

/// The name in an author as RSS writes it, which is a mail address with the
/// name in parentheses, and in the other orders there are.
pub(super) fn name(author: &str) -> &str {
    let author = author.trim();
    let parts = author
        .strip_suffix(')')
        .and_then(|author| author.split_once('('))
        .or_else(|| {
            author
                .strip_suffix('>')
                .and_then(|author| author.split_once('<'))
        });
    match parts.map(|(before, inside)| (before.trim(), inside.trim())) {
        Some((before, inside)) if before.contains('@') && !inside.is_empty() => inside,
        Some((before, inside)) if inside.contains('@') && !before.is_empty() => before,
        _ => author,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_mail_addresses() {
        for (author, expected) in [
            ("ada@a.example (Ada Lang)", "Ada Lang"),
            ("Ada Lang (ada@a.example)", "Ada Lang"),
            ("Ada Lang <ada@a.example>", "Ada Lang"),
            ("ada@a.example", "ada@a.example"),
            ("Ada (photos)", "Ada (photos)"),
            ("(ada@a.example)", "(ada@a.example)"),
        ] {
            assert_eq!(name(author), expected, "{author}");
        }
    }
}
