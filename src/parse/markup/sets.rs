//! Sets of elements that the rules for trees speak of, asked by one look.

use super::Name;
use super::known::{
    A, ABBR, ADDRESS, APPLET, AREA, ARTICLE, ASIDE, B, BASE, BASEFONT, BDI, BDO, BGSOUND, BIG,
    BLOCKQUOTE, BODY, BR, BUTTON, CAPTION, CENTER, CITE, CODE, COL, COLGROUP, DD, DEL, DETAILS,
    DFN, DIR, DIV, DL, DT, EM, EMBED, FIELDSET, FIGCAPTION, FIGURE, FONT, FOOTER, FORM, FRAME,
    FRAMESET, H1, H2, H3, H4, H5, H6, HEAD, HEADER, HGROUP, HR, HTML, I, IFRAME, IMAGE, IMG, INPUT,
    INS, ISINDEX, KBD, KEYGEN, LABEL, LI, LINK, LISTING, MAIN, MARK, MARQUEE, MENU, META, NAV,
    NOBR, NOEMBED, NOFRAMES, NOSCRIPT, OBJECT, OL, OPTGROUP, OPTION, P, PARAM, PLAINTEXT, PRE, Q,
    RB, RP, RT, RTC, RUBY, S, SAMP, SCRIPT, SECTION, SELECT, SMALL, SOURCE, SPAN, SPELLINGS,
    STRIKE, STRONG, STYLE, SUB, SUMMARY, SUP, TABLE, TBODY, TD, TEMPLATE, TEXTAREA, TFOOT, TH,
    THEAD, TIME, TITLE, TR, TRACK, TT, U, UL, VAR, WBR, XMP,
};

/// A set of names of HTML elements, or several together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Set(u16);

impl Set {
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// WHATWG 13.2.4.2.
pub(crate) const SPECIAL: Set = Set(1);
/// Those of them at which the search for an end tag's element goes on all the
/// same in lists.
pub(crate) const PASSED_BY_ITEMS: Set = Set(1 << 1);
/// What bounds "in scope".
pub(crate) const SCOPE: Set = Set(1 << 2);
/// What bounds "in list item scope" beside those.
pub(crate) const LISTS: Set = Set(1 << 3);
/// What bounds "in button scope" beside those.
pub(crate) const BUTTONS: Set = Set(1 << 4);
pub(crate) const TABLE_SCOPE: Set = Set(1 << 5);
/// Whose end tags are implied.
pub(crate) const IMPLIED: Set = Set(1 << 6);
/// Those of tables, which are implied where all are.
pub(crate) const IMPLIED_IN_TABLES: Set = Set(1 << 7);
pub(crate) const HEADINGS: Set = Set(1 << 8);
/// In which nothing may stand but their own parts.
pub(crate) const TABLE_PARTS: Set = Set(1 << 9);
/// WHATWG 13.2.4.3.
pub(crate) const FORMATTING: Set = Set(1 << 10);
/// That never have content of their own, are there once, or hold raw text.
pub(crate) const LEAVES: Set = Set(1 << 11);
/// Words on both sides of whose tags may be one word.
pub(crate) const INLINE: Set = Set(1 << 12);
/// What is closed up to before a row is opened in a table.
pub(crate) const BODY_CONTEXT: Set = Set(1 << 13);
/// The same before a cell.
pub(crate) const ROW_CONTEXT: Set = Set(1 << 15);
pub(crate) const CELLS: Set = Set(1 << 14);

const MEMBERS: &[(Set, &[Name])] = &[
    (
        SPECIAL,
        &[
            ADDRESS, APPLET, AREA, ARTICLE, ASIDE, BASE, BASEFONT, BGSOUND, BLOCKQUOTE, BODY, BR,
            BUTTON, CAPTION, CENTER, COL, COLGROUP, DD, DETAILS, DIR, DIV, DL, DT, EMBED, FIELDSET,
            FIGCAPTION, FIGURE, FOOTER, FORM, FRAME, FRAMESET, H1, H2, H3, H4, H5, H6, HEAD,
            HEADER, HGROUP, HR, HTML, IFRAME, IMG, INPUT, ISINDEX, LI, LINK, LISTING, MAIN,
            MARQUEE, MENU, META, NAV, NOEMBED, NOFRAMES, NOSCRIPT, OBJECT, OL, P, PARAM, PLAINTEXT,
            PRE, SCRIPT, SECTION, SELECT, SOURCE, STYLE, SUMMARY, TABLE, TBODY, TD, TEMPLATE,
            TEXTAREA, TFOOT, TH, THEAD, TITLE, TR, TRACK, UL, WBR, XMP,
        ],
    ),
    (PASSED_BY_ITEMS, &[ADDRESS, DIV, P]),
    (
        SCOPE,
        &[
            APPLET, CAPTION, HTML, TABLE, TD, TH, MARQUEE, OBJECT, SELECT, TEMPLATE,
        ],
    ),
    (LISTS, &[OL, UL]),
    (BUTTONS, &[BUTTON]),
    (TABLE_SCOPE, &[HTML, TABLE, TEMPLATE]),
    (IMPLIED, &[DD, DT, LI, OPTION, OPTGROUP, P, RB, RP, RT, RTC]),
    (
        IMPLIED_IN_TABLES,
        &[CAPTION, COLGROUP, TBODY, TD, TFOOT, TH, THEAD, TR],
    ),
    (HEADINGS, &[H1, H2, H3, H4, H5, H6]),
    (TABLE_PARTS, &[TABLE, TBODY, TFOOT, THEAD, TR]),
    (
        FORMATTING,
        &[
            A, B, BIG, CODE, EM, FONT, I, NOBR, S, SMALL, STRIKE, STRONG, TT, U,
        ],
    ),
    (
        LEAVES,
        &[
            AREA, BASE, BASEFONT, BGSOUND, BODY, BR, COL, EMBED, FRAME, HR, HTML, IFRAME, IMAGE,
            IMG, INPUT, KEYGEN, LINK, META, NOEMBED, NOFRAMES, NOSCRIPT, PARAM, PLAINTEXT, SCRIPT,
            SOURCE, STYLE, TEXTAREA, TITLE, TRACK, WBR, XMP,
        ],
    ),
    (
        INLINE,
        &[
            A, B, BIG, CODE, EM, FONT, I, NOBR, S, SMALL, STRIKE, STRONG, TT, U, ABBR, BDI, BDO,
            CITE, DEL, DFN, INS, KBD, LABEL, MARK, Q, RUBY, SAMP, SPAN, SUB, SUP, TIME, VAR,
        ],
    ),
    (BODY_CONTEXT, &[TBODY, TFOOT, THEAD, TEMPLATE, HTML]),
    (ROW_CONTEXT, &[TR, TEMPLATE, HTML]),
    (CELLS, &[TD, TH]),
];

/// The sets that each known name is in.
static SETS: [u16; SPELLINGS.len()] = sets();

#[expect(clippy::indexing_slicing, reason = "runs while this is compiled")]
const fn sets() -> [u16; SPELLINGS.len()] {
    let mut sets = [0; SPELLINGS.len()];
    let mut at = 0;
    while at < MEMBERS.len() {
        let (set, names) = MEMBERS[at];
        let mut name = 0;
        while name < names.len() {
            sets[names[name].index()] |= set.0;
            name += 1;
        }
        at += 1;
    }
    sets
}

impl Name {
    /// Whether an HTML element of this name is in a set.
    #[inline]
    pub(crate) fn is(self, set: Set) -> bool {
        SETS.get(self.index()).is_some_and(|sets| sets & set.0 != 0)
    }
}
