use mcgen_diagnostics::Reference;

use crate::refused::rules_of_keys;

const TUNNEL_OPTIONS: Reference = Reference {
    title: "AWS Site-to-Site VPN: tunnel options",
    url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html",
};
const HOW_IT_WORKS: Reference = Reference {
    title: "AWS Site-to-Site VPN: how it works",
    url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/how_it_works.html",
};
const VPN_CONNECTION: Reference = Reference {
    title: "Terraform: aws_vpn_connection",
    url: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpn_connection",
};
const TUNNEL_LOGS_PAGE: Reference = Reference {
    title: "AWS Site-to-Site VPN: logs",
    url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-logs.html",
};
const ROUTE_PRIORITY: Reference = Reference {
    title: "AWS Site-to-Site VPN: route tables and route priority",
    url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html",
};
const WITH_AWS: Reference = Reference {
    title: "Cloud VPN: connect HA VPN to AWS peer gateways",
    url: "https://cloud.google.com/network-connectivity/docs/vpn/how-to/connect-ha-vpn-aws-peer-gateway",
};
const IKE_CIPHERS: Reference = Reference {
    title: "Cloud VPN: supported IKE ciphers",
    url: "https://docs.cloud.google.com/network-connectivity/docs/vpn/concepts/supported-ike-ciphers",
};
const NETWORKS_AND_ROUTING: Reference = Reference {
    title: "Cloud VPN: networks and tunnel routing",
    url: "https://docs.cloud.google.com/network-connectivity/docs/vpn/concepts/choosing-networks-routing",
};
const KEY_TERMS: Reference = Reference {
    title: "Cloud VPN: key terms",
    url: "https://docs.cloud.google.com/network-connectivity/docs/vpn/concepts/key-terms",
};
const TOPOLOGIES: Reference = Reference {
    title: "Cloud VPN: HA VPN topologies",
    url: "https://docs.cloud.google.com/network-connectivity/docs/vpn/concepts/topologies",
};
const EXTERNAL_VPN_GATEWAY: Reference = Reference {
    title: "Terraform: google_compute_external_vpn_gateway",
    url: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_external_vpn_gateway",
};
const VPN_TUNNEL: Reference = Reference {
    title: "Terraform: google_compute_vpn_tunnel",
    url: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_vpn_tunnel",
};

