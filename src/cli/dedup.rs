//! `tamis dedup`: find duplicates among texts as they are.

use tamis::run::{Deduplicating, deduplicate, explain};

use super::args::DedupArgs;
use super::config::{configuration, duplicate_flags, input_flags, reading, refuse_inputs};
use super::exit::{Exit, Failed};
use super::output::Output;
use super::progress::Progress;

pub(crate) fn run(args: &DedupArgs) -> Result<Exit, Failed> {
    let config = configuration(&args.input.config, |config| {
        input_flags(&args.input, config);
        duplicate_flags(&args.duplicates, config);
    })?;
    let reading = reading(&args.input, &config);
    if let Some([left, right]) = args.explain.as_deref() {
        let progress = Progress::new(args.input.quiet);
        let ids = [left.as_str(), right.as_str()];
        let told = explain(&config, &reading, ids, args.input.threads, &progress)?;
        progress.clear();
        Output::whole(None, &told)?;
        return Ok(Exit::Done);
    }
    let job = Deduplicating {
        output: args.output.clone(),
        clusters: args.clusters.clone(),
        removed: args.removed.clone(),
        passages: args.passages.clone(),
        removed_passages: args.removed_passages.clone(),
        index: args.earlier.index.clone(),
        threads: args.input.threads,
    };
    refuse_inputs(
        &args.input.inputs,
        [
            &args.output,
            &args.clusters,
            &args.removed,
            &args.passages,
            &args.removed_passages,
        ]
        .map(Option::as_ref),
    )?;
    let progress = Progress::new(args.input.quiet);
    let mut standard = Output::open(None)?;
    let counts = deduplicate(&config, &reading, &job, &progress, |row| {
        standard
            .write(row)
            .map_err(|error| Failed::output("standard output", error))
    })?;
    standard.finish()?;
    Ok(progress.close(&counts))
}
