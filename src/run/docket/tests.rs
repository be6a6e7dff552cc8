use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

use super::super::stream::pool;
use super::super::{Deduplication, Event, Pipeline};
use super::*;
use crate::index::{Index, IndexError, Writer};
use crate::model::{RawPage, Scheme};

/// So many words that no other seed gives.
fn words(seed: usize, count: usize) -> String {
    let word = |at: usize| (seed << 20 | at).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
    let words: Vec<_> = (0..count).map(|at| format!("w{:x}", word(at))).collect();
    words.join(" ")
}

/// Copies exact and near, quotations, leads, pages in one chrome, stamped pages, and
/// what is nearly empty; those `from` another number have half of the words.
fn texts(from: usize) -> Vec<String> {
    let mut texts = Vec::new();
    for seed in from..from + 24 {
        let text = words(seed, 60 + seed);
        texts.push(text.clone());
        texts.push(format!("{text} {}", words(3000 + from + seed % 3, 5)));
        texts.push(words(seed % 20, 30));
        texts.push(text.to_uppercase());
        texts.push(format!("{} {}", words(seed, 40), words(1000 + seed, 30)));
        texts.push(format!("{} {}", words(500, 90), words(2000 + seed, 40)));
        texts.push(format!("{} {}", words(600, 90), seed % 20));
        texts.push(format!("{} {}", words(700, 30), words(701 + seed % 4, 30)));
        texts.push(["", "404", " ", "not found"][seed % 4].to_owned());
    }
    texts
}

fn docket(held: Held) -> Docket {
    Docket { held, past: None }
}

fn filled(
    mut docket: Docket,
    pipeline: &Pipeline,
    wishes: &Preferences,
    texts: &[String],
) -> Docket {
    for (record, text) in (0..).zip(texts) {
        let page = RawPage {
            id: format!("{}", record % 7),
            source: (record % 3 > 0).then(|| format!("https://{}.example/{record}", record % 5)),
            bytes: text.clone().into(),
            ..RawPage::default()
        };
        let processed = pipeline.page(page);
        docket
            .push(Candidate::cleaned(processed, wishes).of(record))
            .unwrap();
    }
    docket
}

fn judged(
    docket: Docket,
    pipeline: &Pipeline,
    config: &Config,
    threads: usize,
    texts: &[String],
) -> Vec<String> {
    let wishes = Preferences::new(&config.dedup).unwrap();
    let docket = filled(docket, pipeline, &wishes, texts);
    let mut rows = Vec::new();
    let mut counts = Counts::default();
    let pool = pool(threads).unwrap();
    let each = |judged: &Judged<'_>| {
        rows.push(judged.row.clone());
        Ok::<_, RunError>(())
    };
    let past = docket.judge(config, &wishes, &pool, &(), &mut counts, each);
    if let Some(past) = past.unwrap() {
        past.remember().unwrap();
    }
    rows.push(format!("{counts:?}"));
    rows
}

#[test]
fn what_is_beyond_memory_is_judged_alike() {
    let folder = tempfile::tempdir().unwrap();
    let pipeline = &Pipeline::new(Config::default(), &[]).unwrap();
    for (keep, similarity) in [("first", None), ("longest", Some(0.1)), ("last", Some(1.0))] {
        let config = Config {
            dedup: Deduplication {
                keep: Some(keep.into()),
                similarity,
                ..Deduplication::default()
            },
            ..Config::default()
        };
        let mut texts = texts(0);
        for reversed in [false, true] {
            let memory = docket(Held::Memory(Vec::new()));
            let expected = judged(memory, pipeline, &config, 1, &texts);
            for (room, threads) in [(500, 4), (20_000, 1), (1 << 24, 4)] {
                let disk = Held::on(Disk::new(folder.path(), room)).unwrap();
                let found = judged(docket(disk), pipeline, &config, threads, &texts);
                assert_eq!(found, expected, "{keep} {room} {threads} {reversed}");
            }
            texts.reverse();
        }
    }
}

/// All that an index has, however it is spread over segments.
fn known(folder: &Path) -> Vec<String> {
    let writer = Writer::open(folder, Scheme::DEFAULT).unwrap();
    writer.compact().unwrap();
    let mut rows = Vec::new();
    let each = |row: &str| {
        rows.push(row.to_owned());
        Ok::<_, IndexError>(())
    };
    let index = Index::open(folder, Scheme::DEFAULT).unwrap();
    index.export(each).unwrap();
    rows
}

