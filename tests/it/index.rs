//! What an index promises: that earlier documents are found, by anybody, in
//! any order, and whatever happens to the one who writes.

use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use sha2::{Digest as _, Sha256};
use tamis::index::{Index, IndexError, IndexErrorKind, Writer};
use tamis::model::{Fingerprint, Scheme};

/// So many words that no other seed gives.
fn words(seed: u32, count: u32) -> String {
    let words: Vec<_> = (0..count).map(|at| format!("w{seed}x{at}")).collect();
    words.join(" ")
}

fn fingerprint(text: &str) -> Fingerprint {
    tamis::fingerprint::fingerprint(text, Scheme::DEFAULT)
}

/// Rows of documents, each with its seed as identifier.
fn rows(seeds: impl Iterator<Item = u32>) -> String {
    let row = |seed| format!("{{\"id\":\"{seed}\",\"text\":\"{}\"}}\n", words(seed, 60));
    seeds.map(row).collect::<Vec<_>>().concat()
}

fn tamis(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tamis"));
    command
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// What a call prints; it has to do what it was asked.
fn done(folder: &Path, args: &[&str]) -> String {
    let output = tamis(folder, args).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {stderr}");
    String::from_utf8(output.stdout).unwrap()
}

/// A folder that is its own world: no configuration is looked for outside.
fn world() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    folder
}

/// `TAMIS_KILLS=100` kills so many.
#[test]
fn a_writer_killed_at_any_moment_leaves_a_right_index() {
    let times = std::env::var("TAMIS_KILLS").map_or(5, |times| times.parse().unwrap());
    kill_writers(times);
}

/// Documents in a batch of [`kill_writers`].
const BATCH: u32 = 200;

/// Kills writers at moments spread over the time that one takes, checks each time
/// that the index is what it was before or what it is afterwards, and goes on.
fn kill_writers(times: u32) {
    let world = world();
    let folder = world.path();
    let path = folder.join("index");
    let began = Instant::now();
    import(folder, 0).wait().unwrap();
    let whole = began.elapsed();
    let [mut before, mut killed] = [BATCH, 0];
    for round in 1..=times {
        let mut child = import(folder, round);
        // From the first moment to the last, in no order.
        std::thread::sleep(whole * (round * 37 % times) / times);
        child.kill().unwrap();
        killed += u32::from(!child.wait().unwrap().success());
        let index = Index::open(&path, Scheme::DEFAULT).unwrap();
        assert_eq!(index.verify(), [""; 0], "round {round}");
        let count = u32::try_from(index.documents()).unwrap();
        assert!(count == before || count == before + BATCH, "{count}");
        // Added again, it is as if nothing had happened.
        assert!(import(folder, round).wait().unwrap().success());
        before += BATCH;
        let index = Index::open(&path, Scheme::DEFAULT).unwrap();
        assert_eq!(index.documents(), u64::from(before));
        for seed in [0, round * BATCH, round * BATCH + BATCH - 1] {
            let print = fingerprint(&words(seed, 60));
            let [found] = &index.candidates(&[&print], 16).unwrap()[..] else {
                panic!("one answer")
            };
            assert_eq!(index.record(found[0]).unwrap().id, seed.to_string());
        }
    }
    assert_eq!(leftovers(&path), 0);
    assert!(killed * 2 > times, "only {killed} of {times} were killed");
}

/// Starts to add a batch of documents.
fn import(folder: &Path, number: u32) -> Child {
    let rows = folder.join(format!("{number}.rows"));
    if !rows.exists() {
        let source = folder.join(format!("{number}.index"));
        let mut writer = Writer::open(&source, Scheme::DEFAULT).unwrap();
        for seed in number * BATCH..(number + 1) * BATCH {
            let print = fingerprint(&words(seed, 60));
            writer.add(&seed.to_string(), None, None, &print).unwrap();
        }
        writer.commit().unwrap();
        let mut text = String::new();
        let index = Index::open(&source, Scheme::DEFAULT).unwrap();
        index
            .export(|row| {
                text.push_str(row);
                Ok::<_, IndexError>(())
            })
            .unwrap();
        fs::write(&rows, text).unwrap();
    }
    tamis(
        folder,
        &["index", "import", "index", &format!("{number}.rows")],
    )
    .spawn()
    .unwrap()
}

