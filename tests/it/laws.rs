//! The invariants as laws: any input, any order, any number of threads.

use std::sync::LazyLock;

use proptest::prelude::*;
use tamis::model::{Address, CleanedDocument, Media, RawPage};
use tamis::run::{Config, Pipeline};

/// Checks that kept and removed spans tile the text, and blocks do.
pub(crate) fn tiles(cleaned: &CleanedDocument) {
    let text = &cleaned.document.text;
    let mut spans: Vec<_> = cleaned
        .kept()
        .chain(cleaned.removals.iter().map(|removal| removal.span))
        .collect();
    spans.sort();
    let mut at = 0;
    for span in spans {
        assert_eq!(span.start, at, "a gap or an overlap");
        assert!(!span.is_empty());
        assert!(text.is_char_boundary(span.end));
        at = span.end;
    }
    assert_eq!(at, text.len());
    let blocks = &cleaned.document.blocks;
    let tiled: usize = blocks.iter().map(|block| block.span.len()).sum();
    assert!(tiled == text.len() || (blocks.is_empty() && text.trim().is_empty()));
    assert!(
        blocks
            .windows(2)
            .all(|pair| pair[0].span.end == pair[1].span.start)
    );
    assert!(
        blocks
            .iter()
            .all(|block| block.span.contains(block.content))
    );
}

fn pipeline() -> &'static Pipeline {
    static PIPELINE: LazyLock<Pipeline> =
        LazyLock::new(|| Pipeline::new(Config::default(), &[]).unwrap());
    &PIPELINE
}

/// Pieces of pages, well formed and not, in several languages.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("<div class=\"share-bar\">Share this</div>".to_owned()),
        Just("<p>The mill stood idle for thirty years, until two sisters bought it and set it turning.</p>".to_owned()),
        Just("<ul><li><a href=/a>Home</a><li>News".to_owned()),
        Just("</div></article>".to_owned()),
        Just("<table><tr><td>1<td>2".to_owned()),
        Just("<pre>let x = 1;\n\n  y".to_owned()),
        Just("<br><br>".to_owned()),
        Just("\n\nRead also: The old ferry is sold\n\n".to_owned()),
        Just("We want to thank the author of this post for this amazing content\n\n".to_owned()),
        Just("風が強い日には橋を渡ることができない。".to_owned()),
        Just("\u{feff}\u{200b}\r\n\0".to_owned()),
        Just("Click herehttps://example.org/pages/\n".to_owned()),
        "[ -~]{0,40}",
        "\\PC{0,20}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_make_a_document(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let pipeline = pipeline();
        for media in [Media::Html, Media::Text, Media::Markdown, Media::Feed] {
            let page = RawPage { media, bytes: bytes.clone(), ..RawPage::default() };
            tiles(&pipeline.page(page).cleaned);
        }
    }

    #[test]
    fn any_bytes_make_a_sitemap(bytes in proptest::collection::vec(any::<u8>(), 0..500), piece in "(<|</)?(urlset|url|loc|s:loc|!--|!\\[CDATA\\[|&amp;)*>?") {
        let page = RawPage { bytes: [piece.as_bytes(), &bytes].concat(), ..RawPage::default() };
        let sitemap = tamis::parse::sitemap(&page);
        prop_assert!(sitemap.pages.iter().all(|page| !page.is_empty()));
        let _ = tamis::parse::is_sitemap(&page.bytes);
    }

    #[test]
    fn addresses_keep_their_identity_and_their_secrets(tail in "[ -~\u{a0}-\u{ff}]{0,60}") {
        let written = format!("https://me:5ecret@a.example/{tail}");
        match written.parse::<Address>() {
            Ok(address) => {
                let identity = address.identity();
                prop_assert_eq!(&identity.parse::<Address>().unwrap().identity(), &identity);
                let shown = format!("{address} {identity} {}", address.request());
                prop_assert!(!shown.contains("5ecret"));
            }
            Err(refused) => prop_assert!(!refused.to_string().contains("5ecret")),
        }
    }

    #[cfg(feature = "fetch")]
    #[test]
    fn any_bytes_make_rules_for_robots(bytes in proptest::collection::vec(any::<u8>(), 0..500), path in "[*$%/a-c?]{0,40}", rule in "[*$%/a-c]{0,20}") {
        let text = [b"User-agent: *\nDisallow: ".as_slice(), rule.as_bytes(), b"\n", &bytes].concat();
        let ruling = tamis::fetch::robots::Robots::parse(&text).agent("tamis");
        prop_assert!(ruling.allows("/robots.txt"));
        let _ = ruling.allows(&path);
    }

    #[test]
    fn any_markup_is_tiled_and_cleaned_alike_twice(pieces in proptest::collection::vec(piece(), 0..24)) {
        let pipeline = pipeline();
        for media in [Media::Html, Media::Text, Media::Markdown] {
            let page = RawPage { media, bytes: pieces.concat().into(), ..RawPage::default() };
            let once = pipeline.page(page.clone());
            tiles(&once.cleaned);
            let twice = pipeline.page(page);
            prop_assert_eq!(&once.cleaned.removals, &twice.cleaned.removals);
            prop_assert_eq!(once.fingerprint, twice.fingerprint);
        }
    }

    #[test]
    fn text_that_comes_in_clean_stays_as_it_is(lines in proptest::collection::vec("[a-z]{3,9}( [a-z]{3,9}){11,20}\\.", 1..6)) {
        let text = lines.join("\n\n");
        let cleaned = pipeline().clean(RawPage { bytes: text.clone().into(), ..RawPage::default() });
        prop_assert_eq!(cleaned.text(), text);
    }
}
