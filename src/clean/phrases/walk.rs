//! To walk the automaton over the tokens of a line, all phrases at once.

use rustc_hash::FxHashSet;

use super::automaton::{
    Automaton, FIXED, HAS_ENDS, HAS_FREE, HAS_SETS, OPEN, SWALLOWS, SWALLOWS_ALL,
};
use super::symbol::{GAP, Symbol, UNKNOWN};
use super::token::{Kind, Token, Tokens};

/// Tokens a phrase can cover.
const TOKENS: usize = 192;
/// States that can be active at once; a line that would need more is left
/// alone from there on.
const ACTIVE: usize = 2048;
/// States that are looked through faster than looked up.
const FEW: usize = 32;
/// Tokens a wording of a set can cover, marks between them included.
const MEMBER: usize = 24;

/// Lists that a walk fills, kept for their memory.
#[derive(Debug, Default)]
pub(super) struct Work {
    /// States by place, counted from where the walk began.
    at: Vec<Vec<u32>>,
    /// States that are active, where there are too many to look through.
    seen: FxHashSet<u32>,
    /// Sets with a wording that begins at the place, and the places it ends at.
    sets: Vec<(Symbol, usize)>,
    nodes: Vec<(u32, usize)>,
}

/// Which phrases a walk begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begin {
    /// Those whose first word is known: next to free where none fits.
    Fixed,
    /// All.
    Any,
}

/// Whether any phrase can begin with the token.
fn starts(automaton: &Automaton, token: Option<Token>, beginnings: &[u32]) -> bool {
    let Some(token) = token else { return false };
    if token.kind == Kind::Mark {
        return true;
    }
    let classes = Tokens::classes(&token);
    beginnings.iter().any(|&beginning| {
        automaton.begins(beginning, GAP)
            || [token.symbol, classes[0], classes[1]]
                .into_iter()
                .any(|symbol| symbol != UNKNOWN && automaton.begins(beginning, symbol))
    })
}

impl Work {
    /// Walks from the token `from`; calls `found` with each place at which
    /// phrases end and these phrases.
    pub(super) fn walk(
        &mut self,
        automaton: &Automaton,
        tokens: &mut Tokens<'_, '_>,
        from: usize,
        begin: Begin,
        mut found: impl FnMut(&mut Tokens<'_, '_>, usize, &[(u32, u32)]),
    ) {
        let beginnings: &[u32] = match begin {
            Begin::Fixed => &[FIXED],
            Begin::Any => &[FIXED, OPEN],
        };
        let mut beginning = true;
        let mut last = 0;
        let mut step = 0;
        while (beginning || step <= last) && step < TOKENS {
            let token = tokens.get(from + step);
            if beginning && step == 0 && !starts(automaton, token, beginnings) {
                return;
            }
            if step == 0 {
                self.at.resize_with(TOKENS + MEMBER + 2, Vec::new);
            }
            let mut states = self
                .at
                .get_mut(step)
                .map(std::mem::take)
                .unwrap_or_default();
            self.close(automaton, &mut states);
            for &state in &states {
                if automaton.has(state, HAS_ENDS) {
                    found(tokens, from + step, automaton.ends.row(state));
                }
            }
            let Some(token) = token else {
                self.put_back(states, step);
                break;
            };
            if beginning {
                last = last.max(self.first_step(automaton, beginnings, tokens, &token, from, step));
                beginning = token.kind == Kind::Mark;
            } else if states.is_empty() {
                self.put_back(states, step);
                step += 1;
                continue;
            }
            if !states.is_empty() {
                let reached = if token.kind == Kind::Mark {
                    self.over_mark(automaton, &states, &token, step)
                } else {
                    self.over_word(automaton, &states, tokens, &token, from, step)
                };
                last = last.max(reached);
            }
            self.put_back(states, step);
            step += 1;
        }
        self.at.iter_mut().take(last + 1).for_each(Vec::clear);
    }

    fn put_back(&mut self, mut states: Vec<u32>, step: usize) {
        states.clear();
        if let Some(list) = self.at.get_mut(step) {
            *list = states;
        }
    }

