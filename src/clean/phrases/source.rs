//! To read rule files: TOML in, stanzas with their lines out.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::card::{Place, Where};
use super::error::{Fault, RuleError, RuleErrorKind, line_of};
use crate::model::Host;
use crate::model::{Level, unknown_field};

/// Bytes a file may have: thirty times what comes with tamis.
const FILE_BYTES: usize = 16 << 20;
/// Words a phrase may cover.
pub(super) const MOST_WORDS: usize = 160;

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
    pub(super) fn error(&self, at: usize, fault: Fault) -> RuleError {
        RuleError {
            kind: fault.kind,
            file: self.name.to_owned(),
            line: line_of(self.toml, at),
            message: fault.why,
            hint: fault.hint,
        }
    }

    /// An error of a rule, at its name.
    pub(super) fn wrong(&self, rule: &RawRule, mut fault: Fault) -> RuleError {
        fault.why = format!("rule `{}` {}", rule.id.get_ref(), fault.why);
        self.error(rule.id.span().start, fault)
    }
}

/// Hosts as they are written.
pub(super) type RawHosts = Vec<Spanned<String>>;

/// Word lists as they are written.
pub(super) type RawSets = BTreeMap<String, Vec<String>>;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    /// Hosts of the rules that name none.
    pub hosts: Option<RawHosts>,
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
    pub hosts: Option<RawHosts>,
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
    expecting = "expected `line`, `head`, `tail`, `aside`, a list of them, `node` or `selector`"
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

impl RawRule {
    /// Whether its phrases stand in such a place.
    pub(super) fn is_for(&self, place: Where) -> bool {
        let wheres = self.wheres.as_ref().map(Wheres::as_slice);
        wheres.is_some_and(|wheres| wheres.contains(&place))
    }
}

/// Reads a file's stanzas and checks that none lacks anything.
pub(super) fn read(source: &Source<'_>) -> Result<RawFile, RuleError> {
    if source.toml.len() > FILE_BYTES {
        let why = format!(
            "has {} bytes, expected at most {FILE_BYTES}",
            source.toml.len()
        );
        let fault = Fault::new(RuleErrorKind::Size, why, "make several files of it");
        return Err(source.error(0, fault));
    }
    let file: RawFile = toml::from_str(source.toml).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let message = error.message().replace('\n', " ");
        let hint = match unknown_field(&message) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "how rules are written is in docs/rules-of-your-own.md".to_owned(),
        };
        source.error(at, Fault::new(RuleErrorKind::Format, message, hint))
    })?;
    for rule in &file.rules {
        if let Some((lack, hint)) = lack(rule) {
            let fault = Fault::new(RuleErrorKind::Stanza, lack, hint);
            return Err(source.wrong(rule, fault));
        }
    }
    Ok(file)
}

/// The hosts a stanza is for, where it or its file names any.
pub(super) fn hosts(
    source: &Source<'_>,
    file: &RawFile,
    rule: &RawRule,
) -> Result<Option<Vec<Host>>, RuleError> {
    let Some(written) = rule.hosts.as_ref().or(file.hosts.as_ref()) else {
        return Ok(None);
    };
    if written.is_empty() {
        let why = "can never match: `hosts` is empty";
        let hint = "name a host, or leave `hosts` out for all of them";
        return Err(source.wrong(rule, Fault::new(RuleErrorKind::Stanza, why, hint)));
    }
    let read = |written: &Spanned<String>| {
        Host::parse(written.get_ref()).map_err(|why| {
            let id = rule.id.get_ref();
            let why = format!("rule `{id}`, `hosts`: {why}");
            let fault = Fault::new(RuleErrorKind::Stanza, why, Host::HINT);
            source.error(written.span().start, fault)
        })
    };
    let mut hosts = written.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    hosts.sort_unstable();
    hosts.dedup();
    Ok(Some(hosts))
}

/// What a stanza lacks, in words that follow its name, and what to do.
fn lack(rule: &RawRule) -> Option<(String, &'static str)> {
    let id = rule.id.get_ref();
    let is_kebab = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let said = |what: &str, hint| Some((what.to_owned(), hint));
    if id.is_empty() || !id.bytes().all(is_kebab) || id.starts_with('-') || id.ends_with('-') {
        return said(
            "is not named in kebab-case",
            "a name is small letters, digits and hyphens, such as `club-call`",
        );
    }
    let wheres = rule.wheres.as_ref().map_or(&[][..], Wheres::as_slice);
    if wheres.is_empty() {
        return said(
            "has no `where`, expected `line`, `head`, `tail`, `aside`, `node` or `selector`",
            "for whole lines say `where = \"line\"`",
        );
    }
    let is_for_elements = rule.is_for(Where::Node) || rule.is_for(Where::Selector);
    if is_for_elements && wheres.len() > 1 {
        return said(
            "is for elements and for something else, expected two stanzas",
            "give both stanzas the same `id`",
        );
    }
    if is_for_elements && rule.place.is_some() {
        return said(
            "is for elements and has a `place`",
            "only lines have places: leave `place` out, or say `where = \"line\"`",
        );
    }
    if is_for_elements && rule.max_words.is_some() {
        return said(
            "is for elements and has `max-words`",
            "only what matches in lines is counted: leave `max-words` out, or say `where = \"line\"`",
        );
    }
    match rule.max_words {
        Some(0) => {
            return said(
                "can never match: `max-words` is 0",
                "leave `max-words` out, or raise it to the words a phrase covers",
            );
        }
        Some(most) if most > MOST_WORDS => {
            let lack = format!("has `max-words` {most}, expected at most {MOST_WORDS}");
            return Some((
                lack,
                "lines that are longer are prose, and no phrase covers them",
            ));
        }
        _ => {}
    }
    if rule.phrases.is_empty() {
        return said(
            "has no `phrases`",
            "write what it removes, such as `phrases = [\"join our club\"]`",
        );
    }
    if rule.removes.is_empty() {
        return said(
            "has no `removes` example",
            "give it a line that it removes, as it stands in your texts",
        );
    }
    if rule.keeps.is_empty() {
        return said(
            "has no `keeps` example",
            "give it a line with the same words that must stay",
        );
    }
    None
}
