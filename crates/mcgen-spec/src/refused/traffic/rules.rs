use mcgen_diagnostics::Reference;

use crate::refused::rules_of_keys;

const LOAD_BALANCER: Reference = Reference {
    title: "Terraform: cloudflare_load_balancer",
    url: "https://registry.terraform.io/providers/cloudflare/cloudflare/latest/docs/resources/load_balancer",
};
const MONITOR: Reference = Reference {
    title: "Terraform: cloudflare_load_balancer_monitor",
    url: "https://registry.terraform.io/providers/cloudflare/cloudflare/latest/docs/resources/load_balancer_monitor",
};
const UPGRADE: Reference = Reference {
    title: "Terraform: upgrade of the Cloudflare provider to version 5",
    url: "https://registry.terraform.io/providers/cloudflare/cloudflare/latest/docs/guides/version-5-upgrade",
};
const ALIAS_RECORDS: Reference = Reference {
    title: "Amazon Route 53: choosing between alias and non-alias records",
    url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html",
};
const FAILOVER_VALUES: Reference = Reference {
    title: "Amazon Route 53: values of failover records",
    url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-failover.html",
};
const HEALTH_CHECK_CONFIG: Reference = Reference {
    title: "Amazon Route 53 API: HealthCheckConfig",
    url: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html",
};
const DETERMINED: Reference = Reference {
    title: "Amazon Route 53: how it determines whether a health check is healthy",
    url: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html",
};
const GOOGLE_RANGES: Reference = Reference {
    title: "Cloud Load Balancing: firewall rules",
    url: "https://cloud.google.com/load-balancing/docs/firewall-rules",
};
const DNS_AUTHORIZATION: Reference = Reference {
    title: "Certificate Manager: domain authorization",
    url: "https://cloud.google.com/certificate-manager/docs/domain-authorization",
};

rules_of_keys! {
    /// LB-001: the arguments of a provider, and of which version.
    OTHER_VERSION = "LB-001" "argument-of-the-provider" Error
        "pools are not written by hand",
        "write the entrances as `traffic.origins`, and how one is chosen as `steering`",
        "Version 5 of the Cloudflare provider renamed what version 4 had: `default_pool_ids` is `default_pools`, `fallback_pool_id` is `fallback_pool`, blocks of `origins` are a list of objects, and pools and monitors want an `account_id`. A file with names of both is refused by either.\n\nmcgen writes version 5 from the two origins: a pool for each cloud, in the order of the strategy.",
        &[UPGRADE, LOAD_BALANCER];
    /// LB-003: the pool of last resort.
    FALLBACK_POOL = "LB-003" "fallback-pool" Warning
        "the pool of last resort is the primary",
        "remove the key",
        "Cloudflare sends clients to the fallback pool when all others are unhealthy, whatever its own health is. A standby that stands nowhere else gets clients in the wrong moment only: never by failover, and always when nobody has promoted it. mcgen puts both pools into the order, and makes the primary the fallback: clients see the errors of the side that could answer, and no writes reach an unpromoted database.",
        &[LOAD_BALANCER];
    /// LB-008: what the monitor asks.
    MONITOR_OF_A_NAME = "LB-008" "monitor-by-name" Error
        "the monitor asks for the name of the clients over verified HTTPS",
        "remove the key",
        "A load balancer has a certificate for the name of the clients, not for its own. A monitor that asks the name of an Application Load Balancer, or a bare address, without a `Host` header gets a certificate that does not fit; `allow_insecure` hides that, and hides a certificate that has ended as well. mcgen sends the header, verifies the certificate, and takes nothing but 200 for an answer.",
        &[MONITOR];
    /// LB-010: alias records.
    ALIAS = "LB-010" "alias-record" Error
        "the records follow from where a side is",
        "remove the key",
        "An alias has no time to live of its own, and takes one from what it points to. It leads to AWS resources, or to records of the same zone; with an address of Google Cloud and a zone id that was found somewhere the change is refused. In a failover set it must look at the health of its target. mcgen writes an alias for the load balancer of AWS, with the hosted zone of its region, and a plain record for the address of Google Cloud.",
        &[ALIAS_RECORDS, FAILOVER_VALUES];
    /// LB-011: the failover set.
    FAILOVER_SET = "LB-011" "failover-set" Error
        "one set of records, and one policy",
        "remove the key, and write `steering` where both sides serve",
        "The records of one name and type share one routing policy; with failover there is exactly one PRIMARY and one SECONDARY, each with an identifier of its own. Two records that exchange their roles in a promotion have the same role for a moment, because each change is a request of its own, and Route 53 refuses that. mcgen's records keep role and identifier, and exchange what they point to. Where both sides serve, `steering` (`latency`, `geo` or `weighted`) with `regions` or `weights` says how one is chosen, in the same words as with Cloudflare.",
        &[FAILOVER_VALUES];
    /// LB-013: the name that a check asks for.
    NAME_OF_A_CHECK = "LB-013" "name-of-a-check" Warning
        "each check asks its own side",
        "remove the key",
        "Route 53 looks a name up before it asks, unless it is given an address. A check of the name of the clients would ask whichever side is answered at that moment, itself included in the decision; so AWS, whose load balancer has no fixed address, is asked by the name of the load balancer, and Google Cloud by its address with the name of the clients.\n\nRoute 53 does not verify certificates. With SNI it tries once more without it when the certificate is for another name; mcgen leaves SNI out where it knows that. The application must answer the health path for that `Host`, too.",
        &[HEALTH_CHECK_CONFIG];
    /// LB-014: checks of both sides.
    CHECK_OF_EACH_SIDE = "LB-014" "check-of-each-side" Warning
        "both records have a check",
        "remove the key",
        "A PRIMARY record without a health check never fails over; a SECONDARY without one is always healthy, and gets clients whatever its state is. A check that is disabled or has no data counts as healthy. mcgen makes a check for each side and gives it to the record that leads there.",
        &[DETERMINED];
    /// LB-016: the front ends of Google.
    FRONT_ENDS = "LB-016" "front-ends-of-google" Error
        "the firewall lets the front ends of Google in",
        "remove the key",
        "Requests through a global load balancer and its health checks both come from 130.211.0.0/22 and 35.191.0.0/16. Without a firewall rule for the two at the port of the targets every target is unhealthy, and the load balancer answers 502. mcgen writes the rule with the load balancer.",
        &[GOOGLE_RANGES];
    /// LB-018: certificates of a name that points elsewhere.
    CERTIFICATE_BY_DNS = "LB-018" "certificate-by-dns" Error
        "the certificate is proved by a record",
        "remove the key, or write `certificate-map`",
        "A Google-managed certificate with load balancer authorization is issued when the name points to the load balancer. The name of the clients points to the other cloud, or to Cloudflare, until the day of the failover: the certificate of the standby would stay pending until then, and that of the old primary would not be renewed after it. With DNS authorization a record proves the name, wherever it points.",
        &[DNS_AUTHORIZATION];
    /// LB-033: private load balancers.
    PRIVATE_LOAD_BALANCER = "LB-033" "private-load-balancer" Error
        "both load balancers are reached over the internet",
        "remove the key; write `admit: cloudflare` to keep everybody else out",
        "The monitors of Cloudflare and the checkers of Route 53 stand in the internet. A load balancer that has private addresses only is unhealthy for all of them, and clients of one cloud would not reach it in the other. Who may come is decided by `admit`: the security group and the Cloud Armor policy let the ranges of Cloudflare in and nobody else.",
        &[DETERMINED];
}
