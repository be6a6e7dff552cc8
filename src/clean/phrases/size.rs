//! How large phrases and word lists become, counted before they are made.
//!
//! A few brackets write out to more wordings than fit in memory. So the size of
//! a list is reckoned from those of its parts, and what is too large is refused
//! before anything is written out.

use std::collections::BTreeMap;

use super::error::{Fault, RuleErrorKind};
use super::set::Lists;
use super::symbol::{self, Symbol, Vocabulary};
use super::syntax::{Part, Sets, parse};

/// Bytes of a phrase, or of a member of a word list. Reading one may take the
/// square of that in time.
const TEXT_BYTES: usize = 4 << 10;
/// Wordings one word list may stand for.
pub(super) const WORDINGS: usize = 20_000;
/// Words in the wordings of all lists; those that come with tamis have a tenth.
const ALL_WORDS: usize = 1_000_000;
/// States of the automaton that the phrases of one rule, and of all, may take,
/// if none shares its beginning with another. A hundred thousand phrases of
/// six words fit.
const RULE_STATES: usize = 1_500_000;
const ALL_STATES: usize = 3_000_000;
/// Ways through a phrase that the automaton keeps apart.
const WAYS: usize = 8;
/// Word lists inside word lists.
const DEPTH: usize = 16;
/// The wordings of a `{name}` in a list, and the words of the longest.
const NAMES: Size = Size {
    wordings: 4,
    longest: 4,
};

/// What was counted so far.
#[derive(Debug, Default)]
pub(super) struct Sizes {
    /// Of word lists, by file and name; a shared one counts as of file 0.
    sets: BTreeMap<(usize, String), (Size, Vec<Member>)>,
    words: usize,
    /// Of each rule, by its card.
    rules: BTreeMap<usize, usize>,
    states: usize,
}

/// A member of a word list, read.
#[derive(Debug)]
pub(super) struct Member {
    pub parts: Vec<Part>,
    /// The lists it names; the n-th stands for itself in the parts.
    pub names: Vec<String>,
}

/// What a word list, or a part of one, is written out to.
#[derive(Clone, Copy, Debug)]
struct Size {
    wordings: usize,
    longest: usize,
}

/// The word lists of one file.
pub(super) struct Shelf<'text, 'known> {
    pub file: usize,
    pub own: &'known Lists<'text>,
    pub shared: &'known Lists<'text>,
    pub vocabulary: &'known mut Vocabulary,
}

impl Sizes {
    /// Counts the word lists that a phrase names, before it is read.
    pub(super) fn lists(&mut self, phrase: &str, shelf: &mut Shelf<'_, '_>) -> Result<(), Fault> {
        refuse_long(phrase, "has")?;
        for rest in phrase.split('{').skip(1) {
            if let Some((name, _)) = rest.split_once('}') {
                self.list(name, shelf, 0)?;
            }
        }
        Ok(())
    }

    /// The members of a list that was counted, by its file and name.
    pub(super) fn members(&self, list: &(usize, String)) -> &[Member] {
        self.sets.get(list).map_or(&[], |(_, members)| members)
    }

    /// Counts a phrase that was read.
    pub(super) fn phrase(&mut self, rule: usize, parts: &[Part]) -> Result<(), Fault> {
        let mut states = 0;
        let _ = walk(parts, 1, &mut states);
        let of_rule = self.rules.entry(rule).or_default();
        *of_rule += states;
        self.states += states;
        if *of_rule > RULE_STATES {
            let why = format!("the rule compiles too large, to more than {RULE_STATES} states");
            let hint = "make several rules of it, or word lists of what its phrases repeat";
            return Err(Fault::new(RuleErrorKind::Size, why, hint));
        }
        if self.states > ALL_STATES {
            let why = format!("all rules compile too large, to more than {ALL_STATES} states");
            let hint = "use fewer rule files at once, or word lists of what phrases repeat";
            return Err(Fault::new(RuleErrorKind::Size, why, hint));
        }
        Ok(())
    }

