//! What a measured rule is.

use std::fmt;

use super::claims::Claims;
use super::page::Page;
use crate::model::Card;

/// A rule that measures; known words in known places are phrase rules instead.
pub(crate) trait Rule: fmt::Debug + Send + Sync {
    /// Its page in `tamis rules`.
    fn card(&self) -> Card;

    /// Looks at a page and claims what it finds.
    fn judge(&self, page: &Page<'_>, claims: &mut Claims<'_>);
}

/// A card from plain strings.
pub(crate) fn card(
    id: &str,
    family: &str,
    why: &str,
    how: &str,
    removes: &[&str],
    keeps: &[&str],
) -> Card {
    let shared = |texts: &[&str]| texts.iter().map(|text| (*text).into()).collect();
    Card {
        id: id.into(),
        family: family.into(),
        why: why.into(),
        how: how.into(),
        examples: crate::model::Examples {
            removes: shared(removes),
            keeps: shared(keeps),
        },
    }
}
