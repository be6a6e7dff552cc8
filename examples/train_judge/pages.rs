//! Labelled pages, measured.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use rayon::prelude::*;
use serde_json::Value;
use tamis::clean::judging::{self, Judge};
use tamis::model::{Document, Media, Profile, RawPage};

use crate::folds;
use crate::labels::{Words, shares, told};

/// A page, its measures and its labels.
pub(crate) struct Page {
    pub(crate) id: String,
    /// What shares it is in one fold: its domain.
    pub(crate) group: String,
    /// Article, forum, listing; none where nobody said.
    pub(crate) kind: Option<String>,
    pub(crate) rows: Vec<f32>,
    /// The row of the page as a whole.
    pub(crate) whole: Vec<f32>,
    pub(crate) words: Vec<f32>,
    pub(crate) tokens: Vec<Vec<u32>>,
    /// Share of each block that is content, where it is known.
    pub(crate) labels: Vec<Option<f32>>,
    /// Words of its main text, where all of it is marked.
    pub(crate) length: Option<usize>,
    document: Document,
    texts: Vec<Vec<u32>>,
    truth: HashMap<u32, u32>,
}

/// What came of a page under a judge that has not seen it.
pub(crate) struct Judged<'p> {
    pub(crate) kind: &'p str,
    pub(crate) fold: usize,
    /// The F1 the judge expected.
    pub(crate) expected: f32,
    pub(crate) f1: f64,
}

/// Reads a set's pages, in the order of their ids.
pub(crate) fn read(set: &Path) -> Vec<Page> {
    labels(set)
        .par_iter()
        .map(|(id, label)| Page::new(id, label, parsed(set, id)))
        .collect()
}

/// The labels of a set, in the order of their ids.
pub(crate) fn labels(set: &Path) -> Vec<(String, Value)> {
    let labels = std::fs::read(set.join("labels.json")).expect("a set has labels");
    let labels: BTreeMap<String, Value> = serde_json::from_slice(&labels).expect("labels are JSON");
    labels.into_iter().collect()
}

/// A page of a set, parsed.
pub(crate) fn parsed(set: &Path, id: &str) -> Document {
    let path = set.join("html").join(format!("{id}.html.gz"));
    let file = std::fs::File::open(path).expect("a page is there");
    let mut bytes = Vec::new();
    GzDecoder::new(file)
        .read_to_end(&mut bytes)
        .expect("a page is gzipped");
    tamis::parse::parse(RawPage {
        id: id.to_owned(),
        media: Media::Html,
        bytes,
        ..RawPage::default()
    })
}

/// What a page shares with others that must be in the same fold: its domain.
pub(crate) fn group(id: &str, label: &Value) -> String {
    let url = label.get("url").and_then(Value::as_str);
    url.and_then(folds::domain).unwrap_or_else(|| id.to_owned())
}

impl Page {
    fn new(id: &str, label: &Value, document: Document) -> Self {
        let text = |key: &str| label.get(key).and_then(Value::as_str);
        let table = judging::table(&document);
        let mut words = Words::default();
        let texts: Vec<Vec<u32>> = document
            .blocks
            .iter()
            .map(|block| words.of(document.content(block)))
            .collect();
        let main = text("text").map(|text| words.of(text));
        let mut truth = HashMap::new();
        for word in main.iter().flatten() {
            *truth.entry(*word).or_default() += 1;
        }
        let mut snippets = |key: &str| -> Vec<Vec<u32>> {
            let snippets = label.get(key).and_then(Value::as_array);
            let snippets = snippets.into_iter().flatten().filter_map(Value::as_str);
            snippets.map(|snippet| words.of(snippet)).collect()
        };
        let labels = match &main {
            Some(main) => shares(&texts, main).into_iter().map(Some).collect(),
            None => told(&texts, &snippets("with"), &snippets("without")),
        };
        Self {
            id: id.to_owned(),
            group: group(id, label),
            kind: text("type")
                .or(main.is_some().then_some("article"))
                .map(str::to_owned),
            labels,
            length: main.map(|main| main.len()),
            rows: table.rows,
            whole: table.page,
            words: table.words,
            tokens: table.tokens,
            document,
            texts,
            truth,
        }
    }

    /// The F1 of what stays under a judge, and the one it expects.
    pub(crate) fn judged(&self, judge: &Judge, fold: usize) -> Judged<'_> {
        let (kept, expected) = judge.choose(&self.document, Profile::Auto);
        Judged {
            kind: self.kind.as_deref().unwrap_or_default(),
            fold,
            expected,
            f1: self.f1(&kept),
        }
    }

    pub(crate) fn is(&self, kind: &str) -> bool {
        self.kind.as_deref() == Some(kind)
    }

    /// The F1 of the words of the blocks that stay, as WCXB counts it.
    fn f1(&self, kept: &[bool]) -> f64 {
        let mut left = self.truth.clone();
        let (mut hit, mut all) = (0_u32, 0_u32);
        for word in self
            .texts
            .iter()
            .zip(kept)
            .filter(|(_, kept)| **kept)
            .flat_map(|(words, _)| words)
        {
            all += 1;
            if let Some(count) = left.get_mut(word).filter(|count| **count > 0) {
                *count -= 1;
                hit += 1;
            }
        }
        match (self.length.unwrap_or_default() as u32, all) {
            (0, 0) => 1.0,
            (truth, all) => 2.0 * f64::from(hit) / f64::from((truth + all).max(1)),
        }
    }
}
