//! Class tells what the guard needs to know of an element by its name.

use html5ever::{LocalName, local_name};

/// What the guard watches an element for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Created anew wherever it is not closed (WHATWG 13.2.4.3).
    Formatting,
    /// Sets a mark in the list of active formatting elements.
    Object,
    /// `html` and `body`, of which there is one each.
    Root,
    Other,
}

const WATCHED: [(LocalName, Class); 19] = [
    (local_name!("a"), Class::Formatting),
    (local_name!("b"), Class::Formatting),
    (local_name!("big"), Class::Formatting),
    (local_name!("code"), Class::Formatting),
    (local_name!("em"), Class::Formatting),
    (local_name!("font"), Class::Formatting),
    (local_name!("i"), Class::Formatting),
    (local_name!("nobr"), Class::Formatting),
    (local_name!("s"), Class::Formatting),
    (local_name!("small"), Class::Formatting),
    (local_name!("strike"), Class::Formatting),
    (local_name!("strong"), Class::Formatting),
    (local_name!("tt"), Class::Formatting),
    (local_name!("u"), Class::Formatting),
    (local_name!("applet"), Class::Object),
    (local_name!("marquee"), Class::Object),
    (local_name!("object"), Class::Object),
    (local_name!("body"), Class::Root),
    (local_name!("html"), Class::Root),
];

/// The class of each element, behind a filter: most names are none of these.
#[derive(Debug)]
pub(super) struct Classes {
    /// A bit for the hash of each watched name.
    filter: u64,
}

impl Classes {
    pub(super) fn new() -> Self {
        let filter = WATCHED
            .iter()
            .fold(0, |filter, (name, _)| filter | Self::bit(name));
        Self { filter }
    }

    fn bit(name: &LocalName) -> u64 {
        1 << (name.get_hash() % 64)
    }

    pub(super) fn of(&self, name: &LocalName) -> Class {
        if self.filter & Self::bit(name) == 0 {
            return Class::Other;
        }
        WATCHED
            .iter()
            .find(|(watched, _)| watched == name)
            .map_or(Class::Other, |&(_, class)| class)
    }
}

/// Whether an end tag does something though no such element is open, or closes
/// one that need not have a start tag in the page.
pub(super) fn may_close_others(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("body")
            | local_name!("br")
            | local_name!("colgroup")
            | local_name!("form")
            | local_name!("h1")
            | local_name!("h2")
            | local_name!("h3")
            | local_name!("h4")
            | local_name!("h5")
            | local_name!("h6")
            | local_name!("head")
            | local_name!("html")
            | local_name!("p")
            | local_name!("tbody")
            | local_name!("tr")
    )
}

/// Whether an HTML element adds nothing to the nesting: it is void, there is
/// one of it, or its content is raw text, which would turn into markup without
/// it.
pub(super) fn is_leaf(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("area")
            | local_name!("base")
            | local_name!("basefont")
            | local_name!("bgsound")
            | local_name!("body")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("frame")
            | local_name!("hr")
            | local_name!("html")
            | local_name!("iframe")
            | local_name!("image")
            | local_name!("img")
            | local_name!("input")
            | local_name!("keygen")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("noscript")
            | local_name!("param")
            | local_name!("plaintext")
            | local_name!("script")
            | local_name!("source")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("track")
            | local_name!("wbr")
            | local_name!("xmp")
    )
}

/// Whether words on both sides of a tag may be one word.
pub(super) fn is_inline(name: &LocalName) -> bool {
    WATCHED
        .iter()
        .any(|(watched, class)| watched == name && *class == Class::Formatting)
        || matches!(
            *name,
            local_name!("abbr")
                | local_name!("bdi")
                | local_name!("bdo")
                | local_name!("cite")
                | local_name!("del")
                | local_name!("dfn")
                | local_name!("ins")
                | local_name!("kbd")
                | local_name!("label")
                | local_name!("mark")
                | local_name!("q")
                | local_name!("ruby")
                | local_name!("samp")
                | local_name!("span")
                | local_name!("sub")
                | local_name!("sup")
                | local_name!("time")
                | local_name!("var")
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_pass_the_filter() {
        let classes = Classes::new();
        for (name, class) in &WATCHED {
            assert_eq!(classes.of(name), *class, "{name}");
        }
        for name in ["p", "div", "table", "h1", "x-font", ""] {
            assert_eq!(classes.of(&LocalName::from(name)), Class::Other, "{name}");
        }
    }

    #[test]
    fn formatting_elements_are_inline() {
        assert!(is_inline(&local_name!("font")));
        assert!(is_inline(&local_name!("span")));
        assert!(!is_inline(&local_name!("body")));
        assert!(!is_inline(&local_name!("li")));
    }
}
