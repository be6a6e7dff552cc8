//! Which addresses are asked for, how often, and in which order they come out.

use std::time::Duration;

use super::{Known, at_once, fetch, rule, run, text};
use crate::server::{Act, Server, answer, page};
use tamis::fetch::Links;
use tamis::model::Fetching;

#[test]
fn an_address_is_fetched_once_however_it_is_written() {
    let server = Server::start(|_, _| page("page"));
    let port = server.address.port();
    let run = run(
        &at_once(),
        Known::default(),
        None,
        &[
            &server.url("/a/../b?x=1&utm_source=feed#top"),
            &format!("HTTP://127.0.0.1:{port}/b?x=1"),
            &format!("http://127.1:{port}/%62?x=1"),
        ],
        |_| None,
    );
    assert_eq!((run.account.pages, run.account.repeated), (1, 2));
    // As it was given, fragment aside.
    assert_eq!(server.asked(), ["/b?x=1&utm_source=feed"]);
}

#[test]
fn pages_come_out_in_the_order_of_their_addresses() {
    let slow = Server::start(|request, _| match request.path.as_str() {
        "/robots.txt" => answer("404 Not Found", "", ""),
        _ => [vec![Act::Wait(Duration::from_millis(150))], page("slow")].concat(),
    });
    let quick = Server::start(|_, _| page("quick"));
    let links = [slow.url("/1"), quick.url("/2"), slow.url("/3")];
    let feed = Server::start(|_, _| page("feed"));
    let source = feed.url("/feed");
    let run = run(
        &at_once(),
        Known::default(),
        None,
        &[&slow.url("/0"), &source, &quick.url("/4"), "nonsense"],
        |page| {
            (page.requested == source).then(|| Links {
                pages: links.to_vec(),
                ..Links::default()
            })
        },
    );
    let found: Vec<_> = run
        .outcomes
        .iter()
        .map(|outcome| match outcome {
            Ok(page) => page.requested.rsplit('/').next().unwrap().to_owned(),
            Err(failure) => failure.rule.unwrap().to_owned(),
        })
        .collect();
    assert_eq!(found, ["0", "1", "2", "3", "4", "bad-address"]);
    assert_eq!(run.account.opened, 1);
}

#[test]
fn a_sitemap_that_lists_itself_is_opened_once() {
    let server = Server::start(|_, _| page("sitemap"));
    let (own, other) = (server.url("/sitemap"), server.url("/other"));
    let run = run(&at_once(), Known::default(), None, &[&own], |_| {
        Some(Links {
            sources: vec![own.clone(), other.clone()],
            ..Links::default()
        })
    });
    assert_eq!((run.account.opened, run.account.repeated), (2, 3));
    assert_eq!(server.asked(), ["/sitemap", "/other"]);
}

#[test]
fn links_to_other_sites_are_followed_only_if_asked_to() {
    let server = Server::start(|_, _| page("page"));
    let other = server.url("/b").replace("127.0.0.1", "127.0.0.2");
    let links = |_: &_| {
        Some(Links {
            pages: vec![server.url("/a"), other.clone()],
            ..Links::default()
        })
    };
    let stayed = run(
        &at_once(),
        Known::default(),
        None,
        &[&server.url("/feed")],
        links,
    );
    assert_eq!((stayed.account.pages, stayed.account.elsewhere), (1, 1));
    let fetching = Fetching {
        any_site: true,
        ..at_once()
    };
    let went = run(
        &fetching,
        Known::default(),
        None,
        &[&server.url("/feed")],
        links,
    );
    assert_eq!(went.account.elsewhere, 0);
    assert_eq!(went.outcomes.len(), 2);
}

#[test]
fn requests_and_hosts_of_a_run_are_limited() {
    let (one, other) = (
        Server::start(|_, _| page("1")),
        Server::start(|_, _| page("2")),
    );
    let fetching = Fetching {
        max_requests: 3,
        ..at_once()
    };
    let outcomes = fetch(&fetching, &[&one.url("/a"), &one.url("/b"), &one.url("/c")]);
    assert_eq!(text(&outcomes[1]), "1");
    assert_eq!(rule(&outcomes[2]), "request-limit");
    let fetching = Fetching {
        max_hosts: 1,
        ..at_once()
    };
    let outcomes = fetch(&fetching, &[&one.url("/a"), &other.url("/")]);
    assert_eq!(rule(&outcomes[1]), "host-limit");
}

