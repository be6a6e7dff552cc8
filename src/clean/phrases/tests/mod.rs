mod errors;
mod hosts;
mod sizes;

use proptest::prelude::*;

use super::*;

const SHARED: Source<'static> = Source {
    name: "shared.toml",
    toml: "[shared]\nnetwork = ['facebook', 'x']\n",
};

/// A file of one rule.
fn rule(where_: &str, phrases: &str, removes: &str, keeps: &str) -> String {
    format!(
        "[sets]\nauthor = ['author', 'content creator', 'ghost writer']\nadj = ['great', 'good']\n\n\
         [[rule]]\nid = 'a-rule'\nfamily = 'test'\nwhy = 'because'\nwhere = {where_}\n\
         phrases = {phrases}\nremoves = {removes}\nkeeps = {keeps}\n"
    )
}

fn compile(toml: &str) -> Result<Phrases, RuleError> {
    Phrases::compile(&[
        SHARED,
        Source {
            name: "rules.toml",
            toml,
        },
    ])
}

/// The stretches that one phrase removes from a line, as text.
fn removed<'line>(where_: &str, phrase: &str, line: &'line str) -> Vec<&'line str> {
    // Examples that hold for whatever the phrase is.
    let toml = rule(
        where_,
        &format!("['zyx', '{phrase}']"),
        "['zyx']",
        "['xyz']",
    );
    let toml = match where_ {
        "'tail'" => toml.replace("removes = ['zyx']", "removes = ['Well. Zyx']"),
        "'head'" => toml.replace("removes = ['zyx']", "removes = ['zyx well']"),
        "'aside'" => toml.replace("removes = ['zyx']", "removes = ['well (zyx) well']"),
        _ => toml,
    };
    let phrases = compile(&toml).expect("the phrase is well formed");
    let mut found = Vec::new();
    phrases.find(
        line,
        Zone::Middle,
        Level::Standard,
        &Mask::all(),
        &mut Scratch::default(),
        &mut found,
    );
    found
        .iter()
        .map(|found| &line[found.start..found.end])
        .collect()
}

#[test]
fn phrases_match_whole_lines() {
    for (phrase, line) in [
        ("thank the {author}", "Thank the author!"),
        ("thank the {author}", "  THANK  the content-creator"),
        ("thank [all] the {author}", "thank the ghost writer"),
        ("thank (all|both) the {author}", "Thank both the author"),
        ("merci à l auteur", "Merci à l’auteur"),
        ("related pages", "related pageshttps://example.org/pages/"),
        ("share on {network}+", "Share on Facebook, X"),
        ("very {adj}+ post", "Very good, great post"),
        ("tags : ...", "Tags: one, two and three"),
        ("关注我[们]", "关注我们！"),
        ("关注我[们]", "关注我"),
        ("यहां क्लिक करें", "यहाँ क्लिक करें।"),
        ("by {name}", "By Jane van Doe"),
        ("{#} comments", "1,204 Comments"),
        (
            "write to {email} or {handle}",
            "Write to me@example.org or @example",
        ),
        ("visit {url}", "Visit www.example.org/a?b=c."),
        ("© {rest}", "© 2024. All of it. Yes."),
        ("... about it", "More words about it"),
        ("author[s|ess] here", "Authoress here"),
        ("关注我们", "关注我们！"),
        ("dia a dia", "Día a día"),
        ("(copy|print)+", "Copy print COPY"),
        ("a (b {|} c|d)", "a b | c"),
    ] {
        assert_eq!(
            removed("'line'", phrase, line),
            [line],
            "`{phrase}` on `{line}`"
        );
    }
}

#[test]
fn phrases_leave_other_lines_alone() {
    for (phrase, line) in [
        ("thank the {author}", "Thank the author of it"),
        ("thank the {author}", "We thank the author"),
        ("tags : ...", "Tags one, two"),
        ("tags : ...", "Tags: one. Two"),
        ("by {name}", "By noon"),
        ("share on {network}", "Share on Fac"),
        (
            "subscribe to our list ...",
            "“Subscribe to our list”, she said",
        ),
        ("a b", ""),
        ("a b", "a"),
    ] {
        assert!(
            removed("'line'", phrase, line).is_empty(),
            "`{phrase}` on `{line}`"
        );
    }
}

