//! To read rule files: TOML in, stanzas with their lines out.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::card::{Place, Where};
use super::error::{RuleError, RuleErrorKind, line_of};
use crate::model::Level;

/// A rule file: its name, for messages, and its text.
#[derive(Clone, Copy, Debug)]
pub struct Source<'text> {
    /// What messages call the file.
    pub name: &'text str,
    /// The stanzas.
    pub toml: &'text str,
}

impl Source<'_> {
    /// An error at a byte of this file.
    pub(super) fn error(&self, kind: RuleErrorKind, at: usize, message: String) -> RuleError {
        RuleError {
            kind,
            file: self.name.to_owned(),
            line: line_of(self.toml, at),
            message,
        }
    }
}

/// Word lists as they are written.
pub(super) type RawSets = BTreeMap<String, Vec<String>>;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    /// Seen by this file's rules.
    #[serde(default)]
    pub sets: RawSets,
    /// Seen by the rules of every file.
    #[serde(default)]
    pub shared: RawSets,
    #[serde(default, rename = "rule")]
    pub rules: Vec<RawRule>,
}

/// A stanza as it is written. What is obligatory is an option here: its lack
/// deserves a better message than serde's.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawRule {
    pub id: Spanned<String>,
    pub family: Option<String>,
    pub why: Option<String>,
    #[serde(rename = "where")]
    pub wheres: Option<Wheres>,
    pub place: Option<Place>,
    #[serde(default = "careful")]
    pub level: Level,
    pub max_words: Option<usize>,
    #[serde(default)]
    pub phrases: Vec<Spanned<String>>,
    #[serde(default)]
    pub removes: Vec<Spanned<String>>,
    #[serde(default)]
    pub keeps: Vec<Spanned<String>>,
}

const fn careful() -> Level {
    Level::Careful
}

/// `where = "line"` or `where = ["line", "tail"]`.
#[derive(Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "expected `line`, `head`, `tail`, `node` or a list of them"
)]
pub(super) enum Wheres {
    One(Where),
    Several(Vec<Where>),
}

impl Wheres {
    pub(super) fn as_slice(&self) -> &[Where] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Several(several) => several,
        }
    }
}

/// Reads a file's stanzas and checks that none lacks anything.
pub(super) fn read(source: &Source<'_>) -> Result<RawFile, RuleError> {
    let file: RawFile = toml::from_str(source.toml).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        source.error(
            RuleErrorKind::Format,
            at,
            error.message().replace('\n', " "),
        )
    })?;
    for rule in &file.rules {
        if let Some(lack) = lack(rule) {
            let id = rule.id.get_ref();
            let message = format!("rule `{id}` {lack}");
            return Err(source.error(RuleErrorKind::Stanza, rule.id.span().start, message));
        }
    }
    Ok(file)
}

/// What a stanza lacks, in words that follow its name.
fn lack(rule: &RawRule) -> Option<&'static str> {
    let id = rule.id.get_ref();
    let is_kebab = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if id.is_empty() || !id.bytes().all(is_kebab) || id.starts_with('-') || id.ends_with('-') {
        return Some("is not named in kebab-case");
    }
    let wheres = rule
        .wheres
        .as_ref()
        .map(Wheres::as_slice)
        .unwrap_or_default();
    if wheres.is_empty() {
        return Some("has no `where`, expected `line`, `head`, `tail` or `node`");
    }
    if wheres.contains(&Where::Node) && wheres.len() > 1 {
        return Some("is for nodes and for lines, expected two stanzas");
    }
    if wheres.contains(&Where::Node) && rule.place.is_some() {
        return Some("is for nodes and has a `place`");
    }
    if rule.max_words == Some(0) {
        return Some("can never match: `max-words` is 0");
    }
    if rule.phrases.is_empty() {
        return Some("has no `phrases`");
    }
    if rule.removes.is_empty() {
        return Some("has no `removes` example");
    }
    if rule.keeps.is_empty() {
        return Some("has no `keeps` example");
    }
    None
}
