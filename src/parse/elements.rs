//! What each HTML element means for the flow of text.

/// Elements whose content no reader sees as text.
pub(super) fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "script"
            | "style"
            | "template"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "embed"
            | "canvas"
            | "audio"
            | "video"
            | "datalist"
            | "textarea"
            | "title"
            | "meta"
            | "link"
            | "noframes"
    )
}

/// Elements that start and end a block of text.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "noscript"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "select"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "caption"
            | "button"
            | "video"
            | "audio"
            | "picture"
            | "iframe"
            | "object"
            | "canvas"
    )
}

/// Inline elements that, set side by side without a space, still read as
/// separate words: `<a>Home</a><a>News</a>`.
pub(super) fn is_label(name: &str) -> bool {
    matches!(name, "a" | "span" | "time" | "label")
}
