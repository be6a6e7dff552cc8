//! Tree parses a page into an HTML tree, as a browser would and in linear time.

use ego_tree::Tree;
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use scraper::{Html, HtmlTreeSink, Node};

use super::guard::Guard;
use super::notice::TreeNotice;
use super::tokenizer::tokenize;

/// The text of one node must stay below 4 GiB, and a reference may decode to
/// more bytes than it has.
const INPUT_LIMIT: usize = 1 << 30;

/// What a tree is given room for, so that it need not move as it grows.
// 1,795 pages of three extraction benchmarks (2026-11) have a node in 94 bytes.
const BYTES_PER_NODE: usize = 96;

/// Parses a whole page.
///
/// The tree equals that of `scraper::Html::parse_document` but for what the
/// notices tell, for comments, which it does not hold, and for the inside of
/// `<noscript>`, which it does. (Inside a table, white
/// space before a comment goes the way of the text after it.)
pub(crate) fn tree(html: &str) -> (Html, Vec<TreeNotice>) {
    let mut cut = html.len().min(INPUT_LIMIT);
    while !html.is_char_boundary(cut) {
        cut -= 1;
    }
    let page = html.get(..cut).unwrap_or_default();
    // A byte order mark is no text (WHATWG 13.2.3.5 leaves it to the decoder).
    let text = page.strip_prefix('\u{feff}').unwrap_or(page);
    let mut html_tree = Html::new_document();
    html_tree.tree = Tree::with_capacity(Node::Document, text.len() / BYTES_PER_NODE);
    let sink = HtmlTreeSink::new(html_tree);
    // What a page says to readers without scripts is text: forums that draw
    // themselves say all of it there.
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    let guard = Guard::new(TreeBuilder::new(sink, options));
    let mut tally = tokenize(text, &guard);
    let (html_tree, dropped) = guard.finish();
    tally.add(dropped);
    tally.input_cut = html.len() - page.len();
    (html_tree, tally.into_notices())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Trees must be those of scraper's own parser.
    #[track_caller]
    fn check_same(page: &str) {
        let (html, notices) = tree(page);
        assert_eq!(notices, []);
        assert_eq!(html.html(), Html::parse_document(page).html(), "{page:?}");
    }

    #[test]
    fn trees_are_those_of_scraper() {
        for page in [
            "",
            "x",
            "\u{feff}<!doctype html><p>a&nbsp;b",
            "<title>a</title><p>b<p>c<table><td>d<tr>e</table>",
            "<b><p>a</b>b<i>c</p>d",
            "<svg><title><p>a</title><path d=x /></svg><math><mi>b",
            "<select><option>a<option>b</select><template><td>c</template>",
            "<pre>\n\na</pre><textarea>\n&lt;</textarea>",
            "<script>if (a<b) '</p>'</script><style>a > b</style>",
            "<frameset><frame></frameset>",
            "<a href=1>a<a href=2>b<div>c</a>d",
            "<pre>\na</pre><pre>\r\nb",
        ] {
            check_same(page);
        }
    }

    #[test]
    fn a_line_feed_after_a_comment_is_not_the_first_of_its_element() {
        for comment in ["<!-- -->", "<!x>", "<?x>", "</ x>"] {
            let (html, _) = tree(&format!("<pre>{comment}\na"));
            let texts = html.tree.values().filter_map(scraper::Node::as_text);
            let text: String = texts.map(|text| &**text).collect();
            assert_eq!(text, "\na", "{comment}");
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
        let letters: usize = html
            .tree
            .values()
            .filter_map(scraper::Node::as_text)
            .map(|text| text.matches('x').count())
            .sum();
        assert_eq!(letters, 100_000);
    }

    #[test]
    fn deep_pages_below_the_limit_are_those_of_scraper() {
        let page = format!(
            "<form>{}<svg><foreignObject><p>a</foreignObject></svg></x></i>b<b>c</p>d{}<form>e",
            "<div><span><a href=x>".repeat(60),
            "</div>".repeat(50),
        );
        check_same(&page);
    }

    #[test]
    fn raw_text_is_closed_though_a_namesake_was_cut() {
        for depth in 470..520 {
            let (html, _) = tree(&format!(
                "{}<svg><title></svg></svg><title>a</title><p>b",
                "<div>".repeat(depth)
            ));
            let text: String = html
                .tree
                .values()
                .filter_map(|node| node.as_text().map(|text| &**text))
                .collect();
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
        let body = html
            .root_element()
            .child_elements()
            .find(|child| child.value().name() == "body");
        let names: Vec<&str> = body
            .iter()
            .flat_map(scraper::ElementRef::child_elements)
            .map(|child| child.value().name())
            .collect();
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
        assert!(html.tree.values().len() < 150_000);
    }

    /// Each takes minutes, or all memory, without the guard.
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
            let nodes = html.tree.values().len();
            assert!(nodes < 10_000 + page.len(), "{nodes} nodes");
        }
    }
}
