//! An HA VPN gateway that exists already.

use std::net::Ipv4Addr;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::{Environment, ExistingHaVpnGateway};

use super::sources::CREATE_CUSTOMER_GATEWAY;
use crate::Context;

pub(super) static NO_PUBLIC_ADDRESS: Rule = Rule {
    code: "VPN-031",
    slug: "gateway-without-public-address",
    severity: Severity::Error,
    summary: "this is no public address of a VPN gateway",
    fix: "write the addresses of interfaces 0 and 1 of the HA VPN gateway",
    explain: "AWS reaches the HA VPN gateway over the internet, at the address that Google Cloud gave \
to each of its interfaces. An address for private use, for documentation or for a single link is never \
one of them, and the negotiation would go nowhere.\n\n`gcloud compute vpn-gateways describe NAME --region REGION` \
prints both.",
    sources: &[
        CREATE_CUSTOMER_GATEWAY,
        Reference {
            title: "IANA: IPv4 special-purpose address registry",
            url: "https://www.iana.org/assignments/iana-ipv4-special-registry",
        },
    ],
    waivable: false,
};

pub(super) static SAME_CUSTOMER_GATEWAY: Rule = Rule {
    code: "VPN-033",
    slug: "same-customer-gateway",
    severity: Severity::Warning,
    summary: "two customer gateways are the same",
    fix: "write the address of interface 0 as `address0` and that of interface 1 as `address1`",
    explain: "AWS knows a customer gateway by its type, address and autonomous system, and answers a \
second request for the same with the one that exists. Two connections then end at one interface, the \
other interface of the HA VPN gateway is not used, and the availability that four tunnels promise is \
gone. Terraform holds the one gateway twice and deletes it under the other.\n\nThe same happens when two \
environments of one account use one HA VPN gateway, which EST-003 refuses.",
    sources: &[CREATE_CUSTOMER_GATEWAY],
    waivable: false,
};

fn gateway(environment: &Environment) -> Option<&ExistingHaVpnGateway> {
    environment
        .link
        .as_ref()?
        .vpn
        .existing
        .ha_vpn_gateway
        .as_ref()
}

pub(super) fn no_public_address(
    environment: &Environment,
    _: &Context,
    findings: &mut Diagnostics,
) {
    for address in gateway(environment).iter().flat_map(|it| &it.addresses) {
        if let Some(what) = special_use(address.value) {
            findings.push(
                Diagnostic::new(&NO_PUBLIC_ADDRESS)
                    .at_value(address, what)
                    .because(format!("nobody on the internet has {address}")),
            );
        }
    }
}

/// What an address is for, when it is not for hosts on the internet.
fn special_use(address: Ipv4Addr) -> Option<&'static str> {
    let [first, second, ..] = address.octets();
    let shared = first == 100 && second & 0xc0 == 64;
    let benchmark = first == 198 && second & 0xfe == 18;
    if address.is_private() {
        Some("an address for private use")
    } else if shared {
        Some("an address between a carrier and its customers")
    } else if address.is_loopback() || first == 0 {
        Some("an address of the host itself")
    } else if address.is_link_local() {
        Some("an address of a single link")
    } else if address.is_documentation() {
        Some("an address for documentation")
    } else if benchmark {
        Some("an address for measurements")
    } else if first >= 224 {
        Some("no address of one host")
    } else {
        None
    }
}

pub(super) fn same_customer_gateway(
    environment: &Environment,
    _: &Context,
    findings: &mut Diagnostics,
) {
    let Some([first, second]) = gateway(environment).map(|it| &it.addresses) else {
        return;
    };
    if first.value == second.value {
        findings.push(
            Diagnostic::new(&SAME_CUSTOMER_GATEWAY)
                .at_value(second, "the customer gateway of the second connection")
                .at_value(first, "the customer gateway of the first connection")
                .because(format!("both have {first} and one autonomous system")),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_internet_pass() {
        for text in [
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "100.64.0.1",
            "127.0.0.1",
            "0.1.2.3",
            "169.254.10.1",
            "192.0.2.1",
            "198.51.100.1",
            "203.0.113.1",
            "198.19.0.1",
            "224.0.0.1",
            "255.255.255.255",
        ] {
            assert!(special_use(text.parse().unwrap()).is_some(), "{text}");
        }
        for text in [
            "35.242.0.1",
            "34.157.96.1",
            "100.63.0.1",
            "100.128.0.1",
            "172.32.0.1",
            "198.20.0.1",
        ] {
            assert_eq!(special_use(text.parse().unwrap()), None, "{text}");
        }
    }
}
