//! A document as rules look at it: lines, their measures, its title.

use std::sync::Arc;

use crate::clean::lesson::host;
use crate::clean::measure::{ends_sentence, folded, words};
use crate::model::{BlockKind, Document, Knowledge, Media, Part, Profile, Span};

/// The fewest words of a line that can be taken for prose.
const PROSE: usize = 12;

/// A document and what several rules need to know of it.
pub(crate) struct Page<'d> {
    pub(crate) document: &'d Document,
    pub(crate) lines: Vec<Line>,
    /// What the corpus taught, where there is one.
    pub(crate) knowledge: Option<&'d Knowledge>,
    /// For what kind of page its main content is told.
    pub(crate) profile: Profile,
    /// What of an article's page stays beside its text.
    pub(crate) parts: Vec<Part>,
    /// The key of its host.
    pub(crate) host: u64,
    title: Option<Title>,
}

/// What a document is called.
pub(crate) struct Title {
    /// Letters and digits only.
    pub(crate) folded: String,
    /// As it is written.
    pub(crate) shown: Arc<str>,
    /// Whether it was found in the text, where its line then stays.
    pub(crate) found: bool,
}

/// One line of text; a block has one or more.
pub(crate) struct Line {
    /// Its words, without the white space around them.
    pub(crate) span: Span,
    pub(crate) kind: BlockKind,
    pub(crate) words: usize,
    /// Whether it ends as a sentence does.
    pub(crate) ends: bool,
    /// Whether white space wider than a line break stands on both sides.
    pub(crate) apart: bool,
    /// Share of its block that is link text.
    pub(crate) linked: f32,
}

impl Title {
    fn new(shown: &str, found: bool) -> Option<Self> {
        let folded = folded(shown);
        (!folded.is_empty()).then(|| Self {
            folded,
            shown: shown.into(),
            found,
        })
    }
}

impl Line {
    /// Whether it is long enough for running text, which may be wrapped, and
    /// no link.
    pub(crate) fn runs(&self) -> bool {
        self.words >= PROSE && self.linked < 0.5
    }

    /// Whether it reads as running text.
    pub(crate) fn is_prose(&self) -> bool {
        self.ends && self.words >= PROSE
    }
}

impl<'d> Page<'d> {
    pub(crate) fn new(document: &'d Document, knowledge: Option<&'d Knowledge>) -> Self {
        let mut lines = Vec::with_capacity(document.blocks.len());
        for tile in &document.blocks {
            let linked = tile.link_density();
            let content = tile.content.of(&document.text);
            let breaks = memchr::memchr_iter(b'\n', content.as_bytes());
            let mut from = tile.content.start;
            for end in breaks.chain([content.len()]) {
                let to = tile.content.start + end;
                let span = Span::new(from, to).trimmed(&document.text);
                from = to + 1;
                let text = span.of(&document.text);
                if text.is_empty() {
                    continue;
                }
                lines.push(Line {
                    span,
                    kind: tile.kind,
                    words: words(text),
                    ends: ends_sentence(text),
                    apart: false,
                    linked,
                });
            }
        }
        let mut page = Self {
            document,
            lines,
            knowledge,
            profile: Profile::default(),
            parts: Vec::new(),
            host: knowledge.map_or(0, |_| host(document)),
            title: None,
        };
        let found = document.media == Media::Markdown;
        page.title = document
            .metadata
            .title
            .as_deref()
            .and_then(|title| Title::new(title, found));
        page.set_apart();
        page
    }

    /// Says which of its lines the document is called by.
    pub(crate) fn entitle(&mut self, headline: &str) {
        self.title = Title::new(headline, true);
    }

    fn set_apart(&mut self) {
        let text = &self.document.text;
        let mut before = 0;
        for at in 0..self.lines.len() {
            let next = self
                .lines
                .get(at + 1)
                .map_or(text.len(), |line| line.span.start);
            if let Some(line) = self.lines.get_mut(at) {
                line.apart =
                    is_wide(text, before, line.span.start) && is_wide(text, line.span.end, next);
                before = line.span.end;
            }
        }
    }

    /// How many lines from `from` on stand together, with no blank line between.
    pub(crate) fn together(&self, from: usize) -> usize {
        let rest = self.lines.get(from..).unwrap_or_default();
        let breaks = rest.windows(2).take_while(|pair| match pair {
            [left, right] => !is_wide(&self.document.text, left.span.end, right.span.start),
            _ => false,
        });
        breaks.count() + 1
    }

    /// Whether the line at `at` goes on with the sentence of the line before it,
    /// as in text that was wrapped at a width.
    pub(crate) fn goes_on(&self, at: usize) -> bool {
        const BEGUN: usize = 5;
        let (Some(line), Some(before)) = (
            self.lines.get(at),
            at.checked_sub(1).and_then(|at| self.lines.get(at)),
        ) else {
            return false;
        };
        before.words >= BEGUN
            && !before.ends
            && line.kind == before.kind
            && self.text(line).starts_with(char::is_lowercase)
            && !is_wide(&self.document.text, before.span.end, line.span.start)
    }

    /// Whether a line is a cell beside others of a table.
    pub(crate) fn is_in_row(&self, line: &Line) -> bool {
        let text = self.document.text.as_bytes();
        let beside = |at: Option<usize>| at.and_then(|at| text.get(at)) == Some(&b'\t');
        line.kind == BlockKind::Cell
            && (beside(line.span.start.checked_sub(1)) || beside(Some(line.span.end)))
    }

    /// The words of a line.
    pub(crate) fn text(&self, line: &Line) -> &'d str {
        line.span.of(&self.document.text)
    }

    /// The document's title.
    pub(crate) fn title(&self) -> Option<&Title> {
        self.title.as_ref()
    }

    /// How much running text there is, and where.
    pub(crate) fn prose(&self) -> Prose {
        let mut sums = vec![0];
        let mut starts = Vec::with_capacity(self.lines.len());
        let mut sum = 0;
        for line in &self.lines {
            starts.push(line.span.start);
            sum += if line.is_prose() { line.words } else { 0 };
            sums.push(sum);
        }
        Prose { starts, sums }
    }

    /// Whether the document came with markup, so that its structure is known.
    pub(crate) fn has_markup(&self) -> bool {
        self.document.media == Media::Html
    }
}

/// Whether the break between two places is more than the end of a line.
fn is_wide(text: &str, from: usize, to: usize) -> bool {
    let breaks = || {
        Span::new(from, to)
            .of(text)
            .bytes()
            .filter(|byte| *byte == b'\n')
            .count()
    };
    from == 0 || to == text.len() || breaks() >= 2
}

/// Words of running text, summed up from the start of a document.
pub(crate) struct Prose {
    starts: Vec<usize>,
    sums: Vec<usize>,
}

impl Prose {
    /// All of them.
    pub(crate) fn all(&self) -> usize {
        self.sums.last().copied().unwrap_or(0)
    }

    /// Those in a part of the text.
    pub(crate) fn within(&self, span: Span) -> usize {
        let sum = |at: usize| {
            let lines = self.starts.partition_point(|start| *start < at);
            self.sums.get(lines).copied().unwrap_or(0)
        };
        sum(span.end) - sum(span.start)
    }
}
