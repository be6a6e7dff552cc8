//! To find what of a line is known phrases: the whole of it, its head, its tail.

use std::cell::Cell;

use super::borders::Borders;
use super::card::{Holds, Mask, Where, Zone};
use super::hook::Open;
use super::token::{Token, Tokens};
use super::walk::Work;
use super::{Match, Phrase, Phrases};
use crate::model::Level;

/// Bytes of a line that may go as a whole. Longer ones are prose.
const LINE_BYTES: usize = 1_200;
/// Bytes of a line that may begin with a gap or a name.
const OPEN_BYTES: usize = 240;
/// Sentences one tail may have.
const TAIL_SENTENCES: usize = 2;

/// Lists that are filled for one line, kept for their memory.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(super) work: Work,
    pub(super) tokens: Vec<Token>,
    pub(super) folded: String,
    /// Stretches of the line that a phrase covers, as token places.
    stretches: Vec<Stretch>,
    /// Where what was found last is what is found.
    holds: Holds,
}

impl Scratch {
    /// Where the matches found last are those of their line as well.
    pub(crate) const fn holds(&self) -> Holds {
        self.holds
    }
}

#[derive(Clone, Copy, Debug)]
struct Stretch {
    from: usize,
    to: usize,
    phrase: usize,
}

impl Phrases {
    /// Finds the phrases of a line that are known at a level: either stretches that
    /// cover all of it, or its head, its tail and what stands in brackets.
    ///
    /// `out` is emptied first; what it holds afterwards is sorted. Phrases of
    /// several rules on one stretch are all named.
    pub(crate) fn find(
        &self,
        line: &str,
        zone: Zone,
        level: Level,
        mask: &Mask,
        scratch: &mut Scratch,
        out: &mut Vec<Match>,
    ) {
        out.clear();
        let holds = Cell::new(Holds::default());
        let fits = |phrase: &Phrase| {
            let fits = phrase.level(zone) <= level && mask.allows(phrase.rule as usize);
            if fits {
                holds.set(holds.get().and(|zone| phrase.level(zone)));
            }
            fits
        };
        if !self.lines(line, scratch, out, fits) {
            self.asides(line, scratch, out, fits);
        }
        scratch.holds = holds.get();
        out.sort_unstable();
        out.dedup_by_key(|found| (found.start, found.end, found.rule));
    }

    /// Adds the stretches that cover the line, or its head and its tail; says
    /// whether it is covered.
    fn lines(
        &self,
        line: &str,
        scratch: &mut Scratch,
        out: &mut Vec<Match>,
        fits: impl Fn(&Phrase) -> bool + Copy,
    ) -> bool {
        let Scratch {
            work,
            tokens,
            folded,
            stretches,
            ..
        } = scratch;
        stretches.clear();
        let mut tokens = Tokens::new(line, 0, tokens, folded, &self.vocabulary);
        let head = self.first_stretches(line, &mut tokens, work, stretches, fits);
        if self.cover(&mut tokens, work, stretches, fits) {
            self.put_whole(line, &mut tokens, stretches, out);
            return true;
        }
        if let Some(head) = head {
            let end = tokens
                .get(head.to)
                .map_or(line.len(), |next| after(line, &mut tokens, head.to, next));
            out.push(self.found(head.phrase, 0, end));
        }
        self.tails(line, &mut tokens, work, out, fits);
        false
    }

    pub(super) fn found(&self, phrase: usize, start: usize, end: usize) -> Match {
        let rule = self
            .known
            .get(phrase)
            .map_or(0, |phrase| phrase.rule as usize);
        Match {
            start,
            end,
            rule,
            phrase,
        }
    }

    /// The stretches that begin the line, and the longest head.
    fn first_stretches(
        &self,
        line: &str,
        tokens: &mut Tokens<'_, '_>,
        work: &mut Work,
        stretches: &mut Vec<Stretch>,
        fits: impl Fn(&Phrase) -> bool,
    ) -> Option<Stretch> {
        let open: Open = if line.len() <= OPEN_BYTES {
            self.glance.open(line, &self.hooks)
        } else {
            0
        };
        if open == 0 && !self.glance.may_begin(line, 0) {
            return None;
        }
        let short = line.len() <= LINE_BYTES;
        let mut head: Option<Stretch> = None;
        work.walk(&self.lines, tokens, 0, open, |tokens, to, ends| {
            for &(number, _) in ends {
                let number = number as usize;
                let Some(phrase) = self.known.get(number).filter(|phrase| fits(phrase)) else {
                    continue;
                };
                if tokens.words(0, to) > phrase.most {
                    continue;
                }
                let stretch = Stretch {
                    from: 0,
                    to,
                    phrase: number,
                };
                if phrase.is(Where::Line) && short && ends_at(tokens, to) {
                    stretches.push(stretch);
                }
                if phrase.is(Where::Head) && head.is_none_or(|head| to > head.to) {
                    head = Some(stretch);
                }
            }
        });
        head
    }

