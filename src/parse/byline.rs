//! Who wrote a page, by what stands on it: elements that name their author,
//! and lines that begin with "By".

use memchr::memmem;

use super::name::{is_nobody, name, without_by};
use super::signs::{Signs, headline, is_beside};
use crate::model::Document;

/// The longest text that is a name and little else, in bytes.
const LONGEST: usize = 160;
/// Elements inside of one that are looked through for the name.
const INSIDE: usize = 32;

/// What is part of the names of elements that name an author.
const PARTS: [&str; 2] = ["author", "byline"];
/// What they are called beside that.
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
        let mut nodes = nodes;
        nodes.sort_by_key(|&node| near(headline, node));
        nodes.into_iter().find_map(|node| {
            let name = name(named(document, node)?)?;
            (!is_beside(document, node)).then_some(name)
        })
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
    let outline = &document.outline;
    let names = outline.all_names().to_ascii_lowercase();
    let words = PARTS.iter().chain(&CALLED);
    let found = words.flat_map(|word| memmem::find_iter(names.as_bytes(), word.as_bytes()));
    let mut nodes: Vec<u32> = found.filter_map(|at| outline.named_at(at)).collect();
    nodes.sort_unstable();
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
        || is_nobody(author)
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
