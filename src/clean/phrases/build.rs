//! To build the automaton, phrase by phrase.

use rustc_hash::FxHashMap;

use super::automaton::{
    Automaton, FIXED, HAS_ENDS, HAS_FREE, HAS_SETS, IS_OPEN, OPEN, SWALLOWS, SWALLOWS_ALL,
};
use super::hook::{self, Open};
use super::symbol::{self, GAP, REST, Symbol, id};
use super::syntax::{Part, is_open};
use super::table::Table;

/// Ways through the options of one phrase that are kept apart; more are joined.
const WAYS: usize = 8;
/// Words a `{name}` may have after its first.
const NAME_PARTS: usize = 4;

/// An automaton in the making.
#[derive(Debug)]
pub(super) struct Builder {
    edges: FxHashMap<(u32, Symbol), u32>,
    free: Vec<(u32, u32, u32)>,
    ends: Vec<(u32, u32, u32)>,
    traits: Vec<u8>,
    /// The open phrase that is added, and those that reach a state.
    adding: Open,
    open: Vec<Open>,
    /// Open phrases so far.
    opened: usize,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self {
            edges: FxHashMap::default(),
            free: Vec::new(),
            ends: Vec::new(),
            traits: vec![0, 0],
            adding: 0,
            open: Vec::new(),
            opened: 0,
        }
    }

    /// Adds a phrase under its number.
    pub(super) fn add(&mut self, parts: &[Part], phrase: usize) {
        let start = if is_open(parts) {
            self.adding = hook::open(self.opened);
            self.opened += 1;
            OPEN
        } else {
            self.adding = 0;
            FIXED
        };
        for state in self.sequence(parts, vec![start]) {
            self.mark(state, HAS_ENDS);
            self.ends.push((state, id(phrase), id(phrase)));
        }
    }

    fn sequence(&mut self, parts: &[Part], from: Vec<u32>) -> Vec<u32> {
        parts.iter().fold(from, |from, part| {
            let to = self.part(part, from);
            if to.len() > WAYS {
                vec![self.join(&to)]
            } else {
                to
            }
        })
    }

    fn part(&mut self, part: &Part, from: Vec<u32>) -> Vec<u32> {
        match part {
            Part::One(symbol) => self.step(from, *symbol),
            Part::Gap => self.swallow(from, GAP, SWALLOWS),
            Part::Rest => self.swallow(from, REST, SWALLOWS | SWALLOWS_ALL),
            Part::Name => {
                let mut all = self.step(from, symbol::CAPITAL);
                let mut last = all.clone();
                for _ in 0..NAME_PARTS {
                    last = self.step(last, symbol::NAME_PART);
                    all.extend(&last);
                }
                all
            }
            Part::Choice { ways, optional } => {
                let mut all = if *optional { from.clone() } else { Vec::new() };
                for way in ways {
                    all.extend(self.sequence(way, from.clone()));
                }
                all.sort_unstable();
                all.dedup();
                all
            }
            Part::Repeat(body) => {
                let begin = self.join(&from);
                let ends = self.sequence(body, vec![begin]);
                for &end in &ends {
                    self.free_edge(end, begin);
                }
                ends
            }
        }
    }

    fn step(&mut self, mut states: Vec<u32>, symbol: Symbol) -> Vec<u32> {
        for state in &mut states {
            if symbol::is_set(symbol) || symbol < 16 {
                self.mark(*state, HAS_SETS);
            }
            *state = self.edge(*state, symbol);
        }
        states
    }

    fn edge(&mut self, from: u32, symbol: Symbol) -> u32 {
        if let Some(&to) = self.edges.get(&(from, symbol)) {
            self.reach(to);
            return to;
        }
        let to = self.state();
        self.edges.insert((from, symbol), to);
        to
    }

    fn swallow(&mut self, mut states: Vec<u32>, label: Symbol, how: u8) -> Vec<u32> {
        for state in &mut states {
            let known = self.edges.len();
            let gap = self.edge(*state, label);
            if self.edges.len() > known {
                self.free_edge(*state, gap);
                self.mark(gap, how);
            }
            *state = gap;
        }
        states
    }

    fn join(&mut self, from: &[u32]) -> u32 {
        let joint = self.state();
        for &state in from {
            self.free_edge(state, joint);
        }
        joint
    }

    fn free_edge(&mut self, from: u32, to: u32) {
        self.mark(from, HAS_FREE);
        self.free.push((from, to, to));
    }

    fn state(&mut self) -> u32 {
        let state = id(self.traits.len());
        self.traits.push(0);
        self.reach(state);
        state
    }

    /// Notes that the phrase that is added reaches a state; what is open and
    /// what is not share none.
    fn reach(&mut self, state: u32) {
        if self.adding == 0 {
            return;
        }
        self.mark(state, IS_OPEN);
        let place = state as usize;
        if self.open.len() <= place {
            self.open.resize(place + 1, 0);
        }
        if let Some(open) = self.open.get_mut(place) {
            *open |= self.adding;
        }
    }

    fn mark(&mut self, state: u32, what: u8) {
        if let Some(has) = self.traits.get_mut(state as usize) {
            *has |= what;
        }
    }

    /// Ends the making, with the wordings of each set in the order of their
    /// symbols.
    pub(super) fn finish(self, sets: &[Vec<Vec<Symbol>>]) -> Automaton {
        let states = self.traits.len();
        let mut rows: Vec<_> = Vec::with_capacity(self.edges.len());
        rows.extend(
            self.edges
                .into_iter()
                .map(|((from, symbol), to)| (from, symbol, to)),
        );
        let (members, member_ends) = trie(sets);
        let mut automaton = Automaton {
            edges: Table::new(states, rows),
            free: Table::new(states, self.free),
            ends: Table::new(states, self.ends),
            traits: self.traits,
            open: self.open,
            first: Table::default(),
            words: 0,
            firsts: Vec::new(),
            members,
            roots: Vec::new(),
            member_ends,
        };
        automaton.merge_beginnings(sets);
        automaton
    }
}

/// One trie of the wordings of all sets.
fn trie(sets: &[Vec<Vec<Symbol>>]) -> (Table, Table) {
    let mut edges: FxHashMap<(u32, Symbol), u32> = FxHashMap::default();
    let mut ends = Vec::new();
    for (number, wordings) in sets.iter().enumerate() {
        let set = symbol::set(number);
        for wording in wordings {
            let mut node = 0;
            for &symbol in wording {
                let next = id(edges.len() + 1);
                node = *edges.entry((node, symbol)).or_insert(next);
            }
            ends.push((node, set, set));
        }
    }
    let nodes = edges.len() + 1;
    let rows = edges
        .into_iter()
        .map(|((from, symbol), to)| (from, symbol, to));
    (Table::new(nodes, rows.collect()), Table::new(nodes, ends))
}
