//! Inputs to files, in a fixed order.

use std::path::{Path, PathBuf};

use globset::GlobBuilder;
use walkdir::WalkDir;

use super::{Found, InputError, compression};

/// The files an input names: itself, all below a folder, or all that match a
/// glob; sorted by name. Hidden files and folders below a folder are left out.
pub(super) fn expand(input: &str) -> Result<Vec<Found>, InputError> {
    if input == "-" {
        return Ok(vec![Found {
            id: "stdin".into(),
            path: None,
            named: true,
        }]);
    }
    let path = Path::new(input);
    if path.is_dir() {
        let files = below(path, |_| true);
        return if files.is_empty() {
            Err(InputError::new(
                format!("folder `{input}` has no files"),
                "name a folder, file or pattern with pages in it",
            ))
        } else {
            Ok(files)
        };
    }
    if path.exists() {
        let name = path.file_name().map_or(path, Path::new);
        return Ok(vec![Found {
            id: identifier(name),
            path: Some(path.to_owned()),
            named: true,
        }]);
    }
    if input.contains(['*', '?', '[', '{']) {
        return matching(input);
    }
    Err(InputError::new(
        format!("no file or folder `{input}`"),
        "INPUT is a file, a folder, a pattern such as 'pages/*.html', or - for standard input",
    ))
}

/// The files that match a pattern, looked for below its longest plain folder.
fn matching(pattern: &str) -> Result<Vec<Found>, InputError> {
    let glob = GlobBuilder::new(pattern)
        .literal_separator(true)
        .build()
        .map_err(|error| {
            InputError::new(
                format!("pattern `{pattern}`: {}", error.kind()),
                "quote the pattern, and close its brackets",
            )
        })?
        .compile_matcher();
    let plain: PathBuf = Path::new(pattern)
        .components()
        .take_while(|part| {
            !part
                .as_os_str()
                .to_string_lossy()
                .contains(['*', '?', '[', '{'])
        })
        .collect();
    let root = if plain.as_os_str().is_empty() {
        Path::new(".")
    } else {
        &plain
    };
    let files = below(root, |path| {
        glob.is_match(path.strip_prefix("./").unwrap_or(path))
    });
    if files.is_empty() {
        return Err(InputError::new(
            format!("no file matches `{pattern}`"),
            "quote the pattern, so that the shell leaves it alone",
        ));
    }
    Ok(files)
}

fn below(root: &Path, wanted: impl Fn(&Path) -> bool) -> Vec<Found> {
    let hidden = |entry: &walkdir::DirEntry| {
        entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
    };
    WalkDir::new(root)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| !hidden(entry))
        // A folder that cannot be entered, or a link that leads around in a
        // circle, has no files.
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file() && wanted(entry.path()))
        .map(|entry| {
            let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
            Found {
                id: identifier(relative),
                path: Some(entry.into_path()),
                named: false,
            }
        })
        .collect()
}

/// A file's identifier: its path without endings, parts joined by `/`.
fn identifier(path: &Path) -> String {
    let mut path = path.to_owned();
    if path.extension().is_some_and(|ending| {
        compression::ENDINGS
            .iter()
            .any(|packed| ending.eq_ignore_ascii_case(packed))
    }) {
        path.set_extension("");
    }
    path.set_extension("");
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
