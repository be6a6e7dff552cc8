//! Reads a page's tree: text, outline and metadata in one walk.

use ego_tree::iter::Edge;
use scraper::node::{Element, Node};

use super::elements::{is_block, is_label, is_skipped};
use super::metadata::Collector;
use super::signs::Signs;
use super::title;
use super::tree::tree;
use super::walk::{Flow, Opening};
use crate::model::{Document, Notice, Stated, Tag};

/// Attributes that say what an element is for, kept as `name=value` tokens.
const SPEAKING: [&str; 6] = [
    "role",
    "itemprop",
    "itemtype",
    "aria-label",
    "data-testid",
    "data-component",
];

/// Reads the text, the outline and the metadata of a page into `document`.
pub(super) fn read(html: &str, document: &mut Document) {
    let (tree, notices) = tree(html);
    let mut collector = Collector::default();
    let mut signs = Signs::default();
    let mut flow = Flow::new(document);
    let mut skipping = 0_usize;
    let mut names = String::new();
    for edge in tree.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    let name = element.name();
                    collector.element(element, || {
                        node.children()
                            .filter_map(|child| child.value().as_text())
                            .map(|text| &*text.text)
                            .collect()
                    });
                    if skipping > 0 || is_skipped(name) {
                        skipping += 1;
                        flow.gap();
                    } else if name == "br" {
                        flow.line_break();
                    } else {
                        signs.element(element, flow.nodes());
                        name_tokens(element, &mut names);
                        flow.enter(&Opening {
                            tag: Tag::from_name(name),
                            block: is_block(name),
                            label: is_label(name),
                            hidden: is_hidden(element),
                            names: &names,
                            href: element.attr("href"),
                        });
                    }
                }
                Node::Text(text) if skipping == 0 => flow.text(&text.text),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    if skipping > 0 {
                        skipping -= 1;
                    } else if element.name() != "br" {
                        flow.leave();
                    }
                }
            }
        }
    }
    flow.finish();
    document
        .notices
        .extend(notices.iter().map(|notice| Notice::new(notice.to_string())));
    let stated = collector.finish();
    let headline = title::choose(document, &stated);
    document.genres = stated.genres;
    document.metadata.fill_from(stated.into_metadata());
    if document.metadata.title.is_none() {
        document.metadata.title = headline;
    }
    document.stated = Stated {
        author: document.metadata.author.is_some(),
        published: document.metadata.published.is_some(),
    };
    signs.complete(document);
}

/// Class and id tokens and the attributes that say what an element is for.
fn name_tokens(element: &Element, names: &mut String) {
    names.clear();
    for (name, value) in element.attrs() {
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        match name {
            "class" | "id" => {
                for token in value.split_ascii_whitespace() {
                    if !names.is_empty() {
                        names.push(' ');
                    }
                    names.push_str(token);
                }
            }
            _ if SPEAKING.contains(&name) => {
                if !names.is_empty() {
                    names.push(' ');
                }
                names.push_str(name);
                names.push('=');
                names.extend(
                    value
                        .chars()
                        .take(60)
                        .map(|c| if c.is_whitespace() { '-' } else { c }),
                );
            }
            _ => {}
        }
    }
}

fn is_hidden(element: &Element) -> bool {
    element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || element.attr("style").is_some_and(|style| {
            let style: String = style
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect::<String>()
                .to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}
