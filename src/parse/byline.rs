//! Who wrote a page, by what stands on it: elements that name their author,
//! and lines that begin with "By".

use std::sync::OnceLock;

use regex::bytes::Regex;

use super::signs::{Signs, headline, is_beside};
use crate::model::Document;

/// The longest text that is a name and little else, in bytes.
const LONGEST: usize = 160;
/// The longest name, in characters and in words.
const NAME: usize = 60;
const WORDS: usize = 8;

/// Elements inside of one that are looked through for the name.
const INSIDE: usize = 32;

/// What elements that name an author are called beside that.
const CALLED: [&str; 8] = [
    "autor",
    "auteur",
    "verfasser",
    "username",
    "contributor",
    "poster",
    "writer",
    "creator",
];
/// Words directly before a name.
const BY: [&str; 11] = [
    "by", "von", "par", "por", "di", "door", "af", "av", "od", "przez", "от",
];
/// Words before those, and before a name where a colon stands between.
const LEADING: [&str; 32] = [
    "autor",
    "autorin",
    "autora",
    "autore",
    "author",
    "auteur",
    "автор",
    "yazan",
    "text",
    "texto",
    "testo",
    "words",
    "written",
    "posted",
    "published",
    "story",
    "geschrieben",
    "verfasst",
    "veröffentlicht",
    "publicado",
    "erstellt",
    "view",
    "show",
    "see",
    "all",
    "posts",
    "articles",
    "zeige",
    "alle",
    "beiträge",
    "artikel",
    "reviewed",
];
/// Words after a name, in front of a day or a place.
const AFTER: [&str; 16] = [
    "on",
    "am",
    "le",
    "el",
    "il",
    "den",
    "in",
    "vom",
    "at",
    "für",
    "for",
    "published",
    "updated",
    "posted",
    "last",
    "reviewed",
];
/// What is no name although it stands where names do.
const NOBODY: [&str; 22] = [
    "admin",
    "administrator",
    "redaktion",
    "staff",
    "editor",
    "guest",
    "team",
    "author",
    "authors",
    "autor",
    "home",
    "news",
    "blog",
    "comment",
    "comments",
    "follow",
    "share",
    "about",
    "view",
    "more",
    "website",
    "read",
];
/// Parts of what is no name.
const NO_NAME: [&str; 9] = [
    "posts",
    "article",
    "follow",
    "copyright",
    "click",
    "profile",
    "http",
    "www.",
    ".com",
];

/// The author, where the page states none or only its own name.
pub(super) fn find(document: &Document, signs: &Signs) -> Option<String> {
    let headline = headline(document);
    let called = called(document);
    let of = |is: fn(&str) -> bool| {
        let nodes = called.iter().copied();
        nodes.filter(|&node| has(document, node, is)).collect()
    };
    let marked: [&dyn Fn() -> Vec<u32>; 3] = [
        &|| of(|name| name == "itemprop=author"),
        &|| signs.authors.clone(),
        &|| of(names_author),
    ];
    let nearest = |nodes: Vec<u32>| {
        let named = nodes.into_iter().filter_map(|node| {
            let text = named(document, node)?;
            let beside = is_beside(document, node);
            Some((near(headline, node), name(text).filter(|_| !beside)?))
        });
        named.min_by_key(|(near, _)| *near).map(|(_, name)| name)
    };
    let marked = marked.into_iter().find_map(|nodes| nearest(nodes()));
    marked.or_else(|| written(document, headline))
}

/// How far a node is from the headline; those before it come last.
fn near(headline: u32, node: u32) -> (bool, u32) {
    (node < headline, node.abs_diff(headline))
}

/// The nodes of which a name may speak of an author, in order.
fn called(document: &Document) -> Vec<u32> {
    static AUTHORS: OnceLock<Option<Regex>> = OnceLock::new();
    let words = format!("(?i-u)author|byline|{}", CALLED.join("|"));
    let authors = AUTHORS.get_or_init(|| Regex::new(&words).ok());
    let outline = &document.outline;
    let found = authors
        .iter()
        .flat_map(|authors| authors.find_iter(outline.all_names().as_bytes()));
    let mut nodes: Vec<u32> = found
        .filter_map(|found| outline.named_at(found.start()))
        .collect();
    nodes.dedup();
    nodes
}

