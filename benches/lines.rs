//! How many bytes a second go through the rules for lines alone: running text
//! in several scripts and menus of short lines, with all packs; and what up to
//! 100,000 phrases of one's own add to that, and to the start.

use std::fmt;
use std::fmt::Write as _;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use tamis::clean::{Rules, Source, clean};
use tamis::model::{Document, RawPage};
use tamis::parse::parse;

use crate::generate::Words;

/// Documents of one measurement.
const DOCUMENTS: u64 = 400;
/// Phrases of one's own.
const PHRASES: [u64; 4] = [0, 1_000, 10_000, 100_000];

/// A script, or a shape of text, by its syllables and the words it is strewn
/// with.
#[derive(Clone, Copy)]
struct Kind {
    name: &'static str,
    syllables: [&'static str; 16],
    common: &'static [&'static str],
    stop: &'static str,
    space: &'static str,
    /// Words of a line.
    words: u64,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

const LATIN: [&str; 16] = [
    "ba", "re", "to", "mi", "san", "ler", "vo", "ki", "du", "pen", "ga", "nor", "fi", "sto", "le",
    "wa",
];

const KINDS: [Kind; 7] = [
    Kind {
        name: "english",
        syllables: LATIN,
        common: &[
            "the", "of", "and", "to", "in", "that", "we", "for", "this", "with",
        ],
        stop: ". ",
        space: " ",
        words: 60,
    },
    Kind {
        name: "french",
        syllables: [
            "bé", "re", "tô", "mi", "çan", "ler", "vo", "qui", "du", "pen", "gâ", "nor", "fi",
            "sto", "lè", "œu",
        ],
        common: &[
            "le", "la", "de", "et", "à", "nous", "pour", "cet", "une", "été",
        ],
        stop: ". ",
        space: " ",
        words: 60,
    },
    Kind {
        name: "russian",
        syllables: [
            "ба", "ре", "то", "ми", "сан", "лер", "во", "ки", "ду", "пен", "га", "нор", "фи",
            "сто", "ле", "вя",
        ],
        common: &["и", "в", "на", "что", "мы", "это", "для", "как", "по", "не"],
        stop: ". ",
        space: " ",
        words: 60,
    },
    Kind {
        name: "arabic",
        syllables: [
            "با", "ري", "تو", "مي", "سان", "لر", "فو", "كي", "دو", "بن", "غا", "نور", "في", "ست",
            "لي", "وا",
        ],
        common: &[
            "في", "من", "على", "إلى", "هذا", "التي", "عن", "مع", "كان", "أن",
        ],
        stop: ". ",
        space: " ",
        words: 60,
    },
    Kind {
        name: "hindi",
        syllables: [
            "बा",
            "रे",
            "तो",
            "मि",
            "सन",
            "लर",
            "वो",
            "की",
            "दू",
            "पेन",
            "गा",
            "नोर",
            "फी",
            "स्तो",
            "ले",
            "वा",
        ],
        common: &["और", "के", "में", "की", "है", "यह", "को", "से", "हम", "पर"],
        stop: "। ",
        space: " ",
        words: 60,
    },
    Kind {
        name: "chinese",
        syllables: [
            "山", "水", "人", "大", "小", "天", "地", "日", "月", "年", "国", "家", "学", "生",
            "中", "心",
        ],
        common: &["的", "在", "我们", "这", "是", "了", "和", "有", "不", "也"],
        stop: "。",
        space: "",
        words: 60,
    },
    Kind {
        name: "menu",
        syllables: LATIN,
        common: &[
            "Home", "News", "Sport", "About", "Contact", "More", "All", "Read",
        ],
        stop: " ",
        space: " ",
        words: 3,
    },
];

impl Kind {
    /// A text of about as many words whatever its kind.
    fn text(&self, number: u64) -> String {
        const WORDS: u64 = 1_200;
        let mut words = Words::of(self.syllables, number);
        let mut text = String::new();
        for at in 0..WORDS {
            // One word in three is a frequent one, and one in fifteen ends a
            // sentence.
            if words.random().is_multiple_of(3) {
                let place = words.random() as usize % self.common.len();
                text.push_str(self.common[place]);
            } else {
                text.push_str(words.next());
            }
            text.push_str(if (at + 1).is_multiple_of(self.words) {
                "\n\n"
            } else if (at + 1).is_multiple_of(15) {
                self.stop
            } else {
                self.space
            });
        }
        text
    }

    fn documents(&self) -> Vec<Document> {
        let document = |number| {
            parse(RawPage {
                bytes: self.text(number).into(),
                ..RawPage::default()
            })
        };
        (0..DOCUMENTS).map(document).collect()
    }
}

/// A rule file of so many phrases of three to eight words.
fn own(phrases: u64) -> String {
    let mut words = Words::of(LATIN, 7);
    let mut toml = "[[rule]]\nid = \"own\"\nfamily = \"own\"\nwhy = \"a bench\"\nwhere = [\"line\", \"tail\"]\nremoves = [\"Never said\"]\nkeeps = [\"Said\"]\nphrases = [\n\"never said\",\n".to_owned();
    for number in 0..phrases {
        let _ = write!(toml, "\"number{number}");
        for _ in 0..2 + number % 6 {
            let _ = write!(toml, " {}", words.next());
        }
        toml.push_str("\",\n");
    }
    toml.push_str("]\n");
    toml
}

fn rules(toml: &str) -> Rules {
    let own = Source {
        name: "own.toml",
        toml,
    };
    Rules::new(&[own]).expect("the rules compile")
}

fn measure(bencher: Bencher<'_, '_>, kind: &Kind, rules: &Rules) {
    let bytes: usize = kind
        .documents()
        .iter()
        .map(|document| document.text.len())
        .sum();
    bencher
        .counter(BytesCount::new(bytes))
        .with_inputs(|| kind.documents())
        .bench_values(|documents| {
            for document in documents {
                black_box(clean(document, rules));
            }
        });
}

#[divan::bench(args = KINDS, sample_count = 5, sample_size = 1)]
fn by_kind(bencher: Bencher<'_, '_>, kind: &Kind) {
    measure(bencher, kind, &rules(&own(0)));
}

#[divan::bench(args = PHRASES, sample_count = 5, sample_size = 1)]
fn by_phrases(bencher: Bencher<'_, '_>, phrases: u64) {
    measure(bencher, &KINDS[0], &rules(&own(phrases)));
}

#[divan::bench(args = PHRASES, sample_count = 5, sample_size = 1)]
fn start(bencher: Bencher<'_, '_>, phrases: u64) {
    let toml = own(phrases);
    bencher
        .counter(ItemsCount::new(phrases))
        .bench(|| rules(&toml));
}
