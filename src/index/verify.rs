//! An index held against itself.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;

use super::error::IndexError;
use super::pairs::Pair;
use super::segment::{NAMES, POSTINGS, Segment, names, posted};
use super::snapshot::Index;
use crate::model::Digest;

impl Index {
    /// Reads all of the index and tells what does not agree: sums of blocks,
    /// numbers of documents, names and postings with the documents they lead to,
    /// frequencies with postings, texts that are there twice.
    ///
    /// Takes 32 bytes of memory a document.
    pub fn verify(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut texts = HashSet::new();
        for segment in &self.segments {
            let place = segment.path();
            match verify_segment(segment, &mut texts) {
                Ok(found) => wrong.extend(
                    found
                        .into_iter()
                        .map(|what| format!("{}: {what}", place.display())),
                ),
                Err(error) => wrong.push(error.to_string()),
            }
        }
        let place = self.folder.display();
        match uncounted(self) {
            Ok(0) => {}
            Ok(count) => wrong.push(format!(
                "{place}: {count} shingles lead to more documents than are counted to have them"
            )),
            // A damaged block was told already.
            Err(_) if !wrong.is_empty() => {}
            Err(error) => wrong.push(error.to_string()),
        }
        wrong
    }
}

/// A number of pairs and the sum of their hashes: equal where the pairs are,
/// whatever their order.
#[derive(Default, PartialEq, Eq)]
struct Bag(u64, u64);

impl Bag {
    fn add(&mut self, (key, number): Pair) {
        let bytes = [key.to_le_bytes(), u64::from(number).to_le_bytes()];
        self.0 += 1;
        self.1 = self.1.wrapping_add(xxh3_64(bytes.as_flattened()));
    }
}

fn verify_segment(
    segment: &Segment,
    texts: &mut HashSet<Digest>,
) -> Result<Vec<String>, IndexError> {
    let mut wrong = Vec::new();
    let [mut named, mut posts] = [Bag::default(), Bag::default()];
    let mut count = 0;
    let mut repeated = 0;
    segment.each_record(|number, record| {
        count += 1;
        names(&record).for_each(|key| named.add((key, number)));
        let posted = posted(&record.fingerprint).iter();
        posted.for_each(|&shingle| posts.add((u64::from(shingle), number)));
        let shingles = &record.fingerprint.shingles;
        if !shingles.is_sorted_by(|left, right| left < right) {
            wrong.push(format!("the shingles of document {number} are not sorted"));
        }
        if !segment.is_removed(number) && !texts.insert(record.fingerprint.exact) {
            repeated += 1;
        }
        Ok(())
    })?;
    if count != segment.part.documents {
        let expected = segment.part.documents;
        wrong.push(format!("it has {count} documents, expected {expected}"));
    }
    if repeated > 0 {
        wrong.push(format!("{repeated} of its texts are there twice"));
    }
    if segment
        .part
        .removed
        .last()
        .is_some_and(|&last| last >= count)
    {
        wrong.push(format!("a document is removed beyond its {count}"));
    }
    for (table, called, expected) in [(NAMES, "names", named), (POSTINGS, "postings", posts)] {
        let mut found = Bag::default();
        let mut last = (0, 0);
        let mut sorted = true;
        segment.pairs(table)?.each(|pair| {
            sorted &= last <= pair;
            last = pair;
            found.add(pair);
            Ok(())
        })?;
        if found != expected {
            wrong.push(format!("its {called} do not agree with its documents"));
        }
        if !sorted {
            wrong.push(format!("its {called} are not sorted"));
        }
    }
    Ok(wrong)
}

/// Shingles looked at together.
const CHUNK: usize = 1 << 12;

/// How many of the shingles that lead to documents are counted less often.
fn uncounted(index: &Index) -> Result<u64, IndexError> {
    let mut uncounted = 0;
    for segment in &index.segments {
        let mut shingles: Vec<u32> = Vec::new();
        segment.pairs(POSTINGS)?.each(|(shingle, _)| {
            let shingle = u32::try_from(shingle).unwrap_or(u32::MAX);
            if shingles.last() != Some(&shingle) {
                if shingles.len() == CHUNK {
                    uncounted += uncounted_of(index, &shingles)?;
                    shingles.clear();
                }
                shingles.push(shingle);
            }
            Ok(())
        })?;
        uncounted += uncounted_of(index, &shingles)?;
    }
    Ok(uncounted)
}

fn uncounted_of(index: &Index, shingles: &[u32]) -> Result<u64, IndexError> {
    let mut posts = vec![0; shingles.len()];
    for segment in &index.segments {
        let mut table = segment.pairs(POSTINGS)?;
        for (post, &shingle) in posts.iter_mut().zip(shingles) {
            *post += table.count(u64::from(shingle))?;
        }
    }
    let mut counted = index.frequencies(shingles)?.into_iter().peekable();
    let uncounted = shingles.iter().zip(posts).filter(|&(&shingle, posts)| {
        let counted = counted.next_if(|counted| counted.0 == shingle);
        counted.map_or(0, |counted| u64::from(counted.1)) < posts
    });
    Ok(uncounted.count() as u64)
}