/// Segments that do not count.
fn leftovers(folder: &Path) -> usize {
    let manifest = fs::read_to_string(folder.join("manifest")).unwrap();
    let names = fs::read_dir(folder).unwrap();
    names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".segment") && !manifest.contains(name.as_str()))
        .count()
}

#[test]
fn one_writes_and_many_read() {
    let world = world();
    let path = world.path().join("index");
    let mut writer = Writer::open(&path, Scheme::DEFAULT).unwrap();
    let print = fingerprint(&words(1, 60));
    assert!(writer.add("1", None, None, &print).unwrap());
    let busy = Writer::open(&path, Scheme::DEFAULT).unwrap_err();
    assert_eq!(busy.kind(), IndexErrorKind::Busy);
    let process = format!("process {} since ", std::process::id());
    assert!(busy.to_string().contains(&process), "{busy}");
    writer.commit().unwrap();
    let reader = Index::open(&path, Scheme::DEFAULT).unwrap();
    let mut writer = Writer::open(&path, Scheme::DEFAULT).unwrap();
    writer
        .add("2", None, None, &fingerprint(&words(2, 60)))
        .unwrap();
    writer.commit().unwrap();
    // The segment that it reads was merged into another; it reads on.
    assert_eq!(reader.documents(), 1);
    let place = reader.find(print.exact).unwrap().unwrap();
    assert_eq!(reader.record(place).unwrap().id, "1");
    let index = Index::open(&path, Scheme::DEFAULT).unwrap();
    assert_eq!(index.documents(), 2);
}

/// Changes the manifest, with a sum that is right.
fn change_manifest(path: &Path, from: &str, to: &str) {
    let path = path.join("manifest");
    let text = fs::read_to_string(&path).unwrap();
    let row = text.lines().next().unwrap().replace(from, to);
    let sum = tamis::model::Digest(Sha256::digest(&row).into());
    fs::write(path, format!("{row}\n{sum}\n")).unwrap();
}

#[test]
fn other_schemes_and_formats_are_refused() {
    let world = world();
    let path = world.path().join("index");
    Writer::open(&path, Scheme::DEFAULT)
        .unwrap()
        .commit()
        .unwrap();
    let mut writer = Writer::open(&path, Scheme::DEFAULT).unwrap();
    writer
        .add("1", None, None, &fingerprint(&words(1, 60)))
        .unwrap();
    writer.commit().unwrap();
    for (from, to, expected) in [
        ("\"words\":2", "\"words\":3", "scheme tamis-normal-1/3w4c/"),
        ("\"words\":3", "\"words\":2", ""),
        ("\"format\":1", "\"format\":7", "is of format 7"),
    ] {
        change_manifest(&path, from, to);
        match Index::open(&path, Scheme::DEFAULT) {
            Ok(_) => assert_eq!(expected, ""),
            Err(error) => {
                assert_eq!(error.kind(), IndexErrorKind::Foreign);
                assert!(error.to_string().contains(expected), "{error}");
            }
        }
    }
}

#[test]
fn damage_is_refused_with_its_place() {
    let world = world();
    let folder = world.path();
    fs::write(folder.join("a.jsonl"), rows(0..100)).unwrap();
    done(folder, &["index", "add", "-q", "index", "a.jsonl"]);
    let manifest = folder.join("index/manifest");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("\"next\":2", "\"next\":3")).unwrap();
    let error = Index::open(&folder.join("index"), Scheme::DEFAULT).unwrap_err();
    assert_eq!(error.kind(), IndexErrorKind::Damaged);
    fs::write(&manifest, text).unwrap();
    let segment = folder.join("index/000001.segment");
    let whole = fs::read(&segment).unwrap();
    for at in [20, whole.len() / 2, whole.len() - 40, whole.len() - 1] {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        fs::write(&segment, &changed).unwrap();
        let output = tamis(folder, &["index", "verify", "index"])
            .output()
            .unwrap();
        let told = [output.stdout, output.stderr].concat();
        let told = String::from_utf8_lossy(&told);
        assert!(told.contains("000001.segment is damaged"), "{at}: {told}");
        assert!(matches!(output.status.code(), Some(1 | 2)), "{at}: {told}");
    }
}

