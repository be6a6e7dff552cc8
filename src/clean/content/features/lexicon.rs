//! Words in the names of elements: classes, ids, roles.

use std::sync::LazyLock;

/// The sum of a name's bytes that tables know it by (FNV-1a, 32 bit).
pub(super) fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

/// Kinds of elements that names tell apart, each with the beginnings of words
/// that name it. A word may name several. [`NEAR_KINDS`] come first.
pub(super) const KINDS: [(&str, &[&str]); 50] = [
    ("content", &["content"]),
    ("post", &["post"]),
    ("entry", &["entry"]),
    ("body", &["body"]),
    ("main", &["main", "primary"]),
    ("navigation", &["nav", "breadcrumb", "crumb"]),
    ("menu", &["menu", "dropdown", "submenu"]),
    ("footer", &["foot", "bottom", "contentinfo", "colophon"]),
    ("header", &["head", "masthead", "top"]),
    ("comments", &["comment", "disqus", "reply", "respond"]),
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
        "consent",
        &["cookie", "consent", "gdpr", "onetrust", "privacy"],
    ),
    ("widget", &["widget", "block", "module", "component"]),
    ("meta", &["meta", "info", "detail", "data"]),
    ("date", &["date", "time", "publish", "timestamp"]),
    (
        "caption",
        &[
            "caption", "credit", "figure", "image", "img", "photo", "foto", "media",
        ],
    ),
    (
        "dialog",
        &[
            "modal", "popup", "overlay", "dialog", "lightbox", "toast", "drawer",
        ],
    ),
    ("card", &["card", "tile", "teaser", "grid", "thumb"]),
    (
        "tools",
        &[
            "copy", "filter", "sort", "facet", "toolbar", "search", "control",
        ],
    ),
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
        "section",
        &["section", "wrapper", "container", "row", "col", "layout"],
    ),
    ("table", &["table", "cell", "td"]),
    ("faq", &["faq", "accordion", "tab", "question", "panel"]),
    ("article", &["article", "artikel", "articulo"]),
    ("story", &["story"]),
    ("page", &["page"]),
    (
        "sidebar",
        &["side", "aside", "rail", "secondary", "complementary"],
    ),
    (
        "sharing",
        &["share", "sharing", "social", "facebook", "twitter"],
    ),
    (
        "promotion",
        &[
            "promo", "banner", "ad", "ads", "advert", "sponsor", "cta", "upsell",
        ],
    ),
    (
        "newsletter",
        &["newsletter", "subscri", "signup", "email", "mailing"],
    ),
    ("pager", &["pagination", "pager", "next", "prev", "pagin"]),
    ("tags", &["tag", "label", "categor", "topic"]),
    (
        "author",
        &[
            "author",
            "byline",
            "bio",
            "avatar",
            "profile",
            "user",
            "autor",
            "auteur",
            "autore",
            "assinatura",
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
        "cart",
        &["cart", "basket", "bag", "checkout", "wishlist", "buy"],
    ),
    ("quote", &["quote", "blockquote", "pull", "signature"]),
    ("title", &["title", "headline", "heading", "subtitle"]),
    ("button", &["btn", "button", "link", "action"]),
    (
        "list",
        &["list", "items", "results", "loop", "feed", "archive"],
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
];

/// The kinds of which each block says how near they are. What names say of blocks
/// is weighed word by word as well: the other kinds added nothing to that.
pub(super) const NEAR_KINDS: usize = 24;

/// The beginning of a word that names a kind.
struct Beginning {
    /// Its first eight letters, and the bits that they take.
    letters: u64,
    mask: u64,
    written: &'static str,
    kind: u64,
}

/// Letters of the alphabet.
const LETTERS: usize = 26;

/// Beginnings of words by their first two letters: none has fewer, and of most
/// pairs there is none.
static BEGINNINGS: LazyLock<[Vec<Beginning>; LETTERS * LETTERS]> = LazyLock::new(|| {
    let mut beginnings = [const { Vec::new() }; LETTERS * LETTERS];
    for (at, (_, begins)) in KINDS.iter().enumerate() {
        for written in *begins {
            let letters = packed(written.as_bytes());
            if let Some(same) = pair(letters).and_then(|pair| beginnings.get_mut(pair)) {
                same.push(Beginning {
                    letters,
                    mask: u64::MAX << (64 - 8 * written.len().clamp(1, 8)),
                    written,
                    kind: 1 << at,
                });
            }
        }
    }
    beginnings
});

/// The first eight letters of a word as one number.
pub(super) fn packed(word: &[u8]) -> u64 {
    let mut letters = [0; 8];
    letters
        .iter_mut()
        .zip(word)
        .for_each(|(place, letter)| *place = *letter);
    u64::from_be_bytes(letters)
}

/// The first two of such letters as one number.
fn pair(letters: u64) -> Option<usize> {
    let [first, second, ..] = letters.to_be_bytes();
    let number = |letter: u8| letter.checked_sub(b'a').map(usize::from);
    Some(number(first)? * LETTERS + number(second)?)
}

/// Which of the kinds a word in lower case names, as bits.
pub(super) fn kinds(word: Word<'_>) -> u64 {
    let known = pair(word.packed).and_then(|pair| BEGINNINGS.get(pair));
    let named = known.into_iter().flatten().filter(|begin| {
        // What is short is met by chance: `ad` is not `address`.
        word.packed & begin.mask == begin.letters
            && word.letters.starts_with(begin.written.as_bytes())
            && (begin.written.len() > 3 || word.letters.len() == begin.written.len())
    });
    named.fold(0, |bits, begin| bits | begin.kind)
}

/// A word of a name, in lower case.
#[derive(Clone, Copy)]
pub(super) struct Word<'n> {
    pub(super) letters: &'n [u8],
    /// The first eight of them.
    pub(super) packed: u64,
}
