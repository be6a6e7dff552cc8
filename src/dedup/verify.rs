//! Pairs that may be similar to edges between those that are.

use std::cmp::Ordering;

use super::candidates::Pair;
use super::overlap::{jaccard, jaccard_of, ratio, shared_if};
use super::rare::Rare;
use super::{Workers, chunks};
use crate::model::{Edge, Fingerprint, below};

/// Similarity of whole texts from which on one is a reprint of the other, if
/// neither adds anything of substance.
pub const REPRINT: f64 = 0.85;

/// The similarity in rare shingles from which on two of so many distinct texts
/// say the same.
///
/// A quarter from 2,000 texts on. Of 20,015 labelled documents that lost 21 of
/// 11,945 texts for good and missed 1.5 % of what should go; 0.2 lost 47, and 0.3
/// missed more than twice as many. A small corpus cannot tell what is common
/// (see [`super::rare::cap`]), and more has to be asked: half, up to 500 texts,
/// where a quarter lost four times as many texts or more.
pub fn threshold(texts: usize) -> f64 {
    const SMALL: usize = 500;
    const LARGE: usize = 2_000;
    0.25 + 0.25 * ratio(LARGE - texts.clamp(SMALL, LARGE), LARGE - SMALL)
}

/// Tells how alike two texts are.
///
/// Two ways lead to "the same". Either they share enough of their rare
/// shingles, and no fewer than make a text of substance. Or they are the same
/// as wholes but for next to nothing: the stamped pages, of which there are so
/// many that all they have is common. The second is the exception for a reason.
/// Pages in the same chrome are alike as wholes too, and each still says
/// something of its own, which is then what is left when the common is ignored.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    pair: Limits,
    member: Limits,
    /// Whether parts of texts are looked for.
    parts: bool,
}

/// What is enough, by rare shingles and by all.
#[derive(Debug, Clone, Copy)]
struct Limits {
    rare: f64,
    whole: f64,
}

impl Limits {
    /// How many rare shingles two texts must share at the least to be within
    /// these limits: at most one fewer than it takes, so that rounding is not
    /// asked for.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "a text has fewer than 2^52 shingles, and what is cut off is meant to be"
    )]
    fn least(self, left: Text<'_>, right: Text<'_>) -> usize {
        let (left, right) = (left.rare.len(), right.rare.len());
        let both = (left + right) as f64;
        let alike = (both * self.rare / (1.0 + self.rare)) as usize;
        let rare = alike.saturating_sub(1).max(Fingerprint::SLIGHT);
        // Or what neither shares is next to nothing.
        rare.min((left.max(right) + 1).saturating_sub(Fingerprint::SLIGHT))
    }
}

/// What a text is measured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text<'t> {
    /// All shingles, sorted.
    pub all: &'t [u32],
    /// Those of them that are rare.
    pub rare: &'t [u32],
    /// How often both were halved, see [`Fingerprint::sample`].
    pub level: u8,
}

impl<'t> Text<'t> {
    /// Its rare shingles, if they are enough to be compared by.
    pub fn comparable(self) -> &'t [u32] {
        if self.rare.len() < Fingerprint::SLIGHT {
            &[]
        } else {
            self.rare
        }
    }

    /// All its shingles, if the rare are too few to differ by.
    pub fn reprintable(self) -> &'t [u32] {
        if self.rare.len() < 2 * Fingerprint::SLIGHT {
            self.all
        } else {
            &[]
        }
    }

    /// What is left of it at a level that is no lower than its own.
    fn at(self, level: u8) -> Self {
        Self {
            all: below(self.all, level),
            rare: below(self.rare, level),
            level,
        }
    }
}

/// Two texts at the level at which they can be held against each other.
pub(super) fn levelled<'t>(left: Text<'t>, right: Text<'t>) -> (Text<'t>, Text<'t>) {
    let level = left.level.max(right.level);
    (left.at(level), right.at(level))
}

impl Measure {
    /// A measure with a threshold for rare shingles.
    pub fn new(threshold: f64) -> Self {
        Self {
            pair: Limits {
                rare: threshold,
                whole: REPRINT.max(threshold),
            },
            // Jaccard distance obeys the triangle inequality: two reprints of
            // one text are no further apart than this. At low similarities it
            // says nothing, and half is what was found to do.
            member: Limits {
                rare: threshold / 2.0,
                whole: 2.0 * REPRINT.max(threshold) - 1.0,
            },
            // Whoever asks for more than is usual does not ask for parts.
            parts: threshold <= 0.5,
        }
    }

    /// The similarity of two texts that say the same, else `None`.
    pub fn pair(&self, left: Text<'_>, right: Text<'_>) -> Option<f32> {
        within(left, right, self.pair).map(rounded)
    }

