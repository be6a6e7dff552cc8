//! Which rules look, and how bad their findings are.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::cards;
use crate::model::{Card, CheckCard, Severity, nearest};

/// The rules of a run, with their switches set.
#[derive(Clone, Debug)]
pub struct Checks {
    /// By name; none where the rule is off.
    severities: BTreeMap<&'static str, Option<Severity>>,
    /// The families of cleaning rules, by the rules' names.
    families: BTreeMap<Arc<str>, Arc<str>>,
}

/// A switch that names no rule and no group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCheck {
    name: String,
    nearest: Option<String>,
}

impl Default for Checks {
    fn default() -> Self {
        Self::new(&[])
    }
}

impl Checks {
    /// All rules, at their own severities; `cleaning` are the cards of the rules
    /// that cleaned the documents.
    pub fn new(cleaning: &[Card]) -> Self {
        let families = cleaning
            .iter()
            .map(|card| (Arc::clone(&card.id), Arc::clone(&card.family)));
        Self {
            severities: cards()
                .into_iter()
                .map(|card| (card.name, Some(card.severity)))
                .collect(),
            families: families.collect(),
        }
    }

    /// Switches off a rule by its name or code, or a group.
    ///
    /// # Errors
    ///
    /// A name that no rule and no group has.
    pub fn allow(&mut self, name: &str) -> Result<(), UnknownCheck> {
        self.set(name, None)
    }

    /// Sets how bad the findings of a rule or a group are, and switches it on.
    ///
    /// # Errors
    ///
    /// A name that no rule and no group has.
    pub fn rate(&mut self, name: &str, severity: Severity) -> Result<(), UnknownCheck> {
        self.set(name, Some(severity))
    }

    fn set(&mut self, name: &str, severity: Option<Severity>) -> Result<(), UnknownCheck> {
        for rule in Self::named(name)? {
            self.severities.insert(rule, severity);
        }
        Ok(())
    }

    /// The names of the rules that go by a name, a code or a group.
    ///
    /// # Errors
    ///
    /// A name that no rule and no group has.
    pub fn named(name: &str) -> Result<Vec<&'static str>, UnknownCheck> {
        let cards = cards();
        let named: Vec<_> = cards
            .iter()
            .filter(|card| card.name == name || card.group == name || card.code == name)
            .map(|card| card.name)
            .collect();
        if !named.is_empty() {
            return Ok(named);
        }
        let names = cards
            .iter()
            .flat_map(|card| [card.name, card.group, card.code]);
        Err(UnknownCheck {
            name: name.to_owned(),
            nearest: nearest(name, names).map(str::to_owned),
        })
    }

    /// How bad findings of a rule are; none where it is off.
    pub(super) fn severity(&self, card: &CheckCard) -> Option<Severity> {
        self.severities.get(card.name).copied().flatten()
    }

    /// The family of a cleaning rule.
    pub(super) fn family(&self, rule: &str) -> Option<&str> {
        self.families.get(rule).map(|family| &**family)
    }
}

impl UnknownCheck {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match &self.nearest {
            Some(name) => format!("did you mean `{name}`?"),
            None => "`tamis rules list` names them all".to_owned(),
        }
    }
}

impl fmt::Display for UnknownCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no rule or group of checks `{}`", self.name)
    }
}

impl std::error::Error for UnknownCheck {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_switched_by_name_code_and_group() {
        let mut checks = Checks::default();
        let severity = |checks: &Checks, name: &str| checks.severities.get(name).copied().flatten();
        checks.allow("feed").unwrap();
        assert_eq!(severity(&checks, "bad-date"), None);
        checks.rate("bad-date", Severity::Note).unwrap();
        assert_eq!(severity(&checks, "bad-date"), Some(Severity::Note));
        checks.allow("TX001").unwrap();
        assert_eq!(severity(&checks, "mojibake"), None);
        let error = checks.allow("bad-dates").unwrap_err();
        assert_eq!(error.to_string(), "no rule or group of checks `bad-dates`");
        assert_eq!(error.hint(), "did you mean `bad-date`?");
    }
}
