//! A notice tells what the parser had to give up or mend.

use std::collections::BTreeMap;
use std::fmt;

/// Something the tree lost, or has other than a browser's tree would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TreeNotice {
    /// The page is larger than the parser takes; the rest was not read.
    InputCut {
        /// Bytes not read.
        bytes: usize,
    },
    /// Elements were nested too deep; their text stands in the deepest kept one.
    NestingCut {
        /// Start tags dropped.
        tags: usize,
    },
    /// Tags had more attributes than are kept.
    AttributesDropped {
        /// Attributes dropped.
        attributes: usize,
    },
    /// Formatting elements (`b`, `font`, ...) and embedded objects were so many
    /// that repeating them would have cost more than the page.
    FormattingDropped {
        /// Start tags dropped.
        tags: usize,
    },
    /// An element whose content is raw text (`script`, `title`, ...) has no end
    /// tag, and a browser would show nothing after it.
    RawTextUnclosed {
        /// Its tag name.
        element: String,
        /// How many there were.
        count: usize,
    },
    /// A comment has no end, and a browser would show nothing after it.
    CommentUnclosed {
        /// How many there were.
        count: usize,
    },
    /// A tag has no end, for example because a quote was never closed.
    TagUnclosed {
        /// How many there were.
        count: usize,
    },
}

impl fmt::Display for TreeNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InputCut { bytes } => write!(f, "page too large, last {bytes} bytes not read"),
            Self::NestingCut { tags } => {
                write!(f, "nesting too deep, {tags} start tags dropped")
            }
            Self::AttributesDropped { attributes } => {
                write!(f, "too many attributes, {attributes} dropped")
            }
            Self::FormattingDropped { tags } => write!(
                f,
                "too many unclosed formatting elements, {tags} start tags dropped"
            ),
            Self::RawTextUnclosed { element, count } => write!(
                f,
                "truncated by raw text element: `{element}` not closed ({count} times)"
            ),
            Self::CommentUnclosed { count } => write!(f, "comment not closed ({count} times)"),
            Self::TagUnclosed { count } => write!(f, "tag not closed ({count} times)"),
        }
    }
}

/// Counts what will become notices; a flood of faults is one notice.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) input_cut: usize,
    pub(crate) nesting_cut: usize,
    pub(crate) attributes_dropped: usize,
    pub(crate) formatting_dropped: usize,
    /// By tag name; only some ten names have raw text.
    pub(crate) raw_text_unclosed: BTreeMap<String, usize>,
    pub(crate) comments_unclosed: usize,
    pub(crate) tags_unclosed: usize,
}

impl Tally {
    /// The counts of two stages together.
    pub(crate) fn add(&mut self, other: Self) {
        self.input_cut += other.input_cut;
        self.nesting_cut += other.nesting_cut;
        self.attributes_dropped += other.attributes_dropped;
        self.formatting_dropped += other.formatting_dropped;
        for (element, count) in other.raw_text_unclosed {
            *self.raw_text_unclosed.entry(element).or_default() += count;
        }
        self.comments_unclosed += other.comments_unclosed;
        self.tags_unclosed += other.tags_unclosed;
    }

    /// The notices, always in the same order.
    pub(crate) fn into_notices(self) -> Vec<TreeNotice> {
        let single = [
            (
                self.input_cut,
                TreeNotice::InputCut {
                    bytes: self.input_cut,
                },
            ),
            (
                self.nesting_cut,
                TreeNotice::NestingCut {
                    tags: self.nesting_cut,
                },
            ),
            (
                self.attributes_dropped,
                TreeNotice::AttributesDropped {
                    attributes: self.attributes_dropped,
                },
            ),
            (
                self.formatting_dropped,
                TreeNotice::FormattingDropped {
                    tags: self.formatting_dropped,
                },
            ),
            (
                self.comments_unclosed,
                TreeNotice::CommentUnclosed {
                    count: self.comments_unclosed,
                },
            ),
            (
                self.tags_unclosed,
                TreeNotice::TagUnclosed {
                    count: self.tags_unclosed,
                },
            ),
        ];
        let raw_text = self
            .raw_text_unclosed
            .into_iter()
            .map(|(element, count)| TreeNotice::RawTextUnclosed { element, count });
        single
            .into_iter()
            .filter_map(|(count, notice)| (count > 0).then_some(notice))
            .chain(raw_text)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tallies_add_up_to_notices() {
        let mut tally = Tally {
            comments_unclosed: 1,
            ..Tally::default()
        };
        let mut other = Tally {
            nesting_cut: 2,
            ..Tally::default()
        };
        other.raw_text_unclosed.insert("title".to_owned(), 3);
        tally.add(other);
        let notices: Vec<String> = tally
            .into_notices()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            notices,
            [
                "nesting too deep, 2 start tags dropped",
                "comment not closed (1 times)",
                "truncated by raw text element: `title` not closed (3 times)",
            ]
        );
    }
}