#[test]
fn heads_and_tails_go_without_their_sentences() {
    for (where_, phrase, line, gone) in [
        (
            "'head'",
            "read also :",
            "Read also: The pear tree",
            "Read also: ",
        ),
        (
            "'tail'",
            "follow us ...",
            "It rained. Follow us on X for more",
            "Follow us on X for more",
        ),
        (
            "'tail'",
            "follow us ...",
            "It rained! (Follow us.)",
            "(Follow us.)",
        ),
        ("'tail'", "follow us ...", "They asked us to follow us", ""),
        (
            "'tail'",
            "follow us ...",
            "Everybody came.Follow us on X",
            "Follow us on X",
        ),
        ("'tail'", "com ...", "See the.example.Com or not", ""),
        (
            "'aside'",
            "photo : {name}",
            "It rained (Photo: Jane Doe) all day.",
            "(Photo: Jane Doe)",
        ),
        (
            "'aside'",
            "read also : ...",
            "It rained. [Read also: One, two] It rained.",
            "[Read also: One, two]",
        ),
        (
            "'aside'",
            "photo : {name}",
            "It rained (a photo: Jane Doe).",
            "",
        ),
        (
            "'aside'",
            "photo : {name}",
            "It rained (photo: (Jane Doe)).",
            "",
        ),
        (
            "'tail'",
            "follow us ...",
            "It rained. Follow us. It rained.",
            "",
        ),
    ] {
        let expected: Vec<&str> = Some(gone)
            .filter(|gone| !gone.is_empty())
            .into_iter()
            .collect();
        assert_eq!(
            removed(where_, phrase, line),
            expected,
            "`{phrase}` on `{line}`"
        );
    }
}

#[test]
fn a_line_of_several_phrases_goes_if_all_are_known() {
    let line = "Zyx! Follow us on X! Zyx";
    assert_eq!(
        removed("'line'", "follow us ...", line),
        ["Zyx! ", "Follow us on X! ", "Zyx"]
    );
    assert!(removed("'line'", "follow us ...", "Zyx! Well. Follow us").is_empty());
}

#[test]
fn names_of_nodes_match_in_whole() {
    let toml = rule(
        "'node'",
        "['[js] share bar', 'sidebar']",
        "['js-shareBar']",
        "['share']",
    );
    let phrases = compile(&toml).expect("the rule is well formed");
    let mut found = Vec::new();
    let names = "wide share-bar contentWithSidebar share-bar-chart Sidebar";
    phrases.nodes(names, &Mask::all(), &mut Scratch::default(), &mut found);
    let gone: Vec<&str> = found
        .iter()
        .map(|found| &names[found.start..found.end])
        .collect();
    assert_eq!(gone, ["share-bar", "Sidebar"]);
}

#[test]
fn rules_that_are_off_and_places_that_differ_do_not_match() {
    let toml =
        rule("'line'", "['zyx']", "['zyx']", "['xyz']").replace("family", "place = 'end'\nfamily");
    let phrases = compile(&toml).expect("the rule is well formed");
    let (mut scratch, mut found) = (Scratch::default(), Vec::new());
    let mut count = |zone, mask: &Mask| {
        phrases.find("zyx", zone, Level::Standard, mask, &mut scratch, &mut found);
        found.len()
    };
    let off: Mask = phrases.cards().map(|_| State::Off).collect();
    assert_eq!(count(Zone::End, &Mask::all()), 1);
    assert_eq!(count(Zone::Both, &Mask::all()), 1);
    assert_eq!(count(Zone::Middle, &Mask::all()), 0);
    assert_eq!(count(Zone::Start, &Mask::all()), 0);
    assert_eq!(count(Zone::End, &off), 0);
}

#[test]
fn stanzas_of_one_id_are_one_card() {
    let toml = rule("'line'", "['zyx']", "['zyx']", "['xyz']")
        + "[[rule]]\nid = 'a-rule'\nwhere = 'tail'\nphrases = ['abc', 'def']\nremoves = ['So. Abc']\nkeeps = ['abc']\n";
    let phrases = compile(&toml).expect("the rules are well formed");
    let cards: Vec<&Card> = phrases.cards().collect();
    assert_eq!(cards.len(), 1);
    assert_eq!((cards[0].phrases, cards[0].removes.len()), (3, 2));
    assert_eq!(cards[0].wheres, [Where::Line, Where::Tail]);
}

#[test]
fn a_hundred_thousand_phrases_load_and_match() {
    let phrases: Vec<String> = (0..100_000_u32)
        .map(|n| {
            format!(
                "'w{} w{} [please] w{} (click|tap) n{n}'",
                n % 977,
                n % 131,
                n % 4099
            )
        })
        .collect();
    let toml = rule(
        "'line'",
        &format!("[{}]", phrases.join(",\n")),
        "['w0 w0 w0 tap n0']",
        "['w0 w0 w0 n0']",
    );
    let phrases = compile(&toml).expect("the rule is well formed");
    let mut found = Vec::new();
    let n = 54_321;
    let line = format!("W{} w{} please w{}: click n{n}", n % 977, n % 131, n % 4099);
    phrases.find(
        &line,
        Zone::Middle,
        Level::Standard,
        &Mask::all(),
        &mut Scratch::default(),
        &mut found,
    );
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].phrase, n);
}

