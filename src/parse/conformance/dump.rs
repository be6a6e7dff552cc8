//! A tree as the html5lib tests write it: a line a node, comments left out and
//! the texts around them joined.

use std::fmt::Write;

use html5ever::{QualName, ns};
use scraper::{Html, Node};

/// Writes a tree.
pub(super) fn dump(html: &Html) -> String {
    let mut out = String::new();
    let mut text = String::new();
    let mut depth = 0;
    for edge in html.tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => {
                match node.value() {
                    Node::Text(found) => text.push_str(found),
                    Node::Comment(_) => {}
                    Node::Document => continue,
                    other => {
                        flush(&mut text, depth, &mut out);
                        line(other, depth, &mut out);
                    }
                }
                depth += 1;
            }
            ego_tree::iter::Edge::Close(node) => match node.value() {
                Node::Document => {}
                Node::Text(_) | Node::Comment(_) => depth -= 1,
                _ => {
                    flush(&mut text, depth, &mut out);
                    depth -= 1;
                }
            },
        }
    }
    flush(&mut text, depth, &mut out);
    out
}

fn flush(text: &mut String, depth: usize, out: &mut String) {
    if !text.is_empty() {
        writeln!(out, "| {}\"{text}\"", "  ".repeat(depth)).expect("a string takes all");
        text.clear();
    }
}

fn line(node: &Node, depth: usize, out: &mut String) {
    let space = "  ".repeat(depth);
    match node {
        Node::Doctype(doctype) => {
            let ids = (doctype.public_id(), doctype.system_id());
            let ids = match ids {
                ("", "") => String::new(),
                (public, system) => format!(" \"{public}\" \"{system}\""),
            };
            writeln!(out, "| {space}<!DOCTYPE {}{ids}>", doctype.name())
        }
        Node::Element(element) => {
            writeln!(out, "| {space}<{}>", name(&element.name)).expect("a string takes all");
            let mut attributes: Vec<(String, &str)> = element
                .attrs
                .iter()
                .map(|(key, value)| (name(key), &**value))
                .collect();
            attributes.sort();
            for (key, value) in attributes {
                writeln!(out, "| {space}  {key}=\"{value}\"").expect("a string takes all");
            }
            Ok(())
        }
        Node::Fragment => writeln!(out, "| {space}content"),
        _ => Ok(()),
    }
    .expect("a string takes all");
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
