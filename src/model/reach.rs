//! From where an IP address or a host name can be reached.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::Network;

/// From where an IP address can be reached, by the IANA registries of special
/// addresses (RFC 6890).
///
/// Whoever fetches addresses that others wrote asks this before connecting:
/// everything but [`Reach::Public`] leads into the machine or the network the
/// program runs in, or nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reach {
    /// From anywhere.
    Public,
    /// The machine itself (RFC 1122, RFC 4291).
    Loopback,
    /// No address yet; most systems take it for the machine itself.
    Unspecified,
    /// A private network of IPv4 (RFC 1918).
    Private,
    /// A private network of IPv6 (RFC 4193), or site-local (RFC 3879).
    UniqueLocal,
    /// One cable or one wireless network (RFC 3927, RFC 4291); in clouds, where
    /// machines ask for their credentials.
    LinkLocal,
    /// Between a provider and its customers (RFC 6598).
    Shared,
    /// Many machines at once (RFC 5771, RFC 4291).
    Multicast,
    /// All machines of a network (RFC 919).
    Broadcast,
    /// Examples only (RFC 5737, RFC 3849, RFC 9637).
    Documentation,
    /// Laboratories only (RFC 2544, RFC 5180).
    Benchmarking,
    /// IPv4 in IPv6, in a way that is local, or that nothing public uses any
    /// more (RFC 8215, RFC 3056, RFC 4380, RFC 4291).
    Transition,
    /// Kept for protocols or for later.
    Reserved,
}

/// The special ranges of IPv4; of ranges within ranges the first counts.
const V4: [(Network, Reach); 19] = [
    (Network::v4(0, 0, 0, 0, 32), Reach::Unspecified),
    (Network::v4(0, 0, 0, 0, 8), Reach::Reserved),
    (Network::v4(10, 0, 0, 0, 8), Reach::Private),
    (Network::v4(100, 64, 0, 0, 10), Reach::Shared),
    (Network::v4(127, 0, 0, 0, 8), Reach::Loopback),
    (Network::v4(169, 254, 0, 0, 16), Reach::LinkLocal),
    (Network::v4(172, 16, 0, 0, 12), Reach::Private),
    (Network::v4(192, 0, 0, 0, 24), Reach::Reserved),
    (Network::v4(192, 0, 2, 0, 24), Reach::Documentation),
    // The anycast address of 6to4 relays, withdrawn by RFC 7526.
    (Network::v4(192, 88, 99, 0, 24), Reach::Reserved),
    (Network::v4(192, 168, 0, 0, 16), Reach::Private),
    (Network::v4(198, 18, 0, 0, 15), Reach::Benchmarking),
    (Network::v4(198, 51, 100, 0, 24), Reach::Documentation),
    (Network::v4(203, 0, 113, 0, 24), Reach::Documentation),
    // MCAST-TEST-NET, RFC 6676.
    (Network::v4(233, 252, 0, 0, 24), Reach::Documentation),
    (Network::v4(224, 0, 0, 0, 4), Reach::Multicast),
    (Network::v4(255, 255, 255, 255, 32), Reach::Broadcast),
    (Network::v4(240, 0, 0, 0, 4), Reach::Reserved),
    (Network::v4(0, 0, 0, 0, 0), Reach::Public),
];

/// The special ranges of IPv6; of ranges within ranges the first counts.
const V6: [(Network, Reach); 15] = [
    (Network::v6(0x64, 0xff9b, 1, 48), Reach::Transition),
    (Network::v6(0x2001, 0, 0, 32), Reach::Transition),
    (Network::v6(0x2001, 2, 0, 48), Reach::Benchmarking),
    (Network::v6(0x2001, 0xdb8, 0, 32), Reach::Documentation),
    // AS112, RFC 7535: the one part of `2001::/23` where servers may be.
    (Network::v6(0x2001, 4, 0x112, 48), Reach::Public),
    // The rest: AMT, both ORCHIDs, DRIP, and what RFC 2928 keeps.
    (Network::v6(0x2001, 0, 0, 23), Reach::Reserved),
    (Network::v6(0x2002, 0, 0, 16), Reach::Transition),
    (Network::v6(0x3fff, 0, 0, 20), Reach::Documentation),
    (Network::v6(0xfc00, 0, 0, 7), Reach::UniqueLocal),
    (Network::v6(0xfec0, 0, 0, 10), Reach::UniqueLocal),
    (Network::v6(0xfe80, 0, 0, 10), Reach::LinkLocal),
    (Network::v6(0xff00, 0, 0, 8), Reach::Multicast),
    // All that was ever given out, RFC 4291 section 2.4 and the IANA registry.
    (Network::v6(0x2000, 0, 0, 3), Reach::Public),
    // IPv4-compatible, withdrawn by RFC 4291, and IPv4-translated, RFC 2765.
    (Network::v6(0, 0, 0, 64), Reach::Transition),
    // Discard-only (RFC 6666), segment routing (RFC 9602), never given out.
    (Network::v6(0, 0, 0, 0), Reach::Reserved),
];

