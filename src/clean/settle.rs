//! Claims to removals.
//!
//! What any rule claims and none protects is removed, and the first rule of
//! the table is named for it. White space goes with what it set apart, so that
//! the text that stays reads as if nothing had been there.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Claim, Evidence, Opinion, Removal, Span};

/// Settles the claims on `text` into disjoint, sorted removals.
///
/// The order of `claims` does not matter. `name` gives a rule's identifier.
pub(super) fn settle(
    text: &str,
    claims: Vec<Claim>,
    name: impl Fn(usize) -> Arc<str>,
) -> Vec<Removal> {
    let mut removals = disjoint(text, claims, name);
    widen(text, &mut removals);
    take_rest(text, &mut removals);
    removals
}

/// Settles the claims of higher levels, apart from what is removed.
pub(super) fn settle_suspects(
    text: &str,
    mut claims: Vec<Claim>,
    removals: &[Removal],
    name: impl Fn(usize) -> Arc<str>,
) -> Vec<Removal> {
    if claims.is_empty() {
        return Vec::new();
    }
    claims.extend(removals.iter().map(|removal| Claim {
        span: removal.span,
        rule: 0,
        opinion: Opinion::Protect,
        evidence: removal.evidence.clone(),
    }));
    disjoint(text, claims, name)
}

/// What is claimed and not protected, told rule by rule.
fn disjoint(text: &str, mut claims: Vec<Claim>, name: impl Fn(usize) -> Arc<str>) -> Vec<Removal> {
    claims.retain(|claim| !claim.span.is_empty() && claim.span.end <= text.len());
    claims.sort_by(|a, b| {
        (a.rule, a.span).cmp(&(b.rule, b.span)).then_with(|| {
            if a.evidence == b.evidence {
                Ordering::Equal
            } else {
                order(&a.evidence, &b.evidence)
            }
        })
    });
    let mut removals: Vec<Removal> = Vec::new();
    for (span, claim) in pieces(&claims) {
        let is_blank = |span: Span| span.of(text).trim().is_empty();
        if is_blank(span) && !is_blank(claim.span) {
            continue;
        }
        let rule = name(claim.rule);
        if let Some(last) = removals.last_mut()
            && last.rule == rule
            && between(text, last.span, span).is_empty()
            && join(&mut last.evidence, &claim.evidence)
        {
            last.span.end = span.end;
        } else {
            removals.push(Removal {
                span,
                rule,
                evidence: claim.evidence.clone(),
            });
        }
    }
    removals
}

/// Where no word stays, the white space before the first removal goes too.
fn take_rest(text: &str, removals: &mut [Removal]) {
    let removed: usize = removals.iter().map(|removal| removal.span.len()).sum();
    if let Some(first) = removals.first_mut()
        && removed + first.span.start == text.len()
        && text
            .get(..first.span.start)
            .is_some_and(|before| before.trim().is_empty())
    {
        first.span.start = 0;
    }
}

/// A total order on evidence, for claims that are alike but for it.
fn order(left: &Evidence, right: &Evidence) -> Ordering {
    let whole = |evidence: &Evidence| format!("{evidence:?}");
    // Writing it out takes longest, and of two kinds it begins with their names.
    kind(left)
        .cmp(kind(right))
        .then_with(|| whole(left).cmp(&whole(right)))
}

fn kind(evidence: &Evidence) -> &'static str {
    match evidence {
        Evidence::Phrase(_) => "Phrase",
        Evidence::Node(_) => "Node",
        Evidence::Selector(_) => "Selector",
        Evidence::Same(_) => "Same",
        Evidence::Before { .. } => "Before",
        Evidence::Measure { .. } => "Measure",
        Evidence::Signs(_) => "Signs",
    }
}

/// The parts of the text that are claimed and not protected, each with the
/// claim that is named for it.
fn pieces(claims: &[Claim]) -> Vec<(Span, &Claim)> {
    let mut edges: Vec<(usize, usize, bool)> = Vec::with_capacity(2 * claims.len());
    for (index, claim) in claims.iter().enumerate() {
        edges.push((claim.span.start, index, true));
        edges.push((claim.span.end, index, false));
    }
    #[expect(
        clippy::stable_sort_primitive,
        reason = "mostly one rule after the other, each in the order of the text: a sort that goes by runs has little to do"
    )]
    edges.sort();
    let mut active: BTreeMap<usize, &Claim> = BTreeMap::new();
    let mut protecting = 0_usize;
    let mut pieces: Vec<(Span, &Claim)> = Vec::new();
    let mut from = 0;
    for changes in edges.chunk_by(|left, right| left.0 == right.0) {
        let Some(&(at, ..)) = changes.first() else {
            continue;
        };
        if protecting == 0
            && let Some((_, claim)) = active.first_key_value()
        {
            match pieces.last_mut() {
                Some((span, last)) if std::ptr::eq(*last, *claim) && span.end == from => {
                    span.end = at;
                }
                _ => pieces.push((Span::new(from, at), claim)),
            }
        }
        for &(_, index, starts) in changes {
            let Some(claim) = claims.get(index) else {
                continue;
            };
            match (claim.opinion, starts) {
                (Opinion::Protect, true) => protecting += 1,
                (Opinion::Protect, false) => protecting -= 1,
                (Opinion::Remove(_), true) => drop(active.insert(index, claim)),
                (Opinion::Remove(_), false) => drop(active.remove(&index)),
            }
        }
        from = at;
    }
    pieces
}

