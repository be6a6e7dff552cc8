//! Prefixes to vocabularies: what an element's name means.

use super::problems::Problems;
use crate::model::{ProblemKind, Vocabulary};

/// Declarations kept at once; feeds have ten, and every name is looked up among
/// them.
const DECLARATIONS: usize = 64;

/// The vocabulary of a namespace.
fn of_address(address: &str) -> Vocabulary {
    let address = address.trim().to_ascii_lowercase();
    match address.trim_end_matches(['/', '#']) {
        "http://purl.org/rss/1.0"
        | "http://my.netscape.com/rdf/simple/0.9"
        | "http://channel.netscape.com/rdf/simple/0.9"
        | "http://backend.userland.com/rss"
        | "http://backend.userland.com/rss2"
        | "http://backend.userland.com/rss091"
        | "http://blogs.law.harvard.edu/tech/rss" => Vocabulary::Core,
        "http://www.w3.org/2005/atom"
        | "https://www.w3.org/2005/atom"
        | "http://purl.org/atom/ns" => Vocabulary::Atom,
        "http://purl.org/dc/elements/1.1" | "http://purl.org/dc/elements/1.0" => {
            Vocabulary::DublinCore
        }
        "http://purl.org/dc/terms" => Vocabulary::DublinCoreTerms,
        "http://purl.org/rss/1.0/modules/content" => Vocabulary::ContentModule,
        "http://purl.org/rss/1.0/modules/syndication" => Vocabulary::Syndication,
        "http://search.yahoo.com/mrss" => Vocabulary::Media,
        "http://www.itunes.com/dtds/podcast-1.0.dtd" => Vocabulary::Itunes,
        "http://www.w3.org/1999/02/22-rdf-syntax-ns" => Vocabulary::Rdf,
        "http://www.w3.org/xml/1998/namespace" => Vocabulary::Xml,
        "http://www.w3.org/1999/xhtml" => Vocabulary::Xhtml,
        _ => Vocabulary::Foreign,
    }
}

/// The vocabulary a prefix usually stands for.
fn of_prefix(prefix: &str) -> Vocabulary {
    match prefix.to_ascii_lowercase().as_str() {
        "rss" => Vocabulary::Core,
        "atom" | "atom10" | "a10" => Vocabulary::Atom,
        "dc" => Vocabulary::DublinCore,
        "dcterms" => Vocabulary::DublinCoreTerms,
        "content" => Vocabulary::ContentModule,
        "media" => Vocabulary::Media,
        "sy" => Vocabulary::Syndication,
        "itunes" => Vocabulary::Itunes,
        "rdf" => Vocabulary::Rdf,
        "xml" => Vocabulary::Xml,
        "xhtml" => Vocabulary::Xhtml,
        _ => Vocabulary::Foreign,
    }
}

/// The declarations in force.
#[derive(Debug, Default)]
pub(super) struct Namespaces<'a> {
    declared: Vec<(usize, &'a str, Vocabulary)>,
}

impl<'a> Namespaces<'a> {
    /// Declares a prefix (none is the empty one) for an element at `depth` and
    /// all in it.
    pub(super) fn declare(&mut self, depth: usize, prefix: &'a str, address: &str) {
        if self.declared.len() < DECLARATIONS {
            let mut vocabulary = of_address(address);
            // A root without a prefix is the feed's, whatever it calls itself.
            if prefix.is_empty() && depth == 0 && vocabulary == Vocabulary::Foreign
                || prefix.is_empty() && address.trim().is_empty()
            {
                vocabulary = Vocabulary::Core;
            }
            self.declared.push((depth, prefix, vocabulary));
        }
    }

    /// Forgets what elements at `depth` and below declared.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.declared.last().is_some_and(|last| last.0 >= depth) {
            self.declared.pop();
        }
    }

    /// Takes a name at `offset` apart: its vocabulary and its local part.
    pub(super) fn resolve(
        &self,
        name: &'a str,
        offset: usize,
        problems: &mut Problems,
    ) -> (Vocabulary, &'a str) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let declared = self
            .declared
            .iter()
            .rev()
            .find(|declared| declared.1 == prefix);
        let vocabulary = match declared {
            Some(&(_, _, vocabulary)) => vocabulary,
            None if prefix.is_empty() => Vocabulary::Core,
            None if prefix == "xml" => Vocabulary::Xml,
            None => {
                problems.note(ProblemKind::UndeclaredPrefix, offset, || {
                    format!("prefix `{prefix}` is not declared")
                });
                of_prefix(prefix)
            }
        };
        (vocabulary, local)
    }
}
