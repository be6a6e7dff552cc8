//! What a server may send, and what comes of it.

use std::io::Write;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::{Known, at_once, fetch, fetch_one, rule, run, text};
use crate::server::{Act, Server, answer, page, raw};
use tamis::model::Fetching;

/// A server whose robots.txt is empty and whose pages are so.
fn server(acts: impl Fn(&str) -> Vec<Act> + Send + Sync + 'static) -> Server {
    Server::start(move |request, _| match request.path.as_str() {
        "/robots.txt" => answer("404 Not Found", "", ""),
        path => acts(path),
    })
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_host_that_never_answers_does_not_hold_up_the_others() {
    let silent = server(|_| vec![Act::Wait(Duration::from_secs(30))]);
    let quick = server(|_| page("quick"));
    let began = Instant::now();
    let outcomes = fetch(&at_once(), &[&silent.url("/"), &quick.url("/")]);
    assert_eq!(rule(&outcomes[0]), "timeout");
    assert_eq!(text(&outcomes[1]), "quick");
    assert!(began.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_drip_of_bytes_ends_at_the_deadline() {
    let dripping = server(|_| {
        let mut acts = raw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n");
        for _ in 0..100 {
            acts.push(Act::Send(b"x".to_vec()));
            acts.push(Act::Wait(Duration::from_millis(100)));
        }
        acts
    });
    let fetching = Fetching {
        timeout: 1.0,
        retries: 0,
        ..at_once()
    };
    assert_eq!(rule(&fetch_one(&fetching, &dripping.url("/"))), "timeout");
}

#[test]
fn an_answer_that_breaks_off_is_tried_again_and_no_page() {
    let short = server(|path| match path {
        "/length" => raw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf of it"),
        "/chunks" => raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhalf \r\n"),
        "/chunk" => raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n64\r\nhalf"),
        _ => raw("HTTP/1.1 200 OK\r\nconte"),
    });
    for path in ["/length", "/chunks", "/chunk"] {
        assert_eq!(
            rule(&fetch_one(&at_once(), &short.url(path))),
            "truncated",
            "{path}"
        );
        let asked = short.asked().iter().filter(|asked| *asked == path).count();
        assert_eq!(asked, 2, "{path}");
    }
    let outcome = fetch_one(&at_once(), &short.url("/head"));
    assert!(matches!(
        rule(&outcome),
        "no-connection" | "broken-protocol"
    ));
}

#[test]
fn an_answer_that_comes_whole_the_second_time_is_a_page() {
    let server = Server::start(|request, before| match (request.path.as_str(), before) {
        ("/robots.txt", _) => page(""),
        (_, 0) => raw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf"),
        _ => page("whole"),
    });
    assert_eq!(text(&fetch_one(&at_once(), &server.url("/"))), "whole");
}

#[test]
fn lengths_that_contradict_each_other_are_no_answer() {
    let twofold = server(|path| match path {
        "/two" => raw("HTTP/1.1 200 OK\r\ncontent-length: 4\r\ncontent-length: 5\r\n\r\npages"),
        _ => raw("HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\npage"),
    });
    assert_eq!(
        rule(&fetch_one(&at_once(), &twofold.url("/two"))),
        "broken-protocol"
    );
    assert_eq!(
        rule(&fetch_one(&at_once(), &twofold.url("/negative"))),
        "broken-protocol"
    );
}

#[test]
fn bytes_behind_the_length_are_no_part_of_this_page_or_the_next() {
    let talkative = server(|path| {
        match path {
        "/long" => vec![
            Act::Send(
                b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\npageHTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nforged"
                    .to_vec(),
            ),
            Act::Again,
        ],
        _ => page("next"),
    }
    });
    let outcomes = fetch(
        &at_once(),
        &[&talkative.url("/long"), &talkative.url("/next")],
    );
    assert_eq!(text(&outcomes[0]), "page");
    assert_eq!(text(&outcomes[1]), "next");
}

#[test]
fn chunks_that_cannot_be_read_are_no_answer() {
    let extension = format!("4;{}\r\npage\r\n0\r\n\r\n", "x".repeat(1 << 20));
    let chunky = server(move |path| {
        let body = match path {
            "/size" => "zz\r\npage\r\n0\r\n\r\n".to_owned(),
            "/huge" => "fffffffffffffffff\r\npage\r\n0\r\n\r\n".to_owned(),
            "/end" => "4\r\npageXX0\r\n\r\n".to_owned(),
            _ => extension.clone(),
        };
        raw(format!(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{body}"
        ))
    });
    for path in ["/size", "/huge", "/end", "/extension"] {
        let outcome = fetch_one(&at_once(), &chunky.url(path));
        assert_eq!(rule(&outcome), "broken-protocol", "{path}: {outcome:?}");
    }
}

#[test]
fn a_body_without_end_is_cut_at_the_limit() {
    let endless = server(|path| {
        let head = match path {
            "/chunked" => "transfer-encoding: chunked\r\n\r\n",
            "/announced" => "content-length: 99999999999\r\n\r\n",
            _ => "\r\n",
        };
        let piece = if path == "/chunked" {
            [b"10000\r\n".as_slice(), &vec![b'x'; 1 << 16], b"\r\n"].concat()
        } else {
            vec![b'x'; 1 << 16]
        };
        vec![
            Act::Send(format!("HTTP/1.1 200 OK\r\n{head}").into()),
            Act::Forever(piece),
        ]
    });
    for path in ["/chunked", "/announced", "/close"] {
        assert_eq!(
            rule(&fetch_one(&at_once(), &endless.url(path))),
            "too-large",
            "{path}"
        );
    }
}

/// 64 MiB of zeros, packed with brotli to 106 bytes.
const BROTLI_BOMB: &str = "cbffff3ff82700e2b14020f7fe8fffff7ff04f00c4611180eefd1fffffffe09f0088c30200ddfb3ffeffffc13f0110870500baf77ffcffff837f02200e0b0074effff8ffff07ff04401c1600e8defff1ffff0ffe0980382c00d0bdffe3ffff1ffc1300715800a07bff37";

#[test]
fn bombs_are_stopped_by_what_they_unpack_to() {
    let zeros = vec![0; 64 << 20];
    let (packed, framed) = (gzip(&zeros), zstd::encode_all(zeros.as_slice(), 3).unwrap());
    let twice = gzip(&packed);
    let brotli: Vec<u8> = (0..BROTLI_BOMB.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&BROTLI_BOMB[at..at + 2], 16).unwrap())
        .collect();
    let bombs = server(move |path| match path {
        "/gzip" => answer("200 OK", "content-encoding: gzip\r\n", &packed),
        "/twice" => answer("200 OK", "content-encoding: gzip, gzip\r\n", &twice),
        "/brotli" => answer("200 OK", "content-encoding: br\r\n", &brotli),
        _ => answer("200 OK", "content-encoding: zstd\r\n", &framed),
    });
    for path in ["/gzip", "/twice", "/brotli", "/zstd"] {
        assert_eq!(
            rule(&fetch_one(&at_once(), &bombs.url(path))),
            "too-large",
            "{path}"
        );
    }
}

#[test]
fn codings_are_undone_twice_at_most() {
    let words = "It rained for three days.";
    let packed = gzip(words.as_bytes());
    let (twice, cut) = (gzip(&packed), packed[..packed.len() - 4].to_vec());
    let server = server(move |path| match path {
        "/once" => answer("200 OK", "content-encoding: gzip\r\n", &packed),
        "/twice" => answer(
            "200 OK",
            "content-encoding: gzip\r\ncontent-encoding: gzip\r\n",
            &twice,
        ),
        "/thrice" => answer("200 OK", "content-encoding: gzip, gzip, gzip\r\n", &twice),
        "/plain" => answer("200 OK", "content-encoding: gzip\r\n", words),
        "/cut" => answer("200 OK", "content-encoding: gzip\r\n", &cut),
        _ => answer("200 OK", "content-encoding: compress\r\n", words),
    });
    let addresses: Vec<_> = ["/once", "/twice", "/plain", "/thrice", "/cut", "/other"]
        .iter()
        .map(|path| server.url(path))
        .collect();
    let addresses: Vec<_> = addresses.iter().map(String::as_str).collect();
    let run = run(&at_once(), Known::default(), None, &addresses, |_| None);
    for outcome in &run.outcomes[..3] {
        assert_eq!(text(outcome), words);
    }
    assert!(
        run.notices.concat().contains("it is not packed"),
        "{:?}",
        run.notices
    );
    for outcome in &run.outcomes[3..] {
        assert_eq!(rule(outcome), "bad-coding");
    }
}

#[test]
fn headers_are_bounded() {
    let server = server(|path| {
        let mut acts = raw("HTTP/1.1 200 OK\r\n");
        match path {
            "/endless" => acts.push(Act::Forever(b"x-more: more and more and more\r\n".to_vec())),
            "/long" => {
                acts.push(Act::Send(b"x-long: ".to_vec()));
                acts.push(Act::Forever(vec![b'x'; 1 << 16]));
            }
            "/many" => {
                let headers = "x-more: y\r\n".repeat(10_000);
                acts.push(Act::Send(format!("{headers}\r\n").into()));
            }
            _ => acts.push(Act::Send(
                b"x-nul: a\0b\r\ncontent-length: 0\r\n\r\n".to_vec(),
            )),
        }
        acts
    });
    for path in ["/endless", "/long", "/many", "/nul"] {
        let outcome = fetch_one(&at_once(), &server.url(path));
        assert_eq!(rule(&outcome), "broken-protocol", "{path}: {outcome:?}");
    }
}

#[test]
fn a_host_that_asks_for_a_pause_gets_one_within_reason() {
    for (retry_after, pages) in [
        ("0", 1),
        ("-5", 1),
        ("garbage", 1),
        ("Fri, 15 Jan 1999 08:00:10 GMT", 1),
        ("999999999", 0),
    ] {
        let busy = Server::start(
            move |request, before| match (request.path.as_str(), before) {
                ("/robots.txt", _) => page(""),
                (_, 0) => answer(
                    "429 Too Many Requests",
                    &format!("retry-after: {retry_after}\r\n"),
                    "",
                ),
                _ => page("at last"),
            },
        );
        let outcome = fetch_one(&at_once(), &busy.url("/"));
        assert_eq!(outcome.is_ok(), pages == 1, "{retry_after}: {outcome:?}");
        if outcome.is_err() {
            assert_eq!(rule(&outcome), "asked-to-wait");
            assert_eq!(busy.asked().len(), 1);
        }
    }
}

#[test]
fn a_pause_that_was_asked_for_is_kept_while_others_go_on() {
    let busy = Server::start(|request, before| match (request.path.as_str(), before) {
        ("/robots.txt", _) => page(""),
        (_, 0) => answer("503 Service Unavailable", "retry-after: 1\r\n", ""),
        _ => page("at last"),
    });
    let quick = server(|_| page("quick"));
    let fetching = Fetching {
        max_wait: 3.0,
        ..at_once()
    };
    let outcomes = fetch(&fetching, &[&busy.url("/"), &quick.url("/")]);
    assert_eq!(text(&outcomes[0]), "at last");
    assert_eq!(text(&outcomes[1]), "quick");
    let times: Vec<_> = busy.log().iter().map(|request| request.time).collect();
    assert!(times[2] - times[1] >= Duration::from_millis(990));
    assert!(quick.log()[1].time < times[2]);
}

#[test]
fn what_fails_again_and_again_is_counted() {
    let down = server(|_| answer("503 Service Unavailable", "", ""));
    let fetching = Fetching {
        retries: 3,
        ..at_once()
    };
    assert_eq!(rule(&fetch_one(&fetching, &down.url("/"))), "bad-status");
    assert_eq!(down.asked().len(), 4);
}

#[test]
fn an_error_is_no_page() {
    let server = server(|path| match path {
        "/gone" => answer("410 Gone", "content-type: text/html\r\n", "<p>Gone"),
        _ => answer(
            "404 Not Found",
            "content-type: text/html\r\n",
            "<p>Not here",
        ),
    });
    for path in ["/gone", "/none"] {
        assert_eq!(
            rule(&fetch_one(&at_once(), &server.url(path))),
            "bad-status"
        );
    }
}

#[test]
fn a_certificate_nobody_vouches_for_is_refused() {
    let port = crate::server::secure();
    let address = format!("https://127.0.0.1:{port}/");
    let outcome = fetch_one(&at_once(), &address);
    assert_eq!(rule(&outcome), "bad-certificate");
    let fetching = Fetching {
        insecure: true,
        ..at_once()
    };
    assert_eq!(text(&fetch_one(&fetching, &address)), "secure");
    let down = fetch_one(&fetching, &format!("{address}down"));
    assert_eq!(rule(&down), "downgrade");
    let fetching = Fetching {
        allow_downgrade: true,
        ..fetching
    };
    let down = fetch_one(&fetching, &format!("{address}down"));
    assert_eq!(rule(&down), "robots-unreachable");
}
