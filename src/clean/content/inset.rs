//! Code, tables and headings, which stay with the text that they stand in.

use super::score::Scored;
use crate::model::{Block, BlockKind, Document, Span, Tag};

/// The most that may be links in a table of content.
const LINKED: f32 = 0.3;

/// Words of a paragraph that has a heading of its own.
const PARAGRAPH: usize = 20;

/// Raises code and tables to the threshold where the text before them stays and
/// both stand in one `main` or `article`: an example is no furniture, however
/// little it looks like prose. In a page without such an element code stays with
/// the text before it.
pub(super) fn keep(document: &Document, blocks: &mut [Scored], threshold: f32) {
    let holders: Vec<Span> = document
        .outline
        .nodes()
        .iter()
        .filter(|node| matches!(node.tag, Tag::Main | Tag::Article))
        .map(|node| node.span)
        .collect();
    let mut before: Option<Span> = None;
    for (block, scored) in document.blocks.iter().zip(blocks) {
        if scored.likelihood < threshold && is_inset(block) {
            let together = |holder: &Span| {
                before.is_some_and(|before| holder.contains(before))
                    && holder.contains(block.content)
            };
            let alone = || holders.is_empty() && before.is_some() && block.kind == BlockKind::Code;
            if holders.iter().any(together) || alone() {
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

#[cfg(test)]
mod tests {
    use super::keep;
    use crate::clean::content::score::Scored;
    use crate::model::{Block, BlockKind, Document, Span};

    #[test]
    fn code_stays_with_the_text_before_it() {
        let kinds = [
            (BlockKind::Paragraph, 0.9),
            (BlockKind::Code, 0.1),
            (BlockKind::Code, 0.1),
            (BlockKind::Cell, 0.1),
            (BlockKind::Code, 0.1),
        ];
        let block = |(at, (kind, _)): (usize, &(BlockKind, f32))| Block {
            span: Span::new(at, at + 1),
            content: Span::new(at, at + 1),
            kind: *kind,
            node: None,
            linked: 0,
        };
        let document = Document {
            text: "x".repeat(kinds.len()),
            blocks: (0..).zip(&kinds).map(block).collect(),
            ..Document::default()
        };
        let mut blocks = kinds.map(|(_, likelihood)| Scored {
            words: 1.0,
            likelihood,
        });
        keep(&document, &mut blocks, 0.5);
        let stays = blocks.map(|block| block.likelihood >= 0.5);
        assert_eq!(stays, [true, true, true, false, false]);
    }
}
