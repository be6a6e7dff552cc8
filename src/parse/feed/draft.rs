//! An entry or a feed in the making: of several statements, the best stays.

use std::collections::BTreeMap;

use crate::model::{Content, Entry, Feed};

/// What an element can say about an entry or a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Title,
    Link,
    Id,
    Author,
    Published,
    Updated,
    Language,
    Summary,
    Content,
}

/// How much an element's word counts among those for the same field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// What is taken where nothing else is there.
    Fallback,
    /// An extension's word.
    Extension,
    /// The format's own word.
    Own,
}

#[derive(Debug, Default)]
pub(super) struct Draft {
    said: BTreeMap<Field, (Rank, Content)>,
}

impl Draft {
    /// Takes a statement, unless one that counts as much is there; authors of
    /// one rank are all named.
    pub(super) fn say(&mut self, field: Field, rank: Rank, content: Content) {
        if content.value.trim().is_empty() {
            return;
        }
        match self.said.get_mut(&field) {
            Some((known, said)) if *known == rank && field == Field::Author => {
                if said.value.len() < 1000 && !said.value.contains(&*content.value) {
                    said.value.push_str(", ");
                    said.value.push_str(&content.value);
                }
            }
            Some((known, _)) if *known >= rank => {}
            _ => {
                self.said.insert(field, (rank, content));
            }
        }
    }

    /// Takes a statement that is a plain value.
    pub(super) fn say_plain(&mut self, field: Field, rank: Rank, value: impl Into<String>) {
        let value = Content {
            value: value.into(),
            ..Content::default()
        };
        self.say(field, rank, value);
    }

    fn content(&mut self, field: Field) -> Option<Content> {
        self.said.remove(&field).map(|(_, content)| content)
    }

    fn plain(&mut self, field: Field) -> Option<String> {
        let value = self.content(field)?.value;
        let folded = value.split_whitespace().collect::<Vec<_>>().join(" ");
        (!folded.is_empty()).then_some(folded)
    }

    pub(super) fn into_entry(mut self) -> Entry {
        Entry {
            id: self.plain(Field::Id),
            title: self.content(Field::Title),
            link: self.plain(Field::Link),
            author: self.plain(Field::Author),
            published: self.plain(Field::Published),
            updated: self.plain(Field::Updated),
            language: self.plain(Field::Language),
            summary: self.content(Field::Summary),
            content: self.content(Field::Content),
            ..Entry::default()
        }
    }

    /// Gives what was said to `feed`.
    pub(super) fn finish(mut self, feed: &mut Feed) {
        feed.id = self.plain(Field::Id);
        feed.title = self.content(Field::Title);
        feed.link = self.plain(Field::Link);
        feed.author = self.plain(Field::Author);
        feed.published = self.plain(Field::Published);
        feed.updated = self.plain(Field::Updated);
        feed.language = self.plain(Field::Language);
        feed.summary = self.content(Field::Summary);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_word_stays_and_authors_are_all_named() {
        let mut draft = Draft::default();
        for (field, rank, value) in [
            (Field::Title, Rank::Extension, "media"),
            (Field::Title, Rank::Own, " own\n title "),
            (Field::Title, Rank::Fallback, "last"),
            (Field::Link, Rank::Own, "  "),
            (Field::Author, Rank::Extension, "Ada"),
            (Field::Author, Rank::Extension, "Bo"),
            (Field::Author, Rank::Extension, "Ada"),
        ] {
            draft.say_plain(field, rank, value);
        }
        let entry = draft.into_entry();
        assert_eq!(entry.title.unwrap().value, " own\n title ");
        assert_eq!(entry.author.as_deref(), Some("Ada, Bo"));
        assert_eq!(entry.link, None);
    }
}
