//! The name that a byline says: without "By" before it and a day behind it.

/// The longest name, in characters and in words.
const NAME: usize = 60;
const WORDS: usize = 8;

/// Words after a name, in front of a day or a place.
const AFTER: &str = "on am le el il den in vom at für for published updated posted last reviewed";
/// What is no name although it stands where names do.
const NOBODY: &str = "admin administrator redaktion staff editor guest team author authors autor home news \
    blog comment comments follow share about view more website read \
    sign login";
/// Parts of what is no name.
const NO_NAME: [&str; 9] = [
    "posts",
    "article",
    "follow",
    "copyright",
    "click",
    "profile",
    "http",
    "www.",
    ".com",
];

fn is_among(word: &str, words: &str) -> bool {
    words.split(' ').any(|known| known == word)
}

/// Whether a word stands directly before a name.
fn is_by(word: &str) -> bool {
    matches!(
        word,
        "by" | "von" | "par" | "por" | "di" | "door" | "af" | "av" | "od" | "przez" | "от"
    )
}

/// Whether it stands before such words, or before a name where a colon stands
/// between.
fn is_leading(word: &str) -> bool {
    matches!(
        word,
        "all"
            | "alle"
            | "articles"
            | "artikel"
            | "auteur"
            | "author"
            | "autor"
            | "autora"
            | "autore"
            | "autorin"
            | "beiträge"
            | "erstellt"
            | "geschrieben"
            | "posted"
            | "posts"
            | "publicado"
            | "published"
            | "reviewed"
            | "see"
            | "show"
            | "story"
            | "testo"
            | "text"
            | "texto"
            | "verfasst"
            | "veröffentlicht"
            | "view"
            | "words"
            | "written"
            | "yazan"
            | "zeige"
            | "автор"
    )
}

/// What comes after "By" and the like, where a text begins so.
pub(super) fn without_by(text: &str) -> Option<&str> {
    let mut rest = text.trim();
    let mut any = false;
    while let Some((word, after)) = first_word(rest) {
        let word = word.to_lowercase();
        let by = is_by(&word);
        if !by && !is_leading(&word) {
            break;
        }
        any |= by || after.trim_start().starts_with(':');
        rest = after.trim_start_matches([':', ' ', '\n', '\u{a0}']);
    }
    any.then_some(rest)
}

fn first_word(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// The name that a text is, or begins with.
pub(super) fn name(text: &str) -> Option<String> {
    let text = without_by(text).unwrap_or(text);
    let end = text
        .find(['|', '•', '·', '–', '—', '(', '\n', '/'])
        .unwrap_or(text.len());
    let text = text.get(..end).unwrap_or_default();
    let text = text.split(" - ").next().unwrap_or_default();
    let mut words: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let plain = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        if number || !words.is_empty() && is_among(&plain, AFTER) {
            break;
        }
        words.push(word);
    }
    let name = words.join(" ");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    is_name(name).then(|| name.to_owned())
}

/// Whether a text is no name although it stands where names do.
pub(super) fn is_nobody(text: &str) -> bool {
    is_among(&text.to_lowercase(), NOBODY)
}

fn is_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    let (characters, words) = (name.chars().count(), name.split(' ').count());
    let capital = name.starts_with(|c: char| !c.is_lowercase());
    (2..=NAME).contains(&characters)
        && words <= WORDS
        && (capital || words == 1)
        && name.chars().any(char::is_alphabetic)
        && !is_nobody(name)
        && !NO_NAME.iter().any(|part| lower.contains(part))
}
