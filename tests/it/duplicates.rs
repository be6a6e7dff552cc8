//! What holds for `fingerprint` and `dedup` together.

use proptest::prelude::*;

use tamis::dedup::{Entry, InTurn, MixedSchemes, Options, Workers, cluster, keep};
use tamis::fingerprint::{fingerprint, table::SKETCHES};
use tamis::model::{Clustering, Kind};
use tamis::model::{Fingerprint, Scheme};

/// Clusters these texts; ids are their places in the list.
fn clustered(texts: &[String], keep: &str, workers: &impl Workers) -> Clustering {
    let prints: Vec<Fingerprint> = texts
        .iter()
        .map(|text| fingerprint(text, Scheme::DEFAULT))
        .collect();
    let ids: Vec<String> = (0..texts.len()).map(|at| format!("{at:06}")).collect();
    let entries: Vec<Entry<'_>> = prints
        .iter()
        .zip(&ids)
        .zip(texts)
        .map(|((fingerprint, id), text)| Entry {
            length: text.len() as u64,
            ..Entry::new(id, fingerprint)
        })
        .collect();
    let options = Options {
        keep: keep::Policy::named(keep).unwrap_or(&keep::FIRST),
        ..Options::default()
    };
    cluster(&entries, SKETCHES[0], &options, workers).unwrap_or_default()
}

/// The clusters' numbers.
fn numbers(texts: &[String]) -> Vec<u32> {
    clustered(texts, "first", &InTurn)
        .verdicts
        .iter()
        .map(|verdict| verdict.cluster)
        .collect()
}

