//! Which rules are on: as usual, as the user says, as the user says of a host.
//!
//! The nearest word counts: what is said of a document's host before what is
//! said of all hosts, and there what is said of a rule before what is said of
//! its family. A rule that is for some hosts is off on all others, whatever is
//! said of it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::phrases::{Mask, State};
use crate::model::{Card, Host, host_of, lineage, nearest};

/// What the user says of a rule or a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Switch {
    /// What it finds stays.
    Allow,
    /// What it finds goes, whatever the level.
    Deny,
}

/// A rule as far as it can be switched.
#[derive(Debug)]
pub(super) struct Switched {
    id: Arc<str>,
    family: Arc<str>,
    /// The hosts it is for; all of them where there is none.
    hosts: Vec<Host>,
}

/// The switches of a run.
#[derive(Debug)]
pub(super) struct Switches {
    rules: Vec<Switched>,
    everywhere: Said,
    hosts: BTreeMap<Host, Said>,
    /// The rules that are on where nothing is said of a document's host.
    mask: Mask,
}

/// By the name of a rule or a family.
type Said = BTreeMap<Box<str>, Switch>;

/// A switch that cannot be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SwitchError {
    name: String,
    message: String,
    hint: String,
}

impl Switched {
    /// A rule, on these hosts or on all.
    pub(super) fn new(card: &Card, hosts: &[Host]) -> Self {
        Self {
            id: Arc::clone(&card.id),
            family: Arc::clone(&card.family),
            hosts: hosts.to_vec(),
        }
    }

    fn is_for(&self, host: Option<&str>) -> bool {
        let named = |name| self.hosts.iter().any(|host| host.as_str() == name);
        self.hosts.is_empty() || host.is_some_and(|host| lineage(host).any(named))
    }
}

impl Switches {
    /// Nothing said yet.
    pub(super) fn new(rules: Vec<Switched>) -> Self {
        let mut switches = Self {
            rules,
            everywhere: Said::new(),
            hosts: BTreeMap::new(),
            mask: Mask::all(),
        };
        switches.mask = switches.mask_on(None);
        switches
    }

    /// Says something of a rule or a family, on a host or everywhere.
    pub(super) fn say(
        &mut self,
        host: Option<&str>,
        name: &str,
        switch: Switch,
    ) -> Result<(), SwitchError> {
        self.known(name)?;
        let said = match host.map(Self::host).transpose()? {
            None => &mut self.everywhere,
            Some(host) => self.hosts.entry(host).or_default(),
        };
        if said.insert(name.into(), switch) == Some(switch.other()) {
            let place = host.map_or_else(String::new, |host| format!(" on `{host}`"));
            return Err(SwitchError {
                name: name.to_owned(),
                message: format!("`{name}` is allowed and denied{place}, expected one of them"),
                hint: "take it out of `allow` or of `deny`".to_owned(),
            });
        }
        self.mask = self.mask_on(None);
        Ok(())
    }

    fn host(written: &str) -> Result<Host, SwitchError> {
        Host::parse(written).map_err(|message| SwitchError {
            name: written.to_owned(),
            message,
            hint: Host::HINT.to_owned(),
        })
    }

    /// Refuses a name that no rule and no family has.
    fn known(&self, name: &str) -> Result<(), SwitchError> {
        let names = || {
            self.rules
                .iter()
                .flat_map(|rule| [&*rule.id, &*rule.family])
        };
        if names().any(|known| known == name) {
            return Ok(());
        }
        Err(SwitchError {
            name: name.to_owned(),
            message: format!("no rule or family `{name}`"),
            hint: match nearest(name, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`tamis rules list` names them all".to_owned(),
            },
        })
    }

