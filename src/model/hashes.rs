//! Hashes, which are spread evenly over their range.

/// Hashes that are sorted by comparing them.
const FEW: usize = 48;
/// Hashes that are cut into rows before they are sorted, so that they fit near
/// the processor.
const MANY: usize = 1 << 15;

/// Sorts hashes; what was in `spare` is lost.
///
/// They go by two or three bytes from the lower to the higher (a radix sort),
/// which takes no comparison whose outcome nobody can foresee. Spread evenly,
/// they are in order then but for a pair here and there. Numbers that are not
/// spread so are sorted too, in the time that comparing takes.
pub(crate) fn sort_hashes(hashes: &mut [u32], spare: &mut Vec<u32>) {
    sort_below(hashes, room(spare, hashes.len()), u32::BITS);
}

/// As [`sort_hashes`], and leaves one of those that are equal.
pub(crate) fn sort_distinct(hashes: &mut Vec<u32>, spare: &mut Vec<u32>) {
    if (FEW..MANY).contains(&hashes.len()) {
        let spare = room(spare, hashes.len());
        by_bytes(hashes, spare, u32::BITS);
        settle(hashes);
    } else {
        sort_hashes(hashes, spare);
        hashes.dedup();
    }
}

fn room(spare: &mut Vec<u32>, length: usize) -> &mut [u32] {
    if spare.len() < length {
        spare.resize(length, 0);
    }
    spare.get_mut(..length).unwrap_or_default()
}

/// Sorts hashes that are equal from the bit number `bits` on.
fn sort_below(hashes: &mut [u32], spare: &mut [u32], bits: u32) {
    let Some(spare) = spare.get_mut(..hashes.len()) else {
        return;
    };
    if hashes.len() < FEW || bits <= 16 {
        hashes.sort_unstable();
    } else if hashes.len() >= MANY {
        let ends = by_byte(hashes, spare, bits - 8);
        hashes.copy_from_slice(spare);
        let (mut rest, mut start) = (hashes, 0);
        for end in ends {
            let (row, after) = rest.split_at_mut(end - start);
            (rest, start) = (after, end);
            sort_below(row, spare, bits - 8);
        }
    } else {
        let from = by_bytes(hashes, spare, bits);
        for same in hashes.chunk_by_mut(|left, right| left >> from == right >> from) {
            if same.len() > 1 {
                same.sort_unstable();
            }
        }
    }
}

/// Sorts hashes, equal from the bit number `bits` on, by two or three bytes before
/// it; gives back the lowest bit that they are sorted by.
fn by_bytes(hashes: &mut [u32], spare: &mut [u32], bits: u32) -> u32 {
    let mut from = bits - 16;
    if hashes.len() > 1 << 12 && from >= 8 {
        from -= 8;
        by_byte(hashes, spare, from);
        hashes.copy_from_slice(spare);
        by_byte(hashes, spare, from + 8);
        by_byte(spare, hashes, from + 16);
    } else {
        by_byte(hashes, spare, from);
        by_byte(spare, hashes, from + 8);
    }
    from
}

/// Sorts hashes of which few stand behind a greater one, and leaves one of those
/// that are equal.
fn settle(hashes: &mut Vec<u32>) {
    let (mut kept, mut steps) = (0, 0);
    let mut last = hashes.first().map_or(0, |&first| !first);
    for at in 0..hashes.len() {
        let hash = hashes.get(at).copied().unwrap_or_default();
        if hash < last && kept > 0 {
            let sorted = hashes.get(..kept).unwrap_or_default();
            let greater = sorted.iter().rev().take_while(|&&other| other > hash);
            let place = kept - greater.count();
            steps += kept - place;
            if steps > hashes.len() {
                // They are not spread evenly.
                hashes.drain(kept..at);
                hashes.sort_unstable();
                hashes.dedup();
                return;
            }
            let is_there = place > 0 && hashes.get(place - 1) == Some(&hash);
            if !is_there && let Some(row) = hashes.get_mut(place..=kept) {
                if let Some(end) = row.last_mut() {
                    *end = hash;
                }
                row.rotate_right(1);
                kept += 1;
            }
            continue;
        }
        // Put in any case, to be put over where it is the same as the last.
        kept += usize::from(hash != last);
        if let Some(slot) = hashes.get_mut(kept.saturating_sub(1)) {
            *slot = hash;
        }
        last = hash;
    }
    hashes.truncate(kept);
}

/// Puts hashes into another row in the order of their bytes from the bit `from`
/// on, those with equal ones as they were; gives back where each byte ends.
fn by_byte(hashes: &[u32], row: &mut [u32], from: u32) -> [usize; 256] {
    let byte = |hash: u32| usize::from((hash >> from).to_le_bytes()[0]);
    let mut places = [0; 256];
    for &hash in hashes {
        if let Some(count) = places.get_mut(byte(hash)) {
            *count += 1;
        }
    }
    let mut start = 0;
    for place in &mut places {
        start += std::mem::replace(place, start);
    }
    for &hash in hashes {
        if let Some(place) = places.get_mut(byte(hash)) {
            if let Some(slot) = row.get_mut(*place) {
                *slot = hash;
            }
            *place += 1;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_numbers_are_sorted(
            numbers in proptest::collection::vec(prop_oneof![any::<u32>(), 0_u32..300, Just(7), any::<u32>().prop_map(|at| at << 16)], 0..6000),
        ) {
            let mut expected = numbers.clone();
            expected.sort_unstable();
            let mut found = numbers.clone();
            let mut spare = vec![9; 100];
            sort_hashes(&mut found, &mut spare);
            prop_assert_eq!(&found, &expected);
            let mut found = numbers;
            sort_distinct(&mut found, &mut spare);
            expected.dedup();
            prop_assert_eq!(found, expected);
        }
    }
}
