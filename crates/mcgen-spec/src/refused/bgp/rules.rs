use mcgen_diagnostics::Reference;

use crate::refused::rules_of_keys;

const CREATE_CUSTOMER_GATEWAY: Reference = Reference {
    title: "Amazon EC2 API: CreateCustomerGateway",
    url: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateCustomerGateway.html",
};
const ROUTE_PRIORITY: Reference = Reference {
    title: "AWS Site-to-Site VPN: route tables and route priority",
    url: "https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html",
};
const WITH_AWS: Reference = Reference {
    title: "Cloud VPN: connect HA VPN to AWS peer gateways",
    url: "https://cloud.google.com/network-connectivity/docs/vpn/how-to/connect-ha-vpn-aws-peer-gateway",
};
const BGP_SESSIONS: Reference = Reference {
    title: "Cloud Router: establish BGP sessions",
    url: "https://docs.cloud.google.com/network-connectivity/docs/router/how-to/configuring-bgp",
};
const ADVERTISED_ROUTES: Reference = Reference {
    title: "Cloud Router: advertised routes",
    url: "https://docs.cloud.google.com/network-connectivity/docs/router/concepts/advertised-routes",
};
const BFD: Reference = Reference {
    title: "Cloud Router: BFD, limitations",
    url: "https://cloud.google.com/network-connectivity/docs/router/concepts/bfd",
};
const ROUTER: Reference = Reference {
    title: "Terraform: google_compute_router",
    url: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_router",
};
const ROUTER_PEER: Reference = Reference {
    title: "Terraform: google_compute_router_peer",
    url: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_router_peer",
};
const PRIVATE_SERVICES: Reference = Reference {
    title: "VPC: configure private services access, connectivity from outside",
    url: "https://cloud.google.com/vpc/docs/configure-private-services-access#on-prem",
};

