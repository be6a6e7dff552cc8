//! Texts that meet in a band to pairs.

use super::super::candidates::{Crowds, Meeting, Pair};
use super::super::rows::{Equal, Sorted, Sorter, Store};

/// Pairs the texts that meet; `meetings` come in order, pairs out sorted, each
/// once, and with them `others` that may be similar.
pub fn pairs<S: Store>(
    store: &S,
    meetings: impl Iterator<Item = Result<u128, S::Error>>,
    others: impl Iterator<Item = Result<Pair, S::Error>>,
) -> Result<Pairs<S>, S::Error> {
    let mut sorter = store.sorter::<u64>(Equal::Once);
    let (mut crowds, mut met) = (Crowds::default(), Vec::new());
    let mut put = |(left, right)| sorter.push(u64::from(left) << 32 | u64::from(right));
    let mut push = |met: &mut Vec<Pair>| met.drain(..).try_for_each(&mut put);
    for meeting in meetings {
        crowds.push(Meeting::from_bits(meeting?), &mut met);
        push(&mut met)?;
    }
    crowds.finish(&mut met);
    push(&mut met)?;
    for pair in others {
        put(pair?)?;
    }
    Ok(Pairs(sorter.sorted()?))
}

/// Pairs in order.
#[derive(Debug)]
pub struct Pairs<S: Store>(Sorted<S, u64>);

impl<S: Store> Iterator for Pairs<S> {
    type Item = Result<Pair, S::Error>;

    #[expect(clippy::cast_possible_truncation, reason = "cut in two on purpose")]
    fn next(&mut self) -> Option<Self::Item> {
        let row = self.0.next()?;
        Some(row.map(|row| ((row >> 32) as u32, row as u32)))
    }
}
