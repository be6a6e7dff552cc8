//! A page's scripts and attributes to the text that they hold and its elements
//! do not show: `articleBody` of JSON-LD, and what a page keeps for the program
//! that would draw it.

use std::collections::BTreeMap;

use std::borrow::Cow;

use rustc_hash::FxHashSet;
use serde_json::Value;

use super::markup::known;
use super::tree::{Element, Step, Tree};

use crate::model::Genre;

/// Words of running text with which a page can be a part of its article only,
/// as before a wall.
pub(super) const LITTLE: usize = 200;

/// Words of any kind below which a page is a shell for scripts; with more it is
/// one if it has no running text, and holds more than it shows.
const SHELL: usize = 100;

/// Words that are worth being taken from where no reader looks.
const ENOUGH: usize = 40;

/// How much more than the running text of the page it must be.
const TIMES: usize = 3;

/// Words of a text, not of a label.
const TEXT: usize = 20;

/// Bytes of an attribute below which it holds no texts.
const STATE: usize = 200;

/// How many words a page shows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shown {
    pub(super) words: usize,
    /// Those of running text.
    pub(super) running: usize,
}

/// Texts that a page holds outside of its elements.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Embedded {
    /// What holds them: the key they are under.
    pub(super) key: String,
    /// In order, each once; with markup or without.
    pub(super) texts: Vec<String>,
}

impl Embedded {
    fn words(&self) -> usize {
        self.texts.iter().map(|text| words(text)).sum()
    }
}

/// The text of a page that shows so much, where there is far more of it than that.
pub(super) fn find(tree: &Tree<'_>, shown: Shown) -> Option<Embedded> {
    let is_shell = shown.words < SHELL || shown.running < TEXT;
    let mut linked = Found::default();
    let mut state = Found::default();
    let elements = tree.steps().filter_map(|step| match step {
        Step::Open(id) => tree.element(id),
        Step::Close(_) => None,
    });
    for element in elements {
        if element.name == known::SCRIPT {
            let kind = element.attribute(known::TYPE).unwrap_or_default();
            let kind = kind.trim();
            if kind.eq_ignore_ascii_case("application/ld+json") {
                linked.read(&element.text(), says_text);
            } else if is_shell && kind.eq_ignore_ascii_case("application/json") {
                state.read(&element.text(), |_, _| true);
            }
        }
        if is_shell {
            for value in states(tree, element) {
                state.read(&value, |_, _| true);
            }
        }
    }
    let more = ENOUGH.max(TIMES * shown.running);
    let most = match shown.words {
        ..SHELL => more,
        SHELL.. => more.max(shown.words),
    };
    [(linked, more), (state, most)]
        .into_iter()
        .find_map(|(found, least)| found.most().filter(|found| found.words() >= least))
}

/// Whether JSON-LD says the text of a page under a key of a thing.
fn says_text(key: &str, thing: &serde_json::Map<String, Value>) -> bool {
    let is_post = || {
        let kind = thing.get("@type").and_then(Value::as_str);
        kind.and_then(Genre::of_type) == Some(Genre::Thread)
    };
    key == "articleBody" || key == "text" && is_post()
}

/// Attributes in which a page keeps what it is to be drawn from, by their names.
fn states<'t>(tree: &Tree<'_>, element: Element<'t, '_>) -> Vec<Cow<'t, str>> {
    let attributes = element.attributes().iter();
    let named = attributes.map(|attribute| (tree.spelling(attribute.name), attribute));
    let mut named: Vec<_> = named
        .filter(|(name, _)| name.starts_with("data-"))
        .collect();
    named.sort_unstable_by_key(|(name, _)| *name);
    let values = named
        .into_iter()
        .map(|(_, attribute)| element.value(attribute));
    values.filter(|value| value.len() >= STATE).collect()
}

/// Texts by their keys.
#[derive(Default)]
struct Found(BTreeMap<String, Vec<String>>);

