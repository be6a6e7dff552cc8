//! Which part of the network an address belongs to.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// Where an address can be reached from (IANA special-purpose registries,
/// RFC 6890).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reach {
    /// Everywhere.
    Public,
    /// Only here.
    Loopback,
    /// Only on the same link.
    LinkLocal,
    /// Only in a private network.
    Private,
    /// Only behind the same provider (RFC 6598).
    SharedByProvider,
    /// Many hosts at once.
    Multicast,
    /// None: set aside for documentation, benchmarks or the future.
    Reserved,
    /// Something else, which it stands for: an IPv4 address in an IPv6 one,
    /// dialled through a translator or tunnel nobody knows.
    Translated,
}

impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Public => "an address of the public network",
            Self::Loopback => "an address of this machine itself",
            Self::LinkLocal => "an address of the local link",
            Self::Private => "an address of a private network",
            Self::SharedByProvider => "an address behind a provider",
            Self::Multicast => "an address of many hosts at once",
            Self::Reserved => "an address set aside for no host",
            Self::Translated => "an address that stands for another",
        })
    }
}

/// The special ranges, the first that holds an address counts.
const SPECIAL: [(&str, Reach); 32] = [
    ("0.0.0.0/8", Reach::Loopback),
    ("10.0.0.0/8", Reach::Private),
    ("100.64.0.0/10", Reach::SharedByProvider),
    ("127.0.0.0/8", Reach::Loopback),
    ("169.254.0.0/16", Reach::LinkLocal),
    ("172.16.0.0/12", Reach::Private),
    ("192.0.0.0/24", Reach::Reserved),
    ("192.0.2.0/24", Reach::Reserved),
    ("192.88.99.0/24", Reach::Translated),
    ("192.168.0.0/16", Reach::Private),
    ("198.18.0.0/15", Reach::Reserved),
    ("198.51.100.0/24", Reach::Reserved),
    ("203.0.113.0/24", Reach::Reserved),
    ("224.0.0.0/4", Reach::Multicast),
    ("240.0.0.0/4", Reach::Reserved),
    ("::/128", Reach::Loopback),
    ("::1/128", Reach::Loopback),
    ("::/96", Reach::Translated),
    ("::ffff:0:0:0/96", Reach::Translated),
    ("64:ff9b::/96", Reach::Translated),
    ("64:ff9b:1::/48", Reach::Translated),
    ("100::/64", Reach::Reserved),
    ("2001::/32", Reach::Translated),
    ("2001::/23", Reach::Reserved),
    ("2001:db8::/32", Reach::Reserved),
    ("2002::/16", Reach::Translated),
    ("3fff::/20", Reach::Reserved),
    ("5f00::/16", Reach::Reserved),
    ("fc00::/7", Reach::Private),
    ("fe80::/10", Reach::LinkLocal),
    ("fec0::/10", Reach::Private),
    ("ff00::/8", Reach::Multicast),
];

/// Where an address can be reached from.
///
/// An IPv4 address mapped into IPv6 is dialled as IPv4, so that it is what it
/// maps. Any other that holds an IPv4 address is never public: where a packet
/// for it ends up is up to whoever translates it.
pub fn reach(ip: IpAddr) -> Reach {
    let ip = match ip {
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or(ip, IpAddr::V4),
        IpAddr::V4(_) => ip,
    };
    let special = SPECIAL.iter().find(|(range, _)| {
        range
            .parse::<Network>()
            .is_ok_and(|network| network.contains(ip))
    });
    match (special, ip) {
        (Some((_, reach)), _) => *reach,
        // All that is public so far (RFC 4291, section 2.5.4).
        (None, IpAddr::V6(v6)) if v6.segments()[0] & 0xe000 != 0x2000 => Reach::Reserved,
        (None, _) => Reach::Public,
    }
}

/// A range of addresses: `10.0.0.0/8`, `fd00::/8`, or a single one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    /// An IPv4 address is held as IPv6 maps it.
    address: u128,
    mask: u128,
}

/// A range of addresses that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotANetwork;

impl Network {
    /// Whether an address is in the range.
    pub fn contains(&self, ip: IpAddr) -> bool {
        bits(ip) & self.mask == self.address
    }
}

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let (address, prefix) = match text.trim().split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text.trim(), None),
        };
        let ip: IpAddr = address.parse().map_err(|_| NotANetwork)?;
        let (longest, before) = match ip {
            IpAddr::V4(_) => (32, 96),
            IpAddr::V6(_) => (128, 0),
        };
        let prefix: u32 = prefix.map_or(Ok(longest), |prefix| {
            prefix.parse().map_err(|_| NotANetwork)
        })?;
        if prefix > longest {
            return Err(NotANetwork);
        }
        let mask = u128::MAX
            .checked_shl(128 - before - prefix)
            .unwrap_or_default();
        Ok(Self {
            address: bits(ip) & mask,
            mask,
        })
    }
}