/// Takes the evidence for a piece into that for the one before it, where the
/// two are better told as one: of two measures the larger.
fn join(left: &mut Evidence, right: &Evidence) -> bool {
    match (left, right) {
        (
            Evidence::Measure { of, value, .. },
            Evidence::Measure {
                of: other,
                value: next,
                ..
            },
        ) if of == other => {
            *value = value.max(*next);
            true
        }
        (Evidence::Phrase(_), _) => false,
        (left, right) => left == right,
    }
}

/// The text between two spans, white space aside.
fn between(text: &str, left: Span, right: Span) -> &str {
    Span::new(left.end, right.start).of(text).trim()
}

/// Lets removals take the white space that set them apart.
///
/// A run of removals takes the white space inside it and, of the two sides,
/// the narrower one, so that the wider break between what stays survives; at
/// the end of the text it takes the side before, so that a text ends as it did.
/// The tail of a line takes the space before it, its head the space after it.
pub(crate) fn widen(text: &str, removals: &mut [Removal]) {
    let mut first = 0;
    while first < removals.len() {
        let mut last = first;
        while let (Some(left), Some(right)) = (removals.get(last), removals.get(last + 1))
            && between(text, left.span, right.span).is_empty()
        {
            last += 1;
        }
        let Some(run) = removals.get_mut(first..=last) else {
            return;
        };
        widen_run(text, run);
        first = last + 1;
    }
}

fn widen_run(text: &str, run: &mut [Removal]) {
    let (Some(start), Some(end)) = (
        run.first().map(|r| r.span.start),
        run.last().map(|r| r.span.end),
    ) else {
        return;
    };
    let before = text.get(..start).unwrap_or_default();
    let before = before.get(before.trim_end().len()..).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    let ends_text = after.trim_start().is_empty();
    let after = after
        .get(..after.len() - after.trim_start().len())
        .unwrap_or_default();
    let starts_text = before.len() == start;
    let starts_line = starts_text || before.contains('\n');
    let ends_line = ends_text || after.contains('\n');
    let lines = |space: &str| space.bytes().filter(|byte| *byte == b'\n').count();
    let takes_before = if starts_text {
        false
    } else if starts_line && ends_line {
        ends_text || lines(before) < lines(after)
    } else {
        !starts_line
    };
    if takes_before {
        if let Some(first) = run.first_mut() {
            first.span.start = start - before.len();
        }
    } else if let Some(last) = run.last_mut() {
        last.span.end = end + after.len();
    }
    // White space inside the run goes with the removal before it, or with the
    // one after it where the run reaches backwards.
    for at in 1..run.len() {
        let Some([left, right]) = run.get_mut(at - 1..=at) else {
            continue;
        };
        if takes_before {
            right.span.start = left.span.end;
        } else {
            left.span.end = right.span.start;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Level;

    fn check(text: &str, removed: &[&str], expected: &str) {
        let claims = removed
            .iter()
            .enumerate()
            .map(|(rule, part)| {
                let start = text.find(part).unwrap();
                let span = Span::new(start, start + part.len());
                Claim {
                    span,
                    rule,
                    opinion: Opinion::Remove(Level::Standard),
                    evidence: Evidence::Phrase("x".into()),
                }
            })
            .collect();
        let removals = settle(text, claims, |rule| rule.to_string().into());
        let mut kept = String::new();
        let mut at = 0;
        for removal in &removals {
            assert!(removal.span.start >= at && !removal.span.is_empty());
            kept.push_str(Span::new(at, removal.span.start).of(text));
            at = removal.span.end;
        }
        kept.push_str(Span::new(at, text.len()).of(text));
        assert_eq!(kept, expected);
    }

    #[test]
    fn white_space_goes_with_what_it_set_apart() {
        check("a\n\nPROMO\n\nb", &["PROMO"], "a\n\nb");
        check("a\nPROMO\n\nb", &["PROMO"], "a\n\nb");
        check("a\n\nPROMO\nb", &["PROMO"], "a\n\nb");
        check("a\n\nPROMO", &["PROMO"], "a");
        check("a\n\nPROMO\n", &["PROMO"], "a\n");
        check("PROMO\n\na\n", &["PROMO"], "a\n");
        check("a\n\nP1\n\nP2\nP3\n\n\nb", &["P1", "P2", "P3"], "a\n\n\nb");
        check("It rained. PROMO\n\nb", &["PROMO"], "It rained.\n\nb");
        check("PROMO It rained.\n\nb", &["PROMO"], "It rained.\n\nb");
        check(
            "It rained. PROMO Then sun.",
            &["PROMO"],
            "It rained. Then sun.",
        );
        check("PROMO", &["PROMO"], "");
    }

    #[test]
    fn protection_wins_and_the_first_rule_is_named() {
        let claim = |start, end, rule, opinion| Claim {
            span: Span::new(start, end),
            rule,
            opinion,
            evidence: Evidence::Node("n".into()),
        };
        let claims = vec![
            claim(0, 9, 2, Opinion::Remove(Level::Standard)),
            claim(3, 6, 1, Opinion::Remove(Level::Careful)),
            claim(7, 8, 9, Opinion::Protect),
        ];
        let mut reversed = claims.clone();
        reversed.reverse();
        let settled = settle("abcdefghi", claims, |rule| rule.to_string().into());
        let told: Vec<_> = settled
            .iter()
            .map(|r| (r.span.start, r.span.end, &*r.rule))
            .collect();
        assert_eq!(told, [(0, 3, "2"), (3, 6, "1"), (6, 7, "2"), (8, 9, "2")]);
        assert_eq!(
            settled,
            settle("abcdefghi", reversed, |rule| rule.to_string().into())
        );
    }
}
