use super::*;

fn sitemap(bytes: &[u8]) -> Sitemap {
    read(&RawPage {
        source: Some("https://a.example/maps/s.xml".into()),
        bytes: bytes.to_vec(),
        ..RawPage::default()
    })
}

#[test]
fn addresses_are_found_however_they_are_written() {
    for (text, pages, sitemaps, notices) in [
        ("", "", "", 0),
        (
            "<?xml version='1.0'?><urlset xmlns='x'><url><loc>https://a.example/1</loc>\
             <lastmod>2026-01-02</lastmod></url><url><loc>\n https://a.example/2?a&amp;b \n</loc></url></urlset>",
            "https://a.example/1 https://a.example/2?a&b",
            "",
            0,
        ),
        (
            "<sitemapindex><sitemap><loc>1.xml</loc></sitemap><sitemap><loc>//b.example/2.xml.gz</loc></sitemap></sitemapindex>",
            "",
            "https://a.example/maps/1.xml https://b.example/2.xml.gz",
            0,
        ),
        (
            "<s:urlset xmlns:s='x'><s:url><s:loc><![CDATA[/a?b&c]]></s:loc></s:url></s:urlset>",
            "https://a.example/a?b&c",
            "",
            0,
        ),
        (
            "<urlset><url><image:image><image:loc>/i.png</image:loc></image:image><loc>/a</loc></url>\
             <url><image xmlns='i'><loc>/j.png</loc></image><loc>/b</loc></url></urlset>",
            "https://a.example/a https://a.example/b",
            "",
            0,
        ),
        // Ends missing, ampersands bare, roots of the other kind, cut off.
        (
            "<urlset><url><loc>/a?b=1&c=2</url><url><loc>/d<lastmod>2026</url><URL><LOC>/e</LOC></URL>",
            "https://a.example/a?b=1&c=2 https://a.example/d https://a.example/e",
            "",
            1,
        ),
        (
            "<sitemapindex><url><loc>/a</loc></url><loc>/b.xml</loc>",
            "https://a.example/a",
            "https://a.example/b.xml",
            0,
        ),
        (
            "<urlset><url><loc></loc></url><url><loc/></url><url><loc>/a",
            "https://a.example/a",
            "",
            0,
        ),
        ("<!DOCTYPE html><html><title>404</title></html>", "", "", 1),
        (
            "\u{feff}https://a.example/1\r\n\r\nHTTP://a.example/2 \nsee above\n",
            "https://a.example/1 HTTP://a.example/2",
            "",
            1,
        ),
    ] {
        let found = sitemap(text.as_bytes());
        assert_eq!(found.pages.join(" "), pages, "{text}");
        assert_eq!(found.sitemaps.join(" "), sitemaps, "{text}");
        assert_eq!(found.notices.len(), notices, "{text} {:?}", found.notices);
    }
}

#[test]
fn encodings_are_those_declared() {
    let latin =
        b"<?xml version='1.0' encoding='ISO-8859-1'?><urlset><url><loc>/\xE9</loc></url></urlset>";
    assert_eq!(sitemap(latin).pages, ["https://a.example/%C3%A9"]);
    let wide: Vec<u8> = "\u{feff}<urlset><url><loc>/\u{e9}</loc></url></urlset>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(sitemap(&wide).pages, ["https://a.example/%C3%A9"]);
    assert!(is_sitemap(&wide));
}

#[test]
fn what_is_beyond_the_limit_is_counted() {
    let text = format!("<urlset>{}", "<url><loc>/a</loc></url>".repeat(MOST + 3));
    let found = sitemap(text.as_bytes());
    assert_eq!(found.pages.len(), MOST);
    assert_eq!(
        found.notices,
        [Notice::new("lists more than 50000 pages, 3 are left out")]
    );
}

#[test]
fn sitemaps_are_known_by_their_root() {
    for (head, expected) in [
        ("<urlset", true),
        (
            "\u{feff} <?xml version='1.0'?>\n<!-- <rss> -->\n<?xml-stylesheet href='s.xsl'?><sitemapindex xmlns='x'>",
            true,
        ),
        ("<!DOCTYPE urlset><x:URLSET\n>", true),
        ("", false),
        ("<", false),
        ("<!-- <urlset>", false),
        ("text <urlset>", false),
        ("<urlsets>", false),
        ("<rss><urlset>", false),
        ("<!DOCTYPE html><html>", false),
    ] {
        assert_eq!(is_sitemap(head.as_bytes()), expected, "{head}");
    }
}
