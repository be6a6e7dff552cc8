//! Turns scraped pages into clean, deduplicated text, and says what it removed
//! and why.
//!
//! ```
//! use tamis::model::{Media, RawPage};
//! use tamis::run::{Config, Pipeline};
//!
//! let pipeline = Pipeline::new(Config::default(), &[])?;
//! let page = RawPage {
//!     media: Media::Html,
//!     bytes: b"<title>Rain | The Post</title><nav><a href=/>Home</a></nav>
//!         <article><h1>Rain</h1><p>It rained for three days in the valley, and the river rose.</article>"
//!         .to_vec(),
//!     ..RawPage::default()
//! };
//! let processed = pipeline.page(page);
//! assert_eq!(processed.cleaned.text(), "It rained for three days in the valley, and the river rose.");
//! assert_eq!(processed.cleaned.document.metadata.title.as_deref(), Some("Rain"));
//! # Ok::<(), tamis::run::RunError>(())
//! ```
//!
//! | | |
//! |---|---|
//! | [`model`] | the nouns: pages, documents, spans, claims, fingerprints |
//! | [`parse`] | a page's bytes to all of its text |
//! | [`check`] | a feed or a document to what is wrong with it |
//! | [`clean`] | a document to what of it is the article |
//! | [`fingerprint`] | a text to what it is compared by |
//! | [`dedup`] | fingerprints to clusters of documents that say the same |
//! | [`report`] | results to text |
//! | [`corpus`] | files to pages, and whole files back |
//! | `fetch` | addresses to pages |
//! | [`index`] | fingerprints on disk, from one run to the next |
//! | [`run`] | where they meet: whole runs over whole corpora |
//!
//! Feature `cli` adds the `tamis` program, feature `fetch` pages from the web;
//! both are on by default and change no answer.

pub mod check;
pub mod clean;
pub mod corpus;
pub mod dedup;
#[cfg(feature = "fetch")]
pub mod fetch;
pub mod fingerprint;
pub mod index;
pub mod model;
pub mod parse;
pub mod report;
pub mod run;

#[doc = include_str!("ARCHITECTURE.md")]
pub mod architecture {}

/// The README's examples run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
