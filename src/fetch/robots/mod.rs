//! `robots.txt` to what a program may fetch: the Robots Exclusion Protocol,
//! RFC 9309.

mod line;
mod pattern;
mod reading;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::time::Duration;

use encoding_rs::Encoding;
use url::{Position, Url};

use self::pattern::{Pattern, comparable};

/// Bytes that are read, the least RFC 9309 section 2.5 asks for. Little enough
/// that no file is slow, more than any honest file has.
pub(super) const READ: usize = 500 * 1024;

/// A `robots.txt`, read.
///
/// ```
/// use tamis::fetch::robots::Robots;
///
/// let robots = Robots::parse(b"User-agent: *\nDisallow: /private\nAllow: /private/*.html$\nCrawl-delay: 2");
/// let ruling = robots.agent("tamis");
/// assert!(ruling.allows("/private/a.html"));
/// assert!(!ruling.allows("/private/a.html?print"));
/// assert_eq!(ruling.crawl_delay().unwrap().as_secs(), 2);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Robots {
    groups: Vec<Group>,
    sitemaps: Vec<String>,
}

/// Agents and the rules they share.
#[derive(Clone, Debug, Default)]
struct Group {
    agents: Vec<Agent>,
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

/// The name of a program as written, up to white space or a slash.
#[derive(Clone, Debug)]
struct Agent(String);

#[derive(Clone, Debug)]
struct Rule {
    pattern: Pattern,
    verdict: Verdict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    /// Stands before its opposite where both match as much.
    Allow,
    Disallow,
}

impl Robots {
    /// Reads a file, whatever its bytes; what is no directive is passed over,
    /// and so is all beyond the first 500 KiB.
    pub fn parse(bytes: &[u8]) -> Self {
        reading::read(&readable(bytes))
    }

    /// What the file rules for a program, by its product token.
    ///
    /// All groups that name it count together; where none does, those for `*`
    /// (RFC 9309 section 2.2.1). Case does not count, and names count whole:
    /// what is ruled for `tam` is not for `tamis`.
    pub fn agent(&self, token: &str) -> Ruling {
        let named = |agent: &Agent| agent.is(token);
        let mut agents = self.groups.iter().flat_map(|group| &group.agents);
        if agents.any(named) {
            self.ruling(named)
        } else {
            self.ruling(|agent| agent.0 == "*")
        }
    }

    fn ruling(&self, counts: impl Fn(&Agent) -> bool) -> Ruling {
        let mut ruling = Ruling::default();
        for group in &self.groups {
            if group.agents.iter().any(&counts) {
                ruling.crawl_delay = ruling.crawl_delay.max(group.delay);
                ruling.rules.extend_from_slice(&group.rules);
            }
        }
        // The rule that says most about an address comes first.
        ruling.rules.sort_by(|a, b| {
            let length = b.pattern.length().cmp(&a.pattern.length());
            length
                .then_with(|| a.verdict.cmp(&b.verdict))
                .then_with(|| a.pattern.cmp(&b.pattern))
        });
        ruling.rules.dedup_by(|a, b| a.pattern == b.pattern);
        ruling
    }

    /// The addresses of sitemaps, as written, for whatever program.
    pub fn sitemaps(&self) -> &[String] {
        &self.sitemaps
    }
}

impl Agent {
    /// RFC 9309 has tokens of letters, `_` and `-`. What comes after such a
    /// token (a version) does not count, but names like `MJ12bot` do.
    fn is(&self, token: &str) -> bool {
        let end = self
            .0
            .find(|c: char| !c.is_ascii_alphabetic() && !matches!(c, '_' | '-'))
            .filter(|end| *end > 0);
        let written = end.and_then(|end| self.0.get(..end));
        written
            .into_iter()
            .chain([&*self.0])
            .any(|written| written.eq_ignore_ascii_case(token))
    }
}

/// What a `robots.txt` rules for one program.
#[derive(Clone, Debug, Default)]
pub struct Ruling {
    /// Those that say most first.
    rules: Vec<Rule>,
    crawl_delay: Option<Duration>,
}

impl Ruling {
    /// Whether an address may be fetched, by its path and query.
    ///
    /// Of the rules that match, the longest counts, and `Allow` before
    /// `Disallow` (RFC 9309 section 2.2.2). Escapes are compared in their
    /// normal form. Takes time linear in the address for each rule.
    pub fn allows(&self, path_and_query: &str) -> bool {
        let path = comparable(path_and_query);
        path == "/robots.txt"
            || self
                .rules
                .iter()
                .find(|rule| rule.pattern.matches(&path))
                .is_none_or(|rule| rule.verdict == Verdict::Allow)
    }

    /// [`allows`](Self::allows) for the path and query of an address.
    pub fn allows_url(&self, url: &Url) -> bool {
        self.allows(&url[Position::BeforePath..Position::AfterQuery])
    }

    /// How long to wait between two requests. No standard; where a file says
    /// several times, the longest.
    pub const fn crawl_delay(&self) -> Option<Duration> {
        self.crawl_delay
    }
}

/// What is read of a file: the whole lines at its start, as UTF-8 where it is
/// marked as UTF-16. Without such a mark, ASCII is left of UTF-16 all the same.
fn readable(bytes: &[u8]) -> Cow<'_, [u8]> {
    let start = match bytes.get(..READ) {
        Some(start) if bytes.len() > READ => {
            let end = start.iter().rposition(|byte| matches!(byte, b'\n' | b'\r'));
            end.and_then(|end| start.get(..end)).unwrap_or_default()
        }
        _ => bytes,
    };
    let text = match Encoding::for_bom(start) {
        Some((encoding, _)) if encoding != encoding_rs::UTF_8 => {
            let (text, _, _) = encoding.decode(start);
            Cow::Owned(text.into_owned().into_bytes())
        }
        Some((_, mark)) => Cow::Borrowed(start.get(mark..).unwrap_or_default()),
        None => Cow::Borrowed(start),
    };
    if text.contains(&0) {
        return text.iter().copied().filter(|byte| *byte != 0).collect();
    }
    text
}
