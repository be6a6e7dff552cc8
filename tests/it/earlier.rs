//! Documents of earlier runs beside those of the input.

use std::ops::Range;

use tamis::dedup::earlier::{Earlier, matches};
use tamis::dedup::{Entry, InTurn, Options, cluster_after};
use tamis::fingerprint::table::SKETCHES;
use tamis::model::{Digest, Fingerprint, Kind, Scheme, Why};

fn print(exact: u8, own: Range<u32>, chrome: Range<u32>) -> Fingerprint {
    Fingerprint {
        scheme: Scheme::DEFAULT,
        exact: Digest([exact; 32]),
        length: 0,
        shingles: own.chain(chrome).collect(),
        level: 0,
    }
}

#[test]
fn earlier_documents_are_the_ones_kept() {
    // A copy, a near copy, one that only its own neighbour is like, and one
    // in the chrome of many.
    let new = [
        print(1, 0..100, 0..0),
        print(2, 10..110, 0..0),
        print(3, 200..300, 0..0),
        print(4, 210..310, 0..0),
        print(5, 400..440, 1000..1100),
    ];
    let old = [print(1, 0..100, 0..0), print(9, 500..540, 1000..1100)];
    let entries = new.each_ref().map(|print| Entry::new("new", print));
    let known = old.each_ref().map(|print| Entry::new("old", print));
    let frequencies: Vec<(u32, u32)> = (0..100)
        .map(|shingle| (shingle, 1))
        .chain((500..540).map(|shingle| (shingle, 1)))
        .chain((1000..1100).map(|shingle| (shingle, 50)))
        .collect();
    let earlier = Earlier {
        entries: &known,
        pairs: &[(0, 0), (1, 0), (2, 0), (4, 1)],
        texts: 100,
        frequencies: &frequencies,
    };
    let options = Options::default();
    let clustering = cluster_after(&earlier, &entries, SKETCHES[0], &options, &InTurn).unwrap();
    let verdicts: Vec<_> = clustering
        .verdicts
        .iter()
        .map(|verdict| (verdict.kind, verdict.of, verdict.why))
        .collect();
    let expected = [
        (Kind::Exact, 5, Why::Earlier),
        (Kind::Near, 5, Why::Earlier),
        (Kind::Keeper, 2, Why::Place),
        (Kind::Near, 2, Why::Policy),
        (Kind::Unique, 4, Why::Place),
    ];
    assert_eq!(verdicts, expected);
    assert_eq!(clustering.clusters.len(), 2);
    let found = matches(&earlier, &entries, &options, &InTurn).unwrap();
    let found: Vec<_> = found
        .iter()
        .map(|found| found.map(|found| (found.of, found.kind == Kind::Exact)))
        .collect();
    assert_eq!(found, [Some((0, true)), Some((0, false)), None, None, None]);
}
