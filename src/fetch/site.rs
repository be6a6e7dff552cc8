//! Which hosts belong to one site.

use crate::model::Address;

/// Whether two addresses belong to one site: their hosts share a registrable
/// domain by the Public Suffix List, or are the same.
///
/// Names under which anyone can have one (`co.uk`, `github.io`) are no sites.
/// Scheme and port do not count.
pub(super) fn same_site(left: &Address, right: &Address) -> bool {
    site(left) == site(right)
}

/// What hosts of one site have in common: the registrable domain, or the whole
/// host where it has none.
fn site(address: &Address) -> &str {
    let host = address.host();
    let host = host.strip_suffix('.').unwrap_or(host);
    if address.ip().is_some() {
        return host;
    }
    psl::domain_str(host).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_registrable_domains() {
        for (host, expected) in [
            ("Example.com", "example.com"),
            ("a.b.example.com.", "example.com"),
            ("a.b.example.co.uk", "example.co.uk"),
            ("co.uk", "co.uk"),
            ("me.github.io", "me.github.io"),
            ("a.b.city.kawasaki.jp", "city.kawasaki.jp"),
            ("www.食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn"),
            ("intranet", "intranet"),
            ("a.b.internal", "b.internal"),
            ("10.1.2.3", "10.1.2.3"),
            ("[2001:db8::1]", "[2001:db8::1]"),
        ] {
            let address = format!("https://{host}:8080/a").parse().unwrap();
            assert_eq!(site(&address), expected, "{host}");
        }
    }
}
