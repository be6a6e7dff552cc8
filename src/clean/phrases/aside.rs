//! To find what stands in brackets inside a line and is a phrase as a whole.

use memchr::memchr2_iter;

use super::card::Where;
use super::token::Tokens;
use super::{Match, Phrase, Phrases, Scratch};

/// The longest brackets that are looked into, in bytes.
const LONGEST: usize = 160;

impl Phrases {
    /// Adds the brackets of a line, themselves included, of which all words are
    /// a known phrase.
    pub(super) fn asides(
        &self,
        line: &str,
        scratch: &mut Scratch,
        out: &mut Vec<Match>,
        fits: impl Fn(&Phrase) -> bool,
    ) {
        if !self.has_asides {
            return;
        }
        let mut end = 0;
        for open in memchr2_iter(b'(', b'[', line.as_bytes()) {
            let Some(length) = bracketed(line, open).filter(|_| open >= end) else {
                continue;
            };
            end = open + length;
            let words = line.get(open + 1..end - 1).unwrap_or_default();
            if let Some(phrase) = self.aside(words, scratch, &fits) {
                out.push(self.found(phrase, open, end));
            }
        }
    }

    /// The phrase that all of the words are.
    fn aside(
        &self,
        words: &str,
        scratch: &mut Scratch,
        fits: impl Fn(&Phrase) -> bool,
    ) -> Option<usize> {
        let Scratch {
            work,
            tokens,
            folded,
            ..
        } = scratch;
        let open = self.glance.open(words, &self.hooks);
        if open == 0 && !self.glance.may_begin(words, 0) {
            return None;
        }
        let mut tokens = Tokens::new(words, 0, tokens, folded, &self.vocabulary);
        let mut aside = None;
        work.walk(&self.lines, &mut tokens, 0, open, |tokens, to, ends| {
            if aside.is_some() || !tokens.is_over(to) {
                return;
            }
            aside = ends
                .iter()
                .map(|&(number, _)| number as usize)
                .find(|number| {
                    let phrase = self.known.get(*number);
                    phrase.is_some_and(|phrase| {
                        phrase.is(Where::Aside)
                            && fits(phrase)
                            && tokens.words(0, to) <= phrase.most
                    })
                });
        });
        aside
    }
}

/// The length of what the bracket at `open` opens, both brackets included;
/// none where it holds another, or much.
fn bracketed(line: &str, open: usize) -> Option<usize> {
    let rest = line.as_bytes().get(open..)?;
    let (&bracket, inside) = rest.split_first()?;
    let closing = if bracket == b'(' { b')' } else { b']' };
    let stop = |byte: &u8| matches!(byte, b'(' | b'[' | b')' | b']');
    let length = inside.iter().take(LONGEST).position(stop)?;
    (inside.get(length) == Some(&closing) && length > 0).then_some(length + 2)
}
