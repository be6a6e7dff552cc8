//! All sketches, by name. A new one is a file and a line here.

use super::minhash::MinHash;
use crate::model::Sketch;

/// The sketches there are; the first is the one in use unless another is asked
/// for.
pub static SKETCHES: &[&dyn Sketch] = &[&MinHash];

/// Finds a sketch by its name.
///
/// ```
/// # use tamis::fingerprint::table::sketch;
/// assert_eq!(sketch("minhash-1").map(|sketch| sketch.slots()), Some(256));
/// assert!(sketch("simhash").is_none());
/// ```
pub fn sketch(name: &str) -> Option<&'static dyn Sketch> {
    SKETCHES
        .iter()
        .copied()
        .find(|sketch| sketch.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sketch_keeps_its_word() {
        for sketch in SKETCHES {
            let (mut whole, mut first) = (vec![1; sketch.slots()], vec![2; sketch.slots() / 2]);
            sketch.sketch(&[1, 2, 3], &mut whole);
            sketch.sketch(&[1, 2, 3], &mut first);
            assert!(whole.starts_with(&first), "{}", sketch.name());
        }
    }

    #[test]
    fn names_are_distinct() {
        let mut names: Vec<_> = SKETCHES.iter().map(|sketch| sketch.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), SKETCHES.len());
    }
}
