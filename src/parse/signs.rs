//! Elements of a page that may say who wrote it and when, as they are met.

use super::markup::known;
use super::tree::Element;
use super::{byline, dateline};
use crate::model::{BlockKind, Document, Node, Outline, Tag};

/// Words in the names of what stands beside an article and has its own authors
/// and days.
const BESIDE: [&str; 13] = [
    "comment",
    "related",
    "sidebar",
    "widget",
    "footer",
    "teaser",
    "recommend",
    "popular",
    "latest",
    "recent",
    "respond",
    "card",
    "carousel",
];
/// Bytes of names that are asked.
const NAMES: usize = 256;
/// Elements around a sign that are asked.
const AROUND: usize = 14;

/// What the walk over a page's elements leaves for later.
#[derive(Debug, Default)]
pub(super) struct Signs {
    /// Links that are said to lead to the author.
    pub(super) authors: Vec<u32>,
    /// Times, with what they are to programs.
    pub(super) times: Vec<(u32, Box<str>)>,
}

impl Signs {
    /// Looks at an element that becomes this node of the outline.
    pub(super) fn element(&mut self, element: Element<'_, '_>, node: usize) {
        let Ok(node) = u32::try_from(node) else {
            return;
        };
        match element.name {
            known::TIME => {
                let time = element.attribute(known::DATETIME).unwrap_or_default();
                self.times.push((node, time.trim().into()));
            }
            known::A
                if element
                    .attribute(known::REL)
                    .is_some_and(|rel| rel.split_ascii_whitespace().any(|rel| rel == "author")) =>
            {
                self.authors.push(node);
            }
            _ => {}
        }
    }

    /// Fills in who wrote the page and when, where it does not state it.
    pub(super) fn complete(&self, document: &mut Document) {
        let published = match &document.metadata.published {
            Some(stated) => dateline::day_of(document, stated),
            None => dateline::find(document, self),
        };
        document.metadata.published = published.or(document.metadata.published.take());
        let (stated, site) = (&document.metadata.author, document.metadata.site.as_deref());
        let author = match stated {
            Some(stated) if !byline::is_weak(stated, site) => byline::alone(stated),
            _ => byline::find(document, self),
        };
        document.metadata.author = author.or(document.metadata.author.take());
    }
}

/// The node of the headline: of the heading that says the title, or else of
/// the first of level one; the first node where there is none.
pub(super) fn headline(document: &Document) -> u32 {
    let title = document.metadata.title.as_deref();
    let headings = document.blocks.iter();
    let mut headings = headings.filter(|block| matches!(block.kind, BlockKind::Heading(_)));
    let said = headings.find(|block| Some(document.content(block)) == title);
    let first = || {
        let mut nodes = document.outline.nodes().iter().zip(0..);
        nodes.find(|(node, _)| node.tag == Tag::H1 && !node.span.is_empty())
    };
    said.and_then(|block| block.node)
        .or_else(|| first().map(|(_, at)| at))
        .unwrap_or(0)
}

/// Whether a node stands in what is beside the article: comments, lists of
/// other articles, the footer. What holds half of the page is not beside it,
/// whatever it is called.
pub(super) fn is_beside(document: &Document, node: u32) -> bool {
    let outline = &document.outline;
    let mut around = outline.get(node);
    for _ in 0..AROUND {
        let Some(node) = around else { return false };
        if 2 * node.span.len() > document.text.len() {
            return false;
        }
        if matches!(node.tag, Tag::Aside | Tag::Footer | Tag::Nav)
            || is_called(outline, node, &BESIDE)
        {
            return true;
        }
        around = node.parent.and_then(|node| outline.get(node));
    }
    false
}

