//! The command line as typed.

use std::path::PathBuf;

use super::check::Least;
#[cfg(feature = "fetch")]
use super::fetching::FetchingArgs;
use super::index::IndexArgs;
use clap::{Args as Group, Parser, Subcommand, ValueEnum};

/// Turns scraped pages into clean, deduplicated text, and says what it removed and why.
#[derive(Debug, Parser)]
#[command(
    name = "tamis",
    version,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Clean pages, then drop duplicates, with a report: the main job
    Run(RunArgs),
    /// Strip what is not the article
    Clean(CleanArgs),
    /// Find duplicates among texts as they are
    Dedup(DedupArgs),
    /// Do one step of `dedup` alone, on files of rows
    #[command(hide = true)]
    Step(StepArgs),
    /// Keep what earlier runs kept, and find it again
    Index(IndexArgs),
    /// Learn what a corpus repeats: lines of its hosts, titles
    Learn(LearnArgs),
    /// Say what is wrong with feeds and documents: for CI
    Check(CheckArgs),
    /// Fetch pages from the web, politely
    #[cfg(feature = "fetch")]
    Fetch(FetchArgs),
    /// Print the texts of a run's input again, byte for byte
    Restore(RestoreArgs),
    /// List, show and test the rules
    Rules(RulesArgs),
    /// Show one rule's page (the same as `rules show`)
    Explain(RuleArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
}

/// What to read.
#[derive(Debug, Group)]
pub(crate) struct InputArgs {
    /// Files, folders, patterns such as 'pages/*.html', addresses, or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    pub(crate) inputs: Vec<String>,
    /// Read every input as this format, whatever it looks like
    #[arg(long, value_name = "FORMAT", value_parser = tamis::corpus::FORMATS.iter().map(|format| format.name).collect::<Vec<_>>())]
    pub(crate) from: Option<String>,
    /// Field of a record that holds its text
    #[arg(long, value_name = "NAME")]
    pub(crate) text_field: Option<String>,
    /// Field of a record that holds its markup
    #[arg(long, value_name = "NAME")]
    pub(crate) html_field: Option<String>,
    /// Field of a record that holds its identifier
    #[arg(long, value_name = "NAME")]
    pub(crate) id_field: Option<String>,
    /// Longest record taken in, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20)]
    pub(crate) max_record: usize,
    /// Threads to work on; 0 is as many as the machine has
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) threads: usize,
    /// Say only what went wrong
    #[arg(long, short)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
    #[cfg(feature = "fetch")]
    #[command(flatten)]
    pub(crate) fetching: FetchingArgs,
}

/// Where the configuration comes from.
#[derive(Debug, Group)]
pub(crate) struct ConfigArgs {
    /// Read this configuration instead of looking for tamis.toml
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(crate) config: Option<PathBuf>,
    /// Look for no configuration
    #[arg(long)]
    pub(crate) isolated: bool,
    /// How sure a removal has to be [default: standard]
    #[arg(long, value_name = "LEVEL", value_parser = ["careful", "standard", "thorough"])]
    pub(crate) level: Option<String>,
    /// For what kind of page the main content of HTML is told [default: auto]
    #[arg(long, value_name = "PROFILE", value_parser = ["auto", "article", "general"])]
    pub(crate) profile: Option<String>,
    /// Keep these parts of an article's page, which are left out otherwise
    #[arg(long, value_name = "PART", value_delimiter = ',', value_parser = ["byline", "date", "caption", "comments"])]
    pub(crate) include: Vec<String>,
    /// Leave in the text what this rule or family finds
    #[arg(long, value_name = "RULE")]
    pub(crate) allow: Vec<String>,
    /// Take out what this rule or family finds, where its family or a default has it off
    #[arg(long, value_name = "RULE")]
    pub(crate) deny: Vec<String>,
    /// Add the rules of this file
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Vec<PathBuf>,
}

/// What is known of the corpus.
#[derive(Debug, Group)]
pub(crate) struct KnowledgeArgs {
    /// Learn first what the inputs repeat, which reads them twice
    #[arg(long, conflicts_with = "knowledge")]
    pub(crate) learn: bool,
    /// Know what `tamis learn` wrote into this file
    #[arg(long, value_name = "FILE")]
    pub(crate) knowledge: Option<PathBuf>,
}

