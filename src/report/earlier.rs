//! Documents that others are copies of, those of earlier runs among them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::json::json;
use crate::model::Kind;

/// Where a document of an earlier run is found.
#[derive(Debug, Serialize, Deserialize)]
pub struct EarlierPlace<'a> {
    /// Its address.
    #[serde(borrow)]
    pub url: Option<Cow<'a, str>>,
    /// When it was published, in UTC.
    #[serde(borrow)]
    pub published: Option<Cow<'a, str>>,
}

/// A document that is kept for others.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    /// Its identifier.
    pub id: &'a str,
    /// Why it is kept; `earlier` where it is of an earlier run.
    pub why: &'a str,
    /// Its address, where it is of an earlier run.
    pub address: Option<&'a str>,
    /// When it was published, in seconds since 1970, where it is of an earlier run.
    pub date: Option<i64>,
}

impl<'a> Kept<'a> {
    /// A document of which no more is to be said.
    pub const fn new(id: &'a str, why: &'a str) -> Self {
        Self {
            id,
            why,
            address: None,
            date: None,
        }
    }

    pub(super) fn earlier(self) -> Option<EarlierPlace<'a>> {
        let time = self
            .date
            .and_then(|date| jiff::Timestamp::from_second(date).ok());
        (self.why == "earlier").then(|| EarlierPlace {
            url: self.address.map(Cow::from),
            published: time.map(|time| time.to_string().into()),
        })
    }
}

/// What a document is to one of an earlier run.
#[derive(Debug, Serialize, Deserialize)]
pub struct MatchRow<'a> {
    /// The document's identifier.
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    /// Which record of the input it is.
    pub record: u64,
    /// `exact`, `near`, `contained`, or `unique` where no earlier document says the same.
    pub kind: Kind,
    /// Measured similarity to the earlier one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub similarity: Option<f32>,
    /// Identifier of the earlier one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub of: Option<Cow<'a, str>>,
    /// More about the earlier one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub earlier: Option<EarlierPlace<'a>>,
}

/// What a document is to one of an earlier run, as a line.
pub fn match_row(id: &str, record: u64, found: Option<(Kind, f32, Kept<'_>)>) -> String {
    let row = MatchRow {
        id: id.into(),
        record,
        kind: found.map_or(Kind::Unique, |found| found.0),
        similarity: found.map(|found| found.1),
        of: found.map(|found| found.2.id.into()),
        earlier: found.and_then(|found| found.2.earlier()),
    };
    json(&row) + "\n"
}
