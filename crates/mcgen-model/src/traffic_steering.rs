use std::collections::BTreeMap;

use mcgen_diagnostics::{Reference, Rule, Severity, Span, Spanned};

use crate::catalog::{distances, route53};
use crate::{
    AwsRegion, Cloud, CloudflareId, Duration, Fault, GcpRegion, HostedZoneId, Hostname, Origins,
    Place, Strategy, UrlPath, choice,
};

/// How clients reach the side that takes the writes, or both where both take them.
#[derive(Debug, Clone)]
pub struct TrafficSteering {
    /// The place of the block.
    pub span: Span,
    /// The name that clients know.
    pub hostname: Spanned<Hostname>,
    /// The path that answers 200 on a side that takes writes, and nowhere else.
    pub health_path: Spanned<UrlPath>,
    /// The side that gets no clients, however healthy it is, where both take writes.
    pub drained: Option<Spanned<Cloud>>,
    /// Where the state of the stack lives.
    pub backend: Spanned<TrafficBackend>,
    /// The bucket, when it is one of Cloudflare.
    pub bucket: Spanned<String>,
    /// What steers.
    pub manager: TrafficManager,
    /// What it steers between.
    pub origins: Origins,
}

choice! {
    /// Where the state of the stack `traffic` lives.
    pub enum TrafficBackend {
        /// A bucket of Cloudflare R2, in the account of the load balancer.
        R2 = "r2",
        /// The state bucket of the environment in AWS.
        Aws = "aws",
        /// The state bucket of the environment in Google Cloud.
        Gcp = "gcp",
    }
}

impl TrafficBackend {
    /// The database cloud that it is lost with.
    pub fn cloud(self) -> Option<Cloud> {
        match self {
            Self::R2 => None,
            Self::Aws => Some(Cloud::Aws),
            Self::Gcp => Some(Cloud::Gcp),
        }
    }
}

/// What steers.
#[derive(Debug, Clone)]
pub enum TrafficManager {
    /// A load balancer of Cloudflare.
    Cloudflare(Box<CloudflareSteering>),
    /// Records of Route 53.
    Route53(Box<Route53Steering>),
}

choice! {
    /// A plan of Cloudflare, as far as it matters here.
    pub enum CloudflarePlan {
        /// Free, Pro or Business with the load balancing add-on.
        SelfServe = "self-serve",
        /// Enterprise.
        Enterprise = "enterprise",
    }
}

choice! {
    /// How one of the two sides is chosen.
    pub enum SteeringPolicy {
        /// The primary while it is healthy, then the standby.
        Failover = "failover",
        /// The side with the shortest round trip.
        Latency = "latency",
        /// The side of the region that the client is in.
        Geo = "geo",
        /// A side at random, by weight.
        Weighted = "weighted",
    }
    else word_of_the_provider
}

/// LB-032: policies have names of their own here.
pub static POLICY_OF_THE_PROVIDER: Rule = Rule {
    code: "LB-032",
    slug: "policy-by-another-name",
    severity: Severity::Error,
    summary: "a steering policy has another name here",
    fix: "write `failover`, `latency`, `geo` or `weighted`",
    explain: "Cloudflare names its policies by how they work: `off` is the failover in the order of the \
pools, `dynamic_latency` measures round trips and does not split anything in halves, `random` goes by \
weights. Route 53 says `geolocation` for what is `geo` here. The names here say what clients get. `proximity` and the policies by open requests or \
connections are for many pools, and have no meaning between a primary and its standby.",
    sources: &[Reference {
        title: "Terraform: cloudflare_load_balancer",
        url: "https://registry.terraform.io/providers/cloudflare/cloudflare/latest/docs/resources/load_balancer",
    }],
    waivable: false,
};

