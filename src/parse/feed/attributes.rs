//! The attributes of a tag, read as they are asked for.

use quick_xml::events::attributes::Attributes;

use super::escapes::unescape;
use super::problems::Problems;
use crate::model::ProblemKind;

/// Attributes read of one tag; no feed has so many.
const MOST: usize = 128;

/// Names and values, references resolved.
pub(super) fn attributes<'a>(
    written: &'a str,
    offset: usize,
    problems: &mut Problems,
) -> Vec<(&'a str, String)> {
    if written
        .trim_matches(['/', ' ', '\n', '\r', '\t'])
        .is_empty()
    {
        return Vec::new();
    }
    let mut found = Vec::new();
    for attribute in Attributes::html(written, 0).with_checks(false).take(MOST) {
        let Ok(attribute) = attribute else {
            problems.note(ProblemKind::BrokenAttribute, offset, || {
                "attribute cannot be read".into()
            });
            continue;
        };
        let mut value = String::new();
        unescape(&attribute.value, offset, &mut value, problems);
        found.push((attribute.key.into_inner(), value));
    }
    found
}

/// The value of an attribute by its name.
pub(super) fn value<'v>(attributes: &'v [(&str, String)], name: &str) -> Option<&'v str> {
    attributes
        .iter()
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value.trim())
        .filter(|value| !value.is_empty())
}