    /// The rules that are on in a document.
    pub(super) fn mask(&self, source: Option<&str>) -> Cow<'_, Mask> {
        let is_named = |name: &str| {
            let mut rules = self.rules.iter().flat_map(|rule| &rule.hosts);
            self.hosts.contains_key(name) || rules.any(|host| host.as_str() == name)
        };
        match source.and_then(host_of) {
            Some(host) if lineage(&host).any(is_named) => Cow::Owned(self.mask_on(Some(&host))),
            _ => Cow::Borrowed(&self.mask),
        }
    }

    fn mask_on(&self, host: Option<&str>) -> Mask {
        let near = host.into_iter().flat_map(lineage);
        let near = near.filter_map(|name| self.hosts.get(name));
        let said: Vec<&Said> = near.chain([&self.everywhere]).collect();
        let state = |rule: &Switched| {
            let mut said = said.iter().filter_map(|said| rule_or_family(said, rule));
            match said.next() {
                _ if !rule.is_for(host) => State::Off,
                Some(Switch::Allow) => State::Off,
                Some(Switch::Deny) => State::Denied,
                None => State::On,
            }
        };
        self.rules.iter().map(state).collect()
    }
}

fn rule_or_family(said: &Said, rule: &Switched) -> Option<Switch> {
    said.get(&*rule.id)
        .or_else(|| said.get(&*rule.family))
        .copied()
}

impl Switch {
    const fn other(self) -> Self {
        match self {
            Self::Allow => Self::Deny,
            Self::Deny => Self::Allow,
        }
    }
}

impl SwitchError {
    /// The rule, family or host as it was written.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What to do about it.
    pub fn hint(&self) -> &str {
        &self.hint
    }
}

impl fmt::Display for SwitchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SwitchError {}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the rule `byline` of the family `people` is on at an address.
    fn is_on(hosts: &[&str], said: &[(&str, &str, Switch)], address: &str) -> bool {
        let hosts = hosts.iter().map(|host| Host::parse(host).unwrap());
        let mut switches = Switches::new(vec![Switched {
            id: "byline".into(),
            family: "people".into(),
            hosts: hosts.collect(),
        }]);
        for &(host, name, switch) in said {
            let host = (!host.is_empty()).then_some(host);
            switches.say(host, name, switch).unwrap();
        }
        switches.mask(Some(address)).allows(0)
    }

    #[test]
    fn the_nearest_word_counts() {
        use Switch::{Allow, Deny};
        let at = "https://www.news.example.org/1";
        for (said, on) in [
            (&[][..], true),
            (&[("", "people", Allow)], false),
            (&[("", "people", Deny)], true),
            (&[("", "people", Allow), ("", "byline", Deny)], true),
            (&[("", "byline", Allow), ("", "people", Deny)], false),
            (
                &[("", "byline", Allow), ("example.org", "people", Deny)],
                true,
            ),
            (&[("www.example.org", "byline", Allow)], false),
            (
                &[
                    ("example.org", "byline", Allow),
                    ("news.example.org", "people", Deny),
                ],
                true,
            ),
            (&[("other.example", "byline", Allow)], true),
            (&[("ample.org", "byline", Allow)], true),
        ] {
            assert_eq!(is_on(&[], said, at), on, "{said:?}");
        }
    }

    #[test]
    fn a_rule_for_some_hosts_is_off_on_others_whatever_is_said() {
        let denied = [("", "byline", Switch::Deny)];
        for (address, on) in [
            ("https://example.org/", true),
            ("http://a.example.org", true),
            ("https://example.com/", false),
            ("notexample.org", false),
            ("", false),
        ] {
            assert_eq!(is_on(&["example.org"], &denied, address), on, "{address}");
        }
    }

    #[test]
    fn what_cannot_be_set_is_told() {
        let card = super::super::rule::card("byline", "people", "", "", &[], &[]);
        let mut switches = Switches::new(vec![Switched::new(&card, &[])]);
        let mut tell = |host, name, switch| {
            let error = switches.say(host, name, switch).unwrap_err();
            format!("{error}; {}", error.hint())
        };
        assert_eq!(
            tell(None, "bylin", Switch::Deny),
            "no rule or family `bylin`; did you mean `byline`?"
        );
        assert!(
            tell(Some("https://a.example"), "byline", Switch::Deny)
                .starts_with("`https://a.example` is no host, expected one like `example.org`;")
        );
        switches
            .say(Some("a.example"), "byline", Switch::Deny)
            .unwrap();
        let error = switches.say(Some("www.a.example"), "byline", Switch::Allow);
        assert_eq!(
            error.unwrap_err().to_string(),
            "`byline` is allowed and denied on `www.a.example`, expected one of them"
        );
    }
}
