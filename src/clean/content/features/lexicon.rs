//! Words in the names of elements: classes, ids, roles.

use std::sync::LazyLock;

/// The sum of a name's bytes that tables know it by (FNV-1a, 32 bit).
pub(super) fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

/// The same of bytes whose ASCII letters count as lower case.
pub(super) fn hash_lower(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
    })
}

/// Kinds of elements that names tell apart, each with the beginnings of words
/// that name it. A word may name several.
pub(super) const KINDS: [(&str, &[&str]); 50] = [
    ("content", &["content"]),
    ("article", &["article", "artikel", "articulo"]),
    ("post", &["post"]),
    ("entry", &["entry"]),
    ("body", &["body"]),
    ("story", &["story"]),
    ("main", &["main", "primary"]),
    ("page", &["page"]),
    ("navigation", &["nav", "breadcrumb", "crumb"]),
    ("menu", &["menu", "dropdown", "submenu"]),
    ("footer", &["foot", "bottom", "contentinfo", "colophon"]),
    ("header", &["head", "masthead", "top"]),
    (
        "sidebar",
        &["side", "aside", "rail", "secondary", "complementary"],
    ),
    ("comments", &["comment", "disqus", "reply", "respond"]),
    (
        "sharing",
        &["share", "sharing", "social", "facebook", "twitter"],
    ),
    (
        "related",
        &[
            "relat",
            "recommend",
            "similar",
            "more",
            "also",
            "popular",
            "trending",
            "latest",
            "recent",
        ],
    ),
    (
        "promotion",
        &[
            "promo", "banner", "ad", "ads", "advert", "sponsor", "cta", "upsell",
        ],
    ),
    (
        "consent",
        &["cookie", "consent", "gdpr", "onetrust", "privacy"],
    ),
    (
        "newsletter",
        &["newsletter", "subscri", "signup", "email", "mailing"],
    ),
    ("widget", &["widget", "block", "module", "component"]),
    ("pager", &["pagination", "pager", "next", "prev", "pagin"]),
    ("tags", &["tag", "label", "categor", "topic"]),
    ("meta", &["meta", "info", "detail", "data"]),
    (
        "author",
        &["author", "byline", "bio", "avatar", "profile", "user"],
    ),
    ("date", &["date", "time", "publish", "timestamp"]),
    (
        "caption",
        &[
            "caption", "credit", "figure", "image", "img", "photo", "media",
        ],
    ),
    (
        "dialog",
        &[
            "modal", "popup", "overlay", "dialog", "lightbox", "toast", "drawer",
        ],
    ),
    (
        "login",
        &["login", "signin", "register", "account", "auth", "password"],
    ),
    (
        "hidden",
        &[
            "hidden",
            "hide",
            "sr",
            "screen",
            "visually",
            "invisible",
            "collapse",
            "noscript",
        ],
    ),
    ("card", &["card", "tile", "teaser", "grid", "thumb"]),
    (
        "carousel",
        &["carousel", "slide", "swiper", "slick", "gallery"],
    ),
    ("product", &["product", "prod", "item", "sku"]),
    (
        "price",
        &["price", "sale", "cost", "discount", "shipping", "stock"],
    ),
    ("review", &["review", "rating", "star", "testimonial"]),
    (
        "description",
        &[
            "desc",
            "summary",
            "excerpt",
            "lead",
            "intro",
            "abstract",
            "standfirst",
        ],
    ),
    ("specification", &["spec", "attribute", "feature", "param"]),
    ("contents", &["toc", "outline", "anchor", "jump"]),
    (
        "tools",
        &[
            "copy", "filter", "sort", "facet", "toolbar", "search", "control",
        ],
    ),
    (
        "cart",
        &["cart", "basket", "bag", "checkout", "wishlist", "buy"],
    ),
    ("quote", &["quote", "blockquote", "pull", "signature"]),
    (
        "thread",
        &[
            "thread",
            "topic",
            "message",
            "forum",
            "discussion",
            "answer",
            "question",
        ],
    ),
    ("title", &["title", "headline", "heading", "subtitle"]),
    ("button", &["btn", "button", "link", "action"]),
    (
        "text",
        &[
            "text",
            "rich",
            "prose",
            "markdown",
            "wysiwyg",
            "rte",
            "paragraph",
            "typography",
            "copy",
        ],
    ),
    (
        "list",
        &["list", "items", "results", "loop", "feed", "archive"],
    ),
    (
        "section",
        &["section", "wrapper", "container", "row", "col", "layout"],
    ),
    (
        "code",
        &["code", "highlight", "snippet", "language", "lang"],
    ),
    (
        "notice",
        &[
            "notice",
            "alert",
            "message",
            "warning",
            "disclaimer",
            "legal",
            "copyright",
        ],
    ),
    ("table", &["table", "cell", "td"]),
    ("faq", &["faq", "accordion", "tab", "question", "panel"]),
];

/// Beginnings of words by their first letter, each with the kind it names.
static BEGINNINGS: LazyLock<[Vec<(&str, u64)>; 26]> = LazyLock::new(|| {
    let mut beginnings: [Vec<(&str, u64)>; 26] = Default::default();
    for (at, (_, begins)) in KINDS.iter().enumerate() {
        for begin in *begins {
            if let Some(same) = letter(begin).and_then(|letter| beginnings.get_mut(letter)) {
                same.push((begin, 1 << at));
            }
        }
    }
    beginnings
});

fn letter(word: &str) -> Option<usize> {
    let first = word.bytes().next()?;
    first.checked_sub(b'a').map(usize::from)
}

/// Which of the kinds a word names, as bits.
pub(super) fn kinds(word: &str) -> u64 {
    let known = letter(word).and_then(|letter| BEGINNINGS.get(letter));
    let named = known.into_iter().flatten().filter(|(begin, _)| {
        // What is short is met by chance: `ad` is not `address`.
        word.starts_with(begin) && (begin.len() > 3 || word.len() == begin.len())
    });
    named.fold(0, |bits, (_, kind)| bits | kind)
}

/// The words of an element's names, in lower case: split at anything but
/// letters and at `camelCase`.
pub(super) fn words(names: &str, mut each: impl FnMut(&str)) {
    const SHORTEST: usize = 2;
    const LONGEST: usize = 20;
    let mut word = [0; LONGEST];
    let mut letters = 0;
    let mut lower = false;
    for byte in names.bytes().chain([b' ']) {
        let letter = byte.is_ascii_alphabetic();
        if !letter || (byte.is_ascii_uppercase() && lower) {
            if (SHORTEST..=LONGEST).contains(&letters) {
                let word = word.get(..letters).unwrap_or_default();
                each(std::str::from_utf8(word).unwrap_or_default());
            }
            letters = 0;
        }
        if letter {
            if let Some(place) = word.get_mut(letters) {
                *place = byte.to_ascii_lowercase();
            }
            letters += 1;
        }
        lower = byte.is_ascii_lowercase();
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_come_apart_at_their_words() {
        let mut found = Vec::new();
        words("entry-content articleBody2 role=main x", |word| {
            found.push(word.to_owned());
        });
        assert_eq!(
            found,
            ["entry", "content", "article", "body", "role", "main"]
        );
    }
}
