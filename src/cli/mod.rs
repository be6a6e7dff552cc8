//! The command line: words in, exit code out.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "the terminal, the clock and the environment belong here"
)]

mod args;
mod check;
mod clean;
mod config;
mod dedup;
mod exit;
#[cfg(feature = "fetch")]
mod fetch;
#[cfg(feature = "fetch")]
mod fetching;
mod index;
mod learn;
mod manual;
mod output;
mod progress;
mod restore;
mod rules;
mod run;
mod signal;
mod step;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use exit::Failed;

/// Parses the command line, does what it says, and tells how it went.
pub(crate) fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return exit::usage(&error),
    };
    signal::listen();
    let done = match &args.command {
        Command::Run(args) => run::run(args),
        Command::Clean(args) => clean::run(args),
        Command::Dedup(args) => dedup::run(args),
        Command::Step(args) => step::run(&args.step),
        Command::Index(args) => index::run(args),
        Command::Learn(args) => learn::run(args),
        Command::Check(args) => check::run(args),
        #[cfg(feature = "fetch")]
        Command::Fetch(args) => fetch::run(args),
        Command::Restore(args) => restore::run(args),
        Command::Rules(args) => rules::run(args),
        Command::Explain(args) => rules::explain(&args.id),
        Command::Completions(args) => Ok(manual::completions(args)),
        Command::Man => manual::man(),
    };
    done.unwrap_or_else(|failed: Failed| failed.tell()).into()
}
