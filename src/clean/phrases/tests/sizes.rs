//! Files that would become too large are refused before they do.

use super::*;

/// A file with word lists and one phrase that uses them.
fn file(sets: &str, phrase: &str) -> String {
    let rule = rule(
        "'line'",
        &format!("['zyx', '{phrase}']"),
        "['zyx']",
        "['xyz']",
    );
    rule.replace("[sets]", &format!("[sets]\n{sets}"))
}

/// Lists of which each holds the next so many times.
fn nested(depth: usize, member: impl Fn(usize) -> String) -> String {
    let lists = (0..depth).map(|n| format!("s{n} = ['{}']\n", member(n + 1)));
    lists.collect::<String>() + &format!("s{depth} = ['a', 'b']\n")
}

#[test]
fn what_would_explode_is_refused() {
    let options = "[a|b|c|d|e|f|g|h|i] ".repeat(8);
    let eight = "(a|b|c|d|e|f|g|h) ".repeat(4);
    let many: Vec<String> = (0..90)
        .map(|n| format!("m{n} = ['{eight} x{n} y z a b c d']\n"))
        .collect();
    let all_of: Vec<String> = (0..90).map(|n| format!("{{m{n}}}")).collect();
    let long = "word ".repeat(1_000);
    for (toml, message) in [
        (
            file(&format!("s = ['{options}x']"), "a {s}"),
            "phrase `a {s}`: set `s`, member `".to_owned()
                + &options
                + "x`: more than 20000 wordings",
        ),
        (
            file(&nested(16, |n| format!("{{s{n}}} {{s{n}}}")), "a {s0}"),
            "phrase `a {s0}`: set `s12`, member `{s13} {s13}`: more than 20000 wordings".to_owned(),
        ),
        (
            file(
                &nested(15, |n| {
                    format!("({})", ["x", &format!("{{s{n}}}")].repeat(200).join("|"))
                }),
                "a {s0}",
            ),
            "wordings".to_owned(),
        ),
        (
            file(&nested(40, |n| format!("{{s{n}}}")), "a {s0}"),
            "phrase `a {s0}`: set `s17` refers to itself".to_owned(),
        ),
        (
            file(&many.concat(), &all_of.join(" ")),
            "all word lists have more than 1000000 words".to_owned(),
        ),
        (
            file("", &long),
            format!(
                "phrase `{}…`: has 5000 bytes, expected at most 4096",
                "word ".repeat(40)
            ),
        ),
        (
            file(&format!("s = ['{long}']"), "a {s}"),
            "`: has 5000 bytes, expected at most 4096".to_owned(),
        ),
        (
            format!("#{}", "x".repeat(16 << 20)),
            "rules.toml:1: has 16777217 bytes, expected at most 16777216".to_owned(),
        ),
    ] {
        let error = compile(&toml).expect_err(&message);
        assert!(error.to_string().contains(&message), "{error}\n{message}");
        assert!(!error.hint().is_empty(), "{error}");
    }
}

#[test]
fn a_rule_that_compiles_too_large_is_named() {
    let names = format!("x {}", "[{name} y] ".repeat(300));
    let phrases = format!("'{names}', ").repeat(200);
    let toml = rule(
        "'line'",
        &format!("['zyx', {phrases}]"),
        "['zyx']",
        "['xyz']",
    );
    let error = compile(&toml).expect_err("the rule is too large");
    assert_eq!(error.kind(), RuleErrorKind::Size);
    let message = error.to_string();
    assert!(
        message.contains("rule `a-rule`, phrase `x [{name} y] [{name} y]")
            && message.ends_with("the rule compiles too large, to more than 1500000 states"),
        "{message}"
    );
}
