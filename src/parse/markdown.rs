//! Reads Markdown: the text as it stands, its blocks by their marks.

use super::plain;
use crate::model::{BlockKind, Document};

/// Takes the text as it stands; headings, items, quotes, fenced code and link
/// definitions are
/// known by their marks (`CommonMark` 4 and 5), and front matter is left alone.
pub(super) fn read(text: String, document: &mut Document) {
    document.text = text;
    let mut marks = Marks::default();
    plain::lines(document, |line| marks.kind(line));
    if document.metadata.title.is_none() {
        document.metadata.title = front_matter_title(&document.text).or_else(|| {
            let first = document
                .blocks
                .iter()
                .find(|block| block.kind == BlockKind::Heading(1))?;
            Some(document.content(first).trim_matches(['#', ' ']).to_owned())
        });
    }
}

/// What has been opened and not yet closed.
#[derive(Default)]
struct Marks {
    lines: usize,
    fence: Option<&'static str>,
}

impl Marks {
    fn kind(&mut self, line: &str) -> BlockKind {
        let line = line.trim();
        self.lines += 1;
        if let Some(fence) = self.fence {
            if line.starts_with(fence) {
                self.fence = None;
            }
            return BlockKind::Code;
        }
        self.fence = match line {
            "---" if self.lines == 1 => Some("---"),
            _ if line.starts_with("```") => Some("```"),
            _ if line.starts_with("~~~") => Some("~~~"),
            _ => None,
        };
        if self.fence.is_some() {
            return BlockKind::Code;
        }
        let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
        let after = line.get(hashes..).unwrap_or_default();
        if let Ok(level @ 1..=6) = u8::try_from(hashes)
            && (after.is_empty() || after.starts_with(' '))
        {
            BlockKind::Heading(level)
        } else if is_reference(line) {
            BlockKind::Code
        } else if line.starts_with('>') {
            BlockKind::Quote
        } else if is_item(line) {
            BlockKind::Item
        } else if line.starts_with('|') {
            BlockKind::Cell
        } else {
            BlockKind::Line
        }
    }
}

/// Whether a line defines where a link leads (`CommonMark` 4.7).
fn is_reference(line: &str) -> bool {
    line.starts_with('[') && line.contains("]: ")
}

fn is_item(line: &str) -> bool {
    if ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark)) {
        return true;
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = line.get(digits..).unwrap_or_default();
    (1..=9).contains(&digits) && (after.starts_with(". ") || after.starts_with(") "))
}

fn front_matter_title(text: &str) -> Option<String> {
    let body = text.strip_prefix("---\n")?;
    let (front, _) = body.split_once("\n---")?;
    let title = front.lines().find_map(|line| line.strip_prefix("title:"))?;
    let title = title.trim().trim_matches(['"', '\'']);
    (!title.is_empty()).then(|| title.to_owned())
}
