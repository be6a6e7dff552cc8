//! Sets of pages to their texts, cleaned by all rules and judged by a model
//! that has seen no page of the same domain: what figures are made of.

use std::fmt::Write as _;
use std::path::Path;

use rayon::prelude::*;
use serde_json::json;
use tamis::clean::{Rules, clean};

use crate::{folds, pages};

/// Rules for each fold of pages.
pub(crate) fn rules(model: &[u8]) -> Rules {
    Rules::new(&[])
        .expect("the rules that ship are well formed")
        .judged_by(model)
        .expect("a model as it was written can be read")
}

/// Writes `<set>.jsonl` into a folder.
pub(crate) fn write(set: &Path, rules: &[Rules], folder: &Path) {
    let lines: Vec<String> = pages::labels(set)
        .par_iter()
        .map(|(id, label)| {
            let group = pages::group(id, label);
            let rules = &rules[folds::of(&group, rules.len())];
            let cleaned = clean(pages::parsed(set, id), rules);
            json!({ "id": id, "text": cleaned.text() }).to_string()
        })
        .collect();
    let mut text = String::new();
    for line in lines {
        writeln!(text, "{line}").expect("text grows");
    }
    let name = set.file_name().expect("a set has a name");
    std::fs::create_dir_all(folder).expect("a folder can be made");
    std::fs::write(folder.join(name).with_extension("jsonl"), text).expect("texts can be written");
}
