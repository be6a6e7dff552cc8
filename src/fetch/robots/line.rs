//! Lines of a `robots.txt` to directives, the way search engines read them.

use std::time::Duration;

/// Bytes of a line that are read; addresses are no longer.
const LONGEST: usize = 16 * 1024;

/// What a line says.
#[derive(Debug, PartialEq)]
pub(super) enum Directive<'a> {
    /// Rules for this program follow; `*` for all.
    Agent(String),
    Allow(&'a [u8]),
    Disallow(&'a [u8]),
    /// Seconds between two requests.
    Delay(Duration),
    Sitemap(String),
}

/// The directives of a file; lines end with LF, CR or both.
pub(super) fn directives(bytes: &[u8]) -> impl Iterator<Item = Directive<'_>> {
    bytes
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .filter_map(directive)
}

fn directive(line: &[u8]) -> Option<Directive<'_>> {
    let line = line.get(..LONGEST).unwrap_or(line);
    let line = line.split(|byte| *byte == b'#').next()?.trim_ascii();
    let (name, value) = split(line)?;
    let name = str::from_utf8(name).ok()?.to_ascii_lowercase();
    Some(match &*name {
        "user-agent" | "useragent" | "user agent" => Directive::Agent(word(value)?),
        "allow" => Directive::Allow(value),
        // Misspelled often enough that search engines know these.
        "disallow" | "dissallow" | "dissalow" | "disalow" | "diasllow" | "disallaw" => {
            Directive::Disallow(value)
        }
        "crawl-delay" | "crawldelay" | "crawl delay" => Directive::Delay(seconds(value)?),
        "sitemap" | "site-map" if !value.is_empty() => {
            Directive::Sitemap(String::from_utf8_lossy(value).into_owned())
        }
        _ => return None,
    })
}

/// Name and value; where the colon is missing, of a line of two words.
fn split(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = line.iter().position(|byte| *byte == b':');
    let white = || line.iter().position(u8::is_ascii_whitespace);
    let (name, value) = line.split_at_checked(colon.or_else(white)?)?;
    let value = match colon {
        Some(_) => value.get(1..)?.trim_ascii(),
        None => value.trim_ascii(),
    };
    let words = colon.is_some() || !value.iter().any(u8::is_ascii_whitespace);
    words.then_some((name.trim_ascii_end(), value))
}

/// The name of a program, without what follows it.
fn word(value: &[u8]) -> Option<String> {
    let word = value
        .split(|byte| byte.is_ascii_whitespace() || *byte == b'/')
        .next()?;
    (!word.is_empty()).then(|| String::from_utf8_lossy(word).into_owned())
}

fn seconds(value: &[u8]) -> Option<Duration> {
    let seconds: f64 = str::from_utf8(value).ok()?.parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_however_they_are_written() {
        use Directive::{Agent, Allow, Delay, Disallow, Sitemap};
        for (line, expected) in [
            ("", None),
            ("# Disallow: /", None),
            ("<p>Disallow: /", None),
            ("Noindex: /", None),
            ("disallow", None),
            ("disallow / x", None),
            ("User-agent:", None),
            ("Sitemap:", None),
            ("Disallow:", Some(Disallow(b""))),
            (" DISALLOW : /a # no", Some(Disallow(b"/a"))),
            ("disallow /a", Some(Disallow(b"/a"))),
            ("Dissalow: /a b", Some(Disallow(b"/a b"))),
            ("Allow:\t/\u{e9}", Some(Allow("/\u{e9}".as_bytes()))),
            ("User agent: Tamis/1.0 (x)", Some(Agent("Tamis".into()))),
            ("useragent: *", Some(Agent("*".into()))),
            ("Crawl-delay: 0.5", Some(Delay(Duration::from_millis(500)))),
            ("Crawl-delay: soon", None),
            ("Crawl-delay: -1", None),
            ("Crawl-delay: NaN", None),
            ("Crawl-delay: 1e400", None),
            (
                "Sitemap: https://a.example/s.xml",
                Some(Sitemap("https://a.example/s.xml".into())),
            ),
        ] {
            assert_eq!(directive(line.as_bytes()), expected, "{line}");
        }
    }
}
