//! A parsed page: all of its text, and where things are in it.

use serde::Serialize;

use super::{Chosen, Fields, Genres, Media, Metadata, Notice, Outline, Span};

/// All text of a page, boilerplate included, with the blocks that tile it.
///
/// Plain data: the parser's tree has ended by the time a document exists.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The page's identifier.
    pub id: String,
    /// The file it was found in, and the line where the file has several.
    pub origin: String,
    /// Address it was fetched from, where known.
    pub source: Option<String>,
    /// What kind of page it was made from.
    pub media: Media,
    /// Every character a reader could have seen, and nothing else.
    pub text: String,
    /// Paragraphs, headings, lines; their spans tile `text`.
    pub blocks: Vec<Block>,
    /// The elements the text stood in; empty for plain text.
    pub outline: Outline,
    /// What of the text is from the page's data, where its elements show none of
    /// its article or far less.
    pub embedded: Option<Span>,
    /// Elements that were asked for, in their order.
    pub chosen: Vec<Chosen>,
    /// Links in the text, in order.
    pub links: Vec<Link>,
    /// What the page says about itself.
    pub metadata: Metadata,
    /// Which of it is stated, and not read off the text.
    pub stated: Stated,
    /// What the page says it is.
    pub genres: Genres,
    /// The record's fields, as written.
    pub fields: Fields,
    /// What was odd about the input.
    pub notices: Vec<Notice>,
}

/// Which metadata a page or its record states: some are found by other signs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stated {
    /// Who wrote it.
    pub author: bool,
    /// When it was published.
    pub published: bool,
}

impl Document {
    /// The words of one block, without the white space that sets it off.
    pub fn content(&self, block: &Block) -> &str {
        block.content.of(&self.text)
    }
}

/// One paragraph, heading, item, cell or line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its tile of the text: content and the white space that sets it off.
    pub span: Span,
    /// The words themselves.
    pub content: Span,
    /// What it is.
    pub kind: BlockKind,
    /// The innermost outline node around all of its text, where there is an outline.
    pub node: Option<u32>,
    /// How many bytes of the content are link text.
    pub linked: u32,
}

impl Block {
    /// Whether it is a heading, of any level.
    pub const fn is_heading(&self) -> bool {
        matches!(self.kind, BlockKind::Heading(_))
    }

    /// Share of the content that is link text, 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "a ratio of two lengths")]
    pub fn link_density(&self) -> f32 {
        self.linked as f32 / self.content.len().max(1) as f32
    }
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// A paragraph, or any run of text that is nothing else.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// A paragraph of a quotation.
    Quote,
    /// Code or other preformatted text: its white space matters.
    Code,
    /// A caption of a figure or table.
    Caption,
    /// A line of plain text.
    Line,
}

/// Text that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The linked words.
    pub span: Span,
    /// The address as written in the page.
    pub href: Box<str>,
}