fn word_of_the_provider(text: &str, fault: Fault<SteeringPolicy>) -> Fault<SteeringPolicy> {
    let meant = match text {
        "off" | "active-passive" | "active-standby" => SteeringPolicy::Failover,
        "dynamic_latency" | "dynamic-latency" => SteeringPolicy::Latency,
        "random" => SteeringPolicy::Weighted,
        "geolocation" => SteeringPolicy::Geo,
        _ => return fault,
    };
    Fault {
        rule: Some(&POLICY_OF_THE_PROVIDER),
        reason: format!("`{text}` is `{meant}` here"),
        help: Some(format!("write `{meant}`")),
        recovered: Some(meant),
    }
}

choice! {
    /// Whether a client stays with the side that it was first sent to.
    pub enum SessionAffinity {
        /// It does not.
        None = "none",
        /// By a cookie.
        Cookie = "cookie",
        /// By a cookie, and at first by the address of the client.
        IpCookie = "ip-cookie",
    }
}

choice! {
    /// A region of Cloudflare, from which monitors ask and clients come.
    pub enum CloudflareRegion {
        /// Western North America.
        Wnam = "WNAM",
        /// Eastern North America.
        Enam = "ENAM",
        /// Western Europe.
        Weu = "WEU",
        /// Eastern Europe.
        Eeu = "EEU",
        /// Northern South America.
        Nsam = "NSAM",
        /// Southern South America.
        Ssam = "SSAM",
        /// Oceania.
        Oc = "OC",
        /// The Middle East.
        Me = "ME",
        /// Northern Africa.
        Naf = "NAF",
        /// Southern Africa.
        Saf = "SAF",
        /// Southern Asia.
        Sas = "SAS",
        /// Southeast Asia.
        Seas = "SEAS",
        /// Northeast Asia.
        Neas = "NEAS",
    }
}

/// A load balancer of Cloudflare.
#[derive(Debug, Clone)]
pub struct CloudflareSteering {
    /// The place of the block.
    pub span: Span,
    /// The account of pools and monitor.
    pub account_id: Spanned<CloudflareId>,
    /// The zone of the hostname.
    pub zone_id: Spanned<CloudflareId>,
    /// The plan of the zone.
    pub plan: Spanned<CloudflarePlan>,
    /// Whether requests pass through Cloudflare; else it only answers DNS.
    pub proxied: Spanned<bool>,
    /// The time to live of its DNS answers when they are not proxied, in seconds.
    pub ttl_seconds: Spanned<u32>,
    /// How it chooses between the two sides.
    pub steering: Spanned<SteeringPolicy>,
    /// The side of each region, for `geo`.
    pub regions: BTreeMap<CloudflareRegion, Spanned<Cloud>>,
    /// The weight of each side, percent, for `weighted`.
    pub weights: BTreeMap<Cloud, Spanned<u32>>,
    /// Whether a client stays with a side.
    pub session_affinity: Spanned<SessionAffinity>,
    /// How long it stays, in seconds.
    pub session_affinity_ttl_seconds: Spanned<u32>,
    /// How it sees whether a side is healthy.
    pub monitor: CloudflareMonitor,
}

/// How Cloudflare sees whether a side is healthy.
#[derive(Debug, Clone)]
pub struct CloudflareMonitor {
    /// The place of the block.
    pub span: Span,
    /// Seconds between two checks.
    pub interval_seconds: Spanned<u32>,
    /// Seconds that an answer may take.
    pub timeout_seconds: Spanned<u32>,
    /// How often a check that timed out is repeated at once.
    pub retries: Spanned<u32>,
    /// Failed checks in a row after which a side is unhealthy.
    pub consecutive_down: Spanned<u32>,
    /// Good checks in a row after which a side is healthy again.
    pub consecutive_up: Spanned<u32>,
    /// The regions that the checks come from; that nearest to each side, if there are none.
    pub check_regions: Vec<Spanned<CloudflareRegion>>,
}

