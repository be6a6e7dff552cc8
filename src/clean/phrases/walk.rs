//! To walk the automaton over the tokens of a line, all phrases at once.

use rustc_hash::FxHashSet;

use super::automaton::{
    Automaton, FIXED, HAS_ENDS, HAS_FREE, HAS_SETS, OPEN, SWALLOWS, SWALLOWS_ALL,
};
use super::hook::Open;
use super::symbol::{GAP, Symbol, UNKNOWN, is_set};
use super::table::under;
use super::token::{Kind, Token, Tokens};

/// Tokens a phrase can cover.
const TOKENS: usize = 192;
/// States that can be active at once; a line that would need more is left
/// alone from there on.
const ACTIVE: usize = 2048;
/// States that are looked through faster than looked up.
const FEW: usize = 64;
/// Tokens a wording of a set can cover, marks between them included.
const MEMBER: usize = 24;

/// Lists that a walk fills, kept for their memory.
#[derive(Debug, Default)]
pub(super) struct Work {
    /// States at the token that is walked over, and at the one after it.
    now: Vec<u32>,
    next: Vec<u32>,
    /// States at later tokens, counted from where the walk began.
    later: Vec<(usize, u32)>,
    seen: Seen,
    /// Sets with a wording that begins at the place, and the places it ends at.
    sets: Vec<(Symbol, usize)>,
    nodes: Vec<(u32, usize)>,
}

/// States that are active at a token.
#[derive(Debug, Default)]
struct Seen {
    /// A bit for each, which others may share.
    bits: [u64; 4],
    /// Where there are too many to look through.
    all: FxHashSet<u32>,
}

impl Seen {
    /// Whether a state is active already, of which these are all.
    #[inline]
    fn has(&mut self, active: &[u32], state: u32) -> bool {
        if active.len() < FEW {
            let bit = 1 << (state % 64);
            let Some(bits) = self.bits.get_mut((state / 64 % 4) as usize) else {
                return active.contains(&state);
            };
            let known = *bits & bit != 0;
            *bits |= bit;
            return known && active.contains(&state);
        }
        if active.len() == FEW {
            self.all.clear();
            self.all.extend(active);
        }
        !self.all.insert(state)
    }
}

/// Where phrases begin, some of the open ones among them.
const fn beginnings(open: Open) -> &'static [u32] {
    if open == 0 { &[FIXED] } else { &[FIXED, OPEN] }
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

/// Whether a phrase whose first word is known can begin with the first token.
pub(super) fn may_begin(automaton: &Automaton, tokens: &mut Tokens<'_, '_>) -> bool {
    starts(automaton, tokens.get(0), beginnings(0))
}

impl Work {
    /// Walks from the token `from`, for all phrases whose first word is known
    /// and these `open` ones; calls `found` with each place at which phrases
    /// end and these phrases. Next to free where no phrase begins.
    pub(super) fn walk(
        &mut self,
        automaton: &Automaton,
        tokens: &mut Tokens<'_, '_>,
        from: usize,
        open: Open,
        mut found: impl FnMut(&mut Tokens<'_, '_>, usize, &[(u32, u32)]),
    ) {
        let beginnings = beginnings(open);
        let mut beginning = true;
        let mut last = 0;
        let mut step = 0;
        while (beginning || step <= last) && step < TOKENS {
            let token = tokens.get(from + step);
            if step == 0 {
                if !starts(automaton, token, beginnings) {
                    return;
                }
                self.next.clear();
                self.later.clear();
            }
            let mut states = self.arrive(step);
            self.close(automaton, &mut states, open);
            for &state in &states {
                if automaton.has(state, HAS_ENDS) {
                    found(tokens, from + step, automaton.ends.row(state));
                }
            }
            if let Some(token) = token {
                if beginning {
                    let reached = self.first_step(automaton, open, tokens, &token, from, step);
                    last = last.max(reached);
                    beginning = token.kind == Kind::Mark;
                }
                if !states.is_empty() {
                    let reached = if token.kind == Kind::Mark {
                        self.over_mark(automaton, &states, &token, step)
                    } else {
                        self.over_word(automaton, &states, tokens, &token, from, step)
                    };
                    last = last.max(reached);
                }
            }
            self.now = states;
            if token.is_none() {
                return;
            }
            step += 1;
        }
    }

