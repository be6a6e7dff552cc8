//! Code and tables, which stay with the text that they stand in.

use super::score::Scored;
use crate::model::{Block, BlockKind, Document, Span, Tag};

/// The most that may be links in a table of content.
const LINKED: f32 = 0.3;

/// Raises code and tables to the threshold where the text before them stays and
/// both stand in one `main` or `article`: an example is no furniture, however
/// little it looks like prose.
pub(super) fn keep(document: &Document, blocks: &mut [Scored], threshold: f32) {
    let holders: Vec<Span> = document
        .outline
        .nodes()
        .iter()
        .filter(|node| matches!(node.tag, Tag::Main | Tag::Article))
        .map(|node| node.span)
        .collect();
    if holders.is_empty() {
        return;
    }
    let mut before: Option<Span> = None;
    for (block, scored) in document.blocks.iter().zip(blocks) {
        if scored.likelihood < threshold && is_inset(block) {
            let together = |holder: &Span| {
                before.is_some_and(|before| holder.contains(before))
                    && holder.contains(block.content)
            };
            if holders.iter().any(together) {
                scored.likelihood = threshold;
            }
        }
        before = (scored.likelihood >= threshold).then_some(block.content);
    }
}

fn is_inset(block: &Block) -> bool {
    match block.kind {
        BlockKind::Code => true,
        BlockKind::Cell => block.link_density() < LINKED,
        _ => false,
    }
}
