//! One page through the verbs.

use crate::clean::{Rules, Source, clean, clean_knowing};
use crate::fingerprint::fingerprint;
use crate::model::{CleanedDocument, Fingerprint, Knowledge, RawPage, Scheme};
use crate::parse::parse_choosing;

use super::{Config, RunError};

/// The compiled, immutable form of a [`Config`].
#[derive(Debug)]
pub struct Pipeline {
    config: Config,
    rules: Rules,
    knowledge: Option<Knowledge>,
}

/// A page that went through.
#[derive(Debug)]
pub struct Processed {
    /// The document and its removals.
    pub cleaned: CleanedDocument,
    /// What the cleaned text is compared by.
    pub fingerprint: Fingerprint,
}

impl Pipeline {
    /// Compiles a configuration; `own` are the texts of the user's rule files.
    ///
    /// # Errors
    ///
    /// A rule that is not well formed, a switch that names no rule.
    pub fn new(config: Config, own: &[Source<'_>]) -> Result<Self, RunError> {
        let mut rules = Rules::new(own)?
            .at(config.rules.level)
            .profiled(config.rules.profile)
            .including(&config.rules.include);
        config.rules.set(&mut rules)?;
        Ok(Self {
            config,
            rules,
            knowledge: None,
        })
    }

    /// The same pipeline, knowing what a corpus taught.
    #[must_use]
    pub fn knowing(self, knowledge: Knowledge) -> Self {
        Self {
            knowledge: Some(knowledge),
            ..self
        }
    }

    /// What was asked.
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// The rules that apply.
    pub const fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Parses, cleans and fingerprints a page. Pure, and cannot fail.
    pub fn page(&self, page: RawPage) -> Processed {
        let cleaned = self.clean(page);
        let fingerprint = fingerprint(&cleaned.text(), Scheme::DEFAULT);
        Processed {
            cleaned,
            fingerprint,
        }
    }

    /// Parses and cleans a page.
    pub fn clean(&self, page: RawPage) -> CleanedDocument {
        let selectors = self.rules.selectors(page.source.as_deref());
        let document = parse_choosing(page, &selectors);
        match &self.knowledge {
            Some(knowledge) => clean_knowing(document, &self.rules, knowledge),
            None => clean(document, &self.rules),
        }
    }
}
