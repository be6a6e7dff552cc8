//! Which rules were asked for, and where.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::DeTable;

use crate::clean::{Rules, SwitchError};
use crate::model::{Level, Part, Profile};

/// Which rules apply.
///
/// What is said of a host counts before what is said of all, and there what is
/// said of a rule before what is said of its family.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Switches {
    /// How sure a removal has to be.
    pub level: Level,
    /// For what kind of page the main content of HTML is told.
    pub profile: Profile,
    /// What of an article's page stays beside its text.
    pub include: Vec<Part>,
    /// Rules or whole families whose finds stay in the text.
    pub allow: Vec<String>,
    /// Rules or whole families whose finds go, whatever the level and what is
    /// said less near.
    pub deny: Vec<String>,
    /// Files of rules of one's own.
    pub files: Vec<String>,
    /// The same for the documents of a host and its subdomains.
    pub hosts: BTreeMap<String, HostSwitches>,
}

/// Which rules apply on a host.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct HostSwitches {
    /// Rules or whole families whose finds stay in the text.
    pub allow: Vec<String>,
    /// Rules or whole families whose finds go.
    pub deny: Vec<String>,
}

impl Switches {
    /// Sets the switches of the rules.
    pub(super) fn set(&self, rules: &mut Rules) -> Result<(), SwitchError> {
        let mut parts = self.include.iter().filter_map(|part| part.rule());
        parts.try_for_each(|rule| rules.allow(rule))?;
        self.allow.iter().try_for_each(|name| rules.allow(name))?;
        self.deny.iter().try_for_each(|name| rules.deny(name))?;
        for (host, HostSwitches { allow, deny }) in &self.hosts {
            allow
                .iter()
                .try_for_each(|name| rules.allow_on(host, name))?;
            deny.iter().try_for_each(|name| rules.deny_on(host, name))?;
        }
        Ok(())
    }

    /// Says more of all hosts, over what was said of the same names.
    pub fn say(&mut self, allow: &[String], deny: &[String]) {
        self.allow.retain(|said| !deny.contains(said));
        self.deny.retain(|said| !allow.contains(said));
        self.allow.extend_from_slice(allow);
        self.deny.extend_from_slice(deny);
    }
}

/// Where in the text of a `tamis.toml` a switch says a name, of a rule, a family
/// or a host: line and column, from 1.
pub fn place_of_switch(text: &str, name: &str) -> Option<(usize, usize)> {
    let file = DeTable::parse(text).ok()?;
    let rules = table(file.get_ref(), "rules")?;
    let hosts = table(rules, "hosts");
    let mut tables = vec![rules];
    for (host, switches) in hosts.into_iter().flatten() {
        if host.get_ref() == name {
            return Some(super::config::place(text, host.span().start));
        }
        tables.extend(switches.get_ref().as_table());
    }
    let lists = tables
        .into_iter()
        .flat_map(|table| [table.get("allow"), table.get("deny")]);
    let lists = lists.flatten().filter_map(|list| list.get_ref().as_array());
    let mut said = lists.flat_map(|list| list.iter());
    let said = said.find(|item| item.get_ref().as_str() == Some(name))?;
    Some(super::config::place(text, said.span().start))
}

fn table<'t, 'i>(within: &'t DeTable<'i>, key: &str) -> Option<&'t DeTable<'i>> {
    within.get(key).map(Spanned::get_ref)?.as_table()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_where_a_switch_says_them() {
        let text = "[dedup]\nkeep = \"first\"\n[rules]\nfiles = [\"a\"]\nallow = [\n  \"b\", \"a\"]\n[rules.hosts.\"x.example\"]\ndeny = [\"c\"]\n";
        for (name, place) in [
            ("a", Some((6, 8))),
            ("c", Some((8, 9))),
            ("x.example", Some((7, 14))),
            ("first", None),
        ] {
            assert_eq!(place_of_switch(text, name), place, "{name}");
        }
    }
}
