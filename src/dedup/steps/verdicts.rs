//! Copies and centres to a verdict on every document.

use super::super::containment::is_contained;
use super::super::keep::{Merits, Policy, Rival, kind};
use super::super::rows::{Equal, Shelf, Sorted, Sorter, Store};
use super::super::verify::similarity;
use super::{Shingles, TextShelf};
use crate::model::{Kind, Verdict, Why};

/// What is known of documents, by their places in the input.
pub trait Candidates {
    /// Why it cannot be read.
    type Error;

    /// What a policy goes by; the document's identifier is put into `id`.
    fn merits(&mut self, document: u32, id: &mut String) -> Result<Merits, Self::Error>;
}

/// What chooses the document that stays.
#[derive(Debug)]
pub struct Choosing<'c, C> {
    /// The documents.
    pub candidates: &'c mut C,
    /// The policy.
    pub policy: &'static Policy,
    /// From which number on documents are of earlier runs, which stay whatever the
    /// policy says.
    pub earlier: u32,
}

/// A verdict on every document of the input, in its order.
///
/// `copies` are rows of text and document, `centres` of text, centre, and whether it
/// is there as a part; both come in order. A text without a centre is one itself. Holds 8 bytes a
/// document of the largest cluster.
pub fn verdicts<S: Store, C: Candidates<Error = S::Error>>(
    store: &S,
    copies: impl Iterator<Item = Result<[u32; 2], S::Error>>,
    centres: impl Iterator<Item = Result<[u32; 3], S::Error>>,
    texts: &mut TextShelf<S::Shelf>,
    mut choosing: Choosing<'_, C>,
) -> Result<Verdicts<S>, S::Error> {
    let mut members = store.sorter::<[u32; 4]>(Equal::Kept);
    let mut centres = centres.peekable();
    for copy in copies {
        let [text, document] = copy?;
        while centres
            .next_if(|row| row.as_ref().is_ok_and(|&[other, ..]| other < text))
            .is_some()
        {}
        let [_, centre, is_part] = match centres.peek() {
            Some(Ok(row)) if row[0] == text => *row,
            Some(Err(_)) => centres.next().unwrap_or(Ok([text, text, 0]))?,
            _ => [text, text, 0],
        };
        members.push([centre, document, text, is_part])?;
    }

    let mut rows = store.sorter::<[u32; 5]>(Equal::Kept);
    let mut group: Vec<[u32; 3]> = Vec::new();
    let mut last = None;
    for member in members.sorted()? {
        let [centre, document, text, is_part] = member?;
        if last.replace(centre) != Some(centre) {
            choosing.settle(&group, texts, &mut rows)?;
            group.clear();
        }
        group.push([document, text, is_part]);
    }
    choosing.settle(&group, texts, &mut rows)?;

    // Clusters are numbered in the order of their first members.
    let mut numbered = store.sorter::<[u32; 5]>(Equal::Kept);
    let (mut number, mut last) = (0, None);
    for row in rows.sorted()? {
        let [first, document, of, similarity, kind] = row?;
        if last.replace(first).is_some_and(|last| last != first) {
            number += 1;
        }
        numbered.push([document, number, of, similarity, kind])?;
    }
    Ok(Verdicts(numbered.sorted()?))
}

/// Verdicts in order.
#[derive(Debug)]
pub struct Verdicts<S: Store>(Sorted<S, [u32; 5]>);

impl<S: Store> Iterator for Verdicts<S> {
    type Item = Result<Verdict, S::Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let verdict = |[document, cluster, of, similarity, kind]: [u32; 5]| {
            let (kind, why) = unpacked(kind);
            Verdict {
                cluster,
                keep: of == document,
                kind,
                similarity: f32::from_bits(similarity),
                of,
                why,
            }
        };
        Some(self.0.next()?.map(verdict))
    }
}

/// The member of a cluster that stays, and its merits where a policy chose it.
type Kept = ([u32; 3], Option<Merits>);

