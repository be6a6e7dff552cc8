//! Code, tables and headings, which stay with the text that they stand in.

use super::score::Scored;
use crate::model::{Block, BlockKind, Document, Span, Tag};

/// The most that may be links in a table of content.
const LINKED: f32 = 0.3;

/// Words of a paragraph that has a heading of its own.
const PARAGRAPH: usize = 20;

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

/// Raises headings to the threshold where what comes before them stays, and a
/// paragraph right after them: they are of the text, whatever they say.
pub(super) fn keep_headings(document: &Document, blocks: &mut [Scored], threshold: f32) {
    let stays = |at: usize, blocks: &[Scored]| {
        blocks
            .get(at)
            .is_some_and(|block| block.likelihood >= threshold)
    };
    for (at, pair) in document.blocks.windows(2).enumerate().skip(1) {
        let [heading, next] = pair else { continue };
        if heading.is_heading()
            && heading.link_density() < LINKED
            && !stays(at, blocks)
            && stays(at - 1, blocks)
            && stays(at + 1, blocks)
            && is_paragraph(document, next)
            && let Some(scored) = blocks.get_mut(at)
        {
            scored.likelihood = threshold;
        }
    }
}

fn is_paragraph(document: &Document, block: &Block) -> bool {
    block.kind == BlockKind::Paragraph
        && block.link_density() < LINKED
        && document
            .content(block)
            .split_whitespace()
            .nth(PARAGRAPH - 1)
            .is_some()
}

fn is_inset(block: &Block) -> bool {
    match block.kind {
        BlockKind::Code => true,
        BlockKind::Cell => block.link_density() < LINKED,
        _ => false,
    }
}
