//! The copies of a run to findings.

use super::checks::{EXACT, NEAR};
use super::findings::quoted;
use super::lines::Lines;
use super::source::Source;
use super::switches::Checks;
use crate::model::{Finding, Kind, Related, Site, Span, Verdict};

/// A document of a run, as a copy of it is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Where it is.
    pub site: Site,
    /// Its headline.
    pub title: Option<String>,
}

/// The documents of a source in their order, as [`duplicates`] wants them.
pub fn records(source: &Source<'_>) -> Vec<Record> {
    let lines = source.feed.map(|_| Lines::new(source.text));
    let site = |at: usize| {
        let entry = source.feed.and_then(|feed| feed.entries.get(at));
        let region = entry.zip(lines.as_ref()).map(|(entry, lines)| {
            let part = entry.span.of(source.text);
            let tag = part.find('>').filter(|_| part.starts_with('<'));
            let end = entry.span.start + tag.map_or(1, |end| end + 1);
            lines.region(Span::new(entry.span.start, end.min(entry.span.end)))
        });
        Site {
            file: source.file.clone(),
            region,
        }
    };
    source
        .documents
        .iter()
        .enumerate()
        .map(|(at, cleaned)| Record {
            site: site(at),
            title: cleaned.document.metadata.title.clone(),
        })
        .collect()
}

/// Tells the documents of a run that say the same as another: one finding for
/// each that would not stay, in the order of the run, with the one that would.
///
/// `verdicts` are about `records`, in their order.
pub fn duplicates(records: &[Record], verdicts: &[Verdict], checks: &Checks) -> Vec<Finding> {
    let copies = records
        .iter()
        .zip(verdicts)
        .filter(|(_, verdict)| !verdict.keep);
    copies
        .filter_map(|(record, verdict)| {
            let kept = usize::try_from(verdict.of).ok()?;
            let kept = records.get(kept)?;
            let card = match verdict.kind {
                Kind::Exact => &EXACT,
                _ => &NEAR,
            };
            let severity = checks.severity(card)?;
            let what = match verdict.kind {
                Kind::Exact => "says the same as".to_owned(),
                _ => format!("is {:.0} % the same as", verdict.similarity * 100.0),
            };
            Some(Finding {
                rule: card.name,
                severity,
                site: record.site.clone(),
                message: format!("{what} {}", name(kept, record)),
                help: None,
                related: vec![Related {
                    site: kept.site.clone(),
                    message: "the other copy".into(),
                }],
            })
        })
        .collect()
}

/// How the message about `other` calls a document.
fn name(kept: &Record, other: &Record) -> String {
    let title = kept.title.as_deref().map(quoted);
    let place = if kept.site.file == other.site.file {
        let line = kept.site.region.as_ref().map(|region| region.start.line);
        line.map_or_else(|| "this file".to_owned(), |line| format!("line {line}"))
    } else {
        kept.site.file.to_string()
    };
    match title {
        Some(title) => format!("{title} in {place}"),
        None => format!("the text in {place}"),
    }
}
