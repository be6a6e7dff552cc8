//! To see at a glance that no phrase can begin at a place of a line.
//!
//! A phrase can begin only where its first word stands before one that can be
//! its second, or, where it has a gap there, somewhere before one that can end
//! the gap. For most places the first two words tell that they need no walk.

use rustc_hash::FxHashMap;

use super::automaton::Automaton;
use super::filter::Filter;
use super::hook::{ALL_OPEN, Hooks, Open};
use super::pairs::Pairs;
use super::scan::{Piece, Scan};
use super::symbol::{self, Symbol, UNKNOWN, Vocabulary};

/// What words and marks mean to phrases.
#[derive(Debug, Default)]
pub(super) struct Glance {
    /// A new one is blind: it takes every place for possible.
    sees: bool,
    /// Words by their prints; none for two words of one print.
    words: FxHashMap<u64, Option<Symbol>>,
    pairs: Pairs,
    /// Of the words that can be a first.
    firsts: Filter,
    /// Of the words that can follow a first.
    others: Filter,
    /// Of the hooks of open phrases.
    hooks: Filter,
    /// Whether a capital letter is a hook.
    open_capital: bool,
}

/// The symbols that a piece may count as, [`UNKNOWN`] where there are fewer.
type Symbols = [Symbol; 6];

/// Those that are known.
fn known(symbols: &Symbols) -> impl Iterator<Item = Symbol> {
    let symbols = symbols.iter().copied();
    symbols.filter(|&symbol| symbol != UNKNOWN)
}

impl Glance {
    /// From the phrases and their words.
    pub(super) fn new(
        automaton: &Automaton,
        vocabulary: &Vocabulary,
        sets: &[Vec<Vec<Symbol>>],
        hooks: &Hooks,
    ) -> Self {
        let pairs = Pairs::new(automaton, sets);
        let mut words: FxHashMap<u64, Option<Symbol>> = FxHashMap::default();
        let (mut firsts, mut others, mut open) = (Vec::new(), Vec::new(), Vec::new());
        for (word, print) in vocabulary.prints() {
            let known = words.entry(print).or_insert(Some(word));
            if *known != Some(word) {
                *known = None;
            }
            if pairs.is_other(word) {
                others.push(print);
            }
            if hooks.of(word) != [0, 0] {
                open.push(print);
            }
            if pairs.begins(word) {
                firsts.push(print);
            }
        }
        Self {
            sees: true,
            words,
            pairs,
            firsts: Filter::new(&firsts),
            others: Filter::new(&others),
            hooks: Filter::new(&open),
            open_capital: [symbol::CAPITAL, symbol::NAME_PART]
                .into_iter()
                .any(|symbol| hooks.of(symbol) != [0, 0]),
        }
    }

    /// The open phrases of which both hooks may be in the line.
    pub(super) fn open(&self, line: &str, hooks: &Hooks) -> Open {
        if !self.sees {
            return ALL_OPEN;
        }
        let mut all = hooks.of(UNKNOWN);
        let mut meet = |symbols: &Symbols| {
            for symbol in known(symbols) {
                let [best, second] = hooks.of(symbol);
                all = [all[0] | best, all[1] | second];
            }
        };
        for piece in Scan::new(line, 0) {
            match piece {
                Piece::Mark(symbol) => meet(&[symbol, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN]),
                Piece::Word { print, .. } if self.hooks.may_have(print) => {
                    match self.symbols(piece) {
                        Some(all) => meet(&all),
                        None => return ALL_OPEN,
                    }
                }
                Piece::Word {
                    numeric,
                    dotted,
                    capital,
                    ..
                } => {
                    if numeric || dotted || capital && self.open_capital {
                        meet(&classes(piece));
                    }
                }
                Piece::Unsure => return ALL_OPEN,
            }
        }
        all[0] & all[1]
    }

    /// Whether a phrase that begins with something known may begin at a place.
    pub(super) fn may_begin(&self, line: &str, at: usize) -> bool {
        if !self.sees {
            return true;
        }
        let mut scan = Scan::new(line, at);
        let mut marked = false;
        let first = loop {
            match scan.next() {
                Some(Piece::Mark(symbol)) if self.pairs.begins(symbol) => return true,
                Some(Piece::Mark(_)) => marked = true,
                Some(piece) => break piece,
                None => return false,
            }
        };
        let first = match first {
            Piece::Word { print, .. } if !self.firsts.may_have(print) => Some(classes(first)),
            _ => self.symbols(first),
        };
        let Some(first) = first else {
            return true;
        };
        if !known(&first).any(|symbol| self.pairs.begins(symbol)) {
            return false;
        }
        let whole = known(&first).any(|symbol| self.pairs.is_whole(symbol));
        marked || whole || self.may_go_on(&first, scan)
    }

    /// Whether what follows the first word may be of its phrase.
    fn may_go_on(&self, first: &Symbols, mut scan: Scan<'_>) -> bool {
        let follows = |second| known(first).any(|first| self.pairs.follows(first, second));
        let mut rest = scan.clone();
        loop {
            match scan.next() {
                Some(Piece::Mark(symbol)) if follows(symbol) => return true,
                Some(Piece::Mark(_)) => {}
                Some(piece) => match self.symbols(piece) {
                    Some(second) if !known(&second).any(follows) => break,
                    _ => return true,
                },
                None => break,
            }
        }
        let mut gapped = *first;
        for symbol in &mut gapped {
            if !self.pairs.has_gap(*symbol) {
                *symbol = UNKNOWN;
            }
        }
        if known(&gapped).next().is_none() {
            return false;
        }
        let ends_gap = |end| known(&gapped).any(|first| self.pairs.ends_gap(first, end));
        rest.any(|piece| match piece {
            Piece::Mark(symbol) => ends_gap(symbol),
            Piece::Word { print, .. } if self.others.may_have(print) => self
                .symbols(piece)
                .is_none_or(|all| known(&all).any(ends_gap)),
            Piece::Word {
                numeric: false,
                dotted: false,
                capital: false,
                ..
            } => false,
            Piece::Word { .. } => known(&classes(piece)).any(ends_gap),
            Piece::Unsure => true,
        })
    }

    /// What a piece may count as; none where only the lexer can tell.
    fn symbols(&self, piece: Piece) -> Option<Symbols> {
        let Piece::Word { print, .. } = piece else {
            return None;
        };
        let mut all = classes(piece);
        if let Some(word) = self.words.get(&print) {
            let word = (*word)?;
            all[0] = word;
            if Vocabulary::is_particle(word) {
                all[2] = symbol::NAME_PART;
            }
        }
        Some(all)
    }
}

/// What a word may count as whatever word it is, the first place left free.
fn classes(piece: Piece) -> Symbols {
    let Piece::Word {
        numeric,
        dotted,
        capital,
        ..
    } = piece
    else {
        return [UNKNOWN; 6];
    };
    let when = |holds, symbol| if holds { symbol } else { UNKNOWN };
    [
        UNKNOWN,
        when(capital, symbol::CAPITAL),
        when(capital, symbol::NAME_PART),
        when(numeric, symbol::NUMBER),
        when(dotted, symbol::URL),
        when(dotted, symbol::EMAIL),
    ]
}
