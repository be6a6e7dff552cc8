//! The formats that can be read, and how they are told apart.

use std::path::Path;

use super::{Bytes, Found, Reading, Records, compression, feed, jsonl, whole};

/// A format of input.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// Endings of its files' names.
    pub endings: &'static [&'static str],
    /// Whether the first bytes of a file are surely of this format.
    pub(super) sniff: fn(&str) -> bool,
    /// The records of a file.
    pub(super) open: fn(Bytes, &Found, &Reading) -> Records,
}

impl std::fmt::Debug for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// Every format, in the order in which content is asked.
pub static FORMATS: [Format; 5] = [
    Format {
        name: "feed",
        endings: &["rss", "atom", "rdf"],
        sniff: feed::is_feed,
        open: whole::feed,
    },
    Format {
        name: "jsonl",
        endings: &["jsonl", "ndjson", "json"],
        sniff: is_json_object,
        open: jsonl::open,
    },
    Format {
        name: "html",
        endings: &["html", "htm", "xhtml"],
        sniff: is_markup,
        open: whole::html,
    },
    Format {
        name: "markdown",
        endings: &["md", "markdown"],
        sniff: |_| false,
        open: whole::markdown,
    },
    Format {
        name: "text",
        endings: &["txt", "text"],
        sniff: |_| false,
        open: whole::text,
    },
];

impl Format {
    /// The format of this name.
    pub fn of_name(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }
}

/// The format of a file: by content first, then by name; text where neither
/// speaks and the bytes could be text.
pub(super) fn sniff(head: &[u8], path: Option<&Path>) -> Option<&'static Format> {
    let ending = path.and_then(ending);
    let named = ending.as_deref().and_then(|ending| {
        FORMATS
            .iter()
            .find(|format| format.endings.contains(&ending))
    });
    // A Markdown or text file may begin with markup and still be what it is
    // called, and a feed have a long prolog.
    if let Some(format) = named
        && matches!(format.name, "markdown" | "text" | "feed")
        && !is_binary(head)
    {
        return Some(format);
    }
    let start = String::from_utf8_lossy(head);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    FORMATS
        .iter()
        .find(|format| (format.sniff)(start))
        .or(named)
        .or_else(|| {
            if is_binary(head) {
                None
            } else {
                Format::of_name("text")
            }
        })
}

/// The ending of a name, behind the ending of a packed file.
fn ending(path: &Path) -> Option<String> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    if compression::ENDINGS.contains(&ending.as_str()) {
        let inner = Path::new(path.file_stem()?)
            .extension()?
            .to_str()?
            .to_ascii_lowercase();
        return Some(inner);
    }
    Some(ending)
}

/// Whether the first line is an object, or the start of one where the line is
/// longer than the start; JSON laid out over many lines is no record.
fn is_json_object(start: &str) -> bool {
    let (line, whole) = match start.split_once('\n') {
        Some((line, _)) => (line.trim_end(), true),
        None => (start.trim_end(), false),
    };
    line.strip_prefix('{').is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.starts_with('"') || rest.starts_with('}')
    }) && (!whole || line.ends_with('}'))
}

fn is_markup(start: &str) -> bool {
    let start: String = start
        .chars()
        .take(16)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<!--",
        "<?xml",
        "<article",
        "<main",
        "<div",
        "<p>",
        "<title",
        "<meta",
        "<script",
    ]
    .iter()
    .any(|tag| start.starts_with(tag))
}

/// Whether the bytes can be no text: magic numbers of common files, or NULs
/// without the pattern of UTF-16.
pub(super) fn is_binary(head: &[u8]) -> bool {
    const MAGIC: [&[u8]; 8] = [
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"%PDF-",
        b"PK\x03\x04",
        b"\x7fELF",
        b"RIFF",
        b"\x00\x00\x01\x00",
    ];
    let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    MAGIC.iter().any(|magic| head.starts_with(magic))
        || (!utf16 && memchr::memchr(0, head).is_some())
}
