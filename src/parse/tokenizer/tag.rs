//! Tags and their attributes (WHATWG 13.2.5.8, 13.2.5.32 to 13.2.5.40).

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::{Attribute, QualName, ns};

use super::names::Hash;
use super::normalise::References;
use super::reference::Place;
use super::{
    ATTRIBUTES_KEPT, Tokenizer, Unclosed, is_attribute_name_end, is_name_end, is_white_space,
};

const VALUE: References = References::Decode(Place::Attribute);

/// How an attribute ended.
enum End {
    /// Its value lies between two offsets; reading goes on at the third.
    Value(usize, usize, usize),
    /// The quote opened at this offset is never closed.
    OpenQuote(usize),
}

impl<Sink: TokenSink> Tokenizer<'_, Sink> {
    /// Takes the start or end tag here and does what the sink answers.
    pub(super) fn tag(&mut self) {
        let (kind, from) = match self.byte(self.at + 1) {
            Some(b'/') => (TagKind::EndTag, self.at + 2),
            _ => (TagKind::StartTag, self.at + 1),
        };
        let (to, hash) = self.name_end(from, is_name_end);
        let mut tag = Tag {
            kind,
            name: self.names.intern(self.slice(from, to), hash),
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        };
        let Some(end) = self.attributes(to, &mut tag) else {
            // The standard drops a tag that the end of the page cuts off.
            self.tally.tags_unclosed += 1;
            self.at = self.html.len();
            return;
        };
        self.at = end;
        let name = tag.name.clone();
        match self.sink.process_token(Token::TagToken(tag), 1) {
            TokenSinkResult::RawData(content) => self.raw_text(content, &name),
            TokenSinkResult::Plaintext => self.plaintext(),
            TokenSinkResult::Continue
            | TokenSinkResult::Script(_)
            | TokenSinkResult::EncodingIndicator(_) => {}
        }
    }

    /// Reads attributes into `tag` up to its `>`, and gives the offset after
    /// it; `None` if the page ends first.
    fn attributes(&mut self, from: usize, tag: &mut Tag) -> Option<usize> {
        let mut at = from;
        loop {
            match self.byte(at)? {
                b'>' => return Some(at + 1),
                b'/' => {
                    at += 1;
                    if self.byte(at) == Some(b'>') {
                        tag.self_closing = true;
                        return Some(at + 1);
                    }
                }
                byte if is_white_space(byte) => at += 1,
                _ => {
                    let (name_end, hash) = self.attribute_name_end(at);
                    match self.attribute_value(name_end)? {
                        End::Value(start, end, next) => {
                            self.keep(tag, self.slice(at, name_end), hash, (start, end));
                            at = next;
                        }
                        End::OpenQuote(quote) => return self.mend_open_quote(quote),
                    }
                }
            }
        }
    }

    fn attribute_name_end(&self, from: usize) -> (usize, Hash) {
        // A first `=` belongs to the name (WHATWG 13.2.5.32).
        if self.byte(from) == Some(b'=') {
            let (end, mut hash) = self.name_end(from + 1, is_attribute_name_end);
            hash.add(b'=');
            return (end, hash);
        }
        self.name_end(from, is_attribute_name_end)
    }

    /// The value after an attribute name (WHATWG 13.2.5.34 to 13.2.5.38).
    fn attribute_value(&mut self, name_end: usize) -> Option<End> {
        let equals = self.skip_white_space(name_end);
        if self.byte(equals) != Some(b'=') {
            return Some(End::Value(equals, equals, equals));
        }
        let start = self.skip_white_space(equals + 1);
        let first = self.byte(start)?;
        if matches!(first, b'"' | b'\'') {
            return Some(match self.closing_quote(first, start + 1) {
                Some(end) => End::Value(start + 1, end, end + 1),
                None => End::OpenQuote(start),
            });
        }
        let end = self.scan(start, |byte| is_white_space(byte) || byte == b'>');
        Some(End::Value(start, end, end))
    }

    fn closing_quote(&mut self, quote: u8, from: usize) -> Option<usize> {
        let dead_end = match quote {
            b'"' => self.dead_ends.double_quote,
            _ => self.dead_ends.single_quote,
        };
        if dead_end {
            return None;
        }
        let end = self.find(quote, from);
        if end.is_none() {
            match quote {
                b'"' => self.dead_ends.double_quote = true,
                _ => self.dead_ends.single_quote = true,
            }
        }
        end
    }

    /// Ends the tag at the first `>` after a quote that nothing closes: the
    /// attribute is lost, the rest of the page is not.
    fn mend_open_quote(&mut self, quote: usize) -> Option<usize> {
        if self.unclosed != Unclosed::Recover {
            return None;
        }
        let end = self.find(b'>', quote)?;
        self.tally.tags_unclosed += 1;
        Some(end + 1)
    }

    /// Adds an attribute unless it is one too many or there already; of two
    /// with the same name the first counts (WHATWG 13.2.5.33).
    fn keep(&mut self, tag: &mut Tag, name: &str, hash: Hash, value: (usize, usize)) {
        if tag.kind == TagKind::EndTag {
            return;
        }
        if tag.attrs.len() >= ATTRIBUTES_KEPT {
            self.tally.attributes_dropped += 1;
            return;
        }
        let local = self.names.intern(name, hash);
        if tag.attrs.iter().any(|kept| kept.name.local == local) {
            tag.had_duplicate_attributes = true;
            return;
        }
        let value = match value {
            (from, to) if from == to => StrTendril::new(),
            (from, to) => self.value(from, to, VALUE),
        };
        tag.attrs.push(Attribute {
            name: QualName::new(None, ns!(), local),
            value,
        });
    }
}
