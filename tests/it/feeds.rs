//! Feeds and what is read from them: a case is a folder in `fixtures/feeds`.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use tamis::model::{Content, Entry, Feed, RawPage};

/// What a feed must be read as.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// What the case shows.
    shows: String,
    kind: String,
    title: Option<String>,
    link: Option<String>,
    /// Kinds of problems with their lines.
    problems: Vec<(String, usize)>,
    entries: Vec<ExpectedEntry>,
}

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
struct ExpectedEntry {
    line: usize,
    id: Option<String>,
    title: Option<String>,
    link: Option<String>,
    author: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    language: Option<String>,
    media: Option<String>,
    text: Option<String>,
}

#[test]
fn feeds_are_read_as_their_folders_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/feeds");
    let mut folders: Vec<_> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    assert!(folders.len() >= 3);
    for folder in folders {
        let source = ["source.xml", "source.json"]
            .iter()
            .find_map(|name| fs::read(folder.join(name)).ok())
            .unwrap();
        let text = fs::read_to_string(folder.join("expected.toml")).unwrap();
        let expected: Expected = toml::from_str(&text).unwrap();
        let feed = tamis::parse::feed(&RawPage {
            bytes: source.clone(),
            ..RawPage::default()
        });
        assert_eq!(
            found(&feed, expected.shows.clone()),
            expected,
            "{}",
            folder.display()
        );
        for entry in &feed.entries {
            let part = entry
                .span
                .of(std::str::from_utf8(&source).unwrap())
                .as_bytes();
            assert!(matches!(part.last(), Some(b'>' | b'}')), "{part:?}");
        }
    }
}

fn found(feed: &Feed, shows: String) -> Expected {
    let name = |value: Value| value.as_str().unwrap().to_owned();
    let value = |content: &Content| content.value.clone();
    Expected {
        shows,
        kind: name(serde_json::to_value(feed.kind.unwrap()).unwrap()),
        title: feed.title.as_ref().map(value),
        link: feed.link.clone(),
        problems: feed
            .problems
            .iter()
            .map(|problem| {
                let kind = serde_json::to_value(problem.kind).unwrap();
                (name(kind), problem.place.line)
            })
            .collect(),
        entries: feed
            .entries
            .iter()
            .map(|entry| ExpectedEntry {
                line: entry.place.line,
                id: entry.id.clone(),
                title: entry.title.as_ref().map(value),
                link: entry.link.clone(),
                author: entry.author.clone(),
                published: entry.published.clone(),
                updated: entry.updated.clone(),
                language: entry.language.clone(),
                media: entry
                    .fullest()
                    .map(|content| name(serde_json::to_value(content.media).unwrap())),
                text: entry.fullest().map(value),
            })
            .collect(),
    }
}

/// Pieces of feeds, well formed and not.
pub(crate) fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("<rss version='2.0'><channel>".to_owned()),
        Just(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://a.example/é/'>".to_owned()
        ),
        Just("<item><title>Rain &amp; wind</title>".to_owned()),
        Just("<entry xml:lang='fr'><link href='../x?y&z'/>".to_owned()),
        Just("<content type='xhtml'><div><p class=\"a\">b<br/></p>".to_owned()),
        Just("<description>&lt;a href='é'>&nbsp;&#x1F4A9;&lol;".to_owned()),
        Just("<![CDATA[ <b> ]]>".to_owned()),
        Just("</item></entry></channel>".to_owned()),
        Just("<!DOCTYPE x [<!ENTITY a \"&b;&b;\">]>".to_owned()),
        Just(
            "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"id\": 1}"
                .to_owned()
        ),
        "[ -~é\u{1}]{0,20}",
    ]
}

/// Checks that every place and span lies in the text.
fn lies_within(feed: &Feed, length: usize) {
    for Entry { place, span, .. } in &feed.entries {
        assert!(place.offset == span.start && span.end <= length);
        assert!(place.line > 0 && place.column > 0);
    }
    for problem in &feed.problems {
        assert!(problem.place.offset <= length && problem.place.line > 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_make_a_feed(bytes in proptest::collection::vec(any::<u8>(), 0..1000)) {
        // Decoded, a byte is at most three.
        let length = bytes.len() * 3;
        let page = RawPage { bytes, ..RawPage::default() };
        lies_within(&tamis::parse::feed(&page), length);
    }

    #[test]
    fn any_pieces_make_a_feed(pieces in proptest::collection::vec(piece(), 0..24)) {
        let text = pieces.concat();
        let length = text.len();
        let page = RawPage { bytes: text.into(), charset: Some("utf-8".into()), ..RawPage::default() };
        lies_within(&tamis::parse::feed(&page), length);
    }
}
