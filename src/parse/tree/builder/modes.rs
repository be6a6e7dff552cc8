//! The insertion modes (WHATWG 13.2.4.1), and which rules each goes by.

use super::super::node::Stretch;
use super::{Builder, Tag};
use crate::parse::markup::{Name, known};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Initial,
    BeforeHtml,
    BeforeHead,
    InHead,
    InHeadNoscript,
    AfterHead,
    InBody,
    Text,
    InTable,
    InTableText,
    InCaption,
    InColumnGroup,
    InTableBody,
    InRow,
    InCell,
    InTemplate,
    AfterBody,
    InFrameset,
    AfterFrameset,
    AfterAfterBody,
    AfterAfterFrameset,
}

impl Mode {
    /// Whether white space is taken otherwise than other text.
    pub(super) const fn splits(self) -> bool {
        matches!(
            self,
            Self::Initial
                | Self::BeforeHtml
                | Self::BeforeHead
                | Self::InHead
                | Self::InHeadNoscript
                | Self::AfterHead
                | Self::InColumnGroup
                | Self::AfterBody
                | Self::InFrameset
                | Self::AfterFrameset
                | Self::AfterAfterBody
                | Self::AfterAfterFrameset
        )
    }
}

/// What the rules are for. Text is all white space or begins with none where
/// that matters.
#[derive(Clone, Copy, Debug)]
pub(super) enum Token {
    Start(Tag),
    End(Name),
    Text(Stretch),
    Nul,
    EndOfPage,
}

/// What is to be done after a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    Done,
    /// The token is taken again, in this mode.
    Again(Mode),
}

impl Builder<'_> {
    /// Takes a token by the rules of a mode.
    pub(super) fn step(&mut self, mode: Mode, token: Token) -> Flow {
        match mode {
            Mode::InBody => self.in_body(token),
            Mode::Initial => self.initial(token),
            Mode::BeforeHtml => self.before_html(token),
            Mode::BeforeHead => self.before_head(token),
            Mode::InHead => self.in_head(token),
            Mode::InHeadNoscript => self.in_head_noscript(token),
            Mode::AfterHead => self.after_head(token),
            Mode::Text => self.in_text(token),
            Mode::InTable => self.in_table(token),
            Mode::InTableText => self.in_table_text(token),
            Mode::InCaption => self.in_caption(token),
            Mode::InColumnGroup => self.in_column_group(token),
            Mode::InTableBody => self.in_table_body(token),
            Mode::InRow => self.in_row(token),
            Mode::InCell => self.in_cell(token),
            Mode::InTemplate => self.in_template(token),
            Mode::AfterBody => self.after_body(token),
            Mode::InFrameset => self.in_frameset(token),
            Mode::AfterFrameset => self.after_frameset(token),
            Mode::AfterAfterBody => self.after_after_body(token),
            Mode::AfterAfterFrameset => self.after_after_frameset(token),
        }
    }

    /// Text that is its element's whole content (WHATWG 13.2.6.4.8).
    fn in_text(&mut self, token: Token) -> Flow {
        match token {
            Token::Text(text) => self.insert_text(text),
            Token::EndOfPage => {
                self.stack.pop();
                Flow::Again(self.original_mode)
            }
            Token::Start(_) | Token::End(_) | Token::Nul => {
                self.stack.pop();
                self.mode = self.original_mode;
                Flow::Done
            }
        }
    }

    /// The mode that the open elements ask for (WHATWG 13.2.4.1).
    pub(super) fn appropriate_mode(&self) -> Mode {
        let mut open = self.stack.iter().filter(|open| open.is_html());
        let found = open.find_map(|open| match open.name {
            known::TD | known::TH => Some(Mode::InCell),
            known::TR => Some(Mode::InRow),
            known::TBODY | known::THEAD | known::TFOOT => Some(Mode::InTableBody),
            known::CAPTION => Some(Mode::InCaption),
            known::COLGROUP => Some(Mode::InColumnGroup),
            known::TABLE => Some(Mode::InTable),
            known::TEMPLATE => Some(self.template_modes.last().copied().unwrap_or(Mode::InBody)),
            known::HEAD => Some(Mode::InHead),
            known::BODY => Some(Mode::InBody),
            known::FRAMESET => Some(Mode::InFrameset),
            known::HTML => Some(match self.head {
                None => Mode::BeforeHead,
                Some(_) => Mode::AfterHead,
            }),
            _ => None,
        });
        found.unwrap_or(Mode::InBody)
    }
}
