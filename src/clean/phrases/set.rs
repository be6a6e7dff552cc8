//! Word lists: which there are, what they hold, and one trie of them all.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::size::{Sizes, WORDINGS};
use super::symbol::{self, Symbol, Vocabulary};
use super::syntax::{Part, Sets, parse};

/// Words of a `{name}` inside a member.
const NAME_PARTS: usize = 4;
/// Sets inside sets.
const DEPTH: usize = 16;

/// The lists of one file, by name.
pub(super) type Lists<'text> = BTreeMap<&'text str, Vec<&'text str>>;

/// The sets that phrases have asked for so far, with what they hold.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// By file and name; a shared set counts as of file 0.
    numbers: FxHashMap<(usize, String), usize>,
    wordings: Vec<Vec<Vec<Symbol>>>,
}

/// Looks sets up for the phrases of one file: its own first, then the shared.
pub(super) struct Scope<'text, 'known> {
    pub file: usize,
    pub own: &'known Lists<'text>,
    pub shared: &'known Lists<'text>,
    /// Where the lists of what is read were counted.
    pub sizes: &'known Sizes,
    pub known: &'known mut Known,
    pub vocabulary: &'known mut Vocabulary,
}

impl Scope<'_, '_> {
    /// Reads a phrase of this file.
    pub(super) fn parse(&mut self, phrase: &str) -> Result<Vec<Part>, String> {
        let mut lookup = Lookup {
            scope_file: self.file,
            own: self.own,
            shared: self.shared,
            known: self.known,
            pending: Vec::new(),
        };
        let parts = parse(phrase, self.vocabulary, &mut lookup)?;
        let pending = lookup.pending;
        for (number, name) in pending {
            let wordings = self.wordings(&name, 0)?;
            if let Some(place) = self.known.wordings.get_mut(number) {
                *place = wordings;
            }
        }
        Ok(parts)
    }

    /// All wordings of a set, those of the sets in it included.
    fn wordings(&self, name: &str, depth: usize) -> Result<Vec<Vec<Symbol>>, String> {
        if depth > DEPTH {
            return Err(format!("set `{name}` refers to itself"));
        }
        let (own, shared) = (self.own, self.shared);
        let (file, written) = match (own.get(name), shared.get(name)) {
            (Some(members), _) => (self.file + 1, members),
            (None, Some(members)) => (0, members),
            (None, None) => return Err(unknown(name, own, shared)),
        };
        if written.is_empty() {
            return Err(format!("set `{name}` is empty"));
        }
        let mut all = Vec::new();
        let read = self.sizes.members(&(file, name.to_owned()));
        for (member, read) in written.iter().zip(read) {
            let mut sets = Vec::new();
            for name in &read.names {
                sets.push(self.wordings(name, depth + 1)?);
            }
            let written = write_out(&read.parts, &sets)
                .map_err(|why| format!("set `{name}`, member `{member}`: {why}"))?;
            if written.iter().any(Vec::is_empty) {
                return Err(format!("set `{name}`, member `{member}`: no word in it"));
            }
            all.extend(written);
            if all.len() > WORDINGS {
                return Err(format!("set `{name}` has more than {WORDINGS} wordings"));
            }
        }
        Ok(all)
    }
}

/// Numbers sets as a phrase names them.
struct Lookup<'text, 'known> {
    scope_file: usize,
    own: &'known Lists<'text>,
    shared: &'known Lists<'text>,
    known: &'known mut Known,
    pending: Vec<(usize, String)>,
}

impl Sets for Lookup<'_, '_> {
    fn symbol(&mut self, name: &str) -> Result<Symbol, String> {
        // Files count from 1 here, so that 0 is the shared sets' own.
        let file = if self.own.contains_key(name) {
            self.scope_file + 1
        } else if self.shared.contains_key(name) {
            0
        } else {
            return Err(unknown(name, self.own, self.shared));
        };
        let next = self.known.wordings.len();
        let key = (file, name.to_owned());
        let number = *self.known.numbers.entry(key).or_insert(next);
        if number == next {
            self.known.wordings.push(Vec::new());
            self.pending.push((number, name.to_owned()));
        }
        Ok(symbol::set(number))
    }
}

fn unknown(name: &str, own: &Lists<'_>, shared: &Lists<'_>) -> String {
    let names = own.keys().chain(shared.keys()).copied();
    match crate::model::nearest(name, names) {
        Some(near) => format!("unknown set `{{{name}}}`, did you mean `{{{near}}}`?"),
        None => format!("unknown set `{{{name}}}`"),
    }
}

/// Every wording of the parts; what may repeat is written once and twice.
fn write_out(parts: &[Part], sets: &[Vec<Vec<Symbol>>]) -> Result<Vec<Vec<Symbol>>, String> {
    let mut all: Vec<Vec<Symbol>> = vec![Vec::new()];
    for part in parts {
        let ways = match part {
            Part::One(symbol) if !symbol::is_set(*symbol) => {
                for begun in &mut all {
                    begun.push(*symbol);
                }
                continue;
            }
            Part::One(symbol) => {
                let number = (0..sets.len()).find(|&number| symbol::set(number) == *symbol);
                number
                    .and_then(|number| sets.get(number))
                    .cloned()
                    .unwrap_or_default()
            }
            Part::Choice { ways, optional } => {
                let mut written = Vec::new();
                if *optional {
                    written.push(Vec::new());
                }
                for way in ways {
                    written.extend(write_out(way, sets)?);
                }
                written
            }
            Part::Name => (0..NAME_PARTS)
                .map(|more| {
                    let mut name = vec![symbol::CAPITAL];
                    name.extend((0..more).map(|_| symbol::NAME_PART));
                    name
                })
                .collect(),
            Part::Repeat(body) => {
                let mut written = write_out(body, sets)?;
                let twice = written.iter().flat_map(|first| {
                    let join = move |second: &Vec<Symbol>| [&**first, &**second].concat();
                    written.iter().map(join)
                });
                let twice: Vec<_> = twice.take(WORDINGS).collect();
                written.extend(twice);
                written
            }
            Part::Gap | Part::Rest => {
                return Err("a member is bounded, expected no `...`".to_owned());
            }
        };
        if all.len().saturating_mul(ways.len()) > WORDINGS {
            return Err(format!("more than {WORDINGS} wordings"));
        }
        let longer = all.iter().flat_map(|begun| {
            ways.iter().map(move |way| {
                let mut wording = begun.clone();
                wording.extend(way);
                wording
            })
        });
        all = longer.collect();
    }
    Ok(all)
}

impl Known {
    /// The letters that even the shortest wording of a set has in one word.
    pub(super) fn letters(&self, set: Symbol, vocabulary: &Vocabulary) -> usize {
        let longest = self.longest(symbol::number(set), vocabulary);
        longest
            .map(|word| vocabulary.letters(word))
            .min()
            .unwrap_or(0)
    }

    /// The longest word of each wording of a set.
    pub(super) fn longest(
        &self,
        set: usize,
        vocabulary: &Vocabulary,
    ) -> impl Iterator<Item = Symbol> {
        let wordings = self.wordings.get(set).map_or(&[][..], Vec::as_slice);
        wordings.iter().filter_map(|wording| {
            wording
                .iter()
                .copied()
                .max_by_key(|&word| vocabulary.letters(word))
        })
    }

    /// How many sets there are.
    pub(super) fn len(&self) -> usize {
        self.wordings.len()
    }

    /// The wordings of each set, in the order of their symbols.
    pub(super) fn into_wordings(self) -> Vec<Vec<Vec<Symbol>>> {
        self.wordings
    }
}
