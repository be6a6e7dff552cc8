//! What was asked of a run.

use serde::{Deserialize, Serialize};

use super::{Checking, Size, Switches};
use crate::model::{Fetching, FieldNames, unknown_field};

/// Names under which a configuration is looked for, in this order.
pub const CONFIG_FILES: [&str; 3] = ["tamis.toml", ".tamis.toml", ".config/tamis.toml"];

/// What was asked: plain data, as `tamis.toml` and the command line say it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// How records are read.
    pub input: Input,
    /// Which rules apply.
    pub rules: Switches,
    /// What counts as a duplicate, and which one is kept.
    pub dedup: Deduplication,
    /// How pages are asked for.
    pub fetch: Fetching,
    /// What is checked.
    pub check: Checking,
}

/// How records are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Input {
    /// Field that holds the text; `text` unless said otherwise.
    pub text_field: Option<String>,
    /// Field that holds the markup; `html` unless said otherwise.
    pub html_field: Option<String>,
    /// Field that holds the identifier; `id` unless said otherwise.
    pub id_field: Option<String>,
    /// Field that holds the address; `url` or `source` unless said otherwise.
    pub source_field: Option<String>,
}

/// What counts as a duplicate, and which one is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Deduplication {
    /// Which document of a cluster is kept: a policy, or `field:NAME`.
    pub keep: Option<String>,
    /// Sources whose documents are kept before others, as `host=NAME`.
    pub prefer: Vec<String>,
    /// The least measured similarity of near duplicates, 0 to 1.
    pub similarity: Option<f64>,
    /// Memory that a run takes at the most; all it wants, where it is not said.
    /// It changes no answer, and no report tells it.
    #[serde(skip_serializing)]
    pub memory: Option<Size>,
}

impl Input {
    /// The names of the fields, those not said being the usual ones.
    pub fn names(&self) -> FieldNames {
        let usual = FieldNames::default();
        FieldNames {
            text: self.text_field.clone().unwrap_or(usual.text),
            html: self.html_field.clone().unwrap_or(usual.html),
            id: self.id_field.clone().unwrap_or(usual.id),
            source: self
                .source_field
                .clone()
                .map_or(usual.source, |name| vec![name]),
        }
    }
}

/// A configuration that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    message: String,
    hint: Option<String>,
}

impl Config {
    /// Reads the text of a `tamis.toml`; `name` is how errors call it.
    ///
    /// # Errors
    ///
    /// Text that is no TOML, an unknown key, a value of the wrong type.
    pub fn from_toml(name: &str, text: &str) -> Result<Self, ConfigError> {
        toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            let (line, column) = place(text, start);
            let message = error.message();
            ConfigError {
                message: format!("{name}:{line}:{column}: {message}"),
                hint: unknown_field(message).map(|name| format!("did you mean `{name}`?")),
            }
        })
    }
}

/// The line and column of a byte, from 1.
pub(super) fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let last = before.rsplit('\n').next();
    (line, last.map_or(0, |line| line.chars().count()) + 1)
}

impl ConfigError {
    /// What to do about it.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ConfigError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_are_refused_with_a_suggestion() {
        let error = Config::from_toml("tamis.toml", "[dedup]\nkepp = \"first\"\n").unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("tamis.toml:2:1: unknown field `kepp`"),
            "{error}"
        );
        assert_eq!(error.hint(), Some("did you mean `keep`?"));
    }

    #[test]
    fn the_empty_configuration_is_the_usual_one() {
        assert_eq!(Config::from_toml("tamis.toml", ""), Ok(Config::default()));
    }
}
