//! Which documents are said to be the same.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use serde_json::Value;

use super::Scores;
use super::data::{Texts, string};
use super::words::{f1, share};

/// By pairs of documents in one cluster, and by documents that are removed where
/// the first of each cluster is kept.
pub(super) fn scores(labels: &[Value], found: &Texts) -> Scores {
    let ids: Vec<String> = labels.iter().map(|row| string(row, "id")).collect();
    let truth: Vec<String> = labels
        .iter()
        .map(|row| row["cluster"].to_string())
        .collect();
    // Who is in no cluster is alone in one of its own.
    let alone = |id: &String| {
        found
            .get(id)
            .cloned()
            .unwrap_or_else(|| format!("alone {id}"))
    };
    let said: Vec<String> = ids.iter().map(alone).collect();

    let both = pairs(truth.iter().zip(&said));
    let (wanted, made) = (pairs(truth.iter()), pairs(said.iter()));
    let pair = f1(share(both, made), share(both, wanted));

    let mut kept: HashSet<&String> = HashSet::new();
    let is_kept: Vec<bool> = said.iter().map(|cluster| kept.insert(cluster)).collect();
    let mut left: HashSet<&String> = HashSet::new();
    for (cluster, kept) in truth.iter().zip(&is_kept) {
        if *kept {
            left.insert(cluster);
        }
    }
    let removed: Vec<&String> = truth
        .iter()
        .zip(&is_kept)
        .filter(|(_, kept)| !**kept)
        .map(|(cluster, _)| cluster)
        .collect();
    let right = removed
        .iter()
        .filter(|cluster| left.contains(*cluster))
        .count();
    let different: HashSet<&String> = truth.iter().collect();
    let needed = truth.len() - different.len();
    let removal = f1(share(right, removed.len()), share(right, needed));
    Scores::from([("pairs", pair), ("removal", removal)])
}

/// How many pairs of equal things there are.
fn pairs<T: Hash + Eq>(things: impl Iterator<Item = T>) -> usize {
    let mut counts: HashMap<T, usize> = HashMap::new();
    things.for_each(|thing| *counts.entry(thing).or_default() += 1);
    counts
        .into_values()
        .map(|count| count * (count - 1) / 2)
        .sum()
}

#[test]
fn a_pair_found_is_half_of_two() {
    let labels = [("a", 1), ("b", 1), ("c", 2), ("d", 2)];
    let labels = labels.map(|(id, cluster)| serde_json::json!({"id": id, "cluster": cluster}));
    let found = Texts::from(
        [("a", "x"), ("b", "x")].map(|(id, cluster)| (id.to_owned(), cluster.to_owned())),
    );
    let scores = scores(&labels, &found);
    assert!((scores["pairs"] - 2.0 / 3.0).abs() < 1e-9);
    assert!((scores["removal"] - 2.0 / 3.0).abs() < 1e-9);
}
