//! Good text that looks like boilerplate, by language: nothing of it may go.

use std::fs;
use std::path::{Path, PathBuf};

use tamis::clean::Rules;
use tamis::model::{Media, RawPage};

#[test]
fn good_text_that_looks_like_boilerplate_is_kept() {
    let rules = Rules::new(&[]).unwrap();
    let mut wrong = Vec::new();
    let mut lines = 0;
    for path in files() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        for document in text.split("\n---\n") {
            let document = format!("{}\n", document.trim());
            lines += document.lines().filter(|line| !line.is_empty()).count();
            let page = RawPage {
                media: Media::Text,
                bytes: document.into(),
                ..RawPage::default()
            };
            let cleaned = tamis::clean::clean(tamis::parse::parse(page), &rules);
            for removal in &cleaned.removals {
                let line = removal.span.of(&cleaned.document.text);
                wrong.push(format!(
                    "{name}: `{line}`\n    {}: {:?}",
                    removal.rule, removal.evidence
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(lines >= 140, "only {lines} lines");
}

fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/keeps");
    let mut files: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}
