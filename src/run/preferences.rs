//! Which copy of several stays, as it was asked for.

use super::config::Deduplication;
use super::{RunError, RunErrorKind};
use crate::dedup::keep::{FIELD, FIRST, POLICIES, Policy};
use crate::model::{Document, Host, Why, host_name, lineage};

/// A policy, the field it goes by, and hosts whose documents stay before others.
pub(super) struct Preferences {
    policy: &'static Policy,
    field: Option<String>,
    /// The most preferred first.
    hosts: Vec<Host>,
}

impl Preferences {
    /// Reads what a configuration says.
    pub(super) fn new(config: &Deduplication) -> Result<Self, RunError> {
        let (policy, field) = match config.keep.as_deref() {
            None => (&FIRST, None),
            Some(name) => policy(name)?,
        };
        let hosts = config.prefer.iter().map(|written| host(written));
        Ok(Self {
            policy,
            field,
            hosts: hosts.collect::<Result<_, _>>()?,
        })
    }

    pub(super) const fn policy(&self) -> &'static Policy {
        self.policy
    }

    /// How preferred a document's source is; 0 is the most.
    pub(super) fn rank(&self, document: &Document) -> u32 {
        let last = self.hosts.len();
        let name = (last > 0).then(|| host_name(document)).flatten();
        let rank = name.and_then(|name| {
            let of = |host: &Host| lineage(&name).any(|name| name == host.as_str());
            self.hosts.iter().position(of)
        });
        u32::try_from(rank.unwrap_or(last)).unwrap_or(u32::MAX)
    }

    /// The number in the field that the policy goes by, written as a number or
    /// as a string of one.
    pub(super) fn value(&self, document: &Document) -> Option<f64> {
        let raw = document.fields.get(self.field.as_deref()?)?;
        let value: f64 = raw.trim_matches('"').trim().parse().ok()?;
        value.is_finite().then_some(value)
    }

    /// What decided, in a word.
    pub(super) const fn why(&self, why: Why) -> &'static str {
        match why {
            Why::Earlier => "earlier",
            Why::Whole => "whole",
            Why::Preferred => "preferred",
            Why::Policy => self.policy.name,
            Why::Id => "id",
            Why::Place => "place",
        }
    }
}

fn policy(name: &str) -> Result<(&'static Policy, Option<String>), RunError> {
    let (name, field) = match name.split_once(':') {
        Some((name, field)) => (name, Some(field).filter(|field| !field.is_empty())),
        None => (name, None),
    };
    let policy = Policy::named(name).ok_or_else(|| {
        let known: Vec<_> = POLICIES.iter().map(|policy| policy.name).collect();
        RunError::new(RunErrorKind::Config, format!("no policy `{name}`"))
            .with_hint(format!("the policies are {}", known.join(", ")))
    })?;
    if (policy.name == FIELD.name) == field.is_some() {
        return Ok((policy, field.map(str::to_owned)));
    }
    let message = match field {
        Some(_) => format!("policy `{name}` goes by no field"),
        None => "policy `field` has no field".to_owned(),
    };
    Err(RunError::new(RunErrorKind::Config, message)
        .with_hint("write `field:NAME`, as in `--keep field:priority`"))
}

fn host(written: &str) -> Result<Host, RunError> {
    let wrong = |message: String, hint| {
        let error = RunError::new(RunErrorKind::Config, message);
        error.with_hint(hint)
    };
    let name = written.strip_prefix("host=").ok_or_else(|| {
        let message = format!("cannot prefer `{written}`, expected `host=NAME`");
        wrong(message, "as in `--prefer host=example.org`")
    })?;
    Host::parse(name).map_err(|message| wrong(message, Host::HINT))
}
