//! The rules of the body (WHATWG 13.2.6.4.7).

use super::super::node::{Attributes, Space, Stretch};
use super::modes::{Flow, Mode, Token};
use super::stack::{Open, Scope};
use super::{Builder, Content, Tag};
use crate::parse::markup::Name;
use crate::parse::markup::known::{
    A, ADDRESS, APPLET, AREA, ARTICLE, ASIDE, B, BASE, BASEFONT, BGSOUND, BIG, BLOCKQUOTE, BODY,
    BR, BUTTON, CAPTION, CENTER, CODE, COL, COLGROUP, DD, DETAILS, DIALOG, DIR, DIV, DL, DT, EM,
    EMBED, FIELDSET, FIGCAPTION, FIGURE, FONT, FOOTER, FORM, FRAME, FRAMESET, H1, H2, H3, H4, H5,
    H6, HEAD, HEADER, HGROUP, HR, HTML, I, IFRAME, IMAGE, IMG, INPUT, KEYGEN, LI, LINK, LISTING,
    MAIN, MARQUEE, MATH, MENU, META, NAV, NOBR, NOEMBED, NOFRAMES, OBJECT, OL, OPTGROUP, OPTION, P,
    PARAM, PLAINTEXT, PRE, RB, RP, RT, RTC, RUBY, S, SCRIPT, SEARCH, SECTION, SELECT, SMALL,
    SOURCE, STRIKE, STRONG, STYLE, SUMMARY, SVG, TABLE, TBODY, TD, TEMPLATE, TEXTAREA, TFOOT, TH,
    THEAD, TITLE, TR, TRACK, TT, TYPE, U, UL, WBR, XMP,
};
use crate::parse::markup::sets::{HEADINGS, IMPLIED, PASSED_BY_ITEMS, SPECIAL};