/// So many words that no other seed gives.
fn words(seed: u32, count: u32) -> String {
    (0..count)
        .map(|at| format!("w{seed}x{at}"))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn nothing_comes_of_nothing() {
    assert_eq!(clustered(&[], "first", &InTurn), Clustering::default());
}

#[test]
fn the_empty_and_nearly_so_are_copies_only_byte_by_byte() {
    let texts = [
        "",
        " ",
        "",
        "404 Not Found",
        "404 not found",
        "404 Not Found",
        "a a a a a a a a a a",
        "a a a a",
    ];
    let texts: Vec<String> = texts.map(str::to_owned).into();
    assert_eq!(numbers(&texts), [0, 1, 0, 2, 3, 2, 4, 5]);
}

#[test]
fn schemes_do_not_mix() {
    let schemes = [
        Scheme::DEFAULT,
        Scheme::DEFAULT,
        Scheme {
            seed: 1,
            ..Scheme::DEFAULT
        },
    ];
    let prints = schemes.map(|scheme| fingerprint("", scheme));
    let entries = prints
        .each_ref()
        .map(|fingerprint| Entry::new("", fingerprint));
    let outcome = cluster(&entries, SKETCHES[0], &Options::default(), &InTurn);
    assert_eq!(outcome, Err(MixedSchemes { at: 2 }));
}

#[test]
fn kinds_say_what_a_document_is_to_the_one_kept() {
    let texts = [
        words(1, 100),
        words(2, 100),
        words(1, 100).to_uppercase(),
        words(1, 90),
    ];
    let clustering = clustered(&texts, "first", &InTurn);
    let kinds: Vec<Kind> = clustering
        .verdicts
        .iter()
        .map(|verdict| verdict.kind)
        .collect();
    assert_eq!(kinds, [Kind::Keeper, Kind::Unique, Kind::Exact, Kind::Near]);
    let similarities: Vec<f32> = clustering
        .verdicts
        .iter()
        .map(|verdict| (verdict.similarity * 100.0).round())
        .collect();
    assert_eq!(similarities, [100.0, 100.0, 100.0, 90.0]);
    let shortest = clustered(&texts, "shortest", &InTurn);
    assert_eq!(shortest.clusters.len(), 1);
    assert_eq!(shortest.clusters[0].keeper, 3);
    assert_eq!(shortest.duplicates(), 2);
}

#[test]
fn forms_are_not_taken_for_duplicates() {
    // A hundred pages of which nine tenths are the same.
    let chrome = words(0, 900);
    let texts: Vec<String> = (1..101)
        .map(|page| format!("{chrome} {}", words(page, 100)))
        .collect();
    assert_eq!(clustered(&texts, "first", &InTurn).duplicates(), 0);
}

#[test]
fn stamped_pages_are_one() {
    let page = words(0, 200);
    let texts: Vec<String> = (0..500)
        .map(|at| format!("{page} printed at {at}"))
        .collect();
    assert_eq!(clustered(&texts, "first", &InTurn).duplicates(), 499);
}

#[test]
fn crowds_cost_no_more_than_others() {
    for texts in [
        vec![words(0, 50); 20_000],
        vec![String::new(); 20_000],
        (0..20_000).map(|at| format!("word{}", at % 100)).collect(),
        (0..5_000)
            .map(|at| format!("{} {}", words(0, 60), at))
            .collect(),
    ] {
        let clustering = clustered(&texts, "first", &InTurn);
        assert_eq!(clustering.verdicts.len(), texts.len());
        assert!(clustering.duplicates() >= texts.len() - 100);
    }
}

/// Texts of a small world: sentences of a few, some of them often.
fn corpus() -> impl Strategy<Value = Vec<String>> {
    let sentence = (0_u32..12).prop_map(|seed| words(seed, 15));
    let text = proptest::collection::vec(sentence, 0..5).prop_map(|sentences| sentences.join(". "));
    proptest::collection::vec(prop_oneof![9 => text, 1 => "[ a]{0,3}"], 0..40)
}

/// Does the last task first.
struct Backwards;

impl Workers for Backwards {
    fn map<T: Send>(&self, tasks: usize, task: impl Fn(usize) -> T + Sync) -> Vec<T> {
        let mut outcomes: Vec<T> = (0..tasks).rev().map(task).collect();
        outcomes.reverse();
        outcomes
    }
}

proptest! {
    #[test]
    fn the_order_of_the_input_does_not_matter(texts in corpus(), rotate in 0_usize..40) {
        let plain = numbers(&texts);
        let mut order: Vec<usize> = (0..texts.len()).collect();
        order.reverse();
        order.rotate_left(rotate.min(texts.len()));
        let shuffled = numbers(&order.iter().map(|&at| texts[at].clone()).collect::<Vec<_>>());
        for (left, &a) in order.iter().enumerate() {
            for (right, &b) in order.iter().enumerate() {
                prop_assert_eq!(plain[a] == plain[b], shuffled[left] == shuffled[right]);
            }
        }
    }

    #[test]
    fn the_order_of_the_work_does_not_matter(texts in corpus()) {
        prop_assert_eq!(clustered(&texts, "longest", &InTurn), clustered(&texts, "longest", &Backwards));
    }

    #[test]
    fn every_cluster_keeps_one(texts in corpus(), policy in 0_usize..4) {
        let policy = keep::POLICIES[policy].name;
        let Clustering { verdicts, clusters } = clustered(&texts, policy, &InTurn);
        prop_assert_eq!(verdicts.len(), texts.len());
        let mut next = 0;
        for (at, verdict) in (0_u32..).zip(&verdicts) {
            // Numbers are given in the order of first members.
            prop_assert!(verdict.cluster <= next);
            next = next.max(verdict.cluster + 1);
            let kept = verdicts[verdict.of as usize];
            prop_assert!(kept.keep && kept.cluster == verdict.cluster);
            prop_assert_eq!(verdict.keep, verdict.of == at);
        }
        let kept = verdicts.iter().filter(|verdict| verdict.keep).count();
        prop_assert_eq!(kept, next as usize);
        for cluster in clusters {
            prop_assert!(cluster.members.len() > 1 && cluster.members.contains(&cluster.keeper));
            prop_assert_eq!(&cluster.why, policy);
        }
    }
}
