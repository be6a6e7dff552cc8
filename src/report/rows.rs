//! Rows of JSON Lines: documents, removals, clusters, failures.

use std::borrow::Cow;

use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use serde::{Deserialize, Serialize};

use super::earlier::{EarlierPlace, Kept};
use super::json::{Row, is_spelled, json};
use crate::model::{
    CleanedDocument, Counts, Evidence, Failure, Fetched, FieldNames, Kind, Removal, Scheme, Span,
    Verdict,
};

/// What tamis says of a document in its row.
#[derive(Debug, Serialize, Deserialize)]
pub struct Mark {
    /// Which record of the input it is, counted from 0.
    pub record: u64,
    /// SHA-256 of its normal form, or of its bytes where it is nearly empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// One removal, or one suspect.
#[derive(Debug, Serialize, Deserialize)]
pub struct RemovedRow<'a> {
    /// The document's identifier.
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    /// Which record of the input it is.
    pub record: u64,
    /// Where the text stood in the document's whole text, in bytes.
    pub span: Span,
    /// The rule that is named for it.
    pub rule: Cow<'a, str>,
    /// Why.
    pub evidence: Evidence,
    /// What went, white space included.
    pub text: Cow<'a, str>,
}

/// A cleaned document as a line of JSON.
///
/// A record keeps its fields, in order and as written; the cleaned text stands
/// where its text or markup stood. What the page says of itself is added where
/// the record does not say it, and `mark` under `tamis`.
pub fn document_row(cleaned: &CleanedDocument, mark: Option<&Mark>, names: &FieldNames) -> String {
    let document = &cleaned.document;
    let text = if cleaned.removals.is_empty() {
        Cow::Borrowed(document.text.as_str())
    } else {
        Cow::Owned(cleaned.text())
    };
    let mut row = Row::with_capacity(text.len() + text.len() / 16 + 512);
    let has = |name: &str| document.fields.get(name).is_some();
    if !has(&names.id) {
        row.string(&names.id, &document.id);
    }
    let mut written = false;
    let held_in: &[&str] = match (has(&names.text), has(&names.html)) {
        (true, _) => &[&names.text],
        (false, true) => &[&names.html],
        (false, false) => &["body", "body_base64"],
    };
    for (name, value) in document.fields.iter() {
        if held_in.contains(&name) {
            if !written && name == names.text && is_spelled(value, &text) {
                row.raw(name, value);
            } else if !written {
                row.string(&names.text, &text);
            }
            written = true;
        } else if name != "tamis" || mark.is_none() {
            row.raw(name, value);
        }
    }
    let metadata = &document.metadata;
    if document.fields.is_empty()
        && let Some(source) = &document.source
    {
        row.string("url", source);
    }
    let stated = [
        ("title", &metadata.title),
        ("author", &metadata.author),
        ("published", &metadata.published),
        ("modified", &metadata.modified),
        ("language", &metadata.language),
        ("site", &metadata.site),
        ("canonical", &metadata.canonical),
        ("description", &metadata.description),
    ];
    for (name, value) in stated {
        if let Some(value) = value
            && !has(name)
        {
            row.string(name, value);
        }
    }
    if !written {
        row.string(&names.text, &text);
    }
    if let Some(confidence) = cleaned.confidence
        && !has("confidence")
    {
        row.raw("confidence", &format!("{confidence:.2}"));
    }
    if let Some(mark) = mark {
        row.raw("tamis", &json(mark));
    }
    row.finish()
}

/// A row with another text in the field `name`, and what is said under `tamis`, if
/// anything is, with its digest. Other fields stay as they are, in order.
pub(crate) fn changed_row<'f>(
    fields: impl Iterator<Item = (&'f str, &'f str)>,
    name: &str,
    text: &str,
    sha256: &str,
) -> String {
    let mut row = Row::with_capacity(text.len() + 512);
    for (field, value) in fields {
        let mark = (field == "tamis").then(|| serde_json::from_str::<Mark>(value));
        match mark {
            _ if field == name => row.string(name, text),
            Some(Ok(mark)) if mark.sha256.is_some() => {
                let sha256 = Some(sha256.to_owned());
                row.raw(field, &json(&Mark { sha256, ..mark }));
            }
            _ => row.raw(field, value),
        }
    }
    row.finish()
}

/// A page as it was fetched, as a line.
///
/// `body` has the page where it is UTF-8, `body_base64` where it is not. Header
/// values that are no UTF-8 are read as Latin-1, a character a byte.
pub fn page_row(page: &Fetched) -> String {
    let text = |value: &[u8]| match std::str::from_utf8(value) {
        Ok(text) => text.to_owned(),
        Err(_) => value.iter().map(|byte| char::from(*byte)).collect(),
    };
    let headers: Vec<_> = page
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), text(value)))
        .collect();
    let hops: Vec<_> = page
        .hops
        .iter()
        .map(|hop| (hop.address.as_str(), hop.status))
        .collect();
    let mut row = Row::with_capacity(page.bytes.len() + 1024);
    row.string("id", &page.requested);
    row.string("url", &page.address);
    let time = jiff::Timestamp::from_second(page.time).unwrap_or_default();
    row.string("fetched", &time.to_string());
    row.raw("status", &page.status.to_string());
    if let Some(content_type) = page.header("content-type") {
        row.string("content_type", content_type);
    }
    row.raw("headers", &json(&headers));
    if !hops.is_empty() {
        row.raw("hops", &json(&hops));
    }
    match std::str::from_utf8(&page.bytes) {
        Ok(body) => row.string("body", body),
        Err(_) => row.string("body_base64", &BASE64.encode(&page.bytes)),
    }
    row.finish()
}

