//! [`Document`] to what it teaches about others: its lines and its title.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::elsewhere::Elsewhere;
use super::measure::folded;
use crate::model::host_name;
use crate::model::{Document, Lesson};

/// Lines longer than this recur only where whole documents do.
const LONGEST: usize = 400;

/// What a document teaches: a key for each of its lines and one for its host,
/// each once, others for what may stand on any host, and one for its title.
pub fn lesson(document: &Document) -> Lesson {
    let host = host(document);
    let written = || document.text.lines().map(str::trim);
    let mut lines: Vec<u64> = written().filter_map(|line| line_key(host, line)).collect();
    lines.extend(Elsewhere::of(written()).keys());
    lines.push(host);
    lines.sort_unstable();
    lines.dedup();
    Lesson {
        lines,
        titles: document
            .metadata
            .title
            .as_deref()
            .map_or_else(Vec::new, |title| {
                let keys = [title_key(title, Some(host)), title_key(title, None)];
                keys.into_iter().flatten().collect()
            }),
    }
}

/// The key of a document's host, which is also the seed of its lines' keys;
/// documents without an address are of one host together.
pub(crate) fn host(document: &Document) -> u64 {
    let name = host_name(document).unwrap_or_default();
    xxh3_64_with_seed(name.as_bytes(), 0)
}

/// The key of a line on a host; none where it has no letter, or is very long.
pub(crate) fn line_key(host: u64, line: &str) -> Option<u64> {
    key(line, host)
}

/// The key of a title on a host, or wherever it is seen.
pub(crate) fn title_key(title: &str, host: Option<u64>) -> Option<u64> {
    // Not the key of a line that says the same.
    key(title, host.map_or(1, |host| !host))
}

/// The key of a text's letters and digits.
pub(super) fn key(text: &str, seed: u64) -> Option<u64> {
    if text.len() > LONGEST {
        return None;
    }
    let folded = folded(text);
    (!folded.is_empty()).then(|| xxh3_64_with_seed(folded.as_bytes(), seed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(source: &str, text: &str) -> Document {
        Document {
            source: Some(source.into()),
            text: text.into(),
            ..Document::default()
        }
    }

    #[test]
    fn lines_are_known_by_their_host_and_letters() {
        let one = lesson(&document(
            "https://a.example/1",
            "Share this!\n\nShare  this\n***",
        ));
        let same = lesson(&document("https://www.a.example/2", "share this"));
        let other = lesson(&document("https://b.example/1", "Share this"));
        assert_eq!(one.lines.len(), 2);
        assert_eq!(one, same);
        assert!(one.lines.iter().all(|key| !other.lines.contains(key)));
    }
}