/// Texts of several batches: some alone, some edited copies of earlier ones and leads
/// of them, some from a template; of several hosts, and days.
fn batch(number: u32) -> String {
    let row = |at: u32| {
        let text = match at % 4 {
            0 => format!("{} {}", words(at, 80), words(900 + number, 3)),
            1 => format!(
                "{} {}",
                words(5_000, 40),
                words(10_000 + number * 100 + at, 40)
            ),
            3 if number > 0 => words(at - 3, 30 + at / 2),
            _ => words(20_000 + number * 100 + at, 70),
        };
        let url = format!("https://{}.example/{number}/{at}", at % 5);
        let day = format!("2026-03-{:02}", 1 + (7 * at + number) % 28);
        format!(
            "{{\"id\":\"{number}-{at}\",\"url\":\"{url}\",\"published\":\"{day}\",\"text\":\"{text}\"}}\n"
        )
    };
    (0..60).map(row).collect::<Vec<_>>().concat()
}

#[test]
fn answers_do_not_depend_on_threads_or_on_how_the_index_came_to_be() {
    let world = world();
    let folder = world.path();
    for number in 0..6 {
        fs::write(folder.join(format!("{number}.jsonl")), batch(number)).unwrap();
    }
    let input = |number: u32| format!("{number}.jsonl");
    let answers = |index: &str, threads: &str| {
        done(
            folder,
            &[
                "index",
                "query",
                "-q",
                index,
                "5.jsonl",
                "--threads",
                threads,
            ],
        )
    };
    // The same documents, in other orders and batches.
    for order in [[0, 1, 2, 3, 4], [4, 2, 0, 1, 3]] {
        let name = format!("one-by-one-{}", order[0]);
        for number in order {
            done(folder, &["index", "add", "-q", &name, &input(number)]);
        }
    }
    let all: Vec<_> = (0..5).map(input).collect();
    let mut args = vec!["index", "add", "-q", "at-once"];
    args.extend(all.iter().map(String::as_str));
    done(folder, &args);
    let expected = answers("at-once", "1");
    assert!(expected.contains("\"kind\":\"near\""), "{expected}");
    assert!(expected.contains("\"kind\":\"unique\""), "{expected}");
    assert_eq!(answers("at-once", "3"), expected);
    assert_eq!(answers("one-by-one-0", "2"), expected);
    // Whether a document is new does not depend on the order; which of several
    // equally similar ones is named does: the one that was there first.
    let verdicts = |rows: &str| -> Vec<String> {
        let kind = |row: &str| row.split(",\"of\"").next().unwrap().to_owned();
        rows.lines().map(kind).collect()
    };
    assert_eq!(verdicts(&answers("one-by-one-4", "2")), verdicts(&expected));
    // Exported and added elsewhere, compacted: the same.
    done(
        folder,
        &["index", "export", "one-by-one-0", "-o", "rows.jsonl"],
    );
    done(folder, &["index", "import", "elsewhere", "rows.jsonl"]);
    assert_eq!(answers("elsewhere", "1"), expected);
    done(folder, &["index", "verify", "elsewhere"]);
    done(folder, &["index", "compact", "one-by-one-0"]);
    assert_eq!(answers("one-by-one-0", "1"), expected);
}

