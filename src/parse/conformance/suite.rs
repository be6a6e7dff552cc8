//! Tests in the forms of html5lib: trees (`#data`, `#document`) and tokens
//! (JSON), with comments left out.

use std::fmt;

use serde_json::{Value, json};

use super::dump;
use crate::parse::markup::Name;
use crate::parse::tokenizer::{Content, Doctype, Sink, StartTag, Text, tokenize_like_browsers};
use crate::parse::tree::tree_like_browsers;

/// How many tests there were, and which went wrong.
#[derive(Default)]
pub(super) struct Tally {
    passed: usize,
    /// Fragments, pages with scripts on, tokenizers that begin elsewhere.
    skipped: usize,
    /// Pages with `<selectedcontent>`, which scraper's tree leaves empty: what a
    /// browser copies there is said by an option already.
    mirrored: usize,
    pub(super) wrong: Vec<String>,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            passed,
            skipped,
            mirrored,
            wrong,
        } = self;
        let wrong = wrong.len();
        write!(
            f,
            "html5lib: {passed} passed, {skipped} not for whole pages without scripts, {mirrored} with text said again in `<selectedcontent>`, {wrong} wrong"
        )
    }
}

impl Tally {
    /// Tries a file of trees.
    pub(super) fn trees(&mut self, file: &str) {
        for case in file.split("#data\n").skip(1) {
            let Some((page, rest)) = case.split_once("\n#errors\n") else {
                self.skipped += 1;
                continue;
            };
            let Some((said, expected)) = rest.split_once("#document\n") else {
                self.skipped += 1;
                continue;
            };
            if said.contains("#script-on") || said.contains("#document-fragment") {
                self.skipped += 1;
                continue;
            }
            let expected = without_comments(expected);
            let found = dump::ours(&tree_like_browsers(page).0);
            if found == expected {
                self.passed += 1;
            } else if page.contains("<selectedcontent") {
                self.mirrored += 1;
            } else {
                self.wrong
                    .push(format!("{page:?}\n{found}instead of\n{expected}"));
            }
        }
    }

    /// Tries a file of tokens.
    pub(super) fn tokens(&mut self, file: &str) {
        let file: Value = serde_json::from_str(file).unwrap_or_default();
        let tests = file.get("tests").and_then(Value::as_array);
        for case in tests.into_iter().flatten().map(|test| Tokens(test.clone())) {
            match case.found() {
                None => self.skipped += 1,
                Some(found) if found == case.expected() => self.passed += 1,
                Some(found) => self.wrong.push(format!("{case:?}\n{found}")),
            }
        }
    }
}

/// A tree with comments and document types left out and the texts around them
/// joined.
fn without_comments(tree: &str) -> String {
    let mut nodes: Vec<String> = Vec::new();
    // Texts and comments may have line ends in them.
    for node in tree.trim_end_matches('\n').split("\n| ") {
        let depth = |node: &str| node.len() - node.trim_start_matches(' ').len();
        let start = node.strip_prefix("| ").unwrap_or(node);
        let kind = start.trim_start_matches(' ');
        if kind.starts_with("<!-- ") || kind.starts_with("<!DOCTYPE") {
            continue;
        }
        match nodes.last_mut() {
            Some(last)
                if kind.starts_with('"')
                    && last.trim_start_matches(' ').starts_with('"')
                    && depth(last) == depth(start) =>
            {
                last.pop();
                last.push_str(kind.strip_prefix('"').unwrap_or_default());
            }
            _ => nodes.push(start.to_owned()),
        }
    }
    let lines = nodes.into_iter().map(|node| format!("| {node}\n"));
    lines.collect()
}

/// A test of tokens.
#[derive(Debug)]
pub(super) struct Tokens(Value);

impl Tokens {
    /// The tokens it wants, comments left out.
    pub(super) fn expected(&self) -> Value {
        let output = self.0["output"].as_array().cloned().unwrap_or_default();
        let mut tokens = Vec::new();
        for token in output.into_iter().filter(|token| token[0] != "Comment") {
            add(&mut tokens, token);
        }
        Value::Array(tokens)
    }

    /// The tokens of its page, if it is for one.
    pub(super) fn found(&self) -> Option<Value> {
        let states = self.0["initialStates"].as_array();
        let whole = states.is_none_or(|states| states.iter().any(|state| state == "Data state"));
        if !whole || self.0["doubleEscaped"] == true {
            return None;
        }
        let page = self.0["input"].as_str()?;
        let mut sink = Written {
            page,
            tokens: Vec::new(),
        };
        let (names, _) = tokenize_like_browsers(page, &mut sink);
        let mut tokens = Vec::new();
        for token in sink.tokens {
            add(
                &mut tokens,
                token.written(&|name| names.spelling(name).to_owned()),
            );
        }
        Some(Value::Array(tokens))
    }
}

