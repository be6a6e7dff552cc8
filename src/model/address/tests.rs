use super::*;

fn address(written: &str) -> Address {
    written.parse().unwrap()
}

#[test]
fn one_page_has_one_identity() {
    for (written, expected) in [
        (
            "HTTP://EXAMPLE.com:80/a/../b?utm_x=1#f",
            "http://example.com/b",
        ),
        ("https://example.com", "https://example.com/"),
        ("https://example.com:443/?", "https://example.com/"),
        ("https://example.com:8443/?#", "https://example.com:8443/"),
        (
            "https://example.com/%7ejo/%e4%2f",
            "https://example.com/~jo/%E4%2F",
        ),
        (
            "https://example.com/%2e%2E/a/%2E/b",
            "https://example.com/a/b",
        ),
        (
            "https://b\u{fc}cher.example/\u{fc}",
            "https://xn--bcher-kva.example/%C3%BC",
        ),
        ("https://example.com/a//b/", "https://example.com/a//b/"),
        (
            "https://example.com/?b=2&a=1&b=1",
            "https://example.com/?b=2&a=1&b=1",
        ),
        (
            "https://example.com/?b=2&&fbclid=9&a=%6a&",
            "https://example.com/?b=2&a=j",
        ),
        (
            "https://example.com/?a=1&amp;utm_source=x",
            "https://example.com/?a=1",
        ),
        ("https://example.com/?p&q=", "https://example.com/?p&q="),
        (
            "https://example.com/?ref=v1.2",
            "https://example.com/?ref=v1.2",
        ),
        (
            "https://example.com/?ref=Example.com",
            "https://example.com/",
        ),
        (
            "https://example.com/?utm_source=a&X-Amz-Signature=0f",
            "https://example.com/?utm_source=a&X-Amz-Signature=0f",
        ),
        (
            "https://example.com/#!/page/%7e",
            "https://example.com/#!/page/~",
        ),
        ("https://example.com/#!", "https://example.com/"),
        ("https://me:pw@example.com/", "https://example.com/"),
        ("http://0x7f.1:8080/", "http://127.0.0.1:8080/"),
        ("http://[::FFFF:127.0.0.1]/", "http://[::ffff:7f00:1]/"),
    ] {
        let identity = address(written).identity();
        assert_eq!(identity, expected, "{written}");
        assert_eq!(address(&identity).identity(), identity, "of itself");
    }
}

#[test]
fn a_link_that_names_the_linking_host_is_the_page_without_it() {
    let page = address("https://a.example/p?ref=b.example&id=1");
    let other = address("https://b.example/feed.xml");
    assert_eq!(page.identity(), "https://a.example/p?ref=b.example&id=1");
    assert_eq!(
        page.identity_linked_from(&other),
        "https://a.example/p?id=1"
    );
}

#[test]
fn requests_are_as_given_without_secrets() {
    let given = address(" https://m%40e:p%3Aw@example.com/a?fbclid=1&b=%7e#part ");
    assert_eq!(
        given.request().as_str(),
        "https://example.com/a?fbclid=1&b=%7e"
    );
    assert_eq!(
        given.credentials(),
        Some(Credentials {
            user: "m@e".into(),
            password: Some("p:w".into())
        })
    );
    assert!(!format!("{given} {given:?} {:?}", given.credentials()).contains("p%3Aw"));
    assert_eq!(address("https://example.com/").credentials(), None);
}

#[test]
fn links_are_read_where_they_stand() {
    let page = address("https://example.com/a/b?c");
    for (written, expected) in [
        ("d", "https://example.com/a/d"),
        ("//b.example/x y", "https://b.example/x%20y"),
        (" ?e ", "https://example.com/a/b?e"),
    ] {
        assert_eq!(page.join(written).unwrap().given(), expected);
    }
    let refused = page.join("mailto:a@b.example").unwrap_err();
    assert_eq!(refused.kind(), NotAnAddressKind::Scheme);
}

#[test]
fn odd_spellings_of_local_addresses_are_known() {
    for written in [
        "2130706433",
        "0x7f.1",
        "017700000001",
        "127.1",
        "[::1]",
        "[::ffff:7f00:1]",
    ] {
        let address = address(&format!("http://{written}/"));
        assert_eq!(address.reach(), Some(Reach::Loopback), "{written}");
    }
    assert_eq!(address("http://0/").reach(), Some(Reach::Unspecified));
    assert_eq!(address("http://localhost/").reach(), None);
}

#[test]
fn what_is_no_address_of_a_page_is_refused_with_the_reason() {
    use NotAnAddressKind::{Host, NoHost, Port, Scheme, Spaces, TooLong};
    let long = format!("https://me:secret@example.com/{}", "a".repeat(100_000));
    for (written, kind) in [
        ("", Scheme),
        ("example.com/a", Scheme),
        ("ftp://me:secret@example.com/", Scheme),
        ("javascript:alert(1)", Scheme),
        ("http://", NoHost),
        ("https://?a", NoHost),
        ("me:secret@example.com/", Scheme),
        ("mailto:me:secret@example.com", Scheme),
        ("https://me:se secret cret@a.example/", Spaces),
        ("me:my secret@a.example/", Spaces),
        ("https://a b.example/", Spaces),
        ("https://a.example/b c", Spaces),
        ("https://a.example/\tb", Spaces),
        ("https://a^b.example/", Host),
        ("http://256.256.256.256/", Host),
        ("https://me:secret/x@a.example/", Port),
        (&long, TooLong),
    ] {
        let refused = written.parse::<Address>().unwrap_err();
        assert_eq!(refused.kind(), kind, "{refused}");
        assert!(!refused.to_string().contains("secret"), "{refused}");
        assert!(refused.to_string().len() < 250, "{refused}");
    }
}
