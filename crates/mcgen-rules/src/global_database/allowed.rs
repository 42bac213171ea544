//! Public addresses that may connect.

use std::collections::BTreeMap;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::{AllowedRange, Product};

use super::{COCKROACH_NETWORK, Subject};

/// The widest range that somebody can be named for: 256 addresses.
const WIDEST_PREFIX: u8 = 24;

pub(super) static WIDE: Rule = Rule {
    code: "GDB-017",
    slug: "global-database-open-to-many",
    severity: Severity::Error,
    summary: "a range that may connect is no range of somebody's public addresses",
    fix: "name the public addresses of an office or a gateway, a /24 at most",
    explain: "A managed database over both clouds can be reached at public addresses. Clients in the two networks need none \
of them: they have the private way. What is left is an office, a build machine or a NAT gateway, each with few public \
addresses. A range of many strangers leaves the password as the only guard, and a private range never arrives at the \
provider as such.",
    sources: &[COCKROACH_NETWORK],
    waivable: false,
};

pub(super) fn ranges(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let ranges = match &subject.settings.product {
        Product::Atlas(cluster) => &cluster.allow,
        Product::Cockroach(cluster) => &cluster.allow,
        Product::Spanner(_) | Product::Yugabyte(_) => return,
    };
    let mut named: BTreeMap<&str, &AllowedRange> = BTreeMap::new();
    for range in ranges {
        let cidr = &range.cidr;
        if cidr.is_rfc1918() {
            findings.push(
                Diagnostic::new(&WIDE)
                    .at_value(cidr, "a private range")
                    .because("the provider sees the public address that its client leaves from")
                    .help("name that address, or leave the range out: both networks have the private way"),
            );
        } else if cidr.prefix() < WIDEST_PREFIX {
            findings.push(
                Diagnostic::new(&WIDE)
                    .at_value(cidr, format!("{} addresses", cidr.size()))
                    .help(format!("name a /{WIDEST_PREFIX} or less")),
            );
        }
        if let Some(first) = named.insert(&range.name.value, range) {
            findings.push(
                Diagnostic::new(&WIDE)
                    .at_value(&range.name, "a second range of this name")
                    .at_value(&first.name, "the first one")
                    .help("give each range a name of its own"),
            );
        }
    }
}
