//! A network: the addresses that start with the same bits.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// A range of IP addresses, written as in RFC 4632 and RFC 4291: an address, a
/// slash, and how many of its bits count.
///
/// IPv4 addresses written inside IPv6 (`::ffff:10.0.0.1`) are the IPv4
/// addresses they stand for.
///
/// ```
/// use tamis::model::Network;
///
/// let network: Network = "10.0.0.0/8".parse()?;
/// assert!(network.contains("10.1.2.3".parse().unwrap()));
/// assert!(!network.contains("11.1.2.3".parse().unwrap()));
/// assert_eq!("::1".parse::<Network>()?.to_string(), "::1/128");
/// # Ok::<(), tamis::model::NotANetwork>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Network {
    /// Its first address.
    first: IpAddr,
    /// How many bits all of its addresses share.
    bits: u8,
}

impl Network {
    pub(super) const fn v4(a: u8, b: u8, c: u8, d: u8, bits: u8) -> Self {
        Self {
            first: IpAddr::V4(Ipv4Addr::new(a, b, c, d)),
            bits,
        }
    }

    /// A network of IPv6; the groups not given are zero.
    pub(super) const fn v6(a: u16, b: u16, c: u16, bits: u8) -> Self {
        Self {
            first: IpAddr::V6(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0)),
            bits,
        }
    }

    /// Whether `address` lies in it.
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        address.is_ipv4() == self.first.is_ipv4() && start(address, self.bits) == self.first
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.bits)
    }
}

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(written: &str) -> Result<Self, NotANetwork> {
        let fault = |fault| NotANetwork {
            written: written.to_owned(),
            fault,
        };
        let (address, bits) = written
            .split_once('/')
            .map_or((written, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.parse().map_err(|_| fault(Fault::Address))?;
        let width = width(address);
        let bits = match bits {
            None => width,
            // `u8::from_str` would take a plus sign.
            Some(bits) => bits
                .bytes()
                .all(|digit| digit.is_ascii_digit())
                .then(|| bits.parse().ok())
                .flatten()
                .filter(|bits| *bits <= width)
                .ok_or_else(|| fault(Fault::Bits { width }))?,
        };
        let first = start(address, bits);
        if first != address {
            return Err(fault(Fault::NotTheFirst {
                meant: Self { first, bits },
            }));
        }
        // Behind `::ffff:0:0/96` the last 32 bits are an IPv4 address.
        Ok(match (first.to_canonical(), bits.checked_sub(96)) {
            (first @ IpAddr::V4(_), Some(bits)) if address.is_ipv6() => Self { first, bits },
            _ => Self { first, bits },
        })
    }
}

/// How many bits an address of its version has.
const fn width(address: IpAddr) -> u8 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

/// The first address that shares the first `bits` of `address`.
fn start(address: IpAddr, bits: u8) -> IpAddr {
    let dropped = u32::from(width(address).saturating_sub(bits));
    match address {
        IpAddr::V4(address) => {
            let mask = u32::MAX.checked_shl(dropped).unwrap_or(0);
            Ipv4Addr::from_bits(address.to_bits() & mask).into()
        }
        IpAddr::V6(address) => {
            let mask = u128::MAX.checked_shl(dropped).unwrap_or(0);
            Ipv6Addr::from_bits(address.to_bits() & mask).into()
        }
    }
}

/// A text that is no network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotANetwork {
    written: String,
    fault: Fault,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// What stands before the slash is no address.
    Address,
    /// What stands after it is no number of bits of such an address.
    Bits { width: u8 },
    /// The address has bits set that do not count.
    NotTheFirst { meant: Network },
}

impl fmt::Display for NotANetwork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = &self.written;
        match self.fault {
            Fault::Address => write!(
                f,
                "`{written}` is no network, expected one like `10.0.0.0/8` or `::1/128`"
            ),
            Fault::Bits { width } => write!(
                f,
                "`{written}` is no network, expected a number from 0 to {width} after the slash"
            ),
            Fault::NotTheFirst { meant } => write!(
                f,
                "`{written}` is an address inside a network, expected the network, `{meant}`"
            ),
        }
    }
}

impl std::error::Error for NotANetwork {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_read_and_hold_what_starts_like_them() {
        for (written, inside, outside) in [
            ("10.0.0.0/8", "10.255.0.1", "11.0.0.0"),
            ("10.0.0.0/8", "::ffff:10.0.0.1", "::10.0.0.1"),
            ("192.0.2.7", "192.0.2.7", "192.0.2.6"),
            ("0.0.0.0/0", "255.255.255.255", "::1"),
            ("172.16.0.0/12", "172.31.255.255", "172.32.0.0"),
            ("::/0", "2001:db8::1", "1.2.3.4"),
            ("::1/128", "::1", "::2"),
            ("fd00:1::/32", "fd00:1:ffff::", "fd00:2::"),
            ("::ffff:10.0.0.0/104", "10.2.3.4", "11.2.3.4"),
        ] {
            let network: Network = written.parse().unwrap();
            assert!(
                network.contains(inside.parse().unwrap()),
                "{written} {inside}"
            );
            assert!(
                !network.contains(outside.parse().unwrap()),
                "{written} {outside}"
            );
        }
    }

    #[test]
    fn other_texts_are_refused_with_what_was_expected() {
        for (written, expected) in [
            ("", "one like"),
            ("localhost", "one like"),
            ("10.0.0/8", "one like"),
            ("010.0.0.0/8", "one like"),
            ("10.0.0.0/", "from 0 to 32"),
            ("10.0.0.0/33", "from 0 to 32"),
            ("10.0.0.0/+8", "from 0 to 32"),
            ("::/129", "from 0 to 128"),
            ("10.1.2.3/8", "the network, `10.0.0.0/8`"),
            ("fe80::1/10", "the network, `fe80::/10`"),
        ] {
            let refused = written.parse::<Network>().unwrap_err().to_string();
            assert!(refused.contains(expected), "{refused}");
        }
    }
}
