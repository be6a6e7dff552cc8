//! `tamis restore`: the texts of a run's input again.

use tamis::run::restore;

use super::args::RestoreArgs;
use super::exit::{Exit, Failed};
use super::output::Output;

pub(crate) fn run(args: &RestoreArgs) -> Result<Exit, Failed> {
    let mut output = Output::open(None)?;
    let missing = restore(&args.folder, |row| {
        output
            .write(row)
            .map_err(|error| Failed::output("standard output", error))
    })?;
    output.finish()?;
    if missing > 0 {
        eprintln!("notice: {missing} duplicates were not kept, so their texts cannot be restored");
        eprintln!("hint: `tamis run --keep-duplicates` keeps them aside");
    }
    Ok(Exit::Done)
}
