//! The claims made on one document while rules look at it.

use std::collections::BTreeSet;

use crate::model::{Card, Claim, Evidence, Opinion, Span};

/// Claims in the order they are made; a rule can see what earlier ones claim.
pub(crate) struct Claims<'r> {
    cards: &'r [Card],
    made: Vec<Claim>,
    rule: usize,
}

impl<'r> Claims<'r> {
    /// No claims yet, by the rules with these cards.
    pub(crate) fn new(cards: &'r [Card]) -> Self {
        Self {
            cards,
            made: Vec::new(),
            rule: 0,
        }
    }

    /// Says which rule speaks from now on.
    pub(crate) fn speaker(&mut self, rule: usize) {
        self.rule = rule;
    }

    /// Claims that a span is not the article.
    pub(crate) fn remove(&mut self, span: Span, evidence: Evidence) {
        self.made.push(Claim {
            span,
            rule: self.rule,
            opinion: Opinion::Remove,
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
    pub(crate) fn spans(&self) -> BTreeSet<Span> {
        self.made
            .iter()
            .filter(|claim| claim.opinion == Opinion::Remove)
            .map(|claim| claim.span)
            .collect()
    }

    /// What is claimed so far, with the rule that claims it.
    pub(crate) fn removals(&self) -> impl Iterator<Item = (Span, usize)> {
        self.made
            .iter()
            .filter(|claim| claim.opinion == Opinion::Remove)
            .map(|claim| (claim.span, claim.rule))
    }

    /// What is claimed so far, joined to disjoint spans in order.
    pub(crate) fn covered(&self) -> Vec<Span> {
        let mut covered: Vec<Span> = Vec::new();
        for span in self.spans() {
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

    pub(crate) fn into_made(self) -> Vec<Claim> {
        self.made
    }
}
