//! `tamis rules`: the rules, one page each, and their tests.

use std::path::PathBuf;
use std::sync::Arc;

use tamis::clean::{Rules, Source};
use tamis::model::{Card, CheckCard};
use tamis::report::visible;
use tamis::run::{Trial, repeated_passage};

use super::args::{ListForm, RulesArgs, RulesCommand};
use super::check::cards;
use super::config::text;
use super::exit::{Exit, Failed};
use super::output::Output;

pub(crate) fn run(args: &RulesArgs) -> Result<Exit, Failed> {
    match &args.command {
        RulesCommand::List { format } => list(*format),
        RulesCommand::Show(args) => explain(&args.id),
        RulesCommand::Test { files } => test(files),
    }
}

fn list(form: ListForm) -> Result<Exit, Failed> {
    let rules = cleaning()?;
    let checks = cards();
    let text = match form {
        ListForm::Json => {
            let all = serde_json::json!({ "cleaning": rules, "checking": checks });
            serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
        }
        ListForm::Text => {
            let cleaning = rules
                .iter()
                .map(|card| format!("{:<28}{:<14}{}\n", card.id, card.family, card.why));
            let checking = checks.iter().map(|card| {
                let name = format!("{} {}", card.code, card.name);
                format!("{name:<28}{:<14}{}\n", card.group, card.summary)
            });
            cleaning.chain(checking).collect()
        }
    };
    print(&text)
}

/// Shows one rule's page.
pub(crate) fn explain(id: &str) -> Result<Exit, Failed> {
    if let Some(card) = cleaning()?.iter().find(|card| &*card.id == id) {
        return print(&page(card));
    }
    let checks = cards();
    let named = |card: &&CheckCard| card.name == id || card.code.eq_ignore_ascii_case(id);
    match checks.iter().find(named) {
        Some(card) => print(&check_page(card)),
        None => Err(Failed::usage(
            format!("no rule `{id}`"),
            "`tamis rules list` names them all",
        )),
    }
}

fn check_page(card: &CheckCard) -> String {
    let mut out = format!(
        "{} {} (group {}, {})\n",
        card.code,
        card.name,
        card.group,
        card.severity.name()
    );
    let switch = format!(
        "--allow {name}, or in tamis.toml:\n[check]\nallow = [\"{name}\"]",
        name = card.name
    );
    section(&mut out, "What it finds", &[card.summary]);
    section(&mut out, "Why it matters", &[card.why]);
    section(&mut out, "What to do", &[card.help]);
    section(&mut out, "Finds", &[card.bad]);
    section(&mut out, "Does not find", &[card.good]);
    // A page that could not be had is not to be looked away from.
    if card.group != "fetch" {
        section(&mut out, "Switch it off", &[&switch]);
    }
    out
}

fn section(out: &mut String, name: &str, texts: &[&str]) {
    out.extend(["\n", name, "\n"]);
    for text in texts {
        out.extend(["    ", &text.replace('\n', "\n    "), "\n"]);
    }
}

fn page(card: &Card) -> String {
    let mut out = format!("{} (family {})\n", card.id, card.family);
    let mut section = |name: &str, texts: &[&str]| section(&mut out, name, texts);
    if *card == repeated_passage() {
        section("Why it goes", &[&card.why]);
        section("How it is found", &[&card.how]);
        let switch = "`tamis run --remove-passages`, `tamis dedup --removed-passages FILE`";
        section("Take it out of the text", &[switch]);
        return out;
    }
    let switch = format!(
        "--allow {id}, or in tamis.toml:\n[rules]\nallow = [\"{id}\"]",
        id = card.id
    );
    section("Why it goes", &[&card.why]);
    section("How it is found", &[&card.how]);
    section("Removes", &shown(&card.examples.removes));
    section("Keeps", &shown(&card.examples.keeps));
    section("Leave it in the text", &[&switch]);
    out
}

fn shown(texts: &[Arc<str>]) -> Vec<&str> {
    texts.iter().map(|text| &**text).collect()
}

/// Tries the rules of the files, or those that ship, and tells how each fared.
fn test(files: &[PathBuf]) -> Result<Exit, Failed> {
    let texts = files
        .iter()
        .map(|path| Ok((path.display().to_string(), text(path)?)))
        .collect::<Result<Vec<_>, Failed>>()?;
    let own: Vec<_> = texts
        .iter()
        .map(|(name, toml)| Source { name, toml })
        .collect();
    let trials = tamis::run::trials(&own)?;
    let told: String = trials.iter().map(told).collect();
    let examples: usize = trials.iter().map(|trial| trial.examples).sum();
    let wrong: usize = trials.iter().map(|trial| trial.wrong.len()).sum();
    let rules = trials.len();
    print(&format!(
        "{told}{rules} rules, {examples} examples, {wrong} wrong\n"
    ))?;
    Ok(match wrong {
        0 => Exit::Done,
        _ => Exit::Findings,
    })
}

/// How a rule fared: a line, and one for each example that came out wrong.
fn told(trial: &Trial) -> String {
    let (rule, examples) = (&trial.rule, trial.examples);
    match trial.wrong.len() {
        0 => format!("passed  {rule:<28}{examples} examples\n"),
        wrong => {
            let each = trial
                .wrong
                .iter()
                .map(|wrong| format!("        {}\n", visible(wrong)));
            let each: String = each.collect();
            format!("failed  {rule:<28}{wrong} of {examples} examples\n{each}")
        }
    }
}

/// The rules that take parts out of texts.
fn cleaning() -> Result<Vec<Card>, Failed> {
    let rules = Rules::new(&[]).map_err(tamis::run::RunError::from)?;
    Ok(rules
        .cards()
        .iter()
        .cloned()
        .chain([repeated_passage()])
        .collect())
}

fn print(text: &str) -> Result<Exit, Failed> {
    Output::whole(None, text)?;
    Ok(Exit::Done)
}
