//! Tree parses a page into an HTML tree, as a browser would and in linear time.

mod builder;
mod node;

use std::borrow::Cow;

use self::builder::Builder;
pub(crate) use self::node::Id;
#[cfg(test)]
pub(crate) use self::node::Space;
use self::node::{Kind, NONE, Node, Nodes, Stretch};
use super::markup::{Name, Names};
use super::notice::TreeNotice;
#[cfg(test)]
use super::tokenizer::tokenize_like_browsers;
use super::tokenizer::{Attribute, tokenize};

/// A reference may decode to more bytes than it has, and places in a page are
/// kept in 32 bits.
const INPUT_LIMIT: usize = 1 << 30;

/// A page as a tree: elements and texts, no comments and no document type.
///
/// What it says is read where it stands in the page.
#[derive(Debug)]
pub(crate) struct Tree<'p> {
    page: &'p str,
    /// Texts that read other than they stand in the page.
    written: String,
    nodes: Nodes,
    attributes: Vec<Attribute>,
    names: Names,
}

/// Parses a whole page.
///
/// The tree is that of html5ever without scripting but for what the notices
/// tell, and for names of SVG and `MathML`, which are in small letters. (Inside a
/// table, white space before a comment goes the way of the text after it.)
pub(crate) fn tree(html: &str) -> (Tree<'_>, Vec<TreeNotice>) {
    let mut cut = html.len().min(INPUT_LIMIT);
    while !html.is_char_boundary(cut) {
        cut -= 1;
    }
    let page = html.get(..cut).unwrap_or_default();
    // A byte order mark is no text (WHATWG 13.2.3.5 leaves it to the decoder).
    let text = page.strip_prefix('\u{feff}').unwrap_or(page);
    let mut builder = Builder::new(text);
    let (names, mut tally) = tokenize(text, &mut builder);
    let (tree, dropped) = builder.finish(names);
    tally.add(dropped);
    tally.input_cut = html.len() - page.len();
    (tree, tally.into_notices())
}

/// As [`tree`], but losing what browsers lose to what is never closed.
#[cfg(test)]
pub(crate) fn tree_like_browsers(page: &str) -> (Tree<'_>, Vec<TreeNotice>) {
    let text = page.strip_prefix('\u{feff}').unwrap_or(page);
    let mut builder = Builder::new(text);
    let (names, mut tally) = tokenize_like_browsers(text, &mut builder);
    let (tree, dropped) = builder.finish(names);
    tally.add(dropped);
    (tree, tally.into_notices())
}

/// A step of a walk through a tree.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    Open(Id),
    Close(Id),
}

impl<'p> Tree<'p> {
    /// All nodes in their order, each as it opens and as it closes, the document
    /// aside.
    pub(crate) fn steps(&self) -> impl Iterator<Item = Step> + '_ {
        let mut at = Step::Open(Nodes::DOCUMENT);
        std::iter::from_fn(move || {
            at = match at {
                Step::Open(id) => match self.nodes.get(id).first {
                    NONE => Step::Close(id),
                    first => Step::Open(first),
                },
                Step::Close(id) => match *self.nodes.get(id) {
                    Node {
                        next: NONE, parent, ..
                    } => Step::Close(parent),
                    Node { next, .. } => Step::Open(next),
                },
            };
            match at {
                Step::Close(Nodes::DOCUMENT | NONE) => None,
                step => Some(step),
            }
        })
    }

    /// The element that a node is.
    #[inline]
    pub(crate) fn element(&self, id: Id) -> Option<Element<'_, 'p>> {
        match self.nodes.get(id).kind {
            Kind::Element {
                name,
                attributes,
                #[cfg(test)]
                space,
                ..
            } => {
                let range = attributes.from as usize..attributes.to as usize;
                Some(Element {
                    tree: self,
                    id,
                    name,
                    #[cfg(test)]
                    space,
                    attributes: self.attributes.get(range).unwrap_or_default(),
                })
            }
            _ => None,
        }
    }

    /// The text that a node is, with that of the texts right behind it.
    pub(crate) fn text(&self, id: Id) -> Option<Cow<'_, str>> {
        let mut text = Cow::Borrowed(self.own_text(id)?);
        let mut next = self.nodes.get(id).next;
        while let Some(more) = self.own_text(next) {
            text.to_mut().push_str(more);
            next = self.nodes.get(next).next;
        }
        Some(text)
    }

    /// Whether a text is told of by the text before it.
    pub(crate) fn continues(&self, id: Id) -> bool {
        matches!(
            self.nodes.get(self.nodes.get(id).previous).kind,
            Kind::Text(_)
        ) && matches!(self.nodes.get(id).kind, Kind::Text(_))
    }

    #[inline]
    fn own_text(&self, id: Id) -> Option<&str> {
        match self.nodes.get(id).kind {
            Kind::Text(stretch) if id != NONE => Some(self.read(stretch)),
            _ => None,
        }
    }

    fn read(&self, stretch: Stretch) -> &str {
        let Stretch { from, to, written } = stretch;
        let whole = if written { &self.written } else { self.page };
        whole.get(from as usize..to as usize).unwrap_or_default()
    }

    /// How a name is written.
    pub(crate) fn spelling(&self, name: Name) -> &str {
        self.names.spelling(name)
    }
}

