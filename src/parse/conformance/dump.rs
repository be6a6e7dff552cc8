//! A tree as the html5lib tests write it: a line a node, comments and document
//! types left out and the texts around them joined.

use std::fmt::{self, Write};

use html5ever::{QualName, ns};
use scraper::{Html, Node};

use super::spelling;
use crate::parse::tree::{Step, Tree};

/// Writes a tree of scraper.
pub(super) fn theirs(html: &Html) -> String {
    let mut lines = Lines::default();
    for edge in html.tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => match node.value() {
                Node::Text(found) => lines.text.push_str(found),
                Node::Element(element) => {
                    let attributes = element.attrs.iter();
                    let attributes = attributes.map(|(key, value)| (name(key), value.to_string()));
                    lines.open(&name(&element.name), attributes.collect());
                }
                Node::Fragment => lines.content(),
                _ => {}
            },
            ego_tree::iter::Edge::Close(node) => {
                if matches!(node.value(), Node::Element(_) | Node::Fragment) {
                    lines.close();
                }
            }
        }
    }
    lines.finish()
}

/// Writes a tree of ours, in which names are in small letters.
pub(super) fn ours(tree: &Tree<'_>) -> String {
    let mut lines = Lines::default();
    for step in tree.steps() {
        match step {
            Step::Open(id) => {
                if let Some(element) = tree.element(id) {
                    let attributes = element.attributes().iter();
                    let attributes = attributes.map(|attribute| {
                        let name = tree.spelling(attribute.name);
                        let name = spelling::attribute(element.space, name);
                        (name, element.value(attribute).into_owned())
                    });
                    let name = tree.spelling(element.name);
                    let name = spelling::element(element.space, name);
                    lines.open(&name, attributes.collect());
                } else if let Some(text) = tree.text(id) {
                    if !tree.continues(id) {
                        lines.text.push_str(&text);
                    }
                } else {
                    lines.content();
                }
            }
            Step::Close(id) => {
                if tree.text(id).is_none() {
                    lines.close();
                }
            }
        }
    }
    lines.finish()
}

/// What is written so far.
#[derive(Default)]
struct Lines {
    out: String,
    depth: usize,
    /// What no element parted yet.
    text: String,
}

impl Lines {
    fn line(&mut self, line: fmt::Arguments<'_>) {
        writeln!(self.out, "| {}{line}", "  ".repeat(self.depth)).expect("a string takes all");
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() {
            self.line(format_args!("\"{text}\""));
        }
    }

    fn open(&mut self, name: &str, mut attributes: Vec<(String, String)>) {
        self.flush();
        self.line(format_args!("<{name}>"));
        self.depth += 1;
        attributes.sort();
        for (key, value) in attributes {
            self.line(format_args!("{key}=\"{value}\""));
        }
    }

    fn content(&mut self) {
        self.flush();
        self.line(format_args!("content"));
        self.depth += 1;
    }

    fn close(&mut self) {
        self.flush();
        self.depth -= 1;
    }

    fn finish(mut self) -> String {
        self.flush();
        self.out
    }
}

fn name(name: &QualName) -> String {
    let space = match name.ns {
        ns!(svg) => "svg ",
        ns!(mathml) => "math ",
        ns!(xlink) => "xlink ",
        ns!(xml) => "xml ",
        ns!(xmlns) => "xmlns ",
        _ => "",
    };
    format!("{space}{}", name.local)
}