impl Builder<'_> {
    pub(super) fn in_body(&mut self, token: Token) -> Flow {
        match token {
            Token::Nul => Flow::Done,
            Token::Text(text) => self.text_in_body(text),
            Token::Start(tag) => self.start_in_body(tag),
            Token::End(name) => self.end_in_body(name),
            Token::EndOfPage if self.template_modes.is_empty() => Flow::Done,
            Token::EndOfPage => self.in_template(token),
        }
    }

    #[inline]
    fn text_in_body(&mut self, text: Stretch) -> Flow {
        self.reconstruct();
        if self.frameset_ok && !self.is_space(text) {
            self.frameset_ok = false;
        }
        self.insert_text(text)
    }

    fn start_in_body(&mut self, tag: Tag) -> Flow {
        match tag.name {
            HTML => {
                if !self.stack.has(TEMPLATE)
                    && let Some(root) = self.stack.get(0)
                {
                    self.add_missing(root.id, tag.attributes);
                }
            }
            BASE | BASEFONT | BGSOUND | LINK | META | NOFRAMES | SCRIPT | STYLE | TEMPLATE
            | TITLE => return self.in_head(Token::Start(tag)),
            BODY => {
                let body = self.stack.get(1).filter(|open| open.is_named(BODY));
                if let Some(body) = body
                    && !self.stack.has(TEMPLATE)
                {
                    self.frameset_ok = false;
                    self.add_missing(body.id, tag.attributes);
                }
            }
            FRAMESET => {
                let body = self.stack.get(1).filter(|open| open.is_named(BODY));
                if let Some(body) = body
                    && self.frameset_ok
                {
                    self.tree.nodes.detach(body.id);
                    self.stack.truncate(1);
                    self.insert(tag);
                    self.mode = Mode::InFrameset;
                }
            }
            ADDRESS | ARTICLE | ASIDE | BLOCKQUOTE | CENTER | DETAILS | DIALOG | DIR | DIV | DL
            | FIELDSET | FIGCAPTION | FIGURE | FOOTER | HEADER | HGROUP | MAIN | MENU | NAV
            | OL | P | SEARCH | SECTION | SUMMARY | UL => {
                self.close_paragraph_in_scope();
                self.insert(tag);
            }
            H1 | H2 | H3 | H4 | H5 | H6 => {
                self.close_paragraph_in_scope();
                if self.stack.current_is(HEADINGS) {
                    self.stack.pop();
                }
                self.insert(tag);
            }
            PRE | LISTING => {
                self.close_paragraph_in_scope();
                self.insert(tag);
                self.ignore_line_feed = true;
                self.frameset_ok = false;
            }
            FORM => {
                let in_template = self.stack.has(TEMPLATE);
                if self.form.is_none() || in_template {
                    self.close_paragraph_in_scope();
                    let form = self.insert(tag);
                    if !in_template {
                        self.form = Some(form);
                    }
                }
            }
            LI => self.start_item(tag, &[LI]),
            DD | DT => self.start_item(tag, &[DD, DT]),
            PLAINTEXT => {
                self.close_paragraph_in_scope();
                self.insert(tag);
                self.content = Content::Plain;
            }
            BUTTON => {
                if self.stack.has_in(Scope::Any, BUTTON) {
                    self.stack.close_implied();
                    self.stack.close_to(BUTTON);
                }
                self.reconstruct();
                self.insert(tag);
                self.frameset_ok = false;
            }
            A => {
                self.close_link();
                self.reconstruct();
                self.insert_formatting(tag);
            }
            B | BIG | CODE | EM | FONT | I | S | SMALL | STRIKE | STRONG | TT | U => {
                self.reconstruct();
                self.insert_formatting(tag);
            }
            NOBR => {
                self.reconstruct();
                if self.stack.has_in(Scope::Any, NOBR) {
                    self.adopt(NOBR);
                    self.reconstruct();
                }
                self.insert_formatting(tag);
            }
            APPLET | MARQUEE | OBJECT => {
                self.reconstruct();
                self.insert(tag);
                self.formatting.mark();
                self.frameset_ok = false;
            }
            TABLE => {
                if !self.quirks {
                    self.close_paragraph_in_scope();
                }
                self.insert(tag);
                self.frameset_ok = false;
                self.mode = Mode::InTable;
            }
            AREA | BR | EMBED | IMG | KEYGEN | WBR => {
                self.reconstruct();
                self.insert_empty(tag);
                self.frameset_ok = false;
            }
            IMAGE => return self.start_in_body(Tag { name: IMG, ..tag }),
            INPUT => {
                if self.stack.has_in(Scope::Any, SELECT) {
                    self.stack.close_to(SELECT);
                }
                self.reconstruct();
                self.insert_empty(tag);
                if !self.is_hidden_input(tag) {
                    self.frameset_ok = false;
                }
            }
            PARAM | SOURCE | TRACK => {
                self.insert_empty(tag);
            }
            HR => {
                self.close_paragraph_in_scope();
                if self.stack.has_in(Scope::Any, SELECT) {
                    self.stack.close_implied();
                }
                self.insert_empty(tag);
                self.frameset_ok = false;
            }
            TEXTAREA => {
                self.ignore_line_feed = true;
                self.frameset_ok = false;
                return self.insert_with_text(tag, Content::Escapable);
            }
            XMP => {
                self.close_paragraph_in_scope();
                self.reconstruct();
                self.frameset_ok = false;
                return self.insert_with_text(tag, Content::Raw);
            }
            IFRAME => {
                self.frameset_ok = false;
                return self.insert_with_text(tag, Content::Raw);
            }
            NOEMBED => return self.insert_with_text(tag, Content::Raw),
            SELECT => {
                if self.stack.has_in(Scope::Any, SELECT) {
                    self.stack.close_to(SELECT);
                } else {
                    self.reconstruct();
                    self.insert(tag);
                    self.frameset_ok = false;
                }
            }
            OPTION | OPTGROUP => {
                if self.stack.has_in(Scope::Any, SELECT) {
                    let but = (tag.name == OPTION).then_some(OPTGROUP);
                    self.stack.close_implied_in(IMPLIED, but);
                } else if self.stack.current_is_named(OPTION) {
                    self.stack.pop();
                }
                self.reconstruct();
                self.insert(tag);
            }
            RB | RTC | RP | RT => {
                if self.stack.has_in(Scope::Any, RUBY) {
                    let but = matches!(tag.name, RP | RT).then_some(RTC);
                    self.stack.close_implied_in(IMPLIED, but);
                }
                self.insert(tag);
            }
            MATH => {
                self.reconstruct();
                self.insert_foreign(Space::MathMl, tag);
            }
            SVG => {
                self.reconstruct();
                self.insert_foreign(Space::Svg, tag);
            }
            CAPTION | COL | COLGROUP | FRAME | HEAD | TBODY | TD | TFOOT | TH | THEAD | TR => {}
            _ => {
                self.reconstruct();
                self.insert(tag);
            }
        }
        Flow::Done
    }

    /// An item of a list ends the one before it.
    fn start_item(&mut self, tag: Tag, items: &[Name]) {
        self.frameset_ok = false;
        let mut open = self.stack.iter();
        let is_item = |open: Open| open.is_html() && items.contains(&open.name);
        let last =
            open.find(|&open| is_item(open) || open.is(SPECIAL) && !open.is(PASSED_BY_ITEMS));
        drop(open);
        if let Some(item) = last.filter(|&open| is_item(open)) {
            self.close_named(item.name);
        }
        self.close_paragraph_in_scope();
        self.insert(tag);
    }

    /// Closes an element that is open, and what it implies first.
    fn close_named(&mut self, name: Name) {
        self.stack.close_implied_in(IMPLIED, Some(name));
        self.stack.close_to(name);
    }

    #[inline]
    fn close_paragraph_in_scope(&mut self) {
        if self.stack.has_in(Scope::Button, P) {
            self.close_named(P);
        }
    }

    pub(super) fn is_hidden_input(&self, tag: Tag) -> bool {
        let kind = self.attribute(tag, TYPE);
        kind.is_some_and(|kind| kind.eq_ignore_ascii_case("hidden"))
    }

    fn end_in_body(&mut self, name: Name) -> Flow {
        match name {
            TEMPLATE => return self.in_head(Token::End(name)),
            BODY | HTML => {
                if self.stack.has_in(Scope::Any, BODY) {
                    if name == HTML {
                        return Flow::Again(Mode::AfterBody);
                    }
                    self.mode = Mode::AfterBody;
                }
            }
            ADDRESS | ARTICLE | ASIDE | BLOCKQUOTE | BUTTON | CENTER | DETAILS | DIALOG | DIR
            | DIV | DL | FIELDSET | FIGCAPTION | FIGURE | FOOTER | HEADER | HGROUP | LISTING
            | MAIN | MENU | NAV | OL | PRE | SEARCH | SECTION | SELECT | SUMMARY | UL => {
                if self.stack.has_in(Scope::Any, name) {
                    self.stack.close_implied();
                    self.stack.close_to(name);
                }
            }
            FORM => self.end_form(),
            P => {
                if !self.stack.has_in(Scope::Button, P) {
                    self.insert_implied(P);
                }
                self.close_named(P);
            }
            LI => {
                if self.stack.has_in(Scope::Item, LI) {
                    self.close_named(LI);
                }
            }
            DD | DT => {
                if self.stack.has_in(Scope::Any, name) {
                    self.close_named(name);
                }
            }
            H1 | H2 | H3 | H4 | H5 | H6 => {
                if self.stack.is_in(Scope::Any, |open| open.is(HEADINGS)) {
                    self.stack.close_implied();
                    self.stack.close_to_any(HEADINGS);
                }
            }
            A | B | BIG | CODE | EM | FONT | I | NOBR | S | SMALL | STRIKE | STRONG | TT | U => {
                self.adopt(name);
            }
            APPLET | MARQUEE | OBJECT => {
                if self.stack.has_in(Scope::Any, name) {
                    self.stack.close_implied();
                    self.stack.close_to(name);
                    self.formatting.clear_to_marker();
                }
            }
            BR => {
                return self.start_in_body(Tag {
                    name,
                    attributes: Attributes::default(),
                    self_closing: false,
                });
            }
            _ => self.close_other(name),
        }
        Flow::Done
    }

    fn end_form(&mut self) {
        if self.stack.has(TEMPLATE) {
            if self.stack.has_in(Scope::Any, FORM) {
                self.stack.close_implied();
                self.stack.close_to(FORM);
            }
        } else if let Some(form) = self.form.take()
            && self.stack.is_in(Scope::Any, |open| open.id == form)
        {
            self.stack.close_implied();
            self.stack.remove_id(form);
        }
    }

    /// "Any other end tag".
    pub(super) fn close_other(&mut self, name: Name) {
        if !self.stack.has(name) {
            return;
        }
        let mut open = self.stack.iter().enumerate();
        let found = open.find(|(_, open)| open.is_named(name) || open.is(SPECIAL));
        drop(open);
        if let Some((up, _)) = found.filter(|(_, open)| open.is_named(name)) {
            self.stack.truncate(self.stack.len() - 1 - up);
        }
    }
}
