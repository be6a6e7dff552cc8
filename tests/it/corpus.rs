//! Whole runs: every record accounted for, the same bytes whatever the
//! threads, every input text restored.

use std::fs;
use std::io::Write;
use std::path::Path;

use proptest::prelude::*;
use serde_json::Value;

use crate::cli::call;

/// A corpus of records: articles in four dresses, empty and broken ones.
pub(crate) fn corpus(articles: usize) -> String {
    let mut lines = String::new();
    for article in 0..articles {
        let body = body(article);
        let dressed = [
            format!("Report {article} from the valley\n\n{body}\n"),
            format!("Report {article} from the valley\n\n{body}\n\nShare this on Facebook\n"),
            format!("  {}  ", body.to_uppercase()),
            format!(
                "{body}\n\nOne more sentence was added to report {article} later in the day by its editors.\n"
            ),
        ];
        for (dress, text) in dressed.iter().enumerate() {
            let row = serde_json::json!({ "id": format!("a{article}-{dress}"), "text": text, "score": 0.5, "tags": ["x", null] });
            lines.push_str(&row.to_string());
            lines.push('\n');
        }
    }
    lines.push_str("{\"id\":\"empty\",\"text\":\"\"}\n{\"id\":\"blank\",\"text\":\" \\n\\n \"}\n{\"id\":\"promo\",\"text\":\"\\nShare this on Facebook\\n\"}\n");
    lines.push_str("{\"id\": broken\n{\"id\":\"no-text\"}\n");
    lines
}

/// An article that shares few words with the others.
fn body(article: usize) -> String {
    let word = |at: usize| {
        format!(
            "w{:x}",
            (at * 31 + article * 7919 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48
        )
    };
    let sentence = |at: usize| {
        (0..14)
            .map(|n| word(at * 14 + n))
            .collect::<Vec<_>>()
            .join(" ")
            + "."
    };
    (0..8).map(sentence).collect::<Vec<_>>().join("\n\n")
}

pub(crate) fn rows(path: &Path) -> Vec<Value> {
    fs::read_to_string(path)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn every_record_is_counted_out_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.jsonl"), corpus(12)).unwrap();
    let done = call(folder.path(), &["run", "in.jsonl", "-o", "out"], "");
    assert_eq!(done.exit, 3, "{}", done.stderr);
    let out = folder.path().join("out");
    let report: Value =
        serde_json::from_str(&fs::read_to_string(out.join("report.json")).unwrap()).unwrap();
    let count = |name: &str| report["counts"][name].as_u64().unwrap();
    assert_eq!(count("in"), 12 * 4 + 5);
    assert_eq!(count("failed"), 2);
    assert_eq!(count("rejected"), 3);
    assert_eq!(
        count("in"),
        count("kept") + count("rejected") + count("exact") + count("near") + count("failed")
    );
    assert_eq!(
        count("kept"),
        12,
        "each article is kept once:\n{}",
        done.stderr
    );
    assert_eq!(
        rows(&out.join("documents.jsonl")).len() as u64,
        count("kept")
    );
    assert_eq!(
        rows(&out.join("failures.jsonl")).len() as u64,
        count("failed")
    );
    assert_eq!(
        rows(&out.join("clusters.jsonl")).len() as u64,
        count("in") - count("failed")
    );
}

#[test]
fn the_bytes_depend_on_neither_threads_nor_memory() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.jsonl"), corpus(200)).unwrap();
    let ways: [(&str, &[&str]); 4] = [
        ("one", &["--threads", "1"]),
        ("eight", &["--threads", "8"]),
        ("less", &["--threads", "1", "--memory", "128M"]),
        ("less-of-four", &["--threads", "4", "--memory", "128M"]),
    ];
    for (name, flags) in ways {
        let args = ["run", "in.jsonl", "-o", name, "--keep-duplicates"];
        call(folder.path(), &[&args, flags].concat(), "");
    }
    for file in [
        "documents.jsonl",
        "removed.jsonl",
        "suspects.jsonl",
        "clusters.jsonl",
        "failures.jsonl",
        "duplicates.jsonl",
        "report.json",
    ] {
        let read = |name: &str| fs::read(folder.path().join(name).join(file)).unwrap();
        for (name, _) in ways {
            assert!(read("one") == read(name), "{name}/{file}");
        }
    }
}

