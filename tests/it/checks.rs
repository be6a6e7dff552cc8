//! What a check says: of the examples of its rules, and of the feeds in
//! `fixtures/feeds` and `fixtures/checks`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tamis::check::{Checks, Source, cards, check, duplicates, records};
use tamis::clean::{self, Rules};
use tamis::dedup::{self, Entry, InTurn, Options};
use tamis::fingerprint::{fingerprint, table::SKETCHES};
use tamis::model::{CleanedDocument, Feed, Finding, Media, RawPage, Scheme};

/// A rule of one's own, for the rule that tells what such rules find.
const OWN: &str = "[[rule]]\nid = \"club-call\"\nfamily = \"own\"\nwhy = \"a call to join\"\nwhere = \"line\"\nphrases = [\"join our reading club\"]\nremoves = [\"Join our reading club!\"]\nkeeps = [\"They asked us to join our reading club with theirs.\"]\n";

/// A feed, its text, and its entries as pages.
fn read(bytes: &[u8]) -> (Feed, String, Vec<RawPage>) {
    let page = RawPage {
        id: "feed".into(),
        media: Media::Feed,
        bytes: bytes.to_vec(),
        ..RawPage::default()
    };
    let feed = tamis::parse::feed(&page);
    let entries = tamis::parse::entry_pages(&page, feed.clone());
    (feed, tamis::parse::decoded(&page), entries)
}

/// Reads, cleans and checks a feed; copies in it are told as well.
pub(crate) fn findings(bytes: &[u8], rules: &Rules) -> Vec<Finding> {
    let (feed, text, entries) = read(bytes);
    let documents: Vec<_> = entries
        .into_iter()
        .map(|entry| clean::clean(tamis::parse::parse(entry), rules))
        .collect();
    let source = Source {
        file: "feed".into(),
        text: &text,
        feed: Some(&feed),
        documents: &documents,
    };
    let checks = Checks::new(rules.cards());
    let mut found = check(&source, &checks);
    let prints: Vec<_> = documents
        .iter()
        .map(|cleaned| fingerprint(&cleaned.text(), Scheme::DEFAULT))
        .collect();
    let entries: Vec<_> = documents
        .iter()
        .zip(&prints)
        .map(|(cleaned, fingerprint)| Entry {
            length: cleaned.text().len() as u64,
            ..Entry::new(&cleaned.document.id, fingerprint)
        })
        .collect();
    let clustering = dedup::cluster(&entries, SKETCHES[0], &Options::default(), &InTurn).unwrap();
    found.extend(duplicates(&records(&source), &clustering.verdicts, &checks));
    found
}