rules_of_keys! {
    /// BGP-002: the two arguments for one number.
    CUSTOMER_GATEWAY_NUMBER = "BGP-002" "number-of-the-customer-gateway" Error
        "the number of the customer gateways is that of the Google Cloud side",
        "write `gcp-asn`",
        "AWS takes the number of a customer gateway in one of two arguments: `bgp_asn` up to 2147483647, and `bgp_asn_extended` above. The private numbers from 4200000000 on need the second. mcgen writes the one that fits.",
        &[CREATE_CUSTOMER_GATEWAY];
    /// BGP-006: each number stands once.
    NUMBERS_TWICE = "BGP-006" "each-number-once" Error
        "each of the two numbers stands once",
        "write `aws-asn` and `gcp-asn` in `link.vpn`",
        "The number of the Cloud Router is that of both customer gateways, and the number of the AWS gateway is that of every peer of the router. Where the same number is written at several places one of them comes to differ, and the session is refused with a message about a bad peer AS that neither cloud shows.\n\nmcgen writes all of them from two keys.",
        &[WITH_AWS, BGP_SESSIONS];
    /// BGP-007: sessions.
    ONE_SESSION_A_TUNNEL = "BGP-007" "one-session-a-tunnel" Error
        "interfaces and peers follow from the tunnels",
        "remove the key",
        "Every tunnel needs one interface of the Cloud Router, with an address of the range inside of the tunnel, and one peer on that interface. A tunnel without them is up and carries nothing; a peer that names an interface which does not exist is refused. mcgen makes four of each.",
        &[BGP_SESSIONS, ROUTER_PEER];
    /// BGP-012: the arguments for the MED.
    ROUTE_PRIORITY_ARGUMENTS = "BGP-012" "arguments-of-the-med" Warning
        "the MED follows from the preference of a connection",
        "write `priority: active-passive`, and `active-med` and `passive-med` where 100 and 200 do not fit",
        "The provider treats `advertised_route_priority = 0` like an argument that is not there, and the Cloud Router then advertises 100, unless `zero_advertised_route_priority` stands beside it. The lowest MED wins, so what was meant as the best tunnel is one of many. mcgen writes both arguments, from `active-med` and `passive-med`.",
        &[ROUTER_PEER];
    /// BGP-013: longer paths.
    PREPEND = "BGP-013" "as-path-prepending" Warning
        "AWS advises against longer AS paths",
        "remove the key; `priority: active-passive` prefers one connection",
        "AWS compares the length of the AS path before the MED. While it replaces an endpoint it moves traffic by a MED of its own, which only works when the paths over both tunnels are equally long; AWS therefore advises against prepending for gateways that take asymmetric traffic, as HA VPN does.",
        &[ROUTE_PRIORITY];
    /// BGP-016: private services are advertised.
    ADVERTISE_MODE = "BGP-016" "private-services-are-advertised" Error
        "what is advertised is not left to a mode",
        "remove the key; write further ranges as `advertise`",
        "In its default mode a Cloud Router advertises the subnets of its network, and so does the group `ALL_SUBNETS`. The range of private services is no subnet: Cloud SQL and Memorystore stand in Google's network behind a peering, and AWS never learns a route to them.\n\nmcgen writes mode `CUSTOM` and names every range, private services among them.",
        &[ADVERTISED_ROUTES, PRIVATE_SERVICES];
    /// BGP-017: groups and ranges without their mode.
    ADVERTISED_GROUPS = "BGP-017" "advertised-groups" Error
        "ranges are advertised by name",
        "write further ranges as `advertise`",
        "`advertised_groups` and `advertised_ip_ranges` are taken in mode `CUSTOM` only; with the default mode the API refuses them. mcgen writes the mode and one entry for each range of the network, and `advertise` adds to them.",
        &[ROUTER, ADVERTISED_ROUTES];
    /// BGP-018: a list of one peer.
    ADVERTISED_BY_PEER = "BGP-018" "list-of-one-session" Warning
        "every session advertises the same ranges",
        "write further ranges as `advertise` in `link.vpn`",
        "A session in mode `CUSTOM` does not inherit what its router advertises: its own list stands in the place of it. A list that names one more range and forgets private services cuts the databases off, on that tunnel alone. mcgen writes the same whole list for every session.",
        &[ADVERTISED_ROUTES];
    /// BGP-019: routes for private services.
    EXPORTED_ROUTES = "BGP-019" "routes-for-private-services" Error
        "the peering with private services exports the routes of the link",
        "remove the key",
        "Cloud SQL answers over the peering between Google's network and this one. Routes that the Cloud Router learned from AWS cross a peering only when it exports custom routes; otherwise requests arrive and answers go nowhere. mcgen exports them as soon as there is a link.",
        &[PRIVATE_SERVICES];
    /// BGP-020: propagation.
    PROPAGATION = "BGP-020" "propagation-of-routes" Error
        "the route tables of the VPC take the routes over",
        "remove the key",
        "A virtual private gateway knows the routes of Google Cloud, and a subnet knows them only when its route table takes them over. One that was forgotten has a one-way link: requests from Google Cloud arrive, and the answers leave through the NAT gateway or not at all. mcgen sets it for every private route table, those of databases and caches among them.",
        &[ROUTE_PRIORITY];
    /// BGP-022: BFD and MD5.
    NO_BFD_OR_MD5 = "BGP-022" "bfd-and-md5" Warning
        "a session over these tunnels has neither BFD nor MD5",
        "remove the key",
        "Cloud Router does not support BFD for sessions over HA VPN tunnels, and a session waits for an answer that AWS never sends. For MD5 the documentation of AWS Site-to-Site VPN names no way to set a key; that AWS refuses it could not be confirmed, but with a key on one side alone no session comes up. Neither is missed: IPsec authenticates every packet, and a dead tunnel is noticed by DPD and the hold time of 30 seconds.",
        &[BFD, ROUTER_PEER];
    /// BGP-024: Direct Connect.
    DIRECT_CONNECT = "BGP-024" "direct-connect-beside-the-vpn" Warning
        "mcgen builds the link as a VPN",
        "remove the key",
        "With Direct Connect and a VPN to the same ranges AWS prefers the routes of Direct Connect, whatever their MED or the length of their path, and uses the VPN when they are gone. That is a fine backup when it is meant, and a VPN that never carries anything when it is not. An interconnect that exists may stand beside the link; mcgen neither builds nor sees it.",
        &[ROUTE_PRIORITY];
}
