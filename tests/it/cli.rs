//! The program, as its users call it: a case is a file in `fixtures/cli`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

/// A call of the program and what must come of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[derive(Default)]
struct Case {
    /// What the case shows.
    shows: String,
    /// Calls made before the one that counts.
    before: Vec<Vec<String>>,
    args: Vec<String>,
    stdin: String,
    /// Variables of the environment.
    env: std::collections::BTreeMap<String, String>,
    exit: i32,
    /// Standard output, where it must be just so.
    stdout: Option<String>,
    /// Parts of standard output.
    stdout_has: Vec<String>,
    /// Parts of standard error.
    stderr_has: Vec<String>,
    /// Files there before, by name.
    files: std::collections::BTreeMap<String, String>,
    /// Files there afterwards: their whole text.
    leaves: std::collections::BTreeMap<String, String>,
    /// Files there afterwards: parts of their text.
    leaves_with: std::collections::BTreeMap<String, Vec<String>>,
    /// Files that must not be there afterwards.
    leaves_no: Vec<String>,
    /// Pages of a site on loopback, by path; `{site}` in arguments, input and
    /// files is its address.
    site: std::collections::BTreeMap<String, String>,
}

#[test]
fn calls_do_what_their_cases_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cli");
    let mut paths: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 15, "only {} cases", paths.len());
    let wrong: Vec<String> = paths.iter().flat_map(|path| run(path)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Runs a case and tells what came out wrong.
fn run(path: &Path) -> Vec<String> {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let case: Case = toml::from_str(&fs::read_to_string(path).unwrap())
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(!case.shows.is_empty(), "{name}: `shows` is empty");
    let folder = tempfile::tempdir().unwrap();
    // The configuration is not looked for outside.
    fs::create_dir(folder.path().join(".git")).unwrap();
    let site = Site::of(&case.site);
    for (name, text) in &case.files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, site.named(text)).unwrap();
    }
    for args in &case.before {
        let done = call(folder.path(), args, "");
        assert_eq!(done.exit, 0, "{name}: {args:?}: {}", done.stderr);
    }
    let args: Vec<_> = case.args.iter().map(|arg| site.named(arg)).collect();
    let mut done = call_with(folder.path(), &args, &site.named(&case.stdin), &case.env);
    done.stdout = site.unnamed(&done.stdout);
    done.stderr = site.unnamed(&done.stderr);
    let mut wrong = Vec::new();
    let mut claim = |right: bool, what: String| {
        if !right {
            wrong.push(format!("{name}: {what}"));
        }
    };
    claim(
        done.exit == case.exit,
        format!(
            "exit {}, expected {}; stderr:\n{}",
            done.exit, case.exit, done.stderr
        ),
    );
    if let Some(expected) = &case.stdout {
        claim(
            done.stdout == *expected,
            format!("stdout:\n{}\nexpected:\n{expected}", done.stdout),
        );
    }
    for part in &case.stdout_has {
        claim(
            done.stdout.contains(part),
            format!("stdout has no `{part}`:\n{}", done.stdout),
        );
    }
    for part in &case.stderr_has {
        claim(
            done.stderr.contains(part),
            format!("stderr has no `{part}`:\n{}", done.stderr),
        );
    }
    for (file, expected) in &case.leaves {
        let text =
            fs::read_to_string(folder.path().join(file)).unwrap_or_else(|error| error.to_string());
        claim(
            text == *expected,
            format!("{file}:\n{text}\nexpected:\n{expected}"),
        );
    }
    for (file, parts) in &case.leaves_with {
        let text =
            fs::read_to_string(folder.path().join(file)).unwrap_or_else(|error| error.to_string());
        for part in parts {
            claim(
                text.contains(part),
                format!("{file} has no `{part}`:\n{text}"),
            );
        }
    }
    for file in &case.leaves_no {
        claim(
            !folder.path().join(file).exists(),
            format!("{file} is there"),
        );
    }
    wrong
}

/// A site on loopback, where a case has one.
struct Site {
    address: String,
}

impl Site {
    fn of(pages: &std::collections::BTreeMap<String, String>) -> Self {
        if pages.is_empty() {
            return Self {
                address: "{site}".into(),
            };
        }
        Self {
            address: serve(pages.clone()),
        }
    }

    fn named(&self, text: &str) -> String {
        text.replace("{site}", &self.address)
    }

    fn unnamed(&self, text: &str) -> String {
        text.replace(&self.address, "{site}")
    }
}

#[cfg(feature = "fetch")]
fn serve(pages: std::collections::BTreeMap<String, String>) -> String {
    use crate::server::{Server, answer};
    let address = std::sync::Arc::new(std::sync::OnceLock::<String>::new());
    let named = std::sync::Arc::clone(&address);
    let server = Server::start(move |request, _| {
        let Some(body) = pages.get(&request.path) else {
            return answer("404 Not Found", "", "");
        };
        let kind = match request.path.rsplit('.').next() {
            Some("xml") => "application/xml",
            Some("txt") => "text/plain",
            Some("png") => "image/png",
            _ => "text/html",
        };
        let site = named.get().map_or("", String::as_str);
        let head = format!("content-type: {kind}\r\n");
        answer("200 OK", &head, body.replace("{site}", site))
    });
    let url = server.url("");
    address.get_or_init(|| url).clone()
}

#[cfg(not(feature = "fetch"))]
fn serve(_: std::collections::BTreeMap<String, String>) -> String {
    panic!("cases with a site need the feature `fetch`")
}

pub(crate) struct Done {
    pub(crate) exit: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Calls the program in a folder.
pub(crate) fn call<S: AsRef<std::ffi::OsStr>>(folder: &Path, args: &[S], stdin: &str) -> Done {
    call_with(folder, args, stdin, &std::collections::BTreeMap::new())
}

fn call_with<S: AsRef<std::ffi::OsStr>>(
    folder: &Path,
    args: &[S],
    stdin: &str,
    env: &std::collections::BTreeMap<String, String>,
) -> Done {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tamis"))
        .args(args)
        .current_dir(folder)
        .env_remove("GITHUB_ACTIONS")
        .env("XDG_CACHE_HOME", folder.join(".cache"))
        .envs(env)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not read its input closes it.
    child
        .stdin
        .take()
        .unwrap()
        .write_all(stdin.as_bytes())
        .unwrap_or_default();
    let output = child.wait_with_output().unwrap();
    Done {
        exit: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
