//! The words without which no open phrase can match.
//!
//! A phrase that begins with a gap or a name could begin anywhere, so the
//! walk would go on to the end of every line. Each such phrase has a part that
//! must stand; a line without any of these words is not walked for it.

use super::symbol::{self, Symbol};
use super::syntax::Part;

/// The part of a phrase that must stand and is likely the rarest, as the
/// symbols of which one must be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hook {
    /// Letters of its shortest word: short words are everywhere.
    letters: usize,
    pub symbols: Vec<Symbol>,
}

/// Finds the hook of a phrase; `letters` measures words and sets.
pub(super) fn hook(parts: &[Part], letters: &dyn Fn(Symbol) -> usize) -> Option<Hook> {
    hooks(parts, letters).map(|[best, _]| best)
}

/// Finds the hook of a phrase and its second best, which is the same one where
/// there is no other.
pub(super) fn hooks(parts: &[Part], letters: &dyn Fn(Symbol) -> usize) -> Option<[Hook; 2]> {
    let all = parts.iter().filter_map(|part| of_part(part, letters));
    let mut all: Vec<Hook> = all.collect();
    // Of two alike the later comes first.
    all.reverse();
    all.sort_by_key(|hook| std::cmp::Reverse(hook.letters));
    let mut all = all.into_iter();
    let best = all.next()?;
    let second = all.next().unwrap_or_else(|| best.clone());
    Some([best, second])
}

fn of_part(part: &Part, letters: &dyn Fn(Symbol) -> usize) -> Option<Hook> {
    match part {
        Part::One(symbol::NUMBER) => None,
        Part::One(symbol) => Some(Hook {
            letters: letters(*symbol),
            symbols: vec![*symbol],
        }),
        Part::Choice {
            ways,
            optional: false,
        } => {
            let each: Option<Vec<Hook>> = ways.iter().map(|way| hook(way, letters)).collect();
            let each = each?;
            Some(Hook {
                letters: each.iter().map(|hook| hook.letters).min()?,
                symbols: each.into_iter().flat_map(|hook| hook.symbols).collect(),
            })
        }
        Part::Repeat(body) => hook(body, letters),
        Part::Name | Part::Gap | Part::Rest | Part::Choice { .. } => None,
    }
}

/// Some of the open phrases: a bit for each, in turn where there are more.
pub(super) type Open = u128;
/// All of them.
pub(super) const ALL_OPEN: Open = Open::MAX;

/// The bit of the n-th open phrase.
pub(super) const fn open(number: usize) -> Open {
    1 << (number % Open::BITS as usize)
}

/// Which symbols are hooks, and of which phrases.
#[derive(Debug, Default)]
pub(super) struct Hooks {
    /// By symbol: the phrases whose hook it is, and those whose second best.
    known: Vec<[Open; 2]>,
    phrases: usize,
    /// Some phrase has none: every line is walked.
    all: bool,
}

impl Hooks {
    /// Notes a phrase's hooks; `sets` has the longest word of each wording.
    pub(super) fn add(&mut self, hooks: Option<[Hook; 2]>, sets: &[Vec<Symbol>]) {
        let Some([best, second]) = hooks else {
            self.all = true;
            return;
        };
        let bit = open(self.phrases);
        self.phrases += 1;
        for (hook, bits) in [(best, [bit, 0]), (second, [0, bit])] {
            for symbol in hook.symbols {
                if symbol::is_set(symbol) {
                    let words = sets
                        .get(symbol::number(symbol))
                        .map_or(&[][..], Vec::as_slice);
                    for &word in words {
                        self.note(word, bits);
                    }
                } else {
                    self.note(symbol, bits);
                }
            }
        }
    }

    fn note(&mut self, symbol: Symbol, [best, second]: [Open; 2]) {
        let place = symbol as usize;
        if self.known.len() <= place {
            self.known.resize(place + 1, [0, 0]);
        }
        if let Some([known, other]) = self.known.get_mut(place) {
            *known |= best;
            *other |= second;
        }
    }

    /// Of which phrases a symbol is the hook, and of which the second best.
    pub(super) fn of(&self, symbol: Symbol) -> [Open; 2] {
        if self.all {
            return [ALL_OPEN; 2];
        }
        self.known.get(symbol as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_part_that_must_stand_is_the_hook() {
        let one = |symbol| Part::One(symbol);
        let either = |optional| Part::Choice {
            ways: vec![vec![one(70)], vec![one(75)]],
            optional,
        };
        let letters = |symbol: Symbol| (symbol - 64) as usize;
        let found = hook(&[Part::Gap, one(65), either(false), one(69)], &letters);
        assert_eq!(found.map(|hook| hook.symbols), Some(vec![70, 75]));
        let found = hook(&[Part::Gap, one(65), either(true), one(68)], &letters);
        assert_eq!(found.map(|hook| hook.symbols), Some(vec![68]));
        assert_eq!(hook(&[Part::Name], &letters), None);
    }
}
