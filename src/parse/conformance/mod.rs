//! The parser held against others: html5ever on pages and on pages gone wrong,
//! and the html5lib tests.
//!
//! What needs data that is not here is given by the environment:
//! `TAMIS_HTML5LIB` is a folder with html5lib's `tokenizer` and
//! `tree-construction`, `TAMIS_PAGES` a folder of pages, and `TAMIS_MUTANTS`
//! says how many pages are made to go wrong.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test reads its cases from files and tells how many there were"
)]

mod dump;
mod mutants;
mod parsers;
mod spelling;
mod suite;

use std::path::{Path, PathBuf};

use self::parsers::{Other, differing};
use super::tree::tree_like_browsers;

/// Pages small enough to read, one for each way in which trees are mended.
const SEEDS: [&str; 16] = [
    "<!doctype html><html lang=en><head><title>a&amp;b</title><meta charset=utf-8></head><body class=x><p>a<p>b</body></html>",
    "<p><b>a<i>b</b>c</i>d<a href=1>e<a href=2>f</a></p>g",
    "<table><caption>a</caption><tr><td>b<th>c<tbody><tr>d<td>e</table>f",
    "<table>a<tr>b<td><table><td>c</table></td>d<form><input type=hidden><input></form></table>",
    "<ul><li>a<li><ol><li>b</ol><dl><dt>c<dd>d</dl></ul>",
    "<select><option>a<optgroup><option>b<select><input><textarea>c</textarea>",
    "<svg viewBox=x><title>a<p>b</title><foreignObject><p>c</foreignObject><path d=e /><![CDATA[<f>]]></svg>g",
    "<math><mi>a<annotation-xml encoding=e><p>b</annotation-xml><mglyph><font color=c>d",
    "<script>if (a < b) '<p>' <!-- <script> </script> --></script><style>a > b</style><noscript><img src=c></noscript>",
    "<textarea>\n\na &lt;</textarea><pre>\nb</pre><listing>\nc</listing><title>d</titles></title>",
    "<template><td>a<template><col></template></template><frameset><frame></frameset>",
    "<div a=1 A=2 b='c&copy=d' e=\"f&copy;\" g=h&lt;i/>j&notit;k&#x80;l&#0;m</div>",
    "<!-- a -->b<!doctype c>d<!x>e<?f>g</ h>i</>j<!-->k<!--->l<!----!>m",
    "<button>a<button>b<h1>c<h2>d</h1>e<nobr>f<nobr>g<marquee>h</b>i</marquee><center>j",
    "<body a=1><html b=2><body c=3></p></br><head><image><isindex><plaintext>d</plaintext>",
    "a\r\nb\rc\0d<p\n\re\x0cf>\u{e9}\u{65e5}\u{1f30a}&#128512;&NotEqualTilde;</p\t>",
];

#[test]
fn trees_of_small_pages_are_those_of_html5ever() {
    for page in SEEDS {
        assert_eq!(differing(page), None, "{page:?}");
    }
}

#[test]
fn trees_of_deep_pages_below_the_limit_are_those_of_html5ever() {
    let page = format!(
        "<form>{}<svg><foreignObject><p>a</foreignObject></svg></x></i>b<b>c</p>d{}<form>e",
        "<div><span><a href=x>".repeat(60),
        "</div>".repeat(50),
    );
    assert_eq!(differing(&page), None);
}

#[test]
fn trees_of_mutants_are_those_of_html5ever() {
    let count = number("TAMIS_MUTANTS").unwrap_or(3000);
    let mut made = mutants::Mutants::of(&SEEDS, 0x7a61_6d69);
    let mut limited = 0;
    for at in 0..count {
        let page = made.next_page();
        match differing(&page) {
            None => {}
            Some(Other::Limited) => limited += 1,
            Some(Other::Tree(where_)) => panic!("mutant {at}: {page:?}\n{where_}"),
        }
    }
    eprintln!("{count} mutants, {limited} of them told of what the limits dropped");
}

#[test]
fn trees_of_real_pages_are_those_of_html5ever() {
    let Some(folder) = folder("TAMIS_PAGES") else {
        return;
    };
    let (mut pages, mut limited, mut wrong) = (0, 0, Vec::new());
    for path in files(&folder, "html") {
        let bytes = std::fs::read(&path).unwrap_or_default();
        pages += 1;
        match differing(&String::from_utf8_lossy(&bytes)) {
            None => {}
            Some(Other::Limited) => limited += 1,
            Some(Other::Tree(where_)) => wrong.push(format!("{}: {where_}", path.display())),
        }
    }
    eprintln!("{pages} pages, {limited} of them told of what the limits dropped");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn tests_of_html5lib_pass() {
    for (case, expected) in suite::own_trees() {
        assert_eq!(
            dump::ours(&tree_like_browsers(&case).0),
            expected,
            "{case:?}"
        );
    }
    for case in suite::own_tokens() {
        assert_eq!(case.found(), Some(case.expected()), "{case:?}");
    }
    let Some(folder) = folder("TAMIS_HTML5LIB") else {
        return;
    };
    let mut tally = suite::Tally::default();
    for path in files(&folder.join("tree-construction"), "dat") {
        tally.trees(&std::fs::read_to_string(&path).unwrap_or_default());
    }
    for path in files(&folder.join("tokenizer"), "test") {
        tally.tokens(&std::fs::read_to_string(&path).unwrap_or_default());
    }
    eprintln!("{tally}");
    assert!(tally.wrong.is_empty(), "{}", tally.wrong.join("\n\n"));
}

fn number(name: &str) -> Option<usize> {
    std::env::var(name).ok()?.parse().ok()
}

fn folder(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).map(PathBuf::from)
}

/// The files in a folder whose names end so, in order.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let found = walkdir::WalkDir::new(folder).sort_by_file_name();
    found
        .into_iter()
        .map(|entry| entry.expect("a readable folder").into_path())
        .filter(|path| path.extension().is_some_and(|end| end == extension))
        .collect()
}