/// Records of Route 53.
#[derive(Debug, Clone)]
pub struct Route53Steering {
    /// The place of the block.
    pub span: Span,
    /// The hosted zone of the hostname.
    pub zone_id: Spanned<HostedZoneId>,
    /// The time to live of records that are no alias, in seconds.
    pub ttl_seconds: Spanned<u32>,
    /// How it chooses between the two sides.
    pub steering: Spanned<SteeringPolicy>,
    /// The side of each place, for `geo`.
    pub regions: BTreeMap<Place, Spanned<Cloud>>,
    /// The weight of each side, percent, for `weighted`.
    pub weights: BTreeMap<Cloud, Spanned<u32>>,
    /// The region of AWS whose round trips stand for Google Cloud, for `latency`; the nearest, if there is none.
    pub latency_region: Option<Spanned<AwsRegion>>,
    /// Seconds between two checks of one checker: 10 or 30.
    pub interval_seconds: Spanned<u32>,
    /// Failed checks in a row after which a side is unhealthy.
    pub failure_threshold: Spanned<u32>,
    /// The regions that the checks come from; all of them, if there are none.
    pub check_regions: Vec<Spanned<String>>,
}

/// One part of the time that the switch of the traffic takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SwitchPart {
    /// How it is counted: `2 checks every 15 s`.
    pub counted: String,
    /// How long it takes at the most.
    pub time: Duration,
}

impl TrafficManager {
    /// The name of its key in the environment file.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Cloudflare(_) => "cloudflare",
            Self::Route53(_) => "route53",
        }
    }

    /// How it chooses between the two sides.
    pub fn steering(&self) -> &Spanned<SteeringPolicy> {
        match self {
            Self::Cloudflare(cloudflare) => &cloudflare.steering,
            Self::Route53(route53) => &route53.steering,
        }
    }

    /// The weight of each side, for `weighted`.
    pub fn weights(&self) -> &BTreeMap<Cloud, Spanned<u32>> {
        match self {
            Self::Cloudflare(cloudflare) => &cloudflare.weights,
            Self::Route53(route53) => &route53.weights,
        }
    }

    /// The side of the first region that has one, for `geo`.
    pub fn first_of_a_region(&self) -> Option<&Spanned<Cloud>> {
        match self {
            Self::Cloudflare(cloudflare) => cloudflare.regions.values().next(),
            Self::Route53(route53) => route53.regions.values().next(),
        }
    }

    /// How far apart the checks of one place are.
    pub fn interval(&self) -> Duration {
        let seconds = match self {
            Self::Cloudflare(cloudflare) => cloudflare.monitor.interval_seconds.value,
            Self::Route53(route53) => route53.interval_seconds.value,
        };
        Duration::from_seconds(seconds)
    }

    /// From the failure of a side to the moment in which it counts as unhealthy, in parts whose sum it is.
    pub fn detection(&self) -> Vec<SwitchPart> {
        match self {
            Self::Cloudflare(cloudflare) => cloudflare.monitor.detection(),
            Self::Route53(route53) => route53.detection(),
        }
    }

    /// From the first good answer of the promoted side to the moment in which it counts as healthy.
    pub fn admission(&self) -> SwitchPart {
        let (checks, interval) = match self {
            Self::Cloudflare(it) => (
                // Cloudflare reads 0 as 1.
                it.monitor.consecutive_up.value.max(1),
                it.monitor.interval_seconds.value,
            ),
            // Route 53 has one threshold for both ways.
            Self::Route53(it) => (it.failure_threshold.value, it.interval_seconds.value),
        };
        part(
            format!("{checks} good checks every {interval} s"),
            checks.saturating_mul(interval),
        )
    }

    /// From there, or from a changed order, until clients are sent to the other side.
    pub fn propagation(&self) -> SwitchPart {
        match self {
            Self::Cloudflare(it) if it.proxied.value => SwitchPart {
                counted: "requests pass through Cloudflare, whose addresses stay".to_owned(),
                time: Duration::from_seconds(0),
            },
            Self::Cloudflare(it) => SwitchPart {
                counted: format!("DNS answers live for {} s", it.ttl_seconds),
                time: Duration::from_seconds(it.ttl_seconds.value),
            },
            Self::Route53(it) => {
                let alias = route53::limits().alias_ttl_seconds;
                SwitchPart {
                    counted: format!(
                        "DNS answers live for {} s, those of an alias for {alias} s",
                        it.ttl_seconds
                    ),
                    time: Duration::from_seconds(it.ttl_seconds.value.max(alias)),
                }
            }
        }
    }

    /// The whole time from the failure of a side until clients are sent to the other, if that one is ready.
    pub fn switch_time(&self) -> Duration {
        let detection = self.detection().into_iter().map(|it| it.time.seconds());
        let seconds = detection.fold(self.propagation().time.seconds(), u32::saturating_add);
        Duration::from_seconds(seconds)
    }
}

