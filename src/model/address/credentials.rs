//! The name and password in an address, and texts without them.

use std::borrow::Cow;
use std::fmt;

use url::Url;

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
    if !text.contains('@') {
        return Cow::Borrowed(text);
    }
    let mut redacted = String::with_capacity(text.len());
    let ends_word = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '`');
    for word in text.split_inclusive(ends_word) {
        match word.rfind('@').and_then(|at| word.split_at_checked(at)) {
            Some((before, after)) => {
                hide(before, &mut redacted);
                redacted.push_str(after);
            }
            None => redacted.push_str(word),
        }
    }
    Cow::Owned(redacted)
}

/// Appends `text`, which an `@` follows, without the credentials in it.
///
/// Reads every byte a fixed number of times, however many colons there are.
fn hide(text: &str, redacted: &mut String) {
    let mut rest = text;
    while let Some((before, after)) = split_at_authority(rest) {
        redacted.push_str(before);
        let end = after.find(['/', '\\', '?', '#']).unwrap_or(after.len());
        let (authority, beyond) = after.split_at_checked(end).unwrap_or((after, ""));
        let hidden = if beyond.is_empty() || has_no_port(authority) {
            Some(after)
        } else {
            authority.rsplit_once('@').map(|(written, _)| written)
        };
        rest = hidden.map_or(beyond, |hidden| {
            after.get(hidden.len()..).unwrap_or_default()
        });
        let (user, stars) = hidden.map_or((authority, ""), shown);
        redacted.push_str(user);
        redacted.push_str(stars);
    }
    redacted.push_str(rest);
}

/// What leads up to the first part of an address that names the host, and what
/// follows. Browsers read `https:me@host` and `https:\\me@host` as well.
fn split_at_authority(text: &str) -> Option<(&str, &str)> {
    text.match_indices(':').find_map(|(at, _)| {
        let (before, after) = text.split_at_checked(at)?;
        let scheme = before
            .rsplit(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '-' | '.'))
            .next()?;
        let web = ["http", "https"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known));
        let after = after.strip_prefix(':')?;
        let slashes = ["//", "\\\\"].iter().any(|two| after.starts_with(two));
        if !web && (scheme.is_empty() || !slashes) {
            return None;
        }
        let after = after.trim_start_matches(['/', '\\']);
        text.split_at_checked(text.len() - after.len())
    })
}

/// Whether what looks like a port is no number, as where a password has a slash
/// in it.
fn has_no_port(authority: &str) -> bool {
    let host = authority.rsplit([']', '@']).next().unwrap_or_default();
    host.split_once(':')
        .is_some_and(|(_, port)| !port.bytes().all(|digit| digit.is_ascii_digit()))
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
            ("http://a:p/s@t@c.example/@d", "http://a:***@d"),
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

    #[test]
    fn many_colons_are_read_in_time() {
        for text in [":", "http:", "http:/", "http://a:b", "@http://a:1/", "a:b@"] {
            let text = text.repeat(200_000 / text.len());
            assert!(redact_credentials(&format!("{text}@")).len() <= text.len() + 10);
        }
    }
}