    /// The texts of an edge, and their similarity: two that say the same, or a part
    /// and, after it, the whole that it is of.
    ///
    /// A part has at most one rare shingle that the whole has not, or one in twenty: a
    /// lead, an article that was cut off within a word. All 212 such pairs of 20,015
    /// labelled documents that are not alike by measure are of one text.
    pub fn edge(&self, left: Numbered<'_>, right: Numbered<'_>) -> Option<Edge> {
        let ((left, a), (right, b)) = (left, right);
        let (a, b) = levelled(a, b);
        let mut least = self.pair.least(a, b);
        if self.parts {
            least = least.min(least_of_part(a, b));
        }
        let shared = shared_if(a.rare, b.rare, least)?;
        let edge = |left, right, similarity| Edge {
            left,
            right,
            similarity: rounded(similarity),
        };
        if let Some(similarity) = judged(a, b, shared, self.pair) {
            return Some(edge(left, right, similarity));
        }
        let similarity = jaccard(shared, a.rare.len(), b.rare.len());
        match a.rare.len().cmp(&b.rare.len()) {
            _ if !self.parts || shared < least_of_part(a, b) => None,
            Ordering::Less => Some(edge(left, right, similarity)),
            Ordering::Greater => Some(edge(right, left, similarity)),
            Ordering::Equal => None,
        }
    }

    /// Whether the texts of an edge say the same; else the one is part of the other.
    pub fn is_mutual(&self, edge: &Edge) -> bool {
        edge.similarity >= rounded(self.pair.rare)
    }

    /// Whether a text is part of another, as in an [edge](Self::edge).
    pub fn is_part(&self, part: Text<'_>, whole: Text<'_>) -> bool {
        let (part, whole) = levelled(part, whole);
        let least = least_of_part(part, whole);
        let shared = shared_if(part.rare, whole.rare, least);
        self.parts
            && part.rare.len() < whole.rare.len()
            && shared.is_some_and(|shared| shared >= least)
    }

    /// Whether a text may belong to the cluster of a centre by way of a third:
    /// a lower bar than for a pair.
    pub fn is_member(&self, centre: Text<'_>, text: Text<'_>) -> bool {
        within(centre, text, self.member).is_some()
    }
}

/// The similarity of any two texts.
pub fn similarity(left: Text<'_>, right: Text<'_>) -> f32 {
    let any = Limits {
        rare: 0.0,
        whole: 0.0,
    };
    rounded(within(left, right, any).unwrap_or_else(|| {
        let (left, right) = levelled(left, right);
        jaccard_of(left.rare, right.rare)
    }))
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a similarity needs no more"
)]
const fn rounded(similarity: f64) -> f32 {
    similarity as f32
}

/// A text with its number.
pub type Numbered<'t> = (u32, Text<'t>);

/// How many rare shingles two texts share at the least if one is part of the other.
fn least_of_part(left: Text<'_>, right: Text<'_>) -> usize {
    let part = left.rare.len().min(right.rare.len());
    let own = (part / 20).max(1);
    part.saturating_sub(own).max(Fingerprint::SLIGHT)
}

fn within(left: Text<'_>, right: Text<'_>, limits: Limits) -> Option<f64> {
    let (left, right) = levelled(left, right);
    let shared = shared_if(left.rare, right.rare, limits.least(left, right))?;
    judged(left, right, shared, limits)
}

/// The similarity of two texts at one level that share so many rare shingles.
fn judged(left: Text<'_>, right: Text<'_>, shared: usize, limits: Limits) -> Option<f64> {
    let rare = jaccard(shared, left.rare.len(), right.rare.len());
    if shared >= Fingerprint::SLIGHT && rare >= limits.rare {
        return Some(rare);
    }
    // One of a sample stands for as many as the others that were left out.
    let own = (left.rare.len().max(right.rare.len()) - shared) << left.level.min(8);
    (own < Fingerprint::SLIGHT)
        .then(|| jaccard_of(left.all, right.all))
        .filter(|&whole| whole >= limits.whole)
}

/// The texts of a corpus, to be measured against each other.
#[derive(Debug)]
pub struct Likeness<'t> {
    texts: &'t [&'t [u32]],
    rare: &'t Rare,
    /// Of each text, how often its shingles were halved; none where none were.
    levels: &'t [u8],
    measure: Measure,
}

