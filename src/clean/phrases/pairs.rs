//! Which words can begin a phrase, and which can then go on.

use super::automaton::{Automaton, FIXED, HAS_ENDS, SWALLOWS};
use super::filter::Filter;
use super::symbol::{self, GAP, REST, Symbol};
use super::table::Table;

/// A phrase may end with its first word.
const WHOLE: u32 = 1;
/// A phrase may have a gap after its first word.
const GAPPED: u32 = 2;

/// The first two steps of all phrases that begin with something known.
///
/// Sets stay sets here: a word counts as each set that it is of.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// For words, what they count as in the first place.
    firsts: Table,
    /// For words, what they count as in a place after it.
    others: Table,
    /// What can stand directly after a first.
    seconds: Filter,
    /// What can stand after a first and a gap.
    ends: Filter,
}

impl Pairs {
    pub(super) fn new(automaton: &Automaton, sets: &[Vec<Vec<Symbol>>]) -> Self {
        let mut making = Making::default();
        for (first, to) in automaton.firsts_of(FIXED) {
            making.add(automaton, first, to);
        }
        making.finish(sets)
    }

    /// Whether a phrase may begin with the symbol.
    pub(super) fn begins(&self, symbol: Symbol) -> bool {
        !self.firsts.row(symbol).is_empty()
    }

    /// Whether a phrase may be no more than the symbol.
    pub(super) fn is_whole(&self, symbol: Symbol) -> bool {
        let mut counts = self.firsts.row(symbol).iter();
        counts.any(|(_, what)| what & WHOLE != 0)
    }

    /// Whether a phrase that begins with the symbol may have a gap next.
    pub(super) fn has_gap(&self, symbol: Symbol) -> bool {
        let mut counts = self.firsts.row(symbol).iter();
        counts.any(|(_, what)| what & GAPPED != 0)
    }

    /// Whether a phrase may have the two as its first and its second.
    pub(super) fn follows(&self, first: Symbol, second: Symbol) -> bool {
        self.meet(first, second, |pair| self.seconds.may_have(pair))
    }

    /// Whether a phrase may have the two around a gap.
    pub(super) fn ends_gap(&self, first: Symbol, end: Symbol) -> bool {
        self.meet(first, end, |pair| self.ends.may_have(pair))
    }

    /// Whether the symbol may follow at all.
    pub(super) fn is_other(&self, symbol: Symbol) -> bool {
        !self.others.row(symbol).is_empty()
    }

    fn meet(&self, first: Symbol, other: Symbol, known: impl Fn(u64) -> bool) -> bool {
        let others = self.others.row(other);
        let firsts = self.firsts.row(first).iter();
        firsts
            .map(|&(first, _)| first)
            .any(|first| others.iter().any(|&(other, _)| known(pair(first, other))))
    }
}

fn pair(first: Symbol, other: Symbol) -> u64 {
    u64::from(first) << 32 | u64::from(other)
}

#[derive(Default)]
struct Making {
    /// With what phrases do after them.
    firsts: Vec<(Symbol, u32)>,
    others: Vec<Symbol>,
    seconds: Vec<u64>,
    ends: Vec<u64>,
    reached: Vec<u32>,
}

impl Making {
    fn add(&mut self, automaton: &Automaton, first: Symbol, to: impl Iterator<Item = u32>) {
        self.reached.clear();
        self.reached.extend(to);
        automaton.close(&mut self.reached);
        let any = |what| self.reached.iter().any(|&state| automaton.has(state, what));
        let gapped = any(SWALLOWS);
        let whole = if any(HAS_ENDS) { WHOLE } else { 0 };
        self.firsts
            .push((first, whole | if gapped { GAPPED } else { 0 }));
        for &state in &self.reached {
            let edges = automaton.edges.row(state).iter();
            for &(next, _) in edges.filter(|(next, _)| ![GAP, REST].contains(next)) {
                self.others.push(next);
                self.seconds.push(pair(first, next));
                if gapped {
                    self.ends.push(pair(first, next));
                }
            }
        }
    }

    fn finish(mut self, sets: &[Vec<Vec<Symbol>>]) -> Pairs {
        let wordings = |set| sets.get(symbol::number(set)).map_or(&[][..], Vec::as_slice);
        let mut firsts = Vec::new();
        for (first, what) in self.firsts {
            if !symbol::is_set(first) {
                firsts.push((first, first, what));
                continue;
            }
            for wording in wordings(first) {
                match **wording {
                    [] => {}
                    [word] => firsts.push((word, first, what)),
                    // The set's own second word comes before what follows it.
                    [word, second, ..] => {
                        firsts.push((word, word, 0));
                        self.others.push(second);
                        self.seconds.push(pair(word, second));
                    }
                }
            }
        }
        self.others.sort_unstable();
        self.others.dedup();
        let mut others = Vec::new();
        for other in self.others {
            if symbol::is_set(other) {
                let words = wordings(other).iter().filter_map(|wording| wording.first());
                others.extend(words.map(|&word| (word, other, 0)));
            } else {
                others.push((other, other, 0));
            }
        }
        Pairs {
            firsts: by_word(firsts),
            others: by_word(others),
            seconds: Filter::new(&self.seconds),
            ends: Filter::new(&self.ends),
        }
    }
}

fn by_word(rows: Vec<(u32, u32, u32)>) -> Table {
    let last = rows.iter().map(|&(word, _, _)| word).max().unwrap_or(0);
    Table::new(last as usize + 1, rows)
}
