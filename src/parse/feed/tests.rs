use super::*;
use crate::model::{Content, Entry, FeedKind, Media};

fn feed(text: &str) -> Feed {
    read(&RawPage {
        bytes: text.as_bytes().to_vec(),
        ..RawPage::default()
    })
}

fn entry(text: &str) -> Entry {
    let mut feed = feed(text);
    assert_eq!(feed.entries.len(), 1, "{feed:?}");
    feed.entries.remove(0)
}

fn value(content: Option<&Content>) -> Option<(Media, &str)> {
    content.map(|content| (content.media, &*content.value))
}

#[test]
fn kinds_are_told_from_roots() {
    for (text, expected) in [
        ("<rss version='0.91'/>", Some(FeedKind::Rss09)),
        ("<rss version='2.0'/>", Some(FeedKind::Rss20)),
        ("<rss/>", Some(FeedKind::Rss20)),
        (
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>",
            Some(FeedKind::Rss10),
        ),
        (
            "<feed xmlns='http://www.w3.org/2005/Atom'/>",
            Some(FeedKind::Atom10),
        ),
        (
            "<a:feed xmlns:a='http://purl.org/atom/ns#'/>",
            Some(FeedKind::Atom03),
        ),
        (
            r#"{"version": "https://jsonfeed.org/version/1.1"}"#,
            Some(FeedKind::Json11),
        ),
        (
            r#"{"version": "https://jsonfeed.org/version/1"}"#,
            Some(FeedKind::Json10),
        ),
        (
            "<entry xmlns='http://www.w3.org/2005/Atom'/>",
            Some(FeedKind::Atom10),
        ),
        ("<entry/>", None),
        ("<html><body>Sign in", None),
        (r#"{"error": 404}"#, None),
        ("", None),
    ] {
        assert_eq!(feed(text).kind, expected, "{text}");
    }
}

#[test]
fn an_entry_says_it_in_many_ways() {
    let item = |inside: &str| {
        entry(&format!(
            "<rss><channel><title>Site</title><item>{inside}</item></channel></rss>"
        ))
    };
    let own = item("<dc:creator>Ada</dc:creator><dc:creator>Bo</dc:creator><pubDate>Mon</pubDate>");
    assert_eq!(own.author.as_deref(), Some("Ada, Bo"));
    assert_eq!(own.published.as_deref(), Some("Mon"));
    let guid = item("<guid>http://a.example/1</guid>");
    assert_eq!(guid.link.as_deref(), Some("http://a.example/1"));
    let bare = item("<guid isPermaLink='false'>http://a.example/1</guid>");
    assert_eq!(bare.link, None);
    let media = item("<media:group><media:title>M</media:title></media:group>");
    assert_eq!(value(media.title.as_ref()), Some((Media::Text, "M")));
    let full = item(
        "<description>Short</description><content:encoded><![CDATA[<p>Long &eacute;</p>]]></content:encoded>",
    );
    assert_eq!(
        value(full.fullest()),
        Some((Media::Html, "<p>Long &eacute;</p>"))
    );
}

#[test]
fn atom_content_is_read_as_its_type_says() {
    for (content, expected) in [
        ("<content>1 &lt; 2</content>", (Media::Text, "1 < 2")),
        (
            "<content type='text'>&lt;b&gt;</content>",
            (Media::Text, "<b>"),
        ),
        (
            "<content type='html'>&lt;b>x&lt;/b></content>",
            (Media::Html, "<b>x</b>"),
        ),
        (
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a &lt; <a href='b?c&amp;d'>e</a><br/></div></content>",
            (
                Media::Html,
                "a &lt; <a href=\"http://a.example/x/b?c&amp;d\">e</a><br>",
            ),
        ),
        (
            "<content type='application/octet-stream'>RXhhbXBsZQ==</content>",
            (Media::Text, "Example"),
        ),
    ] {
        let entry = entry(&format!(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://a.example/'><entry xml:base='x/'>{content}</entry></feed>"
        ));
        assert_eq!(value(entry.content.as_ref()), Some(expected), "{content}");
    }
}

#[test]
fn broken_feeds_are_mended_and_told() {
    use ProblemKind::{
        HtmlEntity, JunkAroundRoot, MismatchedTag, Truncated, UndeclaredPrefix, UnescapedAmpersand,
        UnescapedLess,
    };
    for (text, kinds) in [
        (
            "<rss><channel><item><title>a</title></item></channel></rss>",
            vec![],
        ),
        (
            "junk<rss><item><title>a</title></item></rss><p>",
            vec![JunkAroundRoot, JunkAroundRoot, Truncated],
        ),
        (
            "<rss><item><x:y/><title>a</title></item></rss>",
            vec![UndeclaredPrefix],
        ),
        (
            "<rss><item><title>a</title><link>?a&b</link></item></rss>",
            vec![UnescapedAmpersand],
        ),
        (
            "<rss><item><title>a</title><author>&nbsp;< </author></item></rss>",
            vec![HtmlEntity, UnescapedLess],
        ),
        (
            "<rss><item><category><title>b</title></item></rss>",
            vec![MismatchedTag],
        ),
        ("<rss><item><title>a", vec![Truncated]),
        (
            "<rss><item><title>a</title></b></item></rss>",
            vec![MismatchedTag],
        ),
    ] {
        let feed = feed(text);
        let found: Vec<_> = feed.problems.iter().map(|problem| problem.kind).collect();
        assert_eq!((feed.entries.len(), found), (1, kinds), "{text}");
    }
    let two = feed("<rss><item><title>a</title><item><title>b</title></item></rss>");
    assert_eq!(two.entries.len(), 2);
}

#[test]
fn bytes_of_other_encodings_are_decoded() {
    let text = "<?xml version='1.0' encoding='utf-16'?><rss><item><title>é</title></item></rss>";
    let bytes = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect();
    for bytes in [bytes(u16::to_be_bytes), bytes(u16::to_le_bytes)] {
        let feed = read(&RawPage {
            bytes,
            ..RawPage::default()
        });
        assert_eq!(
            value(feed.entries[0].title.as_ref()),
            Some((Media::Text, "é"))
        );
        assert_eq!(feed.problems, []);
    }
}

#[test]
fn entities_of_its_own_stay_as_they_are() {
    let feed = feed(
        "<!DOCTYPE rss [<!ENTITY a 'b'><!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n<rss><item><title>&a;&e;</title></item></rss>",
    );
    assert_eq!(
        value(feed.entries[0].title.as_ref()),
        Some((Media::Text, "&a;&e;"))
    );
    let found: Vec<_> = feed
        .problems
        .iter()
        .map(|found| (found.kind, found.place.line))
        .collect();
    let unknown = (ProblemKind::UnknownEntity, 2);
    assert_eq!(
        found,
        [(ProblemKind::EntityDeclaration, 1), unknown, unknown]
    );
}

#[test]
fn entries_know_their_place() {
    let json = feed(
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\n \"authors\":[{\"name\":\"Ada\"}],\n \"items\":[\n  {\"id\":1, \"content_text\":\"x\"}]}",
    );
    let entry = &json.entries[0];
    assert_eq!((entry.place.line, entry.place.column), (4, 3));
    assert_eq!(entry.span.len(), "{\"id\":1, \"content_text\":\"x\"}".len());
    assert_eq!(
        (entry.id.as_deref(), entry.author.as_deref()),
        (Some("1"), Some("Ada"))
    );
}

#[test]
fn hostile_feeds_take_no_longer_than_others() {
    for piece in [
        "<a xml:base='x/'>",
        "<item>",
        "<a><b></a>",
        "<a ",
        "< ",
        "&",
        "<!--",
        "<![CDATA[",
        "<title>",
        "<a xmlns:b='c'>",
        "</x>",
    ] {
        let mut text = String::from("<rss xml:base='http://a.example/'><channel>");
        text.extend(std::iter::repeat_n(piece, 60_000));
        assert!(feed(&text).kind.is_some());
    }
}