impl<C: Candidates> Choosing<'_, C> {
    /// Chooses among the members of a cluster, in order, each with its text and whether
    /// it is there as a part, and puts a row for each: the first member, itself, the one that stays,
    /// similarity, and what it is to that one.
    fn settle<L: Shelf<Error = C::Error>>(
        &mut self,
        group: &[[u32; 3]],
        texts: &mut TextShelf<L>,
        rows: &mut impl Sorter<[u32; 5], Error = C::Error>,
    ) -> Result<(), C::Error> {
        let own = group.partition_point(|member| member[0] < self.earlier);
        let (own, earlier) = group.split_at_checked(own).unwrap_or_default();
        let Some(&[first, ..]) = own.first() else {
            return Ok(());
        };
        let one = 1.0_f32.to_bits();
        if group.len() == 1 {
            return rows.push([first, first, first, one, packed(Kind::Unique, Why::Place)]);
        }
        let mut kept_id = String::new();
        let kept = match earlier.first() {
            Some(&oldest) => Some((oldest, None)),
            None => self.choose(own, &mut kept_id)?,
        };
        let Some(([keeper, kept_text, _], merits)) = kept else {
            return Ok(());
        };
        let mut id = String::new();
        let (mut kept_shingles, mut shingles) = (Shingles::default(), Shingles::default());
        texts.read(kept_text, &mut kept_shingles)?;
        for &[document, text, is_part] in own {
            let why = match merits {
                None => Why::Earlier,
                Some(_) if is_part != 0 => Why::Whole,
                Some(kept) => {
                    let kept = rival(keeper, &kept_id, kept);
                    let merits = self.candidates.merits(document, &mut id)?;
                    self.policy.decide(&kept, &rival(document, &id, merits)).1
                }
            };
            let similarity = if text == kept_text {
                1.0
            } else {
                texts.read(text, &mut shingles)?;
                similarity(shingles.as_text(), kept_shingles.as_text())
            };
            let kind = kind(group.len(), document == keeper, text == kept_text, || {
                is_contained(shingles.as_text(), kept_shingles.as_text())
            });
            let row = [
                first,
                document,
                keeper,
                similarity.to_bits(),
                packed(kind, why),
            ];
            rows.push(row)?;
        }
        Ok(())
    }

    /// The member that the policy chooses of those that are not there as parts, with
    /// its merits; its identifier is put into `kept_id`.
    fn choose(
        &mut self,
        members: &[[u32; 3]],
        kept_id: &mut String,
    ) -> Result<Option<Kept>, C::Error> {
        let mut rivals = members.iter().filter(|member| member[2] == 0);
        let Some(&(mut kept)) = rivals.next() else {
            return Ok(None);
        };
        let mut kept_merits = self.candidates.merits(kept[0], kept_id)?;
        let mut id = String::new();
        for &member in rivals {
            let merits = self.candidates.merits(member[0], &mut id)?;
            let keeper = rival(kept[0], kept_id, kept_merits);
            let rival = rival(member[0], &id, merits);
            if self.policy.decide(&rival, &keeper).0.is_lt() {
                (kept, kept_merits) = (member, merits);
                std::mem::swap(&mut id, kept_id);
            }
        }
        Ok(Some((kept, Some(kept_merits))))
    }
}

const fn rival(document: u32, id: &str, merits: Merits) -> Rival<'_> {
    Rival {
        document,
        id,
        merits,
    }
}

/// Kinds and grounds by their places, as rows have them.
const KINDS: [Kind; 5] = [
    Kind::Unique,
    Kind::Keeper,
    Kind::Exact,
    Kind::Near,
    Kind::Contained,
];
const GROUNDS: [Why; 6] = [
    Why::Preferred,
    Why::Policy,
    Why::Id,
    Why::Place,
    Why::Whole,
    Why::Earlier,
];

fn packed(kind: Kind, why: Why) -> u32 {
    let kind = KINDS.iter().position(|&other| other == kind);
    let why = GROUNDS.iter().position(|&other| other == why);
    let [kind, why] = [kind, why].map(|at| at.and_then(|at| u32::try_from(at).ok()));
    kind.unwrap_or_default() << 3 | why.unwrap_or_default()
}

fn unpacked(row: u32) -> (Kind, Why) {
    let kind = KINDS.get((row >> 3) as usize).copied();
    let why = GROUNDS.get((row & 7) as usize).copied();
    (kind.unwrap_or(Kind::Unique), why.unwrap_or(Why::Place))
}
