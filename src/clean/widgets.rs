//! The phrase rules at work: elements whose names say they are widgets.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::claims::Claims;
use super::content::is_thread;
use super::page::Page;
use super::phrases::{Mask, Match, Phrases, Scratch};
use crate::model::{Evidence, Level, Part, Span, Tag};

/// Claims what stands in elements whose names say they are widgets.
///
/// Where the elements a rule knows hold most of the page's running text, the
/// page is made of them, and they stay; so do comments on the page of a thread.
pub(super) fn judge(
    page: &Page<'_>,
    phrases: &Phrases,
    mask: &Mask,
    scratch: &mut Scratch,
    claims: &mut Claims<'_>,
) {
    let mut matches = Vec::new();
    let outline = &page.document.outline;
    let prose = page.prose();
    let comments = Part::Comments.rule().filter(|_| is_thread(page.document));
    let stays = |rule: usize| {
        let card = phrases.cards().nth(rule);
        card.is_some_and(|card| Some(&*card.id) == comments)
    };
    let mut widgets: BTreeMap<usize, Vec<(Span, &str)>> = BTreeMap::new();
    // A page has far fewer names than elements.
    let mut known: FxHashMap<&str, Option<Match>> = FxHashMap::default();
    let mut end = 0;
    for node in outline.nodes() {
        let names = outline.names(node);
        // What lies in a known element goes with it.
        if names.is_empty() || node.span.is_empty() || node.span.end <= end || is_frame(node.tag) {
            continue;
        }
        let found = *known.entry(names).or_insert_with(|| {
            phrases.nodes(names, mask, scratch, &mut matches);
            matches.first().copied()
        });
        let Some(found) = found else { continue };
        if stays(found.rule) || 2 * prose.within(node.span) > prose.all() && prose.all() > 0 {
            continue;
        }
        end = node.span.end;
        let name = Span::new(found.start, found.end).of(names);
        widgets
            .entry(found.rule)
            .or_default()
            .push((node.span, name));
    }
    for (rule, widgets) in widgets {
        let within: usize = widgets.iter().map(|(span, _)| prose.within(*span)).sum();
        if 2 * within > prose.all() && prose.all() > 0 {
            continue;
        }
        claims.speaker(rule);
        for (span, name) in widgets {
            claims.remove(Level::Careful, span, Evidence::Node(name.into()));
        }
    }
}

/// Elements that hold a whole page or article, and are named for what it has
/// rather than what it is.
fn is_frame(tag: Tag) -> bool {
    matches!(tag, Tag::Body | Tag::Main | Tag::Article)
}
