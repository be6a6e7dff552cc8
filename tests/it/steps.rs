//! The steps of a comparison, one after the other, answer as all at once.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::Value;

use tamis::dedup::earlier::Earlier;
use tamis::dedup::keep::{Merits, POLICIES, Policy};
use tamis::dedup::rows::Memory;
use tamis::dedup::steps::{
    Candidates, Choosing, Print, Prints, Sketching, TextWriter, centres, common, copies, edges,
    meetings, pairs, verdicts,
};
use tamis::dedup::verify::{Measure, threshold};
use tamis::dedup::{Entry, InTurn, Options, cluster, cluster_after, rare};
use tamis::fingerprint::exact::digest;
use tamis::fingerprint::table::SKETCHES;
use tamis::model::{Edge, Fingerprint, Scheme, Verdict};

use crate::cli::call;
use crate::corpus::{corpus, rows};

/// Documents in memory.
struct Corpus<'e, 'd> {
    entries: &'e [Entry<'d>],
    at: usize,
}

impl Prints for Corpus<'_, '_> {
    type Error = Infallible;

    fn rewind(&mut self) -> Result<(), Infallible> {
        self.at = 0;
        Ok(())
    }

    fn next(&mut self) -> Result<Option<Print>, Infallible> {
        let entry = self.entries.get(self.at);
        self.at += 1;
        Ok(entry.map(|entry| Print::of(entry.fingerprint)))
    }
}

impl Candidates for Corpus<'_, '_> {
    type Error = Infallible;

    fn merits(&mut self, document: u32, id: &mut String) -> Result<Merits, Infallible> {
        let entry = &self.entries[document as usize];
        entry.id.clone_into(id);
        Ok(Merits {
            length: entry.length,
            ..Merits::default()
        })
    }
}

