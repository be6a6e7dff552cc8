//! What a finding is known again by when lines have moved.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use crate::model::{Digest, Finding};

/// The name of the mark; another way to make it gets another number.
const NAME: &str = "tamisFinding/v1";

/// The marks given so far, and how often.
#[derive(Default)]
pub(super) struct Marks(BTreeMap<Digest, u64>);

impl Marks {
    /// The mark of a finding: its rule, its file, the line it is in, and how
    /// many like it stood before.
    pub(super) fn of(&mut self, finding: &Finding) -> BTreeMap<&'static str, String> {
        let region = finding.site.region.as_ref();
        let line = region.map_or("", |region| region.excerpt.text.trim());
        let mut hasher = Sha256::new();
        for part in [finding.rule, &finding.site.file, line] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let digest = Digest(hasher.finalize().into());
        let met = self.0.entry(digest).or_default();
        *met += 1;
        BTreeMap::from([(NAME, format!("{digest}:{met}"))])
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::Marks;

    #[test]
    fn a_mark_is_of_the_line_and_not_of_its_number() {
        sample::with(|findings| {
            let finding = &findings.findings[0];
            let mut moved = finding.clone();
            moved.site.region.as_mut().unwrap().start.line += 7;
            assert_eq!(Marks::default().of(finding), Marks::default().of(&moved));
            let mut marks = Marks::default();
            assert_ne!(marks.of(finding), marks.of(&moved), "the second of two");
        });
    }
}
