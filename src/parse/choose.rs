//! Elements of a page that are asked for by selectors of CSS.

use html5ever::interface::{ElementFlags, NodeOrText, TreeSink};
use html5ever::{Attribute, LocalName, QualName, ns};
use rustc_hash::FxHashMap;
use scraper::{Html, HtmlTreeSink};

use super::tree::{Id, Step, Tree};
use crate::model::Selector;

/// Nodes, and the numbers of the selectors that choose them.
pub(super) type Choice = FxHashMap<Id, Vec<u32>>;

/// Chooses elements by selectors, each with its number.
///
/// The page is written out as a tree of scraper's, which is what it can ask; a
/// page without selectors costs nothing.
pub(super) fn choose(tree: &Tree<'_>, selectors: &[(u32, &Selector)]) -> Choice {
    let mut choice = Choice::default();
    if selectors.is_empty() {
        return choice;
    }
    let (page, ids) = copy(tree);
    for (number, selector) in selectors {
        for element in page.select(selector.matcher()) {
            if let Some(id) = ids.get(&element.id()) {
                choice.entry(*id).or_default().push(*number);
            }
        }
    }
    choice
}

/// A page as scraper has it, and which of our nodes each of its elements is.
fn copy(tree: &Tree<'_>) -> (Html, FxHashMap<ego_tree::NodeId, Id>) {
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut open = vec![sink.get_document()];
    let mut ids = FxHashMap::default();
    for step in tree.steps() {
        match (step, open.last()) {
            (Step::Open(id), Some(parent)) => {
                let parent = *parent;
                if let Some(element) = tree.element(id) {
                    let attributes = element.attributes().iter().map(|attribute| Attribute {
                        name: name(tree.spelling(attribute.name), ns!()),
                        value: (&*element.value(attribute)).into(),
                    });
                    let flags = ElementFlags::default();
                    let written = name(tree.spelling(element.name), ns!(html));
                    let made = sink.create_element(written, attributes.collect(), flags);
                    sink.append(&parent, NodeOrText::AppendNode(made));
                    ids.insert(made, id);
                    open.push(made);
                } else if !tree.continues(id)
                    && let Some(text) = tree.text(id)
                {
                    sink.append(&parent, NodeOrText::AppendText((&*text).into()));
                }
            }
            (Step::Close(id), _) if tree.element(id).is_some() => {
                open.pop();
            }
            _ => {}
        }
    }
    (sink.finish(), ids)
}

fn name(local: &str, namespace: html5ever::Namespace) -> QualName {
    QualName::new(None, namespace, LocalName::from(local))
}

#[cfg(test)]
mod tests {
    use crate::model::{Media, RawPage, Selector};
    use crate::parse::parse_choosing;

    /// The text of the elements of a page that a selector chooses.
    fn chosen(page: &str, selector: &str) -> Vec<String> {
        let page = RawPage {
            media: Media::Html,
            bytes: page.into(),
            ..RawPage::default()
        };
        let selector = Selector::parse(selector).unwrap();
        let document = parse_choosing(page, &[(7, &selector)]);
        let chosen = document.chosen.iter().map(|chosen| {
            assert_eq!(chosen.selector, 7);
            let node = document.outline.get(chosen.node).unwrap();
            node.span.of(&document.text).trim().to_owned()
        });
        chosen.collect()
    }

    #[test]
    fn elements_are_chosen_as_in_a_style_sheet() {
        let page = "<body><div class='a promo' id=x><p>one<p data-kind=ad>two</div>
            <ul><li>three<li>four<li>five</ul><aside class=promo>six</aside><p>seven";
        for (selector, texts) in [
            (".promo", &["one\n\ntwo", "six"][..]),
            ("#x > p", &["one", "two"]),
            ("p[data-kind^=a]", &["two"]),
            ("li:nth-child(2)", &["four"]),
            ("ul + aside, li:last-child", &["five", "six"]),
            ("div:has([data-kind])", &["one\n\ntwo"]),
            ("P", &["one", "two", "seven"]),
            ("table", &[]),
        ] {
            assert_eq!(chosen(page, selector), texts, "{selector}");
        }
    }

    #[test]
    fn what_is_not_read_is_not_chosen() {
        assert!(chosen("<script class=a>x</script><p>b", ".a").is_empty());
    }

    #[test]
    fn a_page_that_is_nothing_but_depth_is_chosen_from() {
        let page = "<div class=a>x".repeat(20_000);
        assert!(!chosen(&page, ".a .a").is_empty());
    }
}
