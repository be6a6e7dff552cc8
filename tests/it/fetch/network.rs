//! What may be reached, and what may not.

use std::sync::{Arc, Mutex};

use super::{Known, at_once, fetch, fetch_one, rule, run, text};
use crate::server::{Server, answer, leads_to, page};
use tamis::model::Fetching;

/// A server that must not be asked.
fn untouched() -> Server {
    Server::start(|_, _| page("secret"))
}

fn guarded() -> Fetching {
    Fetching {
        allow_private: Vec::new(),
        ..at_once()
    }
}

#[test]
fn numbers_of_private_hosts_are_refused_however_they_are_written() {
    let server = untouched();
    let port = server.address.port();
    for host in [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.0.1",
        "172.16.3.4",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "2130706433",
        "0x7f.1",
        "0x7f000001",
        "017700000001",
        "127.1",
        "0",
        "127.0.0.1.",
        "%31%32%37.0.0.1",
        "\u{2460}\u{2461}\u{2466}.0.0.1",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[fc00::1]",
        "[fe80::1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[ff02::1]",
    ] {
        let outcome = fetch_one(&guarded(), &format!("http://{host}:{port}/"));
        assert_eq!(rule(&outcome), "private-host", "{host}: {outcome:?}");
    }
    assert!(server.log().is_empty());
}

#[test]
fn a_name_with_private_addresses_only_is_refused_at_the_connection() {
    let server = untouched();
    let names = Known::default().with("inside.example", &[&["127.0.0.1", "10.0.0.1", "::1"]]);
    let address = format!("http://inside.example:{}/", server.address.port());
    let run = run(&guarded(), names, None, &[&address], |_| None);
    assert_eq!(rule(&run.outcomes[0]), "private-host");
    let message = run.outcomes[0].as_ref().unwrap_err().to_string();
    assert!(
        message.contains("`inside.example` has no public address, but one that is loopback"),
        "{message}"
    );
    assert!(server.log().is_empty());
}

#[test]
fn private_addresses_among_public_ones_are_not_dialled() {
    let server = Server::start(|_, _| page("public"));
    // Here 127.0.0.1 plays the public address and 127.0.0.9 a private one.
    let fetching = Fetching {
        allow_private: vec!["127.0.0.1/32".into()],
        ..at_once()
    };
    let names = Known::default().with("both.example", &[&["127.0.0.9", "10.0.0.1", "127.0.0.1"]]);
    let address = format!("http://both.example:{}/", server.address.port());
    let run = run(&fetching, names, None, &[&address], |_| None);
    assert_eq!(text(&run.outcomes[0]), "public");
}

#[test]
fn the_address_that_was_checked_is_the_one_that_is_dialled() {
    let public = Server::start(|_, _| {
        // Each connection is closed, so that each request resolves anew.
        let mut acts = answer("200 OK", "connection: close\r\n", "public");
        acts.pop();
        acts
    });
    let fetching = Fetching {
        allow_private: vec!["127.0.0.1/32".into()],
        ..at_once()
    };
    // The answers alternate: permitted, private, permitted, ...
    let names = Known::default().with(
        "turncoat.example",
        &[
            &["127.0.0.1"],
            &["127.0.0.9"],
            &["127.0.0.1"],
            &["127.0.0.9"],
        ],
    );
    let address = format!("http://turncoat.example:{}/", public.address.port());
    let run = run(&fetching, names, None, &[&address], |_| None);
    // robots.txt came from the first; the page was refused, then came.
    match &run.outcomes[0] {
        Ok(page) => assert_eq!(page.bytes, b"public"),
        Err(failure) => assert_eq!(failure.rule, Some("private-host"), "{failure}"),
    }
}

#[test]
fn a_redirect_into_a_private_network_is_not_followed() {
    let server = Server::start(|request, _| match request.path.as_str() {
        "/out" => leads_to("http://169.254.169.254/latest/"),
        "/odd" => leads_to("http://0xa9fea9fe/"),
        _ => page(""),
    });
    for path in ["/out", "/odd"] {
        let outcome = fetch_one(&at_once(), &server.url(path));
        assert_eq!(rule(&outcome), "private-host");
        assert_eq!(outcome.unwrap_err().hops, [server.url(path)]);
    }
}