#[test]
fn what_is_beyond_memory_is_compared_with_an_index_alike() {
    let folder = tempfile::tempdir().unwrap();
    let pipeline = &Pipeline::new(Config::default(), &[]).unwrap();
    for (keep, similarity) in [("first", None), ("longest", Some(0.1)), ("last", Some(0.9))] {
        let config = Config {
            dedup: Deduplication {
                keep: Some(keep.into()),
                similarity,
                prefer: vec!["host=3.example".into()],
                ..Deduplication::default()
            },
            ..Config::default()
        };
        let mut answers = Vec::new();
        for (room, threads) in [
            (None, 2),
            (Some(500), 2),
            (Some(20_000), 1),
            (Some(1 << 24), 2),
        ] {
            let path = folder.path().join(format!("{keep}-{room:?}"));
            let mut rows = Vec::new();
            // Of each run half is known from the one before, and all of the last.
            for from in [0, 12, 24, 24] {
                let past = Past::open(&path)
                    .unwrap()
                    .within(room.map_or(usize::MAX, |room| room.max(5_000)));
                let held = match room {
                    Some(room) => Held::on(Disk::new(folder.path(), room)).unwrap(),
                    None => Held::Memory(Vec::new()),
                };
                let docket = Docket {
                    held,
                    past: Some(Box::new(past)),
                };
                rows.extend(judged(docket, pipeline, &config, threads, &texts(from)));
            }
            rows.extend(known(&path));
            for kind in ["exact", "near", "contained"] {
                let of_earlier = |row: &&String| {
                    row.contains("\"why\":\"earlier\",\"earlier\":{\"url\":")
                        && row.contains(&format!("\"kind\":\"{kind}\""))
                };
                let count = rows.iter().filter(of_earlier).count();
                assert!(count > 0 || similarity == Some(0.9), "{keep} {kind}");
            }
            answers.push(rows);
        }
        for other in &answers {
            assert_eq!(Some(other), answers.first(), "{keep}");
        }
    }
}

/// Ends a run once it was asked so often whether it is to end.
struct Impatient {
    left: AtomicUsize,
    has_ended: AtomicBool,
}

impl Observer for Impatient {
    fn on(&self, _: &Event<'_>) {}

    fn cancelled(&self) -> bool {
        let left = |left: usize| Some(left.saturating_sub(1));
        let ends = self.left.fetch_update(Relaxed, Relaxed, left) == Ok(0);
        self.has_ended.fetch_or(ends, Relaxed) || ends
    }
}

#[test]
fn a_comparison_can_be_ended() {
    let folder = tempfile::tempdir().unwrap();
    let config = &Config::default();
    let pipeline = &Pipeline::new(config.clone(), &[]).unwrap();
    let wishes = Preferences::new(&config.dedup).unwrap();
    let pool = pool(2).unwrap();
    for patience in [0, 1, 3, 10, 150, 300] {
        let texts = texts(0);
        let disk = Held::on(Disk::new(folder.path(), 500)).unwrap();
        for held in [Held::Memory(Vec::new()), disk] {
            let docket = filled(docket(held), pipeline, &wishes, &texts);
            let observer = Impatient {
                left: AtomicUsize::new(patience),
                has_ended: AtomicBool::new(false),
            };
            let mut counts = Counts::default();
            let ended = docket.judge(config, &wishes, &pool, &observer, &mut counts, |_| {
                Ok::<_, RunError>(())
            });
            if observer.has_ended.into_inner() {
                let kind = ended.err().map(|error| error.kind());
                assert_eq!(kind, Some(RunErrorKind::Cancelled), "{patience}");
                assert_eq!(counts, Counts::default(), "{patience}");
            }
        }
    }
}

#[test]
fn too_little_memory_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let error = Docket::new("100M".parse().ok(), None, folder.path()).err();
    let message = "100M of memory is too little, expected 128M or more";
    assert_eq!(
        error.map(|error| error.to_string()).as_deref(),
        Some(message)
    );
    assert!(Docket::new("128M".parse().ok(), None, folder.path()).is_ok());
}