fn bits(ip: IpAddr) -> u128 {
    match ip {
        IpAddr::V4(v4) => v4.to_ipv6_mapped(),
        IpAddr::V6(v6) => v6,
    }
    .to_bits()
}

/// Whether a name is one of a private network: of this machine, of a local
/// network's own names, or without a domain (RFC 6761, RFC 6762, RFC 8375).
pub fn is_private_name(name: &str) -> bool {
    const DOMAINS: [&str; 9] = [
        "localhost",
        "local",
        "internal",
        "intranet",
        "lan",
        "home",
        "corp",
        "private",
        "home.arpa",
    ];
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    !name.contains('.')
        || DOMAINS.iter().any(|domain| {
            name.strip_suffix(domain)
                .is_some_and(|rest| rest.ends_with('.'))
        })
}

impl fmt::Display for NotANetwork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "no network, expected an address and how many of its bits count, such as 10.0.0.0/8",
        )
    }
}

impl std::error::Error for NotANetwork {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_public() {
        for (ip, expected) in [
            ("93.184.216.34", Reach::Public),
            ("2606:4700::1111", Reach::Public),
            ("::ffff:93.184.216.34", Reach::Public),
            ("127.0.0.1", Reach::Loopback),
            ("127.255.255.254", Reach::Loopback),
            ("0.0.0.0", Reach::Loopback),
            ("10.1.2.3", Reach::Private),
            ("172.15.255.255", Reach::Public),
            ("172.16.0.1", Reach::Private),
            ("172.31.255.255", Reach::Private),
            ("172.32.0.0", Reach::Public),
            ("192.168.1.1", Reach::Private),
            ("169.254.169.254", Reach::LinkLocal),
            ("100.64.0.1", Reach::SharedByProvider),
            ("100.128.0.1", Reach::Public),
            ("224.0.0.1", Reach::Multicast),
            ("255.255.255.255", Reach::Reserved),
            ("192.0.2.1", Reach::Reserved),
            ("198.19.255.255", Reach::Reserved),
            ("::1", Reach::Loopback),
            ("::", Reach::Loopback),
            ("::127.0.0.1", Reach::Translated),
            ("::ffff:127.0.0.1", Reach::Loopback),
            ("::ffff:10.0.0.1", Reach::Private),
            ("fc00::1", Reach::Private),
            ("fd12:3456::1", Reach::Private),
            ("fe80::1", Reach::LinkLocal),
            ("fec0::1", Reach::Private),
            ("ff02::1", Reach::Multicast),
            ("64:ff9b::7f00:1", Reach::Translated),
            ("2002:7f00:1::", Reach::Translated),
            ("2001:0:1::", Reach::Translated),
            ("2001:db8::1", Reach::Reserved),
            ("4000::1", Reach::Reserved),
        ] {
            assert_eq!(reach(ip.parse().unwrap()), expected, "{ip}");
        }
    }

    #[test]
    fn every_special_range_is_a_network() {
        for (range, _) in SPECIAL {
            assert!(range.parse::<Network>().is_ok(), "{range}");
        }
    }

    #[test]
    fn networks_hold_their_addresses() {
        for (network, inside, outside) in [
            ("10.0.0.0/8", "10.255.0.1", "11.0.0.1"),
            ("127.0.0.1", "127.0.0.1", "127.0.0.2"),
            ("10.9.9.9/8", "10.0.0.1", "9.0.0.1"),
            ("::1/128", "::1", "::2"),
            ("fd00::/8", "fd12::1", "fc00::1"),
            ("10.0.0.0/8", "::ffff:10.0.0.1", "::10.0.0.1"),
            ("0.0.0.0/0", "1.2.3.4", "::1"),
        ] {
            let network: Network = network.parse().unwrap();
            assert!(network.contains(inside.parse().unwrap()), "{inside}");
            assert!(!network.contains(outside.parse().unwrap()), "{outside}");
        }
        for text in [
            "",
            "10.0.0.0/33",
            "10.0.0.0/-1",
            "10.0.0/8",
            "localhost",
            "::1/129",
        ] {
            assert_eq!(text.parse::<Network>(), Err(NotANetwork), "{text}");
        }
    }

    #[test]
    fn private_names_are_known_by_their_ends() {
        for name in [
            "localhost",
            "intranet",
            "printer.local",
            "db.corp.internal.",
            "A.LocalHost",
        ] {
            assert!(is_private_name(name), "{name}");
        }
        for name in ["site.example", "local.example", "mylocal.com"] {
            assert!(!is_private_name(name), "{name}");
        }
    }
}
