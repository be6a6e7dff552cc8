//! What robots.txt says, whatever it looks like, and the pace of requests.

use std::time::Duration;

use super::{Known, at_once, fetch, fetch_one, rule, run, text};
use crate::server::{Act, Server, answer, leads_to, page, raw};
use tamis::model::{Fetching, RobotsUnreachable};

/// A server with this answer for its robots.txt, and pages.
fn with_robots(acts: impl Fn() -> Vec<Act> + Send + Sync + 'static) -> Server {
    Server::start(move |request, _| match request.path.as_str() {
        "/robots.txt" => acts(),
        _ => page("page"),
    })
}

fn saying(robots: &'static str) -> Server {
    with_robots(move || answer("200 OK", "content-type: text/plain\r\n", robots))
}

#[test]
fn a_robots_txt_that_cannot_be_had_forbids_everything() {
    for acts in [
        answer("500 Internal Server Error", "", ""),
        answer("503 Service Unavailable", "", ""),
        raw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nUser-agent"),
        raw(""),
        vec![Act::Wait(Duration::from_secs(30))],
    ] {
        let server = with_robots(move || acts.clone());
        let addresses = [server.url("/a"), server.url("/b")];
        let outcomes = fetch(&at_once(), &[&addresses[0], &addresses[1]]);
        assert_eq!(rule(&outcomes[0]), "robots-unreachable");
        assert_eq!(rule(&outcomes[1]), "robots-unreachable");
        assert!(server.asked().is_empty());
        let allowing = Fetching {
            robots_unreachable: RobotsUnreachable::Allow,
            ..at_once()
        };
        assert_eq!(text(&fetch_one(&allowing, &addresses[0])), "page");
    }
}

#[test]
fn a_robots_txt_that_is_not_there_forbids_nothing() {
    for status in [
        "404 Not Found",
        "403 Forbidden",
        "401 Unauthorized",
        "410 Gone",
    ] {
        let server = with_robots(move || answer(status, "", "User-agent: *\nDisallow: /"));
        assert_eq!(text(&fetch_one(&at_once(), &server.url("/"))), "page");
    }
}

#[test]
fn what_is_forbidden_is_not_asked_for() {
    let server =
        saying("User-agent: *\nDisallow: /private/\nUser-agent: tamis\nDisallow: /mine/\n");
    let outcomes = fetch(
        &at_once(),
        &[
            &server.url("/mine/x"),
            &server.url("/private/x"),
            &server.url("/open?x"),
        ],
    );
    assert_eq!(rule(&outcomes[0]), "robots-disallow");
    assert_eq!(text(&outcomes[1]), "page");
    assert_eq!(text(&outcomes[2]), "page");
    assert_eq!(server.asked(), ["/private/x", "/open?x"]);
    let robots = server
        .log()
        .iter()
        .filter(|request| request.path == "/robots.txt")
        .count();
    assert_eq!(robots, 1);
}

#[test]
fn a_redirect_asks_the_robots_txt_of_where_it_leads() {
    let strict = saying("User-agent: *\nDisallow: /\n");
    let away = strict.url("/landed");
    let server = Server::start(move |request, _| match request.path.as_str() {
        "/robots.txt" => answer("404 Not Found", "", ""),
        _ => leads_to(&away),
    });
    let outcome = fetch_one(&at_once(), &server.url("/"));
    assert_eq!(rule(&outcome), "robots-disallow");
    assert!(strict.asked().is_empty());
}

#[test]
fn odd_robots_txt_are_read_as_far_as_they_go() {
    let long = format!(
        "User-agent: *\nDisallow: /no\n{}",
        "# padding\n".repeat(1 << 20)
    );
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(
            "User-agent: *\nDisallow: /no\n"
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        )
        .collect();
    let bodies: [(Vec<u8>, bool); 6] = [
        (long.into(), false),
        ("<!doctype html><h1>Not found</h1>".into(), true),
        ("\u{feff}User-agent: *\nDisallow: /no\n".into(), false),
        ("User-agent: *\rDisallow: /no\r".into(), false),
        ("User-agent: *\0\nDisallow: /no\n\0".into(), false),
        (utf16, false),
    ];
    for (at, (body, allowed)) in bodies.into_iter().enumerate() {
        let server = with_robots(move || answer("200 OK", "", &body));
        let outcome = fetch_one(&at_once(), &server.url("/no"));
        assert_eq!(outcome.is_ok(), allowed, "{at}: {outcome:?}");
        assert_eq!(
            text(&fetch_one(&at_once(), &server.url("/yes"))),
            "page",
            "{at}"
        );
    }
}

#[test]
fn the_longer_delay_counts_and_has_a_limit() {
    for (robots, least, notices) in [
        ("User-agent: *\nCrawl-delay: 0.001\n", 0.1, 0),
        ("User-agent: *\nCrawl-delay: 0.3\n", 0.3, 0),
        ("User-agent: *\nCrawl-delay: 86400\n", 0.4, 1),
        ("User-agent: *\nCrawl-delay: word\n", 0.1, 0),
    ] {
        let server = saying(robots);
        let fetching = Fetching {
            delay: 0.1,
            max_wait: 0.4,
            ..at_once()
        };
        let addresses = [server.url("/a"), server.url("/b")];
        let run = run(
            &fetching,
            Known::default(),
            None,
            &[&addresses[0], &addresses[1]],
            |_| None,
        );
        assert_eq!(run.notices.len(), notices, "{:?}", run.notices);
        let times: Vec<_> = server.log().iter().map(|request| request.time).collect();
        assert_eq!(times.len(), 3);
        for pair in times.windows(2) {
            // Requests start so far apart; how long each takes to arrive varies.
            let gap = (pair[1] - pair[0]).as_secs_f64();
            assert!(gap > least - 0.05, "{robots}: {gap}");
        }
    }
}

#[test]
fn a_host_is_asked_one_request_at_a_time() {
    let server = with_robots(|| answer("404 Not Found", "", ""));
    let addresses: Vec<_> = (0..5).map(|at| server.url(&format!("/{at}"))).collect();
    let addresses: Vec<_> = addresses.iter().map(String::as_str).collect();
    let outcomes = fetch(&at_once(), &addresses);
    assert_eq!(outcomes.len(), 5);
    assert_eq!(server.asked(), ["/0", "/1", "/2", "/3", "/4"]);
}
