//! Pages that several rules of the family rest on.

use mcgen_diagnostics::Reference;

pub(super) const TUNNEL_OPTIONS: Reference = Reference {
    title: "AWS Site-to-Site VPN: tunnel options",
    url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html",
};
pub(super) const CUSTOMER_GATEWAY: Reference = Reference {
    title: "AWS Site-to-Site VPN: requirements for a customer gateway device",
    url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/CGRequirements.html",
};
pub(super) const CREATE_CUSTOMER_GATEWAY: Reference = Reference {
    title: "Amazon EC2 API: CreateCustomerGateway",
    url: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateCustomerGateway.html",
};
pub(super) const QUOTAS: Reference = Reference {
    title: "AWS Site-to-Site VPN: quotas",
    url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html",
};
pub(super) const ROUTE_PRIORITY: Reference = Reference {
    title: "AWS Site-to-Site VPN: route tables and route priority",
    url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html",
};
pub(super) const INITIATION: Reference = Reference {
    title: "AWS Site-to-Site VPN: tunnel initiation options",
    url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/initiate-vpn-tunnels.html",
};
pub(super) const IKE_CIPHERS: Reference = Reference {
    title: "Cloud VPN: supported IKE ciphers",
    url: "https://docs.cloud.google.com/network-connectivity/docs/vpn/concepts/supported-ike-ciphers",
};
pub(super) const MTU: Reference = Reference {
    title: "Cloud VPN: MTU considerations",
    url: "https://docs.cloud.google.com/network-connectivity/docs/vpn/concepts/mtu-considerations",
};
pub(super) const BANDWIDTH: Reference = Reference {
    title: "Cloud VPN: topologies to increase bandwidth",
    url: "https://docs.cloud.google.com/network-connectivity/docs/vpn/concepts/topologies-increase-bandwidth",
};
