//! `Cidr`: a block of network addresses.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use super::reading::{is_digits, line, quoted};
use super::{Scalar, ScalarError};

/// A block of IPv4 or IPv6 addresses, written by its first address: `10.0.0.0/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cidr {
    network: IpAddr,
    prefix: u8,
}

impl Cidr {
    /// The block that starts at an address. None when the prefix is too long, or the address is not the first of its block.
    pub fn new(network: IpAddr, prefix: u8) -> Option<Self> {
        (prefix <= width(network) && first(network, prefix) == network).then_some(Self { network, prefix })
    }

    /// The block that an address lies in. None when the prefix is too long.
    pub fn around(address: IpAddr, prefix: u8) -> Option<Self> {
        (prefix <= width(address)).then(|| Self {
            network: first(address, prefix),
            prefix,
        })
    }

    /// The first address.
    pub const fn network(self) -> IpAddr {
        self.network
    }

    /// How many leading bits all addresses share.
    pub const fn prefix(self) -> u8 {
        self.prefix
    }

    /// Whether the address lies in the block.
    pub fn contains(self, address: IpAddr) -> bool {
        self.network.is_ipv4() == address.is_ipv4() && first(address, self.prefix) == self.network
    }

    /// Whether the block is every address of its kind: `0.0.0.0/0` or `::/0`.
    pub const fn is_any(self) -> bool {
        self.prefix == 0
    }

    /// Whether the two blocks share an address.
    pub fn overlaps(self, other: Self) -> bool {
        self.contains(other.network) || other.contains(self.network)
    }

    fn read(text: &str) -> Result<Self, String> {
        let address = |text: &str| text.parse::<IpAddr>().map_err(|_| format!("{} is not an address", quoted(text)));
        let Some((network, prefix)) = text.split_once('/') else {
            let one = address(text)?;
            return Err(format!(
                "{} is missing its prefix; write `{one}/{}` for this address alone",
                quoted(text),
                width(one)
            ));
        };
        let network = address(network)?;
        let width = width(network);
        let length = prefix.parse().ok().filter(|length| is_digits(prefix) && *length <= width);
        let length = length.ok_or_else(|| {
            let prefix_is = if is_digits(prefix) {
                "out of range"
            } else {
                "no number in the range"
            };
            format!("prefix {} is {prefix_is} 0-{width}", quoted(prefix))
        })?;
        Self::new(network, length).ok_or_else(|| {
            format!(
                "{} is not the start of a network; write `{}/{length}`",
                quoted(text),
                first(network, length)
            )
        })
    }
}

/// How many bits an address has.
const fn width(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

/// The address with all bits after the prefix cleared.
fn first(address: IpAddr, prefix: u8) -> IpAddr {
    let host = u32::from(width(address).saturating_sub(prefix));
    match address {
        IpAddr::V4(v4) => Ipv4Addr::from_bits(v4.to_bits() & u32::MAX.checked_shl(host).unwrap_or(0)).into(),
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & u128::MAX.checked_shl(host).unwrap_or(0)).into(),
    }
}

impl FromStr for Cidr {
    type Err = ScalarError;

    fn from_str(text: &str) -> Result<Self, ScalarError> {
        Self::read(line::<Self>(text)?).map_err(ScalarError::because::<Self>)
    }
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}/{}", self.network, self.prefix))
    }
}

impl Scalar for Cidr {
    const EXPECTED: &'static str = "a network such as `10.0.0.0/8`";
    const NAME: &'static str = "Cidr";
    const PATTERN: Option<&'static str> = Some("^[0-9A-Fa-f:.]+/[0-9]+$");
    const EXAMPLES: &'static [&'static str] = &["10.0.0.0/8", "192.168.1.7/32", "2001:db8::/32"];
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cidr(text: &str) -> Cidr {
        text.parse().unwrap()
    }

    #[test]
    fn blocks_know_what_is_inside() {
        assert!(cidr("10.0.0.0/8").contains("10.255.0.1".parse().unwrap()));
        assert!(!cidr("10.0.0.0/8").contains("11.0.0.0".parse().unwrap()));
        assert!(cidr("0.0.0.0/0").is_any() && cidr("::/0").is_any() && !cidr("10.0.0.0/8").is_any());
        assert!(!cidr("0.0.0.0/0").overlaps(cidr("::/0")));
        assert!(cidr("10.0.0.0/8").overlaps(cidr("10.1.0.0/16")) && cidr("10.1.0.0/16").overlaps(cidr("10.0.0.0/8")));
        assert!(!cidr("10.0.0.0/16").overlaps(cidr("10.1.0.0/16")));
        assert_eq!(cidr("2001:DB8:0::/32").to_string(), "2001:db8::/32");
    }
}
