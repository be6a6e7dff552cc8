//! The elements a document's text stood in.

use super::Span;

/// The tree of a page reduced to what rules look at, in document order.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    nodes: Vec<Node>,
    names: String,
}

/// One element that has text in it.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// The element around it; none for the body.
    pub parent: Option<u32>,
    /// Its tag.
    pub tag: Tag,
    /// All of the text in it.
    pub span: Span,
    /// Whether the page hides it.
    pub hidden: bool,
    names: (u32, u32),
}

impl Outline {
    /// Makes room for so many more elements with so many bytes of names.
    pub(crate) fn reserve(&mut self, nodes: usize, names: usize) {
        self.nodes.reserve(nodes);
        self.names.reserve(names);
    }

    /// Adds an element at the end; its names are class and id tokens and
    /// `attribute=value` pairs, separated by spaces.
    ///
    /// Returns its index.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "an outline is smaller than its page"
    )]
    pub fn push(
        &mut self,
        parent: Option<u32>,
        tag: Tag,
        names: &str,
        start: usize,
        hidden: bool,
    ) -> u32 {
        let first = self.names.len() as u32;
        self.names.push_str(names);
        let names = (first, self.names.len() as u32);
        self.nodes.push(Node {
            parent,
            tag,
            span: Span::new(start, start),
            hidden,
            names,
        });
        (self.nodes.len() - 1) as u32
    }

    /// Says where the text of a node ends.
    pub fn close(&mut self, node: u32, end: usize) {
        if let Some(node) = self.nodes.get_mut(node as usize) {
            node.span = Span::new(node.span.start, end);
        }
    }

    /// The node at an index.
    pub fn get(&self, node: u32) -> Option<&Node> {
        self.nodes.get(node as usize)
    }

    /// All nodes, parents before children.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The names of all nodes, one after the other.
    pub fn all_names(&self) -> &str {
        &self.names
    }

    /// The node that a byte of [`Outline::all_names`] belongs to.
    pub fn named_at(&self, at: usize) -> Option<u32> {
        let after = self
            .nodes
            .partition_point(|node| node.names.0 as usize <= at);
        u32::try_from(after.checked_sub(1)?).ok()
    }

    /// The class, id and `attribute=value` tokens of a node, separated by spaces.
    pub fn names(&self, node: &Node) -> &str {
        self.names
            .get(node.names.0 as usize..node.names.1 as usize)
            .unwrap_or_default()
    }
}

macro_rules! tags {
    ($($variant:ident $name:literal,)*) => {
        /// An HTML tag that rules tell apart; all others are `Other`.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum Tag {
            $(#[doc = concat!("`<", $name, ">`.")] $variant,)*
            /// Any other element.
            #[default]
            Other,
        }

        impl Tag {
            /// The tag of this lower-case name.
            pub fn from_name(name: &str) -> Self {
                match name {
                    $($name => Self::$variant,)*
                    _ => Self::Other,
                }
            }

            /// Its lower-case name; `*` where it is none that rules tell apart.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                    Self::Other => "*",
                }
            }
        }
    };
}

tags! {
    A "a", Address "address", Article "article", Aside "aside", B "b", Blockquote "blockquote", Body "body",
    Button "button", Caption "caption", Center "center", Cite "cite", Code "code", Dd "dd", Details "details",
    Dialog "dialog", Div "div", Dl "dl", Dt "dt", Em "em", Fieldset "fieldset", Figcaption "figcaption",
    Figure "figure", Footer "footer", Form "form", H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6",
    Header "header", Hgroup "hgroup", I "i", Label "label", Legend "legend", Li "li", Main "main", Menu "menu",
    Nav "nav", Noscript "noscript", Ol "ol", Optgroup "optgroup", OptionTag "option", P "p", Pre "pre", Q "q",
    Search "search", Section "section", Select "select", Small "small", Span "span", Strong "strong",
    Summary "summary", Table "table", Tbody "tbody", Td "td", Tfoot "tfoot", Th "th", Thead "thead",
    Time "time", Tr "tr", Ul "ul",
}
