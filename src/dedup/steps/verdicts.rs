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
}

/// A verdict on every document, in the order of the input.
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
        let Some(&[first, ..]) = group.first() else {
            return Ok(());
        };
        let one = 1.0_f32.to_bits();
        if group.len() == 1 {
            return rows.push([first, first, first, one, packed(Kind::Unique, Why::Place)]);
        }
        let mut rivals = group.iter().filter(|member| member[2] == 0);
        let Some(&[document, text, _]) = rivals.next() else {
            return Ok(());
        };
        let mut kept_id = String::new();
        let merits = self.candidates.merits(document, &mut kept_id)?;
        let mut kept = (document, text, merits);
        let mut id = String::new();
        for &[document, text, _] in rivals {
            let merits = self.candidates.merits(document, &mut id)?;
            let (rival, keeper) = (
                rival(document, &id, merits),
                rival(kept.0, &kept_id, kept.2),
            );
            if self.policy.decide(&rival, &keeper).0.is_lt() {
                kept = (document, text, merits);
                std::mem::swap(&mut id, &mut kept_id);
            }
        }
        let (keeper, kept_text, kept_merits) = kept;
        let keeper_rival = rival(keeper, &kept_id, kept_merits);
        let (mut kept_shingles, mut shingles) = (Shingles::default(), Shingles::default());
        texts.read(kept_text, &mut kept_shingles)?;
        for &[document, text, is_part] in group {
            let merits = self.candidates.merits(document, &mut id)?;
            let why = if is_part == 0 {
                let rival = rival(document, &id, merits);
                self.policy.decide(&keeper_rival, &rival).1
            } else {
                Why::Whole
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
const GROUNDS: [Why; 5] = [Why::Preferred, Why::Policy, Why::Id, Why::Place, Why::Whole];

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