    /// The states at a token; those that were to come to the one after it are
    /// the first there.
    fn arrive(&mut self, step: usize) -> Vec<u32> {
        let mut states = std::mem::take(&mut self.now);
        std::mem::swap(&mut states, &mut self.next);
        self.next.clear();
        if !self.later.is_empty() {
            let comes = |&(place, _): &(usize, u32)| place == step + 1;
            let coming = self.later.iter().filter(|later| comes(later));
            self.next.extend(coming.map(|&(_, state)| state));
            self.later.retain(|later| !comes(later));
        }
        states
    }

    /// Puts a state at a token after this one.
    #[inline]
    fn put(&mut self, step: usize, place: usize, state: u32) {
        if place == step + 1 {
            self.next.push(state);
        } else {
            self.later.push((place, state));
        }
    }

    /// Takes all phrases over their first token.
    fn first_step(
        &mut self,
        automaton: &Automaton,
        open: Open,
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
        let sets = std::mem::take(&mut self.sets);
        let gap = if token.kind == Kind::Mark {
            UNKNOWN
        } else {
            GAP
        };
        let symbols = [token.symbol, classes[0], classes[1], gap].map(|symbol| (symbol, step + 1));
        for &beginning in beginnings(open) {
            let of_sets = sets.iter().map(|&(set, end)| (set, end - from));
            for (symbol, place) in symbols.into_iter().chain(of_sets) {
                if symbol == UNKNOWN {
                    continue;
                }
                for &(_, to) in automaton.first(beginning, symbol) {
                    if automaton.leads_to(to, open) {
                        self.put(step, place, to);
                        reached = reached.max(place);
                    }
                }
            }
        }
        self.sets = sets;
        reached
    }

    /// Drops doubles, and what leads to other open phrases only, and adds what
    /// is reached without a token.
    fn close(&mut self, automaton: &Automaton, states: &mut Vec<u32>, open: Open) {
        self.seen.bits = [0; 4];
        let mut place = 0;
        while let Some(&state) = states.get(place) {
            let before = states.get(..place).unwrap_or_default();
            if place >= ACTIVE || !automaton.leads_to(state, open) || self.seen.has(before, state) {
                states.swap_remove(place);
                continue;
            }
            place += 1;
            if automaton.has(state, HAS_FREE) {
                states.extend(automaton.free.row(state).iter().map(|&(_, to)| to));
            }
        }
    }

    /// A mark is taken where a phrase asks for it and skipped as well.
    fn over_mark(
        &mut self,
        automaton: &Automaton,
        states: &[u32],
        token: &Token,
        step: usize,
    ) -> usize {
        self.next.extend_from_slice(states);
        let taken = states.iter();
        self.next
            .extend(taken.filter_map(|&state| automaton.edges.get(state, token.symbol)));
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
        let sets = std::mem::take(&mut self.sets);
        for &state in states {
            let row = automaton.edges.row(state);
            if token.symbol != UNKNOWN
                && let Some(to) = under(row, token.symbol)
            {
                self.next.push(to);
                reached = reached.max(step + 1);
            }
            if automaton.has(state, SWALLOWS)
                && (!token.sentence || step == 0 || automaton.has(state, SWALLOWS_ALL))
            {
                self.next.push(state);
                reached = reached.max(step + 1);
            }
            if !automaton.has(state, HAS_SETS) {
                continue;
            }
            for class in classes.into_iter().filter(|&class| class != UNKNOWN) {
                if let Some(to) = under(row, class) {
                    self.next.push(to);
                    reached = reached.max(step + 1);
                }
            }
            // Sets come after all words.
            if row.last().is_none_or(|&(last, _)| !is_set(last)) {
                continue;
            }
            for &(set, end) in &sets {
                if let Some(to) = under(row, set) {
                    self.put(step, end - from, to);
                    reached = reached.max(end - from);
                }
            }
        }
        self.sets = sets;
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
