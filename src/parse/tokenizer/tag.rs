//! Tags and their attributes (WHATWG 13.2.5.8, 13.2.5.32 to 13.2.5.40).

use super::super::markup::Spelled;
use super::{
    ATTRIBUTE_NAME_END, ATTRIBUTES_KEPT, Attribute, Content, NAME_END, Sink, StartTag, Tokenizer,
    Unclosed, is_white_space, offset,
};

/// How an attribute ended.
enum End {
    /// Its value lies between two offsets; reading goes on at the third.
    Value(usize, usize, usize),
    /// The quote opened at this offset is never closed.
    OpenQuote(usize),
}

/// How a tag ended.
struct Ended {
    /// The offset after it.
    at: usize,
    self_closing: bool,
}

impl<S: Sink> Tokenizer<'_, S> {
    /// Takes the start or end tag here.
    pub(super) fn tag(&mut self) {
        if self.byte(self.at + 1) == Some(b'/') {
            self.end_tag();
        } else {
            self.start_tag();
        }
    }

    pub(super) fn end_tag(&mut self) {
        let from = self.at + 2;
        let (to, spelled) = self.name_end(from, NAME_END);
        let name = self.names.of(self.slice(from, to), spelled);
        // Whatever attributes it has, none counts.
        let dropped = self.tally.attributes_dropped;
        let end = self.attributes(to).map(|ended| ended.at);
        self.tally.attributes_dropped = dropped;
        let Some(end) = end else {
            self.cut_off();
            return;
        };
        self.at = end;
        self.sink.end_tag(name);
    }

    fn start_tag(&mut self) {
        let from = self.at + 1;
        let (to, spelled) = self.name_end(from, NAME_END);
        let name = self.names.of(self.slice(from, to), spelled);
        let Some(Ended { at, self_closing }) = self.attributes(to) else {
            self.cut_off();
            return;
        };
        self.at = at;
        let tag = StartTag {
            name,
            attributes: &self.attributes,
            self_closing,
        };
        match self.sink.start_tag(&tag) {
            Content::Markup => {}
            Content::Plain => self.plaintext(),
            content => self.raw_text(content, name),
        }
    }

    /// The standard drops a tag that the end of the page cuts off.
    fn cut_off(&mut self) {
        self.tally.tags_unclosed += 1;
        self.at = self.html.len();
    }

    /// Reads attributes up to the `>` of their tag; `None` if the page ends
    /// first.
    fn attributes(&mut self, from: usize) -> Option<Ended> {
        self.attributes.clear();
        let mut at = from;
        let ended = |at| Ended {
            at,
            self_closing: false,
        };
        loop {
            match self.byte(at)? {
                b'>' => return Some(ended(at + 1)),
                b'/' => {
                    at += 1;
                    if self.byte(at) == Some(b'>') {
                        return Some(Ended {
                            at: at + 1,
                            self_closing: true,
                        });
                    }
                }
                byte if is_white_space(byte) => at += 1,
                _ => {
                    let (name_end, spelled) = self.attribute_name_end(at);
                    match self.attribute_value(name_end)? {
                        End::Value(start, end, next) => {
                            self.keep(self.slice(at, name_end), spelled, (start, end));
                            at = next;
                        }
                        End::OpenQuote(quote) => {
                            return self.mend_open_quote(quote).map(ended);
                        }
                    }
                }
            }
        }
    }

    fn attribute_name_end(&self, from: usize) -> (usize, Spelled) {
        // A first `=` belongs to the name (WHATWG 13.2.5.32).
        if self.byte(from) == Some(b'=') {
            let (end, _) = self.name_end(from + 1, ATTRIBUTE_NAME_END);
            return (end, Spelled::raw());
        }
        self.name_end(from, ATTRIBUTE_NAME_END)
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
    fn keep(&mut self, name: &str, spelled: Spelled, (from, to): (usize, usize)) {
        if self.attributes.len() >= ATTRIBUTES_KEPT {
            self.tally.attributes_dropped += 1;
            return;
        }
        let name = self.names.of(name, spelled);
        if self.attributes.iter().all(|kept| kept.name != name) {
            self.attributes.push(Attribute {
                name,
                from: offset(from),
                to: offset(to),
            });
        }
    }
}