impl Found {
    /// Reads the texts of a JSON text, and of those that are strings in it;
    /// what is no JSON has none.
    fn read(&mut self, json: &str, wanted: impl Fn(&str, &serde_json::Map<String, Value>) -> bool) {
        let mut queue: Vec<Value> = object(json).into_iter().collect();
        while let Some(value) = queue.pop() {
            match value {
                Value::Array(items) => queue.extend(items.into_iter().rev()),
                Value::Object(thing) => {
                    for (key, value) in &thing {
                        match value.as_str() {
                            Some(text) if wanted(key, &thing) && words(text) >= TEXT => {
                                self.add(key, text);
                            }
                            _ => {}
                        }
                    }
                    let within = thing.into_iter().rev().map(|(_, value)| value);
                    queue.extend(within.filter_map(|value| match value {
                        Value::String(text) => object(&text),
                        Value::Array(_) | Value::Object(_) => Some(value),
                        _ => None,
                    }));
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, key: &str, text: &str) {
        // JSON within a string is read as JSON.
        if text.trim_start().starts_with(['{', '[']) {
            return;
        }
        let texts = self.0.entry(key.to_owned()).or_default();
        texts.push(text.to_owned());
    }

    /// The texts of the key that says most.
    fn most(mut self) -> Option<Embedded> {
        for texts in self.0.values_mut() {
            let mut known: FxHashSet<String> = FxHashSet::default();
            texts.retain(|text| known.insert(text.clone()));
        }
        let all = |texts: &[String]| texts.iter().map(|text| words(text)).sum::<usize>();
        let found = self.0.into_iter().rev();
        let (key, texts) = found.max_by_key(|(_, texts)| all(texts))?;
        Some(Embedded { key, texts })
    }
}

/// What a text says as JSON, if it is an object or a list.
fn object(json: &str) -> Option<Value> {
    let json = json.trim();
    let is_json = json.starts_with(['{', '[']);
    is_json.then(|| serde_json::from_str(json).ok()).flatten()
}

/// How many words a text has outside of its markup; addresses, numbers and code
/// have none, and two characters of scripts without spaces are one.
fn words(text: &str) -> usize {
    let (mut words, mut unspaced) = (0, 0);
    let (mut markup, mut letters, mut code) = (false, false, false);
    for c in text.chars().chain([' ']) {
        match c {
            '<' => markup = true,
            '>' => markup = false,
            _ if markup => {}
            '/' | '_' | '=' | '{' | '}' | '\\' => code = true,
            '\u{2e80}'..='\u{d7ff}' => unspaced += 1,
            _ => letters |= c.is_alphabetic(),
        }
        if c == '<' || c.is_whitespace() {
            words += usize::from(letters && !code);
            (letters, code) = (false, false);
        }
    }
    words + unspaced / 2
}

#[cfg(test)]
mod tests {
    use super::{Shown, find, words};
    use crate::parse::tree::tree;

    const LONG: &str = "The mill stood idle for thirty years, until two sisters bought it and set the wheel turning again. Now it grinds flour for the whole valley, and on Sundays there is bread, which is sold at the door until there is none, and always before noon.";

    fn found(html: &str, running: usize) -> Option<(String, usize)> {
        found_beside(html, 2 * running, running)
    }

    fn found_beside(html: &str, words: usize, running: usize) -> Option<(String, usize)> {
        let shown = Shown { words, running };
        find(&tree(html).0, shown).map(|found| (found.key, found.texts.len()))
    }

    #[test]
    fn a_text_is_found_where_the_page_does_not_show_it() {
        let linked = format!(
            r#"<script type="application/ld+json">{{"@graph":[{{"@type":"NewsArticle","articleBody":"{LONG}"}}]}}</script>"#
        );
        assert_eq!(found(&linked, 0), Some(("articleBody".to_owned(), 1)));
        assert_eq!(found(&linked, 12), Some(("articleBody".to_owned(), 1)));
        assert_eq!(found(&linked, 40), None);
        let state = format!(
            r#"<script type="application/json">{{"props":{{"posts":[{{"title":"A mill","html":"<p>{LONG}</p>"}},{{"html":"<p>{LONG} Indeed.</p>"}}]}}}}</script>"#
        );
        assert_eq!(found(&state, 0), Some(("html".to_owned(), 2)));
        assert_eq!(found(&state, 50), None);
        // Below a long menu, and above one that says more than the data.
        assert_eq!(found_beside(&state, 80, 10), Some(("html".to_owned(), 2)));
        assert_eq!(found_beside(&state, 120, 10), None);
        assert_eq!(found_beside(&state.repeat(2), 120, 25), None);
        let within =
            serde_json::json!({ "topic": serde_json::json!({ "cooked": LONG }).to_string() });
        let attribute = format!(
            "<div data-state='{}'></div>",
            within.to_string().replace('\'', "&#39;")
        );
        assert_eq!(found(&attribute, 0), Some(("cooked".to_owned(), 1)));
    }

    #[test]
    fn labels_and_code_are_no_texts() {
        for html in [
            r#"<script type="application/json">{"a":"Read more","b":["c"]}</script>"#,
            r#"<script type="application/json">{"a":</script>"#,
            "<script>var a = 1</script><div data-a='{}'></div>",
            "",
        ] {
            assert_eq!(found(html, 0), None, "{html}");
        }
        for (text, count) in [
            ("<p class='a b c'>It's a <b>mill</b></p>", 3),
            ("//images.example/a_b.png 12 {a} mill", 1),
            ("水車は三十年", 3),
        ] {
            assert_eq!(words(text), count, "{text}");
        }
    }
}
