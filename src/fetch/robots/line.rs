//! The lines of a robots.txt: a key and a value.

/// What a line speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    UserAgent,
    Allow,
    Disallow,
    CrawlDelay,
    Other,
}

/// The lines that have a key, comments left out. Lines end as they will.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (Key, &str)> {
    text.trim_start_matches('\u{feff}')
        .split(['\n', '\r'])
        .filter_map(line)
}

fn line(line: &str) -> Option<(Key, &str)> {
    let line = line.split('#').next()?.trim_matches(is_blank);
    let (key, value) = match line.split_once(':') {
        Some(parts) => parts,
        // A colon that was forgotten is common, and two words say as much.
        None => line
            .split_once(is_blank)
            .filter(|(_, value)| !value.trim_matches(is_blank).contains(is_blank))?,
    };
    Some((
        key_of(key.trim_matches(is_blank)),
        value.trim_matches(is_blank),
    ))
}

const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\x0b' | '\x0c' | '\0')
}

/// A key as it is written, and as it is often miswritten.
fn key_of(key: &str) -> Key {
    match key.to_ascii_lowercase().as_str() {
        "user-agent" | "useragent" | "user agent" => Key::UserAgent,
        "allow" => Key::Allow,
        "disallow" | "dissallow" | "dissalow" | "disalow" | "diasllow" | "disallaw" => {
            Key::Disallow
        }
        "crawl-delay" | "crawldelay" => Key::CrawlDelay,
        _ => Key::Other,
    }
}
