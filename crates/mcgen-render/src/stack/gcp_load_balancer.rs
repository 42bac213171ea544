use std::collections::BTreeMap;

use mcgen_diagnostics::Spanned;
use mcgen_hcl::Literal;
use mcgen_model::catalog::cloudflare;
use mcgen_model::{
    Admitted, BackendGroups, Certificate, Environment, GcpEnvironment, GcpOrigin, TargetProtocol,
    TrafficSteering, WafMode,
};

use super::{Object, name, share};
use crate::library::Traits;

/// Ranges that a rule of Cloud Armor holds.
const RANGES_A_RULE: usize = 10;
/// The priority of the first rule that lets ranges in.
const FIRST_PRIORITY: u32 = 1000;

pub(super) fn traits(traffic: Option<&TrafficSteering>) -> Traits {
    let origin = traffic.map(|traffic| &traffic.origins.gcp);
    let certificate = origin.map_or("none", |it| match it.certificate {
        Certificate::Given(_) => "given",
        // A proxy takes a certificate before it is issued.
        Certificate::Requested(_) | Certificate::Waiting => "requested",
    });
    let groups = origin.map_or("new", |it| match it.groups {
        BackendGroups::New => "new",
        BackendGroups::EndpointGroups(_) => "endpoint-groups",
        BackendGroups::InstanceGroups(_) => "instance-groups",
    });
    let https = origin.is_some_and(|it| it.targets.protocol.value == TargetProtocol::Https);
    let waf = origin.is_some_and(|it| it.waf.value != WafMode::Off);
    Traits::from([
        ("load_balancer".to_owned(), certificate.into()),
        ("load_balancer_groups".to_owned(), groups.into()),
        ("load_balancer_https".to_owned(), https.into()),
        ("load_balancer_waf".to_owned(), waf.into()),
    ])
}

pub(super) fn variables(
    environment: &Environment,
    gcp: &GcpEnvironment,
    traffic: &TrafficSteering,
) -> Literal {
    let origin = &traffic.origins.gcp;
    let mut object = Object::default();
    object
        .set("admitted_ranges", admitted_ranges(origin))
        .set("health_path", origin.targets.health_path.as_str())
        .set("hostname", traffic.hostname.as_str())
        .set("log_sampling", share(origin.log_sampling_percent.value))
        .set("name", name(environment, &[], 58))
        .set("rate_per_target", origin.rate_per_target.value)
        .set("target_port", origin.targets.port.value)
        .set("timeout_seconds", origin.timeout_seconds.value);
    if let Certificate::Given(map) = &origin.certificate {
        let project = &gcp.project.value;
        let id = format!("projects/{project}/locations/global/certificateMaps/{map}");
        object.set("certificate_map_id", id);
    }
    if origin.waf.value != WafMode::Off {
        object.set("waf_preview", origin.waf.value == WafMode::Preview);
    }
    match &origin.groups {
        BackendGroups::New => object.set("zones", zones(gcp)),
        BackendGroups::EndpointGroups(groups) | BackendGroups::InstanceGroups(groups) => {
            object.set("groups", by_zone(groups))
        }
    };
    object.into()
}

fn admitted_ranges(origin: &GcpOrigin) -> BTreeMap<String, Vec<String>> {
    if origin.admitted.value == Admitted::Everyone {
        return BTreeMap::new();
    }
    let rules = cloudflare::ranges().chunks(RANGES_A_RULE);
    (FIRST_PRIORITY..)
        .zip(rules)
        .map(|(priority, ranges)| {
            let ranges = ranges.iter().map(ToString::to_string);
            (priority.to_string(), ranges.collect())
        })
        .collect()
}

fn zones(gcp: &GcpEnvironment) -> Vec<String> {
    let zones = gcp.network.zones.iter();
    zones.map(|zone| zone.value.clone()).collect()
}

fn by_zone(groups: &BTreeMap<String, Spanned<String>>) -> BTreeMap<String, String> {
    let groups = groups.iter();
    groups
        .map(|(zone, name)| (zone.clone(), name.value.clone()))
        .collect()
}
