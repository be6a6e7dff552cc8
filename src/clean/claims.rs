//! The claims made on one document while rules look at it.

use super::phrases::Mask;
use crate::model::{Card, Claim, Evidence, Level, Opinion, Span};

/// Claims in the order they are made; a rule can see what earlier ones claim.
pub(crate) struct Claims<'r> {
    cards: &'r [Card],
    level: Level,
    mask: &'r Mask,
    made: Vec<Claim>,
    /// Claims of higher levels, which no rule sees.
    suspected: Vec<Claim>,
    rule: usize,
    /// How well the main content of the page could be told, where it was.
    pub(crate) confidence: Option<f32>,
}

/// Spans in order, each once.
pub(crate) struct Spans(Vec<Span>);

impl Spans {
    /// Whether this one is among them.
    pub(crate) fn contains(&self, span: Span) -> bool {
        !self.0.is_empty() && self.0.binary_search(&span).is_ok()
    }

    /// Adds one.
    pub(crate) fn insert(&mut self, span: Span) {
        if let Err(place) = self.0.binary_search(&span) {
            self.0.insert(place, span);
        }
    }
}

impl<'r> Claims<'r> {
    /// No claims yet, by the rules with these cards, at a level;
    /// the mask says which of them know no level.
    pub(crate) fn new(cards: &'r [Card], level: Level, mask: &'r Mask) -> Self {
        Self {
            cards,
            level,
            mask,
            made: Vec::new(),
            suspected: Vec::new(),
            rule: 0,
            confidence: None,
        }
    }

    /// Says which rule speaks from now on.
    pub(crate) fn speaker(&mut self, rule: usize) {
        self.rule = rule;
    }

    /// Claims that a span is not the article, from a level on.
    pub(crate) fn remove(&mut self, level: Level, span: Span, evidence: Evidence) {
        let claims = if level <= self.level || self.mask.denies(self.rule) {
            &mut self.made
        } else {
            &mut self.suspected
        };
        claims.push(Claim {
            span,
            rule: self.rule,
            opinion: Opinion::Remove(level),
            evidence,
        });
    }

    /// Claims that a span is the article, whatever others say.
    pub(crate) fn protect(&mut self, span: Span, evidence: Evidence) {
        self.made.push(Claim {
            span,
            rule: self.rule,
            opinion: Opinion::Protect,
            evidence,
        });
    }

    /// The spans claimed so far.
    pub(crate) fn spans(&self) -> Spans {
        let mut spans: Vec<Span> = self.removals().map(|(span, _)| span).collect();
        spans.sort_unstable();
        spans.dedup();
        Spans(spans)
    }

    /// What is claimed so far, with the rule that claims it.
    pub(crate) fn removals(&self) -> impl Iterator<Item = (Span, usize)> {
        self.made
            .iter()
            .filter(|claim| claim.opinion != Opinion::Protect)
            .map(|claim| (claim.span, claim.rule))
    }

    /// The same, and what is claimed at higher levels: signs of what a page is.
    pub(crate) fn sightings(&self) -> impl Iterator<Item = (Span, usize)> {
        let suspected = self.suspected.iter();
        self.removals()
            .chain(suspected.map(|claim| (claim.span, claim.rule)))
    }

    /// What is claimed so far, joined to disjoint spans in order.
    pub(crate) fn covered(&self) -> Vec<Span> {
        let mut covered: Vec<Span> = Vec::new();
        for span in self.spans().0 {
            match covered.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => covered.push(span),
            }
        }
        covered
    }

    /// The claims made by rules of one family.
    pub(crate) fn of_family(&self, family: &str) -> impl Iterator<Item = &Claim> {
        self.made.iter().filter(move |claim| {
            self.cards
                .get(claim.rule)
                .is_some_and(|card| &*card.family == family)
        })
    }

    /// The claims, and those of higher levels.
    pub(crate) fn into_made(self) -> (Vec<Claim>, Vec<Claim>) {
        (self.made, self.suspected)
    }
}
