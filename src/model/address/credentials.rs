//! The name and password in an address, and texts without them.

use std::borrow::Cow;
use std::fmt;

use url::Url;

use super::LONGEST;
use crate::model::percent::decode;

/// The name and password written in front of a host. Shown, it hides both.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The name, escapes undone.
    pub user: String,
    /// The password, escapes undone.
    pub password: Option<String>,
}

impl Credentials {
    pub(super) fn of(url: &Url) -> Option<Self> {
        let (user, password) = (url.username(), url.password());
        (!user.is_empty() || password.is_some()).then(|| Self {
            user: decode(user),
            password: password.map(decode),
        })
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(***)")
    }
}

/// The text with the credentials of every address in it hidden: `user:***@`.
///
/// A name without a password is hidden too, since keys are often written so.
///
/// ```
/// use tamis::model::redact_credentials;
///
/// assert_eq!(redact_credentials("GET https://me:secret@a.example/b: 403"), "GET https://me:***@a.example/b: 403");
/// assert_eq!(redact_credentials("https://secret@a.example"), "https://***@a.example");
/// ```
pub fn redact_credentials(text: &str) -> Cow<'_, str> {
    let mut redacted = String::new();
    let mut rest = text;
    while let Some((before, written, after)) = next_credentials(rest) {
        redacted.push_str(before);
        let (user, hidden) = shown(written);
        redacted.push_str(user);
        redacted.push_str(hidden);
        rest = after;
    }
    if redacted.is_empty() {
        return Cow::Borrowed(text);
    }
    redacted.push_str(rest);
    Cow::Owned(redacted)
}

/// What is before the first credentials, they themselves, and what follows
/// from their `@`.
fn next_credentials(text: &str) -> Option<(&str, &str, &str)> {
    for (at, _) in text.match_indices(':') {
        let (before, colon) = text.split_at_checked(at)?;
        let after = colon.trim_start_matches([':', '/', '\\']);
        if !opens_authority(before, colon.len() - after.len()) {
            continue;
        }
        let word = start_of_word(after);
        if let Some(length) = credentials_length(word) {
            let (written, rest) = after.split_at_checked(length)?;
            let (before, _) = text.split_at_checked(text.len() - after.len())?;
            return Some((before, written, rest));
        }
    }
    None
}

/// The start of a text up to white space or a quotation mark, no longer than an
/// address can be, so that a text of colons is read in time.
fn start_of_word(text: &str) -> &str {
    text.char_indices()
        .find(|(at, c)| *at >= LONGEST || c.is_whitespace() || matches!(c, '"' | '<' | '>' | '`'))
        .and_then(|(end, _)| text.get(..end))
        .unwrap_or(text)
}

/// Whether a colon after `before`, itself and slashes of this `length`, starts
/// the part of an address that names the host. Browsers read `https:me@host`
/// and `https:\\me@host` as well.
fn opens_authority(before: &str, length: usize) -> bool {
    let scheme = before
        .rsplit(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '-' | '.'))
        .next()
        .unwrap_or_default();
    let web = ["http", "https"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    web || (length >= 3 && !scheme.is_empty())
}

/// Length of the credentials at the start of the rest of an address.
fn credentials_length(word: &str) -> Option<usize> {
    let authority = word.split(['/', '\\', '?', '#']).next()?;
    if let Some(end) = authority.rfind('@') {
        return Some(end);
    }
    // A password with a slash in it: what looks like a port is no number.
    let host = authority.rsplit(']').next().unwrap_or_default();
    let (_, port) = host.split_once(':')?;
    let number = port.bytes().all(|digit| digit.is_ascii_digit());
    if number { None } else { word.rfind('@') }
}

/// What may be shown of credentials, without their `@`: the name, and what
/// stands for the rest.
fn shown(written: &str) -> (&str, &str) {
    // A name before an empty or this password is a key.
    let key = |password: &str| password.is_empty() || password == "x-oauth-basic";
    match written.split_once(':') {
        Some((user, password)) if !key(password) => (user, ":***"),
        _ => ("", "***"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_hidden_wherever_they_stand() {
        for (text, expected) in [
            ("", ""),
            ("https://a.example/@b:c@d", "https://a.example/@b:c@d"),
            ("mail me@a.example: now", "mail me@a.example: now"),
            ("http://[::1]:80/@x", "http://[::1]:80/@x"),
            ("http://a:b@c.example", "http://a:***@c.example"),
            ("HTTP://a:b@c.example", "HTTP://a:***@c.example"),
            ("(ftp://a:b@c.example/)", "(ftp://a:***@c.example/)"),
            ("https://key@c.example", "https://***@c.example"),
            ("https://key:@c.example", "https://***@c.example"),
            (
                "https://key:x-oauth-basic@c.example",
                "https://***@c.example",
            ),
            ("https://:b@c.example", "https://:***@c.example"),
            ("https:a:b@c.example", "https:a:***@c.example"),
            ("https:\\\\a:b@c.example", "https:\\\\a:***@c.example"),
            ("http://a:p@ss@c.example", "http://a:***@c.example"),
            ("http://a:p/s#s@c.example", "http://a:***@c.example"),
            ("http://a:p%40@[::1]:80/", "http://a:***@[::1]:80/"),
            (
                "from http://a:b@c.example/ to \"http://d:e@f.example\" and on",
                "from http://a:***@c.example/ to \"http://d:***@f.example\" and on",
            ),
            (
                "http://a.example/?u=http://b:c@d.example",
                "http://a.example/?u=http://b:***@d.example",
            ),
            (
                "socks5+h://\u{e9}:x@c.example",
                "socks5+h://\u{e9}:***@c.example",
            ),
        ] {
            assert_eq!(redact_credentials(text), expected, "{text}");
        }
    }
}
