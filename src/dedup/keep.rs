//! Clusters of texts to a verdict on every document.

use std::cmp::Ordering;

use super::Entry;
use super::components::Components;
use super::containment::is_contained;
use super::distinct::Distinct;
use super::verify::Likeness;
use crate::model::{Cluster, Clustering, Kind, Verdict, Why};

/// Which document of a cluster stays.
#[derive(Debug)]
pub struct Policy {
    /// The name on the command line.
    pub name: &'static str,
    /// What it is for, in one sentence.
    pub about: &'static str,
    /// The document to keep comes out as the lesser; each comes with its place
    /// in the input. Equal ones are decided by id, then by place.
    order: fn(&Rival<'_>, &Rival<'_>) -> Ordering,
}

/// What policies go by.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Merits {
    /// Bytes of the text.
    pub length: u64,
    /// When it was published, in seconds since 1970.
    pub date: Option<i64>,
    /// Bytes that were removed from it.
    pub removed: u64,
    /// The number in the field that decides, for [`FIELD`].
    pub value: Option<f64>,
    /// How preferred its source is: a lesser number before all policies.
    pub rank: u32,
}

/// One of the documents of which one stays.
#[derive(Debug, Clone, Copy)]
pub struct Rival<'e> {
    /// Its place in the input.
    pub document: u32,
    /// Its identifier.
    pub id: &'e str,
    /// The rest.
    pub merits: Merits,
}

/// The policy in use unless another is asked for.
pub static FIRST: Policy = Policy {
    name: "first",
    about: "keeps the document that comes first in the input",
    order: |left, right| left.document.cmp(&right.document),
};

/// Keeps what a field of the records says.
pub static FIELD: Policy = Policy {
    name: "field",
    about: "keeps the document with the greatest number in a field, as in `field:priority`; one without a number only if none has any",
    order: |left, right| match (left.merits.value, right.merits.value) {
        (Some(left), Some(right)) => right.total_cmp(&left),
        (left, right) => right.is_some().cmp(&left.is_some()),
    },
};

/// All policies, by name.
pub static POLICIES: &[&Policy] = &[
    &FIRST,
    &Policy {
        name: "last",
        about: "keeps the document that comes last in the input",
        order: |left, right| right.document.cmp(&left.document),
    },
    &Policy {
        name: "longest",
        about: "keeps the document with the longest text",
        order: |left, right| right.merits.length.cmp(&left.merits.length),
    },
    &Policy {
        name: "shortest",
        about: "keeps the document with the shortest text",
        order: |left, right| left.merits.length.cmp(&right.merits.length),
    },
    &Policy {
        name: "newest",
        about: "keeps the document published last; one without a date only if none has any",
        order: |left, right| right.merits.date.cmp(&left.merits.date),
    },
    &Policy {
        name: "oldest",
        about: "keeps the document published first; one without a date only if none has any",
        order: |left, right| match (left.merits.date, right.merits.date) {
            (Some(left), Some(right)) => left.cmp(&right),
            (left, right) => right.is_some().cmp(&left.is_some()),
        },
    },
    &Policy {
        name: "cleanest",
        about: "keeps the document of which cleaning removed the least",
        order: |left, right| left.merits.removed.cmp(&right.merits.removed),
    },
    &FIELD,
];

impl Policy {
    /// Finds a policy by its name.
    ///
    /// ```
    /// # use tamis::dedup::keep::Policy;
    /// assert!(Policy::named("newest").is_some());
    /// assert!(Policy::named("best").is_none());
    /// ```
    pub fn named(name: &str) -> Option<&'static Self> {
        POLICIES.iter().copied().find(|policy| policy.name == name)
    }

    /// The one of these documents that stays.
    fn choose(&self, members: &[u32], entries: &[Entry<'_>]) -> Option<u32> {
        let rivals = members.iter().filter_map(|&at| rival(at, entries));
        let kept = rivals.min_by(|left, right| self.decide(left, right).0)?;
        Some(kept.document)
    }

    /// Which of two documents stays, and what decides it.
    pub fn decide(&self, left: &Rival<'_>, right: &Rival<'_>) -> (Ordering, Why) {
        let grounds = [
            (left.merits.rank.cmp(&right.merits.rank), Why::Preferred),
            ((self.order)(left, right), Why::Policy),
            (left.id.cmp(right.id), Why::Id),
        ];
        let ground = grounds.into_iter().find(|(order, _)| order.is_ne());
        ground.unwrap_or((left.document.cmp(&right.document), Why::Place))
    }
}

fn rival<'e>(document: u32, entries: &[Entry<'e>]) -> Option<Rival<'e>> {
    let entry = entries.get(document as usize)?;
    Some(Rival {
        document,
        id: entry.id,
        merits: Merits {
            length: entry.length,
            date: entry.date,
            removed: entry.removed,
            value: entry.value,
            rank: entry.rank,
        },
    })
}

/// What a document is to the one that stays, in a cluster of so many that do or
/// do not have the same text; asked of those that do not is whether it is
/// contained in that one.
pub(super) fn kind(
    members: usize,
    keep: bool,
    is_same: bool,
    is_contained: impl FnOnce() -> bool,
) -> Kind {
    match (members, keep, is_same) {
        (1, ..) => Kind::Unique,
        (_, true, _) => Kind::Keeper,
        (_, _, true) => Kind::Exact,
        _ if is_contained() => Kind::Contained,
        _ => Kind::Near,
    }
}

