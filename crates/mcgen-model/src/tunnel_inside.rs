use std::fmt;
use std::net::Ipv4Addr;

use mcgen_diagnostics::{Reference, Rule, Severity};

use crate::catalog::site_to_site_vpn::inside;
use crate::{Allocator, Cidr, Fault, Scalar};

static TUNNEL_OPTIONS: &[Reference] = &[Reference {
    title: "AWS Site-to-Site VPN: tunnel options",
    url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html",
}];

/// VPN-001: the range inside of a tunnel is a /30 of 169.254.0.0/16.
pub static INSIDE_NOT_LINK_LOCAL: Rule = Rule {
    code: "VPN-001",
    slug: "inside-not-link-local",
    severity: Severity::Error,
    summary: "the range inside of a tunnel is not a /30 of 169.254.0.0/16",
    fix: "write a /30 of 169.254.0.0/16, or leave `tunnel-inside` out",
    explain: "The two ends of a tunnel exchange BGP over addresses of their own. AWS takes them from a \
/30 of the link-local range 169.254.0.0/16 alone, and Google Cloud from the same range; anything else \
is refused at apply, after both gateways were built.\n\nLeft out, mcgen gives every tunnel a range \
that is free and legal at both clouds.",
    sources: TUNNEL_OPTIONS,
    waivable: false,
};

/// VPN-002: AWS keeps some ranges of 169.254.0.0/16 for itself.
pub static INSIDE_RESERVED: Rule = Rule {
    code: "VPN-002",
    slug: "inside-reserved",
    severity: Severity::Error,
    summary: "AWS keeps this range inside of tunnels for itself",
    fix: "take a /30 from 169.254.10.0 on, or leave `tunnel-inside` out",
    explain: "169.254.0.0/30 to 169.254.5.0/30 and 169.254.169.252/30 are reserved by AWS. Diagrams \
often show 169.254.1.0/30 and 169.254.2.0/30; a connection that asks for one of them is refused at \
apply.",
    sources: TUNNEL_OPTIONS,
    waivable: false,
};

/// The /30 inside of a tunnel between AWS and Google Cloud, outside of what AWS keeps for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TunnelInside(Cidr);

impl TunnelInside {
    /// The range of `cidr`, unless one of the two clouds refuses it.
    pub fn new(cidr: Cidr) -> Result<Self, Fault<Self>> {
        let refused = |rule, reason| Fault {
            rule: Some(rule),
            ..Fault::new(reason)
        };
        let table = inside();
        if !table.pool.contains(cidr) {
            let reason = format!("{cidr} lies outside of {}", table.pool);
            return Err(refused(&INSIDE_NOT_LINK_LOCAL, reason));
        }
        if cidr.prefix() != table.prefix {
            let reason = format!("{cidr} is a /{}, not a /{}", cidr.prefix(), table.prefix);
            return Err(refused(&INSIDE_NOT_LINK_LOCAL, reason));
        }
        if table.reserved.contains(&cidr) {
            let reason = format!("{cidr} is reserved by AWS");
            return Err(refused(&INSIDE_RESERVED, reason));
        }
        Ok(Self(cidr))
    }

    /// The first range from 169.254.10.0/30 on that overlaps none of `taken`. `None` when all are.
    pub fn first_free(taken: &[Self]) -> Option<Self> {
        let table = inside();
        let taken = taken.iter().map(|range| range.0);
        let taken = taken.chain(table.reserved.iter().copied());
        let mut allocator = Allocator::new(table.pool, taken);
        allocator
            .claim(table.first)
            .or_else(|| allocator.carve_after(Some(table.first), table.prefix))
            .map(Self)
    }

    /// The range.
    pub fn cidr(self) -> Cidr {
        self.0
    }

    /// The address of the AWS end: the first that can be used.
    pub fn aws_address(self) -> Ipv4Addr {
        (u32::from(self.0.first()) + 1).into()
    }

    /// The address of the Google Cloud end: the second that can be used.
    pub fn gcp_address(self) -> Ipv4Addr {
        (u32::from(self.0.first()) + 2).into()
    }
}

impl fmt::Display for TunnelInside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Scalar for TunnelInside {
    const EXPECTED: &'static str = "a /30 of 169.254.0.0/16 such as `169.254.10.0/30`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let cidr = match Cidr::parse(text) {
            Ok(cidr) => cidr,
            Err(fault) => {
                let recovered = fault.recovered.and_then(|cidr| Self::new(cidr).ok());
                return Err(Fault {
                    rule: fault.rule,
                    reason: fault.reason,
                    help: fault.help,
                    recovered,
                });
            }
        };
        Self::new(cidr)
    }

    fn pattern() -> Option<&'static str> {
        Some(r"^169\.254\.\d{1,3}\.\d{1,3}/30$")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::NON_CANONICAL_RANGE;

    fn inside(text: &str) -> TunnelInside {
        TunnelInside::parse(text).unwrap()
    }

    #[test]
    fn aws_has_the_first_address_and_google_the_second() {
        let range = inside("169.254.10.4/30");
        assert_eq!(range.aws_address().to_string(), "169.254.10.5");
        assert_eq!(range.gcp_address().to_string(), "169.254.10.6");
    }

    #[test]
    fn what_a_cloud_refuses_names_its_rule() {
        for (text, rule) in [
            ("10.0.0.0/30", &INSIDE_NOT_LINK_LOCAL),
            ("169.254.10.0/29", &INSIDE_NOT_LINK_LOCAL),
            ("169.254.1.0/30", &INSIDE_RESERVED),
            ("169.254.169.252/30", &INSIDE_RESERVED),
        ] {
            let fault = TunnelInside::parse(text).unwrap_err();
            assert_eq!(fault.rule, Some(rule), "{text}");
        }
    }

    #[test]
    fn an_address_of_the_range_leads_to_the_range() {
        let fault = TunnelInside::parse("169.254.10.1/30").unwrap_err();
        assert_eq!(fault.rule, Some(&NON_CANONICAL_RANGE));
        assert_eq!(fault.recovered, Some(inside("169.254.10.0/30")));
    }

    #[test]
    fn ranges_are_given_out_in_order_and_around_the_taken_ones() {
        assert_eq!(
            TunnelInside::first_free(&[]),
            Some(inside("169.254.10.0/30"))
        );
        let taken = [inside("169.254.10.0/30"), inside("169.254.10.4/30")];
        assert_eq!(
            TunnelInside::first_free(&taken),
            Some(inside("169.254.10.8/30"))
        );
    }

    proptest! {
        #[test]
        fn a_range_that_is_given_out_is_legal_and_free(numbers in prop::collection::vec(0_u32..16_384, 0..64)) {
            let taken: Vec<TunnelInside> = numbers
                .iter()
                .filter_map(|number| {
                    let address = u32::from(Ipv4Addr::new(169, 254, 0, 0)) + number * 4;
                    TunnelInside::new(Cidr::containing(address.into(), 30)?).ok()
                })
                .collect();
            let mut given = taken.clone();
            for _ in 0..4 {
                let range = TunnelInside::first_free(&given).unwrap();
                prop_assert!(!given.contains(&range));
                prop_assert_eq!(TunnelInside::parse(&range.to_string()).unwrap(), range);
                prop_assert!(Cidr::containing(range.aws_address(), 30) == Some(range.cidr()));
                prop_assert!(Cidr::containing(range.gcp_address(), 30) == Some(range.cidr()));
                given.push(range);
            }
        }
    }
}
