//! The rules before the body (WHATWG 13.2.6.4.1 to 13.2.6.4.6), and those of
//! templates, which may stand anywhere.

use super::super::node::{Attributes, Kind, Nodes, Space};
use super::modes::{Flow, Mode, Token};
use super::stack::Open;
use super::{Builder, Content};
use crate::parse::markup::known::{
    BASE, BASEFONT, BGSOUND, BODY, BR, CAPTION, COL, COLGROUP, FRAMESET, HEAD, HTML, LINK, META,
    NOFRAMES, NOSCRIPT, SCRIPT, STYLE, TBODY, TD, TEMPLATE, TFOOT, TH, THEAD, TITLE, TR,
};
use crate::parse::markup::sets::{IMPLIED, IMPLIED_IN_TABLES};

impl Builder<'_> {
    pub(super) fn initial(&mut self, token: Token) -> Flow {
        match token {
            Token::Text(text) if self.is_space(text) => Flow::Done,
            _ => {
                self.quirks = true;
                Flow::Again(Mode::BeforeHtml)
            }
        }
    }

    pub(super) fn before_html(&mut self, token: Token) -> Flow {
        match token {
            Token::Text(text) if self.is_space(text) => Flow::Done,
            Token::Start(tag) if tag.name == HTML => {
                self.create_root(tag.attributes);
                self.mode = Mode::BeforeHead;
                Flow::Done
            }
            Token::End(name) if !matches!(name, HEAD | BODY | HTML | BR) => Flow::Done,
            _ => {
                self.create_root(Attributes::default());
                Flow::Again(Mode::BeforeHead)
            }
        }
    }

    fn create_root(&mut self, attributes: Attributes) {
        let id = self.tree.nodes.create(Kind::Element {
            name: HTML,
            space: Space::Html,
            attributes,
        });
        self.tree.nodes.append(Nodes::DOCUMENT, id);
        self.stack.push(Open {
            id,
            name: HTML,
            space: Space::Html,
        });
    }

    pub(super) fn before_head(&mut self, token: Token) -> Flow {
        match token {
            Token::Text(text) if self.is_space(text) => Flow::Done,
            Token::Start(tag) if tag.name == HTML => self.in_body(token),
            Token::Start(tag) if tag.name == HEAD => {
                self.head = Some(self.insert(tag));
                self.mode = Mode::InHead;
                Flow::Done
            }
            Token::End(name) if !matches!(name, HEAD | BODY | HTML | BR) => Flow::Done,
            _ => {
                self.head = Some(self.insert_implied(HEAD));
                Flow::Again(Mode::InHead)
            }
        }
    }

    pub(super) fn in_head(&mut self, token: Token) -> Flow {
        match token {
            Token::Text(text) if self.is_space(text) => return self.insert_text(text),
            Token::Start(tag) => match tag.name {
                HTML => return self.in_body(token),
                BASE | BASEFONT | BGSOUND | LINK | META => {
                    self.insert_empty(tag);
                    return Flow::Done;
                }
                TITLE => return self.insert_with_text(tag, Content::Escapable),
                NOFRAMES | STYLE => return self.insert_with_text(tag, Content::Raw),
                SCRIPT => return self.insert_with_text(tag, Content::Script),
                NOSCRIPT => {
                    self.insert(tag);
                    self.mode = Mode::InHeadNoscript;
                    return Flow::Done;
                }
                TEMPLATE => {
                    self.formatting.mark();
                    self.frameset_ok = false;
                    self.mode = Mode::InTemplate;
                    self.template_modes.push(Mode::InTemplate);
                    self.insert(tag);
                    return Flow::Done;
                }
                HEAD => return Flow::Done,
                _ => {}
            },
            Token::End(name) => match name {
                HEAD => {
                    self.stack.pop();
                    self.mode = Mode::AfterHead;
                    return Flow::Done;
                }
                TEMPLATE => {
                    if self.stack.has(TEMPLATE) {
                        let implied = IMPLIED.or(IMPLIED_IN_TABLES);
                        self.stack.close_implied_in(implied, None);
                        self.close_template();
                    }
                    return Flow::Done;
                }
                BODY | HTML | BR => {}
                _ => return Flow::Done,
            },
            Token::Text(_) | Token::Nul | Token::EndOfPage => {}
        }
        self.stack.pop();
        Flow::Again(Mode::AfterHead)
    }

    fn close_template(&mut self) {
        self.stack.close_to(TEMPLATE);
        self.formatting.clear_to_marker();
        self.template_modes.pop();
        self.mode = self.appropriate_mode();
    }

    pub(super) fn in_head_noscript(&mut self, token: Token) -> Flow {
        match token {
            Token::Start(tag) => match tag.name {
                HTML => return self.in_body(token),
                BASEFONT | BGSOUND | LINK | META | NOFRAMES | STYLE => return self.in_head(token),
                HEAD | NOSCRIPT => return Flow::Done,
                _ => {}
            },
            Token::End(NOSCRIPT) => {
                self.stack.pop();
                self.mode = Mode::InHead;
                return Flow::Done;
            }
            Token::End(name) if name != BR => return Flow::Done,
            Token::Text(text) if self.is_space(text) => return self.in_head(token),
            _ => {}
        }
        self.stack.pop();
        Flow::Again(Mode::InHead)
    }

    pub(super) fn after_head(&mut self, token: Token) -> Flow {
        match token {
            Token::Text(text) if self.is_space(text) => return self.insert_text(text),
            Token::Start(tag) => match tag.name {
                HTML => return self.in_body(token),
                BODY => {
                    self.insert(tag);
                    self.frameset_ok = false;
                    self.mode = Mode::InBody;
                    return Flow::Done;
                }
                FRAMESET => {
                    self.insert(tag);
                    self.mode = Mode::InFrameset;
                    return Flow::Done;
                }
                BASE | BASEFONT | BGSOUND | LINK | META | NOFRAMES | SCRIPT | STYLE | TEMPLATE
                | TITLE => return self.in_head_again(token),
                HEAD => return Flow::Done,
                _ => {}
            },
            Token::End(TEMPLATE) => return self.in_head(token),
            Token::End(name) if !matches!(name, BODY | HTML | BR) => return Flow::Done,
            _ => {}
        }
        self.insert_implied(BODY);
        Flow::Again(Mode::InBody)
    }

    /// What belongs into the head and comes after it goes there.
    fn in_head_again(&mut self, token: Token) -> Flow {
        let Some(id) = self.head else {
            return Flow::Done;
        };
        self.stack.push(Open {
            id,
            name: HEAD,
            space: Space::Html,
        });
        let flow = self.in_head(token);
        self.stack.remove_id(id);
        flow
    }

    pub(super) fn in_template(&mut self, token: Token) -> Flow {
        let mode = match token {
            Token::Text(_) => return self.in_body(token),
            Token::Start(tag) => match tag.name {
                BASE | BASEFONT | BGSOUND | LINK | META | NOFRAMES | SCRIPT | STYLE | TEMPLATE
                | TITLE => return self.in_head(token),
                CAPTION | COLGROUP | TBODY | TFOOT | THEAD => Mode::InTable,
                COL => Mode::InColumnGroup,
                TR => Mode::InTableBody,
                TD | TH => Mode::InRow,
                _ => Mode::InBody,
            },
            Token::End(TEMPLATE) => return self.in_head(token),
            Token::EndOfPage if self.stack.has(TEMPLATE) => {
                self.close_template();
                return Flow::Again(self.mode);
            }
            Token::End(_) | Token::Nul | Token::EndOfPage => return Flow::Done,
        };
        self.template_modes.pop();
        self.template_modes.push(mode);
        Flow::Again(mode)
    }
}
