//! What holds for `fingerprint` and `dedup` together.

use proptest::prelude::*;

use tamis::dedup::passages::{Finder, LEAST, Passage, Word, winnow::winnow};
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
        format!("{} {}", words(1, 80), words(3, 20)),
    ];
    let clustering = clustered(&texts, "first", &InTurn);
    let kinds: Vec<Kind> = clustering
        .verdicts
        .iter()
        .map(|verdict| verdict.kind)
        .collect();
    let expected = [
        Kind::Keeper,
        Kind::Unique,
        Kind::Exact,
        Kind::Contained,
        Kind::Near,
    ];
    assert_eq!(kinds, expected);
    let similarities: Vec<f32> = clustering
        .verdicts
        .iter()
        .map(|verdict| (verdict.similarity * 100.0).round())
        .collect();
    assert_eq!(similarities, [100.0, 100.0, 100.0, 90.0, 66.0]);
    let shortest = clustered(&texts, "shortest", &InTurn);
    assert_eq!(shortest.clusters.len(), 1);
    assert_eq!(shortest.clusters[0].keeper, 3);
    assert_eq!(shortest.duplicates(), 3);
    // What says more than the one kept is near it.
    assert_eq!(shortest.verdicts[0].kind, Kind::Near);
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

/// The passages of texts of numbered words; those from 100 on count half.
fn passages(texts: &[Vec<u64>]) -> Vec<Vec<Passage>> {
    let word = |&word: &u64| {
        let hash = (word + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        if word < 100 {
            Word::whole(hash)
        } else {
            Word::half(hash)
        }
    };
    let mut finder = Finder::new(Vec::<Vec<Word>>::new());
    let mut passages = |text: &Vec<u64>| {
        let words: Vec<Word> = text.iter().map(word).collect();
        finder.passages(&words, &winnow(&words)).unwrap()
    };
    texts.iter().map(&mut passages).collect()
}

/// In half words.
fn weight(words: &[u64]) -> usize {
    words
        .iter()
        .map(|&word| if word < 100 { 2 } else { 1 })
        .sum()
}

/// Which words stand in a passage that was there before, by looking everywhere.
fn repeated(texts: &[Vec<u64>], number: usize) -> Vec<bool> {
    let text = &texts[number];
    let mut repeated = vec![false; text.len()];
    for start in 0..text.len() {
        let ends = start + 1..=text.len();
        // One more than the least, as the last may be a half.
        let long = ends.filter(|&end| weight(&text[start..end]) >= 2 * LEAST);
        for end in long.take(2) {
            let passage = &text[start..end];
            let is_in = |words: &[u64]| words.windows(passage.len()).any(|words| words == passage);
            if texts[..number].iter().any(|text| is_in(text)) || is_in(&text[..start]) {
                repeated[start..end].fill(true);
            }
        }
    }
    repeated
}

#[test]
fn what_repeats_itself_is_one_passage() {
    let counts =
        |texts: &[Vec<u64>]| -> Vec<usize> { passages(texts).iter().map(Vec::len).collect() };
    // One word a million times; then again.
    let one = vec![7; 1_000_000];
    let found = passages(&[one.clone(), one]);
    assert_eq!(found[0].len(), 1);
    assert_eq!(found[0][0].words, 50..1_000_000);
    assert_eq!(found[1].len(), 1);
    assert_eq!(found[1][0].words, 0..1_000_000);
    // A few words over and over, in as many as a window, a range, a passage.
    for period in [2, 7, 24, 25, 26, 27, 49, 50, 51, 99] {
        let text: Vec<u64> = (0..100_000).map(|word| word % period).collect();
        assert_eq!(counts(&[text.clone(), text]), [1, 1], "{period}");
    }
}

#[test]
fn copies_are_one_passage_each() {
    let text = |from: u64, count: u64| -> Vec<u64> {
        (from..from + count)
            .map(|word| word * word % 9973 + 100)
            .collect()
    };
    let large = text(1, 200_000);
    let found = passages(&[large.clone(), large]);
    assert_eq!(found[1].len(), 1);
    assert_eq!(found[1][0].words, 0..200_000);
    let found = passages(&vec![text(1, 300); 10_000]);
    assert!(found[0].is_empty());
    assert!(
        found[1..]
            .iter()
            .all(|found| found.len() == 1 && found[0].of.document == 0)
    );
}

#[test]
fn what_is_made_of_pieces_has_no_more_passages_than_pieces() {
    let piece = |number: u64| (0..40).map(move |word| number * 40 + word + 100);
    let pieces = |seed: u64| -> Vec<u64> {
        let number = |at: u64| (at + seed).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 61;
        (0..5_000).flat_map(|at| piece(number(at))).collect()
    };
    let found = passages(&[pieces(0), pieces(3), pieces(5_000)]);
    assert!(found.iter().all(|found| found.len() <= 5_000));
}

#[test]
fn furniture_is_held_against_a_few_pages_only() {
    // Forty words are no passage, but most of one.
    let page = |page: u64| -> Vec<u64> {
        let own = |from: u64| (from..from + 60).map(move |word| 1_000 + page * 120 + word);
        own(0).chain(0..40).chain(own(60)).collect()
    };
    let pages: Vec<Vec<u64>> = (0..10_000).map(page).collect();
    assert!(passages(&pages).iter().all(Vec::is_empty));
}

/// Texts of pieces, of which some are in several.
fn pieces() -> impl Strategy<Value = Vec<Vec<u64>>> {
    let word = prop_oneof![0_u64..60, 100_u64..160, 0_u64..2];
    let piece = proptest::collection::vec(word, 3..70);
    let pool = proptest::collection::vec(piece, 5);
    let picks = proptest::collection::vec((0_usize..5, 0_usize..40), 0..6);
    (pool, proptest::collection::vec(picks, 1..6)).prop_map(|(pool, texts)| {
        let text = |picks: Vec<(usize, usize)>| {
            let part = |(piece, from): (usize, usize)| {
                // Half of them whole.
                pool[piece].iter().skip(from.saturating_sub(20)).copied()
            };
            picks.into_iter().flat_map(part).collect()
        };
        texts.into_iter().map(text).collect()
    })
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
    fn map<T: Send + Default>(&self, tasks: usize, task: impl Fn(usize) -> T + Sync) -> Vec<T> {
        let mut outcomes: Vec<T> = (0..tasks).rev().map(task).collect();
        outcomes.reverse();
        outcomes
    }
}

proptest! {
    #[test]
    fn every_passage_is_found(texts in pieces()) {
        for (number, found) in passages(&texts).iter().enumerate() {
            let mut told = vec![false; texts[number].len()];
            for Passage { words, of, count } in found {
                let passage = &texts[number][words.clone()];
                let before = &texts[of.document as usize][of.word as usize..][..passage.len()];
                prop_assert_eq!(passage, before);
                prop_assert_eq!(*count, weight(passage).div_ceil(2));
                prop_assert!(*count >= LEAST);
                prop_assert!((of.document as usize, of.word as usize) < (number, words.start));
                told[words.clone()].fill(true);
            }
            let apart = found.is_sorted_by(|left, right| {
                left.words.start < right.words.start && left.words.end < right.words.end
            });
            prop_assert!(apart);
            prop_assert_eq!(told, repeated(&texts, number));
        }
    }

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
