//! A marked main text to labels of blocks: which share of each block's words
//! it contains.

use std::collections::HashMap;

/// Words as numbers, each the same wherever it stands.
#[derive(Default)]
pub(crate) struct Words(HashMap<String, u32>);

impl Words {
    /// The words of a text: runs of letters, digits and underscores, in lower
    /// case, as the benchmarks count them.
    pub(crate) fn of(&mut self, text: &str) -> Vec<u32> {
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .filter(|word| !word.is_empty())
            .map(|word| {
                let next = self.0.len() as u32;
                *self.0.entry(word.to_owned()).or_insert(next)
            })
            .collect()
    }
}

/// The share of each block that the main text contains.
///
/// The longest common subsequence of page and text says which words are meant
/// where they stand in order; what the text has elsewhere is found again by
/// its three-word runs.
pub(crate) fn shares(blocks: &[Vec<u32>], text: &[u32]) -> Vec<f32> {
    let page: Vec<u32> = blocks.concat();
    let owners: Vec<usize> = blocks
        .iter()
        .enumerate()
        .flat_map(|(at, words)| std::iter::repeat_n(at, words.len()))
        .collect();
    let mut hits = vec![0_usize; blocks.len()];
    let mut used = vec![false; text.len()];
    for run in runs(&common(&page, text)) {
        accept(&run, blocks, &owners, &mut hits, &mut used);
    }
    elsewhere(blocks, text, &mut hits, &mut used);
    hits.iter()
        .zip(blocks)
        .map(|(hits, words)| *hits as f32 / words.len().max(1) as f32)
        .map(|share| match share {
            share if share > 0.85 => 1.0,
            share if share < 0.15 => 0.0,
            share => share,
        })
        .collect()
}

/// Labels of the blocks in which there are snippets that the main text has, or
/// has not; of any other block nothing is known.
///
/// What a text must have may stand in a teaser as well: it tells of a block
/// where it stands in one alone.
pub(crate) fn told(
    blocks: &[Vec<u32>],
    with: &[Vec<u32>],
    without: &[Vec<u32>],
) -> Vec<Option<f32>> {
    let mut labels = vec![None; blocks.len()];
    let holders = |snippet: &[u32]| -> Vec<usize> {
        let holds = |block: &Vec<u32>| {
            !snippet.is_empty() && block.windows(snippet.len()).any(|run| run == snippet)
        };
        (0..blocks.len()).filter(|at| holds(&blocks[*at])).collect()
    };
    for snippet in without {
        for at in holders(snippet) {
            labels[at] = Some(0.0);
        }
    }
    for snippet in with {
        if let [only] = holders(snippet)[..] {
            // Where both are in one block, it cannot be told.
            labels[only] = labels[only].is_none().then_some(1.0);
        }
    }
    labels
}

/// Counts a run of common words where it is three words long or at least half
/// of the block it stands in: shorter ones meet by chance.
fn accept(
    run: &[(usize, usize)],
    blocks: &[Vec<u32>],
    owners: &[usize],
    hits: &mut [usize],
    used: &mut [bool],
) {
    for piece in run.chunk_by(|left, right| owners[left.0] == owners[right.0]) {
        let owner = owners[piece[0].0];
        if run.len() >= 3 || 2 * piece.len() >= blocks[owner].len() {
            hits[owner] += piece.len();
            for (_, at) in piece {
                used[*at] = true;
            }
        }
    }
}

/// Blocks whose words the text has at another place.
fn elsewhere(blocks: &[Vec<u32>], text: &[u32], hits: &mut [usize], used: &mut [bool]) {
    let mut places: HashMap<&[u32], Vec<usize>> = HashMap::new();
    for (at, run) in text.windows(3).enumerate() {
        if used[at..at + 3].iter().all(|used| !used) {
            places.entry(run).or_default().push(at);
        }
    }
    let mut order: Vec<usize> = (0..blocks.len())
        .filter(|at| blocks[*at].len() >= 3 && 2 * hits[*at] < blocks[*at].len())
        .collect();
    order.sort_by_key(|at| std::cmp::Reverse(blocks[*at].len()));
    for block in order {
        let words = &blocks[block];
        let mut covered = vec![false; words.len()];
        let mut claimed = Vec::new();
        for (at, run) in words.windows(3).enumerate() {
            let free = |place: &&usize| !used[**place];
            if let Some(place) = places.get(run).and_then(|places| places.iter().find(free)) {
                covered[at..at + 3].fill(true);
                claimed.push(*place);
            }
        }
        let count = covered.iter().filter(|covered| **covered).count();
        if count * 10 >= words.len() * 6 {
            hits[block] = count;
            for place in claimed {
                used[place..place + 3].fill(true);
            }
        }
    }
}

/// Pairs that follow each other in both texts, as runs.
fn runs(pairs: &[(usize, usize)]) -> Vec<Vec<(usize, usize)>> {
    pairs
        .chunk_by(|left, right| right.0 == left.0 + 1 && right.1 == left.1 + 1)
        .map(<[_]>::to_vec)
        .collect()
}

/// The longest common subsequence as pairs of places, by rows of bits (Hyyrö
/// 2004, "Bit-parallel LCS-length computation revisited").
fn common(left: &[u32], right: &[u32]) -> Vec<(usize, usize)> {
    let width = right.len().div_ceil(64);
    let mut matches: HashMap<u32, Vec<(usize, u64)>> = HashMap::new();
    for (at, word) in right.iter().enumerate() {
        let bits = matches.entry(*word).or_default();
        match bits.last_mut() {
            Some((place, bits)) if *place == at / 64 => *bits |= 1 << (at % 64),
            _ => bits.push((at / 64, 1 << (at % 64))),
        }
    }
    let mut rows: Vec<u64> = Vec::with_capacity(width * left.len());
    let mut row = vec![u64::MAX; width];
    for word in left {
        let mut found = matches
            .get(word)
            .map_or(&[][..], |bits| bits)
            .iter()
            .peekable();
        let mut carry = false;
        for (place, bits) in row.iter_mut().enumerate() {
            let matched = found
                .next_if(|(at, _)| *at == place)
                .map_or(0, |(_, bits)| *bits);
            let both = *bits & matched;
            let (sum, over) = bits.overflowing_add(both);
            let (sum, more) = sum.overflowing_add(u64::from(carry));
            carry = over || more;
            *bits = sum | (*bits & !both);
        }
        rows.extend_from_slice(&row);
    }
    let is_set = |row: usize, at: usize| rows[row * width + at / 64] >> (at % 64) & 1 == 1;
    let (mut row, mut at) = (left.len(), right.len());
    let mut pairs = Vec::new();
    while row > 0 && at > 0 {
        if is_set(row - 1, at - 1) {
            at -= 1;
        } else {
            row -= 1;
            if row == 0 || is_set(row - 1, at - 1) {
                at -= 1;
                pairs.push((row, at));
            }
        }
    }
    pairs.reverse();
    pairs
}
