//! Reads text already extracted, a line a block.

use crate::model::{Block, BlockKind, Document, Span};

/// Takes the text as it stands; each line that is not blank is a block, and
/// blank lines belong to the block before them.
pub(super) fn read(text: String, document: &mut Document) {
    document.text = text;
    lines(document, |_| BlockKind::Line);
}

/// Tiles the text with one block a line, of the kind `kind` says.
pub(super) fn lines(document: &mut Document, mut kind: impl FnMut(&str) -> BlockKind) {
    let text = &document.text;
    let mut tile = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = Span::new(at, at + line.len()).trimmed(text);
        at += line.len();
        if content.is_empty() {
            continue;
        }
        if let Some(last) = document.blocks.last_mut() {
            tile = at - line.len();
            last.span.end = tile;
        }
        let kind = kind(line);
        document.blocks.push(Block {
            span: Span::new(tile, at),
            content,
            kind,
            node: None,
            linked: 0,
        });
    }
    if let Some(last) = document.blocks.last_mut() {
        last.span.end = text.len();
    }
}
