//! Elements to statements: what the start and the end of each mean.

use super::address::{Base, resolve};
use super::attributes::value;
use super::draft::{Draft, Field, Rank};
use super::person::{Person, name};
use super::problems::at;
use super::role::Role;
use super::wording::{Manner, Wording};
use super::xml::{Frame, Reading};
use crate::model::{Content, FeedKind, ProblemKind, Span};

impl Reading<'_> {
    /// Does what the start of an element means.
    pub(super) fn begin(
        &mut self,
        frame: &Frame<'_>,
        local: &str,
        found: &[(&str, String)],
        start: usize,
    ) {
        match frame.role {
            Role::Outside if self.stack.is_empty() => {
                let name = frame.name;
                self.problems.note(ProblemKind::JunkAroundRoot, start, || {
                    format!("element `{name}` stands outside the feed")
                });
            }
            Role::Feed => {
                self.root(local, found);
                if let Some(language) = &frame.language {
                    self.about
                        .say_plain(Field::Language, Rank::Fallback, &**language);
                }
            }
            Role::Entry => {
                // An Atom document may be one entry.
                self.root(local, found);
                let mut draft = Draft::default();
                if let Some(about) = value(found, "rdf:about") {
                    draft.say_plain(Field::Id, Rank::Extension, about);
                }
                if let Some(language) = &frame.language {
                    draft.say_plain(Field::Language, Rank::Fallback, &**language);
                }
                self.entry = Some((start, draft));
            }
            Role::Person(_) => self.person = Person::default(),
            Role::Says(field, rank) => {
                let manner = Manner::of(value(found, "type"), value(found, "mode"));
                if field == Field::Link
                    && let Some(address) = value(found, "href")
                {
                    let address = resolve(&frame.base, address);
                    self.draft().say_plain(field, rank, address);
                }
                self.wording = Some(Wording {
                    manner,
                    language: frame.language.as_deref().map(Into::into),
                    base: frame.base.clone(),
                    permalink: local == "guid" && value(found, "isPermaLink") != Some("false"),
                    ..Wording::default()
                });
            }
            Role::Part(_) => self.wording = Some(Wording::default()),
            Role::Inline => {
                if let Some(wording) = &mut self.wording {
                    wording.open(local, found, &frame.base);
                }
            }
            Role::Link => self.link(frame, found),
            Role::Group | Role::Other | Role::Outside => {}
        }
    }

    /// The first element that can be a root is the root.
    fn root(&mut self, local: &str, found: &[(&str, String)]) {
        if self.feed.kind.is_none() {
            self.feed.kind = Some(kind(local, found));
        }
    }

    /// An Atom link counts where it leads to the page itself.
    fn link(&mut self, frame: &Frame<'_>, found: &[(&str, String)]) {
        let Some(address) = value(found, "href") else {
            return;
        };
        let kind = value(found, "type").unwrap_or("text/html");
        let rank = match value(found, "rel").unwrap_or("alternate") {
            "alternate" | "http://www.iana.org/assignments/relation/alternate" => {
                match self.feed.kind {
                    _ if !kind.contains("html") => Rank::Fallback,
                    Some(FeedKind::Atom03 | FeedKind::Atom10) => Rank::Own,
                    _ => Rank::Extension,
                }
            }
            _ => return,
        };
        let address = resolve(&frame.base, address);
        self.draft().say_plain(Field::Link, rank, address);
    }

    /// Does what the end of an element means.
    pub(super) fn complete(&mut self, frame: &Frame<'_>, after: usize) {
        match frame.role {
            Role::Inline => {
                let (_, local) = frame.name.split_once(':').unwrap_or(("", frame.name));
                if let Some(wording) = &mut self.wording {
                    wording.close(local);
                }
            }
            Role::Says(field, rank) => {
                if let Some(wording) = self.wording.take() {
                    self.said(field, rank, wording, &frame.base);
                }
            }
            Role::Part(part) => {
                let value = self.wording.take().map(Wording::finish);
                let value = value.unwrap_or_default().value;
                self.person.say(part, value);
            }
            Role::Person(rank) => {
                let person = std::mem::take(&mut self.person).into_name();
                self.draft().say_plain(Field::Author, rank, person);
            }
            Role::Entry => {
                if let Some((start, draft)) = self.entry.take() {
                    let mut entry = draft.into_entry();
                    entry.place = at(start);
                    entry.span = Span::new(start, after);
                    self.feed.entries.push(entry);
                }
            }
            Role::Feed | Role::Group | Role::Link | Role::Other | Role::Outside => {}
        }
    }

    fn said(&mut self, field: Field, rank: Rank, wording: Wording, base: &Base) {
        let permalink = wording.permalink;
        let mut content: Content = wording.finish();
        if field == Field::Link {
            content.value = resolve(base, &content.value);
        }
        if field == Field::Id && permalink && content.value.contains("://") {
            let address = content.value.clone();
            self.draft().say_plain(Field::Link, Rank::Fallback, address);
        }
        match field {
            Field::Author => content.value = name(&content.value).into(),
            Field::Language => content.value = content.value.replace('_', "-"),
            _ => {}
        }
        self.draft().say(field, rank, content);
    }

    /// What statements are about: the open entry, or the feed.
    fn draft(&mut self) -> &mut Draft {
        match &mut self.entry {
            Some((_, draft)) => draft,
            None => &mut self.about,
        }
    }
}

/// The format a root element is of.
fn kind(local: &str, found: &[(&str, String)]) -> FeedKind {
    let version = value(found, "version").unwrap_or_default();
    let names = |part: &str| {
        found
            .iter()
            .any(|(name, value)| name.starts_with("xmlns") && value.contains(part))
    };
    match local.to_ascii_lowercase().as_str() {
        "rss" if version.starts_with("0.9") => FeedKind::Rss09,
        "rss" => FeedKind::Rss20,
        "rdf" if names("netscape.com") => FeedKind::Rss09,
        "rdf" => FeedKind::Rss10,
        _ if names("purl.org/atom") || version.starts_with("0.") => FeedKind::Atom03,
        _ => FeedKind::Atom10,
    }
}
