//! The selectors of rules at work: elements that were chosen as the page was
//! parsed.

use super::claims::Claims;
use super::phrases::{Phrases, Zone};
use crate::model::{Document, Evidence};

/// Claims what stands in chosen elements.
pub(super) fn judge(document: &Document, phrases: &Phrases, claims: &mut Claims<'_>) {
    for chosen in &document.chosen {
        let (Some(found), Some(node)) = (
            phrases.choice(chosen.selector),
            document.outline.get(chosen.node),
        ) else {
            continue;
        };
        if !node.span.is_empty() {
            claims.speaker(found.rule);
            claims.remove(
                phrases.level(found.phrase, Zone::Middle),
                node.span,
                Evidence::Selector(phrases.phrase(found.phrase).into()),
            );
        }
    }
}
