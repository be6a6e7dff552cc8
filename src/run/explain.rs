//! Two documents of a corpus to why one goes for the other, or both stay.

use rayon::ThreadPool;

use super::compare::{Candidate, Pool, compare, entries, options};
use super::deduplicate::{as_it_is, printer};
use super::excise::with_marks;
use super::preferences::Preferences;
use super::records::documents;
use super::stream::{ordered_with, pool};
use super::words::Words;
use super::{Config, Event, Observer, RunError, RunErrorKind};
use crate::corpus::Reading;
use crate::dedup::account::{Account, account};
use crate::dedup::align::align;
use crate::model::{Fingerprint, Kind, Span, Verdict};
use crate::report::{Part, beside, visible};

/// Compares every record of the inputs, and says of two, by their identifiers,
/// what they are to each other: in figures, and side by side.
///
/// # Errors
///
/// An input that cannot be used, an identifier that no document has.
pub fn explain(
    config: &Config,
    reading: &Reading,
    ids: [&str; 2],
    threads: usize,
    observer: &dyn Observer,
) -> Result<String, RunError> {
    let records = documents(reading, config, observer)?;
    let wishes = Preferences::new(&config.dedup)?;
    let pool = pool(threads)?;
    let mut candidates = Vec::new();
    let mut found: [Option<(u32, String)>; 2] = [None, None];
    let mut record = 0;
    ordered_with(
        records,
        &pool,
        observer,
        printer,
        as_it_is,
        |outcome| -> Result<(), RunError> {
            match outcome {
                Ok((extent, processed)) => {
                    let bytes = extent.bytes;
                    observer.on(&Event::Record { bytes });
                    let document = &processed.cleaned.document;
                    let place = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
                    for (id, found) in ids.iter().zip(&mut found) {
                        if found.is_none() && document.id == *id {
                            *found = Some((place, document.text.clone()));
                        }
                    }
                    candidates.push(Candidate::whole(processed, &wishes).of(record));
                }
                Err(failure) => observer.on(&Event::Failed(&failure)),
            }
            record += 1;
            Ok(())
        },
    )?;
    let [left, right] = found;
    let named = |found: Option<(u32, String)>, id: &str| {
        found.ok_or_else(|| {
            let message = format!("no document is called `{}`", visible(id));
            RunError::new(RunErrorKind::Input, message)
                .with_hint("`--clusters FILE` tells the identifiers of all")
        })
    };
    let (left, right) = (named(left, ids[0])?, named(right, ids[1])?);
    observer.on(&Event::Comparing);
    let told = Told::of(
        &candidates,
        [left.0, right.0],
        config,
        &wishes,
        &pool,
        observer,
    )?;
    let names = ids.map(|id| visible(id).into_owned());
    let mut out = told.facts([&names[0], &names[1]]);
    out.push('\n');
    out.push_str(&beside(ids, &parts([&left.1, &right.1])));
    Ok(out)
}

/// What there is to tell of two documents.
struct Told {
    verdicts: [Verdict; 2],
    account: Account,
    /// Why each of them goes, if it does, and for which.
    gone: [Option<String>; 2],
}

impl Told {
    fn of(
        candidates: &[Candidate],
        places: [u32; 2],
        config: &Config,
        wishes: &Preferences,
        pool: &ThreadPool,
        observer: &dyn Observer,
    ) -> Result<Self, RunError> {
        let verdicts = compare(candidates, config, wishes, None, pool, observer)?;
        let options = options(config, wishes)?;
        let (_, entries) = entries(candidates);
        let account = pool.install(|| account(&entries, places, &options, &Pool(observer)));
        let verdict = |place: u32| verdicts.given().get(place as usize).copied();
        let [left, right] = places.map(verdict);
        let ((Some(left), Some(right)), Some(account)) = ((left, right), account) else {
            return Err(RunError::new(
                RunErrorKind::Input,
                "there is no such document",
            ));
        };
        let gone = [left, right].map(|verdict| {
            let of = candidates.get(verdict.of as usize)?;
            (!verdict.keep).then(|| {
                let (kind, why) = (named(verdict.kind), wishes.why(verdict.why));
                let id = visible(of.name().0).into_owned();
                format!(
                    "goes: {kind} of {id}, similarity {:.3}, decided by `{why}`",
                    verdict.similarity
                )
            })
        });
        Ok(Self {
            verdicts: [left, right],
            account,
            gone,
        })
    }

