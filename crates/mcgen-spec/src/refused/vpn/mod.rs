//! Keys of a VPN that people bring from the two providers, or from a design of one tunnel.

mod rules;

pub use rules::*;

use super::refused_keys;

refused_keys! {
    ENDS_OF_A_TUNNEL: "link.vpn" [
        "vgw-inside-address" "vgw_inside_address" "cgw-inside-address" "cgw_inside_address"
        "inside-addresses" "inside_addresses" "bgp-session-range" "bgp_session_range" "ip-range"
        "ip_range" "peer-ip-address" "peer_ip_address" "bgp-peer-ip" "bgp_peer_ip"
        "tunnel1-vgw-inside-address" "tunnel1_vgw_inside_address" "tunnel1-cgw-inside-address"
        "tunnel1_cgw_inside_address"
    ]
        "both addresses follow from the range inside of the tunnel: AWS has the first, Google Cloud the second",
        "remove the key; write the four ranges as `tunnel-inside`, or leave them to mcgen";
    FOUR_TUNNELS: "link.vpn" [
        "tunnel-count" "tunnel_count" "tunnels-count" "tunnels_count" "number-of-tunnels"
        "number_of_tunnels" "num-tunnels" "num_tunnels" "tunnels" "connections"
        "connection-count" "connection_count" "vpn-connections" "vpn_connections"
    ]
        "a link always has two connections of two tunnels",
        "remove the key; `tunnel-inside` chooses the ranges of the four tunnels";
    EXTERNAL_GATEWAY: "link.vpn" [
        "redundancy-type" "redundancy_type" "redundancy" "external-vpn-gateway"
        "external_vpn_gateway" "peer-external-gateway" "peer_external_gateway"
        "external-gateway" "external_gateway"
    ]
        "the external gateway has the four addresses of the two connections, in the order of the tunnels",
        "remove the key";
    INTERFACES: "link.vpn" [
        "vpn-gateway-interface" "vpn_gateway_interface" "peer-external-gateway-interface"
        "peer_external_gateway_interface" "interface-mapping" "interface_mapping"
        "customer-gateways" "customer_gateways" "customer-gateway-ip" "customer_gateway_ip"
        "customer-gateway-ips" "customer_gateway_ips"
    ]
        "each connection ends at an interface of its own",
        "remove the key; an existing HA VPN gateway is named under `existing`";
    CLASSIC_VPN: "link.vpn" [
        "target-vpn-gateway" "target_vpn_gateway" "classic-vpn" "classic_vpn" "classic"
        "peer-ip" "peer_ip" "peer-gcp-gateway" "peer_gcp_gateway"
    ]
        "that belongs to Classic VPN, or to a tunnel between two networks of Google Cloud",
        "remove the key; mcgen makes an HA VPN gateway, or names the one under `existing`";
    STATIC_ROUTES: "link.vpn" [
        "static-routes-only" "static_routes_only" "static-routes" "static_routes" "static-route"
        "static_route" "routes" "routing-type" "routing_type" "dynamic-routing"
        "dynamic_routing" "remote-ranges" "remote_ranges" "remote-subnets" "remote_subnets"
    ]
        "HA VPN has BGP only, and AWS learns every range from it",
        "remove the key; write further ranges of Google Cloud as `advertise`";
    ONE_REGION: "link.vpn" [
        "region" "regions" "gcp-region" "gcp_region" "router-region" "router_region"
        "aws-region" "aws_region"
    ]
        "the tunnels stand where the two networks are",
        "remove the key; the regions are `aws.region` and `gcp.region`";
    IKE_VERSION: "link.vpn" [
        "ike-version" "ike_version" "ike-versions" "ike_versions" "ikev1" "tunnel1-ike-versions"
        "tunnel1_ike_versions" "tunnel2-ike-versions" "tunnel2_ike_versions"
    ]
        "both ends speak IKEv2 and nothing else",
        "remove the key";
    IKE_VERSION: "link.vpn.tunnel-options" [
        "ike-version" "ike_version" "ike-versions" "ike_versions"
    ]
        "both ends speak IKEv2 and nothing else",
        "remove the key";
    IKE_VERSION: "link.vpn.cipher" [
        "ike-version" "ike_version" "ike-versions" "ike_versions"
    ]
        "both ends speak IKEv2 and nothing else",
        "remove the key";
    ONE_ALGORITHM: "link.vpn" [
        "cipher-suite" "cipher_suite" "encryption-algorithms" "encryption_algorithms"
        "integrity-algorithms" "integrity_algorithms" "dh-group-numbers" "dh_group_numbers"
        "phase1-encryption-algorithms" "phase1_encryption_algorithms"
        "phase1-integrity-algorithms" "phase1_integrity_algorithms" "phase1-dh-group-numbers"
        "phase1_dh_group_numbers" "phase2-encryption-algorithms" "phase2_encryption_algorithms"
        "phase2-integrity-algorithms" "phase2_integrity_algorithms" "phase2-dh-group-numbers"
        "phase2_dh_group_numbers" "tunnel1-phase1-encryption-algorithms"
        "tunnel1_phase1_encryption_algorithms" "tunnel1-phase1-integrity-algorithms"
        "tunnel1_phase1_integrity_algorithms" "tunnel1-phase1-dh-group-numbers"
        "tunnel1_phase1_dh_group_numbers" "tunnel1-phase2-encryption-algorithms"
        "tunnel1_phase2_encryption_algorithms" "tunnel1-phase2-integrity-algorithms"
        "tunnel1_phase2_integrity_algorithms" "tunnel1-phase2-dh-group-numbers"
        "tunnel1_phase2_dh_group_numbers"
    ]
        "a list lets the two ends choose, and mcgen names one algorithm in each role",
        "write `cipher: { encryption: AES256-GCM-16, integrity: SHA2-256, dh-group: 20 }`, which is the default";
    ONE_ALGORITHM: "link.vpn.cipher" [
        "encryption-algorithms" "encryption_algorithms" "integrity-algorithms"
        "integrity_algorithms" "dh-groups" "dh_groups" "dh-group-numbers" "dh_group_numbers"
        "phase1-encryption-algorithms" "phase1_encryption_algorithms"
        "phase1-integrity-algorithms" "phase1_integrity_algorithms" "phase1-dh-group-numbers"
        "phase1_dh_group_numbers" "phase2-encryption-algorithms" "phase2_encryption_algorithms"
        "phase2-integrity-algorithms" "phase2_integrity_algorithms" "phase2-dh-group-numbers"
        "phase2_dh_group_numbers"
    ]
        "a list lets the two ends choose, and mcgen names one algorithm in each role",
        "write `encryption`, `integrity` and `dh-group`, each with one value";
    ONE_ALGORITHM: "link.vpn.tunnel-options" [
        "phase1-encryption-algorithms" "phase1_encryption_algorithms"
        "phase1-integrity-algorithms" "phase1_integrity_algorithms" "phase1-dh-group-numbers"
        "phase1_dh_group_numbers" "phase2-encryption-algorithms" "phase2_encryption_algorithms"
        "phase2-integrity-algorithms" "phase2_integrity_algorithms" "phase2-dh-group-numbers"
        "phase2_dh_group_numbers"
    ]
        "the algorithms are not among the options of AWS, because both clouds must have the same",
        "write one algorithm in each role under `cipher`";
    GOOGLE_LIFETIMES: "link.vpn.tunnel-options" [
        "gcp-phase1-lifetime-seconds" "gcp_phase1_lifetime_seconds"
        "gcp-phase2-lifetime-seconds" "gcp_phase2_lifetime_seconds"
        "google-phase1-lifetime-seconds" "google_phase1_lifetime_seconds"
        "google-phase2-lifetime-seconds" "google_phase2_lifetime_seconds" "gcp-lifetime-seconds"
        "gcp_lifetime_seconds" "ike-lifetime" "ike_lifetime" "ipsec-lifetime" "ipsec_lifetime"
        "ike-lifetime-seconds" "ike_lifetime_seconds" "ipsec-lifetime-seconds"
        "ipsec_lifetime_seconds" "lifetime"
    ]
        "Cloud VPN has fixed lifetimes, 36000 and 10800 seconds, and AWS makes new keys before them",
        "remove the key; `phase1-lifetime-seconds` and `phase2-lifetime-seconds` are those of AWS";
    KEY_GENERATOR: "link.vpn" [
        "psk-length" "psk_length" "preshared-key-length" "preshared_key_length"
        "shared-secret-length" "shared_secret_length" "random-secret" "random_secret"
        "generate-psk" "generate_psk"
    ]
        "AWS makes a key of 32 characters for each tunnel",
        "remove the key";
    PRESHARED_KEY: "link.vpn" [
        "psk" "psks" "preshared-key" "preshared_key" "preshared-keys" "preshared_keys"
        "pre-shared-key" "pre_shared_key" "pre-shared-keys" "pre_shared_keys" "shared-secret"
        "shared_secret" "shared-secrets" "shared_secrets" "tunnel1-preshared-key"
        "tunnel1_preshared_key" "tunnel2-preshared-key" "tunnel2_preshared_key" "vpn-psk"
        "vpn_psk" "ike-key" "ike_key" "secret"
    ]
        "every tunnel has a key of its own, which AWS makes and Google Cloud is given",
        "remove the key, and change the secret if it is in use";
    PRESHARED_KEY: "link.vpn.tunnel-options" [
        "psk" "preshared-key" "preshared_key" "pre-shared-key" "pre_shared_key" "shared-secret"
        "shared_secret"
    ]
        "every tunnel has a key of its own, which AWS makes and Google Cloud is given",
        "remove the key, and change the secret if it is in use";
    KEY_STORAGE: "link.vpn" [
        "preshared-key-storage" "preshared_key_storage" "psk-storage" "psk_storage" "psk-secret"
        "psk_secret" "psk-secret-arn" "psk_secret_arn" "shared-secret-wo" "shared_secret_wo"
        "shared-secret-wo-version" "shared_secret_wo_version"
    ]
        "mcgen passes the keys from AWS to Google Cloud itself",
        "remove the key";
    TRANSIT_GATEWAY_ONLY: "link.vpn" [
        "enable-acceleration" "enable_acceleration" "acceleration" "accelerated"
        "accelerated-vpn" "accelerated_vpn" "transport-transit-gateway-attachment-id"
        "transport_transit_gateway_attachment_id" "tunnel-bandwidth" "tunnel_bandwidth"
    ]
        "the argument exists for a transit gateway only, and mcgen renders the same connection for both gateways",
        "remove the key; `expected-mbps` says how much the link must carry";
    IPV6: "link.vpn" [
        "ipv6" "enable-ipv6" "enable_ipv6" "tunnel-inside-ip-version" "tunnel_inside_ip_version"
        "tunnel-inside-ipv6" "tunnel_inside_ipv6" "tunnel1-inside-ipv6-cidr"
        "tunnel1_inside_ipv6_cidr" "tunnel1-inside-ipv6" "tunnel1_inside_ipv6"
        "gateway-ip-version" "gateway_ip_version" "stack-type" "stack_type"
        "local-ipv6-network-cidr" "local_ipv6_network_cidr" "remote-ipv6-network-cidr"
        "remote_ipv6_network_cidr"
    ]
        "a virtual private gateway carries no IPv6, and the address plan of mcgen has IPv4 only",
        "remove the key";
    NETWORK_RANGES: "link.vpn" [
        "local-ipv4-network-cidr" "local_ipv4_network_cidr" "remote-ipv4-network-cidr"
        "remote_ipv4_network_cidr" "traffic-selectors" "traffic_selectors"
        "local-traffic-selector" "local_traffic_selector" "remote-traffic-selector"
        "remote_traffic_selector" "local-traffic-selectors" "local_traffic_selectors"
        "remote-traffic-selectors" "remote_traffic_selectors" "proxy-id" "proxy_id"
    ]
        "the tunnels take every address, and BGP says what is sent over them",
        "remove the key; what is advertised follows from the two networks and `advertise`";
    ONE_TUNNEL: "link.vpn" [
        "single-tunnel" "single_tunnel" "one-tunnel" "one_tunnel" "tunnel" "tunnel1" "tunnel2"
        "tunnel-1" "tunnel_1" "tunnel-2" "tunnel_2"
    ]
        "every connection has two tunnels, and both are connected",
        "remove the key";
    TUNNEL_LOGS: "link.vpn" [
        "log-options" "log_options" "cloudwatch-log-options" "cloudwatch_log_options"
        "cloudwatch-logs" "cloudwatch_logs" "cloudwatch" "log-enabled" "log_enabled" "logging"
        "tunnel1-log-options" "tunnel1_log_options" "tunnel2-log-options" "tunnel2_log_options"
    ]
        "both tunnels of both connections always write logs",
        "write `logs: { retention-days: 90 }` to keep them for another time";
    TUNNEL_LOGS: "link.vpn.logs" [
        "enabled" "enable" "log-enabled" "log_enabled" "log-group-arn" "log_group_arn"
        "log-output-format" "log_output_format" "cloudwatch-log-group-arn"
        "cloudwatch_log_group_arn"
    ]
        "the logs are always on, in a log group of the link",
        "remove the key; `retention-days` says how long they are kept";
}
