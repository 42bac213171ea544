//! Keys of load balancers and failover records that people bring from the providers, in part from old versions of them.

mod rules;

pub use rules::*;

use super::refused_keys;

refused_keys! {
    OTHER_VERSION: "traffic.cloudflare" [
        "default-pool-ids" "default_pool_ids" "default-pools" "default_pools" "pools" "pool"
        "origins" "origin" "pop-pools" "pop_pools" "region-pools" "region_pools"
        "country-pools" "country_pools" "rules" "steering-policy" "steering_policy"
        "adaptive-routing" "adaptive_routing" "latitude" "longitude"
    ]
        "the pools follow from the origins, and their order from `primary`",
        "remove the key; write the two entrances as `traffic.origins`, and how one is chosen as `steering`";
    FALLBACK_POOL: "traffic.cloudflare" [
        "fallback-pool" "fallback_pool" "fallback-pool-id" "fallback_pool_id" "fallback"
    ]
        "what is left when both sides are unhealthy is always the primary",
        "remove the key";
    MONITOR_OF_A_NAME: "traffic.cloudflare.monitor" [
        "allow-insecure" "allow_insecure" "header" "headers" "host" "host-header" "host_header"
        "expected-codes" "expected_codes" "expected-body" "expected_body" "follow-redirects"
        "follow_redirects" "type" "port" "method" "probe-zone" "probe_zone"
    ]
        "the monitor asks over verified HTTPS, with the name of the clients, and wants a 200",
        "remove the key; give both load balancers a certificate for the name";
    MONITOR_OF_A_NAME: "traffic.cloudflare" [
        "allow-insecure" "allow_insecure" "host-header" "host_header"
    ]
        "the monitor asks over verified HTTPS, with the name of the clients, and wants a 200",
        "remove the key; give both load balancers a certificate for the name";
    ALIAS: "traffic.route53" [
        "alias" "aliases" "evaluate-target-health" "evaluate_target_health" "records" "record"
    ]
        "AWS is reached by an alias that looks at its targets, Google Cloud by an address",
        "remove the key";
    ALIAS: "traffic.origins.aws" [
        "alias" "evaluate-target-health" "evaluate_target_health" "zone-id" "zone_id"
        "hosted-zone-id" "hosted_zone_id" "ttl" "ttl-seconds" "ttl_seconds"
    ]
        "the alias and its hosted zone follow from the region",
        "remove the key";
    ALIAS: "traffic.origins.gcp" [
        "alias" "evaluate-target-health" "evaluate_target_health" "zone-id" "zone_id"
        "hosted-zone-id" "hosted_zone_id"
    ]
        "no alias leads to Google Cloud: its address is a record of its own",
        "remove the key; write its `address`, and `ttl-seconds` in `traffic.route53`";
    FAILOVER_SET: "traffic.route53" [
        "set-identifier" "set_identifier" "failover-routing-policy" "failover_routing_policy"
        "routing-policy" "routing_policy" "failover" "weight" "weighted-routing-policy"
        "weighted_routing_policy" "latency-routing-policy" "latency_routing_policy" "latency"
        "geolocation" "geolocation-routing-policy" "geolocation_routing_policy" "geo"
        "multivalue-answer" "multivalue_answer" "primary" "secondary"
    ]
        "the records follow from `steering`",
        "remove the key; a primary comes first by itself, and where both sides serve, `steering` says how one is chosen";
    NAME_OF_A_CHECK: "traffic.route53.health-check" [
        "fqdn" "host" "hostname" "enable-sni" "enable_sni" "sni" "ip-address" "ip_address"
        "type" "port" "path" "resource-path" "resource_path" "search-string" "search_string"
    ]
        "each check asks its own side over HTTPS, for the path of `traffic`",
        "remove the key; write `health-path` in `traffic`";
    CHECK_OF_EACH_SIDE: "traffic.route53" [
        "health-check-id" "health_check_id" "health-checks" "health_checks"
    ]
        "both records have a check of their side",
        "remove the key; write how it is asked as `health-check`";
    CHECK_OF_EACH_SIDE: "traffic.route53.health-check" [
        "disabled" "invert-healthcheck" "invert_healthcheck" "insufficient-data-health-status"
        "insufficient_data_health_status"
    ]
        "both records have a check of their side, and it is on",
        "remove the key";
    FRONT_ENDS: "traffic.origins.gcp" [
        "firewall" "firewall-rules" "firewall_rules" "health-check-ranges" "health_check_ranges"
        "source-ranges" "source_ranges" "health-check-firewall" "health_check_firewall"
    ]
        "the front ends of Google are let in, at the port of the targets",
        "remove the key";
    CERTIFICATE_BY_DNS: "traffic.origins.gcp" [
        "certificate" "managed-certificate" "managed_certificate" "managed-ssl-certificate"
        "managed_ssl_certificate" "ssl-certificate" "ssl_certificate" "ssl-certificates"
        "ssl_certificates" "load-balancer-authorization" "load_balancer_authorization"
    ]
        "the stack requests a certificate and proves the name by a record",
        "remove the key, or name a map that exists already as `certificate-map`";
    PRIVATE_LOAD_BALANCER: "traffic.origins.aws" [
        "internal" "scheme" "private" "internet-facing" "internet_facing"
    ]
        "whoever steers asks for the health of the side over the internet",
        "remove the key; `admit` decides who may reach the load balancer";
    PRIVATE_LOAD_BALANCER: "traffic.origins.gcp" [
        "internal" "scheme" "private" "load-balancing-scheme" "load_balancing_scheme" "regional"
    ]
        "whoever steers asks for the health of the side over the internet",
        "remove the key; `admit` decides who may reach the load balancer";
}
