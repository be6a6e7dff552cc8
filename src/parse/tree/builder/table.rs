//! The rules of tables (WHATWG 13.2.6.4.9 to 13.2.6.4.15).

use super::modes::{Flow, Mode, Token};
use super::stack::{Open, Scope};
use super::{Builder, Tag};
use crate::parse::markup::known::{
    BODY, CAPTION, COL, COLGROUP, FORM, HTML, INPUT, SCRIPT, STYLE, TABLE, TBODY, TD, TEMPLATE,
    TFOOT, TH, THEAD, TR,
};
use crate::parse::markup::sets::{BODY_CONTEXT, CELLS, ROW_CONTEXT, TABLE_PARTS, TABLE_SCOPE};

impl Builder<'_> {
    pub(super) fn in_table(&mut self, token: Token) -> Flow {
        match token {
            Token::Nul | Token::Text(_) if self.stack.current_is(TABLE_PARTS) => {
                self.original_mode = self.mode;
                Flow::Again(Mode::InTableText)
            }
            Token::Start(tag) => self.start_in_table(tag),
            Token::End(TABLE) => {
                if self.stack.has_in(Scope::Table, TABLE) {
                    self.stack.close_to(TABLE);
                    self.mode = self.appropriate_mode();
                }
                Flow::Done
            }
            Token::End(
                BODY | CAPTION | COL | COLGROUP | HTML | TBODY | TD | TFOOT | TH | THEAD | TR,
            ) => Flow::Done,
            Token::End(TEMPLATE) => self.in_head(token),
            Token::EndOfPage => self.in_body(token),
            Token::Text(_) | Token::Nul | Token::End(_) => self.outside_table(token),
        }
    }

    fn start_in_table(&mut self, tag: Tag) -> Flow {
        match tag.name {
            CAPTION => {
                self.stack.close_until(TABLE_SCOPE);
                self.formatting.mark();
                self.insert_and_go(tag, Mode::InCaption)
            }
            COLGROUP => {
                self.stack.close_until(TABLE_SCOPE);
                self.insert_and_go(tag, Mode::InColumnGroup)
            }
            COL => {
                self.stack.close_until(TABLE_SCOPE);
                self.insert_implied(COLGROUP);
                Flow::Again(Mode::InColumnGroup)
            }
            TBODY | TFOOT | THEAD => {
                self.stack.close_until(TABLE_SCOPE);
                self.insert_and_go(tag, Mode::InTableBody)
            }
            TD | TH | TR => {
                self.stack.close_until(TABLE_SCOPE);
                self.insert_implied(TBODY);
                Flow::Again(Mode::InTableBody)
            }
            TABLE => {
                if !self.stack.has_in(Scope::Table, TABLE) {
                    return Flow::Done;
                }
                self.stack.close_to(TABLE);
                Flow::Again(self.appropriate_mode())
            }
            STYLE | SCRIPT | TEMPLATE => self.in_head(Token::Start(tag)),
            INPUT if self.is_hidden_input(tag) => {
                self.insert_empty(tag);
                Flow::Done
            }
            FORM => {
                if self.form.is_none() && !self.stack.has(TEMPLATE) {
                    self.form = Some(self.insert_empty(tag));
                }
                Flow::Done
            }
            _ => self.outside_table(Token::Start(tag)),
        }
    }

    fn insert_and_go(&mut self, tag: Tag, mode: Mode) -> Flow {
        self.insert(tag);
        self.mode = mode;
        Flow::Done
    }

    /// What has no place in a table goes before it.
    fn outside_table(&mut self, token: Token) -> Flow {
        self.foster_parenting = true;
        let flow = self.in_body(token);
        self.foster_parenting = false;
        flow
    }

    pub(super) fn in_table_text(&mut self, token: Token) -> Flow {
        match token {
            Token::Nul => return Flow::Done,
            Token::Text(text) => {
                self.table_text.push(text);
                return Flow::Done;
            }
            Token::Start(_) | Token::End(_) | Token::EndOfPage => {}
        }
        let texts = std::mem::take(&mut self.table_text);
        let blank = texts.iter().all(|text| self.is_space(*text));
        for text in &texts {
            if blank {
                self.insert_text(*text);
            } else {
                self.outside_table(Token::Text(*text));
            }
        }
        self.table_text = texts;
        self.table_text.clear();
        Flow::Again(self.original_mode)
    }

    pub(super) fn in_caption(&mut self, token: Token) -> Flow {
        match token {
            Token::Start(Tag {
                name: CAPTION | COL | COLGROUP | TBODY | TD | TFOOT | TH | THEAD | TR,
                ..
            })
            | Token::End(TABLE | CAPTION) => {
                if !self.stack.has_in(Scope::Table, CAPTION) {
                    return Flow::Done;
                }
                self.stack.close_implied();
                self.stack.close_to(CAPTION);
                self.formatting.clear_to_marker();
                if matches!(token, Token::End(CAPTION)) {
                    self.mode = Mode::InTable;
                    return Flow::Done;
                }
                Flow::Again(Mode::InTable)
            }
            Token::End(BODY | COL | COLGROUP | HTML | TBODY | TD | TFOOT | TH | THEAD | TR) => {
                Flow::Done
            }
            token => self.in_body(token),
        }
    }

    pub(super) fn in_column_group(&mut self, token: Token) -> Flow {
        match token {
            Token::Text(text) if self.is_space(text) => return self.insert_text(text),
            Token::Start(tag) => match tag.name {
                HTML => return self.in_body(token),
                COL => {
                    self.insert_empty(tag);
                    return Flow::Done;
                }
                TEMPLATE => return self.in_head(token),
                _ => {}
            },
            Token::End(TEMPLATE) => return self.in_head(token),
            Token::End(COL) => return Flow::Done,
            Token::EndOfPage => return self.in_body(token),
            Token::End(_) | Token::Text(_) | Token::Nul => {}
        }
        if !self.stack.current_is_named(COLGROUP) {
            return Flow::Done;
        }
        self.stack.pop();
        if matches!(token, Token::End(COLGROUP)) {
            self.mode = Mode::InTable;
            return Flow::Done;
        }
        Flow::Again(Mode::InTable)
    }

    pub(super) fn in_table_body(&mut self, token: Token) -> Flow {
        match token {
            Token::Start(tag) if tag.name == TR => {
                self.stack.close_until(BODY_CONTEXT);
                self.insert_and_go(tag, Mode::InRow)
            }
            Token::Start(Tag { name: TD | TH, .. }) => {
                self.stack.close_until(BODY_CONTEXT);
                self.insert_implied(TR);
                Flow::Again(Mode::InRow)
            }
            Token::End(name @ (TBODY | TFOOT | THEAD)) => {
                if self.stack.has_in(Scope::Table, name) {
                    self.stack.close_until(BODY_CONTEXT);
                    self.stack.pop();
                    self.mode = Mode::InTable;
                }
                Flow::Done
            }
            Token::Start(Tag {
                name: CAPTION | COL | COLGROUP | TBODY | TFOOT | THEAD,
                ..
            })
            | Token::End(TABLE) => {
                let is_outer = |name| matches!(name, TABLE | TBODY | TFOOT);
                let in_table = |open: Open| open.is_html() && is_outer(open.name);
                if !self.stack.is_in(Scope::Table, in_table) {
                    return Flow::Done;
                }
                self.stack.close_until(BODY_CONTEXT);
                self.stack.pop();
                Flow::Again(Mode::InTable)
            }
            Token::End(BODY | CAPTION | COL | COLGROUP | HTML | TD | TH | TR) => Flow::Done,
            token => self.in_table(token),
        }
    }

    pub(super) fn in_row(&mut self, token: Token) -> Flow {
        match token {
            Token::Start(tag) if matches!(tag.name, TD | TH) => {
                self.stack.close_until(ROW_CONTEXT);
                self.insert(tag);
                self.mode = Mode::InCell;
                self.formatting.mark();
                Flow::Done
            }
            Token::End(TR) => {
                if self.close_row() {
                    self.mode = Mode::InTableBody;
                }
                Flow::Done
            }
            Token::Start(Tag {
                name: CAPTION | COL | COLGROUP | TBODY | TFOOT | THEAD | TR,
                ..
            })
            | Token::End(TABLE) => {
                if self.close_row() {
                    Flow::Again(Mode::InTableBody)
                } else {
                    Flow::Done
                }
            }
            Token::End(name @ (TBODY | TFOOT | THEAD)) => {
                if self.stack.has_in(Scope::Table, name) && self.close_row() {
                    Flow::Again(Mode::InTableBody)
                } else {
                    Flow::Done
                }
            }
            Token::End(BODY | CAPTION | COL | COLGROUP | HTML | TD | TH) => Flow::Done,
            token => self.in_table(token),
        }
    }

    /// Closes the row there is, if there is one.
    fn close_row(&mut self) -> bool {
        let is_open = self.stack.has_in(Scope::Table, TR);
        if is_open {
            self.stack.close_until(ROW_CONTEXT);
            self.stack.pop();
        }
        is_open
    }

    pub(super) fn in_cell(&mut self, token: Token) -> Flow {
        match token {
            Token::End(name @ (TD | TH)) => {
                if self.stack.has_in(Scope::Table, name) {
                    self.stack.close_implied();
                    self.stack.close_to(name);
                    self.formatting.clear_to_marker();
                    self.mode = Mode::InRow;
                }
                Flow::Done
            }
            Token::Start(Tag {
                name: CAPTION | COL | COLGROUP | TBODY | TD | TFOOT | TH | THEAD | TR,
                ..
            }) => {
                if self.stack.is_in(Scope::Table, |open| open.is(CELLS)) {
                    self.close_cell()
                } else {
                    Flow::Done
                }
            }
            Token::End(BODY | CAPTION | COL | COLGROUP | HTML) => Flow::Done,
            Token::End(name @ (TABLE | TBODY | TFOOT | THEAD | TR)) => {
                if self.stack.has_in(Scope::Table, name) {
                    self.close_cell()
                } else {
                    Flow::Done
                }
            }
            token => self.in_body(token),
        }
    }

    fn close_cell(&mut self) -> Flow {
        self.stack.close_implied();
        self.stack.close_to_any(CELLS);
        self.formatting.clear_to_marker();
        Flow::Again(Mode::InRow)
    }
}
