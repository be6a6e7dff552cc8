//! Where a block is from the page's headline, and how alike they are.

use super::Sink;
use super::own::whole;
use super::sums::sums;
use super::view::View;
use super::wording::Wording;
use crate::model::{BlockKind, Document};

/// How alike a block and a title must be for it to be the headline.
const ALIKE: f32 = 0.45;

/// Which block is the headline, and how alike each is to the title.
pub(super) struct Titled {
    headline: Option<usize>,
    first: Option<usize>,
    alike: Vec<f32>,
}

impl Titled {
    pub(super) fn of(document: &Document, wordings: &[Wording]) -> Self {
        let about = &document.metadata;
        let (mut title, mut own) = (Vec::new(), Vec::new());
        words(about.title.as_deref().unwrap_or_default(), &mut title);
        let mut titled = Self {
            headline: None,
            first: None,
            alike: Vec::with_capacity(wordings.len()),
        };
        let known = Filter::of(title.iter());
        let mut best = ALIKE;
        for (at, (block, wording)) in document.blocks.iter().zip(wordings).enumerate() {
            // What is far longer cannot be alike.
            own.clear();
            if wording.words <= 60.0 {
                sums(document.content(block), &mut own);
                // Most blocks share no word with it.
                if own.iter().any(|word| known.has(*word)) {
                    own.sort_unstable();
                    own.dedup();
                } else {
                    own.clear();
                }
            }
            let alike = jaccard(&own, &title);
            titled.alike.push(alike);
            let heading = matches!(block.kind, BlockKind::Heading(_));
            let strength = alike + if heading { 0.5 } else { 0.0 };
            if alike >= ALIKE && strength > best {
                best = strength;
                titled.headline = Some(at);
            }
            if titled.first.is_none() && block.kind == BlockKind::Heading(1) {
                titled.first = Some(at);
            }
        }
        titled.headline = titled.headline.or(titled.first);
        titled
    }
}

impl Titled {
    /// The block that is the headline.
    pub(super) fn headline(&self) -> Option<usize> {
        self.headline
    }
}

pub(super) fn describe(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let titled = &view.titled;
    sink.put("the title", titled.alike.get(at).copied().unwrap_or(0.0));
    let from = |other: Option<usize>| match other {
        Some(other) if other <= at => view.sums.blocks(other, at),
        Some(other) => -view.sums.blocks(at, other),
        None => -999.0,
    };
    sink.put("the headline", from(titled.headline));
    sink.put("the headline", from(titled.first));
    let words = match titled.headline {
        Some(headline) if headline <= at => view.sums.between(headline, at).words,
        Some(headline) => -view.sums.between(at, headline).words,
        None => -9999.0,
    };
    sink.put("the headline", words);
    let (up, down) = view.toward_headline.from(view.leaf(at));
    sink.put("the headline", up);
    sink.put("the headline", down);
    let since = view.since.get(at).copied().unwrap_or(0);
    let heading = at.checked_sub(since as usize);
    let alike = heading.and_then(|at| titled.alike.get(at)).copied();
    sink.put("its heading", alike.unwrap_or(0.0));
    let level = match heading
        .and_then(|at| view.block(at))
        .map(|block| block.kind)
    {
        Some(BlockKind::Heading(level)) => whole(u32::from(level)),
        _ => 0.0,
    };
    sink.put("its heading", level);
}

/// The different words of a text, as sums in order, in place of what `words`
/// held.
fn words(text: &str, words: &mut Vec<u32>) {
    sums(text, words);
    words.sort_unstable();
    words.dedup();
}

/// Which sums there may be, by their last bits.
struct Filter([u64; 64]);

impl Filter {
    fn of<'s>(sums: impl Iterator<Item = &'s u32>) -> Self {
        let mut filter = Self([0; 64]);
        for sum in sums {
            if let Some(bits) = filter.0.get_mut((sum >> 6) as usize % 64) {
                *bits |= 1 << (sum % 64);
            }
        }
        filter
    }

    fn has(&self, sum: u32) -> bool {
        let bits = self.0.get((sum >> 6) as usize % 64);
        bits.is_some_and(|bits| bits >> (sum % 64) & 1 == 1)
    }
}

fn common(left: &[u32], right: &[u32]) -> u32 {
    let found = left.iter().filter(|word| right.binary_search(word).is_ok());
    u32::try_from(found.count()).unwrap_or(u32::MAX)
}

fn jaccard(left: &[u32], right: &[u32]) -> f32 {
    let both = common(left, right);
    let all = u32::try_from(left.len() + right.len()).unwrap_or(u32::MAX) - both;
    if all == 0 {
        0.0
    } else {
        whole(both) / whole(all)
    }
}
