//! Feeds and documents to findings, copies over the whole run among them.

use std::sync::Arc;

use super::checking::Ignored;
use super::compare::{Candidate, compare};
use super::preferences::Preferences;
use super::records::{Feeds, records};
use super::stream::{ordered, pool};
use super::{Event, Observer, Pipeline, Processed, RunError};
use crate::check::{Checks, Record, Source, check, duplicates};
use crate::corpus::Reading;
use crate::fingerprint::fingerprint;
use crate::model::{CleanedDocument, Failure, Finding, Media, Place, RawPage, Region, Scheme};
use crate::parse::{decoded, entry_pages, feed};

/// What a check came to.
#[derive(Clone, Debug, Default)]
pub struct Examined {
    /// What was found, by file and place in the order of the inputs.
    pub findings: Vec<Finding>,
    /// What could not be read.
    pub failures: Vec<Failure>,
    /// The files and addresses that were read.
    pub sources: Vec<Arc<str>>,
    /// Documents in them: entries of feeds, pages, records.
    pub documents: u64,
    /// Findings that the configuration says to leave out.
    pub ignored: u64,
}

/// Checks every feed and document of the inputs, and compares all of their
/// texts with each other.
///
/// # Errors
///
/// An input that cannot be used, a switch that names no rule.
pub fn examine(
    pipeline: &Pipeline,
    reading: &Reading,
    threads: usize,
    observer: &dyn Observer,
) -> Result<Examined, RunError> {
    let checking = &pipeline.config().check;
    let checks = checking.checks(pipeline.rules().cards())?;
    let ignored = checking.ignored()?;
    let feeds_only = reading.format.is_some_and(|format| format.name == "feed");
    let records = records(reading, Feeds::AsTheyAre, pipeline.config(), observer)?;
    let pool = pool(threads)?;
    let mut examined = Examined::default();
    let mut candidates = Vec::new();
    let wishes = Preferences::new(&pipeline.config().dedup)?;
    let mut copies = Vec::new();
    ordered(
        records,
        &pool,
        observer,
        |page| look(page, feeds_only, pipeline, &checks),
        |outcome| -> Result<(), RunError> {
            match outcome {
                Ok(looked) => {
                    observer.on(&Event::Record {
                        bytes: looked.bytes,
                    });
                    examined.findings.extend(looked.findings);
                    if examined.sources.last() != Some(&looked.file) {
                        examined.sources.push(looked.file);
                    }
                    for (processed, copy) in looked.documents {
                        candidates
                            .push(Candidate::cleaned(processed, &wishes).of(examined.documents));
                        copies.push(copy);
                        examined.documents += 1;
                    }
                }
                Err(failure) => {
                    observer.on(&Event::Failed(&failure));
                    examined.failures.push(failure);
                }
            }
            Ok(())
        },
    )?;
    observer.on(&Event::Comparing);
    let verdicts = compare(
        &candidates,
        pipeline.config(),
        &wishes,
        None,
        &pool,
        observer,
    )?;
    let copies = verdicts.of(copies);
    let found = duplicates(&copies, verdicts.given(), &checks);
    examined.findings.extend(found);
    examined.settle(&ignored);
    Ok(examined)
}

impl Examined {
    /// Puts findings in the order of their sources and places, and leaves out
    /// what is ignored.
    fn settle(&mut self, ignored: &Ignored) {
        let before = self.findings.len();
        self.findings.retain(|finding| !ignored.leaves_out(finding));
        self.ignored = (before - self.findings.len()) as u64;
        let places: std::collections::BTreeMap<_, _> = self.sources.iter().zip(0_usize..).collect();
        // Stable: of one place, what was found first comes first.
        self.findings.sort_by_key(|finding| {
            let source = places.get(&finding.site.file).copied();
            let start = finding.site.region.as_ref().map(|region| region.start);
            (source, start)
        });
    }
}

/// A source that was looked at.
struct Looked {
    file: Arc<str>,
    bytes: u64,
    findings: Vec<Finding>,
    documents: Vec<(Processed, Record)>,
}

fn look(page: RawPage, feeds_only: bool, pipeline: &Pipeline, checks: &Checks) -> Looked {
    let bytes = page.bytes.len() as u64;
    // A record's place is its line; what is in it has none.
    let line = (!page.fields.is_empty())
        .then(|| page.origin.rsplit_once(':'))
        .flatten()
        .and_then(|(file, line)| Some((file.to_owned(), line.parse::<usize>().ok()?)));
    let file: Arc<str> = match &line {
        Some((file, _)) => file.as_str().into(),
        None => page
            .origin
            .strip_prefix("./")
            .unwrap_or(&page.origin)
            .into(),
    };
    let text = decoded(&page);
    let is_feed = feeds_only || page.media == Media::Feed || is_called_feed(&page);
    let read = is_feed.then(|| feed(&page));
    let pages = match &read {
        Some(feed) => entry_pages(&page, feed.clone()),
        None => vec![page],
    };
    let documents: Vec<CleanedDocument> =
        pages.into_iter().map(|page| pipeline.clean(page)).collect();
    let source = Source {
        file: Arc::clone(&file),
        text: &text,
        feed: read.as_ref(),
        documents: &documents,
    };
    let mut findings = check(&source, checks);
    let mut copies = crate::check::records(&source);
    if let Some((_, line)) = line {
        let at = |region: &mut Option<Region>| {
            let place = Place {
                offset: 0,
                line,
                column: 1,
            };
            let region = region.get_or_insert_default();
            (region.start, region.end) = (place, place);
        };
        for finding in &mut findings {
            at(&mut finding.site.region);
        }
        for copy in &mut copies {
            at(&mut copy.site.region);
        }
    }
    let processed = documents.into_iter().map(|cleaned| {
        let fingerprint = fingerprint(&cleaned.text(), Scheme::DEFAULT);
        Processed {
            cleaned,
            fingerprint,
        }
    });
    Looked {
        file,
        bytes,
        findings,
        documents: processed.zip(copies).collect(),
    }
}

/// Whether a file that is no feed by its content is called one: a check says
/// what is wrong with it, instead of reading it as something else.
fn is_called_feed(page: &RawPage) -> bool {
    let name = page.origin.rsplit('/').next().unwrap_or_default();
    let name = name.split(['?', '#']).next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(_, ending)| {
        ["xml", "rss", "atom", "rdf"]
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}