impl<'t> Likeness<'t> {
    /// Texts with a threshold for their rare shingles.
    pub fn new(texts: &'t [&'t [u32]], rare: &'t Rare, threshold: f64) -> Self {
        Self {
            texts,
            rare,
            levels: &[],
            measure: Measure::new(threshold),
        }
    }

    /// The same, of texts of which samples are known: the level of each.
    #[must_use]
    pub const fn sampled(self, levels: &'t [u8]) -> Self {
        Self { levels, ..self }
    }

    /// How many texts there are.
    pub fn count(&self) -> usize {
        self.texts.len()
    }

    /// Of each text, its shingles, or what `of` takes of them.
    pub fn shingles(&self, of: impl Fn(Text<'t>) -> &'t [u32]) -> Vec<&'t [u32]> {
        let texts = (0_u32..).zip(self.texts);
        texts.map(|(text, _)| of(self.text(text))).collect()
    }

    /// As [`Measure::pair`].
    pub fn pair(&self, left: u32, right: u32) -> Option<f32> {
        self.measure.pair(self.text(left), self.text(right))
    }

    /// As [`Measure::edge`].
    pub fn edge(&self, left: u32, right: u32) -> Option<Edge> {
        let (left, right) = ((left, self.text(left)), (right, self.text(right)));
        self.measure.edge(left, right)
    }

    /// As [`Measure::is_mutual`].
    pub fn is_mutual(&self, edge: &Edge) -> bool {
        self.measure.is_mutual(edge)
    }

    /// As [`Measure::is_part`].
    pub fn is_part(&self, part: u32, whole: u32) -> bool {
        self.measure.is_part(self.text(part), self.text(whole))
    }

    /// As [`Measure::is_member`].
    pub fn is_member(&self, centre: u32, text: u32) -> bool {
        self.measure.is_member(self.text(centre), self.text(text))
    }

    /// The similarity of any two texts.
    pub fn similarity(&self, left: u32, right: u32) -> f32 {
        similarity(self.text(left), self.text(right))
    }

    /// What a text is measured by.
    pub fn text(&self, text: u32) -> Text<'t> {
        Text {
            all: self.texts.get(text as usize).copied().unwrap_or_default(),
            rare: self.rare.text(text),
            level: self.levels.get(text as usize).copied().unwrap_or(0),
        }
    }
}

/// Measures pairs of texts, and gives back the edges between them, in order.
pub fn verify(pairs: &[Pair], likeness: &Likeness<'_>, workers: &impl Workers) -> Vec<Edge> {
    let chunks = chunks(pairs);
    let edges = workers.map(chunks.len(), |at| {
        let pairs = chunks.get(at).copied().unwrap_or_default();
        let edge = |&(left, right): &Pair| likeness.edge(left, right);
        pairs.iter().filter_map(edge).collect::<Vec<_>>()
    });
    edges.concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dedup::InTurn;

    #[test]
    fn the_threshold_falls_as_the_corpus_grows() {
        for (texts, expected) in [
            (0, 0.5),
            (500, 0.5),
            (1_250, 0.375),
            (2_000, 0.25),
            (1_000_000, 0.25),
        ] {
            assert!((threshold(texts) - expected).abs() < 1e-9, "{texts}");
        }
    }

    /// Two texts with so many shingles that all others have too, so many that
    /// the two share, and so many that each has alone.
    fn check(common: u32, shared: u32, own: u32, expected: Option<f32>) {
        let text = |from: u32| -> Vec<u32> {
            (0..common)
                .chain(10_000..10_000 + shared)
                .chain(from..from + own)
                .collect()
        };
        let others: Vec<u32> = (0..common).collect();
        let (left, right) = (text(20_000), text(30_000));
        let texts: [&[u32]; 4] = [&left, &right, &others, &others];
        let rare = Rare::of(&texts, 2, &InTurn);
        let found = Likeness::new(&texts, &rare, 0.25).pair(0, 1);
        let equal = found
            .zip(expected)
            .is_some_and(|(found, expected)| (found - expected).abs() < 1e-6);
        assert!(
            equal || found == expected,
            "{common} {shared} {own}: {found:?} for {expected:?}"
        );
    }

    #[test]
    fn the_rare_decides() {
        check(0, 50, 25, Some(0.5));
        check(900, 50, 25, Some(0.5));
        check(0, 10, 20, None);
        // Pages in the same chrome, with something of their own to say.
        check(900, 0, 50, None);
        check(900, 0, 8, None);
        // Too little in common to be evidence, and too much to differ by.
        check(0, 7, 9, None);
    }

    #[test]
    fn next_to_nothing_of_its_own_is_a_reprint() {
        check(300, 0, 0, Some(1.0));
        check(300, 0, 3, Some(300.0 / 306.0));
        check(300, 7, 7, Some(307.0 / 321.0));
        check(20, 0, 3, None);
        check(300, 7, 8, None);
    }
}
