//! No score falls unsaid: what is measured is held against
//! `tests/quality/floors.toml`.
//!
//! The project's own pages are scored always; labelled data of others where
//! `TAMIS_QUALITY` names the folder that has it (see
//! `tests/quality/README.md`).

#![expect(clippy::print_stderr, reason = "a test tells the scores it found")]

mod alignment;
mod data;
mod duplicates;
mod lines;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::Deserialize;

/// Scores by their names.
type Scores = BTreeMap<&'static str, f64>;

/// What is known of one set of pages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Set {
    /// SHA-256 of the data that the floors were measured on.
    data: String,
    scores: BTreeMap<String, Floor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Floor {
    /// The best there has been.
    best: f64,
    /// What no change may fall below.
    #[serde(rename = "floor")]
    least: f64,
    /// Why that is less than the best.
    because: Option<String>,
}

/// Scores are held to four digits.
const DIGIT: f64 = 0.0001;

#[test]
fn own_pages_keep_their_scores() {
    hold("own", "fixtures/pages", &words::own());
}

#[test]
fn labelled_pages_keep_their_scores() {
    let Some(root) = std::env::var_os("TAMIS_QUALITY").map(PathBuf::from) else {
        return;
    };
    for set in ["aeb", "wcxb", "traf"] {
        let folder = root.join("extraction").join(set);
        let rows = data::clean(&[&folder.join("html")], &[]);
        let labels = data::labels(&folder.join("labels.json"));
        hold(
            set,
            &data::digest(&folder),
            &words::scores(set, &labels, &rows),
        );
    }
    for set in ["planted", "natural"] {
        let file = root.join(format!("textclean/{set}.jsonl.gz"));
        let gold = data::rows(&file);
        for (name, options) in [
            (set.to_owned(), &[][..]),
            (format!("{set}-learned"), &["--learn"]),
        ] {
            let rows = data::clean(&[&file], options);
            hold(&name, &data::digest(&file), &lines::scores(&gold, &rows));
        }
    }
    let (documents, labels) = (
        root.join("dedup/docs.jsonl.gz"),
        root.join("dedup/labels.jsonl.gz"),
    );
    let clusters = data::clusters(&documents);
    hold(
        "dedup",
        &data::digest(&documents),
        &duplicates::scores(&data::rows(&labels), &clusters),
    );
}

#[test]
fn a_floor_below_the_best_says_why() {
    let sets = floors();
    let unsaid: Vec<String> = sets
        .iter()
        .flat_map(|(set, known)| known.scores.iter().map(move |floor| (set, floor)))
        .filter_map(|(set, (name, floor))| wrong(floor).map(|what| format!("{set}.{name}: {what}")))
        .collect();
    assert!(
        unsaid.is_empty(),
        "tests/quality/floors.toml: {}\nhint: a floor may be below the best with `because = \"...\"` beside it",
        unsaid.join("\n")
    );
}

#[test]
fn what_a_floor_may_not_be() {
    let floor = |best, least, because: Option<&str>| Floor {
        best,
        least,
        because: because.map(str::to_owned),
    };
    assert_eq!(wrong(&floor(0.9, 0.9, None)), None);
    assert_eq!(
        wrong(&floor(0.9, 0.8, Some("the labels were mended: abc"))),
        None
    );
    assert!(wrong(&floor(0.9, 0.8, None)).is_some());
    assert!(wrong(&floor(0.9, 0.8, Some(" "))).is_some());
    assert!(wrong(&floor(0.8, 0.9, None)).is_some());
}

fn wrong(floor: &Floor) -> Option<String> {
    let Floor {
        best,
        least,
        because,
    } = floor;
    let said = because.as_deref().is_some_and(|why| !why.trim().is_empty());
    if least > best {
        Some(format!(
            "floor {least} is above the best there has been, {best}"
        ))
    } else if least < best && !said {
        Some(format!(
            "floor {least} is below the best there has been, {best}, and does not say why"
        ))
    } else {
        None
    }
}

/// Holds scores against their floors; `TAMIS_BLESS` raises those that are
/// passed, and lowers none.
fn hold(set: &str, digest: &str, scores: &Scores) {
    static FILE: Mutex<()> = Mutex::new(());
    let mut told = String::new();
    let file = FILE.lock();
    if std::env::var_os("TAMIS_BLESS").is_some() {
        raise(set, digest, scores);
    }
    let sets = floors();
    drop(file);
    let known = sets
        .get(set)
        .unwrap_or_else(|| panic!("floors.toml: no [{set}]; {scores:#?}"));
    for (name, score) in scores {
        let floor = known.scores.get(*name).map_or(1.0, |known| known.least);
        write!(told, " {name} {score:.4}").unwrap();
        assert!(
            *score > floor - DIGIT / 2.0,
            "{set}: {name} is {score:.4}, expected at least {floor:.4}\nhint: a floor is lowered in tests/quality/floors.toml, with `because = \"...\"` beside it"
        );
    }
    eprintln!("{set}:{told}");
    assert_eq!(
        known.data, digest,
        "{set}: floors were measured on other pages than these"
    );
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/quality/floors.toml")
}

fn floors() -> BTreeMap<String, Set> {
    let text = std::fs::read_to_string(path()).unwrap();
    toml::from_str(&text).unwrap()
}

/// Writes down what is better than the best there has been, and what is new.
fn raise(set: &str, digest: &str, scores: &Scores) {
    let text = std::fs::read_to_string(path()).unwrap();
    let head = text
        .split_once("\n\n")
        .map_or(&*text, |(head, _)| head)
        .trim_end();
    let mut sets: toml::Table = text.parse().unwrap();
    let known = sets
        .entry(set)
        .or_insert_with(|| toml::Value::Table(toml::Table::new()));
    let known = known.as_table_mut().unwrap();
    known.insert("data".to_owned(), digest.into());
    let floors = known
        .entry("scores")
        .or_insert_with(|| toml::Value::Table(toml::Table::new()));
    for (name, score) in scores {
        let score = (score / DIGIT).round() * DIGIT;
        let score: f64 = format!("{score:.4}").parse().unwrap();
        let best = floors.get(name).and_then(|floor| floor["best"].as_float());
        if best.is_none_or(|best| best < score) {
            let fields = ["best", "floor"].map(|key| (key.to_owned(), score.into()));
            let floor: toml::Table = fields.into_iter().collect();
            floors
                .as_table_mut()
                .unwrap()
                .insert((*name).to_owned(), floor.into());
        }
    }
    let body = written(&sets);
    std::fs::write(path(), format!("{head}\n{body}")).unwrap();
}

/// The floors as they are kept: a line a score.
fn written(sets: &toml::Table) -> String {
    let mut out = String::new();
    for (set, known) in sets {
        write!(out, "\n[{set}]\ndata = {}\n", known["data"]).unwrap();
        for (name, floor) in known["scores"].as_table().unwrap() {
            let fields: Vec<String> = floor
                .as_table()
                .unwrap()
                .iter()
                .map(|(key, value)| format!("{key} = {value}"))
                .collect();
            writeln!(out, "scores.{name} = {{ {} }}", fields.join(", ")).unwrap();
        }
    }
    out
}
