//! Names that were mistyped.

/// The known name that differs least from an unknown one, if any is near.
pub(crate) fn nearest<'name>(
    unknown: &str,
    known: impl IntoIterator<Item = &'name str>,
) -> Option<&'name str> {
    let limit = unknown.chars().count() / 3 + 1;
    known
        .into_iter()
        .map(|name| (distance(unknown, name), name))
        .filter(|&(far, _)| far <= limit)
        .min()
        .map(|(_, name)| name)
}

/// The expected name that is nearest to an unknown one, out of serde's message
/// "unknown field `x`, expected one of `y`, `z`".
pub(crate) fn unknown_field(message: &str) -> Option<&str> {
    let (unknown, expected) = message.strip_prefix("unknown field `")?.split_once('`')?;
    let names = expected.split('`').skip(1).step_by(2);
    nearest(unknown, names)
}

/// The letters to insert, delete or change to make one word the other.
fn distance(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.chars().count()).collect();
    for (down, a) in left.chars().enumerate() {
        let mut corner = down;
        let mut before = down + 1;
        let mut next = vec![before];
        for (b, &above) in right.chars().zip(row.iter().skip(1)) {
            let best = (above + 1)
                .min(before + 1)
                .min(corner + usize::from(a != b));
            corner = above;
            before = best;
            next.push(best);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_only_what_is_near() {
        assert_eq!(nearest("auther", ["post", "author"]), Some("author"));
        assert_eq!(nearest("zebra", ["post", "author"]), None);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
