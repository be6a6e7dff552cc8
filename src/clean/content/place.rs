//! What the elements around a block say, worked out once for each element.

use rustc_hash::FxHashMap;

use super::names;
use crate::model::{Document, Tag};

/// How much of an ancestor's evidence reaches one level further down.
const FADING: f32 = 0.9;

/// Evidence for every node of the outline, what its ancestors say included.
pub(super) fn evidence(document: &Document) -> Vec<f32> {
    let outline = &document.outline;
    let mut sums: Vec<f32> = Vec::with_capacity(outline.nodes().len());
    // A page has far fewer names than elements.
    let mut known: FxHashMap<&str, f32> = FxHashMap::default();
    for node in outline.nodes() {
        let above = node
            .parent
            .and_then(|parent| sums.get(parent as usize).copied())
            .unwrap_or(0.0);
        let names = outline.names(node);
        // Names around the whole page speak of the page, not of its parts.
        let named = if names.is_empty() || matches!(node.tag, Tag::Body | Tag::Other) {
            0.0
        } else {
            *known.entry(names).or_insert_with(|| names::evidence(names))
        };
        let hidden = if node.hidden { -1.5 } else { 0.0 };
        sums.push((above * FADING + tag(node.tag) + named + hidden).clamp(-5.0, 2.0));
    }
    sums
}

fn tag(tag: Tag) -> f32 {
    match tag {
        Tag::Nav | Tag::Footer | Tag::Menu | Tag::Select | Tag::OptionTag => -3.0,
        Tag::Aside | Tag::Dialog | Tag::Button => -2.0,
        Tag::Header | Tag::Form | Tag::Label | Tag::Fieldset => -1.2,
        Tag::Figcaption | Tag::Noscript | Tag::Address | Tag::Time => -0.8,
        Tag::Article | Tag::Main => 0.7,
        _ => 0.0,
    }
}
