//! The star: verbs know the nouns and no other verb.

use std::fs;
use std::path::Path;

/// Which of our modules each module may name.
const MAY: [(&str, &[&str]); 12] = [
    ("model", &[]),
    ("parse", &["model"]),
    ("clean", &["model"]),
    ("fingerprint", &["model"]),
    ("dedup", &["model"]),
    ("check", &["model"]),
    ("report", &["model"]),
    ("corpus", &["model"]),
    ("fetch", &["model"]),
    ("index", &["model"]),
    (
        "run",
        &[
            "model",
            "parse",
            "clean",
            "fingerprint",
            "dedup",
            "check",
            "report",
            "corpus",
            "fetch",
            "index",
        ],
    ),
    ("cli", &[]),
];

#[test]
fn modules_name_only_what_the_table_allows() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut seen = 0;
    let mut wrong = Vec::new();
    for (module, allowed) in MAY {
        for (path, text) in sources(&src.join(module)) {
            seen += 1;
            for (at, line) in code_lines(&text) {
                for named in named_modules(line) {
                    if named != module && !allowed.contains(&named.as_str()) {
                        wrong.push(format!("{path}:{at}: `{module}` names `{named}`"));
                    }
                }
            }
        }
    }
    assert!(seen > 40, "only {seen} files were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_outer_modules_are_excused_from_the_purity_lint() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (module, _) in MAY {
        // What only tests compile may read its cases from files.
        let excused = sources(&src.join(module))
            .iter()
            .filter(|(path, _)| !path.contains("conformance"))
            .any(|(_, text)| text.contains("clippy::disallowed_methods"));
        assert_eq!(
            excused,
            matches!(module, "corpus" | "fetch" | "index" | "run" | "cli"),
            "{module}"
        );
    }
}

#[test]
fn every_module_is_in_the_table() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(src).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            let name = entry.file_name().into_string().unwrap();
            assert!(MAY.iter().any(|(module, _)| *module == name), "{name}");
        }
    }
}

/// The Rust files below a folder.
fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push((
                path.display().to_string(),
                fs::read_to_string(&path).unwrap(),
            ));
        }
    }
    files
}

fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The top modules of ours a line names through `crate::`.
fn named_modules(line: &str) -> Vec<String> {
    line.split("crate::")
        .skip(1)
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                .collect::<String>()
        })
        .filter(|name| MAY.iter().any(|(module, _)| module == name))
        .collect()
}
