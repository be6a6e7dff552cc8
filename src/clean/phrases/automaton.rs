//! All phrases as one automaton over words.
//!
//! A trie as far as phrases begin alike, so that a state stands for all
//! phrases that share its words; states of their own only where an optional
//! part or a repetition joins several ways.

use super::hook::Open;
use super::symbol::{self, GAP, REST, Symbol};
use super::table::Table;

/// Begins the phrases whose first word is known.
pub(super) const FIXED: u32 = 0;
/// Begins the phrases that open with a gap or a name.
pub(super) const OPEN: u32 = 1;

/// What a state has beyond edges on words.
pub(super) const HAS_SETS: u8 = 1;
pub(super) const HAS_FREE: u8 = 2;
pub(super) const HAS_ENDS: u8 = 4;
/// Swallows the words of a sentence, of any sentence.
pub(super) const SWALLOWS: u8 = 8;
pub(super) const SWALLOWS_ALL: u8 = 16;
/// Is reached by open phrases alone.
pub(super) const IS_OPEN: u8 = 32;

/// The compiled phrases.
#[derive(Debug)]
pub(super) struct Automaton {
    pub edges: Table,
    /// Edges that take no token, by place.
    pub free: Table,
    /// Phrases that end in a state, by place.
    pub ends: Table,
    pub traits: Vec<u8>,
    /// Of the states that only open phrases reach: which of these.
    pub open: Vec<Open>,
    /// By symbols, sets after words: what the two beginnings reach with their
    /// first token; what swallows that token among it, by [`GAP`].
    pub first: Table,
    /// Symbols that are no sets.
    pub words: u32,
    /// Bits of the beginnings that some phrase leaves by the symbol.
    pub firsts: Vec<u8>,
    pub members: Table,
    /// Where the members that begin with a symbol lead.
    pub roots: Vec<u32>,
    /// Sets of which a wording ends at a node of `members`.
    pub member_ends: Table,
}

impl Automaton {
    pub(super) fn has(&self, state: u32, what: u8) -> bool {
        self.traits
            .get(state as usize)
            .is_some_and(|has| has & what != 0)
    }

    /// Whether a state can end in a phrase that is not open or in one of these.
    #[inline]
    pub(super) fn leads_to(&self, state: u32, open: Open) -> bool {
        !self.has(state, IS_OPEN)
            || self
                .open
                .get(state as usize)
                .is_some_and(|all| all & open != 0)
    }

    /// Whether some phrase of a beginning can take a token of this symbol first.
    pub(super) fn begins(&self, beginning: u32, symbol: Symbol) -> bool {
        let bits = self.firsts.get(symbol as usize);
        bits.is_some_and(|bits| bits & (1 << beginning) != 0)
    }

    /// What a beginning reaches with a first token of this symbol.
    pub(super) fn first(&self, beginning: u32, symbol: Symbol) -> &[(u32, u32)] {
        self.first.all(self.row_of(symbol), beginning)
    }

    /// All symbols that phrases of a beginning can have first, with what they
    /// reach.
    pub(super) fn firsts_of(
        &self,
        beginning: u32,
    ) -> impl Iterator<Item = (Symbol, impl Iterator<Item = u32>)> {
        let symbols = (0..self.first.rows()).map(|row| match row.checked_sub(self.words) {
            Some(number) => symbol::set(number as usize),
            None => row,
        });
        let reached = symbols.map(move |symbol| (symbol, self.first(beginning, symbol)));
        reached
            .filter(|(_, to)| !to.is_empty())
            .map(|(symbol, to)| (symbol, to.iter().map(|&(_, to)| to)))
    }

    /// Adds the states that are reached without a token.
    pub(super) fn close(&self, states: &mut Vec<u32>) {
        let mut next = 0;
        while let Some(&state) = states.get(next) {
            next += 1;
            for &(_, to) in self.free.row(state) {
                if !states.contains(&to) {
                    states.push(to);
                }
            }
        }
    }

    fn row_of(&self, symbol: Symbol) -> u32 {
        if symbol::is_set(symbol) {
            self.words + symbol::id(symbol::number(symbol))
        } else {
            symbol
        }
    }

    /// The node of members that a symbol leads to from a node.
    pub(super) fn member(&self, node: u32, symbol: Symbol) -> Option<u32> {
        if node == 0 {
            let root = self.roots.get(symbol as usize).copied();
            root.filter(|&root| root != 0)
        } else {
            self.members.get(node, symbol)
        }
    }

    /// How many states there are.
    pub(super) fn states(&self) -> usize {
        self.traits.len()
    }
}

impl Automaton {
    /// Makes the first step of all phrases one look into a table: most lines
    /// end there.
    pub(super) fn merge_beginnings(&mut self, sets: &[Vec<Vec<Symbol>>]) {
        let mut rows = Vec::new();
        for beginning in [FIXED, OPEN] {
            let mut reached = vec![beginning];
            let mut seen = vec![false; self.states()];
            let mut next = 0;
            while let Some(&state) = reached.get(next) {
                next += 1;
                let Some(seen) = seen.get_mut(state as usize) else {
                    break;
                };
                if std::mem::replace(seen, true) {
                    continue;
                }
                reached.extend(self.free.row(state).iter().map(|&(_, to)| to));
                let edges = self.edges.row(state).iter();
                let steps = edges.filter(|&&(symbol, _)| symbol != GAP && symbol != REST);
                rows.extend(steps.map(|&(symbol, to)| (beginning, symbol, to)));
                if self.has(state, SWALLOWS) {
                    rows.push((beginning, GAP, state));
                }
            }
        }
        for &(beginning, symbol, _) in &rows {
            let wordings = (symbol::is_set(symbol)).then(|| sets.get(symbol::number(symbol)));
            match wordings.flatten() {
                Some(wordings) => {
                    for first in wordings.iter().filter_map(|wording| wording.first()) {
                        note(&mut self.firsts, beginning, *first);
                    }
                }
                None => note(&mut self.firsts, beginning, symbol),
            }
        }
        let words = rows.iter().map(|&(_, symbol, _)| symbol);
        self.words = 1 + words
            .filter(|&symbol| !symbol::is_set(symbol))
            .max()
            .unwrap_or(0);
        for row in &mut rows {
            *row = (self.row_of(row.1), row.0, row.2);
        }
        self.first = Table::new(self.words as usize + sets.len(), rows);
        for &(symbol, node) in self.members.row(0) {
            let place = symbol as usize;
            if self.roots.len() <= place {
                self.roots.resize(place + 1, 0);
            }
            if let Some(root) = self.roots.get_mut(place) {
                *root = node;
            }
        }
    }
}

fn note(firsts: &mut Vec<u8>, beginning: u32, symbol: Symbol) {
    let place = symbol as usize;
    if firsts.len() <= place {
        firsts.resize(place + 1, 0);
    }
    if let Some(bits) = firsts.get_mut(place) {
        *bits |= 1 << beginning;
    }
}
