//! What of a document may stand in documents of other hosts, as keys.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::lesson::key;
use super::measure::{ends_sentence, words};

/// The words a headline can have that is told from a section's heading.
const HEADLINE: std::ops::RangeInclusive<usize> = 6..=30;
/// The fewest words of a sentence that tells whether documents are copies.
const TELLING: usize = 8;
/// One sentence of so many is enough to tell that.
const SAMPLE: u64 = 2;
/// Seed of keys that know no host.
const ANYWHERE: u64 = 2;

/// Headlines, which may be those of other documents, and sentences, which only
/// copies share.
#[derive(Debug, Default)]
pub(crate) struct Elsewhere {
    pub(crate) headlines: Vec<Headline>,
    /// Keys of some of the sentences.
    pub(crate) sentences: Vec<u64>,
}

/// A line that may be the headline of something else.
#[derive(Debug)]
pub(crate) struct Headline {
    /// Which of the lines it is.
    pub(crate) line: usize,
    /// The line, wherever it stands.
    pub(crate) key: u64,
    /// The line behind the headline before it, or behind the first line.
    pub(crate) after: u64,
}

impl Elsewhere {
    /// Of a document's lines, without white space around them.
    pub(crate) fn of<'t>(lines: impl Iterator<Item = &'t str>) -> Self {
        let mut elsewhere = Self::default();
        let mut before = None;
        for (at, line) in lines.enumerate().filter(|(_, line)| !line.is_empty()) {
            let first = before.is_none();
            if is_headline(line)
                && let Some(key) = key(line, ANYWHERE)
            {
                if let Some(before) = before {
                    let after = xxh3_64_with_seed(&key.to_le_bytes(), before);
                    elsewhere.headlines.push(Headline {
                        line: at,
                        key,
                        after,
                    });
                }
                before = Some(key);
            } else if first {
                before = Some(key(line, ANYWHERE).unwrap_or_default());
            }
            elsewhere.sentences.extend(sampled(line));
        }
        elsewhere
    }

    /// All of its keys.
    pub(crate) fn keys(&self) -> impl Iterator<Item = u64> {
        let headlines = self.headlines.iter();
        headlines
            .flat_map(|headline| [headline.key, headline.after])
            .chain(self.sentences.iter().copied())
    }
}

/// Whether a line has the shape of a headline: words without a full stop, the
/// first of them no small letter, a bullet or a number of a list; no row of a
/// table and no code.
fn is_headline(line: &str) -> bool {
    let first = line.trim_start_matches(['"', '“', '«', '\'', '‘', '¿', '¡', '„']);
    let numbered = || {
        let rest = first.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < first.len() && rest.starts_with(['.', ')', ':'])
    };
    first.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase())
        && (!ends_sentence(line) || line.ends_with('?'))
        && !line.contains(['|', '\t', '{', '}', '=', ';', '<', '>', '_', '\\'])
        && !numbered()
        && HEADLINE.contains(&words(line))
}

/// The keys of some of a line's sentences: the same in every copy.
fn sampled(line: &str) -> impl Iterator<Item = u64> {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '।' | '؟');
    let long = ends_sentence(line) && words(line) >= TELLING;
    let sentences = long.then(|| line.split_inclusive(ends));
    sentences
        .into_iter()
        .flatten()
        .filter(|sentence| words(sentence) >= TELLING)
        .filter_map(|sentence| key(sentence, ANYWHERE))
        .filter(|key| key % SAMPLE == 0)
}