#[test]
fn what_is_unchanged_is_not_sent_again() {
    // Odd, weak, and not even text: a validator is the server's own business.
    const ETAG: &[u8] = b"W/\"odd \xe9 'quotes\"";
    let server = Server::start(|request, _| match request.path.as_str() {
        "/robots.txt" => answer("200 OK", "", "User-agent: *\nAllow: /\n"),
        _ if request.header("if-none-match") == Some(ETAG)
            && request.header("if-modified-since") == Some(b"Mon, 02 Nov 2026 10:00:00 GMT") =>
        {
            answer("304 Not Modified", "", "")
        }
        _ => {
            let body = "the page";
            let mut head = b"HTTP/1.1 200 OK\r\ncontent-length: 8\r\netag: ".to_vec();
            head.extend_from_slice(ETAG);
            head.extend_from_slice(b"\r\nlast-modified: Mon, 02 Nov 2026 10:00:00 GMT\r\n\r\n");
            head.extend_from_slice(body.as_bytes());
            vec![Act::Send(head), Act::Again]
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let url = server.url("/page");
    let first = run(
        &at_once(),
        Known::default(),
        Some(folder.path()),
        &[&url],
        |_| None,
    );
    let second = run(
        &at_once(),
        Known::default(),
        Some(folder.path()),
        &[&url],
        |_| None,
    );
    assert_eq!((first.account.unchanged, second.account.unchanged), (0, 1));
    assert_eq!(text(&first.outcomes[0]), "the page");
    assert_eq!(text(&second.outcomes[0]), "the page");
    // The second run knows the robots.txt as well.
    let paths: Vec<_> = server
        .log()
        .into_iter()
        .map(|request| request.path)
        .collect();
    assert_eq!(paths, ["/robots.txt", "/page", "/page"]);
}

#[test]
fn unchanged_without_a_page_to_go_with_it_is_asked_again_once() {
    let server = Server::start(|request, before| match (request.path.as_str(), before) {
        ("/robots.txt", _) => page(""),
        ("/once", 1) => page("the page"),
        _ => answer("304 Not Modified", "", ""),
    });
    let outcomes = fetch(&at_once(), &[&server.url("/once"), &server.url("/never")]);
    assert_eq!(text(&outcomes[0]), "the page");
    assert_eq!(rule(&outcomes[1]), "bad-status");
    assert_eq!(server.asked().len(), 4);
}

#[test]
fn what_may_not_be_kept_is_not_kept() {
    let server = Server::start(|request, _| match request.path.as_str() {
        "/robots.txt" => page(""),
        "/secret" => answer(
            "200 OK",
            "etag: \"1\"\r\ncache-control: private, no-store\r\n",
            "s",
        ),
        "/long" => answer(
            "200 OK",
            &format!("etag: \"{}\"\r\n", "x".repeat(8192)),
            "l",
        ),
        _ => answer("200 OK", "", "nothing to tell it by"),
    });
    let folder = tempfile::tempdir().unwrap();
    let addresses = [
        server.url("/secret"),
        server.url("/plain"),
        server.url("/long"),
    ];
    let addresses: Vec<_> = addresses.iter().map(String::as_str).collect();
    for _ in 0..2 {
        run(
            &at_once(),
            Known::default(),
            Some(folder.path()),
            &addresses,
            |_| None,
        );
    }
    assert!(
        server
            .log()
            .iter()
            .all(|request| request.header("if-none-match").is_none())
    );
}

#[test]
fn requests_say_who_asks() {
    let server = Server::start(|_, _| page("page"));
    let fetching = Fetching {
        contact: Some("https://us.example/bot".into()),
        ..at_once()
    };
    fetch(&fetching, &[&server.url("/")]);
    for request in server.log() {
        let agent = String::from_utf8_lossy(request.header("user-agent").unwrap()).into_owned();
        assert!(agent.starts_with("tamis/"), "{agent}");
        assert!(agent.ends_with("(+https://us.example/bot)"), "{agent}");
        assert!(request.header("referer").is_none());
    }
}
