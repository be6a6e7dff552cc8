//! `tamis rules`: the rules, one page each, and their tests.

use std::path::PathBuf;
use std::sync::Arc;

use tamis::clean::{Rules, Source};
use tamis::model::Card;

use super::args::{ListForm, RulesArgs, RulesCommand};
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
    let rules = shipped(&[])?;
    let text = match form {
        ListForm::Json => serde_json::to_string_pretty(rules.cards()).unwrap_or_default() + "\n",
        ListForm::Text => {
            let lines: Vec<_> = rules
                .cards()
                .iter()
                .map(|card| format!("{:<28}{:<14}{}\n", card.id, card.family, card.why))
                .collect();
            lines.concat()
        }
    };
    print(&text)
}

/// Shows one rule's page.
pub(crate) fn explain(id: &str) -> Result<Exit, Failed> {
    let rules = shipped(&[])?;
    let Some(card) = rules.cards().iter().find(|card| &*card.id == id) else {
        return Err(Failed::usage(
            format!("no rule `{id}`"),
            "`tamis rules list` names them all",
        ));
    };
    print(&page(card))
}

fn page(card: &Card) -> String {
    let mut out = format!("{} (family {})\n", card.id, card.family);
    let mut section = |name: &str, texts: &[&str]| {
        out.extend(["\n", name, "\n"]);
        for text in texts {
            out.extend(["    ", &text.replace('\n', "\n    "), "\n"]);
        }
    };
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

/// Compiles the rules, which runs every phrase rule on its examples, and runs
/// the measured ones on theirs.
fn test(files: &[PathBuf]) -> Result<Exit, Failed> {
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path);
        text.map(|text| (path.display().to_string(), text))
            .map_err(|error| {
                Failed::usage(
                    format!("{} cannot be read: {error}", path.display()),
                    "check the path; the file is UTF-8 text",
                )
            })
    };
    let texts = files.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let own: Vec<_> = texts
        .iter()
        .map(|(name, toml)| Source { name, toml })
        .collect();
    let rules = shipped(&own)?;
    let wrong = tamis::run::failing_examples(&rules);
    for example in &wrong {
        eprintln!("error: {example}");
    }
    let examples: usize = rules
        .cards()
        .iter()
        .map(|card| card.examples.removes.len() + card.examples.keeps.len())
        .sum();
    print(&format!(
        "{} rules, {examples} examples, {} wrong\n",
        rules.cards().len(),
        wrong.len()
    ))?;
    Ok(if wrong.is_empty() {
        Exit::Done
    } else {
        Exit::Findings
    })
}

fn shipped(own: &[Source<'_>]) -> Result<Rules, Failed> {
    Rules::new(own).map_err(|error| Failed::from(tamis::run::RunError::from(error)))
}

fn print(text: &str) -> Result<Exit, Failed> {
    Output::whole(None, text)?;
    Ok(Exit::Done)
}