/// Numbers the clusters and chooses what stays of each: exactly one document,
/// the earlier one where there is one.
///
/// Documents are together when the centres of their texts are equal; those that are
/// there as parts do not stay. The first `count` entries are the input, the others of earlier runs.
pub fn keep(
    entries: &[Entry<'_>],
    count: usize,
    distinct: &Distinct,
    components: &Components,
    likeness: &Likeness<'_>,
    policy: &Policy,
) -> Clustering {
    let text_of = |document: u32| {
        distinct
            .texts()
            .get(document as usize)
            .copied()
            .unwrap_or_default()
    };
    let mut order: Vec<(u32, u32)> = (0_u32..)
        .zip(distinct.texts())
        .map(|(document, &text)| {
            (
                components
                    .centres
                    .get(text as usize)
                    .copied()
                    .unwrap_or(text),
                document,
            )
        })
        .collect();
    order.sort_unstable();
    let mut groups: Vec<&[(u32, u32)]> = order.chunk_by(|left, right| left.0 == right.0).collect();
    groups.sort_unstable_by_key(|group| group.first().map(|first| first.1));

    let mut clustering = Clustering::default();
    let mut verdicts: Vec<(u32, Verdict)> = Vec::with_capacity(count);
    for (number, group) in (0_u32..).zip(groups) {
        let all: Vec<u32> = group.iter().map(|member| member.1).collect();
        let (members, earlier) = all.split_at(all.partition_point(|&at| (at as usize) < count));
        let earlier = earlier.first().copied();
        let is_part = |document| components.parts.binary_search(&text_of(document)).is_ok();
        let rivals: Vec<u32> = members.iter().copied().filter(|&at| !is_part(at)).collect();
        let Some(keeper) = earlier.or_else(|| policy.choose(&rivals, entries)) else {
            continue;
        };
        let why = |document| {
            if earlier.is_some() {
                return Why::Earlier;
            }
            if is_part(document) {
                return Why::Whole;
            }
            let rivals = rival(keeper, entries).zip(rival(document, entries));
            rivals.map_or(Why::Place, |(kept, other)| policy.decide(&kept, &other).1)
        };
        verdicts.extend(members.iter().map(|&document| {
            let keep = document == keeper;
            let (text, kept) = (text_of(document), text_of(keeper));
            let similarity = if text == kept {
                1.0
            } else {
                likeness.similarity(text, kept)
            };
            let verdict = Verdict {
                cluster: number,
                keep,
                kind: kind(all.len(), keep, text == kept, || {
                    is_contained(likeness.text(text), likeness.text(kept))
                }),
                similarity,
                of: keeper,
                why: why(document),
            };
            (document, verdict)
        }));
        if all.len() > 1 && !members.is_empty() {
            clustering.clusters.push(Cluster {
                number,
                members: members.to_vec(),
                keeper,
                why: earlier.map_or(policy.name, |_| "earlier").to_owned(),
            });
        }
    }
    verdicts.sort_unstable_by_key(|row| row.0);
    clustering.verdicts = verdicts.into_iter().map(|row| row.1).collect();
    clustering
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Fingerprint, Scheme};

    #[test]
    fn policies_choose() {
        let fingerprint = Fingerprint {
            scheme: Scheme::DEFAULT,
            exact: crate::model::Digest([0; 32]),
            length: 0,
            shingles: [].into(),
            level: 0,
        };
        let entry = |id, length, date| Entry {
            length,
            date,
            removed: length / 10,
            value: date.map(|date: i64| f64::from(i32::try_from(date).unwrap_or(0))),
            ..Entry::new(id, &fingerprint)
        };
        let mut entries = [
            entry("d", 20, None),
            entry("c", 30, Some(5)),
            entry("b", 10, Some(7)),
            entry("a", 10, Some(7)),
            entry("a", 30, Some(-1)),
        ];
        for (policy, members, expected) in [
            ("first", &[0, 1, 2, 3, 4][..], Some(0)),
            ("longest", &[0, 1, 2, 3, 4], Some(4)),
            ("shortest", &[0, 1, 2, 3, 4], Some(3)),
            ("newest", &[0, 1, 2, 3, 4], Some(3)),
            ("newest", &[0, 4], Some(4)),
            ("newest", &[0], Some(0)),
            ("first", &[], None),
            ("last", &[0, 1, 2], Some(2)),
            ("oldest", &[0, 1, 2, 3, 4], Some(4)),
            ("oldest", &[0], Some(0)),
            ("cleanest", &[0, 1, 2, 3, 4], Some(3)),
            ("field", &[0, 1, 2, 3, 4], Some(3)),
            ("field", &[0, 4], Some(4)),
        ] {
            let chosen = Policy::named(policy).and_then(|policy| policy.choose(members, &entries));
            assert_eq!(chosen, expected, "{policy} {members:?}");
        }
        // A preferred document stays whatever the policy says.
        for (at, entry) in entries.iter_mut().enumerate() {
            entry.rank = u32::from(at != 1);
        }
        for policy in POLICIES {
            assert_eq!(policy.choose(&[0, 1, 2, 3, 4], &entries), Some(1));
        }
        let rival = |at| rival(at, &entries).unwrap();
        let decided = |left, right| FIRST.decide(&rival(left), &rival(right)).1;
        assert_eq!(decided(1, 0), Why::Preferred);
        assert_eq!(decided(2, 3), Why::Policy);
    }

    #[test]
    fn policies_are_named_in_small_letters_and_explained() {
        for policy in POLICIES {
            assert!(policy.name.bytes().all(|byte| byte.is_ascii_lowercase()));
            assert!(policy.about.starts_with("keeps the "), "{}", policy.name);
        }
    }
}
