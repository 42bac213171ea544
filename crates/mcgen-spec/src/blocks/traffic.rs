use std::net::Ipv4Addr;

use mcgen_model::{
    Admitted, AwsRegion, CertificateArn, Cloud, CloudflareId, CloudflarePlan, CloudflareRegion,
    HostedZoneId, Hostname, RecordName, SessionAffinity, SteeringPolicy, TargetKind,
    TargetProtocol, TrafficBackend, UrlPath, WafMode,
};

use crate::decode::{List, Number, Switch, Table, Text, block};

block! {
    /// How clients reach the side that takes the writes, or both where both take them.
    pub struct TrafficSpec at "traffic" {
        /// The name that clients know: `crm.example.com`.
        required hostname: Hostname,
        /// The path that answers 200 on a side that takes writes, and nowhere else; `/healthz/primary` by default, where both sides serve `/healthz/writable`.
        optional health_path: UrlPath,
        /// Where both sides serve, the one that gets no clients, however healthy it is.
        optional drained: Cloud,
        /// Where the state of the stack lives: `r2` (the default with Cloudflare), `gcp` (the default with Route 53 and a primary) or `aws` (the default with Route 53 where both sides serve).
        optional backend: TrafficBackend,
        /// The bucket of that state in Cloudflare R2; named for the environment by default.
        optional bucket: Text,
        /// A load balancer of Cloudflare steers; this or `route53`.
        optional cloudflare: CloudflareSpec,
        /// Records of Route 53 steer; this or `cloudflare`.
        optional route53: Route53Spec,
        /// The entrances of the two clouds.
        optional origins: OriginsSpec,
    }

    /// A load balancer of Cloudflare.
    pub struct CloudflareSpec at "traffic.cloudflare" {
        /// The account of pools and monitor, 32 hexadecimal digits.
        required account_id: CloudflareId,
        /// The zone of the hostname, 32 hexadecimal digits.
        required zone_id: CloudflareId,
        /// The plan of the zone: `self-serve` (the default) or `enterprise`.
        optional plan: CloudflarePlan,
        /// Whether requests pass through Cloudflare; `true` by default.
        optional proxied: Switch,
        /// How long DNS answers live that are not proxied, in seconds; 30 by default.
        optional ttl_seconds: Number,
        /// How it chooses between the two sides; `failover` by default, where both sides serve `latency`.
        optional steering: SteeringPolicy,
        /// With `geo`, the side of each region: `{ NEAS: aws, WEU: gcp }`.
        optional regions: Table<Cloud>,
        /// With `weighted`, the share of each side in percent.
        optional weights: WeightsSpec,
        /// Whether a client stays with the side that it was first sent to; `none` by default.
        optional session_affinity: SessionAffinity,
        /// How long it stays, in seconds; 82800 (23 hours) by default.
        optional session_affinity_ttl_seconds: Number,
        /// How it sees whether a side is healthy.
        optional monitor: MonitorSpec,
    }

    /// The share of each side.
    pub struct WeightsSpec at "traffic.weights" {
        /// The share of AWS in percent; 50 by default.
        optional aws: Number,
        /// The share of Google Cloud in percent; 50 by default.
        optional gcp: Number,
    }

    /// How Cloudflare sees whether a side is healthy.
    pub struct MonitorSpec at "traffic.cloudflare.monitor" {
        /// Seconds between two checks; the fewest that the plan allows by default.
        optional interval_seconds: Number,
        /// Seconds that an answer may take; 5 by default.
        optional timeout_seconds: Number,
        /// How often a check that timed out is repeated at once; 2 by default.
        optional retries: Number,
        /// Failed checks in a row after which a side is unhealthy; 2 by default.
        optional consecutive_down: Number,
        /// Good checks in a row after which a side is healthy again; 2 by default.
        optional consecutive_up: Number,
        /// The regions that the checks come from; the one nearest to each side by default.
        optional check_regions: List<CloudflareRegion>,
    }

    /// Records of Route 53.
    pub struct Route53Spec at "traffic.route53" {
        /// The hosted zone of the hostname: `Z0123456789ABCDEFGHIJ`.
        required zone_id: HostedZoneId,
        /// How it chooses between the two sides; `failover` by default, where both sides serve `latency`.
        optional steering: SteeringPolicy,
        /// With `geo`, the side of each continent or country: `{ asia: aws, KR: gcp }`.
        optional regions: Table<Cloud>,
        /// With `weighted`, the share of each side in percent.
        optional weights: WeightsSpec,
        /// With `latency`, the AWS region whose round trips stand for Google Cloud; the one nearest to its region by default.
        optional latency_region: AwsRegion,
        /// How long the record of Google Cloud lives in DNS caches, in seconds; 60 by default.
        optional ttl_seconds: Number,
        /// How Route 53 sees whether a side is healthy.
        optional health_check: HealthCheckSpec,
    }

    /// How Route 53 sees whether a side is healthy.
    pub struct HealthCheckSpec at "traffic.route53.health-check" {
        /// Seconds between two checks, 10 or 30; 30 by default.
        optional interval_seconds: Number,
        /// Failed checks in a row after which a side is unhealthy; 3 by default.
        optional failure_threshold: Number,
        /// The regions that the checks come from; all by default.
        optional regions: List<Text>,
    }

    /// The entrances of the two clouds.
    pub struct OriginsSpec at "traffic.origins" {
        /// The Application Load Balancer in AWS.
        optional aws: AwsOriginSpec,
        /// The global external Application Load Balancer in Google Cloud.
        optional gcp: GcpOriginSpec,
    }

    /// The Application Load Balancer in AWS.
    pub struct AwsOriginSpec at "traffic.origins.aws" {
        /// Its DNS name, the output `origin_address` of the stack `aws` after its first apply.
        optional address: Hostname,
        /// The ARN of a certificate that exists already; the stack requests one otherwise.
        optional certificate: CertificateArn,
        /// The record that proves the name, the output `origin_certificate_record` of the stack `aws`.
        optional certificate_record: ValidationRecordSpec,
        /// What stands behind it.
        optional targets: AwsTargetsSpec,
        /// Who may reach it; `cloudflare` by default where requests pass through Cloudflare, else `everyone`.
        optional admit: Admitted,
        /// Its access logs; they are always on.
        optional access_logs: AccessLogsSpec,
        /// Whether it refuses to be deleted; `true` in production.
        optional deletion_protection: Switch,
        /// Seconds after which a silent connection is closed; 60 by default.
        optional idle_timeout_seconds: Number,
        /// The ARN of a web ACL (AWS WAF) that exists already.
        optional web_acl: Text,
    }

    /// The CNAME by which a certificate authority sees that a name is ours.
    pub struct ValidationRecordSpec at "traffic.origins.certificate-record" {
        /// Its name.
        required name: RecordName,
        /// What it points to.
        required value: RecordName,
    }

    /// What stands behind the load balancer in AWS.
    pub struct AwsTargetsSpec at "traffic.origins.aws.targets" {
        /// How targets are registered: `ip` (the default) or `instance`.
        optional kind: TargetKind,
        /// What they speak; `http` by default.
        optional protocol: TargetProtocol,
        /// The port that they listen at; 8080 by default.
        optional port: Number,
        /// The path that tells whether one of them is alive, whatever the role of its side; `/healthz` by default.
        optional health_path: UrlPath,
    }

    /// Access logs of the load balancer in AWS.
    pub struct AccessLogsSpec at "traffic.origins.aws.access-logs" {
        /// The bucket, which the stack makes; named for the environment by default.
        optional bucket: Text,
        /// Days that they are kept; 90 by default.
        optional retention_days: Number,
    }

    /// The global external Application Load Balancer in Google Cloud.
    pub struct GcpOriginSpec at "traffic.origins.gcp" {
        /// Its reserved address, the output `origin_address` of the stack `gcp` after its first apply.
        optional address: Ipv4Addr,
        /// The name of a certificate map that exists already; the stack requests a certificate otherwise.
        optional certificate_map: Text,
        /// The record that proves the name, the output `origin_certificate_record` of the stack `gcp`.
        optional certificate_record: ValidationRecordSpec,
        /// What stands behind it.
        optional targets: GcpTargetsSpec,
        /// Who may reach it; `cloudflare` by default where requests pass through Cloudflare, else `everyone`.
        optional admit: Admitted,
        /// The rules of Cloud Armor against common attacks; `preview` by default.
        optional waf: WafMode,
        /// The share of requests that is logged, in percent; 100 by default.
        optional log_sampling_percent: Number,
        /// Seconds that a request may take; 30 by default.
        optional timeout_seconds: Number,
    }

    /// What stands behind the load balancer in Google Cloud.
    pub struct GcpTargetsSpec at "traffic.origins.gcp.targets" {
        /// What they speak; `http` by default.
        optional protocol: TargetProtocol,
        /// The port that they listen at; 8080 by default.
        optional port: Number,
        /// The path that tells whether one of them is alive, whatever the role of its side; `/healthz` by default.
        optional health_path: UrlPath,
        /// Requests a second that one of them takes; 100 by default.
        optional rate: Number,
        /// Zonal network endpoint groups that exist already, by zone; the stack makes an empty one for each zone otherwise.
        optional network_endpoint_groups: Table<Text>,
        /// Instance groups that exist already, by zone, instead of network endpoint groups.
        optional instance_groups: Table<Text>,
    }
}
