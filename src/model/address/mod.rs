//! The address of a page: as it was given, and what makes two of them one page.

mod credentials;
mod identity;
mod refused;
mod tracking;

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use url::{Host, Url};

pub use self::credentials::{Credentials, redact_credentials};
pub use self::refused::{NotAnAddress, NotAnAddressKind};
pub use self::tracking::tracking_parameters;
use super::Reach;

/// The longest address, in bytes. RFC 9110 section 4.1 asks servers for 8000
/// at least, and few take more.
const LONGEST: usize = 8 * 1024;

/// The address of a page on the web, `http` or `https`.
///
/// What is asked for is the address as given, since a server may care for any
/// byte of it; what was asked for already is known by the
/// [identity](Self::identity). Shown, it hides its [credentials](Self::credentials).
///
/// ```
/// use tamis::model::Address;
///
/// let given: Address = "HTTP://me:secret@Example.com:80/a/../b?utm_source=x&id=1#top".parse()?;
/// assert_eq!(given.identity(), "http://example.com/b?id=1");
/// assert_eq!(given.request().as_str(), "http://example.com/b?utm_source=x&id=1");
/// assert_eq!(given.to_string(), "HTTP://me:***@Example.com:80/a/../b?utm_source=x&id=1#top");
/// # Ok::<(), tamis::model::NotAnAddress>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    given: String,
    url: Url,
}

impl Address {
    /// As it was given, credentials included, without white space around it.
    pub fn given(&self) -> &str {
        &self.given
    }

    /// What makes it the same page as another.
    ///
    /// Scheme, host, port, path and query in the normal form of RFC 3986
    /// section 6.2, without credentials, without a fragment unless it is a
    /// `#!` that names the page, and without
    /// [tracking parameters](tracking_parameters). The order of the query
    /// stays, since servers may care, and `http` is not `https`.
    pub fn identity(&self) -> String {
        identity::identity(&self.url, &[])
    }

    /// The identity, where a page of `from` linked to it: a parameter `ref`
    /// that names the linking host is a tracking parameter too.
    pub fn identity_linked_from(&self, from: &Self) -> String {
        identity::identity(&self.url, &[from.host()])
    }

    /// What to ask a server for: no credentials, no fragment.
    pub fn request(&self) -> Url {
        let mut url = self.url.clone();
        // Both fail only where there is no host, and this has one.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        url.set_fragment(None);
        url
    }

    /// The name and password written in front of the host.
    pub fn credentials(&self) -> Option<Credentials> {
        Credentials::of(&self.url)
    }

    /// All parts of it, credentials included.
    pub const fn url(&self) -> &Url {
        &self.url
    }

    /// The host in lower case, international names as ASCII, IPv6 in brackets.
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// From where its host can be reached; none where that is a name, which may
    /// stand for any address.
    ///
    /// ```
    /// use tamis::model::{Address, Reach};
    ///
    /// let odd: Address = "http://0x7f.1/".parse()?;
    /// assert_eq!(odd.reach(), Some(Reach::Loopback));
    /// # Ok::<(), tamis::model::NotAnAddress>(())
    /// ```
    pub fn reach(&self) -> Option<Reach> {
        self.ip().map(Reach::of)
    }

    /// The host where it is an IP address, in whatever spelling.
    pub fn ip(&self) -> Option<IpAddr> {
        match self.url.host()? {
            Host::Ipv4(address) => Some(address.into()),
            Host::Ipv6(address) => Some(address.into()),
            Host::Domain(_) => None,
        }
    }

    /// The address `written` means on this page.
    pub fn join(&self, written: &str) -> Result<Self, NotAnAddress> {
        let url = self
            .url
            .join(written.trim())
            .map_err(|error| NotAnAddress::new(written, NotAnAddressKind::of(error)))?;
        Self::try_from(url)
    }

    fn checked(given: String, url: Url) -> Result<Self, NotAnAddress> {
        let fault = if !matches!(url.scheme(), "http" | "https") {
            Some(NotAnAddressKind::Scheme)
        } else if url.host_str().is_none_or(str::is_empty) {
            Some(NotAnAddressKind::NoHost)
        } else if url.as_str().len() > LONGEST {
            Some(NotAnAddressKind::TooLong)
        } else {
            None
        };
        match fault {
            Some(kind) => Err(NotAnAddress::new(&given, kind)),
            None => Ok(Self { given, url }),
        }
    }
}

impl FromStr for Address {
    type Err = NotAnAddress;

    fn from_str(written: &str) -> Result<Self, NotAnAddress> {
        let given = written.trim();
        let refused = |kind| NotAnAddress::new(given, kind);
        if given.len() > LONGEST {
            return Err(refused(NotAnAddressKind::TooLong));
        }
        if given.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(refused(NotAnAddressKind::Spaces));
        }
        let url = Url::parse(given).map_err(|error| refused(NotAnAddressKind::of(error)))?;
        Self::checked(given.to_owned(), url)
    }
}

impl TryFrom<Url> for Address {
    type Error = NotAnAddress;

    fn try_from(url: Url) -> Result<Self, NotAnAddress> {
        let given = url.as_str().to_owned();
        Self::checked(given, url)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&redact_credentials(&self.given))
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

#[cfg(test)]
mod tests;