    /// The size of a list; nothing of one that is not there, which is told where
    /// it is looked up.
    fn list(&mut self, name: &str, shelf: &mut Shelf<'_, '_>, depth: usize) -> Result<Size, Fault> {
        let nothing = Size {
            wordings: 1,
            longest: 0,
        };
        let (own, shared) = (shelf.own, shelf.shared);
        let (file, members) = match (own.get(name), shared.get(name)) {
            (Some(members), _) => (shelf.file + 1, members),
            (None, Some(members)) => (0, members),
            (None, None) => return Ok(nothing),
        };
        let key = (file, name.to_owned());
        if let Some((known, _)) = self.sets.get(&key) {
            return Ok(*known);
        }
        if depth > DEPTH {
            return Err(format!("set `{name}` refers to itself").into());
        }
        let mut all = Size {
            wordings: 0,
            longest: 0,
        };
        let mut read = Vec::with_capacity(members.len());
        for member in members {
            let wrong = |why: &str| format!("set `{name}`, member `{member}`: {why}");
            refuse_long(member, &wrong("has"))?;
            let mut named = Named::default();
            let parts = parse(member, shelf.vocabulary, &mut named).map_err(|why| wrong(&why))?;
            let mut sizes = Vec::new();
            for name in &named.0 {
                sizes.push(self.list(name, shelf, depth + 1)?);
            }
            let size = size(&parts, &sizes)
                .ok_or_else(|| wrong(&format!("more than {WORDINGS} wordings")))?;
            all = all.or(size);
            if all.wordings > WORDINGS {
                return Err(format!("set `{name}` has more than {WORDINGS} wordings").into());
            }
            read.push(Member {
                parts,
                names: named.0,
            });
        }
        self.words = self.words.saturating_add(all.wordings * all.longest);
        if self.words > ALL_WORDS {
            let why = format!("with set `{name}` all word lists have more than {ALL_WORDS} words");
            let hint = "use fewer rule files at once, or take brackets out of the lists' members";
            return Err(Fault::new(RuleErrorKind::Size, why, hint));
        }
        self.sets.insert(key, (all, read));
        Ok(all)
    }
}

fn refuse_long(text: &str, what: &str) -> Result<(), Fault> {
    if text.len() <= TEXT_BYTES {
        return Ok(());
    }
    let why = format!("{what} {} bytes, expected at most {TEXT_BYTES}", text.len());
    Err(Fault::new(RuleErrorKind::Size, why, "make several of it"))
}

/// The names of lists in the order in which a member has them; the n-th stands
/// for itself meanwhile.
#[derive(Default)]
struct Named(Vec<String>);

impl Sets for Named {
    fn symbol(&mut self, name: &str) -> Result<Symbol, String> {
        self.0.push(name.to_owned());
        Ok(symbol::set(self.0.len() - 1))
    }
}

impl Size {
    /// One or the other.
    fn or(self, other: Self) -> Self {
        Self {
            wordings: self.wordings.saturating_add(other.wordings),
            longest: self.longest.max(other.longest),
        }
    }

    /// One after the other.
    fn then(self, other: Self) -> Self {
        Self {
            wordings: self.wordings.saturating_mul(other.wordings),
            longest: self.longest.saturating_add(other.longest),
        }
    }
}

/// The size of a member whose lists have these sizes; none if it is too large.
fn size(parts: &[Part], sets: &[Size]) -> Option<Size> {
    let mut all = Size {
        wordings: 1,
        longest: 0,
    };
    for part in parts {
        let one = match part {
            Part::One(symbol) if symbol::is_set(*symbol) => *sets.get(symbol::number(*symbol))?,
            Part::Name => NAMES,
            Part::One(_) | Part::Gap | Part::Rest => Size {
                wordings: 1,
                longest: 1,
            },
            Part::Choice { ways, optional } => {
                let mut any = Size {
                    wordings: usize::from(*optional),
                    longest: 0,
                };
                for way in ways {
                    any = any.or(size(way, sets)?);
                }
                any
            }
            Part::Repeat(body) => {
                let once = size(body, sets)?;
                once.or(once.then(once))
            }
        };
        all = all.then(one);
        if all.wordings > WORDINGS {
            return None;
        }
    }
    Some(all)
}

/// Counts the states that parts take from so many on; gives how many are their
/// ends.
fn walk(parts: &[Part], from: usize, states: &mut usize) -> usize {
    parts.iter().fold(from, |from, part| {
        let to = match part {
            Part::One(_) | Part::Gap | Part::Rest => {
                *states += from;
                from
            }
            Part::Name => {
                *states += 5 * from;
                5 * from
            }
            Part::Choice { ways, optional } => {
                let passed = if *optional { from } else { 0 };
                let ways = ways.iter().map(|way| walk(way, from, states));
                passed + ways.sum::<usize>()
            }
            Part::Repeat(body) => {
                *states += 1;
                walk(body, 1, states)
            }
        };
        if to > WAYS {
            *states += 1;
            1
        } else {
            to
        }
    })
}
