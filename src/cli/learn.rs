//! `tamis learn`: what a corpus repeats, for later runs to know.

use tamis::corpus::{Reading, read_knowledge, write_knowledge};
use tamis::run::{Pipeline, is_readable_again, learn};

use super::args::{InputArgs, KnowledgeArgs, LearnArgs};
use super::config::{input_flags, pipeline, reading};
use super::exit::{Exit, Failed};
use super::progress::Progress;

pub(crate) fn run(args: &LearnArgs) -> Result<Exit, Failed> {
    let pipeline = pipeline(&args.input.config, |config| {
        input_flags(&args.input, config);
    })?;
    let reading = reading(&args.input, pipeline.config());
    let progress = Progress::new(args.input.quiet);
    let knowledge = learn(&pipeline, &reading, args.input.threads, &progress)?;
    write_knowledge(&args.output, &knowledge)
        .map_err(|error| Failed::output(&args.output.display().to_string(), error))?;
    progress.end(|elapsed| {
        format!(
            "{} recurring lines, {} titles in {:.2} s\n",
            knowledge.lines().len(),
            knowledge.titles().len(),
            elapsed.as_secs_f64()
        )
    });
    Ok(Exit::Done)
}

/// The pipeline with the knowledge that was asked for: a file's, or what the
/// inputs themselves teach.
pub(crate) fn knowing(
    pipeline: Pipeline,
    args: &KnowledgeArgs,
    input: &InputArgs,
    reading: &Reading,
    progress: &Progress,
) -> Result<Pipeline, Failed> {
    if let Some(path) = &args.knowledge {
        let knowledge =
            read_knowledge(path).map_err(|error| Failed::usage(error.to_string(), error.hint()))?;
        return Ok(pipeline.knowing(knowledge));
    }
    if !args.learn {
        return Ok(pipeline);
    }
    if !is_readable_again(reading) {
        return Err(Failed::usage(
            "`--learn` reads the inputs twice, and standard input and addresses can be read once",
            "put them into a file first, or name what another run learned with `--knowledge FILE`",
        ));
    }
    let knowledge = learn(&pipeline, reading, input.threads, progress)?;
    Ok(pipeline.knowing(knowledge))
}
