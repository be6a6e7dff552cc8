//! `tamis index`: what earlier runs kept.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use tamis::index::{Index, Stats, Writer};
use tamis::model::Scheme;
use tamis::run::{Indexed, index_add, index_query};

use super::args::InputArgs;
use super::config::{configuration, input_flags, reading, text};
use super::exit::{Exit, Failed};
use super::output::Output;
use super::progress::Progress;

#[derive(Debug, Args)]
pub(crate) struct IndexArgs {
    #[command(subcommand)]
    command: IndexCommand,
}

#[derive(Debug, Subcommand)]
enum IndexCommand {
    /// Add documents as they are, without comparing them
    Add {
        #[command(flatten)]
        index: FolderArgs,
        #[command(flatten)]
        input: InputArgs,
    },
    /// Say for each document which of the index it is a duplicate of
    Query {
        #[command(flatten)]
        index: FolderArgs,
        #[command(flatten)]
        input: InputArgs,
        /// Least measured similarity of near duplicates, 0 to 1
        #[arg(long, value_name = "SHARE")]
        similarity: Option<f64>,
        /// File for the rows; standard output if not said
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Remove documents by their identifiers
    Remove {
        #[command(flatten)]
        index: FolderArgs,
        /// Identifiers of the documents
        #[arg(value_name = "ID", required_unless_present = "list")]
        ids: Vec<String>,
        /// File of identifiers, one a line
        #[arg(long, value_name = "FILE")]
        list: Option<PathBuf>,
    },
    /// Say what is in the index
    Stats(FolderArgs),
    /// Read all of the index and say what is wrong with it
    Verify(FolderArgs),
    /// Write it anew without what was removed
    Compact(FolderArgs),
    /// Print it as rows that `import` takes
    Export {
        #[command(flatten)]
        index: FolderArgs,
        /// File for the rows; standard output if not said
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Add the rows that `export` printed
    Import {
        #[command(flatten)]
        index: FolderArgs,
        /// Files of rows, or - for standard input
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
}

#[derive(Debug, Args)]
struct FolderArgs {
    /// Folder of the index
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

impl FolderArgs {
    fn open(&self) -> Result<Index, Failed> {
        let opened = Index::open(&self.folder, Scheme::DEFAULT);
        Ok(opened?)
    }

    /// Opens an index that is there, to write to it.
    fn writer(&self) -> Result<Writer, Failed> {
        self.open()?;
        let opened = Writer::open(&self.folder, Scheme::DEFAULT);
        Ok(opened?)
    }
}

pub(crate) fn run(args: &IndexArgs) -> Result<Exit, Failed> {
    match &args.command {
        IndexCommand::Add { index, input } => add(&index.folder, input),
        IndexCommand::Query {
            index,
            input,
            similarity,
            output,
        } => query(&index.folder, input, *similarity, output.as_deref()),
        IndexCommand::Remove { index, ids, list } => remove(index, ids, list.as_deref()),
        IndexCommand::Stats(index) => {
            Output::whole(None, &stats(&index.open()?.stats()))?;
            Ok(Exit::Done)
        }
        IndexCommand::Verify(index) => verify(index),
        IndexCommand::Compact(index) => {
            index.writer()?.compact()?;
            Ok(Exit::Done)
        }
        IndexCommand::Export { index, output } => export(index, output.as_deref()),
        IndexCommand::Import { index, files } => import(&index.folder, files),
    }
}

fn add(folder: &Path, input: &InputArgs) -> Result<Exit, Failed> {
    let config = configuration(&input.config, |config| input_flags(input, config))?;
    let reading = reading(input, &config);
    let progress = Progress::new(input.quiet);
    let indexed = index_add(&config, &reading, folder, input.threads, &progress)?;
    Ok(close(&progress, indexed, ["added", "already there"]))
}

fn query(
    folder: &Path,
    input: &InputArgs,
    similarity: Option<f64>,
    output: Option<&Path>,
) -> Result<Exit, Failed> {
    let config = configuration(&input.config, |config| {
        input_flags(input, config);
        config.dedup.similarity = similarity.or(config.dedup.similarity);
    })?;
    let reading = reading(input, &config);
    let progress = Progress::new(input.quiet);
    let mut rows = Output::open(output)?;
    let place = rows.place();
    let indexed = index_query(&config, &reading, folder, input.threads, &progress, |row| {
        let written = rows.write(row);
        written.map_err(|error| Failed::output(&place, error))
    })?;
    rows.finish()?;
    Ok(close(
        &progress,
        indexed,
        ["new", "duplicates of the index"],
    ))
}

fn close(progress: &Progress, indexed: Indexed, [new, known]: [&str; 2]) -> Exit {
    let Indexed {
        new: count,
        known: others,
        failed,
    } = indexed;
    progress.end(|elapsed| {
        let seconds = elapsed.as_secs_f64();
        format!("{count} {new}, {others} {known}, {failed} failed in {seconds:.2} s\n")
    });
    if failed > 0 { Exit::Lost } else { Exit::Done }
}

fn remove(index: &FolderArgs, ids: &[String], list: Option<&Path>) -> Result<Exit, Failed> {
    let listed = list.map(text).transpose()?.unwrap_or_default();
    let listed = listed.lines().map(str::trim).filter(|id| !id.is_empty());
    let mut writer = index.writer()?;
    let mut removed = 0;
    let mut missing = Vec::new();
    for id in ids.iter().map(String::as_str).chain(listed) {
        let places = writer.index().identified(id)?;
        match writer.remove(&places) {
            0 if places.is_empty() => missing.push(id),
            count => removed += count,
        }
    }
    writer.commit()?;
    for id in &missing {
        eprintln!(
            "notice: no document `{}` in the index",
            tamis::report::visible(id)
        );
    }
    eprintln!("{removed} removed, {} not there", missing.len());
    Ok(Exit::Done)
}

fn stats(stats: &Stats) -> String {
    let date = |seconds: i64| {
        let time = jiff::Timestamp::from_second(seconds).unwrap_or_default();
        time.to_string()
    };
    let dates = match stats.dates {
        Some((first, last)) => format!("{} to {}", date(first), date(last)),
        None => "none known".to_owned(),
    };
    let each = stats.bytes.checked_div(stats.documents + stats.removed);
    format!(
        "documents  {}\nremoved    {}\nbytes      {} ({} a document)\nsegments   {}\ndates      {dates}\nscheme     {}\nformat     {}\n",
        stats.documents,
        stats.removed,
        stats.bytes,
        each.unwrap_or(0),
        stats.segments,
        stats.scheme,
        stats.format,
    )
}

fn verify(index: &FolderArgs) -> Result<Exit, Failed> {
    let index = index.open()?;
    let wrong = index.verify();
    if wrong.is_empty() {
        eprintln!("{} documents, nothing wrong", index.documents());
        return Ok(Exit::Done);
    }
    Output::whole(None, &(wrong.join("\n") + "\n"))?;
    eprintln!("hint: restore the index from a copy, or start another and add the documents again");
    Ok(Exit::Findings)
}

fn export(index: &FolderArgs, output: Option<&Path>) -> Result<Exit, Failed> {
    let index = index.open()?;
    let mut rows = Output::open(output)?;
    let place = rows.place();
    index.export(|row| {
        let written = rows.write(row);
        written.map_err(|error| Failed::output(&place, error))
    })?;
    rows.finish()?;
    Ok(Exit::Done)
}

fn import(folder: &Path, files: &[PathBuf]) -> Result<Exit, Failed> {
    let mut writer = Writer::open(folder, Scheme::DEFAULT)?;
    let (mut added, mut known) = (0, 0);
    for path in files {
        let name = path.display().to_string();
        let rows: Box<dyn BufRead> = if name == "-" {
            Box::new(std::io::stdin().lock())
        } else {
            let file = File::open(path).map_err(|error| {
                Failed::usage(format!("{name} cannot be read: {error}"), "check the path")
            })?;
            Box::new(BufReader::new(file))
        };
        let imported = writer.import(&name, rows)?;
        added += imported.0;
        known += imported.1;
    }
    writer.commit()?;
    eprintln!("{added} added, {known} already there");
    Ok(Exit::Done)
}
