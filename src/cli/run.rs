//! `tamis run`: the main job.

use tamis::run::{Sieving, sieve};

use super::args::RunArgs;
use super::config::{duplicate_flags, input_flags, pipeline, reading};
use super::exit::{Exit, Failed};
use super::learn::knowing;
use super::progress::Progress;

pub(crate) fn run(args: &RunArgs) -> Result<Exit, Failed> {
    let pipeline = pipeline(&args.input.config, |config| {
        input_flags(&args.input, config);
        duplicate_flags(&args.duplicates, config);
    })?;
    let reading = reading(&args.input, pipeline.config());
    let sieving = Sieving {
        folder: args.output.clone(),
        overwrite: args.force,
        keep_duplicates: args.keep_duplicates,
        remove_passages: args.remove_passages,
        index: args.earlier.index.clone(),
        threads: args.input.threads,
    };
    let progress = Progress::new(args.input.quiet);
    let pipeline = knowing(pipeline, &args.knowledge, &args.input, &reading, &progress)?;
    let counts = sieve(&pipeline, &reading, &sieving, &progress)?;
    Ok(progress.close(&counts))
}
