//! Every measured rule on its own examples.

use crate::clean::{Rules, clean, clean_knowing, lesson};
use crate::model::{Document, Knowledge, Media, RawPage};
use crate::parse::parse;

/// The examples of measured rules that come out wrong, a message each.
pub fn failing_examples(rules: &Rules) -> Vec<String> {
    let mut wrong = Vec::new();
    for card in rules.measured() {
        let touches = |text: &str| {
            let cleaned = match text.split_once(PAGE_BREAK) {
                None => clean(example(text), rules),
                Some((first, others)) => {
                    let first = titled(first);
                    let others = others.split(PAGE_BREAK).map(titled);
                    let knowledge = taught(others.chain([first.clone()]));
                    clean_knowing(first, rules, &knowledge)
                }
            };
            let mut removals = cleaned.removals.iter();
            removals.any(|removal| removal.rule == card.id)
        };
        for text in card.examples.removes.iter().filter(|text| !touches(text)) {
            wrong.push(format!(
                "rule `{}` leaves its example alone: {text:?}",
                card.id
            ));
        }
        for text in card.examples.keeps.iter().filter(|text| touches(text)) {
            wrong.push(format!(
                "rule `{}` takes from its counter-example: {text:?}",
                card.id
            ));
        }
    }
    wrong
}

/// What sets the pages of an example apart that needs several of them: rules
/// that know a corpus are shown one.
const PAGE_BREAK: char = '\u{c}';

fn example(text: &str) -> Document {
    let media = if text.starts_with('<') {
        Media::Html
    } else {
        Media::Text
    };
    parse(RawPage {
        media,
        bytes: text.into(),
        ..RawPage::default()
    })
}

/// A page of several, called by its first line.
fn titled(text: &str) -> Document {
    let mut document = example(text);
    document.metadata.title = text.lines().next().map(str::to_owned);
    document
}

fn taught(pages: impl Iterator<Item = Document>) -> Knowledge {
    let lessons: Vec<_> = pages.map(|page| lesson(&page)).collect();
    let mut keys: Vec<u64> = lessons
        .iter()
        .flat_map(|lesson| lesson.lines.clone())
        .collect();
    keys.sort_unstable();
    let lines = keys.chunk_by(|one, other| one == other);
    let lines = lines.filter_map(|same| Some((*same.first()?, u32::try_from(same.len()).ok()?)));
    let titles = lessons
        .iter()
        .flat_map(|lesson| lesson.titles.clone())
        .collect();
    Knowledge::new(lines, titles)
}
