//! Declarations: comments, doctypes and CDATA sections (WHATWG 13.2.5.41 to
//! 13.2.5.71).

use memchr::memmem;

use super::normalise::{References, normalise};
use super::{DOCTYPE_NAME_END, Doctype, Nul, Sink, Tokenizer, Unclosed};

/// What comes after a part of a doctype.
enum Next {
    /// An identifier that starts at this offset, and its quote.
    Quote(u8, usize),
    /// The `>` that ends the doctype, at this offset.
    End(usize),
    /// Something else, at this offset.
    Other(usize),
}

impl<S: Sink> Tokenizer<'_, S> {
    fn passed_comment(&mut self) {
        if matches!(self.byte(self.at), Some(b'\n' | b'\r')) {
            self.sink.comment();
        }
    }

    /// Takes what `<!` opens (WHATWG 13.2.5.42).
    pub(super) fn declaration(&mut self) {
        let from = self.at + 2;
        if self.rest(from).starts_with(b"--") {
            self.comment(from + 2);
        } else if self.follows(from, "doctype") {
            self.doctype(from + 7);
        } else if self.rest(from).starts_with(b"[CDATA[") && self.sink.is_foreign() {
            self.cdata(from + 7);
        } else {
            self.bogus_comment(from);
        }
    }

    /// Skips to after the next `>`, or to the end of the page.
    pub(super) fn bogus_comment(&mut self, from: usize) {
        self.at = self.past_greater_than(from);
        self.passed_comment();
    }

    /// Skips a comment whose text starts at `from`.
    ///
    /// Without an end it would swallow the page: the reader goes on after the
    /// first `>`, as browsers did before HTML5.
    fn comment(&mut self, from: usize) {
        if !self.dead_ends.comment {
            if let Some(end) = self.comment_end(from) {
                self.at = end;
                self.passed_comment();
                return;
            }
            self.dead_ends.comment = true;
        }
        self.tally.comments_unclosed += 1;
        match self.unclosed {
            Unclosed::Recover => self.bogus_comment(from),
            #[cfg(test)]
            Unclosed::Swallow => self.at = self.html.len(),
        }
    }

    /// The offset after a comment's end: `-->` or `--!>`, or at the very start
    /// `>` or `->` (WHATWG 13.2.5.43 to 13.2.5.52).
    fn comment_end(&self, from: usize) -> Option<usize> {
        let text = self.rest(from);
        if text.starts_with(b">") {
            return Some(from + 1);
        }
        if text.starts_with(b"->") {
            return Some(from + 2);
        }
        memchr::memchr_iter(b'>', text)
            .find(|&end| {
                let before = text.get(..end).unwrap_or_default();
                before.ends_with(b"--") || before.ends_with(b"--!")
            })
            .map(|end| from + end + 1)
    }

    /// Emits a CDATA section as text (WHATWG 13.2.5.69).
    fn cdata(&mut self, from: usize) {
        let (end, next) = match memmem::find(self.rest(from), b"]]>") {
            Some(offset) => (from + offset, from + offset + 3),
            None => (self.html.len(), self.html.len()),
        };
        self.at = next;
        self.characters(from, end, References::Keep, Nul::Token);
    }

    /// Takes a doctype from after its keyword on (WHATWG 13.2.5.53).
    fn doctype(&mut self, from: usize) {
        let mut doctype = Doctype::default();
        let end = self.doctype_parts(from, &mut doctype);
        if end.is_none() {
            doctype.force_quirks = true;
        }
        self.at = end.unwrap_or(self.html.len());
        self.sink.doctype(&doctype);
    }

    /// Fills in the parts, and gives the offset after the closing `>`; `None`
    /// if the page ends first.
    fn doctype_parts(&mut self, from: usize, doctype: &mut Doctype) -> Option<usize> {
        let start = self.skip_white_space(from);
        if self.byte(start)? == b'>' {
            doctype.force_quirks = true;
            return Some(start + 1);
        }
        let (name_end, spelled) = self.name_end(start, DOCTYPE_NAME_END);
        let name = self.names.of(self.slice(start, name_end), spelled);
        doctype.name = Some(self.names.spelling(name).to_owned());
        let after = self.skip_white_space(name_end);
        if self.byte(after)? == b'>' {
            return Some(after + 1);
        }
        if self.follows(after, "public") {
            match self.doctype_next(after + 6)? {
                Next::Quote(quote, start) => {
                    let (id, end) = self.doctype_id(quote, start, doctype);
                    doctype.public_id = Some(id);
                    if doctype.force_quirks {
                        return end;
                    }
                    match self.doctype_next(end?)? {
                        Next::Quote(quote, start) => self.system_id(quote, start, doctype),
                        Next::End(at) => Some(at + 1),
                        Next::Other(at) => Some(self.bogus_doctype(at, doctype)),
                    }
                }
                Next::End(at) | Next::Other(at) => Some(self.bogus_doctype(at, doctype)),
            }
        } else if self.follows(after, "system") {
            match self.doctype_next(after + 6)? {
                Next::Quote(quote, start) => self.system_id(quote, start, doctype),
                Next::End(at) | Next::Other(at) => Some(self.bogus_doctype(at, doctype)),
            }
        } else {
            Some(self.bogus_doctype(after, doctype))
        }
    }

    fn system_id(&mut self, quote: u8, start: usize, doctype: &mut Doctype) -> Option<usize> {
        let (id, end) = self.doctype_id(quote, start, doctype);
        doctype.system_id = Some(id);
        if doctype.force_quirks {
            return end;
        }
        // Anything after it is ignored without quirks (WHATWG 13.2.5.66).
        let after = self.skip_white_space(end?);
        self.byte(after)?;
        Some(self.past_greater_than(after))
    }

    /// An identifier and the offset after it; a `>` inside ends the doctype.
    fn doctype_id(
        &mut self,
        quote: u8,
        start: usize,
        doctype: &mut Doctype,
    ) -> (String, Option<usize>) {
        let end = self.scan(start, |byte| byte == quote || byte == b'>');
        let mut id = String::new();
        normalise(self.slice(start, end), References::Keep, &mut id);
        doctype.force_quirks = self.byte(end) != Some(quote);
        (id, (end < self.html.len()).then_some(end + 1))
    }

    fn doctype_next(&self, from: usize) -> Option<Next> {
        let at = self.skip_white_space(from);
        Some(match self.byte(at)? {
            quote @ (b'"' | b'\'') => Next::Quote(quote, at + 1),
            b'>' => Next::End(at),
            _ => Next::Other(at),
        })
    }

    /// Skips the rest of a doctype that is not understood (WHATWG 13.2.5.68).
    fn bogus_doctype(&self, from: usize, doctype: &mut Doctype) -> usize {
        doctype.force_quirks = true;
        self.past_greater_than(from)
    }

    fn past_greater_than(&self, from: usize) -> usize {
        self.find(b'>', from).map_or(self.html.len(), |end| end + 1)
    }
}