/// An element of a tree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'t, 'p> {
    tree: &'t Tree<'p>,
    id: Id,
    pub(crate) name: Name,
    #[cfg(test)]
    pub(crate) space: Space,
    attributes: &'t [Attribute],
}

impl<'t> Element<'t, '_> {
    /// The value of an attribute.
    #[inline]
    pub(crate) fn attribute(&self, name: Name) -> Option<Cow<'t, str>> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|attribute| attribute.name == name);
        found.map(|attribute| self.value(attribute))
    }

    pub(crate) fn has(&self, name: Name) -> bool {
        self.attributes
            .iter()
            .any(|attribute| attribute.name == name)
    }

    /// All attributes, in the order of their tag.
    pub(crate) fn attributes(&self) -> &'t [Attribute] {
        self.attributes
    }

    /// The value of an attribute as it stands in the page.
    pub(crate) fn written(&self, attribute: &Attribute) -> &'t str {
        attribute.written(self.tree.page)
    }

    pub(crate) fn value(&self, attribute: &Attribute) -> Cow<'t, str> {
        attribute.value(self.tree.page)
    }

    /// The text directly in it.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        let nodes = &self.tree.nodes;
        let mut child = nodes.get(self.id).first;
        while child != NONE {
            text.push_str(self.tree.own_text(child).unwrap_or_default());
            child = nodes.get(child).next;
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All text of a tree.
    fn text(tree: &Tree<'_>) -> String {
        let opened = tree.steps().filter_map(|step| match step {
            Step::Open(id) => tree.own_text(id),
            Step::Close(_) => None,
        });
        opened.collect()
    }

    #[test]
    fn a_line_feed_after_a_comment_is_not_the_first_of_its_element() {
        for comment in ["<!-- -->", "<!x>", "<?x>", "</ x>"] {
            let page = format!("<pre>{comment}\na");
            assert_eq!(text(&tree(&page).0), "\na", "{comment}");
        }
    }

    #[test]
    fn deep_nesting_keeps_its_text() {
        let page = "<div>x".repeat(100_000);
        let (html, notices) = tree(&page);
        assert!(matches!(
            notices.as_slice(),
            [TreeNotice::NestingCut { .. }]
        ));
        let letters = text(&html).matches('x').count();
        assert_eq!(letters, 100_000);
    }

    #[test]
    fn raw_text_is_closed_though_a_namesake_was_cut() {
        for depth in 470..520 {
            let deep = "<div>".repeat(depth);
            let page = format!("{deep}<svg><title></svg></svg><title>a</title><p>b");
            let (html, _) = tree(&page);
            let text = text(&html);
            assert!(text.replace(' ', "").ends_with("ab"), "{depth}: {text}");
        }
    }

    #[test]
    fn closing_what_was_cut_keeps_the_rest_in_place() {
        let page = format!(
            "<main>{}deep{}</main><footer>end</footer>",
            "<div>".repeat(5000),
            "</div>".repeat(5000)
        );
        let (html, _) = tree(&page);
        let mut around = Vec::new();
        let mut within = Vec::new();
        for step in html.steps() {
            match step {
                Step::Open(id) => {
                    let name = html
                        .element(id)
                        .map_or("", |element| html.spelling(element.name));
                    if around == ["html", "body"] {
                        within.push(name);
                    }
                    around.push(name);
                }
                Step::Close(_) => {
                    around.pop();
                }
            }
        }
        let names: Vec<&str> = within.into_iter().filter(|name| !name.is_empty()).collect();
        assert_eq!(names, ["main", "footer"]);
    }

    /// So many formatting elements, each other than the last.
    fn fonts(count: usize) -> String {
        let tags: Vec<String> = (0..count)
            .map(|number| format!("<font color={number}>"))
            .collect();
        tags.concat()
    }

    #[test]
    fn formatting_never_closed_is_not_repeated_for_ever() {
        let page = format!("<p>{}{}", fonts(60), "<p>x".repeat(50_000));
        let (html, _) = tree(&page);
        assert!(html.nodes.len() < 150_000);
    }

    /// Each takes minutes, or all memory, without limits.
    #[test]
    fn hostile_pages_come_to_an_end() {
        let attributes: Vec<String> = (0..50_000).map(|number| format!(" a{number}")).collect();
        let pages = [
            "<div>".repeat(60_000),
            "<ul><li>".repeat(40_000),
            "<a><b>".repeat(50_000),
            "<table>".repeat(40_000),
            "<svg>".repeat(60_000),
            "<template>".repeat(30_000),
            "<script><!--<script>".repeat(15_000),
            "<title>".repeat(40_000),
            "<!--".repeat(80_000),
            "<a b=\"x><a b='y>".repeat(20_000),
            "<table><tr><td><object></table><b></b>".repeat(8_000),
            format!("<p{}>x", attributes.concat()),
            fonts(20_000),
        ];
        for page in &pages {
            let (html, _) = tree(page);
            let nodes = html.nodes.len();
            assert!(nodes < 10_000 + page.len(), "{nodes} nodes");
        }
    }
}
