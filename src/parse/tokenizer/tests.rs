use super::super::markup::known;
use super::*;

/// Writes tokens down, and answers tags as a tree builder would.
#[derive(Default)]
struct Transcript {
    page: String,
    tokens: Vec<Piece>,
    foreign: bool,
}

enum Piece {
    Text(String),
    Name(Name),
}

impl Transcript {
    fn of(page: &str) -> Self {
        Self {
            page: page.to_owned(),
            ..Self::default()
        }
    }

    fn say(&mut self, text: impl Into<String>) {
        self.tokens.push(Piece::Text(text.into()));
    }

    fn written(&self, names: &Names) -> String {
        let pieces = self.tokens.iter().map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Name(name) => names.spelling(*name),
        });
        pieces.collect()
    }
}

impl Sink for Transcript {
    fn start_tag(&mut self, tag: &StartTag<'_>) -> Content {
        self.say("[");
        self.tokens.push(Piece::Name(tag.name));
        for attribute in tag.attributes {
            self.say(" ");
            self.tokens.push(Piece::Name(attribute.name));
            let value = format!("={:?}", attribute.value(&self.page));
            self.say(value);
        }
        self.say(if tag.self_closing { "/]" } else { "]" });
        match tag.name {
            known::TITLE | known::TEXTAREA => Content::Escapable,
            known::STYLE | known::NOSCRIPT => Content::Raw,
            known::SCRIPT => Content::Script,
            known::PLAINTEXT => Content::Plain,
            _ => Content::Markup,
        }
    }

    fn end_tag(&mut self, name: Name) {
        self.say("[/");
        self.tokens.push(Piece::Name(name));
        self.say("]");
    }

    fn text(&mut self, text: Text<'_>) {
        let text = text.of(&self.page).to_owned();
        self.say(text);
    }

    fn nul(&mut self) {
        self.say("[NUL]");
    }

    fn doctype(&mut self, doctype: &Doctype) {
        let quirks = if doctype.force_quirks { " quirks" } else { "" };
        self.say(format!(
            "[!{} {} {}{quirks}]",
            doctype.name.as_deref().unwrap_or("-"),
            doctype.public_id.as_deref().unwrap_or("-"),
            doctype.system_id.as_deref().unwrap_or("-"),
        ));
    }

    fn comment(&mut self) {}

    fn end_of_page(&mut self) {}

    fn is_foreign(&self) -> bool {
        self.foreign
    }
}

#[track_caller]
fn check(html: &str, expected: &str) {
    let mut sink = Transcript::of(html);
    let (names, _) = tokenize(html, &mut sink);
    assert_eq!(sink.written(&names), expected, "{html:?}");
}

#[track_caller]
fn check_notices(html: &str, expected: &[&str]) {
    let (_, tally) = tokenize(html, &mut Transcript::of(html));
    let notices = tally.into_notices();
    let notices: Vec<String> = notices.iter().map(ToString::to_string).collect();
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
    let html = "<![CDATA[a<b>&amp;\r\n]]]>c<![CDATA[d";
    let mut sink = Transcript {
        foreign: true,
        ..Transcript::of(html)
    };
    let (names, _) = tokenize(html, &mut sink);
    assert_eq!(sink.written(&names), "a<b>&amp;\n]cd");
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
        let mut sink = Transcript::of(html);
        let (names, _) = tokenize_like_browsers(html, &mut sink);
        assert_eq!(sink.written(&names), expected, "{html:?}");
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
