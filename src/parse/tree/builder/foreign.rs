//! The rules of SVG and `MathML` inside of HTML (WHATWG 13.2.6.5).

use super::super::node::{Id, Space};
use super::modes::{Flow, Token};
use super::{Builder, Tag};
use crate::parse::markup::known::{
    ANNOTATION_XML, B, BIG, BLOCKQUOTE, BODY, BR, CENTER, CODE, COLOR, DD, DIV, DL, DT, EM, EMBED,
    ENCODING, FACE, FONT, H1, H2, H3, H4, H5, H6, HEAD, HR, I, IMG, LI, LISTING, MALIGNMARK, MENU,
    META, MGLYPH, NOBR, OL, P, PRE, RUBY, S, SIZE, SMALL, SPAN, STRIKE, STRONG, SUB, SUP, SVG,
    TABLE, TT, U, UL, VAR,
};

impl Builder<'_> {
    /// Whether a token is taken by the rules of foreign content (WHATWG 13.2.6).
    #[inline]
    pub(super) fn is_foreign_to(&self, token: Token) -> bool {
        let Some(current) = self.stack.current() else {
            return false;
        };
        if current.is_html() || matches!(token, Token::EndOfPage) {
            return false;
        }
        let (is_text, start) = match token {
            Token::Text(_) | Token::Nul => (true, None),
            Token::Start(tag) => (false, Some(tag.name)),
            Token::End(_) | Token::EndOfPage => (false, None),
        };
        if current.is_text_integration_point() {
            return !is_text && start.is_none_or(|name| matches!(name, MGLYPH | MALIGNMARK));
        }
        if current.is_html_integration_point() {
            return !is_text && start.is_none();
        }
        if current.space == Space::MathMl && current.name == ANNOTATION_XML {
            let within = is_text || start.is_some();
            return start != Some(SVG) && !(within && self.holds_html(current.id));
        }
        true
    }

    /// Whether an `<annotation-xml>` is an HTML integration point.
    fn holds_html(&self, id: Id) -> bool {
        let element = self.tree.element(id);
        let encoding = element.and_then(|element| element.attribute(ENCODING));
        encoding.is_some_and(|encoding| {
            encoding.eq_ignore_ascii_case("text/html")
                || encoding.eq_ignore_ascii_case("application/xhtml+xml")
        })
    }

    pub(super) fn foreign(&mut self, token: Token) -> Flow {
        match token {
            Token::Nul => self.insert_written("\u{fffd}"),
            Token::Text(text) => {
                if self.frameset_ok && !self.is_space(text) {
                    self.frameset_ok = false;
                }
                self.insert_text(text)
            }
            Token::Start(tag) => {
                if self.leaves_foreign(tag) {
                    return self.leave_foreign(token);
                }
                let current = self.stack.current();
                let space = current.map_or(Space::Html, |current| current.space);
                self.insert_foreign(space, tag);
                Flow::Done
            }
            Token::End(BR | P) => self.leave_foreign(token),
            Token::End(name) => {
                let mut open = self.stack.iter().enumerate();
                let found = open.find(|(up, open)| open.name == name || *up > 0 && open.is_html());
                drop(open);
                match found {
                    Some((up, _)) if up + 1 == self.stack.len() => Flow::Done,
                    Some((_, open)) if open.is_html() => self.step(self.mode, token),
                    Some((up, _)) => {
                        self.stack.truncate(self.stack.len() - 1 - up);
                        Flow::Done
                    }
                    None => Flow::Done,
                }
            }
            Token::EndOfPage => Flow::Done,
        }
    }

    /// Whether a start tag can only be one of HTML.
    fn leaves_foreign(&self, tag: Tag) -> bool {
        match tag.name {
            B | BIG | BLOCKQUOTE | BODY | BR | CENTER | CODE | DD | DIV | DL | DT | EM | EMBED
            | H1 | H2 | H3 | H4 | H5 | H6 | HEAD | HR | I | IMG | LI | LISTING | MENU | META
            | NOBR | OL | P | PRE | RUBY | S | SMALL | SPAN | STRONG | STRIKE | SUB | SUP
            | TABLE | TT | U | UL | VAR => true,
            FONT => {
                let mut attributes = self.attributes_in(tag.attributes).iter();
                attributes.any(|attribute| matches!(attribute.name, COLOR | FACE | SIZE))
            }
            _ => false,
        }
    }

    fn leave_foreign(&mut self, token: Token) -> Flow {
        while self.stack.current().is_some_and(|open| {
            !open.is_html()
                && !open.is_text_integration_point()
                && !open.is_html_integration_point()
        }) {
            self.stack.pop();
        }
        self.step(self.mode, token)
    }

    pub(super) fn insert_foreign(&mut self, space: Space, tag: Tag) {
        if tag.self_closing {
            self.insert_closed(space, tag);
        } else {
            self.insert_in(space, tag);
        }
    }
}
