//! The folder of pages: what comes in, what is left, what goes.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use tamis::model::{CleanedDocument, Media, RawPage};
use tamis::run::{Config, Pipeline};

/// One case: a folder with `source.*`, `about.toml`, `text.txt` and
/// `removals.txt`.
struct Case {
    folder: PathBuf,
    about: toml::Table,
    cleaned: CleanedDocument,
}

#[test]
fn pages_come_out_as_their_folders_say() {
    let cases = cases();
    assert!(cases.len() >= 24, "only {} pages", cases.len());
    let bless = std::env::var_os("TAMIS_BLESS").is_some();
    let mut wrong = Vec::new();
    for case in &cases {
        let slug = case
            .folder
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let expected = fs::read_to_string(case.folder.join("text.txt")).unwrap();
        let differences = case.differences(&expected, &case.cleaned.text());
        wrong.extend(differences.map(|what| format!("{slug}: {what}")));
        let title = case
            .cleaned
            .document
            .metadata
            .title
            .as_deref()
            .unwrap_or_default();
        let expected = case.about["title"].as_str().unwrap();
        if title != expected {
            wrong.push(format!("{slug}: title `{title}`, expected `{expected}`"));
        }
        let marked = marked(&case.cleaned);
        let path = case.folder.join("removals.txt");
        if bless {
            fs::write(&path, &marked).unwrap();
        }
        if marked != fs::read_to_string(&path).unwrap_or_default() {
            wrong.push(format!("{slug}: other removals than in removals.txt"));
        }
    }
    let wrong = wrong.join("\n");
    assert!(
        wrong.is_empty(),
        "{wrong}\n\n(TAMIS_BLESS=1 writes the removals.txt files anew)"
    );
}

#[test]
fn pages_name_their_licence_and_what_they_show() {
    for case in cases() {
        for key in ["title", "language", "shows", "licence", "author"] {
            let value = case.about.get(key).and_then(toml::Value::as_str);
            assert!(
                value.is_some_and(|value| !value.is_empty()),
                "{}: `{key}`",
                case.folder.display()
            );
        }
    }
}

#[test]
fn kept_and_removed_tile_every_page() {
    for case in cases() {
        crate::laws::tiles(&case.cleaned);
    }
}

/// The text that should be left of each page, and the text that is.
pub(crate) fn expected_and_found() -> Vec<(String, String)> {
    let both = |case: Case| {
        let expected = fs::read_to_string(case.folder.join("text.txt")).unwrap();
        (expected, case.cleaned.text())
    };
    cases().into_iter().map(both).collect()
}

impl Case {
    /// How the text differs from the expected one, other than `about.toml`
    /// owns up to: lines `still-left` that should go, lines `still-lost` that
    /// should stay.
    fn differences(&self, expected: &str, found: &str) -> Option<String> {
        let owned = |key: &str| -> BTreeSet<String> {
            let lines = self.about.get(key).and_then(toml::Value::as_array);
            lines
                .into_iter()
                .flatten()
                .map(|line| line.as_str().unwrap().to_owned())
                .collect()
        };
        let beyond = |left: &str, right: &str| -> BTreeSet<String> {
            let right: BTreeSet<&str> = right.lines().collect();
            left.lines()
                .filter(|line| !right.contains(line))
                .map(str::to_owned)
                .collect()
        };
        let (left, lost) = (beyond(found, expected), beyond(expected, found));
        if left != owned("still-left") {
            return Some(format!("left that should go: {left:#?}"));
        }
        if lost != owned("still-lost") {
            return Some(format!("lost that should stay: {lost:#?}"));
        }
        let whole = left.is_empty() && lost.is_empty();
        let differs = whole && expected.trim_end_matches('\n') != found.trim_end_matches('\n');
        differs
            .then(|| format!("the same lines, but elsewhere or with other white space:\n{found}"))
    }
}

fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages");
    let pipeline = Pipeline::new(Config::default(), &[]).unwrap();
    let mut folders: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    folders
        .into_iter()
        .map(|folder| case(folder, &pipeline))
        .collect()
}

fn case(folder: PathBuf, pipeline: &Pipeline) -> Case {
    let forms = [
        ("html", Media::Html),
        ("txt", Media::Text),
        ("md", Media::Markdown),
    ];
    let (path, media) = forms
        .into_iter()
        .map(|(ending, media)| (folder.join(format!("source.{ending}")), media))
        .find(|(path, _)| path.exists())
        .unwrap_or_else(|| panic!("{} has no source", folder.display()));
    let about = fs::read_to_string(folder.join("about.toml"))
        .unwrap()
        .parse()
        .unwrap();
    let page = RawPage {
        media,
        bytes: fs::read(path).unwrap(),
        ..RawPage::default()
    };
    Case {
        about,
        cleaned: pipeline.clean(page),
        folder,
    }
}

/// The page's text with what goes marked in place.
fn marked(cleaned: &CleanedDocument) -> String {
    let text = &cleaned.document.text;
    let mut out = String::new();
    let mut at = 0;
    for removal in &cleaned.removals {
        out.push_str(&text[at..removal.span.start]);
        write!(out, "⟦{}: {}⟧", removal.rule, removal.span.of(text)).unwrap();
        at = removal.span.end;
    }
    out.push_str(&text[at..]);
    out
}