/// The name of an author that is stated with "By" before it.
pub(super) fn alone(stated: &str) -> Option<String> {
    let name = without_by(stated)?;
    (!name.is_empty()).then(|| name.to_owned())
}

/// Whether what the page states as its author is rather its own name.
pub(super) fn is_weak(author: &str, site: Option<&str>) -> bool {
    let folded = |text: &str| text.to_lowercase();
    author.contains("://")
        || author.contains('.') && !author.contains(' ')
        || author.chars().all(|c| !c.is_alphabetic())
        || site.is_some_and(|site| folded(site) == folded(author))
        || NOBODY.contains(&&*folded(author))
}

/// Whether a node with text has such a name.
fn has(document: &Document, node: u32, is: impl Fn(&str) -> bool) -> bool {
    let outline = &document.outline;
    let node = outline.get(node).filter(|node| !node.span.is_empty());
    node.is_some_and(|node| outline.names(node).split(' ').any(is))
}

/// Whether a class or id says that an element names the author.
fn names_author(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    !lower.contains('=')
        && (lower.contains("author") && !lower.contains("authori")
            || lower.contains("byline")
            || lower.split(['-', '_']).any(|part| CALLED.contains(&part)))
}

/// The text of a node, or of the element in it that is the name alone; none
/// where it is more than a name.
fn named(document: &Document, at: u32) -> Option<&str> {
    let outline = &document.outline;
    let node = outline.get(at).filter(|node| node.span.len() <= LONGEST)?;
    let inside = outline
        .nodes()
        .iter()
        .zip(0..)
        .skip(at as usize + 1)
        .take(INSIDE);
    let mut inside = inside.take_while(|(inner, _)| inner.span.start < node.span.end);
    let name = inside.find(|&(_, at)| has(document, at, |name| name == "itemprop=name"));
    let span = name.map_or(node.span, |(name, _)| name.span);
    Some(span.of(&document.text).trim())
}

/// The name in a short line that begins with "By".
fn written(document: &Document, headline: u32) -> Option<String> {
    let place = |node: Option<u32>| node.map_or((true, u32::MAX), |at| near(headline, at));
    let blocks = document.blocks.iter().zip(1..).filter_map(|(block, next)| {
        let line = document.content(block).lines().next().unwrap_or_default();
        let rest = without_by(line)?;
        let said = if rest.is_empty() {
            document
                .blocks
                .get(next)
                .map(|block| document.content(block))
                .unwrap_or_default()
        } else {
            rest
        };
        if said.len() > LONGEST || block.node.is_some_and(|node| is_beside(document, node)) {
            return None;
        }
        Some((place(block.node), name(said)?))
    });
    blocks.min_by_key(|(near, _)| *near).map(|(_, name)| name)
}

/// What comes after "By" and the like, where a text begins so.
fn without_by(text: &str) -> Option<&str> {
    let mut rest = text.trim();
    let mut any = false;
    while let Some((word, after)) = first_word(rest) {
        let word = word.to_lowercase();
        let by = BY.contains(&&*word);
        if !by && !LEADING.contains(&&*word) {
            break;
        }
        any |= by || after.trim_start().starts_with(':');
        rest = after.trim_start_matches([':', ' ', '\n', '\u{a0}']);
    }
    any.then_some(rest)
}

fn first_word(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// The name that a text is, or begins with.
fn name(text: &str) -> Option<String> {
    let text = without_by(text).unwrap_or(text);
    let end = text
        .find(['|', '•', '·', '–', '—', '(', '\n', '/'])
        .unwrap_or(text.len());
    let text = text.get(..end).unwrap_or_default();
    let text = text.split(" - ").next().unwrap_or_default();
    let mut words: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let plain = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        if number || !words.is_empty() && AFTER.contains(&&*plain) {
            break;
        }
        words.push(word);
    }
    let name = words.join(" ");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    is_name(name).then(|| name.to_owned())
}

fn is_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    let (characters, words) = (name.chars().count(), name.split(' ').count());
    let capital = name.starts_with(|c: char| !c.is_lowercase());
    (2..=NAME).contains(&characters)
        && words <= WORDS
        && (capital || words == 1)
        && name.chars().any(char::is_alphabetic)
        && !NOBODY.contains(&&*lower)
        && !NO_NAME.iter().any(|part| lower.contains(part))
}
