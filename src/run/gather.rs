//! Sources to rows of pages: what is given, and what it leads to.

use super::links::{links, opened};
use super::pages::fetcher;
use super::records::is_address;
use super::{Config, Event, Observer, RunError, RunErrorKind};
use crate::corpus::{Format, Reading, read};
use crate::fetch::{Planned, Wanted, Watcher, plan};
use crate::model::{Account, HostAccount, Notice, RawPage};
use crate::parse;
use crate::report::page_row;

/// What was fetched, and from whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// What became of every address.
    pub account: Account,
    /// How each host fared, by name.
    pub hosts: Vec<HostAccount>,
}

/// Fetches what the sources name; `each` gets the pages as rows, in the order
/// of the addresses.
///
/// A source is an address; or a file, or `-` for standard input, that is a
/// feed, a sitemap or a list of addresses. Feeds and sitemaps at an address are
/// opened, and what they lead to is fetched in their place.
///
/// # Errors
///
/// A source that cannot be read, a setting that cannot be used, or whatever
/// `each` returns.
pub fn gather<E: From<RunError>>(
    config: &Config,
    sources: &[String],
    observer: &dyn Observer,
    mut each: impl FnMut(&str) -> Result<(), E>,
) -> Result<Gathered, E> {
    let fetcher = fetcher(config)?;
    for notice in fetcher.notices() {
        observer.on(&Event::Notice {
            id: "fetch",
            notice,
        });
    }
    let wanted = wanted(sources)?;
    let limit = config.fetch.max_size;
    let account = fetcher.fetch(
        wanted,
        |page| links(page, limit),
        &Watching(observer),
        |outcome| match outcome {
            Ok(page) => each(&page_row(&page)),
            Err(failure) => {
                observer.on(&Event::Failed(&failure));
                Ok(())
            }
        },
    )?;
    if observer.cancelled() {
        return Err(RunError::new(RunErrorKind::Cancelled, "the run was ended early").into());
    }
    Ok(Gathered {
        account,
        hosts: fetcher.hosts(),
    })
}

/// What would be fetched, as far as that can be told without asking anybody.
///
/// # Errors
///
/// A source that cannot be read, a setting that cannot be used.
pub fn planned(config: &Config, sources: &[String]) -> Result<Vec<Planned>, RunError> {
    Ok(plan(&config.fetch, &wanted(sources)?)?)
}

/// The addresses that sources name.
fn wanted(sources: &[String]) -> Result<Vec<Wanted>, RunError> {
    let mut wanted = Vec::new();
    for source in sources {
        if is_address(source) || source.contains("://") {
            wanted.push(Wanted {
                address: source.clone(),
                open: true,
                ..Wanted::default()
            });
            continue;
        }
        let reading = Reading {
            inputs: vec![source.clone()],
            format: Format::of_name("text"),
            ..Reading::default()
        };
        for page in read(&reading)? {
            let page = page.map_err(|failure| {
                RunError::new(RunErrorKind::Input, failure.to_string())
                    .with_hint("a source is an address, or a file of addresses")
            })?;
            wanted.extend(named(&page));
        }
    }
    Ok(wanted)
}

/// The addresses a file names: a feed's links, a sitemap's, or one a line.
fn named(page: &RawPage) -> Vec<Wanted> {
    if let Some(links) = opened(page) {
        let sources = links.sources.into_iter().map(|address| (address, true));
        let pages = links.pages.into_iter().map(|address| (address, false));
        return sources
            .chain(pages)
            .map(|(address, open)| Wanted {
                address,
                origin: page.origin.clone(),
                open,
            })
            .collect();
    }
    let text = String::from_utf8_lossy(&page.bytes);
    parse::addresses(&text)
        .map(|(line, address)| Wanted {
            address: address.to_owned(),
            origin: format!("{}:{line}", page.origin),
            open: true,
        })
        .collect()
}

/// Lets the observer of a run watch the fetching.
struct Watching<'o>(&'o dyn Observer);

impl Watcher for Watching<'_> {
    fn progress(&self, known: u64, done: u64) {
        self.0.on(&Event::Fetched { known, done });
    }

    fn notice(&self, address: &str, notice: &Notice) {
        self.0.on(&Event::Notice {
            id: address,
            notice,
        });
    }

    fn cancelled(&self) -> bool {
        self.0.cancelled()
    }
}
