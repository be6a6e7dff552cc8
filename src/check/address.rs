//! Addresses, looked at as they are written.

use url::Url;

use crate::model::{Address, Reach, private_name};

/// What makes an address none: space or characters that must be escaped, or a
/// form that cannot be read. Relative addresses are addresses.
pub(super) fn fault(written: &str) -> Option<String> {
    if written.contains(char::is_whitespace) {
        return Some("has white space in it".into());
    }
    let wrong = |c: &char| {
        c.is_control() || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
    };
    if let Some(character) = written.chars().find(wrong) {
        return Some(format!("has `{character}` in it, which must be escaped"));
    }
    let broken = written.split('%').skip(1).any(|after| {
        after
            .get(..2)
            .is_none_or(|two| !two.bytes().all(|byte| byte.is_ascii_hexdigit()))
    });
    if broken {
        return Some("has a `%` in it that starts no escape".into());
    }
    if is_whole(written) {
        let web =
            scheme(written).is_some_and(|scheme| matches!(&*scheme, "http" | "https" | "ftp"));
        let slashes = written
            .split_once(':')
            .is_some_and(|(_, after)| after.starts_with("//"));
        if web && !slashes {
            return Some("has no `//` after its scheme".into());
        }
        if web && written.contains(":///") {
            return Some("has no host".into());
        }
        if let Err(error) = Url::parse(written) {
            return Some(format!("cannot be read: {error}"));
        }
        if web && !written.contains("://[") && host_is_odd(written) {
            return Some("has a host that is none".into());
        }
    }
    None
}

/// Whether an address starts with a scheme.
pub(super) fn is_whole(written: &str) -> bool {
    scheme(written).is_some()
}

/// The scheme of an address, in lower case.
pub(super) fn scheme(written: &str) -> Option<String> {
    let (scheme, _) = written.trim_start().split_once(':')?;
    let mut letters = scheme.chars();
    let first = letters.next()?;
    (first.is_ascii_alphabetic()
        && letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')))
    .then(|| scheme.to_ascii_lowercase())
}

/// The host of an address that only its owners reach.
pub(super) fn private_host(written: &str) -> Option<String> {
    let address: Address = written.parse().ok()?;
    let private = match address.reach() {
        // Examples are nobody's.
        Some(reach) => !matches!(reach, Reach::Public | Reach::Documentation),
        // A name without a domain is more often a slip than a host.
        None => {
            address.host().contains('.') && private_name(address.host())
                || address.host() == "localhost"
        }
    };
    private.then(|| address.host().to_owned())
}

/// Whether the host has an empty label or one with characters no host has.
fn host_is_odd(written: &str) -> bool {
    let Ok(url) = Url::parse(written) else {
        return true;
    };
    url.host_str().is_none_or(|host| {
        let host = host.strip_suffix('.').unwrap_or(host);
        host.split('.').any(str::is_empty)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_told_from_oddities() {
        for (written, expected) in [
            ("http://a.example/b?c=d&e=f#g", false),
            ("http://bücher.example/é", false),
            ("http://[::1]:80/", false),
            ("../b", false),
            ("?p=1", false),
            ("tag:a.example,2026:b", false),
            ("mailto:a@b.example", false),
            ("http://a.example/b c", true),
            ("http://a.example/<b>", true),
            ("http://a.example/%zz", true),
            ("http:a.example", true),
            ("http://", true),
            ("http:///a.example/", true),
            ("http://a..example/", true),
        ] {
            assert_eq!(fault(written).is_some(), expected, "{written}");
        }
    }

    #[test]
    fn private_hosts_are_those_others_do_not_reach() {
        for (written, expected) in [
            ("http://localhost:4000/a", true),
            ("http://127.0.0.1/", true),
            ("http://10.1.2.3/", true),
            ("http://172.16.0.1/", true),
            ("http://172.32.0.1/", false),
            ("https://wiki.corp.internal/", true),
            ("http://[fe80::1]/", true),
            ("http://local.example/", false),
            ("http://8.8.8.8/", false),
            ("/relative", false),
        ] {
            assert_eq!(private_host(written).is_some(), expected, "{written}");
        }
    }
}