    /// Goes on from where stretches end, until the line is covered or none is
    /// left. Each stretch begins where another ended, so this ends.
    fn cover(
        &self,
        tokens: &mut Tokens<'_, '_>,
        work: &mut Work,
        stretches: &mut Vec<Stretch>,
        fits: impl Fn(&Phrase) -> bool,
    ) -> bool {
        let mut next = 0;
        let mut begun = Vec::new();
        let mut covered = false;
        while let Some(&stretch) = stretches.get(next) {
            next += 1;
            if tokens.is_over(stretch.to) {
                covered = true;
                continue;
            }
            if covered || stretch.to == 0 || begun.contains(&stretch.to) {
                continue;
            }
            let from = stretch.to;
            begun.push(from);
            work.walk(&self.lines, tokens, from, 0, |tokens, to, ends| {
                for &(number, _) in ends {
                    let number = number as usize;
                    let known = self.known.get(number);
                    let Some(phrase) =
                        known.filter(|phrase| phrase.is(Where::Line) && fits(phrase))
                    else {
                        continue;
                    };
                    if to > from && tokens.words(from, to) <= phrase.most && ends_at(tokens, to) {
                        stretches.push(Stretch {
                            from,
                            to,
                            phrase: number,
                        });
                    }
                }
            });
        }
        covered
    }

    /// Puts the stretches that lead from the line's end back to its start.
    fn put_whole(
        &self,
        line: &str,
        tokens: &mut Tokens<'_, '_>,
        stretches: &[Stretch],
        out: &mut Vec<Match>,
    ) {
        let last = stretches
            .iter()
            .filter(|stretch| tokens.is_over(stretch.to));
        let Some(mut target) = last.min_by_key(|stretch| stretch.from).copied() else {
            return;
        };
        let mut end = line.len();
        loop {
            let start = match target.from {
                0 => 0,
                from => tokens.get(from).map_or(line.len(), |token| token.start),
            };
            for stretch in stretches {
                let same =
                    stretch.to == target.to || end == line.len() && tokens.is_over(stretch.to);
                if stretch.from == target.from && same {
                    out.push(self.found(stretch.phrase, start, end));
                }
            }
            let before = stretches.iter().filter(|stretch| stretch.to == target.from);
            match before.min_by_key(|stretch| stretch.from) {
                Some(&stretch) if target.from > 0 => (target, end) = (stretch, start),
                _ => return,
            }
        }
    }

    /// Finds tails, from the last sentence backwards, each up to the one after.
    fn tails(
        &self,
        line: &str,
        tokens: &mut Tokens<'_, '_>,
        work: &mut Work,
        out: &mut Vec<Match>,
        fits: impl Fn(&Phrase) -> bool,
    ) {
        if !self.has_tails {
            return;
        }
        let head = out.first().map_or(0, |head| head.end);
        let mut end = line.len();
        let mut tried = 0;
        for border in Borders::new(line) {
            if border <= head || tried == TAIL_SENTENCES {
                break;
            }
            tried += 1;
            if !self.glance.may_begin(line, border) {
                continue;
            }
            tokens.begin_at(border);
            let mut tail = None;
            work.walk(&self.lines, tokens, 0, 0, |tokens, to, ends| {
                let is_end = match tokens.get(to) {
                    Some(token) => token.start == end || end == line.len() && tokens.is_over(to),
                    None => end == line.len(),
                };
                for &(number, _) in ends {
                    let number = number as usize;
                    let fit = self
                        .known
                        .get(number)
                        .filter(|phrase| phrase.is(Where::Tail) && fits(phrase));
                    if is_end && fit.is_some_and(|phrase| tokens.words(0, to) <= phrase.most) {
                        tail = tail.or(Some(number));
                    }
                }
            });
            if let Some(phrase) = tail {
                out.push(self.found(phrase, border, end));
                end = border;
                tried = 0;
            }
        }
    }
}

/// Whether a stretch may end before the token at a place.
fn ends_at(tokens: &mut Tokens<'_, '_>, place: usize) -> bool {
    let mut at = place;
    // The marks between two stretches belong to the first.
    while let Some(token) = tokens.get(at) {
        if token.opens() || tokens.is_over(at) {
            return true;
        }
        if token.kind != super::token::Kind::Mark {
            return false;
        }
        at += 1;
    }
    true
}

/// The byte after a head: the punctuation and space behind it go with it.
fn after(line: &str, tokens: &mut Tokens<'_, '_>, place: usize, next: Token) -> usize {
    let end = place
        .checked_sub(1)
        .and_then(|last| tokens.get(last))
        .map_or(0, |token| token.end);
    let between = line.get(end..next.end).unwrap_or_default();
    let rest = between.trim_start_matches(|found: char| {
        found.is_whitespace()
            || matches!(
                found,
                ':' | '.' | ',' | ';' | '!' | '-' | '–' | '—' | '|' | '»' | '>' | '→' | '…'
            )
    });
    end + (between.len() - rest.len())
}
