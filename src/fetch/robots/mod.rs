//! robots.txt: what a host lets programs fetch (RFC 9309).
//!
//! Reading never fails: what is no rule is passed over, as every crawler does.

mod line;
mod pattern;

use std::time::Duration;

use line::{Key, lines};
use pattern::{Pattern, normal};

/// Bytes of a robots.txt that count (RFC 9309, section 2.5).
pub(super) const LONGEST: usize = 500 * 1024;

/// A robots.txt as read.
#[derive(Clone, Debug, Default)]
pub(super) struct Robots {
    groups: Vec<Group>,
}

/// Rules for some programs.
#[derive(Clone, Debug, Default)]
struct Group {
    /// Product tokens in lower case; `*` is everyone.
    agents: Vec<String>,
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

#[derive(Clone, Debug)]
struct Rule {
    pattern: Pattern,
    allow: bool,
}

/// What a robots.txt says to one program.
#[derive(Clone, Debug, Default)]
pub(super) struct Ruling {
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

impl Robots {
    /// Reads the bytes of a robots.txt, whatever they are.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let bytes = bytes.get(..LONGEST).unwrap_or(bytes);
        let text = String::from_utf8_lossy(bytes);
        let mut groups: Vec<Group> = Vec::new();
        // Whether the last group has rules, so that an agent starts another.
        let mut closed = true;
        for (key, value) in lines(&text) {
            if key == Key::UserAgent {
                if closed {
                    groups.push(Group::default());
                    closed = false;
                }
                if let Some(group) = groups.last_mut() {
                    group.agents.extend(product(value));
                }
                continue;
            }
            // Rules before any agent are nobody's.
            let Some(group) = groups.last_mut() else {
                continue;
            };
            match key {
                Key::Allow | Key::Disallow => {
                    closed = true;
                    if !value.is_empty() {
                        group.rules.push(Rule {
                            pattern: Pattern::new(value),
                            allow: key == Key::Allow,
                        });
                    }
                }
                Key::CrawlDelay => {
                    // No rule by the standard, but files that give programs a
                    // delay and nothing else mean it as one.
                    closed = true;
                    let delay = value.parse().ok().and_then(delay);
                    group.delay = group.delay.max(delay);
                }
                Key::UserAgent | Key::Other => {}
            }
        }
        Self { groups }
    }

    /// What it says to a program, by its product token: the rules of every
    /// group that names it, else of those for everyone (section 2.2.1).
    pub(super) fn agent(&self, name: &str) -> Ruling {
        let name = name.to_ascii_lowercase();
        let of = |wanted: &str| {
            let groups = self.groups.iter();
            groups
                .filter(|group| group.agents.iter().any(|agent| agent == wanted))
                .collect::<Vec<_>>()
        };
        let mut groups = of(&name);
        if groups.is_empty() {
            groups = of("*");
        }
        Ruling {
            rules: groups
                .iter()
                .flat_map(|group| group.rules.clone())
                .collect(),
            delay: groups.iter().filter_map(|group| group.delay).max(),
        }
    }
}

impl Ruling {
    /// Whether a path, with its query, may be fetched: the longest pattern that
    /// matches decides, of equals the one that allows (section 2.2.2).
    pub(super) fn allows(&self, path: &str) -> bool {
        let path = normal(path);
        if path == "/robots.txt" {
            return true;
        }
        self.rules
            .iter()
            .filter(|rule| rule.pattern.matches(&path))
            .max_by_key(|rule| (rule.pattern.length(), rule.allow))
            .is_none_or(|rule| rule.allow)
    }

    /// The time between two requests it asks for.
    pub(super) const fn crawl_delay(&self) -> Option<Duration> {
        self.delay
    }
}

/// The product token a line names, up to its version, or `*` alone. Digits are
/// no part of a token by the standard, but of the names of many programs.
fn product(value: &str) -> Option<String> {
    if value == "*" || value.starts_with("* ") || value.starts_with("*\t") {
        return Some("*".into());
    }
    let end = value
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
        .unwrap_or(value.len());
    let token = value.get(..end)?;
    (!token.is_empty()).then(|| token.to_ascii_lowercase())
}

fn delay(seconds: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(robots: &str, agent: &str, path: &str, expected: bool) {
        let ruling = Robots::parse(robots.as_bytes()).agent(agent);
        assert_eq!(
            ruling.allows(path),
            expected,
            "{path} for {agent} in {robots:?}"
        );
    }

    #[test]
    fn the_group_that_names_a_program_counts() {
        let robots = "User-agent: *\nDisallow: /\n\nUser-agent: Tamis/1.0 (x)\nUser-agent: other\nDisallow: /a\n\nuser-agent: TAMIS\nDisallow: /b\n";
        for (agent, path, expected) in [
            ("tamis", "/c", true),
            ("tamis", "/a", false),
            ("tamis", "/b", false),
            ("other", "/b", true),
            ("stranger", "/c", false),
            ("tamisbot", "/c", false),
        ] {
            check(robots, agent, path, expected);
        }
    }

    #[test]
    fn the_longest_pattern_decides_and_of_equals_the_one_that_allows() {
        let robots = "user-agent: *\ndisallow: /a\nallow: /a/b\ndisallow: /a/b/c\nallow: /same\ndisallow: /same\nallow: /*.png$\ndisallow: /p\n";
        for (path, expected) in [
            ("/", true),
            ("/ax", false),
            ("/a/b", true),
            ("/a/b/c/d", false),
            ("/same", true),
            ("/p/x.png", true),
            ("/p/x.png?y", false),
            ("/robots.txt", true),
        ] {
            check(robots, "tamis", path, expected);
        }
    }

    #[test]
    fn what_is_no_rule_is_passed_over() {
        for (robots, path, expected) in [
            ("", "/", true),
            ("disallow: /\n", "/", true),
            ("<html><p>disallow: /", "/", true),
            ("user-agent: *\ndisallow:\n", "/", true),
            (
                "\u{feff}user-agent: * # all\n disallow : /a # not this\n",
                "/a",
                false,
            ),
            ("user-agent: *\rdisallow: /a\r", "/a", false),
            ("user-agent *\ndisallow /a\n", "/a", false),
            ("useragent: *\ndissallow: /a\n", "/a", false),
            (
                "user-agent: a\nsitemap: /x\nuser-agent: *\ndisallow: /\n",
                "/",
                false,
            ),
            (
                "user-agent: *\nfoo: bar\ncrawl-delay: 3\ndisallow: /a",
                "/a",
                false,
            ),
            (
                "user-agent: tamis\ncrawl-delay: 3\nuser-agent: *\ndisallow: /",
                "/",
                true,
            ),
        ] {
            check(robots, "tamis", path, expected);
        }
    }

    #[test]
    fn only_the_first_bytes_count() {
        let robots = format!("user-agent: *\n#{}\ndisallow: /\n", "x".repeat(LONGEST));
        check(&robots, "tamis", "/", true);
        assert!(Robots::parse(&[0xff; 3000]).agent("tamis").allows("/"));
    }

    #[test]
    fn delays_are_read_where_they_make_sense() {
        for (delay, expected) in [
            ("3", Some(3.0)),
            ("0.001", Some(0.001)),
            ("86400", Some(86400.0)),
            ("word", None),
            ("-1", None),
            ("NaN", None),
            ("1e400", None),
        ] {
            let robots = format!("user-agent: *\ncrawl-delay: {delay}\n");
            let found = Robots::parse(robots.as_bytes())
                .agent("tamis")
                .crawl_delay();
            assert_eq!(found.map(|delay| delay.as_secs_f64()), expected, "{delay}");
        }
    }
}
