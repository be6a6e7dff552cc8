use std::cell::{Cell, RefCell};

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, Tag, TagKind};

use super::*;

/// Writes tokens down, and answers tags as a tree builder would.
#[derive(Default)]
struct Transcript {
    tokens: RefCell<String>,
    foreign: Cell<bool>,
}

impl TokenSink for Transcript {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut tokens = self.tokens.borrow_mut();
        match token {
            Token::CharacterTokens(text) => tokens.push_str(&text),
            Token::NullCharacterToken => tokens.push_str("[NUL]"),
            Token::DoctypeToken(doctype) => tokens.push_str(&doctype_line(&doctype)),
            Token::TagToken(tag) => {
                tokens.push_str(&tag_line(&tag));
                if tag.kind == TagKind::EndTag {
                    return TokenSinkResult::Continue;
                }
                return match &*tag.name {
                    "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    "style" | "noscript" => TokenSinkResult::RawData(RawKind::Rawtext),
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "plaintext" => TokenSinkResult::Plaintext,
                    _ => TokenSinkResult::Continue,
                };
            }
            Token::CommentToken(_) | Token::EOFToken | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.foreign.get()
    }
}

fn tag_line(tag: &Tag) -> String {
    let slash = match tag.kind {
        TagKind::StartTag => "",
        TagKind::EndTag => "/",
    };
    let attributes: Vec<String> = tag
        .attrs
        .iter()
        .map(|attribute| format!(" {}={:?}", attribute.name.local, &*attribute.value))
        .collect();
    let end = if tag.self_closing { "/" } else { "" };
    format!("[{slash}{}{}{end}]", tag.name, attributes.concat())
}

fn doctype_line(doctype: &Doctype) -> String {
    let quirks = if doctype.force_quirks { " quirks" } else { "" };
    format!(
        "[!{} {} {}{quirks}]",
        doctype.name.as_deref().unwrap_or("-"),
        doctype.public_id.as_deref().unwrap_or("-"),
        doctype.system_id.as_deref().unwrap_or("-"),
    )
}

#[track_caller]
fn check(html: &str, expected: &str) {
    let sink = Transcript::default();
    tokenize(html, &sink);
    assert_eq!(sink.tokens.into_inner(), expected, "{html:?}");
}

#[track_caller]
fn check_notices(html: &str, expected: &[&str]) {
    let notices: Vec<String> = tokenize(html, &Transcript::default())
        .into_notices()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(notices, expected, "{html:?}");
}

#[test]
fn text_is_normalised_and_decoded() {
    check("a\r\nb\rc &lt;&amp;&#x41 1 < 2", "a\nb\nc <&A 1 < 2");
    check("a\0b", "a[NUL]b");
    check("x</", "x</");
    check("x<", "x<");
    check("", "");
}

#[test]
fn tags_have_names_attributes_and_a_slash() {
    check("<BR/><p\n>x</P class=a>", "[br/][p]x[/p]");
    check(
        "<a HREF='x&amp;y' b=c&lt d \"=1 =e>",
        r#"[a href="x&y" b="c<" d="" "="1" =e=""]"#,
    );
    check("<a b=1 B=2 c/d=e/ />", r#"[a b="1" c="" d="e/"/]"#);
    check("<a href=\"x\ry\0\">", "[a href=\"x\\ny\u{fffd}\"]");
    check("<a b= >x", r#"[a b=""]x"#);
    check("</>x<a\0b>", "x[a\u{fffd}b]");
}

#[test]
fn what_is_no_markup_is_skipped() {
    check("a<!-- <p> -->b<!-->c<!--->d<!----!>e", "abcde");
    check("a<!x>b<?php x ?>c</ p>d<![CDATA[x]]>e", "abcde");
    check("<!-- a --", "");
}

#[test]
fn doctypes_have_three_parts() {
    check("<!DOCTYPE html>", "[!html - -]");
    check(
        "<!doctype HTML PUBLIC \"-//W3C\" 'about:' x>y",
        "[!html -//W3C about:]y",
    );
    check("<!doctype>", "[!- - - quirks]");
    check("<!doctype html system 'a>b'>", "[!html - a quirks]b'>");
    check("<!doctype html bogus>x", "[!html - - quirks]x");
    check("<!doctype html", "[!html - - quirks]");
}

#[test]
fn cdata_is_text_in_foreign_elements() {
    let sink = Transcript::default();
    sink.foreign.set(true);
    tokenize("<![CDATA[a<b>&amp;\r\n]]]>c<![CDATA[d", &sink);
    assert_eq!(sink.tokens.into_inner(), "a<b>&amp;\n]cd");
}

#[test]
fn raw_text_ends_at_its_own_end_tag() {
    check(
        "<title>a&amp;<b></titles></title >x",
        "[title]a&<b></titles>[/title]x",
    );
    check("<style>a&amp;\0</STYLE>x", "[style]a&amp;\u{fffd}[/style]x");
    check("<script>'</p>'</script>x", "[script]'</p>'[/script]x");
    check(
        "<script><!-- <script></script> --></script>x",
        "[script]<!-- <script></script> -->[/script]x",
    );
    check(
        "<script><!-- --> <script></script>x",
        "[script]<!-- --> <script>[/script]x",
    );
    check("<script><!--></script>x", "[script]<!-->[/script]x");
    check("<plaintext>a</plaintext>", "[plaintext]a</plaintext>");
}

#[test]
fn what_is_never_closed_does_not_swallow_the_page() {
    check("<title>a\n<p>b", "[title]a\n[/title][p]b");
    check(
        "<textarea>a <i>b</div>c",
        "[textarea]a <i>b[/textarea][/div]c",
    );
    check("<script>'<p>'\n  <p>b", "[script]'<p>'\n  [/script][p]b");
    check("<script>x<p>b", "[script]x[/script][p]b");
    check("<script>x", "[script]x");
    check("<noscript><i>b", "[noscript][/noscript][i]b");
    check(
        "<script><!-- <script> </script><p>b",
        "[script]<!-- <script> [/script][p]b",
    );
    check("a<!-- b>c", "ac");
    check("<a href=\"x>y</a>", "[a]y[/a]");
    check("<a href='x' title=\"y", "");
}

#[test]
fn browsers_would_swallow_it() {
    for (html, expected) in [
        ("<title>a<p>b", "[title]a<p>b"),
        ("a<!-- b>c", "a"),
        ("a<b c=\"d>e", "a"),
    ] {
        let sink = Transcript::default();
        tokenize_like_browsers(html, &sink);
        assert_eq!(sink.tokens.into_inner(), expected, "{html:?}");
    }
}

#[test]
fn what_was_mended_is_told() {
    check_notices(
        "<title>a<p>b",
        &["truncated by raw text element: `title` not closed (1 times)"],
    );
    check_notices(
        "<script><!-- <script> </script><p>b",
        &["truncated by raw text element: `script` not closed (1 times)"],
    );
    check_notices("<!-- a>b<!-- c>d", &["comment not closed (2 times)"]);
    check_notices("<a b=\"c>d", &["tag not closed (1 times)"]);
    check_notices("<p", &["tag not closed (1 times)"]);
    check_notices(
        "<plaintext>",
        &["truncated by raw text element: `plaintext` not closed (1 times)"],
    );
    check_notices("<p>fine</p><!-- -->", &[]);
}

#[test]
fn attributes_are_capped() {
    let attributes: Vec<String> = (0..1000).map(|number| format!(" a{number}")).collect();
    let html = format!("<p{}>", attributes.concat());
    check_notices(&html, &["too many attributes, 744 dropped"]);
}
