//! What may be reached: the public network, and what was allowed by name.

use std::net::IpAddr;

use url::{Host, Url};

use super::fault::Fault;
use super::faults::{BAD_ADDRESS, PRIVATE_HOST};
use crate::model::{Fetching, Network, Reach, private_name};

/// Says of every address whether it may be asked.
#[derive(Debug)]
pub(super) struct Guard {
    allowed: Vec<Network>,
    /// The host of the proxy, which is trusted because it was named.
    proxy: Option<String>,
}

impl Guard {
    pub(super) fn new(fetching: &Fetching) -> Result<Self, String> {
        let allowed = fetching.allow_private.iter();
        let allowed = allowed.map(|network| {
            let parsed: Result<Network, _> = network.parse();
            parsed.map_err(|error| error.to_string())
        });
        let proxy = fetching.proxy.as_deref().map(|proxy| {
            Url::parse(proxy)
                .ok()
                .and_then(|proxy| Some(bare(proxy.host_str()?).to_owned()))
                .ok_or_else(|| format!("`{proxy}` is no address of a proxy"))
        });
        Ok(Self {
            allowed: allowed.collect::<Result<_, _>>()?,
            proxy: proxy.transpose()?,
        })
    }

    /// Why this address of a host may not be dialled; none where it may.
    pub(super) fn refuses(&self, host: &str, ip: IpAddr) -> Option<Reach> {
        if self.proxy.as_deref() == Some(host)
            || self.allowed.iter().any(|network| network.contains(ip))
        {
            return None;
        }
        Some(Reach::of(ip)).filter(|reach| !reach.is_public())
    }

    /// Checks what can be told from the address itself: its scheme, and its
    /// host where that is a number. Whatever way the number was written, `url`
    /// has read it as browsers do.
    pub(super) fn check(&self, url: &Url) -> Result<(), Fault> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Fault::new(
                &BAD_ADDRESS,
                format!("the scheme is `{}`, expected http or https", url.scheme()),
            ));
        }
        let ip = match url.host() {
            Some(Host::Ipv4(ip)) => IpAddr::V4(ip),
            Some(Host::Ipv6(ip)) => IpAddr::V6(ip),
            // Behind a proxy names are not resolved here, so that they can only
            // be judged by themselves.
            Some(Host::Domain(name)) if self.proxy.is_some() && private_name(name) => {
                return Err(Fault::new(
                    &PRIVATE_HOST,
                    format!("`{name}` is a name of a private network"),
                ));
            }
            Some(Host::Domain(_)) => return Ok(()),
            None => return Err(Fault::new(&BAD_ADDRESS, "the address has no host")),
        };
        match self.refuses("", ip) {
            Some(reach) => Err(Fault::new(
                &PRIVATE_HOST,
                format!("`{ip}` is {reach}, expected a public address"),
            )),
            None => Ok(()),
        }
    }
}

/// The host of an address without the brackets of IPv6.
fn bare(host: &str) -> &str {
    host.trim_matches(['[', ']'])
}