/// What counts as a duplicate.
#[derive(Debug, Group)]
pub(crate) struct DuplicateArgs {
    /// Which document of a cluster is kept [default: first]
    #[arg(long, value_name = "POLICY", long_help = policies())]
    pub(crate) keep: Option<String>,
    /// Keep documents of this source before others, as host=NAME; the first said is the most preferred
    #[arg(long, value_name = "SOURCE")]
    pub(crate) prefer: Vec<String>,
    /// Least measured similarity of near duplicates, 0 to 1
    #[arg(long, value_name = "SHARE")]
    pub(crate) similarity: Option<f64>,
    /// Most memory to take, as 512M or 2G, 128M at the least; what is more goes to the disk [default: all it wants]
    #[arg(long, value_name = "SIZE")]
    pub(crate) memory: Option<tamis::run::Size>,
}

/// What earlier runs kept.
#[derive(Debug, Group)]
pub(crate) struct EarlierArgs {
    /// Compare with the documents that earlier runs kept in this folder, and add those that are kept
    #[arg(long, value_name = "DIR")]
    pub(crate) index: Option<PathBuf>,
}

#[derive(Debug, Group)]
pub(crate) struct RunArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Folder for the results
    #[arg(long, short, value_name = "DIR")]
    pub(crate) output: PathBuf,
    /// Write into a folder that is not empty, over an earlier run's results
    #[arg(long)]
    pub(crate) force: bool,
    /// Keep the cleaned texts of duplicates aside, in duplicates.jsonl
    #[arg(long)]
    pub(crate) keep_duplicates: bool,
    /// Take passages of 50 words or more out of kept documents but for the first time each is said
    #[arg(long)]
    pub(crate) remove_passages: bool,
    #[command(flatten)]
    pub(crate) knowledge: KnowledgeArgs,
    #[command(flatten)]
    pub(crate) duplicates: DuplicateArgs,
    #[command(flatten)]
    pub(crate) earlier: EarlierArgs,
}

#[derive(Debug, Group)]
pub(crate) struct CleanArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// File for the result, or folder for a file a document; standard output if not said
    #[arg(long, short, value_name = "OUT", conflicts_with_all = ["in_place", "check", "diff"])]
    pub(crate) output: Option<PathBuf>,
    /// Form of the result [default: by the ending of OUT, else text]
    #[arg(long, value_name = "FORM", value_parser = tamis::report::FORMS.iter().map(|form| form.name).collect::<Vec<_>>())]
    pub(crate) to: Option<String>,
    /// Show what is removed, in place, and why
    #[arg(long)]
    pub(crate) diff: bool,
    /// Write nothing; exit with 1 where something would be removed
    #[arg(long, conflicts_with = "in_place")]
    pub(crate) check: bool,
    /// Rewrite the files themselves (text and Markdown only)
    #[arg(long)]
    pub(crate) in_place: bool,
    #[command(flatten)]
    pub(crate) knowledge: KnowledgeArgs,
}

#[derive(Debug, Group)]
pub(crate) struct DedupArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// File for the documents that are kept; standard output if not said
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// File for a row about every document: its cluster, and whether it is kept
    #[arg(long, value_name = "FILE")]
    pub(crate) clusters: Option<PathBuf>,
    /// File for the documents that are not kept
    #[arg(long, value_name = "FILE")]
    pub(crate) removed: Option<PathBuf>,
    /// File for a row about every passage of 50 words or more that kept documents repeat
    #[arg(long, value_name = "FILE")]
    pub(crate) passages: Option<PathBuf>,
    /// Take these passages out of kept documents but for the first time each is said; file for a row about each
    #[arg(long, value_name = "FILE")]
    pub(crate) removed_passages: Option<PathBuf>,
    /// Say what two documents are to each other and why, and show them side by side; write no rows
    #[arg(long, num_args = 2, value_name = "ID", conflicts_with_all = ["output", "clusters", "removed", "passages", "removed_passages", "memory", "index"])]
    pub(crate) explain: Option<Vec<String>>,
    #[command(flatten)]
    pub(crate) duplicates: DuplicateArgs,
    #[command(flatten)]
    pub(crate) earlier: EarlierArgs,
}

