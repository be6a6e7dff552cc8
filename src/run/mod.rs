//! Where the verbs meet: whole runs over whole corpora.
//!
//! A page goes through [`Pipeline::page`], which is pure; the functions here
//! are loops around it that read, count and write. Reading, work and writing
//! overlap; results come out in the order of the input whatever the threads.
#![expect(
    clippy::disallowed_methods,
    reason = "threads, output folders and their files are this module's job"
)]

mod beyond;
mod checking;
mod compare;
mod config;
mod deduplicate;
mod docket;
mod earlier;
mod elders;
mod error;
mod examine;
mod examples;
mod excise;
mod explain;
#[cfg(feature = "fetch")]
mod gather;
mod index;
mod judged;
mod learn;
mod ledger;
#[cfg(feature = "fetch")]
mod links;
mod names;
mod observer;
#[cfg(feature = "fetch")]
mod pages;
mod passages;
mod past;
mod pipeline;
mod preferences;
mod records;
mod restore;
mod row;
mod rows;
mod sheet;
mod shelf;
mod sieve;
mod size;
mod spool;
pub mod step;
mod stream;
mod switching;
mod tidy;
mod unfold;
mod words;

pub use checking::{Checking, FailOn, Ignore};
pub use config::{CONFIG_FILES, Config, ConfigError, Deduplication, Input};
pub use deduplicate::{Deduplicating, deduplicate};
pub use error::{RunError, RunErrorKind};
pub use examine::{Examined, examine};
pub use examples::{Trial, trials};
pub use excise::repeated_passage;
pub use explain::explain;
#[cfg(feature = "fetch")]
pub use gather::{Gathered, gather, planned};
pub use index::{Indexed, index_add, index_query};
pub use learn::{is_readable_again, learn};
pub use observer::{Event, Observer};
pub use pipeline::{Pipeline, Processed};
pub use restore::restore;
pub use sieve::{Sieving, sieve};
pub use size::{NotASize, Size};
pub use switching::{HostSwitches, Switches, place_of_switch};
pub use tidy::tidy;
