//! To find the class, id and role tokens that name a widget.
//!
//! A token matches as a whole or not at all: `share-price-table` is no share
//! bar and `contentWithSidebar` no sidebar. Content lost for a class name is
//! what users of such tools complain of most.

use super::card::Mask;
use super::fold::fold;
use super::token::Tokens;
use super::walk::may_begin;
use super::{Match, Phrases, Scratch};

impl Phrases {
    /// Finds the tokens, separated by space, that are known names of widgets.
    ///
    /// `out` is emptied first; what it holds afterwards is sorted.
    pub(crate) fn nodes(
        &self,
        names: &str,
        mask: &Mask,
        scratch: &mut Scratch,
        out: &mut Vec<Match>,
    ) {
        out.clear();
        let mut at = 0;
        for name in names.split(char::is_whitespace) {
            let start = at;
            at += name.len() + name_gap(names, at + name.len());
            if !name.is_empty() {
                self.node(name, start, mask, scratch, out);
            }
        }
        out.sort_unstable();
        out.dedup_by_key(|found| (found.start, found.end, found.rule));
    }

    fn node(
        &self,
        name: &str,
        start: usize,
        mask: &Mask,
        scratch: &mut Scratch,
        out: &mut Vec<Match>,
    ) {
        let Scratch {
            work,
            tokens,
            folded,
            ..
        } = scratch;
        let mut tokens = Tokens::of_words(tokens, folded, &self.vocabulary);
        let mut words = Words::new(name);
        for word in words.by_ref().take(1) {
            tokens.push(word, fold_word);
        }
        // Few names begin as a widget's do.
        if !may_begin(&self.nodes, &mut tokens) {
            return;
        }
        for word in words {
            tokens.push(word, fold_word);
        }
        work.walk(&self.nodes, &mut tokens, 0, 0, |tokens, to, ends| {
            if tokens.get(to).is_some() {
                return;
            }
            for &(number, _) in ends {
                let phrase = number as usize;
                if let Some(known) = self.known.get(phrase)
                    && mask.allows(known.rule as usize)
                {
                    let rule = known.rule as usize;
                    out.push(Match {
                        start,
                        end: start + name.len(),
                        rule,
                        phrase,
                    });
                }
            }
        });
    }
}

fn fold_word(word: &str, folded: &mut String) {
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
    } else {
        word.chars().for_each(|found| fold(found, folded));
    }
}

fn name_gap(names: &str, at: usize) -> usize {
    names
        .get(at..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8)
}

/// The words of a name: split where letters end and at humps.
struct Words<'name> {
    rest: &'name str,
}

impl<'name> Words<'name> {
    fn new(name: &'name str) -> Self {
        Self { rest: name }
    }
}

impl<'name> Iterator for Words<'name> {
    type Item = &'name str;

    fn next(&mut self) -> Option<&'name str> {
        let (begin, end) = if self.rest.is_ascii() {
            ascii_word(self.rest.as_bytes())
        } else {
            any_word(self.rest)
        };
        let word = self.rest.get(begin..end)?;
        self.rest = self.rest.get(end..)?;
        (!word.is_empty()).then_some(word)
    }
}

/// Where the first word begins and ends.
fn any_word(name: &str) -> (usize, usize) {
    let begin = name.find(char::is_alphabetic).unwrap_or(name.len());
    let mut before: Option<char> = None;
    let word = name.get(begin..).unwrap_or_default();
    let mut letters = word.char_indices().peekable();
    while let Some((at, found)) = letters.next() {
        let hump = found.is_uppercase()
            && before.is_some_and(|before| {
                let next = letters.peek().is_some_and(|&(_, next)| next.is_lowercase());
                before.is_lowercase() || before.is_uppercase() && next
            });
        if hump || !found.is_alphabetic() {
            return (begin, begin + at);
        }
        before = Some(found);
    }
    (begin, name.len())
}

/// The same in ASCII, which nearly all names are.
fn ascii_word(name: &[u8]) -> (usize, usize) {
    let letters = name.iter().position(u8::is_ascii_alphabetic);
    let begin = letters.unwrap_or(name.len());
    let mut before = b' ';
    let mut bytes = name.iter().enumerate().skip(begin).peekable();
    while let Some((at, byte)) = bytes.next() {
        let hump = byte.is_ascii_uppercase() && {
            let next = bytes
                .peek()
                .is_some_and(|(_, next)| next.is_ascii_lowercase());
            before.is_ascii_lowercase() || before.is_ascii_uppercase() && next
        };
        if hump || !byte.is_ascii_alphabetic() {
            return (begin, at);
        }
        before = *byte;
    }
    (begin, name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_split_at_signs_digits_and_humps() {
        for (name, words) in [
            ("share-bar", vec!["share", "bar"]),
            ("contentWithSidebar", vec!["content", "With", "Sidebar"]),
            ("HTMLBox2__ad", vec!["HTML", "Box", "ad"]),
            ("300x250", vec!["x"]),
            ("--", vec![]),
            (
                "größeÄnderung-XMLBox",
                vec!["größe", "Änderung", "XML", "Box"],
            ),
        ] {
            assert_eq!(Words::new(name).collect::<Vec<_>>(), words);
        }
    }
}
