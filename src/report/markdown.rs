//! A cleaned page as Markdown.

use crate::model::{Block, BlockKind, CleanedDocument, Link, Media, Span};

/// The text that stays, with the structure it had in its page.
///
/// Text that came without markup is given as it is.
pub fn markdown(cleaned: &CleanedDocument) -> String {
    let document = &cleaned.document;
    if document.media != Media::Html {
        let mut text = cleaned.text();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        return text;
    }
    let mut out = String::new();
    if let Some(title) = &document.metadata.title {
        out.push_str("# ");
        out.push_str(title);
        out.push('\n');
    }
    let mut before: Option<&Block> = None;
    let mut row = Row::default();
    for block in &document.blocks {
        let text = kept(cleaned, block);
        if text.trim().is_empty() {
            continue;
        }
        let beside = before.is_some_and(|before| {
            document.text.get(before.content.end..block.content.start) == Some("\t")
        });
        if beside {
            out.push_str(" | ");
        } else {
            row.end(&mut out);
            let together = before.is_some_and(|before| {
                before.kind == block.kind && matches!(block.kind, BlockKind::Item | BlockKind::Cell)
            });
            if !together {
                row = Row::default();
                if !out.is_empty() {
                    out.push('\n');
                }
            }
            if block.kind == BlockKind::Cell {
                out.push_str("| ");
            }
        }
        row.cells += usize::from(block.kind == BlockKind::Cell);
        write_block(&mut out, block.kind, &text);
        before = Some(block);
    }
    row.end(&mut out);
    out
}

/// The row of a table being written.
#[derive(Default)]
struct Row {
    cells: usize,
    /// Whether it is not the first of its table.
    later: bool,
}

impl Row {
    /// Ends the row, if there is one; the first is set off as the table's head,
    /// without which it is no table (GitHub Flavored Markdown 4.10).
    fn end(&mut self, out: &mut String) {
        if self.cells == 0 {
            return;
        }
        out.push_str(" |\n");
        if !self.later {
            out.push_str(&"| --- ".repeat(self.cells));
            out.push_str("|\n");
        }
        *self = Self {
            cells: 0,
            later: true,
        };
    }
}

fn write_block(out: &mut String, kind: BlockKind, text: &str) {
    let prefixed = |out: &mut String, first: &str, rest: &str| {
        for (at, line) in text.lines().enumerate() {
            out.push_str(if at == 0 { first } else { rest });
            out.push_str(line);
            out.push('\n');
        }
    };
    match kind {
        BlockKind::Heading(level) => {
            out.extend(std::iter::repeat_n('#', usize::from(level)));
            out.push(' ');
            out.push_str(&text.replace('\n', " "));
            out.push('\n');
        }
        BlockKind::Item => prefixed(out, "- ", "  "),
        BlockKind::Quote => prefixed(out, "> ", "> "),
        BlockKind::Code => {
            // A fence longer than any in the text (CommonMark 4.5).
            let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            for part in [&fence, "\n", text, "\n", &fence, "\n"] {
                out.push_str(part);
            }
        }
        BlockKind::Cell => out.push_str(&text.replace('\n', " ").replace('|', "\\|")),
        BlockKind::Paragraph | BlockKind::Caption | BlockKind::Line => prefixed(out, "", ""),
    }
}

/// What stays of a block, its links written out.
fn kept(cleaned: &CleanedDocument, block: &Block) -> String {
    let document = &cleaned.document;
    let links = &document.links;
    let first = links.partition_point(|link| link.span.end <= block.content.start);
    let mut out = String::new();
    let mut at = block.content.start;
    let inside = links
        .get(first..)
        .unwrap_or_default()
        .iter()
        .take_while(|link| link.span.start < block.content.end);
    for link in
        inside.filter(|link| block.content.contains(link.span) && block.kind != BlockKind::Code)
    {
        staying(cleaned, Span::new(at, link.span.start), &mut out);
        write_link(cleaned, link, &mut out);
        at = link.span.end;
    }
    staying(cleaned, Span::new(at, block.content.end), &mut out);
    out
}

fn write_link(cleaned: &CleanedDocument, link: &Link, out: &mut String) {
    let mut words = String::new();
    staying(cleaned, link.span, &mut words);
    let address = link.href.trim();
    if words.trim().is_empty()
        || address.is_empty()
        || address.starts_with(['#'])
        || address.to_ascii_lowercase().starts_with("javascript:")
    {
        out.push_str(&words);
        return;
    }
    let address = address
        .replace(' ', "%20")
        .replace('(', "%28")
        .replace(')', "%29");
    for part in ["[", words.trim(), "](", &address, ")"] {
        out.push_str(part);
    }
}

/// Appends what stays of a span.
fn staying(cleaned: &CleanedDocument, span: Span, out: &mut String) {
    let removals = &cleaned.removals;
    let first = removals.partition_point(|removal| removal.span.end <= span.start);
    let mut at = span.start;
    for removal in removals.get(first..).unwrap_or_default() {
        if removal.span.start >= span.end {
            break;
        }
        out.push_str(Span::new(at, removal.span.start.max(at)).of(&cleaned.document.text));
        at = removal.span.end.min(span.end);
    }
    out.push_str(Span::new(at, span.end).of(&cleaned.document.text));
}
