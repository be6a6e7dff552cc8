//! What class names, ids and roles say about an element.

/// Words in names of elements around an article's text.
const CONTENT: [&str; 12] = [
    "article", "body", "content", "entry", "main", "post", "prose", "richtext", "story", "text",
    "copy", "markdown",
];

/// Words in names of elements that surround it.
const FURNITURE: [&str; 58] = [
    "ad",
    "ads",
    "advert",
    "banner",
    "bottom",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "captcha",
    "carousel",
    "comment",
    "comments",
    "complementary",
    "consent",
    "contentinfo",
    "cookie",
    "cookies",
    "dialog",
    "disqus",
    "dropdown",
    "footer",
    "gdpr",
    "header",
    "login",
    "menu",
    "menus",
    "meta",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "popup",
    "popular",
    "promo",
    "promoted",
    "recommend",
    "recommended",
    "related",
    "rail",
    "search",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "taboola",
    "tags",
    "teaser",
    "toolbar",
    "trending",
];

/// Evidence of one element's names: above zero for content, below for furniture.
///
/// The last word of a name is its noun: `article-footer` is a footer, and
/// `content-with-sidebar` is not a sidebar but content beside one.
pub(super) fn evidence(names: &str) -> f32 {
    let mut sum: f32 = 0.0;
    for name in names.split(' ') {
        let name = name.strip_prefix("role=").unwrap_or(name);
        if name.contains('=') {
            continue;
        }
        let words = words(name);
        let hits = |list: &[&str]| words.iter().rposition(|word| list.contains(&word.as_str()));
        sum += match (hits(&FURNITURE), hits(&CONTENT)) {
            _ if words
                .iter()
                .any(|word| word == "with" || word == "has" || word == "no") =>
            {
                0.0
            }
            (Some(furniture), Some(content)) if furniture < content => -0.4,
            (Some(_), _) => -1.5,
            (None, Some(_)) => 0.5,
            (None, None) => 0.0,
        };
    }
    sum.clamp(-2.5, 1.0)
}

/// The words of a name: split at anything but letters and at `camelCase`.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut fresh = true;
    let mut lower = false;
    for c in name.chars().take(60) {
        if !c.is_ascii_alphabetic() {
            fresh = true;
            continue;
        }
        if c.is_ascii_uppercase() && lower {
            fresh = true;
        }
        lower = c.is_ascii_lowercase();
        if fresh {
            words.push(String::new());
            fresh = false;
        }
        if let Some(word) = words.last_mut() {
            word.push(c.to_ascii_lowercase());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::evidence;

    #[test]
    fn the_noun_decides() {
        for furniture in [
            "article-footer",
            "post-comments",
            "RelatedPosts related",
            "role=navigation",
            "site-nav",
            "cookieBanner",
        ] {
            assert!(evidence(furniture) < -0.3, "{furniture}");
        }
        for neutral in [
            "content-with-sidebar",
            "has-sidebar",
            "shareholder",
            "headerless-adventure",
            "lead",
        ] {
            assert!(evidence(neutral) >= 0.0, "{neutral}");
        }
        for content in ["entry-content", "articleBody", "post-text"] {
            assert!(evidence(content) > 0.0, "{content}");
        }
    }
}
