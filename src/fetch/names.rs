//! Names of hosts to the addresses that may be dialled.

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::guard::Guard;
use crate::model::Reach;

/// Knows the addresses of hosts; the system's own knowledge is [`SystemNames`].
pub trait Names: Send + Sync {
    /// The addresses of a host. May block.
    ///
    /// # Errors
    ///
    /// A host that has none.
    fn addresses(&self, host: &str) -> io::Result<Vec<IpAddr>>;
}

/// What the system knows: its resolver, its hosts file.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemNames;

impl Names for SystemNames {
    fn addresses(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        Ok((host, 0)
            .to_socket_addrs()?
            .map(|address| address.ip())
            .collect())
    }
}

/// Resolves a host for the connection itself, so that the address that was
/// checked is the one that is dialled: a name that answers differently the
/// second time gains nothing.
pub(super) struct Dialled {
    pub(super) names: Arc<dyn Names>,
    pub(super) guard: Arc<Guard>,
}

impl Resolve for Dialled {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_owned();
        let (names, guard) = (Arc::clone(&self.names), Arc::clone(&self.guard));
        Box::pin(async move {
            let asked = host.clone();
            let found = tokio::task::spawn_blocking(move || names.addresses(&asked)).await?;
            let found = found.map_err(|reason| NoAddress {
                host: host.clone(),
                reason: reason.to_string(),
            })?;
            Ok(permitted(&host, &found, &guard)?)
        })
    }
}

/// The addresses of a host that may be dialled.
fn permitted(host: &str, found: &[IpAddr], guard: &Guard) -> Result<Addrs, Refused> {
    let mut refused = None;
    let mut permitted = Vec::new();
    for ip in found {
        match guard.refuses(host, *ip) {
            None => permitted.push(SocketAddr::new(*ip, 0)),
            Some(reach) => refused = Some(reach),
        }
    }
    match refused {
        Some(reach) if permitted.is_empty() => Err(Refused {
            host: host.to_owned(),
            reach,
        }),
        _ => Ok(Box::new(permitted.into_iter())),
    }
}

/// A host that has only addresses which may not be dialled.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) host: String,
    pub(super) reach: Reach,
}

/// A host without an address.
#[derive(Debug)]
pub(super) struct NoAddress {
    pub(super) host: String,
    pub(super) reason: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` has no public address, but one that is {}",
            self.host, self.reach
        )
    }
}

impl fmt::Display for NoAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` has no address: {}", self.host, self.reason)
    }
}

impl std::error::Error for Refused {}

impl std::error::Error for NoAddress {}
