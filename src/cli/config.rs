//! From flags and `tamis.toml` to a pipeline and what to read.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use tamis::clean::Source;
use tamis::corpus::{Format, Reading};
use tamis::model::{Level, Part, Profile};
use tamis::run::{CONFIG_FILES, Config, Pipeline, RunError, place_of_switch};

use super::args::{ConfigArgs, DuplicateArgs, InputArgs};
use super::exit::Failed;

/// Bytes of a file of ours: more is a mistake, or no file at all.
const FILE_BYTES: u64 = 16 << 20;

/// A configuration and the file it comes from, if it comes from one.
#[derive(Default)]
pub(crate) struct Configured {
    pub(crate) config: Config,
    file: PathBuf,
    text: String,
}

impl Configured {
    /// The configuration of the file that is named or found.
    pub(crate) fn find(named: Option<&Path>, isolated: bool) -> Result<Self, Failed> {
        let path = match named {
            Some(path) => Some(path.to_owned()),
            None if isolated => None,
            None => found(),
        };
        let Some(file) = path else {
            return Ok(Self::default());
        };
        let text = text(&file)?;
        let config = Config::from_toml(&file.display().to_string(), &text)?;
        Ok(Self { config, file, text })
    }

    /// A switch that cannot be set, with its place in the file.
    fn failed(&self, error: RunError) -> Failed {
        let switch = error.switch();
        let place = switch.and_then(|name| place_of_switch(&self.text, name));
        match place {
            Some((line, column)) => {
                let place = format!("{}:{line}:{column}", self.file.display());
                Failed::from(error).at(&place)
            }
            None => error.into(),
        }
    }
}

/// The nearest configuration file, from here up to the repository's root.
fn found() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    for folder in here.ancestors() {
        if let Some(file) = CONFIG_FILES
            .iter()
            .map(|name| folder.join(name))
            .find(|path| path.is_file())
        {
            return Some(file);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// What flags and files say, for commands that clean nothing and so need no
/// rules.
pub(crate) fn configuration(
    args: &ConfigArgs,
    change: impl FnOnce(&mut Config),
) -> Result<Config, Failed> {
    let mut config = Configured::find(args.config.as_deref(), args.isolated)?.config;
    change(&mut config);
    Ok(config)
}

/// The compiled form of what flags and files say.
pub(crate) fn pipeline(
    args: &ConfigArgs,
    change: impl FnOnce(&mut Config),
) -> Result<Pipeline, Failed> {
    let mut configured = Configured::find(args.config.as_deref(), args.isolated)?;
    let mut config = std::mem::take(&mut configured.config);
    config.rules.say(&args.allow, &args.deny);
    if let Some(level) = args.level.as_deref().and_then(Level::of_name) {
        config.rules.level = level;
    }
    if let Some(profile) = args.profile.as_deref().and_then(Profile::of_name) {
        config.rules.profile = profile;
    }
    if !args.include.is_empty() {
        let parts = args.include.iter();
        config.rules.include = parts.filter_map(|name| Part::of_name(name)).collect();
    }
    change(&mut config);
    let folder = configured.file.parent().unwrap_or(Path::new(""));
    let files = config
        .rules
        .files
        .iter()
        .map(|file| folder.join(file))
        .chain(args.rules.iter().cloned());
    let texts = files
        .map(|path| Ok((path.display().to_string(), text(&path)?)))
        .collect::<Result<Vec<_>, Failed>>()?;
    let own: Vec<_> = texts
        .iter()
        .map(|(name, toml)| Source { name, toml })
        .collect();
    Pipeline::new(config, &own).map_err(|error| configured.failed(error))
}

/// Puts the flags about inputs into a configuration.
pub(crate) fn input_flags(args: &InputArgs, config: &mut Config) {
    let said = |flag: &Option<String>, field: &mut Option<String>| {
        if flag.is_some() {
            field.clone_from(flag);
        }
    };
    said(&args.text_field, &mut config.input.text_field);
    said(&args.html_field, &mut config.input.html_field);
    said(&args.id_field, &mut config.input.id_field);
    #[cfg(feature = "fetch")]
    args.fetching.apply(config);
}

/// Puts the flags about duplicates into a configuration.
pub(crate) fn duplicate_flags(args: &DuplicateArgs, config: &mut Config) {
    if args.keep.is_some() {
        config.dedup.keep.clone_from(&args.keep);
    }
    if !args.prefer.is_empty() {
        config.dedup.prefer.clone_from(&args.prefer);
    }
    if args.similarity.is_some() {
        config.dedup.similarity = args.similarity;
    }
    if args.memory.is_some() {
        config.dedup.memory = args.memory;
    }
}

/// What to read.
pub(crate) fn reading(args: &InputArgs, config: &Config) -> Reading {
    Reading {
        inputs: args.inputs.clone(),
        format: args.from.as_deref().and_then(Format::of_name),
        fields: config.input.names(),
        max_record: args.max_record,
    }
}

/// Refuses an output that is one of the inputs.
pub(crate) fn refuse_inputs<'p>(
    inputs: &[String],
    outputs: impl IntoIterator<Item = Option<&'p PathBuf>>,
) -> Result<(), Failed> {
    let real = |path: &Path| path.canonicalize().ok();
    let inputs: Vec<_> = inputs
        .iter()
        .filter_map(|input| real(Path::new(input)))
        .filter(|path| path.is_file())
        .collect();
    match outputs
        .into_iter()
        .flatten()
        .find(|output| real(output).is_some_and(|output| inputs.contains(&output)))
    {
        Some(output) => Err(Failed::usage(
            format!("{} is an input and an output", output.display()),
            "write to another file, or clean text files with `--in-place`",
        )),
        None => Ok(()),
    }
}

/// The text of a file of ours: configuration or rules.
pub(crate) fn text(path: &Path) -> Result<String, Failed> {
    let mut text = String::new();
    let read =
        File::open(path).and_then(|file| file.take(FILE_BYTES + 1).read_to_string(&mut text));
    match read {
        Ok(_) if text.len() as u64 > FILE_BYTES => Err(Failed::usage(
            format!("{} has more than {FILE_BYTES} bytes", path.display()),
            "check the path; files of rules can be split",
        )),
        Ok(_) => Ok(text),
        Err(error) => Err(Failed::usage(
            format!("{} cannot be read: {error}", path.display()),
            "check the path; the file is UTF-8 text",
        )),
    }
}
