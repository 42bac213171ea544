use std::fmt;
use std::net::Ipv4Addr;

use ipnet::Ipv4Net;
use mcgen_diagnostics::{Reference, Rule, Severity};

use crate::{Fault, Scalar};

/// NET-030: a range is written by its first address.
pub static NON_CANONICAL_RANGE: Rule = Rule {
    code: "NET-030",
    slug: "non-canonical-range",
    severity: Severity::Error,
    summary: "address range has host bits set",
    fix: "write the first address of the range",
    explain: "A range such as `10.30.0.1/16` names an address, not a network. AWS accepts it and \
stores `10.30.0.0/16`, so that every later plan shows a difference that no apply removes; Google \
Cloud refuses it at apply.\n\nmcgen reads a range only in its canonical form, with all host bits \
zero. The finding shows the range that was probably meant, and the other checks go on with it.",
    sources: &[Reference {
        title: "Amazon VPC: VPC CIDR blocks",
        url: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
    }],
    waivable: false,
};

/// An IPv4 range whose host bits are zero.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cidr(Ipv4Net);

impl Cidr {
    /// The range of `prefix` bits that holds `address`.
    pub fn containing(address: Ipv4Addr, prefix: u8) -> Option<Self> {
        Some(Self(Ipv4Net::new(address, prefix).ok()?.trunc()))
    }

    /// A range known when the program is written.
    pub(crate) fn constant(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }

    /// The first address.
    pub fn first(self) -> Ipv4Addr {
        self.0.network()
    }

    /// The last address.
    pub fn last(self) -> Ipv4Addr {
        self.0.broadcast()
    }

    /// The prefix length in bits, 0 to 32.
    pub fn prefix(self) -> u8 {
        self.0.prefix_len()
    }

    /// How many addresses the range holds, reserved ones included.
    pub fn size(self) -> u64 {
        1 << (32 - u32::from(self.prefix()))
    }

    /// Whether every address of `other` is in this range.
    pub fn contains(self, other: Self) -> bool {
        self.0.contains(&other.0)
    }

    /// Whether the two ranges share an address.
    pub fn overlaps(self, other: Self) -> bool {
        self.contains(other) || other.contains(self)
    }

    /// The ranges of `prefix` bits inside this one, in order; none when `prefix` is shorter.
    pub fn subnets(self, prefix: u8) -> impl Iterator<Item = Self> {
        self.0.subnets(prefix).into_iter().flatten().map(Self)
    }

    /// Addresses that can be given out in an AWS subnet: AWS keeps five
    /// (<https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>).
    pub fn usable_in_aws(self) -> u64 {
        self.size().saturating_sub(5)
    }

    /// Addresses that can be given out in a Google Cloud primary range: Google keeps four
    /// (<https://docs.cloud.google.com/vpc/docs/subnets>).
    pub fn usable_in_gcp(self) -> u64 {
        self.size().saturating_sub(4)
    }

    /// Whether the whole range is private in the sense of RFC 1918.
    pub fn is_rfc1918(self) -> bool {
        self.rfc1918_block().is_some()
    }

    /// The RFC 1918 block that holds the range: 10/8, 172.16/12 or 192.168/16.
    pub fn rfc1918_block(self) -> Option<Self> {
        ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]
            .into_iter()
            .filter_map(Self::constant)
            .find(|block| block.contains(self))
    }
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Scalar for Cidr {
    const EXPECTED: &'static str = "an IPv4 range such as `10.30.0.0/16`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let Ok(net) = text.parse::<Ipv4Net>() else {
            return Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED)));
        };
        let canonical = net.trunc();
        if net == canonical {
            return Ok(Self(net));
        }
        Err(Fault {
            rule: Some(&NON_CANONICAL_RANGE),
            reason: format!(
                "`{net}` names the address {} inside {canonical}",
                net.addr()
            ),
            help: Some(format!("write `{canonical}`")),
            recovered: Some(Self(canonical)),
        })
    }

    fn pattern() -> Option<&'static str> {
        Some(r"^(\d{1,3}\.){3}\d{1,3}/\d{1,2}$")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cidr(text: &str) -> Cidr {
        Cidr::parse(text).unwrap()
    }

    #[test]
    fn host_bits_are_refused_and_the_network_is_offered() {
        let fault = Cidr::parse("10.30.0.1/16").unwrap_err();
        assert_eq!(fault.rule, Some(&NON_CANONICAL_RANGE));
        assert_eq!(fault.recovered, Some(cidr("10.30.0.0/16")));
    }

    #[test]
    fn overlap_is_symmetric_and_containment_is_not() {
        let (wide, narrow) = (cidr("10.0.0.0/8"), cidr("10.30.0.0/16"));
        assert!(wide.overlaps(narrow) && narrow.overlaps(wide));
        assert!(wide.contains(narrow) && !narrow.contains(wide));
        assert!(!narrow.overlaps(cidr("10.31.0.0/16")));
    }

    #[test]
    fn each_cloud_keeps_its_own_number_of_addresses() {
        assert_eq!(cidr("10.0.0.0/28").usable_in_aws(), 11);
        assert_eq!(cidr("10.0.0.0/29").usable_in_gcp(), 4);
    }

    #[test]
    fn a_range_that_straddles_a_private_block_is_not_private() {
        assert!(!cidr("172.0.0.0/8").is_rfc1918());
        assert_eq!(
            cidr("172.20.0.0/16").rfc1918_block(),
            Some(cidr("172.16.0.0/12"))
        );
    }
}
