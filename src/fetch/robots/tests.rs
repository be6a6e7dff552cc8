use super::*;

fn allowed(robots: &str, agent: &str, paths: &str) -> String {
    let ruling = Robots::parse(robots.as_bytes()).agent(agent);
    let allowed = paths.split_whitespace().filter(|path| ruling.allows(path));
    allowed.collect::<Vec<_>>().join(" ")
}

#[test]
fn rules_count_by_length_and_groups_by_name() {
    for (robots, agent, paths, expected) in [
        ("", "tamis", "/ /a", "/ /a"),
        ("Disallow: /", "tamis", "/a", "/a"),
        (
            "User-agent: *\nDisallow: /\nAllow: /a",
            "tamis",
            "/ /a/b /b /robots.txt",
            "/a/b /robots.txt",
        ),
        (
            "User-agent: *\nDisallow: /a\nAllow: /a",
            "tamis",
            "/a",
            "/a",
        ),
        (
            "User-agent: *\nDisallow: /a\n\nUser-agent: Tamis\nDisallow: /b",
            "tamis",
            "/a /b",
            "/a",
        ),
        (
            "User-agent: tamis\nDisallow: /a\nUser-agent: *\nUser-agent: TAMIS/2\nDisallow: /b",
            "tamis",
            "/a /b /c",
            "/c",
        ),
        (
            "User-agent: tam\nDisallow: /a\nUser-agent: tamisbot\nDisallow: /b",
            "tamis",
            "/a /b",
            "/a /b",
        ),
        (
            "User-agent: *\nDisallow: /\nUser-agent: tamis\n",
            "tamis",
            "/a",
            "/a",
        ),
        (
            "User-agent: tamis\nSitemap: /s\nNo: thing\nUser-agent: x\nDisallow: /",
            "tamis",
            "/a",
            "",
        ),
        ("User-agent: MJ12bot\nDisallow: /", "mj12bot", "/a", ""),
        (
            "User-agent: *\nDisallow: /\nAllow: /b/index.html",
            "tamis",
            "/b/ /b/index.html /b/c",
            "/b/ /b/index.html",
        ),
        (
            "User-agent: *\rDisallow: /a\r\nDisallow: /b\n\rDisallow: /c",
            "tamis",
            "/a /b /c /d",
            "/d",
        ),
        (
            "<html>\n<p>User-agent: *\nDisallow: /</p>",
            "tamis",
            "/a",
            "/a",
        ),
    ] {
        assert_eq!(allowed(robots, agent, paths), expected, "{robots}");
    }
}

#[test]
fn any_bytes_are_read() {
    let rules = "User-agent: *\nDisallow: /\u{e9}";
    let wide = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.iter()
            .copied()
            .chain(rules.encode_utf16().flat_map(bytes))
            .collect()
    };
    for bytes in [
        rules.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF", rules.as_bytes()].concat(),
        wide(b"\xFF\xFE", u16::to_le_bytes),
        wide(b"\xFE\xFF", u16::to_be_bytes),
        rules.replace(':', ":\0\0").into_bytes(),
    ] {
        let ruling = Robots::parse(&bytes).agent("tamis");
        assert!(!ruling.allows("/%C3%A9"), "{bytes:?}");
        assert!(ruling.allows("/e"), "{bytes:?}");
    }
    let latin = Robots::parse(b"User-agent: *\nDisallow: /\xE9").agent("tamis");
    assert!(!latin.allows("/%e9"));
    assert!(
        Robots::parse(&[0, 1, 255, 254, b'\n', 200])
            .agent("tamis")
            .allows("/")
    );
}

#[test]
fn what_is_beyond_the_limit_is_cut_at_a_line() {
    let mut robots = String::from("User-agent: *\n");
    while robots.len() < READ - 20 {
        robots.push_str("Disallow: /a\n");
    }
    robots.push_str(&"#".repeat(READ - "\nDisallow: /".len() - robots.len()));
    robots.push_str("\nDisallow: /bcd\nDisallow: /c");
    assert_eq!(allowed(&robots, "tamis", "/a /b /bcd /c"), "/b /bcd /c");
    assert_eq!(allowed(&"x".repeat(READ + 1), "tamis", "/a"), "/a");
}

#[test]
fn delays_belong_to_agents_and_sitemaps_to_all() {
    let robots = Robots::parse(
        b"Sitemap: https://a.example/1.xml\nUser-agent: a\nCrawl-delay: 3\nUser-agent: b\nUser-agent: d\nDisallow: /x\nCrawl-delay: 0.25\n\
          User-agent: *\nCrawl-delay: word\nCrawl-delay: 0.5\nSitemap: /2.xml\nUser-agent: a\nCrawl-delay: 1",
    );
    let delay = |agent| {
        robots
            .agent(agent)
            .crawl_delay()
            .map(|delay| delay.as_secs_f32())
    };
    assert_eq!(delay("a"), Some(3.0));
    assert_eq!(delay("b"), Some(0.25));
    assert_eq!(delay("d"), Some(0.25));
    assert_eq!(delay("c"), Some(0.5));
    assert!(robots.agent("a").allows("/x"));
    assert_eq!(robots.sitemaps(), ["https://a.example/1.xml", "/2.xml"]);
}
