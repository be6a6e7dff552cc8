//! Reports of findings: whatever is in a feed, a report says what it says.

use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use quick_xml::events::Event;
use serde_json::Value;
use tamis::model::{
    CheckCard, Excerpt, Failure, Finding, Place, Region, Related, Severity, Site, Span,
};
use tamis::report::findings::{Checked, Findings, REPORTS, ReportForm, Style};

/// Titles that were made to be trouble.
const HOSTILE: [&str; 25] = [
    "\u{1b}[2J\u{1b}]0;owned\u{7}",
    "\u{1b}]8;;https://evil.example\u{1b}\\click\u{1b}]8;;\u{1b}\\",
    "\u{9b}31mred\u{9d}0;x\u{9c}",
    "\u{202e}lmx.a\u{2066}",
    "pay\u{200b}pal\u{200d}\u{feff}\u{ad}",
    "\u{e0041}\u{e007f}",
    "one\ntwo\r\n::error::forged",
    "::error file=a.rs,line=1::forged",
    " ::stop-commands::x",
    ":",
    "\u{3000}::add-mask::a",
    "\u{2028}::error::x\u{2029}\u{85}::error::y",
    "%0A::error::x%0D%25",
    "a ##[group]b ##[error]c",
    "]]> <![CDATA[ ]]>",
    "\0\u{1}\u{8}\u{b}\u{c}\u{7f}",
    "\u{fffe}\u{ffff}\u{1ffff}\u{fdd0}",
    "</script><script>alert(1)</script>",
    "\"'`&amp;<>\\\"",
    "[click](https://evil.example) {0} {1}",
    "C:\\feeds\\a,b:c=d;e.xml",
    "../../etc/passwd",
    "-\t-\t-",
    "",
    "https://x.example/%zz?q=[1]#a#b ü\u{0}",
];

const CARD: CheckCard = CheckCard {
    code: "FD007",
    name: "bad-date",
    group: "feed",
    severity: Severity::Warning,
    summary: "a date that cannot be read",
    why: "readers sort by date",
    help: "write it as RFC 822 has it",
    bad: "```<pubDate>",
    good: "",
};

/// A finding that has the strings in every place a string can be.
fn finding(file: &str, message: &str, line: &str, numbers: [usize; 4]) -> Finding {
    let [row, column, from, to] = numbers;
    let site = Site {
        file: file.into(),
        region: (row % 5 > 0).then(|| Region {
            start: Place {
                offset: 0,
                line: row,
                column,
            },
            end: Place {
                offset: 0,
                line: row + from % 2,
                column: to,
            },
            excerpt: Excerpt {
                text: line.into(),
                span: Span::new(from, to),
            },
        }),
    };
    Finding {
        rule: if column % 3 == 0 {
            "bad-date"
        } else {
            "unknown"
        },
        severity: [Severity::Note, Severity::Warning, Severity::Error][column % 3],
        site: site.clone(),
        message: message.to_owned(),
        help: (to % 2 == 0).then(|| line.to_owned()),
        related: vec![Related {
            site,
            message: message.to_owned(),
        }],
    }
}

/// Checks what every form promises of these findings.
fn check(found: &[Finding], failures: &[Failure]) {
    let sources: Vec<Arc<str>> = found.iter().map(|f| f.site.file.clone()).collect();
    let findings = Findings {
        findings: found,
        cards: &[CARD],
        failures,
        checked: Checked {
            sources: &sources,
            documents: 1,
            ignored: 1,
        },
    };
    let report = |name: &str| {
        let form = ReportForm::of_name(name).unwrap();
        (form.write)(&findings, Style::default())
    };
    let all = found.len() + failures.len();

    for form in &REPORTS {
        for width in [0, 40, 120] {
            let style = Style {
                color: false,
                width,
            };
            let report = (form.write)(&findings, style);
            printable(&report);
            let expected = if form.name == "github" { all } else { 0 };
            assert_eq!(commands(&report), expected, "{report}");
        }
    }

    assert_eq!(report("concise").split('\n').count(), all + 1);

    let json: Value = serde_json::from_str(&report("json")).unwrap();
    for (row, finding) in json["findings"].as_array().unwrap().iter().zip(found) {
        assert_eq!(row["message"], finding.message.as_str());
        assert_eq!(row["file"], &*finding.site.file);
    }
    assert_eq!(json["counts"]["findings"], found.len());

    let sarif: Value = serde_json::from_str(&report("sarif")).unwrap();
    assert_eq!(
        sarif["runs"][0]["results"].as_array().unwrap().len(),
        found.len()
    );
    let wrong: Vec<_> = SARIF.iter_errors(&sarif).map(|e| e.to_string()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));

    let junit = report("junit");
    assert!(junit.chars().all(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')));
    assert_eq!(cases(&junit), all);
}

/// The schema of SARIF 2.1.0.
static SARIF: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/fixtures/schemas/sarif-2.1.0.json"
    );
    let mut schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    // Its pattern for languages is a regular expression to JavaScript only, and
    // tamis names no language.
    for of in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][of]["properties"]["language"];
        language.as_object_mut().unwrap().remove("pattern");
    }
    let options = jsonschema::options().should_validate_formats(true);
    options.build(&schema).unwrap()
});

/// Checks that nothing in a report speaks to a terminal.
fn printable(report: &str) {
    let speaks = |c: &char| {
        (c.is_control() && *c != '\n')
            || matches!(c, '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    assert_eq!(report.chars().find(speaks), None, "{report:?}");
}

/// How many lines a runner of GitHub takes for commands: its own at the start
/// of a line, those of its ancestor anywhere in it.
fn commands(log: &str) -> usize {
    log.lines()
        .filter(|line| line.trim_start().starts_with("::") || line.contains("##["))
        .count()
}

/// How many cases of a `JUnit` report found something; the report is read to its
/// end.
fn cases(xml: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut count = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return count,
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    attribute.unwrap();
                }
                count += usize::from(matches!(
                    tag.name().as_ref(),
                    "failure" | "error" | "skipped"
                ));
            }
            _ => {}
        }
    }
}

#[test]
fn hostile_titles_do_no_harm() {
    let long = "\u{1b}::error::]]>".repeat(1000);
    for text in HOSTILE.into_iter().chain([&*long]) {
        let mut found = Vec::new();
        for at in 0..6 {
            found.push(finding(text, text, text, [at, at, 0, text.len()]));
            found.push(finding("a.xml", text, text, [at, 1, at, at + 1]));
        }
        check(&found, &[Failure::new(text, text).with_hint(text)]);
    }
}

/// Any text, or troubles strung together.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        prop::collection::vec(prop::sample::select(&HOSTILE[..]), 0..4)
            .prop_map(|texts| texts.concat()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_strings_do_no_harm(
        found in prop::collection::vec(
            (text(), text(), text(), prop::array::uniform4(0..60_usize)),
            0..4,
        ),
        place in text(),
        message in text(),
    ) {
        let found: Vec<_> = found
            .iter()
            .map(|(file, message, line, numbers)| finding(file, message, line, *numbers))
            .collect();
        check(&found, &[Failure::new(place, message)]);
    }
}