impl CloudflareMonitor {
    fn detection(&self) -> Vec<SwitchPart> {
        // Cloudflare reads 0 as 1.
        let checks = self.consecutive_down.value.max(1);
        let attempts = self.retries.value.saturating_add(1);
        let (interval, timeout) = (self.interval_seconds.value, self.timeout_seconds.value);
        vec![
            part(
                format!("{checks} failed checks every {interval} s"),
                checks.saturating_mul(interval),
            ),
            part(
                format!("{attempts} attempts of {timeout} s in the last one"),
                attempts.saturating_mul(timeout),
            ),
        ]
    }
}

impl Route53Steering {
    /// The region of AWS whose round trips stand for Google Cloud: Route 53 measures those to AWS only.
    pub fn region_of_gcp(&self, region: GcpRegion) -> Option<AwsRegion> {
        let given = self.latency_region.as_ref().map(|it| it.value);
        given.or_else(|| distances::nearest_aws(region))
    }

    fn detection(&self) -> Vec<SwitchPart> {
        let limits = route53::limits();
        let (checks, interval) = (self.failure_threshold.value, self.interval_seconds.value);
        let answer = limits.connect_seconds + limits.response_seconds;
        vec![
            part(
                format!("{checks} failed checks every {interval} s"),
                checks.saturating_mul(interval),
            ),
            part(format!("{answer} s for the answer to the last one"), answer),
        ]
    }
}

fn part(counted: String, seconds: u32) -> SwitchPart {
    SwitchPart {
        counted,
        time: Duration::from_seconds(seconds),
    }
}

impl TrafficSteering {
    /// Whether the stack `traffic` can be made: everything that it needs of the two clouds is known.
    pub fn is_ready(&self) -> bool {
        self.origins.unknown().is_empty()
    }

    /// The side that comes first, and is left when none is healthy: the primary; where both serve clients, AWS
    /// unless it is drained. `None` where nothing can be steered between.
    pub fn first(&self, strategy: &Strategy) -> Option<Cloud> {
        if let Some(strategy) = strategy.primary_replica() {
            return Some(strategy.primary.value);
        }
        let drained = self.drained.as_ref().map(|it| it.value);
        let first = drained.map_or(Cloud::Aws, Cloud::other);
        strategy.serves_from_both().then_some(first)
    }

    /// The settings of Cloudflare, when it steers.
    pub fn cloudflare(&self) -> Option<&CloudflareSteering> {
        match &self.manager {
            TrafficManager::Cloudflare(settings) => Some(settings),
            TrafficManager::Route53(_) => None,
        }
    }

    /// The settings of Route 53, when it steers.
    pub fn route53(&self) -> Option<&Route53Steering> {
        match &self.manager {
            TrafficManager::Cloudflare(_) => None,
            TrafficManager::Route53(settings) => Some(settings),
        }
    }
}

#[cfg(test)]
#[path = "traffic_steering_tests.rs"]
mod tests;
