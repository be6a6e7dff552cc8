//! `tamis step`: one step of `tamis dedup` alone, on files of rows.

use tamis::run::Config;
use tamis::run::step::{self, Stepping};

use super::args::{Step, TableArgs};
use super::config::{configuration, duplicate_flags, input_flags, reading};
use super::exit::{Exit, Failed};
use super::output::Output;
use super::progress::Progress;

pub(crate) fn run(step: &Step) -> Result<Exit, Failed> {
    match step {
        Step::Map {
            input,
            output,
            part,
            duplicates,
        } => {
            let config = configuration(&input.config, |config| {
                input_flags(input, config);
                duplicate_flags(duplicates, config);
            })?;
            let reading = reading(input, &config);
            let stepping = Stepping {
                folder: output.clone(),
                part: part.clone(),
                threads: input.threads,
            };
            let progress = Progress::new(input.quiet);
            let counts = step::map(&config, &reading, &stepping, &progress)?;
            Ok(progress.close(&counts))
        }
        Step::Candidates(args) => on_tables(args, step::candidates),
        Step::Verify(args) => on_tables(args, step::verify),
        Step::Components(args) => on_tables(args, step::components),
        Step::Keep { tables, output } => {
            let (config, stepping) = stepping(tables)?;
            let mut output = Output::open(output.as_deref())?;
            let place = output.place();
            step::keep(&config, &stepping, |row| {
                let written = output.write(row);
                written.map_err(|error| Failed::output(&place, error))
            })?;
            output.finish()?;
            Ok(Exit::Done)
        }
    }
}

fn on_tables(
    args: &TableArgs,
    step: impl FnOnce(&Config, &Stepping) -> Result<(), tamis::run::RunError>,
) -> Result<Exit, Failed> {
    let (config, stepping) = stepping(args)?;
    step(&config, &stepping)?;
    Ok(Exit::Done)
}

fn stepping(args: &TableArgs) -> Result<(Config, Stepping), Failed> {
    let config = configuration(&args.config, |config| {
        duplicate_flags(&args.duplicates, config);
    })?;
    let stepping = Stepping {
        folder: args.folder.clone(),
        part: None,
        threads: args.threads,
    };
    Ok((config, stepping))
}
