//! Which lines of texts are left: of those that are not the article, how many
//! are gone, and of what is, how much.

use serde_json::Value;

use super::Scores;
use super::alignment::left;
use super::data::{Texts, string};
use super::words::share;

pub(super) fn scores(gold: &[Value], found: &Texts) -> Scores {
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    let (mut letters, mut lost) = (0, 0);
    for row in gold {
        let text = string(row, "text");
        let lines: Vec<&str> = text.split('\n').collect();
        let labels = row["lines"].as_array().unwrap();
        let found = found.get(&string(row, "id"));
        let left = found.map_or_else(|| vec![true; lines.len()], |found| left(&lines, found));
        for ((line, label), left) in lines.iter().zip(labels).zip(left) {
            match label["label"].as_str().unwrap() {
                "blank" | "title" | "ambiguous" => {}
                "keep" => {
                    letters += line.chars().count();
                    if !left {
                        wrong += 1;
                        lost += line.chars().count();
                    }
                }
                _ if left => missed += 1,
                _ => right += 1,
            }
        }
    }
    Scores::from([
        ("precision", share(right, right + wrong)),
        ("recall", share(right, right + missed)),
        ("legit", 1.0 - share(lost, letters)),
    ])
}
