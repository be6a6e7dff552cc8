//! What tamis promises, tried from outside: one binary, an area a module.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test reads its cases from files, and one that panics has failed"
)]

mod checks;
mod cli;
mod corpus;
mod duplicates;
mod earlier;
mod feeds;
#[cfg(feature = "fetch")]
mod fetch;
mod findings;
mod index;
mod keeps;
mod laws;
mod layers;
mod pages;
mod quality;
mod rules;
#[cfg(feature = "fetch")]
mod server;
mod steps;
