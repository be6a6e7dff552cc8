//! To read a phrase: words, `{sets}`, `[optional]`, `(either|or)`, `...`.

use super::fold::{fold, fold_mark, is_ideograph, is_word};
use super::lexer::Lexer;
use super::symbol::{self, Symbol, Vocabulary};
use super::token::Kind;

/// Groups inside groups: nobody writes more, and reading them recurses.
const DEPTH: usize = 16;

/// One step of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A word, a mark, a class of tokens or a set.
    One(Symbol),
    /// `{name}`: one to five capitalised words.
    Name,
    /// `...`: any words of one sentence, or none.
    Gap,
    /// `{rest}`: any words, whatever sentences they make.
    Rest,
    /// `(a|b)` or, with `optional`, `[a|b]`.
    Choice {
        ways: Vec<Vec<Part>>,
        optional: bool,
    },
    /// `(...)+` or `{set}+`: once or more often.
    Repeat(Vec<Part>),
}

/// Gives the symbol of a set by its name, or says what is wrong with it.
pub(super) trait Sets {
    fn symbol(&mut self, name: &str) -> Result<Symbol, String>;
}

/// Reads a phrase, or says what is wrong with it.
pub(super) fn parse(
    phrase: &str,
    vocabulary: &mut Vocabulary,
    sets: &mut dyn Sets,
) -> Result<Vec<Part>, String> {
    let mut reader = Reader {
        rest: phrase,
        vocabulary,
        sets,
    };
    let parts = reader.sequence(0)?;
    match reader.rest.chars().next() {
        Some(closing) => Err(format!("`{closing}` closes nothing")),
        None => Ok(parts),
    }
}

struct Reader<'text, 'context> {
    rest: &'text str,
    vocabulary: &'context mut Vocabulary,
    sets: &'context mut dyn Sets,
}

impl Reader<'_, '_> {
    /// Reads up to a closing bracket, up to a bar inside brackets, or all.
    fn sequence(&mut self, depth: usize) -> Result<Vec<Part>, String> {
        if depth > DEPTH {
            return Err(format!("brackets nest deeper than {DEPTH}"));
        }
        let mut parts = Vec::new();
        loop {
            let (words, rest) = self.rest.split_at(plain(self.rest));
            let stem = self.words(words, &mut parts)?;
            self.rest = rest;
            // Where words need no spaces, brackets behind one are a group.
            if let Some(stem) = stem
                && !stem.starts_with(is_ideograph)
                && self.take("[")
            {
                parts.pop();
                parts.push(self.endings(&stem)?);
                continue;
            }
            if self.take("...") || self.take("…") {
                parts.push(Part::Gap);
            } else if self.take("{") {
                let part = self.braces()?;
                self.repeated(vec![part], &mut parts);
            } else if self.take("[") {
                let mut ways = self.ways("]", depth)?;
                if self.take("+") {
                    let choice = Part::Choice {
                        ways,
                        optional: false,
                    };
                    ways = vec![vec![Part::Repeat(vec![choice])]];
                }
                parts.push(Part::Choice {
                    ways,
                    optional: true,
                });
            } else if self.take("(") {
                let ways = self.ways(")", depth)?;
                let choice = Part::Choice {
                    ways,
                    optional: false,
                };
                self.repeated(vec![choice], &mut parts);
            } else if depth == 0 && self.take("|") {
                parts.extend(symbol::mark('|').map(Part::One));
            } else {
                return Ok(parts);
            }
        }
    }