/// Adds a token; characters after characters are one.
fn add(tokens: &mut Vec<Value>, token: Value) {
    if let (Some(last), Some(more)) = (tokens.last_mut(), token[1].as_str())
        && last[0] == "Character"
        && token[0] == "Character"
    {
        let before = last[1].as_str().unwrap_or_default();
        last[1] = json!([before, more].concat());
    } else {
        tokens.push(token);
    }
}

/// Tokens, kept until their names can be spelled.
struct Written<'p> {
    page: &'p str,
    tokens: Vec<Token>,
}

enum Token {
    Start(Name, Vec<(Name, String)>, bool),
    End(Name),
    /// As the tests write it.
    Other(Value),
}

impl Token {
    fn written(self, spelled: &dyn Fn(Name) -> String) -> Value {
        match self {
            Self::Start(name, attributes, self_closing) => {
                let attributes = attributes.into_iter();
                let attributes: serde_json::Map<String, Value> = attributes
                    .map(|(name, value)| (spelled(name), json!(value)))
                    .collect();
                let mut written = vec![json!("StartTag"), json!(spelled(name)), json!(attributes)];
                if self_closing {
                    written.push(json!(true));
                }
                Value::Array(written)
            }
            Self::End(name) => json!(["EndTag", spelled(name)]),
            Self::Other(written) => written,
        }
    }
}

impl Sink for Written<'_> {
    fn start_tag(&mut self, tag: &StartTag<'_>) -> Content {
        let attributes = tag
            .attributes
            .iter()
            .map(|attribute| (attribute.name, attribute.value(self.page).into_owned()));
        let token = Token::Start(tag.name, attributes.collect(), tag.self_closing);
        self.tokens.push(token);
        Content::Markup
    }

    fn end_tag(&mut self, name: Name) {
        self.tokens.push(Token::End(name));
    }

    fn text(&mut self, text: Text<'_>) {
        let text = text.of(self.page);
        self.tokens.push(Token::Other(json!(["Character", text])));
    }

    fn nul(&mut self) {
        self.tokens.push(Token::Other(json!(["Character", "\0"])));
    }

    fn doctype(&mut self, doctype: &Doctype) {
        self.tokens.push(Token::Other(json!([
            "DOCTYPE",
            doctype.name,
            doctype.public_id,
            doctype.system_id,
            !doctype.force_quirks,
        ])));
    }

    fn comment(&mut self) {}

    fn end_of_page(&mut self) {}

    fn is_foreign(&self) -> bool {
        false
    }
}

/// Trees of our own in that form, with their pages. That `<annotation-xml>` may
/// hold HTML is something that scraper does not know.
pub(super) fn own_trees() -> Vec<(String, String)> {
    let file = "#data\n<p>a<!-- b -->c<b>d</p>e\n#errors\n#document\n| <html>\n|   <head>\n|   <body>\n|     <p>\n|       \"a\"\n|       <!--  b  -->\n|       \"c\"\n|       <b>\n|         \"d\"\n|     <b>\n|       \"e\"\n\n#data\n<!doctype html><template>a</template><svg><a xlink:href=b></svg>\n#errors\n#document\n| <!DOCTYPE html>\n| <html>\n|   <head>\n|     <template>\n|       content\n|         \"a\"\n|   <body>\n|     <svg svg>\n|       <svg a>\n|         xlink href=\"b\"\n\n#data\n<math><annotation-xml encoding=TEXT/html><p>a</p><svg><foreignobject viewbox=b>\n#errors\n#document\n| <html>\n|   <head>\n|   <body>\n|     <math math>\n|       <math annotation-xml>\n|         encoding=\"TEXT/html\"\n|         <p>\n|           \"a\"\n|         <svg svg>\n|           <svg foreignObject>\n|             viewBox=\"b\"\n";
    let cases = file.split("#data\n").skip(1);
    let parted = cases.filter_map(|case| case.split_once("\n#errors\n#document\n"));
    parted
        .map(|(page, tree)| (page.to_owned(), without_comments(tree)))
        .collect()
}

/// Tokens of our own in that form.
pub(super) fn own_tokens() -> Vec<Tokens> {
    let tests = json!([
        {"input": "a<!-- b -->c&amp;d", "output": [["Character", "a"], ["Comment", " b "], ["Character", "c&d"]]},
        {"input": "<P A=b a=c D/></p e>", "output": [["StartTag", "p", {"a": "b", "d": ""}, true], ["EndTag", "p"]]},
        {"input": "<!doctype a public 'b'>\0", "output": [["DOCTYPE", "a", "b", null, true], ["Character", "\0"]]},
        {"input": "<a b=\"", "output": []},
    ]);
    let tests = tests.as_array().cloned().unwrap_or_default();
    tests.into_iter().map(Tokens).collect()
}
