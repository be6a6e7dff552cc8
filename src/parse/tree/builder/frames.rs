//! The rules of framesets, and those after the body (WHATWG 13.2.6.4.17 to
//! 13.2.6.4.21).

use super::Builder;
use super::modes::{Flow, Mode, Token};
use crate::parse::markup::known::{FRAME, FRAMESET, HTML, NOFRAMES};

impl Builder<'_> {
    pub(super) fn after_body(&mut self, token: Token) -> Flow {
        match token {
            Token::End(HTML) => {
                self.mode = Mode::AfterAfterBody;
                Flow::Done
            }
            token => self.after_after_body(token),
        }
    }

    pub(super) fn after_after_body(&mut self, token: Token) -> Flow {
        match token {
            Token::Text(text) if self.is_space(text) => self.in_body(token),
            Token::Start(tag) if tag.name == HTML => self.in_body(token),
            Token::EndOfPage => Flow::Done,
            _ => Flow::Again(Mode::InBody),
        }
    }

    pub(super) fn in_frameset(&mut self, token: Token) -> Flow {
        match token {
            Token::Text(text) if self.is_space(text) => self.insert_text(text),
            Token::Start(tag) => match tag.name {
                HTML => self.in_body(token),
                FRAMESET => {
                    self.insert(tag);
                    Flow::Done
                }
                FRAME => {
                    self.insert_empty(tag);
                    Flow::Done
                }
                NOFRAMES => self.in_head(token),
                _ => Flow::Done,
            },
            Token::End(FRAMESET) if self.stack.len() > 1 => {
                self.stack.pop();
                if !self.stack.current_is_named(FRAMESET) {
                    self.mode = Mode::AfterFrameset;
                }
                Flow::Done
            }
            _ => Flow::Done,
        }
    }

    pub(super) fn after_frameset(&mut self, token: Token) -> Flow {
        match token {
            Token::Text(text) if self.is_space(text) => self.insert_text(text),
            Token::End(HTML) => {
                self.mode = Mode::AfterAfterFrameset;
                Flow::Done
            }
            Token::Start(tag) if tag.name == HTML => self.in_body(token),
            Token::Start(tag) if tag.name == NOFRAMES => self.in_head(token),
            _ => Flow::Done,
        }
    }

    pub(super) fn after_after_frameset(&mut self, token: Token) -> Flow {
        match token {
            Token::Text(text) if self.is_space(text) => self.in_body(token),
            Token::Start(tag) if tag.name == HTML => self.in_body(token),
            Token::Start(tag) if tag.name == NOFRAMES => self.in_head(token),
            _ => Flow::Done,
        }
    }
}
