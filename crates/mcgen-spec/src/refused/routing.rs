//! Keys of `gcp.network` about private services access.

use mcgen_diagnostics::{Reference, Rule, Severity};

use super::refused_keys;

const GLOBAL_ADDRESS: Reference = Reference {
    title: "Terraform: google_compute_global_address",
    url: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_global_address",
};
const CONNECTION: Reference = Reference {
    title: "Terraform: google_service_networking_connection",
    url: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/service_networking_connection",
};
const PRIVATE_SERVICES: Reference = Reference {
    title: "VPC: configure private services access",
    url: "https://cloud.google.com/vpc/docs/configure-private-services-access",
};

/// NET-013: the address of private services access has four arguments that belong together.
pub static PRIVATE_SERVICES_ADDRESS: Rule = Rule {
    code: "NET-013",
    slug: "hand-made-private-services-address",
    severity: Severity::Error,
    summary: "address of private services access written by hand",
    fix: "write the range alone: `private-services: 10.23.0.0/20`",
    explain: "The range for Cloud SQL and Memorystore is a global address with \
`purpose = VPC_PEERING`, `address_type = INTERNAL`, a prefix length and the network. The type is \
`EXTERNAL` when nobody names it, and without the purpose the connection refuses the range.\n\nmcgen \
writes all of them from `gcp.network.private-services`, and has no key for any single one.",
    sources: &[GLOBAL_ADDRESS, PRIVATE_SERVICES],
    waivable: false,
};

/// NET-014: a peered range cannot be exchanged under running services.
pub static EXCHANGED_PEERING_RANGE: Rule = Rule {
    code: "NET-014",
    slug: "exchanged-peering-range",
    severity: Severity::Error,
    summary: "list of peered ranges written by hand",
    fix: "write `private-services` once, large enough, and never change it",
    explain: "Producers such as Cloud SQL cut their subnets from the peered range when the first \
instance is made. Exchanging the range in `reserved_peering_ranges` afterwards does not move those \
subnets: the connection update fails or leaves instances outside of the declared range. A range can \
only be added.\n\nmcgen keeps one range for each network, `gcp.network.private-services`, and has no key \
for the list. Since the key could do nothing, it is an error to write it.",
    sources: &[CONNECTION, PRIVATE_SERVICES],
    waivable: false,
};

refused_keys! {
    PRIVATE_SERVICES_ADDRESS: "gcp.network" ["address-type" "address_type" "purpose" "prefix-length" "prefix_length" "global-address" "private-ip-address" "private-ip-range" "private-service-access" "private-services-access" "psa" "psa-range"]
        "purpose, type, length and network of the peered range belong together, and mcgen writes them all",
        "write the range alone: `private-services: 10.23.0.0/20`";
    EXCHANGED_PEERING_RANGE: "gcp.network" ["reserved-peering-ranges" "reserved_peering_ranges" "psa-ranges" "psa_ranges" "peering-ranges"]
        "exchanging a peered range leaves the subnets of running services where they are",
        "write one range that is large enough: `private-services: 10.23.0.0/20`";
}
