//! What a block's own text shows, counted in one pass.

use xxhash_rust::xxh3::xxh3_64;

use super::words::{Common, DIGIT, Plain, UNSPACED, WORD, Word, kind};

/// Counts of one block's text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wording {
    /// Words; characters of scripts without spaces count half.
    pub(super) words: f32,
    pub(super) characters: f32,
    pub(super) digits: f32,
    pub(super) commas: f32,
    pub(super) separators: f32,
    pub(super) currency: f32,
    pub(super) common: f32,
    /// Ends of sentences.
    pub(super) sentences: f32,
    /// What it ends with: nothing, a stop, a question, a colon, an ellipsis.
    pub(super) ending: f32,
    /// The text as one number: two blocks that share it say the same.
    pub(super) digest: u64,
}

impl Wording {
    pub(super) fn of(text: &str) -> Self {
        let mut wording = Self {
            digest: xxh3_64(text.as_bytes()),
            characters: whole(text.chars().count()),
            ..Self::default()
        };
        let common = Common::words();
        let mut word = Word::default();
        let mut before = ' ';
        let (mut digits, mut unspaced) = (0, 0);
        let mut rest = text;
        loop {
            // Most words are in ASCII, and are counted as a whole.
            if word.letters == 0
                && let Some(plain) = Plain::of(rest.as_bytes())
            {
                digits += plain.digits;
                wording.words += 1.0;
                wording.common += f32::from(u8::from(plain.is_of(common)));
                rest = rest.get(plain.letters..).unwrap_or_default();
                before = 'a';
                continue;
            }
            let mut chars = rest.chars();
            let Some(c) = chars.next() else { break };
            rest = chars.as_str();
            let kind = kind(c);
            if kind & WORD == 0 {
                wording.end(&mut word, common);
                wording.mark(c, before);
            } else {
                let is = |bits| usize::from(kind & bits != 0);
                digits += is(DIGIT);
                unspaced += is(UNSPACED);
                if kind & UNSPACED == 0 {
                    word.push(c);
                }
            }
            before = c;
        }
        wording.end(&mut word, common);
        wording.digits = whole(digits);
        wording.words += whole(unspaced) / 2.0;
        let last = text
            .chars()
            .rev()
            .find(|c| !matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」'));
        wording.ending = match last {
            Some('.' | '。' | '।' | '۔') => 1.0,
            Some('!' | '！') => 2.0,
            Some('?' | '？' | '؟') => 3.0,
            Some(':' | '：') => 4.0,
            Some('…' | ',') => 5.0,
            _ => 0.0,
        };
        if is_stop(before) {
            wording.sentences += 1.0;
        }
        wording
    }

    fn end(&mut self, word: &mut Word, common: &Common) {
        if word.letters > 0 {
            self.words += 1.0;
            self.common += f32::from(u8::from(word.is_of(common)));
            *word = Word::default();
        }
    }

    fn mark(&mut self, c: char, before: char) {
        if c.is_whitespace() {
            if is_stop(before) {
                self.sentences += 1.0;
            }
            return;
        }
        match c {
            ',' | '、' | '，' | '،' => self.commas += 1.0,
            // Written without a space after them.
            '。' | '！' | '？' => self.sentences += 1.0,
            '|' | '·' | '•' | '»' | '›' | '/' | '→' | '←' | '×' | '>' => {
                self.separators += 1.0;
            }
            '$' | '€' | '£' | '¥' | '₹' => self.currency += 1.0,
            _ => {}
        }
    }
}

/// Whether a sentence may end with it.
fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '।' | '؟')
}

#[expect(clippy::cast_precision_loss, reason = "counts of a block")]
fn whole(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::Wording;

    #[test]
    fn one_pass_counts_what_is_there() {
        let wording = Wording::of("The mill stood idle, until two sisters came. Now it grinds!");
        assert_eq!((wording.words, wording.sentences), (11.0, 2.0));
        assert_eq!((wording.commas, wording.common), (1.0, 2.0));
        let unspaced = Wording::of("水車は三十年止まっていた。");
        assert_eq!((unspaced.words, unspaced.sentences), (6.0, 1.0));
    }
}