rules_of_keys! {
    /// VPN-004: which end of a tunnel has which address.
    ENDS_OF_A_TUNNEL = "VPN-004" "ends-of-a-tunnel" Error
        "the addresses of the two ends follow from the range",
        "remove the key; write `tunnel-inside`, or leave it out",
        "Of the /30 inside of a tunnel AWS always gives itself the first address that can be used and the customer, here Google Cloud, the second. An interface of the Cloud Router with the first address, or a peer with the second, never hears an answer, and both clouds show a tunnel that is up.\n\nmcgen computes both addresses from the range.",
        &[TUNNEL_OPTIONS, WITH_AWS];
    /// VPN-005: four tunnels.
    FOUR_TUNNELS = "VPN-005" "four-tunnels" Error
        "a link has four tunnels",
        "remove the key; a link is always two connections of two tunnels",
        "Google Cloud promises 99.99 percent for an HA VPN gateway whose two interfaces are both used, and with AWS at the other end that takes two connections, because a connection has two tunnels to one address. With fewer tunnels the loss of one zone of either cloud, or a maintenance of AWS, can end the link.\n\nmcgen always builds two customer gateways, two connections and four tunnels.",
        &[WITH_AWS, TOPOLOGIES];
    /// VPN-006: the redundancy of the external gateway.
    EXTERNAL_GATEWAY = "VPN-006" "external-gateway" Error
        "the external gateway of Google Cloud follows from the connections",
        "remove the key",
        "Google Cloud knows the AWS side as an external gateway with numbered interfaces, and how many there are must fit its redundancy type: one for `SINGLE_IP_INTERNALLY_REDUNDANT`, two for `TWO_IPS_REDUNDANCY`, four for `FOUR_IPS_REDUNDANCY`. Another number is refused.\n\nmcgen always writes four, numbered 0 to 3: the two tunnels of the first connection, then those of the second.",
        &[EXTERNAL_VPN_GATEWAY, WITH_AWS];
    /// VPN-007: which tunnel ends where.
    INTERFACES = "VPN-007" "interfaces-of-the-gateways" Error
        "which tunnel ends at which interface is settled",
        "remove the key",
        "Interface 0 of the HA VPN gateway has the tunnels to interfaces 0 and 1 of the external gateway, and interface 1 those to 2 and 3; the first customer gateway of AWS is the address of interface 0, the second that of interface 1. Crossed, the negotiation comes from an address that AWS does not expect and is dropped.\n\nmcgen numbers all of them from one place, the number of the tunnel.",
        &[WITH_AWS];
    /// VPN-008: Classic VPN.
    CLASSIC_VPN = "VPN-008" "classic-vpn" Error
        "that is an argument of another kind of VPN",
        "remove the key",
        "A tunnel of HA VPN has a gateway and its interface, an external gateway and its interface, and a router. `target_vpn_gateway` and `peer_ip` belong to Classic VPN, which has one interface and no such promise of availability; `peer_gcp_gateway` joins two networks of Google Cloud. The provider refuses a mixture.",
        &[VPN_TUNNEL, TOPOLOGIES];
    /// VPN-009: BGP only.
    STATIC_ROUTES = "VPN-009" "static-routes" Error
        "the routes of a link are dynamic",
        "remove the key; what is advertised follows from the two networks and `advertise`",
        "HA VPN supports dynamic routing only: a tunnel needs a session of BGP, and AWS must not be told `static_routes_only`. Static routes would besides not notice a tunnel that is down.\n\nmcgen advertises the ranges of both networks, and the private services of Google Cloud, over every tunnel.",
        &[NETWORKS_AND_ROUTING, VPN_CONNECTION];
    /// VPN-010: one region.
    ONE_REGION = "VPN-010" "region-of-the-link" Error
        "a link has no region of its own",
        "remove the key; the regions are `aws.region` and `gcp.region`",
        "Gateways, tunnels and the Cloud Router of Google Cloud are regional, and a tunnel must be in the region of its gateway and its router. On AWS the gateway is attached to the VPC. mcgen builds each half where its network is.",
        &[KEY_TERMS, VPN_TUNNEL];
    /// VPN-011: the version of IKE.
    IKE_VERSION = "VPN-011" "ike-version" Error
        "both ends speak IKEv2",
        "remove the key",
        "Over IKEv1 Cloud VPN offers AES-CBC with 128 bits, SHA-1 and group 2 and nothing better, and AWS accepts IKEv1 unless it is told not to. mcgen writes `ike_version = 2` and `[\"ikev2\"]`, so that nothing can fall back.",
        &[IKE_CIPHERS, TUNNEL_OPTIONS];
    /// VPN-012: one algorithm in each role.
    ONE_ALGORITHM = "VPN-012" "one-algorithm-in-each-role" Error
        "the two ends must not choose among algorithms",
        "write one value in each role under `cipher`",
        "Without lists AWS offers every algorithm that it knows. The offer of Cloud VPN then no longer fits into one packet; fragments are dropped on the way, and a tunnel that came up fails when new keys are made, hours later. Google advises to name exactly one algorithm in each role.\n\nmcgen writes one encryption, one integrity and one group for each phase, the same at both clouds.",
        &[WITH_AWS, TUNNEL_OPTIONS];
    /// VPN-019: lifetimes of Google Cloud.
    GOOGLE_LIFETIMES = "VPN-019" "lifetimes-of-cloud-vpn" Warning
        "Cloud VPN has fixed lifetimes of keys",
        "remove the key",
        "The keys of Cloud VPN live for 36000 seconds in phase 1 and 10800 in phase 2, and nothing sets them. AWS takes 28800 and 3600 at the most, so the two can never be equal. They need not be: lifetimes are not negotiated in IKEv2, and AWS, whose keys end first, makes new ones.",
        &[IKE_CIPHERS, TUNNEL_OPTIONS];
    /// VPN-021: the form of a pre-shared key.
    KEY_GENERATOR = "VPN-021" "form-of-a-pre-shared-key" Error
        "AWS makes the keys of the tunnels",
        "remove the key",
        "AWS takes keys of 8 to 64 letters, digits, `.` and `_` that do not begin with `0`; what a common generator of passwords makes is refused for its other characters. Left to AWS, every tunnel gets 32 random letters and digits. mcgen leaves it to AWS and passes the result to Google Cloud.",
        &[TUNNEL_OPTIONS];
    /// VPN-022: a pre-shared key in the file.
    PRESHARED_KEY = "VPN-022" "pre-shared-key-in-the-file" Error
        "a pre-shared key does not belong into the file",
        "remove the key, and change the secret if it is in use",
        "Who has the key of a tunnel can pose as either end. In a file it is in the repository, in every clone and in the plan; one key for several tunnels makes the loss of one the loss of all.\n\nAWS makes a key for each tunnel, and mcgen passes the four to the tunnels of Google Cloud, as write-only arguments. The value is masked in messages.",
        &[TUNNEL_OPTIONS, VPN_CONNECTION];
    /// VPN-023: where the pre-shared keys are.
    KEY_STORAGE = "VPN-023" "storage-of-pre-shared-keys" Warning
        "where the keys of the tunnels are kept is settled",
        "remove the key",
        "The provider of AWS writes the keys that AWS made into its state; that of Google Cloud takes them as write-only arguments and keeps none. The state of the link is therefore a secret: the bucket is encrypted, and only the pipeline reads it. With storage in Secrets Manager the provider no longer gives the keys out, so that the other cloud could not be given them in the same apply.",
        &[VPN_CONNECTION, VPN_TUNNEL];
    /// VPN-027: arguments of a transit gateway.
    TRANSIT_GATEWAY_ONLY = "VPN-027" "transit-gateway-only" Error
        "only a connection of a transit gateway has this",
        "remove the key",
        "Acceleration, large tunnels and private transport exist for connections of a transit gateway only; with a virtual private gateway the API refuses the connection. Acceleration besides needs UDP encapsulation and gives other addresses, and cannot be changed afterwards.\n\nmcgen renders the same connections for both gateways and has no key for them.",
        &[VPN_CONNECTION, TUNNEL_OPTIONS];
    /// VPN-028: IPv6.
    IPV6 = "VPN-028" "ipv6-over-the-link" Error
        "a link carries IPv4 only",
        "remove the key",
        "A virtual private gateway does not carry IPv6; a connection of a transit gateway carries either IPv4 or IPv6 inside, never both. The address plan of an environment has IPv4 ranges, and so has its link.",
        &[ROUTE_PRIORITY, TUNNEL_OPTIONS];
    /// VPN-034: ranges of the tunnels.
    NETWORK_RANGES = "VPN-034" "ranges-of-a-tunnel" Warning
        "a tunnel with BGP takes every address",
        "remove the key",
        "The ranges of a connection (`local_ipv4_network_cidr`, `remote_ipv4_network_cidr`) and the traffic selectors of a tunnel say which addresses the two ends agree to carry. With routes by BGP they must be 0.0.0.0/0 on both sides; narrower ones drop traffic that a route sends into the tunnel, without a word. They are no firewall: `clients` and `firewall` are.",
        &[TUNNEL_OPTIONS, NETWORKS_AND_ROUTING];
    /// VPN-035: both tunnels of a connection.
    ONE_TUNNEL = "VPN-035" "both-tunnels-of-a-connection" Warning
        "both tunnels of a connection are used",
        "remove the key",
        "AWS replaces the endpoints of a connection one at a time, with little notice, and moves the traffic to the other tunnel meanwhile. Where only one of the two is connected, that maintenance is an outage. mcgen connects both tunnels of both connections.",
        &[HOW_IT_WORKS, TUNNEL_OPTIONS];
    /// VPN-037: logs.
    TUNNEL_LOGS = "VPN-037" "tunnel-logs" Warning
        "the logs of the tunnels are always on",
        "remove the key; `logs: { retention-days: 90 }` says how long they are kept",
        "AWS writes no logs of its tunnels unless it is told to, and without them nobody can say afterwards why a negotiation failed. mcgen makes a log group for the link, encrypted and with an end to what it keeps, and turns the logs of all four tunnels on.",
        &[TUNNEL_LOGS_PAGE];
}
