//! The client that makes the requests, with every door closed that we do not
//! guard ourselves.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, Proxy};
use rustls::crypto::CryptoProvider;

use super::guard::Guard;
use super::names::{Dialled, Names};
use super::{AGENT, seconds};
use crate::model::Fetching;

/// Connections that wait to be used again.
const IDLE: Duration = Duration::from_secs(30);
/// Headers of one answer; more are no answer.
const HEADERS: usize = 200;

/// A client that follows no redirect, unpacks nothing, takes no proxy from its
/// surroundings, keeps no cookie, and dials what the guard permits.
pub(super) fn client(
    fetching: &Fetching,
    guard: Arc<Guard>,
    names: Arc<dyn Names>,
) -> Result<Client, String> {
    if CryptoProvider::get_default().is_none() {
        // Somebody else was faster: theirs will do.
        rustls::crypto::ring::default_provider()
            .install_default()
            .unwrap_or_default();
    }
    let mut builder = Client::builder()
        .user_agent(agent(fetching))
        .redirect(Policy::none())
        .referer(false)
        .no_proxy()
        .dns_resolver(Dialled { names, guard })
        .connect_timeout(seconds(fetching.connect_timeout))
        .pool_idle_timeout(IDLE)
        .pool_max_idle_per_host(fetching.per_host.max(1))
        .http1_max_headers(HEADERS)
        .tls_danger_accept_invalid_certs(fetching.insecure);
    if let Some(proxy) = &fetching.proxy {
        builder = builder.proxy(Proxy::all(proxy).map_err(|error| reason(&error))?);
    }
    builder.build().map_err(|error| reason(&error))
}

/// Who we say we are: the program, and whom to turn to about it.
fn agent(fetching: &Fetching) -> String {
    let version = env!("CARGO_PKG_VERSION");
    match &fetching.contact {
        Some(contact) => format!("{AGENT}/{version} (+{contact})"),
        None => format!("{AGENT}/{version}"),
    }
}

fn reason(error: &reqwest::Error) -> String {
    let source = error.source();
    source.map_or_else(|| error.to_string(), |source| format!("{error}: {source}"))
}
