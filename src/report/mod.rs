//! Results to text: rows, readable forms, summaries.

mod beside;
mod diff;
mod earlier;
mod fetching;
pub mod findings;
mod form;
mod json;
mod markdown;
mod rows;
mod summary;
mod visible;

pub use beside::{Part, beside};
pub use diff::diff;
pub use earlier::{EarlierPlace, Kept, MatchRow, match_row};
pub use fetching::fetch_summary;
pub use form::{FORMS, Form};
pub use markdown::markdown;
pub use rows::{
    ClusterRow, Mark, PassagePlace, PassageRow, RemovedRow, Report, cluster_row, document_row,
    failure_row, page_row, passage_row, removed_rows, report, restored_row, suspect_rows,
};
pub(crate) use rows::{changed_row, removed_row};
pub use summary::summary;
pub use visible::visible;
