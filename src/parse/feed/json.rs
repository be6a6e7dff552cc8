//! JSON Feed 1.0 and 1.1 to a feed.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

use super::address::{Base, base, resolve};
use super::elements::Elements;
use super::problems::{Problems, at};
use crate::model::{Content, Entry, Feed, FeedKind, Media, ProblemKind, Span, Vocabulary};

/// Objects in objects that are told with their members: an attachment of an
/// item is the deepest.
const DEEPEST: usize = 2;

/// What a value stands in.
#[derive(Clone, Copy, Debug, Default)]
struct Standing {
    parent: Option<usize>,
    entry: Option<usize>,
    depth: usize,
}

/// The members of an object, values unread.
type Members<'a> = BTreeMap<String, &'a RawValue>;

pub(super) fn read(text: &str, source: Option<&str>, mut problems: Problems) -> Feed {
    let mut feed = Feed::default();
    match serde_json::from_str::<Members<'_>>(text) {
        Ok(members) => fill(&mut feed, text, &members, source, &mut problems),
        Err(error) => {
            let end = offset(text, error.line(), error.column());
            problems.note(ProblemKind::Truncated, end, || {
                format!("is no JSON object: {error}")
            });
        }
    }
    if feed.kind.is_none() {
        problems.note(ProblemKind::NotAFeed, 0, || {
            "has no `version` of JSON Feed".into()
        });
    }
    feed.problems = problems.finish();
    feed
}

fn fill(
    feed: &mut Feed,
    text: &str,
    members: &Members<'_>,
    source: Option<&str>,
    problems: &mut Problems,
) {
    let stated = |name: &str| {
        members
            .get(name)
            .and_then(|raw| serde_json::from_str::<Value>(raw.get()).ok())
    };
    let string = |name: &str| stated(name).as_ref().and_then(plain);
    feed.kind = string("version")
        .filter(|version| version.contains("jsonfeed.org/version/"))
        .map(|version| {
            if version.ends_with("/1") || version.ends_with("/1.0") {
                FeedKind::Json10
            } else {
                FeedKind::Json11
            }
        });
    let mut elements = Elements::default();
    let own = members.iter().filter(|(name, _)| *name != "items");
    for (name, raw) in own {
        outline(text, name, raw, Standing::default(), &mut elements);
    }
    let base = base(source);
    feed.title = string("title").map(text_content);
    feed.summary = string("description").map(text_content);
    feed.link = string("home_page_url").map(|address| resolve(&base, &address));
    feed.id = string("feed_url");
    feed.language = string("language");
    feed.author = authors(stated("authors").as_ref(), stated("author").as_ref());
    if let Some(raw) = members.get("items") {
        items(feed, text, raw, &base, problems, &mut elements);
    }
    feed.elements = elements.finish();
}

fn items(
    feed: &mut Feed,
    text: &str,
    raw: &RawValue,
    base: &Base,
    problems: &mut Problems,
    elements: &mut Elements,
) {
    let start = position(text, raw.get());
    let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) else {
        problems.note(ProblemKind::NotAFeed, start, || {
            "`items` is no array".into()
        });
        return;
    };
    for item in items {
        let start = position(text, item.get());
        let Ok(value @ Value::Object(_)) = serde_json::from_str::<Value>(item.get()) else {
            problems.note(ProblemKind::MismatchedTag, start, || {
                "an item is no object".into()
            });
            continue;
        };
        let mut entry = entry(&value, |address| resolve(base, address));
        let standing = Standing {
            entry: Some(feed.entries.len()),
            ..Standing::default()
        };
        outline(text, "items", item, standing, elements);
        entry.place = at(start);
        entry.span = Span::new(start, start + item.get().len());
        entry.author = entry.author.or_else(|| feed.author.clone());
        entry.language = entry.language.or_else(|| feed.language.clone());
        feed.entries.push(entry);
    }
}

fn entry(item: &Value, whole: impl Fn(&str) -> String) -> Entry {
    let string = |name: &str| item.get(name).and_then(plain);
    let html = string("content_html").map(|value| Content {
        value,
        media: Media::Html,
        ..Content::default()
    });
    Entry {
        id: string("id"),
        title: string("title").map(text_content),
        link: string("url")
            .or_else(|| string("external_url"))
            .map(|address| whole(&address)),
        author: authors(item.get("authors"), item.get("author")),
        published: string("date_published"),
        updated: string("date_modified"),
        language: string("language"),
        summary: string("summary").map(text_content),
        content: html.or_else(|| string("content_text").map(text_content)),
        ..Entry::default()
    }
}

/// Tells an object with its members, or a plain value, but not `null`; the values of an array
/// are told one by one, as are those of a member of a member.
fn outline(text: &str, name: &str, raw: &RawValue, standing: Standing, elements: &mut Elements) {
    let written = raw.get();
    if written == "null" {
        return;
    }
    if written.starts_with('[') {
        let values = serde_json::from_str::<Vec<&RawValue>>(written).unwrap_or_default();
        for value in values
            .into_iter()
            .filter(|value| !value.get().starts_with('['))
        {
            outline(text, name, value, standing, elements);
        }
        return;
    }
    let start = position(text, written);
    let span = Span::new(start, start + written.len());
    let tag = Span::new(start, start);
    let element = elements.open(
        (Vocabulary::Json, name),
        standing.parent,
        standing.entry,
        &[],
        tag,
    );
    elements.close(element, Span::new(span.end, span.end));
    if !written.starts_with('{') {
        let value = serde_json::from_str::<Value>(written).ok();
        let value = value.as_ref().and_then(plain).unwrap_or_default();
        elements.text(element, &value);
    } else if element.is_some() && standing.depth < DEEPEST {
        let members = serde_json::from_str::<Members<'_>>(written).unwrap_or_default();
        let inside = Standing {
            parent: element,
            depth: standing.depth + 1,
            ..standing
        };
        for (name, raw) in &members {
            outline(text, name, raw, inside, elements);
        }
    }
}

/// A string that is not blank; identifiers may be numbers.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn text_content(value: String) -> Content {
    Content {
        value,
        ..Content::default()
    }
}

/// The names of `authors` (1.1), or of the one `author` (1.0).
fn authors(several: Option<&Value>, one: Option<&Value>) -> Option<String> {
    let several = several.and_then(Value::as_array).map(Vec::as_slice);
    let names: Vec<&str> = several
        .unwrap_or_default()
        .iter()
        .chain(one.filter(|_| several.is_none_or(<[_]>::is_empty)))
        .filter_map(|author| author.get("name").and_then(Value::as_str))
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// Where a part of `text` stands in it.
fn position(text: &str, part: &str) -> usize {
    part.as_ptr().addr().saturating_sub(text.as_ptr().addr())
}

/// The byte of a line and column of serde's, both counted from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let at = (before + column.saturating_sub(1)).min(text.len());
    // Columns are bytes; a character has at most four.
    let start = (at.saturating_sub(3)..=at)
        .rev()
        .find(|&at| text.is_char_boundary(at));
    start.unwrap_or(0)
}
