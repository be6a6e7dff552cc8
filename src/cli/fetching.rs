//! How pages are asked for, as flags say it.

use std::path::PathBuf;

use clap::Args as Group;
use tamis::run::Config;

/// How addresses are fetched.
#[derive(Debug, Default, Group)]
#[expect(clippy::struct_excessive_bools, reason = "flags are what they are")]
#[command(next_help_heading = "Fetching")]
pub(crate) struct FetchingArgs {
    /// Address or mailbox to be turned to about the requests, sent with each
    #[arg(long, value_name = "WHO")]
    contact: Option<String>,
    /// Least seconds between two requests to a host [default: 1]
    #[arg(long, value_name = "SECONDS")]
    delay: Option<f64>,
    /// Requests to a host at a time [default: 1]
    #[arg(long, value_name = "N")]
    per_host: Option<usize>,
    /// Requests at a time [default: 64]
    #[arg(long, value_name = "N")]
    parallel: Option<usize>,
    /// How often a request that failed is made again [default: 2]
    #[arg(long, value_name = "N")]
    retries: Option<u32>,
    /// Seconds for a whole answer [default: 120]
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<f64>,
    /// Largest page, in bytes, packed and unpacked [default: 20 MiB]
    #[arg(long, value_name = "BYTES")]
    max_size: Option<u64>,
    /// Redirects followed for an address [default: 10]
    #[arg(long, value_name = "N")]
    max_redirects: Option<usize>,
    /// Requests of the run [default: 1000000]
    #[arg(long, value_name = "N")]
    max_requests: Option<u64>,
    /// Hosts of the run [default: 10000]
    #[arg(long, value_name = "N")]
    max_hosts: Option<usize>,
    /// Private network that may be reached, such as 10.1.0.0/16
    #[arg(long, value_name = "CIDR")]
    allow_private: Vec<String>,
    /// Follow redirects from https to http
    #[arg(long)]
    allow_downgrade: bool,
    /// Take certificates unseen
    #[arg(long)]
    insecure: bool,
    /// Proxy for every request; the environment's (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`) if not said
    #[arg(long, value_name = "URL")]
    proxy: Option<String>,
    /// What a robots.txt that cannot be had means [default: refuse]
    #[arg(long, value_name = "WHAT", value_enum)]
    robots_unreachable: Option<Unreachable>,
    /// Follow the links of feeds and sitemaps to other sites
    #[arg(long)]
    any_site: bool,
    /// Folder that keeps what was fetched [default: the user's cache]
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    cache: Option<PathBuf>,
    /// Keep nothing, and fetch everything anew
    #[arg(long)]
    no_cache: bool,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Unreachable {
    Refuse,
    Allow,
}

impl FetchingArgs {
    /// Puts the flags into a configuration.
    pub(crate) fn apply(&self, config: &mut Config) {
        fn set<T: Clone>(field: &mut T, flag: Option<&T>) {
            if let Some(value) = flag {
                field.clone_from(value);
            }
        }
        let fetch = &mut config.fetch;
        if self.contact.is_some() {
            fetch.contact.clone_from(&self.contact);
        }
        set(&mut fetch.delay, self.delay.as_ref());
        set(&mut fetch.per_host, self.per_host.as_ref());
        set(&mut fetch.parallel, self.parallel.as_ref());
        set(&mut fetch.retries, self.retries.as_ref());
        set(&mut fetch.timeout, self.timeout.as_ref());
        set(&mut fetch.max_size, self.max_size.as_ref());
        set(&mut fetch.max_redirects, self.max_redirects.as_ref());
        set(&mut fetch.max_requests, self.max_requests.as_ref());
        set(&mut fetch.max_hosts, self.max_hosts.as_ref());
        fetch
            .allow_private
            .extend(self.allow_private.iter().cloned());
        fetch.allow_downgrade |= self.allow_downgrade;
        fetch.insecure |= self.insecure;
        fetch.any_site |= self.any_site;
        if let Some(what) = self.robots_unreachable {
            fetch.robots_unreachable = match what {
                Unreachable::Refuse => tamis::model::RobotsUnreachable::Refuse,
                Unreachable::Allow => tamis::model::RobotsUnreachable::Allow,
            };
        }
        fetch.proxy = self.proxy.clone().or(fetch.proxy.take()).or_else(proxy);
        fetch.cache = match (&self.cache, self.no_cache) {
            (_, true) => None,
            (Some(folder), _) => Some(folder.clone()),
            (None, _) => fetch.cache.take().or_else(cache),
        };
    }
}

/// The proxy the environment names.
fn proxy() -> Option<String> {
    [
        "HTTPS_PROXY",
        "https_proxy",
        "HTTP_PROXY",
        "http_proxy",
        "ALL_PROXY",
        "all_proxy",
    ]
    .iter()
    .filter_map(|name| std::env::var(name).ok())
    .find(|proxy| !proxy.is_empty())
}

/// The user's cache, where there is a home to keep it in.
fn cache() -> Option<PathBuf> {
    let folder = |name: &str| {
        let value = std::env::var_os(name).filter(|value| !value.is_empty())?;
        Some(PathBuf::from(value))
    };
    let base = folder("XDG_CACHE_HOME")
        .or_else(|| folder("LOCALAPPDATA"))
        .or_else(|| Some(folder("HOME")?.join(".cache")))?;
    Some(base.join("tamis"))
}
