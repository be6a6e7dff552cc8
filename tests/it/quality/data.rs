//! Labelled data in, what tamis makes of it out.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::Command;

use flate2::read::MultiGzDecoder;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The text of each document.
pub(super) type Texts = BTreeMap<String, String>;

/// What each document is labelled with.
pub(super) fn labels(path: &Path) -> BTreeMap<String, Value> {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// The rows of a JSONL file, compressed or not.
pub(super) fn rows(path: &Path) -> Vec<Value> {
    let file = File::open(path).unwrap();
    let reader: Box<dyn Read> = match path.extension() {
        Some(end) if end == "gz" => Box::new(MultiGzDecoder::new(file)),
        _ => Box::new(file),
    };
    BufReader::new(reader)
        .lines()
        .map(|line| serde_json::from_str(&line.unwrap()).unwrap())
        .collect()
}

/// What `tamis clean` leaves of these inputs.
pub(super) fn clean(inputs: &[&Path], options: &[&str]) -> Texts {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.jsonl");
    let mut args: Vec<&OsStr> = ["clean", "-q", "--to", "jsonl"].map(OsStr::new).to_vec();
    args.extend(options.iter().map(OsStr::new));
    args.extend(inputs.iter().map(|input| input.as_os_str()));
    args.extend([OsStr::new("-o"), out.as_os_str()]);
    run(&args, folder.path());
    let text = |row: &Value| (string(row, "id"), string(row, "text"));
    rows(&out).iter().map(text).collect()
}

/// In which cluster `tamis dedup` puts each document.
pub(super) fn clusters(documents: &Path) -> Texts {
    let folder = tempfile::tempdir().unwrap();
    let (kept, clusters) = (
        folder.path().join("kept.jsonl"),
        folder.path().join("clusters.jsonl"),
    );
    let mut args: Vec<&OsStr> = ["dedup", "-q"].map(OsStr::new).to_vec();
    args.extend([
        documents.as_os_str(),
        OsStr::new("--clusters"),
        clusters.as_os_str(),
    ]);
    args.extend([OsStr::new("-o"), kept.as_os_str()]);
    run(&args, folder.path());
    let cluster = |row: &Value| {
        let cluster = row.get("cluster").filter(|cluster| !cluster.is_null())?;
        Some((string(row, "id"), cluster.to_string()))
    };
    rows(&clusters).iter().filter_map(cluster).collect()
}

fn run(args: &[&OsStr], folder: &Path) {
    let done = Command::new(env!("CARGO_BIN_EXE_tamis"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
}

pub(super) fn string(row: &Value, field: &str) -> String {
    row[field].as_str().unwrap_or_default().to_owned()
}

/// SHA-256 of a file, or of all files of a folder with their names.
pub(super) fn digest(path: &Path) -> String {
    let mut sum = Sha256::new();
    for file in walkdir::WalkDir::new(path).sort_by_file_name() {
        let file = file.unwrap();
        if file.file_type().is_file() {
            let name = file.path().strip_prefix(path).unwrap();
            sum.update(name.to_string_lossy().as_bytes());
            sum.update(std::fs::read(file.path()).unwrap());
        }
    }
    base64::Engine::encode(&base64::prelude::BASE64_STANDARD, sum.finalize())
}
