//! Directives to groups.

use std::time::Duration;

use super::line::{Directive, directives};
use super::pattern::Pattern;
use super::{Agent, Group, Robots, Rule, Verdict};

/// Reads the text of a file.
pub(super) fn read(text: &[u8]) -> Robots {
    let mut reading = Reading::default();
    for directive in directives(text) {
        match directive {
            Directive::Agent(word) => reading.agent(word),
            Directive::Allow(path) => reading.rule(path, Verdict::Allow),
            Directive::Disallow(path) => reading.rule(path, Verdict::Disallow),
            Directive::Delay(delay) => reading.delay(delay),
            Directive::Sitemap(address) => reading.sitemaps.push(address),
        }
    }
    reading.groups.extend(reading.open);
    Robots {
        groups: reading.groups,
        sitemaps: reading.sitemaps,
    }
}

/// A file half read.
#[derive(Default)]
struct Reading {
    groups: Vec<Group>,
    /// The group that rules go to; none before the first agent.
    open: Option<Group>,
    /// Whether its list of agents is at an end. A delay ends it as rules do,
    /// since most who write one mean the agents before it alone; lines of other
    /// kinds do not (RFC 9309 section 2.2.4).
    ruled: bool,
    sitemaps: Vec<String>,
}

impl Reading {
    fn agent(&mut self, word: String) {
        if self.ruled {
            self.groups.extend(self.open.take());
            self.ruled = false;
        }
        self.open.get_or_insert_default().agents.push(Agent(word));
    }

    fn rule(&mut self, path: &[u8], verdict: Verdict) {
        self.ruled = true;
        let Some(group) = &mut self.open else {
            return;
        };
        if verdict == Verdict::Allow
            && let Some(folder) = folder_of_index(path)
        {
            let pattern = Pattern::exactly(folder);
            group.rules.push(Rule { pattern, verdict });
        }
        // An empty path rules nothing, RFC 9309 section 2.2.2.
        if !path.is_empty() {
            let pattern = Pattern::new(path);
            group.rules.push(Rule { pattern, verdict });
        }
    }

    fn delay(&mut self, delay: Duration) {
        self.ruled = true;
        if let Some(group) = &mut self.open {
            group.delay = group.delay.max(Some(delay));
        }
    }
}

/// The folder a path names through its `index.html`, the way large search
/// engines read it: who allows the one allows the other.
fn folder_of_index(path: &[u8]) -> Option<&[u8]> {
    let end = path.iter().rposition(|byte| *byte == b'/')? + 1;
    let (folder, page) = path.split_at_checked(end)?;
    page.starts_with(b"index.htm").then_some(folder)
}
