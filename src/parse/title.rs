//! Chooses a page's headline among what it calls itself.

use super::metadata::Stated;
use crate::model::{BlockKind, Document};

/// Separators between a headline and the name of its site.
const SEPARATORS: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · "];

/// Letters of a heading that is surely a title's where the title holds it.
const TELLING: usize = 8;

/// The headline: a heading of the page that its titles agree with, else its
/// only heading of level one, else the best title without the name of the site.
pub(super) fn choose(document: &Document, stated: &Stated) -> Option<String> {
    let headings = || {
        document
            .blocks
            .iter()
            .filter(|block| matches!(block.kind, BlockKind::Heading(1..=2)))
    };
    let titles: Vec<Title> = stated.titles.iter().map(|title| Title::of(title)).collect();
    let agreed = headings()
        .map(|block| document.content(block))
        .find(|heading| {
            let heading = folded(heading);
            titles.iter().any(|title| title.is(&heading))
        });
    let only = || {
        let mut first = headings().filter(|block| block.kind == BlockKind::Heading(1));
        let (only, none) = (first.next()?, first.next());
        let heading = document.content(only);
        let site = stated
            .site()
            .is_some_and(|site| folded(site) == folded(heading));
        (none.is_none() && !site && heading.split_whitespace().count() >= 2).then_some(heading)
    };
    agreed
        .or_else(only)
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
            let first = headings().find(|block| block.kind == BlockKind::Heading(1))?;
            Some(document.content(first).to_owned())
        })
}

/// A title that a page gives itself, folded.
struct Title {
    whole: String,
    /// What stands before a separator and behind it, for each.
    cuts: Vec<(String, String)>,
}

impl Title {
    fn of(title: &str) -> Self {
        let parts = |separator: &&str| title.rsplit_once(*separator);
        let cuts = SEPARATORS.iter().filter_map(parts);
        Self {
            whole: folded(title),
            cuts: cuts
                .map(|(head, site)| (folded(head), folded(site)))
                .collect(),
        }
    }

    /// Whether it is this heading, alone or with the name of a site behind it. A
    /// heading that is the name behind it is the site's own.
    fn is(&self, heading: &str) -> bool {
        let is_site = || self.cuts.iter().any(|(_, site)| site == heading);
        let is_head = || self.cuts.iter().any(|(head, _)| head == heading);
        if heading.is_empty() || is_site() {
            return false;
        }
        let long = || heading.chars().count() >= TELLING;
        self.whole == heading || self.whole.contains(heading) && long() || is_head()
    }
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