    fn take(&mut self, what: &str) -> bool {
        match self.rest.strip_prefix(what) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn repeated(&mut self, part: Vec<Part>, parts: &mut Vec<Part>) {
        if self.take("+") {
            parts.push(Part::Repeat(part));
        } else {
            parts.extend(part);
        }
    }

    fn ways(&mut self, closing: &str, depth: usize) -> Result<Vec<Vec<Part>>, String> {
        let mut ways = Vec::new();
        loop {
            let way = self.sequence(depth + 1)?;
            if way.is_empty() {
                return Err(format!("nothing between the brackets before `{closing}`"));
            }
            ways.push(way);
            if self.take(closing) {
                return Ok(ways);
            }
            if !self.take("|") {
                return Err(format!("expected `{closing}`"));
            }
        }
    }

    /// `author[s]`: a word with and without an ending.
    fn endings(&mut self, stem: &str) -> Result<Part, String> {
        let Some((endings, rest)) = self.rest.split_once(']') else {
            return Err("expected `]`".to_owned());
        };
        if rest.starts_with(char::is_alphanumeric)
            || !endings.chars().all(|found| is_word(found) || found == '|')
        {
            return Err(format!(
                "`[{endings}]` is no ending, expected a space before `[`"
            ));
        }
        self.rest = rest;
        let mut ways = vec![vec![Part::One(self.vocabulary.intern(stem))]];
        for ending in endings.split('|').filter(|ending| !ending.is_empty()) {
            let mut word = stem.to_owned();
            ending.chars().for_each(|found| fold(found, &mut word));
            ways.push(vec![Part::One(self.vocabulary.intern(&word))]);
        }
        Ok(Part::Choice {
            ways,
            optional: false,
        })
    }

    fn braces(&mut self) -> Result<Part, String> {
        let Some((name, rest)) = self.rest.split_once('}') else {
            return Err("expected `}`".to_owned());
        };
        self.rest = rest;
        Ok(match name {
            "#" => Part::One(symbol::NUMBER),
            "url" => Part::One(symbol::URL),
            "email" => Part::One(symbol::EMAIL),
            "handle" => Part::One(symbol::HANDLE),
            "name" => Part::Name,
            "rest" => Part::Rest,
            "|" => Part::One(symbol::mark('|').unwrap_or_default()),
            _ => Part::One(self.sets.symbol(name)?),
        })
    }

    /// Reads plain text; gives the last word back if the text ends in it.
    fn words(&mut self, text: &str, parts: &mut Vec<Part>) -> Result<Option<String>, String> {
        let mut lexer = Lexer::new(text, 0);
        let mut folded = String::new();
        let mut end = 0;
        while let Some(token) = lexer.next(&mut folded) {
            let written = text.get(token.start..token.end).unwrap_or_default();
            end = if token.kind == Kind::Word {
                token.end
            } else {
                0
            };
            let instead = match token.kind {
                Kind::Word | Kind::Number if folded.is_empty() => {
                    let unseen = written.escape_unicode();
                    return Err(format!("`{unseen}` cannot be seen, expected a word"));
                }
                Kind::Word | Kind::Number => {
                    parts.push(Part::One(self.vocabulary.intern(&folded)));
                    continue;
                }
                Kind::Mark => {
                    parts.extend(written.chars().find_map(|found| {
                        let found = if found == '-' {
                            '–'
                        } else {
                            fold_mark(found)
                        };
                        symbol::mark(found).map(Part::One)
                    }));
                    continue;
                }
                Kind::Url => "{url}",
                Kind::Email => "{email}",
                Kind::Handle => "{handle}",
            };
            return Err(format!("`{written}` is an address, expected `{instead}`"));
        }
        Ok((end > 0 && end == text.len()).then_some(folded))
    }
}

/// How many bytes of a phrase come before what is no word.
fn plain(phrase: &str) -> usize {
    let bytes = phrase.as_bytes();
    let begins = |at, with: &str| {
        let rest = bytes.get(at..).unwrap_or_default();
        rest.starts_with(with.as_bytes())
    };
    let mut all = bytes.iter().enumerate();
    let meta = all.find(|&(at, byte)| match byte {
        b'{' | b'}' | b'[' | b']' | b'(' | b')' | b'|' => true,
        b'.' => begins(at, "..."),
        0xe2 => begins(at, "…"),
        _ => false,
    });
    meta.map_or(bytes.len(), |(at, _)| at)
}

/// The fewest words that the parts can match.
pub(super) fn shortest(parts: &[Part]) -> usize {
    let each = parts.iter().map(|part| match part {
        Part::One(symbol) if symbol::is_literal(*symbol) && is_mark(*symbol) => 0,
        Part::One(_) | Part::Name => 1,
        Part::Gap | Part::Rest | Part::Choice { optional: true, .. } => 0,
        Part::Choice { ways, .. } => ways.iter().map(|way| shortest(way)).min().unwrap_or(0),
        Part::Repeat(body) => shortest(body),
    });
    each.sum()
}

/// Whether every way through the parts asks for something a reader would
/// recognise: a word, a mark, an address or a set.
pub(super) fn is_anchored(parts: &[Part]) -> bool {
    parts.iter().any(|part| match part {
        Part::One(symbol) => *symbol != symbol::NUMBER,
        Part::Name | Part::Gap | Part::Rest | Part::Choice { optional: true, .. } => false,
        Part::Choice { ways, .. } => ways.iter().all(|way| is_anchored(way)),
        Part::Repeat(body) => is_anchored(body),
    })
}

/// Whether the parts end in a mark and whatever comes after it, as in
/// `related : {rest}`.
pub(super) fn announces(parts: &[Part]) -> bool {
    let marks = |part: &Part| match part {
        Part::One(symbol) => is_mark(*symbol),
        Part::Choice { ways, .. } => ways
            .iter()
            .all(|way| matches!(way.as_slice(), [Part::One(symbol)] if is_mark(*symbol))),
        _ => false,
    };
    matches!(parts, [.., before, Part::Rest] if marks(before))
}

/// Whether some way through the parts is made of words and word lists only, as
/// names of elements are.
pub(super) fn is_name(parts: &[Part]) -> bool {
    parts.iter().all(|part| match part {
        Part::One(symbol) => !is_mark(*symbol),
        Part::Name | Part::Gap | Part::Rest => false,
        Part::Choice { ways, optional } => *optional || ways.iter().any(|way| is_name(way)),
        Part::Repeat(body) => is_name(body),
    })
}

/// Whether some way through the parts begins with words that can be any.
pub(super) fn is_open(parts: &[Part]) -> bool {
    for part in parts {
        match part {
            Part::One(_) => return false,
            Part::Name | Part::Gap | Part::Rest => return true,
            Part::Choice { ways, optional } => {
                if ways.iter().any(|way| is_open(way)) {
                    return true;
                }
                if !optional {
                    return false;
                }
            }
            Part::Repeat(body) => return is_open(body),
        }
    }
    false
}

fn is_mark(symbol: Symbol) -> bool {
    symbol < 64
}
