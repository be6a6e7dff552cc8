//! How much of what should be left of pages is, and how much else: by the
//! measures of the sets the labels come from.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use super::Scores;
use super::data::{Texts, string};

static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[\p{L}\p{N}_]+").unwrap());

/// How often each thing occurs.
type Bag<T> = HashMap<T, usize>;

fn bag<T: std::hash::Hash + Eq>(things: impl Iterator<Item = T>) -> Bag<T> {
    let mut bag = Bag::new();
    things.for_each(|thing| *bag.entry(thing).or_default() += 1);
    bag
}

fn common<T: std::hash::Hash + Eq>(left: &Bag<T>, right: &Bag<T>) -> usize {
    let both = |(thing, count): (&T, &usize)| (*count).min(right.get(thing).copied().unwrap_or(0));
    left.iter().map(both).sum()
}

fn words(text: &str) -> Vec<&str> {
    WORD.find_iter(text).map(|found| found.as_str()).collect()
}

/// The mean F1 of words over the project's own pages.
pub(super) fn own() -> Scores {
    let pages = crate::pages::expected_and_found();
    let f1 = mean(
        pages
            .iter()
            .map(|(expected, found)| word_f1(expected, found)),
    );
    Scores::from([("f1", f1)])
}

pub(super) fn scores(set: &str, labels: &BTreeMap<String, Value>, found: &Texts) -> Scores {
    let empty = String::new();
    let pages = labels
        .iter()
        .map(|(id, label)| (label, found.get(id).unwrap_or(&empty)));
    match set {
        "aeb" => shingles(pages),
        "wcxb" => Scores::from([(
            "f1",
            mean(pages.map(|(label, found)| word_f1(&string(label, "text"), found))),
        )]),
        _ => snippets(pages),
    }
}

/// The F1 of two texts as bags of words in lower case.
pub(super) fn word_f1(expected: &str, found: &str) -> f64 {
    let (expected, found) = (expected.to_lowercase(), found.to_lowercase());
    let (expected, found) = (words(&expected), words(&found));
    if expected.is_empty() {
        return if found.is_empty() { 1.0 } else { 0.0 };
    }
    let both = common(&bag(expected.iter()), &bag(found.iter()));
    f1(share(both, found.len()), share(both, expected.len()))
}

/// Runs of four words, each page counting the same: how AEB measures.
fn shingles<'a>(pages: impl Iterator<Item = (&'a Value, &'a String)>) -> Scores {
    let (mut precisions, mut recalls) = (Vec::new(), Vec::new());
    for (label, found) in pages {
        let text = string(label, "text");
        let (expected, found) = (words(&text), words(found));
        let (expected, found) = (runs(&expected), runs(&found));
        let all = |bag: &Bag<&[&str]>| bag.values().sum::<usize>();
        let both = common(&expected, &found);
        if all(&found) > 0 {
            precisions.push(share(both, all(&found)));
        }
        if all(&expected) > 0 {
            recalls.push(share(both, all(&expected)));
        }
    }
    let f1 = f1(mean(precisions.into_iter()), mean(recalls.into_iter()));
    Scores::from([("f1", f1)])
}

fn runs<'w>(words: &'w [&'w str]) -> Bag<&'w [&'w str]> {
    const RUN: usize = 4;
    match words {
        [] => Bag::new(),
        short if short.len() < RUN => bag([short].into_iter()),
        _ => bag(words.windows(RUN)),
    }
}

/// Snippets that should be left and that should not, over all pages: how
/// trafilatura measures.
fn snippets<'a>(pages: impl Iterator<Item = (&'a Value, &'a String)>) -> Scores {
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    for (label, found) in pages {
        let found = fold(found);
        let left = |field: &str| -> (usize, usize) {
            let snippets = label[field].as_array().unwrap();
            let is_left = |snippet: &&Value| found.contains(&fold(snippet.as_str().unwrap()));
            (snippets.iter().filter(is_left).count(), snippets.len())
        };
        let (with, all) = left("with");
        right += with;
        missed += all - with;
        wrong += left("without").0;
    }
    let f1 = share(2 * right, 2 * right + wrong + missed);
    Scores::from([("f1", f1)])
}

pub(super) fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 {
        2.0 * precision * recall / (precision + recall)
    } else {
        0.0
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a test")]
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    values.iter().sum::<f64>() / share(values.len(), 1).max(1.0)
}

#[test]
fn words_are_counted_as_often_as_both_have_them() {
    for (expected, found, f1) in [
        ("a b c", "a b c", 1.0),
        ("A_b, c!", "c a_B", 1.0),
        ("a a b", "a b b", 2.0 / 3.0),
        ("a b", "a", 2.0 / 3.0),
        ("a", "", 0.0),
        ("", "", 1.0),
        ("", "a", 0.0),
    ] {
        assert!(
            (word_f1(expected, found) - f1).abs() < 1e-9,
            "{expected:?} {found:?}"
        );
    }
}
