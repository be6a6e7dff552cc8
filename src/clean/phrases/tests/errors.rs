//! What is said of rule files that cannot be used.

use super::*;

#[test]
fn errors_say_where_and_what() {
    let good = |phrases: &str| rule("'line'", phrases, "['zyx']", "['xyz']");
    let cases = [
        (
            good("['zyx {auther}']"),
            "rules.toml:10: rule `a-rule`, phrase `zyx {auther}`: unknown set `{auther}`, did you mean `{author}`?",
        ),
        (
            good("['zyx {nothing}']"),
            "rules.toml:10: rule `a-rule`, phrase `zyx {nothing}`: unknown set `{nothing}`",
        ),
        (
            good("['zyx', '']"),
            "rules.toml:10: rule `a-rule`, phrase ``: no word in it",
        ),
        (
            good("['zyx', '. ,']"),
            "rules.toml:10: rule `a-rule`, phrase `. ,`: no word in it",
        ),
        (
            good("['zyx', '... {#}']"),
            "rules.toml:10: rule `a-rule`, phrase `... {#}`: would match any line, expected a word that must stand",
        ),
        (
            good("['zyx', 'a [b']"),
            "rules.toml:10: rule `a-rule`, phrase `a [b`: expected `]`",
        ),
        (
            good("['zyx', 'a ) b']"),
            "rules.toml:10: rule `a-rule`, phrase `a ) b`: `)` closes nothing",
        ),
        (
            good("['zyx', 'a {b']"),
            "rules.toml:10: rule `a-rule`, phrase `a {b`: expected `}`",
        ),
        (
            good("['zyx', 'a (|b)']"),
            "rules.toml:10: rule `a-rule`, phrase `a (|b)`: nothing between the brackets before `)`",
        ),
        (
            good("['zyx', 'see aa.com']"),
            "rules.toml:10: rule `a-rule`, phrase `see aa.com`: `aa.com` is an address, expected `{url}`",
        ),
        (
            good("['abc']"),
            "rules.toml:11: rule `a-rule` does not match its `removes` example `zyx`",
        ),
        (
            good("['zyx', 'xyz']"),
            "rules.toml:12: rule `a-rule` matches its `keeps` example `xyz`, by phrase `xyz`",
        ),
        (good("[]"), "rules.toml:6: rule `a-rule` has no `phrases`"),
        (
            rule("'line'", "['zyx']", "['zyx']", "[]"),
            "rules.toml:6: rule `a-rule` has no `keeps` example",
        ),
        (
            rule("'line'", "['zyx']", "[]", "['xyz']"),
            "rules.toml:6: rule `a-rule` has no `removes` example",
        ),
        (
            rule("'tail'", "['... zyx']", "['zyx']", "['xyz']"),
            "rules.toml:10: rule `a-rule`, phrase `... zyx`: only a whole line, or what stands in brackets, can begin with `...` or `{name}`",
        ),
        (
            rule("'node'", "['zyx ...']", "['zyx']", "['xyz']"),
            "rules.toml:10: rule `a-rule`, phrase `zyx ...`: names of nodes match in whole, expected no `...`",
        ),
        (
            rule("['node', 'line']", "['zyx']", "['zyx']", "['xyz']"),
            "rules.toml:6: rule `a-rule` is for elements and for something else, expected two stanzas",
        ),
        (
            good("['zyx']").replace("a-rule", "A rule"),
            "rules.toml:6: rule `A rule` is not named in kebab-case",
        ),
        (
            good("['zyx']").replace("why = 'because'\n", ""),
            "rules.toml:6: rule `a-rule` has no `why`",
        ),
        (
            good("['zyx']").replace("family = 'test'\n", ""),
            "rules.toml:6: rule `a-rule` has no `family`",
        ),
        (
            good("['zyx']").replace("where = 'line'\n", ""),
            "rules.toml:6: rule `a-rule` has no `where`, expected `line`, `head`, `tail`, `aside`, `node` or `selector`",
        ),
        (
            good("['zyx', 'a b c']").replace("why", "max-words = 2\nwhy"),
            "rules.toml:11: rule `a-rule`, phrase `a b c`: can never match: 3 words, `max-words` is 2",
        ),
        (
            good("['zyx {a}']").replace("[sets]", "[sets]\na = ['{b}']\nb = ['x {a}']"),
            "rules.toml:12: rule `a-rule`, phrase `zyx {a}`: set `b` refers to itself",
        ),
        (
            good("['zyx {a}']").replace("[sets]", "[sets]\na = []"),
            "rules.toml:11: rule `a-rule`, phrase `zyx {a}`: set `a` is empty",
        ),
        (
            good("['zyx', '\u{200b}']"),
            "rules.toml:10: rule `a-rule`, phrase `\u{200b}`: `\\u{200b}` cannot be seen, expected a word",
        ),
        (
            good("['zyx', '{any}']").replace("[sets]", "[sets]\nany = ['news', '{name}']"),
            "rules.toml:11: rule `a-rule`, phrase `{any}`: would match any line, such as `Qyxvo`, expected a word that must stand",
        ),
        (
            good("['zyx', '{any} ...']").replace("[sets]", "[sets]\nany = ['{#}']"),
            "rules.toml:11: rule `a-rule`, phrase `{any} ...`: would match any line, such as `7`, expected a word that must stand",
        ),
        (
            good("['zyx', '({#}|{name})+']"),
            "rules.toml:10: rule `a-rule`, phrase `({#}|{name})+`: would match any line, expected a word that must stand",
        ),
        (
            good("['zyx']").replace("why", "max-words = 0\nwhy"),
            "rules.toml:6: rule `a-rule` can never match: `max-words` is 0",
        ),
        (
            good("['zyx']").replace("why", "max-words = 161\nwhy"),
            "rules.toml:6: rule `a-rule` has `max-words` 161, expected at most 160",
        ),
        (
            rule("'node'", "['zyx']", "['zyx']", "['xyz']").replace("why", "place = 'end'\nwhy"),
            "rules.toml:6: rule `a-rule` is for elements and has a `place`",
        ),
        (
            rule("'node'", "['zyx']", "['zyx']", "['xyz']").replace("why", "max-words = 3\nwhy"),
            "rules.toml:6: rule `a-rule` is for elements and has `max-words`",
        ),
        (
            rule("'selector'", "['p >']", "['<p>x']", "['<i>x']"),
            "rules.toml:10: rule `a-rule`, phrase `p >`: no selector of CSS, or of more than elements and attributes",
        ),
        (
            rule("'selector'", "['.a', '*']", "['<p class=a>x']", "['<i>x']"),
            "rules.toml:10: rule `a-rule`, phrase `*`: would choose something on any page",
        ),
        (
            rule("'selector'", "['.a']", "['<p class=b>x']", "['<i>x']"),
            "rules.toml:11: rule `a-rule` does not match its `removes` example `<p class=b>x`",
        ),
        (
            rule(
                "'selector'",
                "['.a']",
                "['<p class=a>x']",
                "['<i class=a>x']",
            ),
            "rules.toml:12: rule `a-rule` matches its `keeps` example `<i class=a>x`, by phrase `.a`",
        ),
        (
            rule("'node'", "['zyx', 'ad 300']", "['zyx']", "['xyz']"),
            "rules.toml:10: rule `a-rule`, phrase `ad 300`: can never match: names of nodes are read as words only, expected no number, address, `{name}` or mark",
        ),
        (
            rule("'node'", "['zyx', 'ad ({#}|{url})']", "['zyx']", "['xyz']"),
            "rules.toml:10: rule `a-rule`, phrase `ad ({#}|{url})`: can never match: names of nodes are read as words only, expected no number, address, `{name}` or mark",
        ),
        (
            good("['zyx']").replace("why", "hosts = []\nwhy"),
            "rules.toml:6: rule `a-rule` can never match: `hosts` is empty",
        ),
        (
            good("['zyx']").replace("why", "hosts = ['a.example',\n'https://b.example/']\nwhy"),
            "rules.toml:9: rule `a-rule`, `hosts`: `https://b.example/` is no host, expected one like `example.org`",
        ),
        (
            good("['zyx']")
                + "[[rule]]\nid = 'a-rule'\nhosts = ['a.example']\nwhere = 'line'\nphrases = ['abc']\nremoves = ['Abc']\nkeeps = ['xyz']\n",
            "rules.toml:14: rule `a-rule` is for `a.example`, expected all hosts as before",
        ),
    ];
    for (toml, expected) in cases {
        let error = compile(&toml).expect_err(expected);
        assert_eq!(error.to_string(), expected);
        assert!(!error.hint().is_empty(), "no hint: {expected}");
    }
}

#[test]
fn errors_of_toml_name_the_line() {
    for (toml, line) in [
        ("[[rule]]\nid = 'a'\nid = 'b'\n", 3),
        ("[[rule]]\nid = 'a'\nplaces = 1\n", 3),
        ("[[rule]]\nid = 'a'\nwhere = 'middle'\n", 3),
        ("[[rule]\n", 1),
    ] {
        let error = compile(toml).map(|_| ()).expect_err("the file is broken");
        assert_eq!(
            (error.kind(), error.line()),
            (RuleErrorKind::Format, line),
            "{error}"
        );
    }
}