#[test]
fn every_rule_finds_its_bad_example_and_not_its_good_one() {
    let own = clean::Source {
        name: "own.toml",
        toml: OWN,
    };
    let rules = Rules::new(&[own]).unwrap();
    let mut wrong = String::new();
    for card in cards() {
        let told = |example: &str| {
            let found = findings(example.as_bytes(), &rules);
            let names: Vec<_> = found.iter().map(|finding| finding.rule).collect();
            (names.contains(&card.name), names)
        };
        let (bad, names) = told(card.bad);
        if !bad {
            writeln!(wrong, "`{}` is silent on `bad`: {names:?}", card.name).unwrap();
        }
        let (good, _) = told(card.good);
        if good {
            writeln!(wrong, "`{}` is not silent on `good`", card.name).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_rule_has_a_code_of_its_group_and_says_what_to_do() {
    let (mut codes, mut names) = (BTreeSet::new(), BTreeSet::new());
    for card in cards() {
        let letters = match card.group {
            "feed" => "FD",
            "entry" => "EN",
            "boilerplate" => "BP",
            "text" => "TX",
            "link" => "LK",
            other => panic!("group `{other}` is not known"),
        };
        assert!(card.code.starts_with(letters), "{}", card.code);
        assert!(codes.insert(card.code), "{} is there twice", card.code);
        assert!(names.insert(card.name), "{} is there twice", card.name);
        assert!(
            !card.summary.ends_with('.') && card.why.ends_with('.') && card.help.ends_with('.')
        );
    }
    assert!(codes.len() >= 28);
}

#[test]
fn feeds_are_found_fault_with_as_their_folders_say() {
    let bless = std::env::var_os("TAMIS_BLESS").is_some();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let rules = Rules::new(&[]).unwrap();
    let mut folders: Vec<_> = ["feeds", "checks"]
        .iter()
        .flat_map(|name| fs::read_dir(root.join(name)).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    let mut wrong = String::new();
    for folder in folders {
        let source = ["source.xml", "source.json"]
            .iter()
            .find_map(|name| fs::read(folder.join(name)).ok())
            .unwrap();
        let found = listed(&findings(&source, &rules));
        let path = folder.join("findings.txt");
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if bless {
            fs::write(&path, &found).unwrap();
        } else if found != expected {
            writeln!(
                wrong,
                "{}\nfound\n{found}expected\n{expected}",
                folder.display()
            )
            .unwrap();
        }
    }
    assert!(
        wrong.is_empty(),
        "{wrong}\n\n(TAMIS_BLESS=1 writes the findings.txt files anew)"
    );
}

/// What a check of a feed finds where nothing was cleaned.
fn unclean(bytes: &[u8]) -> (String, Vec<Finding>) {
    let (feed, text, entries) = read(bytes);
    let documents: Vec<_> = entries
        .into_iter()
        .map(|entry| CleanedDocument {
            suspects: Vec::new(),
            confidence: None,
            document: tamis::parse::parse(entry),
            removals: Vec::new(),
        })
        .collect();
    let source = Source {
        file: "feed".into(),
        text: &text,
        feed: Some(&feed),
        documents: &documents,
    };
    let found = check(&source, &Checks::default());
    (text, found)
}

#[test]
fn what_is_wrong_often_is_told_a_hundred_times() {
    let (links, items) = (2_000, 3_000);
    let many = format!(
        "<rss version='2.0'><channel><item><description>{}</description></item>{}</channel></rss>",
        "&lt;a href='/a'>b&lt;/a> &amp;amp; ".repeat(links),
        "<item><guid>a</guid><link>/a</link><pubdate>x</pubdate><x/><y:z/></item>".repeat(items),
    );
    let (_, found) = unclean(many.as_bytes());
    for rule in [
        "relative-link",
        "duplicate-id",
        "bad-date",
        "undeclared-prefix",
    ] {
        let told: Vec<_> = found
            .iter()
            .filter(|finding| finding.rule == rule)
            .collect();
        assert_eq!(told.len(), 100, "{rule}");
        assert!(
            rule == "undeclared-prefix" || told[99].message.contains("more like it in this file"),
            "{rule}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_feed_can_be_checked(pieces in proptest::collection::vec(crate::feeds::piece(), 0..24)) {
        let (text, found) = unclean(pieces.concat().as_bytes());
        prop_assert!(found.is_sorted_by_key(|finding| finding.site.clone()));
        for finding in found {
            let region = finding.site.region.unwrap();
            prop_assert!(region.start <= region.end && region.end.offset <= text.len());
            prop_assert!(text.contains(&*region.excerpt.text));
            prop_assert!(region.excerpt.text.get(region.excerpt.span.start..region.excerpt.span.end).is_some());
        }
    }
}

/// Findings a line each: place, code, name, message.
fn listed(findings: &[Finding]) -> String {
    let cards = cards();
    let mut listed = String::new();
    for finding in findings {
        let region = finding.site.region.as_ref().unwrap();
        let code = cards
            .iter()
            .find(|card| card.name == finding.rule)
            .unwrap()
            .code;
        writeln!(
            listed,
            "{}:{} {code} {} {}",
            region.start.line, region.start.column, finding.rule, finding.message
        )
        .unwrap();
    }
    listed
}
