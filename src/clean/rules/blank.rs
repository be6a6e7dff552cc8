//! Texts without a word.

use crate::clean::claims::Claims;
use crate::clean::page::Page;
use crate::clean::rule::{Rule, card};
use crate::model::{Card, Evidence, Level, Span};

/// Removes the white space of a document that is nothing else.
#[derive(Debug)]
pub(crate) struct Blank;

impl Rule for Blank {
    fn card(&self) -> Card {
        card(
            "blank",
            "empty",
            "white space alone is no article",
            "a text of nothing but white space",
            &[" \n\n\t\n"],
            &["  The pier is closed until the storm has passed.  \n"],
        )
    }

    fn judge(&self, page: &Page<'_>, claims: &mut Claims<'_>) {
        if page.lines.is_empty() {
            claims.remove(
                Level::Careful,
                Span::new(0, page.document.text.len()),
                Evidence::Signs(vec!["white space only".into()]),
            );
        }
    }
}
