//! Keys of the routes of a link that people bring from the two providers.

mod rules;

pub use rules::*;

use super::refused_keys;

refused_keys! {
    CUSTOMER_GATEWAY_NUMBER: "link.vpn" [
        "bgp-asn" "bgp_asn" "bgp-asn-extended" "bgp_asn_extended" "cgw-asn" "cgw_asn"
        "customer-gateway-asn" "customer_gateway_asn"
    ]
        "mcgen chooses between the two arguments by the number",
        "write the number of the Google Cloud side as `gcp-asn`";
    NUMBERS_TWICE: "link.vpn" [
        "asn" "peer-asn" "peer_asn" "router-asn" "router_asn" "amazon-side-asn"
        "amazon_side_asn" "aws-side-asn" "aws_side_asn" "gcp-router-asn" "gcp_router_asn"
        "local-asn" "local_asn" "remote-asn" "remote_asn" "tunnel1-bgp-asn" "tunnel1_bgp_asn"
    ]
        "each number stands once, and both clouds are given the same",
        "write `aws-asn` for the AWS side and `gcp-asn` for the Google Cloud side";
    NUMBERS_TWICE: "link.vpn.bgp" [
        "asn" "aws-asn" "aws_asn" "gcp-asn" "gcp_asn" "peer-asn" "peer_asn" "router-asn"
        "router_asn" "amazon-side-asn" "amazon_side_asn"
    ]
        "each number stands once, and both clouds are given the same",
        "write `aws-asn` and `gcp-asn` in `link.vpn`";
    ONE_SESSION_A_TUNNEL: "link.vpn" [
        "router-interfaces" "router_interfaces" "router-interface" "router_interface"
        "interfaces" "router-peers" "router_peers" "router-peer" "router_peer" "bgp-peers"
        "bgp_peers" "bgp-peer" "bgp_peer" "bgp-sessions" "bgp_sessions" "peers"
    ]
        "each tunnel has an interface and a session, which follow from its range",
        "remove the key; write the four ranges as `tunnel-inside`, or leave them to mcgen";
    ONE_SESSION_A_TUNNEL: "link.vpn.bgp" [
        "interfaces" "peers" "sessions" "bgp-peers" "bgp_peers"
    ]
        "each tunnel has an interface and a session, which follow from its range",
        "remove the key; write the four ranges as `tunnel-inside` in `link.vpn`";
    ROUTE_PRIORITY_ARGUMENTS: "link.vpn.bgp" [
        "advertised-route-priority" "advertised_route_priority" "zero-advertised-route-priority"
        "zero_advertised_route_priority" "route-priority" "route_priority" "med" "priority"
        "local-preference" "local_preference"
    ]
        "the MED of a tunnel follows from the preference of its connection",
        "write `priority` in `link.vpn`, and `active-med` and `passive-med` here";
    PREPEND: "link.vpn.bgp" [
        "as-path-prepend" "as_path_prepend" "as-path-prepends" "as_path_prepends" "prepend"
        "as-prepend" "as_prepend" "path-prepend" "path_prepend"
    ]
        "AWS chooses by the MED, and longer paths get in its way",
        "remove the key; write `priority: active-passive` in `link.vpn` to prefer one connection";
    PREPEND: "link.vpn" [
        "as-path-prepend" "as_path_prepend" "prepend" "as-prepend" "as_prepend"
    ]
        "AWS chooses by the MED, and longer paths get in its way",
        "remove the key; write `priority: active-passive` to prefer one connection";
    ADVERTISE_MODE: "link.vpn" [
        "advertise-mode" "advertise_mode" "advertisement-mode" "advertisement_mode"
        "advertise-private-services" "advertise_private_services" "advertise-subnets"
        "advertise_subnets"
    ]
        "mcgen always advertises by name, private services among the ranges",
        "remove the key; write further ranges as `advertise`";
    ADVERTISED_GROUPS: "link.vpn" [
        "advertised-groups" "advertised_groups" "advertised-ip-ranges" "advertised_ip_ranges"
        "advertised-ranges" "advertised_ranges" "advertised-prefixes" "advertised_prefixes"
        "custom-ranges" "custom_ranges"
    ]
        "the provider takes groups and ranges in mode `CUSTOM` only, which mcgen always writes",
        "write further ranges as `advertise`";
    ADVERTISED_BY_PEER: "link.vpn.bgp" [
        "advertise" "advertise-mode" "advertise_mode" "advertised-groups" "advertised_groups"
        "advertised-ip-ranges" "advertised_ip_ranges"
    ]
        "every session advertises the same ranges",
        "write further ranges as `advertise` in `link.vpn`";
    EXPORTED_ROUTES: "link.vpn" [
        "export-custom-routes" "export_custom_routes" "import-custom-routes"
        "import_custom_routes" "export-routes" "export_routes" "peering-routes" "peering_routes"
    ]
        "the peering with private services always exports the routes of the link",
        "remove the key";
    EXPORTED_ROUTES: "gcp.network" [
        "export-custom-routes" "export_custom_routes" "import-custom-routes"
        "import_custom_routes" "peering-routes-config" "peering_routes_config"
    ]
        "with a `link` the peering with private services always exports its routes",
        "remove the key";
    PROPAGATION: "link.vpn" [
        "propagation" "route-propagation" "route_propagation" "propagate-routes"
        "propagate_routes" "propagated-route-tables" "propagated_route_tables"
        "propagating-vgws" "propagating_vgws" "route-tables" "route_tables" "route-table-ids"
        "route_table_ids"
    ]
        "the route tables of all tiers take the routes of Google Cloud over",
        "remove the key";
    PROPAGATION: "aws.network" [
        "propagating-vgws" "propagating_vgws" "route-propagation" "route_propagation"
    ]
        "with a `link` the route tables take the routes of Google Cloud over",
        "remove the key";
    NO_BFD_OR_MD5: "link.vpn.bgp" [
        "bfd" "enable-bfd" "enable_bfd" "bfd-mode" "bfd_mode" "bfd-multiplier" "bfd_multiplier"
        "md5" "md5-key" "md5_key" "md5-authentication" "md5_authentication"
        "md5-authentication-key" "md5_authentication_key"
    ]
        "a session over these tunnels has neither",
        "remove the key; a lost tunnel is noticed after 30 seconds, and IPsec authenticates every packet";
    NO_BFD_OR_MD5: "link.vpn" [
        "bfd" "md5" "md5-authentication-key" "md5_authentication_key"
    ]
        "a session over these tunnels has neither",
        "remove the key; a lost tunnel is noticed after 30 seconds, and IPsec authenticates every packet";
    DIRECT_CONNECT: "link" [
        "direct-connect" "direct_connect" "dx-gateway" "dx_gateway" "direct-connect-gateway"
        "direct_connect_gateway" "interconnect" "cloud-interconnect" "cloud_interconnect"
        "cross-cloud-interconnect" "cross_cloud_interconnect" "partner-interconnect"
        "partner_interconnect" "dedicated-interconnect" "dedicated_interconnect"
    ]
        "mcgen builds the link as a VPN only",
        "remove the key; write `vpn`, and see what happens to its routes beside the other link";
    DIRECT_CONNECT: "link.vpn" [
        "direct-connect" "direct_connect" "dx-gateway" "dx_gateway" "direct-connect-gateway"
        "direct_connect_gateway" "interconnect" "cloud-interconnect" "cloud_interconnect"
    ]
        "mcgen builds the link as a VPN only",
        "remove the key";
}
