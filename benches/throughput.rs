//! How many bytes and documents a second go through each verb and through a
//! whole run, at three sizes, so that growth shows.
//!
//! ```text
//! cargo bench
//! cargo bench -- run
//! cargo bench -- lines
//! ```
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::format_push_string,
    clippy::indexing_slicing,
    reason = "a bench makes its input, and one that panics has failed"
)]

mod generate;
mod lines;

use std::fs;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use tamis::clean::{Rules, clean};
use tamis::corpus::Reading;
use tamis::dedup::{Entry, InTurn, Options, cluster};
use tamis::fingerprint::fingerprint;
use tamis::fingerprint::table::SKETCHES;
use tamis::model::{Document, Fingerprint, Media, RawPage, Scheme};
use tamis::parse::parse;
use tamis::run::{Config, Pipeline, Sieving, sieve};

/// The program's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

const SIZES: [u64; 3] = [1_000, 10_000, 100_000];

fn page(number: u64) -> RawPage {
    RawPage {
        id: number.to_string(),
        media: Media::Html,
        bytes: generate::html(number).into(),
        ..RawPage::default()
    }
}

fn documents(size: u64) -> Vec<Document> {
    (0..size).map(|number| parse(page(number))).collect()
}

fn count<'a, 'b>(bencher: Bencher<'a, 'b>, size: u64, bytes: usize) -> Bencher<'a, 'b> {
    bencher
        .counter(ItemsCount::new(size))
        .counter(BytesCount::new(bytes))
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn parse_html(bencher: Bencher<'_, '_>, size: u64) {
    let bytes = (0..size).map(|number| page(number).bytes.len()).sum();
    let pages = move || (0..size).map(page).collect::<Vec<_>>();
    count(bencher, size, bytes)
        .with_inputs(pages)
        .bench_values(|pages| {
            for page in pages {
                black_box(parse(page));
            }
        });
}

/// Trees of the same pages by another parser, to hold `parse_html` against.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn parse_html_by_scraper(bencher: Bencher<'_, '_>, size: u64) {
    let pages: Vec<String> = (0..size).map(generate::html).collect();
    let bytes = pages.iter().map(String::len).sum();
    count(bencher, size, bytes).bench(|| {
        for page in &pages {
            black_box(scraper::Html::parse_document(page));
        }
    });
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn clean_html(bencher: Bencher<'_, '_>, size: u64) {
    let rules = Rules::new(&[]).expect("the rules that ship compile");
    let bytes = documents(size)
        .iter()
        .map(|document| document.text.len())
        .sum();
    count(bencher, size, bytes)
        .with_inputs(|| documents(size))
        .bench_values(|documents| {
            for document in documents {
                black_box(clean(document, &rules));
            }
        });
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn clean_text(bencher: Bencher<'_, '_>, size: u64) {
    let rules = Rules::new(&[]).expect("the rules that ship compile");
    let texts = || {
        (0..size)
            .map(|number| {
                parse(RawPage {
                    bytes: generate::text(number).into(),
                    ..RawPage::default()
                })
            })
            .collect::<Vec<_>>()
    };
    let bytes = texts().iter().map(|document| document.text.len()).sum();
    count(bencher, size, bytes)
        .with_inputs(texts)
        .bench_values(|documents| {
            for document in documents {
                black_box(clean(document, &rules));
            }
        });
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn take_fingerprints(bencher: Bencher<'_, '_>, size: u64) {
    let texts: Vec<String> = (0..size).map(generate::text).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    count(bencher, size, bytes).bench(|| {
        for text in &texts {
            black_box(fingerprint(text, Scheme::DEFAULT));
        }
    });
}

/// Candidates, their verification and clusters, out of ready fingerprints.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn find_duplicates(bencher: Bencher<'_, '_>, size: u64) {
    let texts: Vec<String> = (0..size).map(generate::text).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let prints: Vec<Fingerprint> = texts
        .iter()
        .map(|text| fingerprint(text, Scheme::DEFAULT))
        .collect();
    drop(texts);
    let entries: Vec<Entry<'_>> = prints
        .iter()
        .map(|fingerprint| Entry::new("", fingerprint))
        .collect();
    count(bencher, size, bytes).bench(|| {
        black_box(cluster(&entries, SKETCHES[0], &Options::default(), &InTurn).expect("one scheme"))
    });
}

/// The main job on a file of records, results written to disk.
#[divan::bench(args = SIZES, sample_count = 1, sample_size = 1)]
fn run(bencher: Bencher<'_, '_>, size: u64) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let input = folder.path().join("pages.jsonl");
    let mut rows = String::new();
    for number in 0..size {
        let row = serde_json::json!({ "id": number.to_string(), "html": generate::html(number) });
        rows.push_str(&row.to_string());
        rows.push('\n');
    }
    fs::write(&input, &rows).expect("room on the disk");
    let bytes = rows.len();
    drop(rows);
    let pipeline = Pipeline::new(Config::default(), &[]).expect("the rules that ship compile");
    let reading = Reading {
        inputs: vec![input.display().to_string()],
        ..Reading::default()
    };
    count(bencher, size, bytes).bench(|| {
        let sieving = Sieving {
            folder: folder.path().join("out"),
            overwrite: true,
            ..Sieving::default()
        };
        sieve(&pipeline, &reading, &sieving, &()).expect("the run goes through")
    });
}
