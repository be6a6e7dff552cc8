//! The mark behind a heading that links to it.

use crate::clean::claims::Claims;
use crate::clean::page::Page;
use crate::clean::rule::{Rule, card};
use crate::model::{BlockKind, Card, Evidence, Level};

/// Marks that documentation sets behind its headings for linking.
const MARKS: [&str; 4] = ["¶", "#", "🔗", "§"];

/// Removes a link behind a heading whose text is nothing but a mark.
#[derive(Debug)]
pub(crate) struct HeadingAnchor;

impl Rule for HeadingAnchor {
    fn card(&self) -> Card {
        card(
            "heading-anchor",
            "links",
            "a handle for linking to a heading is not part of it",
            "the link at the end or the start of a heading, where its text is a mark such as ¶",
            &[
                "<main><h2>Options<a href=#options>¶</a></h2><p>The queue takes three options, and all of them can be left out, for each has a value that suits most.</p></main>",
            ],
            &[
                "<main><h2>The sign ¶</h2><p>The sign marks a new paragraph, and printers have used it for as long as there have been printers to use it.</p></main>",
            ],
        )
    }

    fn judge(&self, page: &Page<'_>, claims: &mut Claims<'_>) {
        let document = page.document;
        for link in &document.links {
            let mark = link.span.of(&document.text);
            if !MARKS.contains(&mark) {
                continue;
            }
            let at = document
                .blocks
                .partition_point(|block| block.content.end < link.span.end);
            let heading = document
                .blocks
                .get(at)
                .filter(|block| matches!(block.kind, BlockKind::Heading(_)));
            if let Some(heading) = heading
                && (heading.content.end == link.span.end
                    || heading.content.start == link.span.start)
                && heading.content != link.span
            {
                claims.remove(
                    Level::Careful,
                    link.span,
                    Evidence::Signs(vec!["a link with a mark for its text".into()]),
                );
            }
        }
    }
}
