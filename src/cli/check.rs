//! `tamis check`: what is wrong with feeds and documents.

use std::path::PathBuf;

use tamis::check::Checks;
use tamis::model::CheckCard;
use tamis::report::findings::{Checked, Findings, REPORTS, ReportForm, Style, closing};
use tamis::run::{Config, Examined, FailOn, examine};

use super::args::CheckArgs;
use super::config::{input_flags, pipeline, reading, refuse_inputs};
use super::exit::{Exit, Failed};
use super::output::Output;
use super::progress::Progress;

pub(crate) fn run(args: &CheckArgs) -> Result<Exit, Failed> {
    refuse_denied_checks(&args.input.config.deny)?;
    let pipeline = pipeline(&args.input.config, |config| {
        input_flags(&args.input, config);
        check_flags(args, config);
    })?;
    let outputs = args
        .output
        .iter()
        .map(|said| named_output(said))
        .collect::<Result<Vec<_>, _>>()?;
    let paths: Vec<_> = outputs.iter().map(|(_, path)| Some(path)).collect();
    refuse_inputs(&args.input.inputs, paths)?;
    let mut reading = reading(&args.input, pipeline.config());
    for input in &mut reading.inputs {
        *input = relative(input);
    }
    let form = form(args)?;
    // Those for people list themselves what could not be read.
    let progress = if form.for_people {
        Progress::silent(args.input.quiet)
    } else {
        Progress::new(args.input.quiet)
    };
    let examined = examine(&pipeline, &reading, args.input.threads, &progress)?;
    progress.clear();
    report(form, &examined, &outputs, args.input.quiet)?;
    let fail_on = pipeline.config().check.fail_on.unwrap_or_default();
    let mut found = examined.findings.iter();
    Ok(if !examined.failures.is_empty() {
        Exit::Lost
    } else if !args.exit_zero && found.any(|finding| fail_on.counts(finding.severity)) {
        Exit::Findings
    } else {
        Exit::Done
    })
}

/// Writes the findings to standard output and to the files that were named.
fn report(
    form: &ReportForm,
    examined: &Examined,
    outputs: &[(&'static ReportForm, PathBuf)],
    quiet: bool,
) -> Result<(), Failed> {
    let cards = cards();
    let findings = Findings {
        findings: &examined.findings,
        cards: &cards,
        failures: &examined.failures,
        checked: Checked {
            sources: &examined.sources,
            documents: examined.documents,
            ignored: examined.ignored,
        },
    };
    for (form, path) in outputs {
        Output::whole(Some(path), &(form.write)(&findings, Style::default()))?;
    }
    let style = Style {
        color: colour(),
        ..Style::default()
    };
    Output::whole(None, &(form.write)(&findings, style))?;
    if !quiet && !form.closes {
        eprint!("{}", closing(&findings));
    }
    Ok(())
}

/// The form of standard output.
fn form(args: &CheckArgs) -> Result<&'static ReportForm, Failed> {
    let in_actions = std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
    let usual = if in_actions { "github" } else { "human" };
    let name = args.format.as_deref().unwrap_or(usual);
    ReportForm::of_name(name)
        .ok_or_else(|| Failed::usage(format!("no form `{name}`"), "see `tamis check --help`"))
}

/// Whether there is somebody to see colours who has not asked for none
/// (<https://no-color.org>).
fn colour() -> bool {
    let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    wanted && std::io::IsTerminal::is_terminal(&std::io::stdout())
}

/// Every rule whose findings can be reported.
pub(crate) fn cards() -> Vec<CheckCard> {
    let cards = tamis::check::cards().into_iter();
    #[cfg(feature = "fetch")]
    let cards = cards.chain(tamis::fetch::FAULTS);
    cards.copied().collect()
}

/// Checks are on unless they are allowed; only rules that clean can be denied.
fn refuse_denied_checks(deny: &[String]) -> Result<(), Failed> {
    match deny.iter().find(|name| Checks::named(name).is_ok()) {
        Some(name) => Err(Failed::usage(
            format!("`{name}` is a check, expected a cleaning rule or family after `--deny`"),
            "a check that is allowed is switched on again by `[check.severity]` in tamis.toml",
        )),
        None => Ok(()),
    }
}

/// Puts the flags about checks into a configuration. A name that is a check's
/// switches the check, any other the cleaning rule.
fn check_flags(args: &CheckArgs, config: &mut Config) {
    for name in &args.input.config.allow {
        if Checks::named(name).is_ok() {
            config.check.allow.push(name.clone());
            config.rules.allow.retain(|other| other != name);
        }
    }
    if let Some(least) = args.fail_on {
        config.check.fail_on = Some(match least {
            Least::Note => FailOn::Note,
            Least::Warning => FailOn::Warning,
            Least::Error => FailOn::Error,
            Least::Never => FailOn::Never,
        });
    }
}

/// The least severity that makes a check fail.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum Least {
    Note,
    Warning,
    Error,
    Never,
}

/// The form and the file of `NAME=PATH`.
fn named_output(said: &str) -> Result<(&'static ReportForm, PathBuf), Failed> {
    let names = || {
        let names: Vec<_> = REPORTS.iter().map(|form| form.name).collect();
        format!("the forms are {}", names.join(", "))
    };
    let Some((name, path)) = said.split_once('=').filter(|(_, path)| !path.is_empty()) else {
        return Err(Failed::usage(
            format!("`--output {said}` names no form and file, expected NAME=PATH"),
            names(),
        ));
    };
    let form = ReportForm::of_name(name)
        .ok_or_else(|| Failed::usage(format!("no form `{name}` in `--output {said}`"), names()))?;
    Ok((form, PathBuf::from(path)))
}

/// A path as findings call it: below the current folder without what leads
/// there, since reports are read on other machines.
fn relative(input: &str) -> String {
    let here = std::env::current_dir().ok();
    let below = here
        .as_deref()
        .and_then(|here| std::path::Path::new(input).strip_prefix(here).ok())
        .and_then(std::path::Path::to_str);
    match below {
        Some("") => ".".to_owned(),
        Some(below) => below.to_owned(),
        None => input
            .strip_prefix("./")
            .filter(|rest| !rest.is_empty())
            .unwrap_or(input)
            .to_owned(),
    }
}