#[derive(Debug, Group)]
pub(crate) struct StepArgs {
    #[command(subcommand)]
    pub(crate) step: Step,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Step {
    /// Read inputs into prints.rows
    Map {
        #[command(flatten)]
        input: Box<InputArgs>,
        /// Folder of the rows
        #[arg(long, short, value_name = "DIR")]
        output: PathBuf,
        /// Write prints-NAME.rows, one of several parts; they count in the order of their names
        #[arg(long, value_name = "NAME")]
        part: Option<String>,
        #[command(flatten)]
        duplicates: DuplicateArgs,
    },
    /// Read prints, write copies.rows, texts.rows and pairs.rows
    Candidates(TableArgs),
    /// Read texts and pairs, write edges.rows
    Verify(TableArgs),
    /// Read texts and edges, write centres.rows
    Components(TableArgs),
    /// Read all, write a row about every document
    Keep {
        #[command(flatten)]
        tables: TableArgs,
        /// File for the rows; standard output if not said
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

#[derive(Debug, Group)]
pub(crate) struct TableArgs {
    /// Folder of the rows
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Threads to work on; 0 is as many as the machine has
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) threads: usize,
    #[command(flatten)]
    pub(crate) duplicates: DuplicateArgs,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
}

#[derive(Debug, Group)]
pub(crate) struct LearnArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// File for what is learned
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: PathBuf,
}

#[derive(Debug, Group)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Form of the report on standard output [default: human; github inside GitHub Actions]
    #[arg(long, value_name = "NAME", value_parser = tamis::report::findings::REPORTS.iter().map(|form| form.name).collect::<Vec<_>>())]
    pub(crate) format: Option<String>,
    /// Write the report to a file as well, in this form; can be said several times
    #[arg(long, short, value_name = "NAME=PATH")]
    pub(crate) output: Vec<String>,
    /// Least severity that makes the check fail [default: warning]
    #[arg(long, value_name = "SEVERITY", value_enum)]
    pub(crate) fail_on: Option<Least>,
    /// Exit with 0 whatever is found
    #[arg(long)]
    pub(crate) exit_zero: bool,
}

#[cfg(feature = "fetch")]
#[derive(Debug, Group)]
pub(crate) struct FetchArgs {
    /// Addresses of pages, feeds and sitemaps, files of them, or - for standard input
    #[arg(value_name = "SOURCE", required = true)]
    pub(crate) sources: Vec<String>,
    /// File for the pages, a row each; standard output if not said
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// File for how each host fared
    #[arg(long, value_name = "FILE")]
    pub(crate) statistics: Option<PathBuf>,
    /// Say what would be fetched, and ask nobody
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Say only what went wrong
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// Read this configuration instead of looking for tamis.toml
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(crate) config: Option<PathBuf>,
    /// Look for no configuration
    #[arg(long)]
    pub(crate) isolated: bool,
    #[command(flatten)]
    pub(crate) fetching: FetchingArgs,
}

#[derive(Debug, Group)]
pub(crate) struct RestoreArgs {
    /// Folder of an earlier run
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
}

#[derive(Debug, Group)]
pub(crate) struct RulesArgs {
    #[command(subcommand)]
    pub(crate) command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesCommand {
    /// List every rule
    List {
        /// How to list them
        #[arg(long, value_enum, default_value_t = ListForm::Text)]
        format: ListForm,
    },
    /// Show one rule's page
    Show(RuleArgs),
    /// Test every rule on its own examples, and rule files of your own
    Test {
        /// Rule files to test with the rules that ship
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ListForm {
    Text,
    Json,
}

#[derive(Debug, Group)]
pub(crate) struct RuleArgs {
    /// The rule's name
    #[arg(value_name = "ID")]
    pub(crate) id: String,
}

#[derive(Debug, Group)]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

/// What each policy of keeping is for.
fn policies() -> String {
    let policies = tamis::dedup::keep::POLICIES.iter();
    policies.fold(
        "Which document of a cluster is kept [default: first]".to_owned(),
        |help, policy| format!("{help}\n- {}: {}", policy.name, policy.about),
    )
}
