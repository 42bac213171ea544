use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use mcgen_hcl::Literal;
use mcgen_model::catalog::{cloudflare, route53};
use mcgen_model::{
    AwsEnvironment, Cloud, CloudflareMonitor, CloudflareRegion, CloudflareSteering, Environment,
    GcpEnvironment, Hostname, Place, Route53Steering, SessionAffinity, SteeringPolicy,
    TrafficBackend, TrafficManager, TrafficSteering, ValidationRecord,
};

use super::{Backend, Object, Stack, aws, share};
use crate::library::Traits;

/// The stack that sends clients to the primary, or to both sides where both serve. `None` until
/// everything is known that it needs of the two clouds.
pub(super) fn stack(environment: &Environment) -> Option<Stack> {
    let traffic = environment.traffic.as_deref()?;
    let clouds = (environment.aws.as_ref()?, environment.gcp.as_ref()?);
    let spread = is_spread(environment, traffic);
    let first = traffic.first(&environment.strategy)?;
    let addresses = traffic.origins.addresses().filter(|_| traffic.is_ready())?;
    let mut variables = BTreeMap::from([
        ("certificate_records", certificate_records(traffic)),
        ("environment", environment.name.as_str().into()),
        ("health_path", traffic.health_path.as_str().into()),
        ("hostname", traffic.hostname.as_str().into()),
        ("project", environment.project.as_str().into()),
    ]);
    if spread {
        let drained = traffic.drained.iter().map(|it| it.as_str().to_owned());
        variables.insert("drained", drained.collect::<Vec<String>>().into());
        if has_fallback(&traffic.manager) {
            variables.insert("fallback", first.as_str().into());
        }
    } else {
        variables.insert("primary", first.as_str().into());
    }
    match &traffic.manager {
        TrafficManager::Cloudflare(settings) => {
            variables.insert("cloudflare", cloudflare_settings(settings));
            variables.insert("origins", cloudflare_origins(settings, clouds, addresses));
        }
        TrafficManager::Route53(settings) => {
            let (account, gcp) = clouds;
            variables.insert("account_id", account.account.value.clone().into());
            variables.insert("origins", route53_origins(account, addresses)?);
            variables.insert("route53", route53_settings(settings, account, gcp)?);
            variables.insert("tags", aws::tags(environment).into());
            if let Some(role) = &account.assume_role {
                variables.insert("assume_role_arn", role.value.clone().into());
            }
        }
    }
    Some(Stack {
        name: "traffic",
        traits: traits(traffic, spread, clouds),
        backend: backend(environment, traffic, clouds),
        variables,
    })
}

type Clouds<'a> = (&'a AwsEnvironment, &'a GcpEnvironment);

/// Whether clients go to both sides, in whatever shares, and not to a primary first. With Cloudflare the order of
/// its pools does for a primary whatever the policy; records of Route 53 have one in a failover only.
fn is_spread(environment: &Environment, traffic: &TrafficSteering) -> bool {
    let failover = traffic.manager.steering().value == SteeringPolicy::Failover;
    environment.strategy.serves_from_both() || (traffic.route53().is_some() && !failover)
}

/// Whether a side must be named for the clients that nothing else places.
fn has_fallback(manager: &TrafficManager) -> bool {
    match manager {
        TrafficManager::Cloudflare(_) => true,
        TrafficManager::Route53(settings) => settings.steering.value == SteeringPolicy::Geo,
    }
}

fn traits(traffic: &TrafficSteering, spread: bool, (aws, _): Clouds<'_>) -> Traits {
    let route53 = traffic.route53().is_some();
    let steering = traffic.manager.steering().as_str();
    Traits::from([
        ("manager".to_owned(), traffic.manager.name().into()),
        ("spread".to_owned(), spread.into()),
        ("steering".to_owned(), steering.into()),
        (
            "assume_role".to_owned(),
            (route53 && aws.assume_role.is_some()).into(),
        ),
    ])
}

fn backend(
    environment: &Environment,
    traffic: &TrafficSteering,
    (aws, gcp): Clouds<'_>,
) -> Backend {
    match (traffic.backend.value, traffic.cloudflare()) {
        (TrafficBackend::Aws, _) => Backend::in_aws(environment, aws, "traffic"),
        (TrafficBackend::R2, Some(settings)) => Backend::R2 {
            bucket: traffic.bucket.value.clone(),
            key: format!(
                "{}/{}/traffic.tfstate",
                environment.project, environment.name
            ),
            endpoint: format!("https://{}.r2.cloudflarestorage.com", settings.account_id),
        },
        // Route 53 has no bucket of Cloudflare; a rule says so.
        (TrafficBackend::Gcp | TrafficBackend::R2, _) => {
            Backend::in_gcp(environment, gcp, "traffic")
        }
    }
}

fn certificate_records(traffic: &TrafficSteering) -> Literal {
    let origins = &traffic.origins;
    let records = [
        (Cloud::Aws, origins.aws.certificate.record()),
        (Cloud::Gcp, origins.gcp.certificate.record()),
    ];
    let records = records.into_iter();
    let records: BTreeMap<&str, Literal> = records
        .filter_map(|(cloud, record)| Some((cloud.as_str(), certificate_record(record?))))
        .collect();
    records.into()
}

fn certificate_record(record: &ValidationRecord) -> Literal {
    let mut object = Object::default();
    object
        .set("name", record.name.as_str())
        .set("value", record.value.as_str());
    object.into()
}