#[test]
fn a_run_with_an_index_is_the_same_whatever_the_threads_and_the_memory() {
    let world = world();
    let folder = world.path();
    for number in 0..4 {
        let rows = batch(number) + &batch(number + 1);
        fs::write(folder.join(format!("{number}.jsonl")), rows).unwrap();
    }
    let ways: [(&str, &[&str]); 4] = [
        ("one", &["--threads", "1"]),
        ("three", &["--threads", "3"]),
        ("less", &["--threads", "1", "--memory", "128M"]),
        ("less-of-two", &["--threads", "2", "--memory", "128M"]),
    ];
    let mut answers = Vec::new();
    for (index, flags) in ways {
        let mut answer = Vec::new();
        let keeps = ["first", "longest", "newest", "cleanest"];
        for (number, keep) in keeps.into_iter().enumerate() {
            let input = format!("{number}.jsonl");
            let common = ["-q", &input, "--index", index, "--keep", keep];
            let common = [&common, flags, &["--prefer", "host=3.example"]].concat();
            if number % 2 == 0 {
                let args = [&["dedup", "--clusters", "clusters.jsonl"], &common[..]].concat();
                answer.push(done(folder, &args));
                answer.push(fs::read_to_string(folder.join("clusters.jsonl")).unwrap());
                continue;
            }
            let args = ["run", "--force", "--keep-duplicates", "-o", "out"];
            done(folder, &[&args, &common[..]].concat());
            let mut files: Vec<_> = fs::read_dir(folder.join("out")).unwrap().collect();
            files.sort_by_key(|file| file.as_ref().unwrap().path());
            let read = |file: io::Result<DirEntry>| fs::read_to_string(file.unwrap().path());
            answer.extend(files.into_iter().map(|file| read(file).unwrap()));
        }
        done(folder, &["index", "verify", index]);
        answer.push(done(folder, &["index", "export", index]));
        answers.push(answer);
    }
    let first = &answers[0];
    let earlier = "\"why\":\"earlier\",\"earlier\":{\"url\":\"https://";
    for kind in ["exact", "near", "contained"] {
        let is_told = |row: &str| row.contains(kind) && row.contains(earlier);
        assert!(
            first.iter().flat_map(|text| text.lines()).any(is_told),
            "{kind}"
        );
    }
    for ((way, _), answer) in ways.iter().zip(&answers) {
        assert!(answer == first, "{way}");
    }
    // What was kept is known, and nothing is kept again.
    for flags in [&[][..], &["--memory", "128M"]] {
        let again = ["dedup", "-q", "3.jsonl", "--index", "one"];
        assert_eq!(done(folder, &[&again, flags].concat()), "");
    }
}

#[test]
fn documents_are_found_however_many_are_asked_for_together() {
    let world = world();
    let path = world.path().join("index");
    let print = |own: u32| Fingerprint {
        shingles: (0..60).chain(own..own + 4).collect(),
        length: 64,
        ..fingerprint(&own.to_string())
    };
    let mut writer = Writer::open(&path, Scheme::DEFAULT).unwrap();
    for at in 0..40 {
        writer
            .add(&at.to_string(), None, None, &print(100 + 2 * at))
            .unwrap();
    }
    writer.commit().unwrap();
    let index = Index::open(&path, Scheme::DEFAULT).unwrap();
    // Together they lead to more documents than are held at once.
    let prints: Vec<_> = (1000..1500).map(print).collect();
    let prints: Vec<_> = prints.iter().collect();
    let found = index.candidates(&prints, 40).unwrap();
    assert!(prints.len() * 60 * 40 > 1 << 20);
    assert!(found.iter().all(|found| found.len() == 40));
    for (print, found) in prints.iter().zip(found) {
        assert_eq!(index.candidates(&[print], 40).unwrap(), [found]);
    }
}

#[test]
fn what_is_removed_is_not_found() {
    let world = world();
    let folder = world.path();
    fs::write(folder.join("a.jsonl"), rows(0..40)).unwrap();
    fs::write(folder.join("ids.txt"), "7\n\n9\n").unwrap();
    done(folder, &["index", "add", "-q", "index", "a.jsonl"]);
    done(
        folder,
        &[
            "index", "remove", "index", "3", "nobody", "--list", "ids.txt",
        ],
    );
    for _ in 0..2 {
        let answers = done(folder, &["index", "query", "-q", "index", "a.jsonl"]);
        for row in answers.lines() {
            let gone = ["\"3\"", "\"7\"", "\"9\""]
                .iter()
                .any(|id| row.contains(&format!("\"id\":{id}")));
            assert_eq!(row.contains("\"kind\":\"unique\""), gone, "{row}");
        }
        let stats = done(folder, &["index", "stats", "index"]);
        assert!(stats.starts_with("documents  37\n"), "{stats}");
        done(folder, &["index", "verify", "index"]);
        done(folder, &["index", "compact", "index"]);
    }
    done(folder, &["index", "add", "-q", "index", "a.jsonl"]);
    let stats = done(folder, &["index", "stats", "index"]);
    assert!(
        stats.starts_with("documents  40\nremoved    0\n"),
        "{stats}"
    );
}