#[test]
fn no_rule_of_the_packs_removes_what_another_keeps() {
    // Compiling has held each rule to its own examples.
    let phrases = Phrases::compile(PACKS).expect("the packs are well formed");
    let (mut scratch, mut found) = (Scratch::default(), Vec::new());
    let mut wrong = Vec::new();
    for card in phrases.cards() {
        assert!(!card.why.is_empty() && card.phrases > 0, "{}", card.id);
        for line in &card.keeps {
            if card.wheres == [Where::Node] {
                phrases.nodes(line, &Mask::all(), &mut scratch, &mut found);
            } else {
                phrases.find(
                    line,
                    Zone::Middle,
                    Level::Standard,
                    &Mask::all(),
                    &mut scratch,
                    &mut found,
                );
            }
            let by = found.iter().map(|found| phrases.phrase(found.phrase));
            wrong.extend(by.map(|by| format!("{}: `{line}`, by `{by}`", card.id)));
        }
    }
    assert!(
        wrong.is_empty(),
        "removed although kept:\n{}",
        wrong.join("\n")
    );
}

/// Text in which the packs find something now and then.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("follow us".to_owned()),
        Just("Read also:".to_owned()),
        Just("© 2024".to_owned()),
        Just("newsletter".to_owned()),
        Just("https://example.org/".to_owned()),
        Just("Jane Doe / Getty Images".to_owned()),
        Just(". Subscribe to our newsletter".to_owned()),
        Just("share on".to_owned()),
        Just("facebook".to_owned()),
        Just("İß關注ñ\u{301}".to_owned()),
        "\\PC{0,6}",
        "[.!?:|@ ]{1,3}",
    ];
    prop::collection::vec(word, 0..12).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn matches_are_whole_characters_in_order(line in prop_oneof![text(), any::<String>()]) {
        thread_local! {
            static PHRASES: Phrases = Phrases::compile(PACKS).expect("the packs are well formed");
        }
        PHRASES.with(|phrases| {
            let (mut scratch, mut found) = (Scratch::default(), Vec::new());
            phrases.find(&line, Zone::Both, Level::Standard, &Mask::all(), &mut scratch, &mut found);
            let first = found.clone();
            for found in &found {
                prop_assert!(found.start < found.end || line.is_empty());
                prop_assert!(line.get(found.start..found.end).is_some());
                prop_assert!(!phrases.phrase(found.phrase).is_empty());
            }
            for pair in found.windows(2) {
                prop_assert!(pair[0] < pair[1]);
                let same = (pair[0].start, pair[0].end) == (pair[1].start, pair[1].end);
                prop_assert!(same || pair[0].end <= pair[1].start);
            }
            // What the scratch held before changes nothing.
            phrases.find(&line, Zone::Both, Level::Standard, &Mask::all(), &mut scratch, &mut found);
            prop_assert_eq!(&first, &found);
            phrases.nodes(&line, &Mask::all(), &mut scratch, &mut found);
            for found in &found {
                prop_assert!(line.get(found.start..found.end).is_some());
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_glance_hides_no_match(line in text()) {
        thread_local! {
            static PHRASES: [Phrases; 2] = [false, true].map(|blind| {
                let mut phrases = Phrases::compile(PACKS).expect("the packs are well formed");
                if blind {
                    phrases.glance = Glance::default();
                }
                phrases
            });
        }
        PHRASES.with(|phrases| {
            let mut found = phrases.each_ref().map(|phrases| {
                let mut found = Vec::new();
                phrases.find(&line, Zone::Both, Level::Thorough, &Mask::all(), &mut Scratch::default(), &mut found);
                found
            });
            prop_assert_eq!(std::mem::take(&mut found[0]), std::mem::take(&mut found[1]));
            Ok(())
        })?;
    }

    #[test]
    fn any_text_as_a_rule_file_is_an_error_or_rules(toml in any::<String>(), phrase in "[a-z{}\\[\\]()|. +#]{0,20}") {
        let _ = compile(&toml).is_ok();
        let _ = compile(&rule("'line'", &format!("['zyx', '{phrase}']"), "['zyx']", "['xyz']")).is_ok();
    }
}
