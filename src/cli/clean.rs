//! `tamis clean`: strip what is not the article.

use std::io::Write;
use std::path::{Path, PathBuf};

use tamis::corpus::Atomic;
use tamis::model::{CleanedDocument, FieldNames, Media};
use tamis::report::{Form, diff};
use tamis::run::tidy;

use super::args::CleanArgs;
use super::config::{input_flags, pipeline, reading, refuse_inputs};
use super::exit::{Exit, Failed};
use super::learn::knowing;
use super::output::Output;
use super::progress::Progress;

pub(crate) fn run(args: &CleanArgs) -> Result<Exit, Failed> {
    let pipeline = pipeline(&args.input.config, |config| {
        input_flags(&args.input, config);
    })?;
    let reading = reading(&args.input, pipeline.config());
    refuse_inputs(&args.input.inputs, [args.output.as_ref()])?;
    let mut target = Target::of(args)?;
    let progress = Progress::new(args.input.quiet);
    let pipeline = knowing(pipeline, &args.knowledge, &args.input, &reading, &progress)?;
    let mut changed = false;
    let (counts, _) = tidy(
        &pipeline,
        &reading,
        args.input.threads,
        &progress,
        |cleaned| {
            changed |= !cleaned.removals.is_empty();
            target.take(&cleaned, &reading.fields)
        },
    )?;
    target.finish()?;
    let exit = progress.close(&counts);
    Ok(if args.check && changed && exit == Exit::Done {
        Exit::Findings
    } else {
        exit
    })
}

/// Where cleaned documents go.
enum Target {
    /// One after the other.
    Rows(&'static Form, Output),
    /// A file a document.
    Files(&'static Form, PathBuf),
    /// Shown in place.
    Diff(Output),
    /// Back where they came from.
    InPlace,
    /// Nowhere.
    Nowhere,
}

impl Target {
    fn of(args: &CleanArgs) -> Result<Self, Failed> {
        if args.in_place {
            return Ok(Self::InPlace);
        }
        if args.diff {
            return Ok(Self::Diff(Output::open(None)?));
        }
        if args.check {
            return Ok(Self::Nowhere);
        }
        let path = args.output.as_deref();
        let form = args
            .to
            .as_deref()
            .and_then(Form::of_name)
            .or_else(|| by_ending(path))
            .or_else(|| Form::of_name("text"));
        let form = form.ok_or_else(|| Failed::usage("no such form", "see `tamis clean --help`"))?;
        match path {
            Some(folder)
                if !form.rows
                    && (folder.is_dir() || folder.as_os_str().to_string_lossy().ends_with('/')) =>
            {
                Ok(Self::Files(form, folder.to_owned()))
            }
            path => Ok(Self::Rows(form, Output::open(path)?)),
        }
    }

    fn take(&mut self, cleaned: &CleanedDocument, names: &FieldNames) -> Result<(), Failed> {
        match self {
            Self::Rows(form, output) => {
                let written = output.write(&(form.write)(cleaned, names));
                written.map_err(|error| Failed::output(&output.place(), error))
            }
            Self::Diff(output) => {
                let written = output.write(&diff(cleaned));
                written.map_err(|error| Failed::output(&output.place(), error))
            }
            Self::Files(form, folder) => {
                let path = folder.join(file_name(cleaned, form.ending));
                if let Some(folder) = path.parent() {
                    std::fs::create_dir_all(folder)
                        .map_err(|error| Failed::output(&folder.display().to_string(), error))?;
                }
                write_whole(&path, &(form.write)(cleaned, names))
            }
            Self::InPlace => in_place(cleaned),
            Self::Nowhere => Ok(()),
        }
    }

    fn finish(self) -> Result<(), Failed> {
        match self {
            Self::Rows(_, output) | Self::Diff(output) => output.finish(),
            Self::Files(..) | Self::InPlace | Self::Nowhere => Ok(()),
        }
    }
}

fn by_ending(path: Option<&Path>) -> Option<&'static Form> {
    let path = path?;
    let packed = path
        .extension()
        .is_some_and(|ending| ending == "gz" || ending == "zst");
    let inner = path.file_stem().map_or(path, Path::new);
    let ending = if packed { inner } else { path }.extension()?.to_str()?;
    tamis::report::FORMS
        .iter()
        .find(|form| form.ending == ending)
}

/// Rewrites the file a document came from, where something was removed.
fn in_place(cleaned: &CleanedDocument) -> Result<(), Failed> {
    let document = &cleaned.document;
    let path = Path::new(&document.origin);
    let packed = path
        .extension()
        .is_some_and(|ending| ending == "gz" || ending == "zst");
    if document.media == Media::Html || !document.fields.is_empty() || packed || !path.is_file() {
        return Err(Failed::usage(
            format!(
                "{} is no text or Markdown file and cannot be rewritten in place",
                document.origin
            ),
            "write elsewhere with `-o OUT`",
        ));
    }
    if cleaned.removals.is_empty() {
        return Ok(());
    }
    write_whole(path, &cleaned.text())
}

fn write_whole(path: &Path, text: &str) -> Result<(), Failed> {
    let written = Atomic::create(path)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.finish()));
    written.map_err(|error| Failed::output(&path.display().to_string(), error))
}

/// A name for a document's file below the output folder. Identifiers come from
/// outside, so nothing in them may lead out of it.
fn file_name(cleaned: &CleanedDocument, ending: &str) -> PathBuf {
    let mut path = PathBuf::new();
    for part in cleaned
        .document
        .id
        .split('/')
        .filter(|part| !part.is_empty())
    {
        let safe: String = part
            .chars()
            .take(120)
            .map(|c| {
                if c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '#' | ' ') {
                    c
                } else {
                    '_'
                }
            })
            .collect();
        path.push(if safe.trim_matches('.').is_empty() {
            "_"
        } else {
            &safe
        });
    }
    let name = path.file_name().map_or_else(
        || "document".into(),
        |name| name.to_string_lossy().into_owned(),
    );
    path.with_file_name(format!("{name}.{ending}"))
}
