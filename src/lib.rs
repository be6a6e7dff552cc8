//! x
pub mod clean;
pub mod corpus;
pub mod dedup;
pub mod fingerprint;
pub mod model;
pub mod parse;
pub mod report;
pub mod run;
