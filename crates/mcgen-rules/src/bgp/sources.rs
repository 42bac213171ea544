//! Pages that several rules of the family rest on.

use mcgen_diagnostics::Reference;

pub(super) const CUSTOMER_GATEWAY_OPTIONS: Reference = Reference {
    title: "AWS Site-to-Site VPN: customer gateway options",
    url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/cgw-options.html",
};
pub(super) const CREATE_VPN_GATEWAY: Reference = Reference {
    title: "Amazon EC2 API: CreateVpnGateway",
    url: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpnGateway.html",
};
pub(super) const ROUTE_PRIORITY: Reference = Reference {
    title: "AWS Site-to-Site VPN: route tables and route priority",
    url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html",
};
pub(super) const QUOTAS: Reference = Reference {
    title: "AWS Site-to-Site VPN: quotas",
    url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html",
};
pub(super) const BGP_SESSIONS: Reference = Reference {
    title: "Cloud Router: establish BGP sessions",
    url: "https://docs.cloud.google.com/network-connectivity/docs/router/how-to/configuring-bgp",
};
pub(super) const TIMERS: Reference = Reference {
    title: "Cloud Router: manage BGP timers",
    url: "https://docs.cloud.google.com/network-connectivity/docs/router/how-to/managing-bgp-timers",
};
pub(super) const ROUTER_PEER: Reference = Reference {
    title: "Terraform: google_compute_router_peer",
    url: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_router_peer",
};
pub(super) const GCE_NAMES: Reference = Reference {
    title: "Compute Engine: naming resources",
    url: "https://cloud.google.com/compute/docs/naming-resources",
};