    /// Takes all phrases over their first token.
    fn first_step(
        &mut self,
        automaton: &Automaton,
        beginnings: &[u32],
        tokens: &mut Tokens<'_, '_>,
        token: &Token,
        from: usize,
        step: usize,
    ) -> usize {
        let classes = Tokens::classes(token);
        if token.kind == Kind::Mark {
            self.sets.clear();
        } else {
            self.sets_at(automaton, tokens, from + step);
        }
        let mut reached = step;
        for &beginning in beginnings {
            let mut go = |symbol: Symbol, place: usize| {
                let to = automaton.first(beginning, symbol);
                if !to.is_empty()
                    && let Some(list) = self.at.get_mut(place)
                {
                    list.extend(to.iter().map(|&(_, to)| to));
                    reached = reached.max(place);
                }
            };
            for symbol in [token.symbol, classes[0], classes[1]] {
                if symbol != UNKNOWN {
                    go(symbol, step + 1);
                }
            }
            if token.kind != Kind::Mark {
                go(GAP, step + 1);
            }
            for &(set, end) in &self.sets {
                go(set, end - from);
            }
        }
        reached
    }

    /// Drops doubles and adds what is reached without a token.
    fn close(&mut self, automaton: &Automaton, states: &mut Vec<u32>) {
        let mut place = 0;
        while let Some(&state) = states.get(place) {
            if place >= ACTIVE || self.is_among(states.get(..place), state) {
                states.swap_remove(place);
                continue;
            }
            place += 1;
            if automaton.has(state, HAS_FREE) {
                states.extend(automaton.free.row(state).iter().map(|&(_, to)| to));
            }
        }
    }

    /// Whether a state is active already, of which these are all.
    fn is_among(&mut self, active: Option<&[u32]>, state: u32) -> bool {
        let active = active.unwrap_or_default();
        if active.len() < FEW {
            return active.contains(&state);
        }
        if active.len() == FEW {
            self.seen.clear();
            self.seen.extend(active);
        }
        !self.seen.insert(state)
    }

    /// A mark is taken where a phrase asks for it and skipped as well.
    fn over_mark(
        &mut self,
        automaton: &Automaton,
        states: &[u32],
        token: &Token,
        step: usize,
    ) -> usize {
        let Some(next) = self.at.get_mut(step + 1) else {
            return step;
        };
        next.extend_from_slice(states);
        next.extend(
            states
                .iter()
                .filter_map(|&state| automaton.edges.get(state, token.symbol)),
        );
        step + 1
    }

    fn over_word(
        &mut self,
        automaton: &Automaton,
        states: &[u32],
        tokens: &mut Tokens<'_, '_>,
        token: &Token,
        from: usize,
        step: usize,
    ) -> usize {
        let classes = Tokens::classes(token);
        let mut reached = step;
        if states.iter().any(|&state| automaton.has(state, HAS_SETS)) {
            self.sets_at(automaton, tokens, from + step);
        } else {
            self.sets.clear();
        }
        for &state in states {
            let mut go = |to: Option<u32>, place: usize| {
                if let Some(to) = to
                    && let Some(list) = self.at.get_mut(place)
                {
                    list.push(to);
                    reached = reached.max(place);
                }
            };
            if token.symbol != UNKNOWN {
                go(automaton.edges.get(state, token.symbol), step + 1);
            }
            if automaton.has(state, SWALLOWS)
                && (!token.sentence || step == 0 || automaton.has(state, SWALLOWS_ALL))
            {
                go(Some(state), step + 1);
            }
            if !automaton.has(state, HAS_SETS) {
                continue;
            }
            for class in classes.into_iter().filter(|&class| class != UNKNOWN) {
                go(automaton.edges.get(state, class), step + 1);
            }
            for &(set, end) in &self.sets {
                go(automaton.edges.get(state, set), end - from);
            }
        }
        reached
    }

    /// Finds the sets with a wording that begins at a place.
    fn sets_at(&mut self, automaton: &Automaton, tokens: &mut Tokens<'_, '_>, place: usize) {
        self.sets.clear();
        self.nodes.clear();
        self.nodes.push((0, place));
        let mut next = 0;
        while let Some(&(node, at)) = self.nodes.get(next) {
            next += 1;
            if node != 0 {
                let ends = automaton.member_ends.row(node);
                self.sets.extend(ends.iter().map(|&(set, _)| (set, at)));
            }
            if at >= place + MEMBER || node != 0 && automaton.members.row(node).is_empty() {
                continue;
            }
            let mut at = at;
            let token = loop {
                match tokens.get(at) {
                    Some(token) if token.kind == Kind::Mark && at < place + MEMBER => {
                        if let Some(to) = automaton.member(node, token.symbol) {
                            self.nodes.push((to, at + 1));
                        }
                        at += 1;
                    }
                    other => break other,
                }
            };
            let Some(token) = token.filter(|token| token.kind != Kind::Mark) else {
                continue;
            };
            let classes = Tokens::classes(&token);
            for symbol in [token.symbol, classes[0], classes[1]] {
                if symbol != UNKNOWN
                    && let Some(to) = automaton.member(node, symbol)
                {
                    self.nodes.push((to, at + 1));
                }
            }
        }
    }
}
