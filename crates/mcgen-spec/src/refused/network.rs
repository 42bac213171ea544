//! Keys of the two networks that people bring from Terraform or from the other cloud.

use mcgen_diagnostics::{Reference, Rule, Severity};

use super::refused_keys;

const SUBNETS: Reference = Reference {
    title: "Google Cloud VPC: subnets",
    url: "https://docs.cloud.google.com/vpc/docs/subnets",
};
const NETWORK: Reference = Reference {
    title: "Terraform: google_compute_network",
    url: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_network",
};
const PEERING: Reference = Reference {
    title: "Google Cloud VPC: VPC Network Peering",
    url: "https://docs.cloud.google.com/vpc/docs/vpc-peering",
};
const PRIVATE_IP: Reference = Reference {
    title: "Cloud SQL for PostgreSQL: private IP",
    url: "https://cloud.google.com/sql/docs/postgres/private-ip",
};
const GATEWAYS: Reference = Reference {
    title: "AWS Site-to-Site VPN: how it works",
    url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/how_it_works.html",
};

/// NET-027: a VPC network of Google Cloud has no range.
pub static RANGE_OF_THE_NETWORK: Rule = Rule {
    code: "NET-027",
    slug: "range-of-a-google-cloud-network",
    severity: Severity::Error,
    summary: "a network of Google Cloud has no range of its own",
    fix: "give every subnet its own range, disjoint from all others",
    explain: "On AWS a VPC has a range and subnets are cut out of it. On Google Cloud the VPC network \
has none: each subnet brings its own range, and ranges of subnets, of pods, of services and of private \
services lie beside each other, never inside of one another.\n\nIn an environment file \
`gcp.network.cidr` is the range of the node subnet. mcgen refuses keys that would give the network a \
range, and a node range that holds other ranges of the same network, which is what an AWS plan looks \
like when it is copied.",
    sources: &[SUBNETS],
    waivable: false,
};

/// NET-028: an auto-mode network takes half of 10.0.0.0/8.
pub static AUTO_MODE: Rule = Rule {
    code: "NET-028",
    slug: "auto-mode-network",
    severity: Severity::Error,
    summary: "subnets are never made by themselves",
    fix: "remove the key; mcgen makes a custom-mode network with the subnets of the file",
    explain: "A network in auto mode gets one subnet in every region, all of them out of \
`10.128.0.0/9`, and a further one whenever Google opens a region. Half of `10.0.0.0/8` is then taken \
by subnets that nobody planned, and a VPN to any other network in that half becomes impossible. Auto \
mode is what Terraform makes when `auto_create_subnetworks` is left out.\n\nmcgen always writes \
`auto_create_subnetworks = false` and has no key for it.",
    sources: &[SUBNETS, NETWORK],
    waivable: false,
};

/// NET-036: a firewall rule that protects nothing.
pub static FIREWALL_WITHOUT_EFFECT: Rule = Rule {
    code: "NET-036",
    slug: "firewall-without-effect",
    severity: Severity::Error,
    summary: "this firewall rule protects nothing",
    fix: "remove the rule; limit the clients of the database or the cache with `clients`",
    explain: "Firewall rules of Google Cloud are enforced at the virtual machines of the network. Cloud \
SQL and Memorystore live in Google's own network behind a peering, so a rule that is meant for them \
never sees a packet; what limits access there is the peering itself, `authorized-networks`, and rules \
on the clients. On AWS a security group belongs to a network interface: a VPN connection and its \
gateway have none.\n\nmcgen finds such rules by `to: cloud-sql` and `to: memorystore` and by keys that \
would attach a security group to a VPN. A rule with `to: vpn-gateway` is a warning: that the rules do \
not reach Cloud VPN gateways could not be confirmed in the documentation. None of these rules is \
rendered.",
    sources: &[PRIVATE_IP, GATEWAYS],
    waivable: false,
};

/// NET-037: peering does not pass through a second peering.
pub static TRANSITIVE_PEERING: Rule = Rule {
    code: "NET-037",
    slug: "transitive-peering",
    severity: Severity::Error,
    summary: "a peered network does not reach Cloud SQL through this one",
    fix: "remove the peering; connect the other network by HA VPN, or its clients by Private Service Connect",
    explain: "Cloud SQL and Memorystore stand in Google's network, which is peered with this one. \
Peering is not transitive: a third network that is peered with this one reaches its hosts, but not \
what lies behind the other peering. Clients there need a VPN between the networks, with custom routes \
exported to Google's peering, or Private Service Connect.\n\nmcgen builds no peering between networks \
of yours and refuses the keys for it, because the databases could not be reached over it.",
    sources: &[PEERING, PRIVATE_IP],
    waivable: false,
};

refused_keys! {
    RANGE_OF_THE_NETWORK: "gcp.network" ["cidr-block" "cidr_block" "cidrs" "vpc-cidr" "vpc_cidr" "network-cidr" "network_cidr" "ipv4-range" "ipv4_range" "ip-cidr-range" "ip_cidr_range" "address-space" "address_space"]
        "a VPC network of Google Cloud has no range; only its subnets have one",
        "write the range of the node subnet as `cidr`, and further subnets under `subnets`";
    AUTO_MODE: "gcp.network" ["auto-create-subnetworks" "auto_create_subnetworks" "auto-create-subnets" "auto-mode" "auto_mode" "mode" "subnet-mode" "subnet_mode"]
        "mcgen makes networks in custom mode only: an auto-mode network takes 10.128.0.0/9",
        "remove the key; write the subnets that are wanted";
    FIREWALL_WITHOUT_EFFECT: "aws.network" ["vpn-security-group" "vpn_security_group" "vpn-security-groups" "vpn_security_groups" "vpn-security-group-ids" "vpn_security_group_ids" "vgw-security-group" "vgw-security-groups" "vpn-gateway-security-groups"]
        "a VPN gateway and a VPN connection have no security group",
        "remove the key; name the ranges behind the VPN under `clients` of the database and the cache";
    FIREWALL_WITHOUT_EFFECT: "gcp.network" ["vpn-firewall" "vpn_firewall" "cloud-sql-firewall" "cloud_sql_firewall" "memorystore-firewall" "memorystore_firewall"]
        "firewall rules reach the hosts of the network only",
        "remove the key; write rules for hosts under `firewall`, and clients under `clients`";
    TRANSITIVE_PEERING: "gcp.network" ["peerings" "peering" "peers" "network-peering" "network_peering" "network-peerings" "network_peerings" "vpc-peering" "vpc_peering" "peered-networks" "peered_networks"]
        "a network that is peered with this one cannot reach Cloud SQL or Memorystore behind it",
        "remove the key; connect the other network by VPN, and name its ranges under `clients`";
}