/// The removals of a document, a line each.
pub fn removed_rows(cleaned: &CleanedDocument, record: u64) -> String {
    rows_of(&cleaned.removals, cleaned, record)
}

/// What stays of a document and a higher level would remove, a line each.
pub fn suspect_rows(cleaned: &CleanedDocument, record: u64) -> String {
    rows_of(&cleaned.suspects, cleaned, record)
}

fn rows_of(removals: &[Removal], cleaned: &CleanedDocument, record: u64) -> String {
    let text = &cleaned.document.text;
    let row = |removal: &Removal| {
        removed_row(&cleaned.document.id, record, removal, removal.span.of(text))
    };
    removals.iter().map(row).collect()
}

/// A removal as a line; `text` is what went.
pub(crate) fn removed_row(id: &str, record: u64, removal: &Removal, text: &str) -> String {
    let row = RemovedRow {
        id: id.into(),
        record,
        span: removal.span,
        rule: (&*removal.rule).into(),
        evidence: removal.evidence.clone(),
        text: text.into(),
    };
    json(&row) + "\n"
}

/// What became of one document.
#[derive(Debug, Serialize, Deserialize)]
pub struct ClusterRow<'a> {
    /// The document's identifier.
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    /// Which record of the input it is.
    pub record: u64,
    /// Its cluster, numbered by first members; none where it was rejected.
    pub cluster: Option<u32>,
    /// Whether it is the one that is kept.
    pub keep: bool,
    /// What it is to the one that is kept; none where it was rejected.
    pub kind: Option<Kind>,
    /// Measured similarity to the one that is kept; 1 for itself.
    pub similarity: Option<f32>,
    /// Identifier of the one that is kept, where that is another.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub of: Option<Cow<'a, str>>,
    /// Why that one is kept: it is of a `preferred` source, the name of the
    /// policy, or, where the policy finds them equal, its `id` or `place`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub why: Option<Cow<'a, str>>,
    /// More about the one that is kept, where that is of an earlier run.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub earlier: Option<EarlierPlace<'a>>,
}

/// What became of a document, as a line; `None` where it was rejected, `of` is
/// another that is kept for it.
pub fn cluster_row(
    id: &str,
    record: u64,
    verdict: Option<&Verdict>,
    of: Option<Kept<'_>>,
) -> String {
    let row = ClusterRow {
        id: id.into(),
        record,
        cluster: verdict.map(|verdict| verdict.cluster),
        keep: verdict.is_some_and(|verdict| verdict.keep),
        kind: verdict.map(|verdict| verdict.kind),
        similarity: verdict.map(|verdict| verdict.similarity),
        of: of.map(|of| of.id.into()),
        why: of.map(|of| of.why.into()),
        earlier: of.and_then(Kept::earlier),
    };
    json(&row) + "\n"
}

/// Words of a document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PassagePlace<'a> {
    /// The document's identifier.
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    /// Which record of the input it is.
    pub record: u64,
    /// Where they stand in the document's text, in bytes.
    pub span: Span,
}

/// A passage that was there before.
#[derive(Debug, Serialize, Deserialize)]
pub struct PassageRow<'a> {
    /// The passage.
    #[serde(borrow, flatten)]
    pub passage: PassagePlace<'a>,
    /// Where the same words were before.
    #[serde(borrow)]
    pub of: PassagePlace<'a>,
    /// How many words they are.
    pub tokens: usize,
}

/// A passage as a line.
pub fn passage_row(passage: PassagePlace<'_>, of: PassagePlace<'_>, tokens: usize) -> String {
    let row = PassageRow {
        passage,
        of,
        tokens,
    };
    json(&row) + "\n"
}

/// A text put together again, as a line.
pub fn restored_row(id: &str, text: &str) -> String {
    let mut row = Row::with_capacity(text.len() + id.len() + 32);
    row.string("id", id);
    row.string("text", text);
    row.finish()
}

/// What a run was asked, with what, and what it counted.
#[derive(Debug, Serialize, Deserialize)]
pub struct Report<C> {
    /// Version of tamis.
    pub version: Cow<'static, str>,
    /// How fingerprints were made.
    pub scheme: Scheme,
    /// What was asked.
    pub config: C,
    /// What was counted.
    pub counts: Counts,
}

/// The report of a run.
pub fn report<C: Serialize>(counts: &Counts, config: C, scheme: Scheme) -> String {
    let report = Report {
        version: env!("CARGO_PKG_VERSION").into(),
        scheme,
        config,
        counts: counts.clone(),
    };
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

/// A lost record as a line.
pub fn failure_row(failure: &Failure) -> String {
    json(failure) + "\n"
}
