//! Which lines of a text are in another, in their order: the longest run of
//! lines that both have, then the same on either side of it (Ratcliff and
//! Obershelp 1988), as Python's `difflib` does it.

use std::collections::HashMap;

/// Which of the lines are left in `found`; those that are blank are not.
pub(super) fn left(lines: &[&str], found: &str) -> Vec<bool> {
    let trimmed = lines.iter().enumerate().map(|(at, line)| (at, line.trim()));
    let (places, own): (Vec<usize>, Vec<&str>) =
        trimmed.filter(|(_, line)| !line.is_empty()).unzip();
    let found: Vec<&str> = found
        .split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let mut left = vec![false; lines.len()];
    for run in runs(&own, &found) {
        for at in run {
            left[places[at]] = true;
        }
    }
    left
}

/// The runs of lines on the left that the right has too.
fn runs(own: &[&str], found: &[&str]) -> Vec<std::ops::Range<usize>> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, line) in found.iter().enumerate() {
        places.entry(line).or_default().push(at);
    }
    let mut runs = Vec::new();
    let mut open = vec![(0..own.len(), 0..found.len())];
    while let Some((left, right)) = open.pop() {
        let (mut from, mut beside, mut size) = (left.start, right.start, 0);
        // How long the run is that ends at each line of the right.
        let mut ends: HashMap<usize, usize> = HashMap::new();
        for at in left.clone() {
            let mut next = HashMap::new();
            for place in places.get(own[at]).into_iter().flatten() {
                if !right.contains(place) {
                    continue;
                }
                let before = place.checked_sub(1).and_then(|before| ends.get(&before));
                let run = before.copied().unwrap_or(0) + 1;
                next.insert(*place, run);
                if run > size {
                    (from, beside, size) = (at + 1 - run, *place + 1 - run, run);
                }
            }
            ends = next;
        }
        if size > 0 {
            runs.push(from..from + size);
            open.push((left.start..from, right.start..beside));
            open.push((from + size..left.end, beside + size..right.end));
        }
    }
    runs
}

#[test]
fn lines_are_found_in_their_order() {
    for (lines, found, expected) in [
        ("a\n\nb\nc", "a\nc", [true, false, false, true]),
        ("a\nb\na\nb", " a\n b", [true, true, false, false]),
        ("a\nb\nc\na", "b\nc\na", [false, true, true, true]),
        ("a\nb\nc\nd", "", [false; 4]),
    ] {
        let lines: Vec<&str> = lines.split('\n').collect();
        assert_eq!(left(&lines, found), expected, "{lines:?} {found:?}");
    }
}