/// The verdicts of the steps, one after the other; edges and pairs in parts,
/// the last part first.
fn verdicts_of(
    entries: &[Entry<'_>],
    earlier: &Earlier<'_>,
    policy: &'static Policy,
) -> Vec<Verdict> {
    let store = &Memory;
    let first = u32::try_from(entries.len()).unwrap();
    let mut corpus = Corpus {
        entries: &[entries, earlier.entries].concat(),
        at: 0,
    };
    let mut rows = Vec::new();
    let Ok(mut distinct) = copies(store, &mut corpus, first, |row| {
        rows.push(row);
        Ok(())
    });
    let count = earlier.texts + (distinct.count - distinct.earlier.count()) as usize;
    let others = |shingles: &[u32]| {
        let told = earlier.frequencies.iter().copied();
        let is_asked = |told: &(u32, u32)| shingles.binary_search(&told.0).is_ok();
        Ok(told.filter(is_asked).collect())
    };
    let Ok(common) = common(store, &mut corpus, &mut distinct, rare::cap(count), others);
    let threshold = threshold(count);
    let sketching = Sketching::new(SKETCHES[0], threshold);
    let Ok(mut writer) = TextWriter::new(store, Vec::new(), 0);
    let Ok(met) = meetings(
        store,
        &mut corpus,
        &mut distinct,
        &common,
        sketching,
        &mut writer,
        &InTurn,
    );
    let Ok(mut texts) = writer.finish(store);
    let known = earlier.pairs.iter();
    let known = known.filter_map(|&(new, old)| distinct.pair([new, first + old]).transpose());
    let Ok(found) = pairs(store, met, known).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let measure = Measure::new(threshold);
    let mut all: Vec<Edge> = Vec::new();
    for part in found.chunks(7).rev() {
        let part = part.iter().copied().map(Ok);
        let Ok(()) = edges(part, &mut texts, measure, 100, &InTurn, |edge| {
            all.push(edge);
            Ok(())
        });
    }
    let mut grown = Vec::new();
    let edges = all.into_iter().map(Ok);
    let Ok(()) = centres(
        store,
        edges,
        &distinct.earlier,
        &mut texts,
        measure,
        |row| {
            grown.push(row);
            Ok(())
        },
    );
    let choosing = Choosing {
        candidates: &mut corpus,
        policy,
        earlier: first,
    };
    let (rows, grown) = (rows.into_iter().map(Ok), grown.into_iter().map(Ok));
    let given = verdicts(store, rows, grown, &mut texts, choosing);
    let Ok(given) = given.and_then(Iterator::collect);
    given
}

proptest! {
    #[test]
    fn steps_answer_as_all_at_once(
        texts in proptest::collection::vec((0_u32..12, 0_u32..40, 0_u32..40, 0_u64..4), 0..60),
        policy in 0..POLICIES.len(),
        old in 0_usize..30,
        often in 0_u32..30,
    ) {
        // Texts share the most of a few ranges of shingles, and all share some.
        let prints: Vec<Fingerprint> = texts.iter().map(|&(range, from, end, _)| {
            let shingles = (0..9).chain(100 * range + from..100 * range + 45 + end);
            let mut shingles: Vec<u32> = shingles.map(|shingle| shingle.wrapping_mul(0x9E37_79B1)).collect();
            shingles.sort_unstable();
            let text = shingles.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
            Fingerprint { exact: digest(&text), shingles: shingles.into(), scheme: Scheme::DEFAULT, length: 0, level: 0 }
        }).collect();
        let ids: Vec<String> = texts.iter().map(|text| format!("{}", text.3)).collect();
        let entries: Vec<Entry<'_>> = prints.iter().zip(&ids).zip(&texts)
            .map(|((print, id), text)| Entry { length: text.3, ..Entry::new(id, print) })
            .collect();
        let keep = POLICIES[policy];
        let options = Options { keep, ..Options::default() };
        let expected = cluster(&entries, SKETCHES[0], &options, &InTurn).unwrap();
        prop_assert_eq!(verdicts_of(&entries, &Earlier::default(), keep), expected.verdicts);

        // The last of them are of earlier runs, known by samples, and meet most others.
        let new = entries.len().saturating_sub(old);
        let mut samples = prints[new..].to_vec();
        for sample in &mut samples {
            sample.sample(40);
        }
        let known: Vec<Entry<'_>> = samples.iter().zip(&ids).map(|(print, id)| Entry::new(id, print)).collect();
        let both = |new: u32| (0..).zip(&known).map(move |(old, _)| (new, old));
        let met: Vec<(u32, u32)> = (0..).zip(&entries[..new]).flat_map(|(new, _)| both(new))
            .filter(|(new, old)| !(7 * new + old).is_multiple_of(5))
            .collect();
        let mut frequencies = BTreeMap::new();
        for &shingle in prints[new..].iter().flat_map(|print| &print.shingles) {
            *frequencies.entry(shingle).or_insert(often) += 1;
        }
        let frequencies: Vec<(u32, u32)> = frequencies.into_iter()
            .map(|(shingle, count)| (shingle, if shingle.is_multiple_of(3) { count } else { 1 }))
            .collect();
        let earlier = Earlier {
            entries: &known,
            pairs: &met,
            texts: known.len() + 50 * often as usize,
            frequencies: &frequencies,
        };
        let new = &entries[..new];
        let expected = cluster_after(&earlier, new, SKETCHES[0], &options, &InTurn).unwrap();
        prop_assert_eq!(verdicts_of(new, &earlier, keep), expected.verdicts);
    }
}

/// The rows of clusters, without the records, which count from the start of each
/// part.
fn clusters(path: &Path) -> Vec<Value> {
    let mut rows = rows(path);
    for row in &mut rows {
        row.as_object_mut().unwrap().remove("record");
    }
    rows
}

/// Puts the rows of a table, of so many bytes, into several parts, dealt out in
/// turn, the last in reverse and some of them twice.
fn cut(folder: &Path, table: &str, bytes: usize) {
    let path = folder.join(format!("{table}.rows"));
    let whole = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    let begin = whole.iter().position(|&byte| byte == b'\n').unwrap() + 1;
    let (header, rows) = whole.split_at(begin);
    let rows: Vec<&[u8]> = rows.chunks(bytes).collect();
    assert!(rows.len() > 6, "{table}");
    for part in 0..3 {
        let mut dealt: Vec<&[u8]> = rows.iter().copied().skip(part).step_by(3).collect();
        if part == 2 {
            dealt.reverse();
            dealt.extend(&rows[..5]);
        }
        let path = folder.join(format!("{table}-{part}.rows"));
        fs::write(path, [header, &dealt.concat()].concat()).unwrap();
    }
}

#[test]
fn steps_alone_answer_as_all_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (folder, text) = (folder.path(), corpus(40));
    fs::write(folder.join("in.jsonl"), &text).unwrap();
    let tamis = |args: &[&str], exit| {
        let done = call(folder, args, "");
        assert_eq!(done.exit, exit, "{args:?}: {}", done.stderr);
    };
    let keep = ["--keep", "longest"];
    let at_once = [
        "dedup",
        "in.jsonl",
        "-q",
        "-o",
        "kept.jsonl",
        "--clusters",
        "clusters.jsonl",
    ];
    tamis(&[&at_once[..], &keep].concat(), 3);

    // In one piece, and in parts, for which the rows of `map` are cut first.
    tamis(&["step", "map", "in.jsonl", "-q", "-o", "whole"], 3);
    let lines: Vec<&str> = text.lines().collect();
    for (part, lines) in (0..).zip(lines.chunks(lines.len().div_ceil(3))) {
        let shard = format!("shard-{part}.jsonl");
        fs::write(folder.join(&shard), lines.join("\n")).unwrap();
        let done = call(
            folder,
            &[
                "step",
                "map",
                &shard,
                "-q",
                "-o",
                "parts",
                "--part",
                &part.to_string(),
            ],
            "",
        );
        assert!(matches!(done.exit, 0 | 3), "{}", done.stderr);
    }
    for rows in ["whole", "parts"] {
        for (step, cuts) in [
            ("candidates", &[("pairs", 8), ("copies", 8)][..]),
            ("verify", &[("edges", 12)]),
            ("components", &[("centres", 12)]),
        ] {
            tamis(&["step", step, rows, "--threads", "2"], 0);
            for &(table, bytes) in cuts.iter().filter(|_| rows == "parts") {
                cut(&folder.join(rows), table, bytes);
            }
        }
        let out = format!("{rows}.jsonl");
        tamis(
            &[&["step", "keep", rows, "-o", &out][..], &keep].concat(),
            0,
        );
    }
    let expected = clusters(&folder.join("clusters.jsonl"));
    assert_eq!(
        fs::read(folder.join("clusters.jsonl")).unwrap(),
        fs::read(folder.join("whole.jsonl")).unwrap()
    );
    assert_eq!(clusters(&folder.join("parts.jsonl")), expected);
}
