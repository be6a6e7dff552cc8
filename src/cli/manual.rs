//! Completions and the manual page, made from the command line itself.

use std::io;

use clap::CommandFactory;

use super::args::{Args, CompletionsArgs};
use super::exit::{Exit, Failed};

pub(crate) fn completions(args: &CompletionsArgs) -> Exit {
    clap_complete::generate(args.shell, &mut Args::command(), "tamis", &mut io::stdout());
    Exit::Done
}

pub(crate) fn man() -> Result<Exit, Failed> {
    clap_mangen::Man::new(Args::command())
        .render(&mut io::stdout())
        .map_err(|error| Failed::output("standard output", error))?;
    Ok(Exit::Done)
}