/// Whether one of these is in the names of a node, as far as they are asked.
pub(super) fn is_called(outline: &Outline, node: &Node, parts: &[&str]) -> bool {
    let names = outline.names(node).as_bytes();
    let names = names.get(..NAMES).unwrap_or(names);
    // Few letters begin one of them.
    let letter = |byte: u8| 1_u32 << (byte & 0x1f);
    let begins = parts.iter().filter_map(|part| part.bytes().next());
    let begins = begins.fold(0, |letters, byte| letters | letter(byte));
    let mut places = names.iter().zip(0..);
    places.any(|(&byte, at)| {
        let here = || names.get(at..).unwrap_or_default();
        begins & letter(byte) != 0 && parts.iter().any(|part| starts(here(), part))
    })
}

/// Whether bytes start with a word in any case.
fn starts(bytes: &[u8], word: &str) -> bool {
    let start = bytes.get(..word.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use crate::model::{Media, Metadata, RawPage};

    fn stated(html: &str) -> Metadata {
        let page = RawPage {
            media: Media::Html,
            bytes: html.into(),
            ..RawPage::default()
        };
        crate::parse::parse(page).metadata
    }

    #[test]
    fn who_wrote_a_page_is_read_where_it_does_not_state_it() {
        let around = |byline: &str| {
            format!(
                "<nav>By Nobody</nav><article><h1>The mill turns again</h1>{byline}<p>Two sisters bought the old mill.</p></article><div class=comments><span class=author>Troll</span></div>"
            )
        };
        for (byline, author) in [
            (
                "<p class=byline>By Ann Lee and Bo Ek | 3 May 2024</p>",
                "Ann Lee and Bo Ek",
            ),
            (
                "<div itemprop=author><img><b itemprop=name>Ann Lee</b> <i>Reporter</i></div>",
                "Ann Lee",
            ),
            (
                "<p><a rel='author external' href=/ann>Ann Lee</a>, Leeds</p>",
                "Ann Lee",
            ),
            ("<p>Von Jürgen Groß am 3. Mai</p>", "Jürgen Groß"),
            ("<p>Written by: Ann Lee</p>", "Ann Lee"),
            (
                "<span class=post-author>View all posts by Ann Lee →</span>",
                "Ann Lee",
            ),
        ] {
            assert_eq!(
                stated(&around(byline)).author.as_deref(),
                Some(author),
                "{byline}"
            );
        }
        for nobody in [
            "",
            "<p>By the river it is cold.</p>",
            "<p class=authorized-dealer>Authorized Dealer</p>",
        ] {
            assert_eq!(stated(&around(nobody)).author, None, "{nobody}");
        }
        let weak = "<meta name=author content=mill-news.org><h1>The mill turns</h1><p class=author>Ann Lee";
        assert_eq!(stated(weak).author.as_deref(), Some("Ann Lee"));
    }

    #[test]
    fn when_it_was_published_is_read_where_it_does_not_state_it() {
        let around = |dateline: &str| {
            format!(
                "<aside><time datetime=2001-01-01>old</time></aside><h1>The mill turns again</h1>{dateline}<p>Two sisters bought the old mill.</p>"
            )
        };
        for (dateline, day) in [
            (
                "<time datetime=2024-05-03T10:00Z>Friday</time>",
                "2024-05-03T10:00Z",
            ),
            ("<time>3 May 2024</time>", "2024-05-03"),
            (
                "<p class=updated><time datetime=2025-02-02></time></p><p>Posted 3rd of May 2024</p>",
                "2024-05-03",
            ),
            (
                "<link rel=canonical href='https://mill.example/2024/05/03/turns'>",
                "2024-05-03",
            ),
            (
                "<link rel=canonical href='https://mill.example/a/20240503-turns'>",
                "2024-05-03",
            ),
            (
                "<meta property=article:published_time content='May 3, 2024'>",
                "2024-05-03",
            ),
        ] {
            assert_eq!(
                stated(&around(dateline)).published.as_deref(),
                Some(day),
                "{dateline}"
            );
        }
        assert_eq!(stated(&around("")).published, None);
    }
}
