//! Rules that are for some hosts.

use super::*;

/// The hosts of the rule in a file, whose own come first.
fn hosts(of_file: &str, of_rule: &str) -> Vec<String> {
    let rule = rule("'line'", "['zyx']", "['zyx']", "['xyz']");
    let toml = format!(
        "{of_file}\n{}",
        rule.replace("why", &format!("{of_rule}\nwhy"))
    );
    let phrases = compile(&toml).expect("the rule is well formed");
    let hosts = phrases.cards().flat_map(|card| &card.hosts);
    hosts.map(|host| host.as_str().to_owned()).collect()
}

#[test]
fn a_stanza_is_for_its_own_hosts_or_those_of_its_file() {
    let none: [&str; 0] = [];
    assert_eq!(hosts("", ""), none);
    assert_eq!(
        hosts("", "hosts = ['b.example', 'WWW.a.example']"),
        ["a.example", "b.example"]
    );
    assert_eq!(hosts("hosts = ['a.example']", ""), ["a.example"]);
    assert_eq!(
        hosts("hosts = ['a.example']", "hosts = ['b.example']"),
        ["b.example"]
    );
}

#[test]
fn what_ships_names_no_hosts() {
    let phrases = Phrases::compile(PACKS).expect("the packs are well formed");
    let local = phrases.cards().filter(|card| !card.hosts.is_empty());
    let local: Vec<&str> = local.map(|card| &*card.id).collect();
    assert!(local.is_empty(), "for some hosts only: {local:?}");
}