#[test]
fn repeated_passages_go_and_are_restored() {
    let folder = tempfile::tempdir().unwrap();
    let quoted = |from: usize| body(500 + from % 3);
    let texts: Vec<String> = (0..120)
        .map(|at| {
            let (own, promo) = (body(at), "Share this on Facebook");
            let quoted = quoted(at);
            match at % 4 {
                0 => format!("{own}\n\n{promo}\n\n{quoted}\n"),
                1 => format!("\n{quoted}\n\n{own}\n\n{quoted}\n\n{promo}"),
                2 => format!(
                    "{own}\n\n{}",
                    quoted.replacen("\n\n", "\n\nShare this on Facebook\n\n", 3)
                ),
                _ => own,
            }
        })
        .collect();
    let rows_of = |texts: &[String]| -> String {
        let row = |(id, text): (usize, &String)| {
            serde_json::json!({ "id": format!("{id}"), "text": text, "n": id }).to_string() + "\n"
        };
        texts.iter().enumerate().map(row).collect()
    };
    fs::write(folder.path().join("in.jsonl"), rows_of(&texts)).unwrap();
    let ways: [(&str, &[&str]); 3] = [
        ("one", &["--threads", "1"]),
        ("four", &["--threads", "4"]),
        ("less", &["--memory", "128M"]),
    ];
    for (name, flags) in ways {
        let args = [
            "run",
            "in.jsonl",
            "-q",
            "-o",
            name,
            "--remove-passages",
            "--keep-duplicates",
        ];
        let done = call(folder.path(), &[&args, flags].concat(), "");
        assert_eq!(done.exit, 0, "{}", done.stderr);
        for file in [
            "documents.jsonl",
            "removed.jsonl",
            "clusters.jsonl",
            "report.json",
        ] {
            let read = |name: &str| fs::read(folder.path().join(name).join(file)).unwrap();
            assert!(read("one") == read(name), "{name}/{file}");
        }
    }
    let done = call(folder.path(), &["restore", "one"], "");
    let restored: Vec<Value> = done
        .stdout
        .lines()
        .map(|row| serde_json::from_str(row).unwrap())
        .collect();
    assert_eq!(restored.len(), texts.len());
    for (row, text) in restored.iter().zip(&texts) {
        assert_eq!(row["text"].as_str(), Some(text.as_str()));
    }
    // Each passage stays once, where it was first.
    let documents = rows(&folder.path().join("one/documents.jsonl"));
    for from in 0..3 {
        let last = quoted(from).rsplit("\n\n").next().unwrap().to_owned();
        let times = documents
            .iter()
            .filter(|row| row["text"].as_str().unwrap().contains(&last));
        assert_eq!(times.count(), 1);
    }
    let removed = rows(&folder.path().join("one/removed.jsonl"));
    let evidence = removed
        .iter()
        .find(|row| row["rule"] == "repeated-passage")
        .unwrap();
    assert!(
        evidence["evidence"]["before"]["record"].is_u64(),
        "{evidence}"
    );
}

#[test]
fn the_order_of_the_input_does_not_change_the_clusters() {
    let folder = tempfile::tempdir().unwrap();
    let text = corpus(30);
    let mut lines: Vec<&str> = text.lines().collect();
    fs::write(folder.path().join("a.jsonl"), lines.join("\n")).unwrap();
    lines.sort_by_key(|line| line.len() % 7);
    fs::write(folder.path().join("b.jsonl"), lines.join("\n")).unwrap();
    let mut partitions = Vec::new();
    for name in ["a", "b"] {
        call(
            folder.path(),
            &["run", &format!("{name}.jsonl"), "-o", name],
            "",
        );
        let mut clusters = std::collections::BTreeMap::<String, Vec<String>>::new();
        for row in rows(&folder.path().join(name).join("clusters.jsonl")) {
            clusters
                .entry(row["cluster"].to_string())
                .or_default()
                .push(row["id"].to_string());
        }
        let mut members: Vec<_> = clusters.into_values().collect();
        for members in &mut members {
            members.sort();
        }
        members.sort();
        partitions.push(members);
    }
    assert_eq!(partitions[0], partitions[1]);
}

