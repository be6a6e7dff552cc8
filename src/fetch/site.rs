//! Which hosts belong together.

use url::{Host, Url};

/// Whether two addresses are of one site: the same host, or names under one
/// domain that can be registered (Public Suffix List).
pub(super) fn same_site(one: &Url, other: &Url) -> bool {
    match (one.host(), other.host()) {
        (Some(Host::Domain(one)), Some(Host::Domain(other))) => {
            one == other
                || registrable(one).is_some_and(|domain| registrable(other) == Some(domain))
        }
        (one, other) => one == other,
    }
}

fn registrable(name: &str) -> Option<&str> {
    psl::domain_str(name.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_domains_that_can_be_registered() {
        for (one, other, expected) in [
            ("http://a.example.com/", "https://b.example.com/x", true),
            ("http://a.example.co.uk/", "http://other.co.uk/", false),
            ("http://a.github.io/", "http://b.github.io/", false),
            ("http://127.0.0.1:1/", "http://127.0.0.1:2/", true),
            ("http://127.0.0.1/", "http://127.0.0.2/", false),
            ("http://localhost/", "http://localhost:8080/", true),
        ] {
            let parse = |text| Url::parse(text).unwrap();
            assert_eq!(
                same_site(&parse(one), &parse(other)),
                expected,
                "{one} {other}"
            );
        }
    }
}
