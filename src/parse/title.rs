//! Chooses a page's headline among what it calls itself.

use super::metadata::Stated;
use crate::model::{BlockKind, Document};

/// Separators between a headline and the name of its site.
const SEPARATORS: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · "];

/// The headline: a heading of the page that its titles agree with, else the
/// best title without the name of the site, else the first heading of level one.
pub(super) fn choose(document: &Document, stated: &Stated) -> Option<String> {
    let headings = || {
        document
            .blocks
            .iter()
            .filter(|block| matches!(block.kind, BlockKind::Heading(1..=2)))
    };
    let agreed = headings()
        .map(|block| document.content(block))
        .find(|heading| {
            let heading = folded(heading);
            heading.chars().count() >= 8
                && stated
                    .titles
                    .iter()
                    .any(|title| folded(title).contains(&heading))
        });
    agreed
        .map(|heading| {
            heading
                .trim_end_matches(['¶', '#', '🔗', '§'])
                .trim_end()
                .to_owned()
        })
        .or_else(|| {
            stated
                .titles
                .first()
                .map(|title| without_site(title, stated.site()))
        })
        .or_else(|| {
            headings()
                .find(|block| block.kind == BlockKind::Heading(1))
                .map(|block| document.content(block).to_owned())
        })
}

/// Lower-case letters and digits only, so that quotes and dashes do not matter.
fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Cuts " | Site" off a title: the site's own name, or a short last part
/// behind a bar.
fn without_site(title: &str, site: Option<&str>) -> String {
    let cut = SEPARATORS.iter().filter_map(|separator| {
        title
            .rsplit_once(separator)
            .map(|parts| (*separator, parts))
    });
    let named = cut.clone().find(|(_, (head, tail))| {
        site.is_some_and(|site| folded(site) == folded(tail)) && !head.trim().is_empty()
    });
    let short = cut
        .filter(|(separator, _)| matches!(*separator, " | " | " :: " | " » " | " « "))
        .find(|(_, (head, tail))| {
            tail.split_whitespace().count() <= 4 && head.split_whitespace().count() >= 3
        });
    named
        .or(short)
        .map_or(title, |(_, (head, _))| head)
        .trim()
        .to_owned()
}