impl Reach {
    /// From where `address` can be reached.
    ///
    /// An IPv4 address written inside an IPv6 one is judged as well, since a
    /// system or a gateway on the way may take it out again and connect to it.
    /// Where it is public, the whole is public only if that is all the address
    /// can mean: in `::ffff:0:0/96`, which systems treat as IPv4, and in
    /// `64:ff9b::/96`, by which networks without IPv4 reach every IPv4 server.
    /// Tunnels (6to4, Teredo) lead to machines of others' choosing behind the
    /// embedded address, and serve no pages any more.
    ///
    /// ```
    /// use tamis::model::Reach;
    ///
    /// assert_eq!(Reach::of("169.254.169.254".parse().unwrap()), Reach::LinkLocal);
    /// assert_eq!(Reach::of("64:ff9b::127.0.0.1".parse().unwrap()), Reach::Loopback);
    /// assert!(Reach::of("9.9.9.9".parse().unwrap()).is_public());
    /// ```
    pub fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => of_v4(address),
            IpAddr::V6(address) => of_v6(address),
        }
    }

    /// Whether anyone can reach it, so that fetching it gives nothing away.
    pub fn is_public(self) -> bool {
        self == Self::Public
    }
}

fn of_v4(address: Ipv4Addr) -> Reach {
    listed(&V4, address.into())
}

fn of_v6(address: Ipv6Addr) -> Reach {
    if address == Ipv6Addr::LOCALHOST {
        return Reach::Loopback;
    }
    if address == Ipv6Addr::UNSPECIFIED {
        return Reach::Unspecified;
    }
    let own = listed(&V6, address.into());
    match embedded(address) {
        Some((inner, Outer::OnlyThat)) => of_v4(inner),
        Some((inner, Outer::More)) if !of_v4(inner).is_public() => of_v4(inner),
        _ => own,
    }
}

/// What else an address with an IPv4 address in it can mean.
enum Outer {
    OnlyThat,
    More,
}

/// The IPv4 address inside an IPv6 address, where its range has one.
fn embedded(address: Ipv6Addr) -> Option<(Ipv4Addr, Outer)> {
    let bits = address.to_bits();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "these are the 32 bits wanted"
    )]
    let from = |bit: u32| Ipv4Addr::from_bits((bits >> bit) as u32);
    match address.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, ..] => Some((from(0), Outer::OnlyThat)),
        [0, 0, 0, 0, 0 | 0xffff, 0, ..] | [0x64, 0xff9b, 1, ..] => Some((from(0), Outer::More)),
        [0x2002, ..] => Some((from(80), Outer::More)),
        // Teredo writes the client with all bits turned over, RFC 4380 section 4.
        [0x2001, 0, ..] => Some((Ipv4Addr::from_bits(!from(0).to_bits()), Outer::More)),
        _ => None,
    }
}

fn listed(table: &[(Network, Reach)], address: IpAddr) -> Reach {
    table
        .iter()
        .find(|(network, _)| network.contains(address))
        .map_or(Reach::Reserved, |(_, reach)| *reach)
}

impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Public => "public",
            Self::Loopback => "loopback",
            Self::Unspecified => "unspecified",
            Self::Private => "private",
            Self::UniqueLocal => "unique local",
            Self::LinkLocal => "link-local",
            Self::Shared => "shared by a provider's customers",
            Self::Multicast => "multicast",
            Self::Broadcast => "broadcast",
            Self::Documentation => "for documentation",
            Self::Benchmarking => "for benchmarks",
            Self::Transition => "IPv4 inside IPv6",
            Self::Reserved => "reserved",
        })
    }
}

/// Last labels that never lead to the public: RFC 6761 and 6762 (with its
/// appendix G), RFC 8375, and `.internal`, which ICANN set aside.
const PRIVATE_ENDINGS: [&str; 9] = [
    "corp",
    "home",
    "internal",
    "intranet",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "private",
];