#[test]
fn every_input_text_is_restored() {
    let folder = tempfile::tempdir().unwrap();
    let input = corpus(10);
    fs::write(folder.path().join("in.jsonl"), &input).unwrap();
    call(
        folder.path(),
        &["run", "in.jsonl", "-o", "out", "--keep-duplicates"],
        "",
    );
    let done = call(folder.path(), &["restore", "out"], "");
    assert_eq!(done.exit, 0, "{}", done.stderr);
    let texts = |text: &str| -> Vec<(Value, Value)> {
        let values = text
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok());
        values
            .filter(|row| row["text"].is_string())
            .map(|row| (row["id"].clone(), row["text"].clone()))
            .collect()
    };
    assert_eq!(texts(&done.stdout), texts(&input));
}

#[test]
fn packed_files_read_like_plain_ones() {
    let folder = tempfile::tempdir().unwrap();
    let text = corpus(3);
    fs::write(folder.path().join("plain.jsonl"), &text).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(text.as_bytes()).unwrap();
    // Two members one after the other are one file.
    let mut packed = gzip.finish().unwrap();
    packed.extend(
        flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast())
            .finish()
            .unwrap(),
    );
    fs::write(folder.path().join("gzip.jsonl.gz"), packed).unwrap();
    fs::write(
        folder.path().join("zstd.jsonl.zst"),
        zstd::encode_all(text.as_bytes(), 1).unwrap(),
    )
    .unwrap();
    let read = |name: &str| call(folder.path(), &["clean", "-q", name, "--to", "jsonl"], "").stdout;
    let plain = read("plain.jsonl");
    assert_eq!(plain.lines().count(), 15);
    assert_eq!(read("gzip.jsonl.gz"), plain);
    assert_eq!(read("zstd.jsonl.zst"), plain);
}

#[test]
fn a_truncated_file_loses_what_is_cut_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let text = corpus(40);
    let packed = zstd::encode_all(text.as_bytes(), 1).unwrap();
    fs::write(
        folder.path().join("cut.jsonl.zst"),
        &packed[..packed.len() / 2],
    )
    .unwrap();
    let done = call(
        folder.path(),
        &["clean", "cut.jsonl.zst", "--to", "jsonl"],
        "",
    );
    assert_eq!(done.exit, 3);
    assert!(done.stderr.contains("cut.jsonl.zst:"), "{}", done.stderr);
}

#[test]
fn what_cannot_be_written_is_told_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.jsonl"), corpus(3)).unwrap();
    if Path::new("/dev/full").exists() {
        let done = std::process::Command::new("sh")
            .args([
                "-c",
                &format!(
                    "'{}' clean in.jsonl > /dev/full",
                    env!("CARGO_BIN_EXE_tamis")
                ),
            ])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(
            done.status.code(),
            Some(4),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
    }
    let done = call(
        folder.path(),
        &["clean", "in.jsonl", "-o", "nowhere/out.jsonl"],
        "",
    );
    assert_eq!(done.exit, 4, "{}", done.stderr);
    assert!(!folder.path().join("nowhere").exists());
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.jsonl"), corpus(2000)).unwrap();
    let done = std::process::Command::new("sh")
        .args([
            "-c",
            &format!(
                "{{ '{}' clean -q in.jsonl; echo $? >&2; }} | head -1",
                env!("CARGO_BIN_EXE_tamis")
            ),
        ])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&done.stderr);
    assert!(matches!(stderr.trim(), "0" | "3"), "{stderr}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn unknown_fields_stay_as_written_and_in_order(number in "-?[1-9][0-9]{0,30}(\\.[0-9]{1,20})?", word in "[a-zé\u{4e00}]{0,8}") {
        let folder = tempfile::tempdir().unwrap();
        let line = format!("{{\"z\": {number}, \"text\":\"It rained.\", \"a\" : {{\"k\":[1, 2,\"{word}\"]}}, \"id\":7}}");
        let done = call(folder.path(), &["clean", "-q", "-", "--from", "jsonl", "--to", "jsonl"], &line);
        let expected = format!("{{\"z\":{number},\"text\":\"It rained.\",\"a\":{{\"k\":[1, 2,\"{word}\"]}},\"id\":7}}\n");
        prop_assert_eq!(done.stdout, expected);
    }
}
