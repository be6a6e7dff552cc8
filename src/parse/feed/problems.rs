//! Problems as they are found, before their lines are counted.

use std::collections::BTreeMap;

use crate::model::{Feed, Place, Problem, ProblemKind};

/// Problems of one kind that are told one by one; the rest of them say nothing
/// new, and a hostile feed could have millions.
const EACH: usize = 100;

#[derive(Debug, Default)]
pub(in crate::parse) struct Problems {
    found: Vec<Problem>,
    counts: BTreeMap<ProblemKind, usize>,
}

impl Problems {
    /// Notes a problem at a byte of the text.
    pub(super) fn note(
        &mut self,
        kind: ProblemKind,
        offset: usize,
        message: impl FnOnce() -> String,
    ) {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        if *count <= EACH {
            self.found.push(Problem {
                kind,
                place: at(offset),
                message: message(),
            });
        }
    }

    /// The problems, in the order of the text.
    pub(in crate::parse) fn finish(mut self) -> Vec<Problem> {
        self.found
            .sort_by_key(|problem| (problem.place.offset, problem.kind));
        self.found
    }
}

/// A place whose line is not counted yet.
pub(super) fn at(offset: usize) -> Place {
    Place {
        offset,
        ..Place::default()
    }
}

/// Counts the lines and columns of all places of a feed in one pass.
pub(super) fn locate(text: &str, feed: &mut Feed) {
    let mut places: Vec<&mut Place> = feed
        .problems
        .iter_mut()
        .map(|problem| &mut problem.place)
        .chain(feed.entries.iter_mut().map(|entry| &mut entry.place))
        .collect();
    places.sort_by_key(|place| place.offset);
    let (mut offset, mut line, mut column) = (0, 1, 1);
    for place in places {
        let between = text.get(offset..place.offset).unwrap_or_default();
        for character in between.chars() {
            if character == '\n' {
                line += 1;
                column = 1;
            } else {
                column += 1;
            }
        }
        offset += between.len();
        (place.line, place.column) = (line, column);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let mut problems = Problems::default();
        for offset in [8, 0, 3] {
            problems.note(ProblemKind::UnescapedLess, offset, String::new);
        }
        let mut feed = Feed {
            problems: problems.finish(),
            ..Feed::default()
        };
        locate("aé\nb\u{20ac}<", &mut feed);
        let places: Vec<_> = feed
            .problems
            .iter()
            .map(|problem| (problem.place.line, problem.place.column))
            .collect();
        assert_eq!(places, [(1, 1), (1, 3), (2, 3)]);
    }
}