/// Whether a host name is one only a private network knows: `localhost`, names
/// under `.local` and its like, and names without a dot.
///
/// For who reads names without resolving them; what connects asks for the
/// [`Reach`] of every address a name resolves to.
///
/// ```
/// use tamis::model::private_name;
///
/// assert!(private_name("printer.local"));
/// assert!(private_name("intranet"));
/// assert!(!private_name("local.example.com"));
/// ```
pub fn private_name(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host);
    if name.is_empty() || name.contains(':') || name.parse::<IpAddr>().is_ok() {
        return false;
    }
    let Some((above, last)) = name.rsplit_once('.') else {
        return true;
    };
    let home = last.eq_ignore_ascii_case("arpa")
        && above
            .rsplit('.')
            .next()
            .is_some_and(|label| label.eq_ignore_ascii_case("home"));
    home || PRIVATE_ENDINGS
        .iter()
        .any(|ending| last.eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_apart_at_the_edges_of_their_ranges() {
        for (addresses, expected) in [
            (
                "1.1.1.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 128.0.0.0 172.15.255.255 \
                 172.32.0.0 192.0.1.0 192.31.196.1 198.17.255.255 198.20.0.0 223.255.255.255 \
                 2606:4700::1111 2001:4:112::1 2001:200::1 2620:4f:8000::1 3ffe:ffff::1",
                Reach::Public,
            ),
            ("::ffff:8.8.8.8 64:ff9b::8.8.8.8", Reach::Public),
            ("127.0.0.1 127.255.255.254 ::1", Reach::Loopback),
            (
                "::ffff:127.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::7f00:1 2002:7f00:1::1 \
                 2001:0:4136:e378:8000:63bf:80ff:fffe ::ffff:0:127.0.0.1",
                Reach::Loopback,
            ),
            ("0.0.0.0 :: ::ffff:0.0.0.0", Reach::Unspecified),
            (
                "10.0.0.0 10.255.255.255 172.16.0.0 172.31.255.255 192.168.0.0 192.168.255.255 \
                 ::ffff:192.168.1.1 64:ff9b::10.0.0.1 2002:a00:1::",
                Reach::Private,
            ),
            ("fc00:: fdff:ffff::1 fec0::1 feff::1", Reach::UniqueLocal),
            (
                "169.254.169.254 fe80::1 febf::1 64:ff9b::a9fe:a9fe",
                Reach::LinkLocal,
            ),
            ("100.64.0.0 100.127.255.255", Reach::Shared),
            ("224.0.0.1 239.255.255.255 ff02::1", Reach::Multicast),
            ("255.255.255.255 ::ffff:255.255.255.255", Reach::Broadcast),
            (
                "192.0.2.1 198.51.100.1 203.0.113.1 233.252.0.1 2001:db8::1 3fff:fff::1",
                Reach::Documentation,
            ),
            ("198.18.0.0 198.19.255.255 2001:2::1", Reach::Benchmarking),
            (
                "::8.8.8.8 64:ff9b:1::8.8.8.8 2002:808:808::1 ::ffff:0:8.8.8.8 \
                 2001:0:4136:e378:8000:63bf:f7f7:f7f7",
                Reach::Transition,
            ),
            (
                "0.0.0.1 192.0.0.1 192.88.99.1 240.0.0.1 255.255.255.254 100::1 100:0:0:1::1 \
                 2001:1::1 2001:10::1 2001:20::1 5f00::1 4000::1 e000::1 fe00::1 64:ff9b::240.0.0.1",
                Reach::Reserved,
            ),
        ] {
            for address in addresses.split_whitespace() {
                assert_eq!(Reach::of(address.parse().unwrap()), expected, "{address}");
            }
        }
    }

    #[test]
    fn private_names_are_known_by_their_end() {
        for (host, expected) in [
            ("localhost", true),
            ("LOCALHOST.", true),
            ("a.localhost", true),
            ("printer.Local", true),
            ("vault.internal.", true),
            ("router.home.arpa", true),
            ("home.arpa", true),
            ("nas.lan", true),
            ("intranet", true),
            ("", false),
            ("example.com", false),
            ("localhost.example.com", false),
            ("mylocal", true),
            ("notlocal.example", false),
            ("in-addr.arpa", false),
            ("10.0.0.1", false),
            ("::1", false),
            ("[::1]", false),
        ] {
            assert_eq!(private_name(host), expected, "{host}");
        }
    }
}
