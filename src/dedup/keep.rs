//! Clusters of texts to a verdict on every document.

use std::cmp::Ordering;

use super::Entry;
use super::distinct::Distinct;
use super::verify::Likeness;
use crate::model::{Cluster, Clustering, Kind, Verdict};

/// Which document of a cluster stays.
#[derive(Debug)]
pub struct Policy {
    /// The name on the command line.
    pub name: &'static str,
    /// What it is for, in one sentence.
    pub about: &'static str,
    /// The document to keep comes out as the lesser. Equal ones are decided by
    /// id, then by their order.
    order: fn(&Entry<'_>, &Entry<'_>) -> Ordering,
    /// Whether documents that come earlier win before all else.
    by_place: bool,
}

/// The policy in use unless another is asked for.
pub static FIRST: Policy = Policy {
    name: "first",
    about: "keeps the document that comes first in the input",
    order: |_, _| Ordering::Equal,
    by_place: true,
};

/// All policies, by name.
pub static POLICIES: &[&Policy] = &[
    &FIRST,
    &Policy {
        name: "longest",
        about: "keeps the document with the longest text",
        order: |left, right| right.length.cmp(&left.length),
        by_place: false,
    },
    &Policy {
        name: "shortest",
        about: "keeps the document with the shortest text",
        order: |left, right| left.length.cmp(&right.length),
        by_place: false,
    },
    &Policy {
        name: "newest",
        about: "keeps the document published last; one without a date only if none has any",
        order: |left, right| right.date.cmp(&left.date),
        by_place: false,
    },
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
        let better = |left: &u32, right: &u32| {
            let (Some(a), Some(b)) = (entries.get(*left as usize), entries.get(*right as usize))
            else {
                return left.cmp(right);
            };
            let by_id = if self.by_place {
                Ordering::Equal
            } else {
                (self.order)(a, b).then_with(|| a.id.cmp(b.id))
            };
            by_id.then(left.cmp(right))
        };
        members.iter().copied().min_by(better)
    }
}

/// Numbers the clusters and chooses what stays of each: exactly one document.
///
/// `centres` has a text for each text; documents are together when theirs are
/// equal.
pub fn keep(
    entries: &[Entry<'_>],
    distinct: &Distinct,
    centres: &[u32],
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
                centres.get(text as usize).copied().unwrap_or(text),
                document,
            )
        })
        .collect();
    order.sort_unstable();
    let mut groups: Vec<&[(u32, u32)]> = order.chunk_by(|left, right| left.0 == right.0).collect();
    groups.sort_unstable_by_key(|group| group.first().map(|first| first.1));

    let mut clustering = Clustering::default();
    let mut verdicts: Vec<(u32, Verdict)> = Vec::with_capacity(entries.len());
    for (number, group) in (0_u32..).zip(groups) {
        let members: Vec<u32> = group.iter().map(|member| member.1).collect();
        let Some(keeper) = policy.choose(&members, entries) else {
            continue;
        };
        verdicts.extend(members.iter().map(|&document| {
            let keep = document == keeper;
            let (text, kept) = (text_of(document), text_of(keeper));
            let kind = match (members.len(), keep, text == kept) {
                (1, ..) => Kind::Unique,
                (_, true, _) => Kind::Keeper,
                (_, _, true) => Kind::Exact,
                _ => Kind::Near,
            };
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a similarity needs no more"
            )]
            let similarity = if text == kept {
                1.0
            } else {
                likeness.similarity(text, kept) as f32
            };
            let verdict = Verdict {
                cluster: number,
                keep,
                kind,
                similarity,
                of: keeper,
            };
            (document, verdict)
        }));
        if members.len() > 1 {
            clustering.clusters.push(Cluster {
                number,
                members,
                keeper,
                why: policy.name.to_owned(),
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
        };
        let entry = |id, length, date| Entry {
            id,
            fingerprint: &fingerprint,
            length,
            date,
        };
        let entries = [
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
        ] {
            let chosen = Policy::named(policy).and_then(|policy| policy.choose(members, &entries));
            assert_eq!(chosen, expected, "{policy} {members:?}");
        }
    }

    #[test]
    fn policies_are_named_in_small_letters_and_explained() {
        for policy in POLICIES {
            assert!(policy.name.bytes().all(|byte| byte.is_ascii_lowercase()));
            assert!(policy.about.starts_with("keeps the "), "{}", policy.name);
        }
    }
}
