//! Where text stands in its page: what decides a block's kind and what sets it
//! off from the block before.

use crate::model::{BlockKind, Tag};

/// Where text stands, as far as it decides a block's kind and its separator.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says of one element whether it is around"
)]
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Place {
    tag: Tag,
    heading: u8,
    item: bool,
    quote: bool,
    pub(super) pre: bool,
    caption: bool,
    list: Option<u32>,
    table: Option<u32>,
    row: Option<u32>,
    cell: Option<u32>,
}

impl Place {
    /// The place inside an element with this tag.
    pub(super) fn within(mut self, tag: Tag, node: u32) -> Self {
        match tag {
            Tag::H1 => self.heading = 1,
            Tag::H2 => self.heading = 2,
            Tag::H3 => self.heading = 3,
            Tag::H4 => self.heading = 4,
            Tag::H5 => self.heading = 5,
            Tag::H6 => self.heading = 6,
            Tag::Li | Tag::Dd | Tag::Dt => self.item = true,
            Tag::Blockquote => self.quote = true,
            Tag::Pre => self.pre = true,
            Tag::Figcaption | Tag::Caption => self.caption = true,
            Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dl => self.list = self.list.or(Some(node)),
            Tag::Table => {
                // What stands in a cell is laid out anew.
                self = Self {
                    table: Some(node),
                    ..Self::default()
                };
            }
            Tag::Tr => self.row = Some(node),
            Tag::Td | Tag::Th => self.cell = Some(node),
            _ => {}
        }
        self.tag = tag;
        self
    }

    pub(super) fn kind(self) -> BlockKind {
        if self.pre {
            BlockKind::Code
        } else if self.heading > 0 {
            BlockKind::Heading(self.heading)
        } else if self.caption {
            BlockKind::Caption
        } else if self.item {
            BlockKind::Item
        } else if self.quote {
            BlockKind::Quote
        } else if self.cell.is_some() && self.tag != Tag::P {
            BlockKind::Cell
        } else {
            BlockKind::Paragraph
        }
    }

    /// What stands between the block here and the one after it.
    pub(super) fn separator(self, next: Self) -> &'static str {
        let cells = self.kind() == BlockKind::Cell && next.kind() == BlockKind::Cell;
        if cells && self.row.is_some() && self.row == next.row && self.cell != next.cell {
            "\t"
        } else if (cells && self.table == next.table)
            || (self.item && next.item && self.list == next.list)
        {
            "\n"
        } else {
            "\n\n"
        }
    }
}
