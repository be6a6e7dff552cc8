//! Names to roles: what an element is, given what it stands in.

use super::draft::{Field, Rank};
use crate::model::{FeedKind, Vocabulary};

/// What an open element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It holds what the feed says, and entries.
    Feed,
    /// It is an entry.
    Entry,
    /// It holds more about its parent, as `media:group` does.
    Group,
    /// It names somebody, in elements of its own.
    Person(Rank),
    /// A name, an address or a page in such an element.
    Part(Part),
    /// It states something.
    Says(Field, Rank),
    /// Markup in something that states something.
    Inline,
    /// An Atom `link`: everything is in its attributes.
    Link,
    /// Neither it nor anything in it counts.
    Other,
    /// It is no feed, but a feed may be in it.
    Outside,
}

/// What a person element says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Name,
    Email,
    Address,
}

/// The role of an element called `local` in an element of role `parent`.
pub(super) fn role(
    kind: Option<FeedKind>,
    parent: Role,
    vocabulary: Vocabulary,
    local: &str,
) -> Role {
    let atom = matches!(kind, Some(FeedKind::Atom03 | FeedKind::Atom10));
    let vocabulary = match vocabulary {
        Vocabulary::Core if atom => Vocabulary::Atom,
        other => other,
    };
    match parent {
        Role::Outside => match local.to_ascii_lowercase().as_str() {
            "rss" | "rdf" | "feed" => Role::Feed,
            "entry" if vocabulary == Vocabulary::Atom => Role::Entry,
            _ => Role::Outside,
        },
        Role::Says(..) | Role::Part(_) | Role::Inline => Role::Inline,
        Role::Person(_) => match local {
            "name" => Role::Part(Part::Name),
            "email" => Role::Part(Part::Email),
            "uri" | "url" | "homepage" => Role::Part(Part::Address),
            _ => Role::Other,
        },
        Role::Other | Role::Link => Role::Other,
        Role::Feed | Role::Entry | Role::Group => match vocabulary {
            Vocabulary::Core => core(local, parent == Role::Entry),
            Vocabulary::Atom => self::atom(local, atom),
            Vocabulary::DublinCore | Vocabulary::DublinCoreTerms => dublin_core(local),
            Vocabulary::ContentModule if local == "encoded" => {
                Role::Says(Field::Content, Rank::Own)
            }
            Vocabulary::Xhtml if matches!(local, "body" | "div") => {
                Role::Says(Field::Content, Rank::Extension)
            }
            Vocabulary::Media => media(local),
            Vocabulary::Itunes => itunes(local),
            _ => Role::Other,
        },
    }
}

fn core(local: &str, entry: bool) -> Role {
    use Field::{Author, Content, Id, Language, Link, Published, Summary, Title, Updated};
    match local.to_ascii_lowercase().as_str() {
        "channel" => Role::Feed,
        "item" | "entry" => Role::Entry,
        "title" => Role::Says(Title, Rank::Own),
        "link" => Role::Says(Link, Rank::Own),
        "guid" => Role::Says(Id, Rank::Own),
        "id" => Role::Says(Id, Rank::Extension),
        "author" | "managingeditor" => Role::Says(Author, Rank::Own),
        "webmaster" if !entry => Role::Other,
        "pubdate" | "published" => Role::Says(Published, Rank::Own),
        "lastbuilddate" | "updated" | "modified" => Role::Says(Updated, Rank::Own),
        "language" => Role::Says(Language, Rank::Own),
        "description" | "summary" | "abstract" => Role::Says(Summary, Rank::Own),
        "content" | "body" | "fullitem" => Role::Says(Content, Rank::Extension),
        _ => Role::Other,
    }
}

fn atom(local: &str, own: bool) -> Role {
    use Field::{Content, Id, Published, Summary, Title, Updated};
    let rank = if own { Rank::Own } else { Rank::Extension };
    match local {
        "entry" if own => Role::Entry,
        "title" => Role::Says(Title, rank),
        "link" => Role::Link,
        "id" | "guid" => Role::Says(Id, rank),
        "author" => Role::Person(rank),
        "published" | "issued" => Role::Says(Published, rank),
        "created" => Role::Says(Published, Rank::Fallback),
        "updated" | "modified" => Role::Says(Updated, rank),
        "summary" | "subtitle" | "tagline" => Role::Says(Summary, rank),
        "info" => Role::Says(Summary, Rank::Fallback),
        "content" => Role::Says(Content, rank),
        _ => Role::Other,
    }
}

fn dublin_core(local: &str) -> Role {
    use Field::{Author, Id, Language, Published, Summary, Title, Updated};
    match local {
        "title" => Role::Says(Title, Rank::Extension),
        "creator" | "author" => Role::Says(Author, Rank::Extension),
        "issued" | "available" => Role::Says(Published, Rank::Extension),
        "date" | "created" => Role::Says(Published, Rank::Fallback),
        "modified" => Role::Says(Updated, Rank::Extension),
        "language" => Role::Says(Language, Rank::Extension),
        "identifier" => Role::Says(Id, Rank::Fallback),
        "description" | "abstract" => Role::Says(Summary, Rank::Extension),
        _ => Role::Other,
    }
}

fn media(local: &str) -> Role {
    match local {
        "group" => Role::Group,
        "title" => Role::Says(Field::Title, Rank::Fallback),
        "description" => Role::Says(Field::Summary, Rank::Fallback),
        _ => Role::Other,
    }
}

fn itunes(local: &str) -> Role {
    match local {
        "title" => Role::Says(Field::Title, Rank::Fallback),
        "author" => Role::Says(Field::Author, Rank::Fallback),
        "summary" => Role::Says(Field::Summary, Rank::Fallback),
        _ => Role::Other,
    }
}
