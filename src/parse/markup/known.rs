//! Names that the parser asks for, each known by its number.

use super::Name;

macro_rules! names {
    ($($constant:ident $spelling:literal,)*) => {
        /// Counts them.
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "as the constants are called")]
        enum Number { $($constant,)* }

        $(pub(crate) const $constant: Name = Name(Number::$constant as u32);)*

        /// Their spellings, by their numbers.
        pub(super) const SPELLINGS: &[&str] = &[$($spelling,)*];
    };
}

names! {
    A "a", ABBR "abbr", ADDRESS "address", ANNOTATION_XML "annotation-xml", APPLET "applet",
    AREA "area", ARIA_HIDDEN "aria-hidden", ARIA_LABEL "aria-label", ARTICLE "article",
    ASIDE "aside", B "b", BASE "base", BASEFONT "basefont", BDI "bdi", BDO "bdo",
    BGSOUND "bgsound", BIG "big", BLOCKQUOTE "blockquote", BODY "body", BR "br", BUTTON "button",
    CAPTION "caption", CENTER "center", CITE "cite", CLASS "class", CODE "code",
    COL "col", COLGROUP "colgroup", COLOR "color", CONTENT "content",
    DATA_COMPONENT "data-component", DATA_TESTID "data-testid",
    DATETIME "datetime", DD "dd", DEL "del", DESC "desc", DETAILS "details", DFN "dfn",
    DIALOG "dialog", DIR "dir", DIV "div", DL "dl", DT "dt", EM "em", EMBED "embed",
    ENCODING "encoding", FACE "face", FIELDSET "fieldset", FIGCAPTION "figcaption",
    FIGURE "figure", FONT "font", FOOTER "footer", FOREIGNOBJECT "foreignobject", FORM "form",
    FRAME "frame", FRAMESET "frameset", H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6",
    HEAD "head", HEADER "header", HGROUP "hgroup", HIDDEN "hidden", HR "hr", HREF "href",
    HTML "html", HTTP_EQUIV "http-equiv", I "i", ID "id", IFRAME "iframe", IMAGE "image",
    IMG "img", INPUT "input", INS "ins", ISINDEX "isindex", ITEMPROP "itemprop", ITEMTYPE "itemtype", KBD "kbd",
    KEYGEN "keygen", LABEL "label", LANG "lang", LI "li", LINK "link",
    LISTING "listing", MAIN "main", MALIGNMARK "malignmark", MARK "mark", MARQUEE "marquee",
    MATH "math", MENU "menu", META "meta", MGLYPH "mglyph", MI "mi", MN "mn", MO "mo", MS "ms",
    MTEXT "mtext", NAME "name", NAV "nav", NOBR "nobr", NOEMBED "noembed", NOFRAMES "noframes",
    NOSCRIPT "noscript", OBJECT "object", OL "ol", OPTGROUP "optgroup", OPTION "option", P "p",
    PARAM "param", PLAINTEXT "plaintext", PRE "pre", PROPERTY "property",
    PUBDATE "pubdate", Q "q", RB "rb", REL "rel", ROLE "role", RP "rp", RT "rt", RTC "rtc",
    RUBY "ruby", S "s", SAMP "samp", SCRIPT "script", SEARCH "search", SECTION "section",
    SELECT "select", SIZE "size", SMALL "small", SOURCE "source", SPAN "span", STRIKE "strike",
    STRONG "strong", STYLE "style", SUB "sub", SUMMARY "summary", SUP "sup", SVG "svg",
    TABLE "table", TBODY "tbody", TD "td", TEMPLATE "template", TEXTAREA "textarea",
    TFOOT "tfoot", TH "th", THEAD "thead", TIME "time", TITLE "title", TR "tr", TRACK "track",
    TT "tt", TYPE "type", U "u", UL "ul", VAR "var", WBR "wbr", XMP "xmp",
}