    fn facts(&self, names: [&str; 2]) -> String {
        let Account { all, rare, cap, .. } = self.account;
        let [a, b] = names;
        let fate = |at: usize| {
            let gone = self.gone.get(at).cloned().flatten();
            gone.unwrap_or_else(|| "stays".to_owned())
        };
        let numbers = self.verdicts.map(|verdict| verdict.cluster);
        let [in_b, in_a] = all.containment();
        let lines = [
            ("verdict", self.verdict()),
            (a, format!("cluster {}, {}", numbers[0], fate(0))),
            (b, format!("cluster {}, {}", numbers[1], fate(1))),
            (
                "rare shingles",
                format!(
                    "{} and {}, {} in both: similarity {:.3} (shingles of more than {cap} texts do not count)",
                    rare.sizes[0],
                    rare.sizes[1],
                    rare.shared,
                    rare.similarity()
                ),
            ),
            (
                "all shingles",
                format!(
                    "{} and {}, {} in both: similarity {:.3}",
                    all.sizes[0],
                    all.sizes[1],
                    all.shared,
                    all.similarity()
                ),
            ),
            (
                "containment",
                format!("{in_b:.3} of {a} is in {b}, {in_a:.3} of {b} is in {a}"),
            ),
        ];
        let width = lines.iter().map(|line| line.0.chars().count()).max();
        let width = width.unwrap_or_default().min(24);
        let line = |(name, text): &(&str, String)| format!("{name:<width$}  {text}\n");
        lines.iter().map(line).collect()
    }

    /// Whether they are the same, and why.
    fn verdict(&self) -> String {
        let Account {
            is_copy,
            is_slight,
            rare,
            threshold,
            pair,
            is_part,
            ..
        } = self.account;
        let [left, right] = self.verdicts;
        let together = left.cluster == right.cluster;
        let least = Fingerprint::SLIGHT;
        if is_copy {
            return "the same: equal in normal form".to_owned();
        }
        match (pair, together) {
            _ if is_slight => {
                "not the same: what is nearly empty is a copy only byte for byte".to_owned()
            }
            (Some(_), true) if rare.similarity() >= threshold && rare.shared >= least => format!(
                "the same: {:.3} of their rare shingles are in both, {threshold:.3} are enough",
                rare.similarity()
            ),
            (Some(whole), true) => format!(
                "the same: neither has {least} rare shingles of its own, and as wholes they are {whole:.3} alike"
            ),
            (None, true) if is_part => format!(
                "the same: {} of {} rare shingles of the one are in the other, of which it is part",
                rare.shared,
                rare.sizes.into_iter().min().unwrap_or_default()
            ),
            (None, true) => "together, by way of a third document that is like both".to_owned(),
            (None, false) if is_part => {
                "part of the other, but in the cluster of a document that it is closer to"
                    .to_owned()
            }
            (Some(_), false) => {
                "alike, but each is in the cluster of a document that it is closer to".to_owned()
            }
            (None, false) if rare.shared < least => format!(
                "not the same: {} rare shingles are in both, {least} are the least",
                rare.shared
            ),
            (None, false) => format!(
                "not the same: {:.3} of their rare shingles are in both, {threshold:.3} would be enough",
                rare.similarity()
            ),
        }
    }
}

const fn named(kind: Kind) -> &'static str {
    match kind {
        Kind::Exact => "exact copy",
        Kind::Contained => "part",
        _ => "near duplicate",
    }
}

/// Two texts, part by part.
fn parts<'t>(texts: [&'t str; 2]) -> Vec<Part<'t>> {
    let words = texts.map(Words::of);
    let [left, right] = &words;
    let mut parts = Vec::new();
    let mut from = [0, 0];
    let gap = |from: [usize; 2], until: [usize; 2], parts: &mut Vec<Part<'t>>| {
        let left = Span::new(from[0], until[0]).of(texts[0]);
        let right = Span::new(from[1], until[1]).of(texts[1]);
        let sides = [left.trim(), right.trim()];
        if sides.iter().any(|side| !side.is_empty()) {
            parts.push(Part {
                sides,
                is_shared: false,
            });
        }
    };
    for run in align(&left.words, &right.words) {
        let spans = (
            left.span(&(run.left..run.left + run.count)),
            right.span(&(run.right..run.right + run.count)),
        );
        let (Some(a), Some(b)) = spans else {
            continue;
        };
        let (a, b) = (with_marks(texts[0], a), with_marks(texts[1], b));
        gap(from, [a.start, b.start], &mut parts);
        parts.push(Part {
            sides: [a.of(texts[0]), b.of(texts[1])],
            is_shared: true,
        });
        from = [a.end, b.end];
    }
    gap(from, texts.map(str::len), &mut parts);
    parts
}
