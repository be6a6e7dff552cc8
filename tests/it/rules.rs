//! Every rule on its own examples.

use std::collections::BTreeSet;

use tamis::clean::{Rules, Source};

#[test]
fn every_rule_passes_its_own_examples() {
    let trials = tamis::run::trials(&[]).unwrap();
    let wrong: Vec<_> = trials.into_iter().flat_map(|trial| trial.wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_page_with_examples_on_both_sides() {
    let rules = Rules::new(&[]).unwrap();
    let mut ids = BTreeSet::new();
    for card in rules.cards() {
        assert!(ids.insert(card.id.clone()), "`{}` is there twice", card.id);
        assert!(
            card.id
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
            "{}",
            card.id
        );
        assert!(
            !card.why.is_empty() && !card.how.is_empty(),
            "`{}` does not say why or how",
            card.id
        );
        assert!(
            !card.examples.removes.is_empty(),
            "`{}` has no `removes` example",
            card.id
        );
        assert!(
            !card.examples.keeps.is_empty(),
            "`{}` has no `keeps` example",
            card.id
        );
    }
    assert!(ids.len() >= 20, "only {} rules", ids.len());
}

#[test]
fn a_rule_of_ones_own_is_refused_without_a_counter_example() {
    let toml = "[[rule]]\nid = \"club-call\"\nfamily = \"own\"\nwhy = \"a call to join\"\nwhere = \"line\"\nphrases = [\"join our reading club\"]\nremoves = [\"Join our reading club!\"]\n";
    let error = Rules::new(&[Source {
        name: "my.toml",
        toml,
    }])
    .unwrap_err()
    .to_string();
    assert!(
        error.contains("my.toml:") && error.contains("club-call") && error.contains("keeps"),
        "{error}"
    );
}

#[test]
fn a_rule_of_ones_own_applies_and_can_be_switched_off() {
    let toml = "[[rule]]\nid = \"club-call\"\nfamily = \"own\"\nwhy = \"a call to join\"\nwhere = \"line\"\nphrases = [\"join our reading club\"]\nremoves = [\"Join our reading club!\"]\nkeeps = [\"Forty people join our reading club every spring.\"]\n";
    let source = Source {
        name: "my.toml",
        toml,
    };
    let text = "The library opens at nine.\n\nJoin our reading club!\n\nIt closes at six.\n";
    let clean = |rules: &Rules| {
        let page = tamis::model::RawPage {
            bytes: text.into(),
            ..Default::default()
        };
        tamis::clean::clean(tamis::parse::parse(page), rules).text()
    };
    let mut rules = Rules::new(&[source]).unwrap();
    assert_eq!(
        clean(&rules),
        "The library opens at nine.\n\nIt closes at six.\n"
    );
    rules.allow("club-call").unwrap();
    assert_eq!(clean(&rules), text);
    assert!(
        rules
            .allow("club-cal")
            .unwrap_err()
            .to_string()
            .contains("club-cal")
    );
}

#[test]
fn a_host_has_rules_and_switches_of_its_own() {
    let toml = "[[rule]]\nid = \"club-call\"\nfamily = \"own\"\nwhy = \"a call to join\"\nhosts = [\"a.example\"]\nwhere = \"line\"\nphrases = [\"join our reading club\"]\nremoves = [\"Join our reading club!\"]\nkeeps = [\"Forty people join our reading club every spring.\"]\n";
    let text = "The library opens at nine.\n\nJoin our reading club!\n\nIt closes at six.\n";
    let mut rules = Rules::new(&[Source {
        name: "my.toml",
        toml,
    }])
    .unwrap();
    let goes = |rules: &Rules, source: Option<&str>| {
        let page = tamis::model::RawPage {
            bytes: text.into(),
            source: source.map(str::to_owned),
            ..Default::default()
        };
        tamis::clean::clean(tamis::parse::parse(page), rules).text() != text
    };
    assert!(goes(&rules, Some("https://www.a.example/1")));
    assert!(goes(&rules, Some("https://news.a.example/1")));
    assert!(!goes(&rules, Some("https://b.example/1")));
    assert!(!goes(&rules, None));
    rules.allow_on("news.a.example", "own").unwrap();
    assert!(goes(&rules, Some("https://a.example/1")));
    assert!(!goes(&rules, Some("https://news.a.example/1")));
    rules.allow("club-call").unwrap();
    assert!(!goes(&rules, Some("https://a.example/1")));
    rules.deny_on("a.example", "club-call").unwrap();
    assert!(goes(&rules, Some("https://a.example/1")));
}