fn cloudflare_settings(settings: &CloudflareSteering) -> Literal {
    let affinity = match settings.session_affinity.value {
        SessionAffinity::None => "none",
        SessionAffinity::Cookie => "cookie",
        SessionAffinity::IpCookie => "ip_cookie",
    };
    let regions: BTreeMap<&str, &str> = settings
        .regions
        .iter()
        .map(|(region, cloud)| (region.as_str(), cloud.as_str()))
        .collect();
    let weights: BTreeMap<&str, Literal> = settings
        .weights
        .iter()
        .map(|(cloud, percent)| (cloud.as_str(), share(percent.value)))
        .collect();
    let mut object = Object::default();
    object
        .set("account_id", settings.account_id.as_str())
        .set("monitor", monitor(&settings.monitor))
        .set("proxied", settings.proxied.value)
        .set("regions", regions)
        .set("session_affinity", affinity)
        .set(
            "session_affinity_ttl_seconds",
            settings.session_affinity_ttl_seconds.value,
        )
        .set("steering", settings.steering.as_str())
        .set("ttl_seconds", settings.ttl_seconds.value)
        .set("weights", weights)
        .set("zone_id", settings.zone_id.as_str());
    object.into()
}

fn monitor(monitor: &CloudflareMonitor) -> Object {
    let mut object = Object::default();
    object
        .set("consecutive_down", monitor.consecutive_down.value)
        .set("consecutive_up", monitor.consecutive_up.value)
        .set("interval_seconds", monitor.interval_seconds.value)
        .set("retries", monitor.retries.value)
        .set("timeout_seconds", monitor.timeout_seconds.value);
    object
}

fn cloudflare_origins(
    settings: &CloudflareSteering,
    (aws, gcp): Clouds<'_>,
    (aws_address, gcp_address): (&Hostname, Ipv4Addr),
) -> Literal {
    let given: Vec<CloudflareRegion> = settings
        .monitor
        .check_regions
        .iter()
        .map(|region| region.value)
        .collect();
    let origin = |address: String, nearest: CloudflareRegion| -> Literal {
        let regions = if given.is_empty() {
            vec![nearest]
        } else {
            given.clone()
        };
        let regions = regions.into_iter().map(|it| it.as_str().to_owned());
        let mut object = Object::default();
        object
            .set("address", address)
            .set("check_regions", regions.collect::<Vec<String>>());
        object.into()
    };
    let origins = [
        (
            Cloud::Aws.as_str(),
            origin(
                aws_address.to_string(),
                cloudflare::nearest_to_aws(aws.region.value),
            ),
        ),
        (
            Cloud::Gcp.as_str(),
            origin(
                gcp_address.to_string(),
                cloudflare::nearest_to_gcp(gcp.region.value),
            ),
        ),
    ];
    BTreeMap::from(origins).into()
}

/// `None` in a region whose load balancers no alias can name; a rule says so.
fn route53_origins(
    aws: &AwsEnvironment,
    (aws_address, gcp_address): (&Hostname, Ipv4Addr),
) -> Option<Literal> {
    let mut alias = Object::default();
    alias
        .set("address", aws_address.as_str())
        .set("zone_id", route53::load_balancer_zone(aws.region.value)?);
    let mut address = Object::default();
    address.set("address", gcp_address.to_string());
    let mut object = Object::default();
    object.set("aws", alias).set("gcp", address);
    Some(object.into())
}

/// `None` where no region of AWS stands for that of Google Cloud.
fn route53_settings(
    settings: &Route53Steering,
    aws: &AwsEnvironment,
    gcp: &GcpEnvironment,
) -> Option<Literal> {
    let regions = settings.check_regions.iter();
    let regions: Vec<String> = regions.map(|region| region.value.clone()).collect();
    let mut object = Object::default();
    object
        .set_if(!regions.is_empty(), "check_regions", regions)
        .set("failure_threshold", settings.failure_threshold.value)
        .set("interval_seconds", settings.interval_seconds.value)
        .set("ttl_seconds", settings.ttl_seconds.value)
        .set("zone_id", settings.zone_id.as_str());
    match settings.steering.value {
        SteeringPolicy::Failover => {}
        SteeringPolicy::Geo => {
            let (continents, countries) = places(settings);
            object
                .set("continents", continents)
                .set("countries", countries);
        }
        SteeringPolicy::Latency => {
            let of_gcp = settings.region_of_gcp(gcp.region.value)?;
            let regions = [("aws", aws.region.code()), ("gcp", of_gcp.code())];
            object.set("latency_regions", BTreeMap::from(regions));
        }
        SteeringPolicy::Weighted => {
            let weights = settings.weights.iter();
            let weights = weights.map(|(cloud, percent)| (cloud.as_str(), percent.value.into()));
            object.set("weights", weights.collect::<BTreeMap<&str, Literal>>());
        }
    }
    Some(object.into())
}

type Sides = BTreeMap<&'static str, &'static str>;

/// The side of each continent, and of each country.
fn places(settings: &Route53Steering) -> (Sides, Sides) {
    let (mut continents, mut countries) = (Sides::new(), Sides::new());
    for (place, side) in &settings.regions {
        let (sides, code) = match place {
            Place::Continent(code) => (&mut continents, code),
            Place::Country(code) => (&mut countries, code),
        };
        sides.insert(code, side.as_str());
    }
    (continents, countries)
}