#[test]
fn a_redirect_out_of_the_web_is_not_followed() {
    let server = Server::start(|request, _| {
        let scheme = request.path.trim_start_matches('/');
        match scheme {
            "robots.txt" => page(""),
            "nowhere" => leads_to("http://"),
            scheme => leads_to(&format!("{scheme}:///etc/passwd")),
        }
    });
    for scheme in ["file", "ftp", "gopher", "javascript", "data", "nowhere"] {
        let outcome = fetch_one(&at_once(), &server.url(&format!("/{scheme}")));
        assert_eq!(rule(&outcome), "forbidden-redirect", "{scheme}");
    }
}

#[test]
fn redirects_end_somewhere() {
    let server =
        Server::start(
            |request, _| match request.path.trim_start_matches('/').parse::<u32>() {
                Ok(12) => page("the end"),
                Ok(number) => leads_to(&format!("/{}", number + 1)),
                Err(_) if request.path == "/a" => leads_to("/b"),
                Err(_) if request.path == "/b" => leads_to("/a#again"),
                Err(_) if request.path == "/self" => leads_to("/self"),
                Err(_) => page(""),
            },
        );
    let outcomes = fetch(
        &at_once(),
        &[
            &server.url("/1"),
            &server.url("/2"),
            &server.url("/a"),
            &server.url("/self"),
        ],
    );
    assert_eq!(rule(&outcomes[0]), "too-many-redirects");
    assert_eq!(outcomes[0].as_ref().unwrap_err().hops.len(), 11);
    let page = outcomes[1].as_ref().unwrap();
    assert_eq!(page.address, server.url("/12"));
    assert_eq!(page.requested, server.url("/2"));
    assert_eq!(page.hops.len(), 10);
    assert_eq!(rule(&outcomes[2]), "redirect-loop");
    assert_eq!(rule(&outcomes[3]), "redirect-loop");
}

#[test]
fn credentials_stay_with_their_host() {
    let other = Server::start(|_, _| page("other"));
    let away = other.url("/landed");
    let home = Server::start(move |request, _| match request.path.as_str() {
        "/away" => leads_to(&away),
        "/here" => leads_to("/there"),
        _ => page("home"),
    });
    let with_secret = |path: &str| home.url(path).replace("http://", "http://jo:secret@");
    let outcomes = fetch(&at_once(), &[&with_secret("/away"), &with_secret("/here")]);
    assert_eq!(text(&outcomes[0]), "other");
    assert_eq!(text(&outcomes[1]), "home");
    for outcome in outcomes {
        assert!(!format!("{outcome:?}").contains("secret"));
    }
    for request in home.log() {
        let told = request.header("authorization").is_some();
        assert_eq!(told, request.path != "/robots.txt", "{}", request.path);
    }
    assert!(
        other
            .log()
            .iter()
            .all(|request| request.header("authorization").is_none())
    );
    assert!(
        home.log()
            .iter()
            .all(|request| request.header("cookie").is_none())
    );
}

#[test]
fn a_failure_does_not_tell_secrets() {
    let server = Server::start(|_, _| answer("404 Not Found", "", ""));
    let address = server.url("/x").replace("http://", "http://jo:secret@");
    let failure = fetch_one(&at_once(), &address).unwrap_err();
    assert_eq!(failure.rule, Some("bad-status"));
    assert!(!format!("{failure:?} {failure}").contains("secret"));
}

#[test]
fn a_proxy_that_was_named_may_be_private_and_what_it_fetches_may_not() {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&asked);
    let proxy = Server::start(move |request, _| {
        heard.lock().unwrap().push(request.path.clone());
        page("through the proxy")
    });
    let fetching = Fetching {
        proxy: Some(format!("http://{}", proxy.address)),
        ..guarded()
    };
    let outcomes = fetch(
        &fetching,
        &[
            "http://site.example/page",
            "http://10.0.0.1/",
            "http://printer.local/",
        ],
    );
    assert_eq!(text(&outcomes[0]), "through the proxy");
    assert_eq!(rule(&outcomes[1]), "private-host");
    assert_eq!(rule(&outcomes[2]), "private-host");
    let asked = asked.lock().unwrap();
    assert_eq!(
        *asked,
        ["http://site.example/robots.txt", "http://site.example/page"]
    );
}

#[test]
fn a_name_nobody_knows_has_no_address() {
    let outcome = fetch_one(&guarded(), "http://nobody.example/");
    assert_eq!(rule(&outcome), "unknown-host");
}

#[test]
fn other_schemes_are_no_addresses_of_pages() {
    for address in [
        "file:///etc/passwd",
        "ftp://a.example/",
        "gopher://a.example/",
        "x",
    ] {
        assert_eq!(rule(&fetch_one(&guarded(), address)), "bad-address");
    }
}
