//! Inputs to records: files from the disk, addresses from the web.

use super::stream::Outcome;
use super::unfold::unfold;
use super::{Config, Observer, RunError};
use crate::corpus::{Reading, read};
use crate::model::RawPage;

/// Records of all inputs, in their order.
pub(super) type Records<'o> = Box<dyn Iterator<Item = Outcome<RawPage>> + Send + 'o>;

/// What is done with a feed at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feeds {
    /// The pages that it, or a sitemap, leads to are fetched in its place.
    Followed,
    /// It is a page like any other.
    AsTheyAre,
}

/// Opens every input; addresses that follow each other are fetched together.
pub(super) fn records<'o>(
    reading: &Reading,
    feeds: Feeds,
    config: &Config,
    observer: &'o dyn Observer,
) -> Result<Records<'o>, RunError> {
    let mut records: Records<'o> = Box::new(std::iter::empty());
    let mut inputs = reading.inputs.as_slice();
    while let Some(first) = inputs.first() {
        let fetched = is_address(first);
        let run = inputs
            .iter()
            .take_while(|input| is_address(input) == fetched)
            .count();
        let (group, rest) = inputs.split_at(run);
        inputs = rest;
        records = if fetched {
            Box::new(records.chain(pages(group, feeds, config, observer)?))
        } else {
            let group = Reading {
                inputs: group.to_vec(),
                ..reading.clone()
            };
            Box::new(records.chain(read(&group)?))
        };
    }
    Ok(records)
}

/// The documents of every input: those that feeds at addresses lead to, and the
/// entries of all other feeds.
pub(super) fn documents<'o>(
    reading: &Reading,
    config: &Config,
    observer: &'o dyn Observer,
) -> Result<impl Iterator<Item = Outcome<RawPage>> + Send + use<'o>, RunError> {
    Ok(unfold(records(reading, Feeds::Followed, config, observer)?))
}

/// Whether an input is to be fetched.
pub(super) fn is_address(input: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        input
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

#[cfg(feature = "fetch")]
use super::pages::pages;

#[cfg(not(feature = "fetch"))]
fn pages<'o>(
    addresses: &[String],
    _: Feeds,
    _: &Config,
    _: &'o dyn Observer,
) -> Result<Records<'o>, RunError> {
    let first = addresses.first().map(String::as_str).unwrap_or_default();
    Err(RunError::new(
        super::RunErrorKind::Input,
        format!("`{first}` is an address, and this build of tamis does not fetch"),
    )
    .with_hint("build it with the feature `fetch`, or fetch the page with another program"))
}
