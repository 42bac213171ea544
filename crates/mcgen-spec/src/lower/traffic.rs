//! How clients reach the side that takes the writes: its defaults.

use std::collections::BTreeMap;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Span, Spanned};
use mcgen_model::catalog::cloudflare as limits;
use mcgen_model::{
    Cloud, CloudflareMonitor, CloudflarePlan, CloudflareSteering, Route53Steering, Scalar,
    SessionAffinity, SteeringPolicy, Strategy, TrafficBackend, TrafficManager, TrafficSteering,
    UrlPath,
};

use super::aws::default_scalar;
use super::{Frame, given, items, or, origins, sub_block};
use crate::blocks::{CloudflareSpec, MonitorSpec, Route53Spec, TrafficSpec, WeightsSpec};
use crate::decode::Table;
use crate::rules;

/// `None` when what steering needs is missing; the reason has been reported.
pub(super) fn lower(
    spec: TrafficSpec,
    span: Span,
    frame: &Frame,
    account: Option<&str>,
    strategy: &Strategy,
    diagnostics: &mut Diagnostics,
) -> Option<TrafficSteering> {
    let (health_path, steering) = if strategy.serves_from_both() {
        ("/healthz/writable", SteeringPolicy::Latency)
    } else {
        ("/healthz/primary", SteeringPolicy::Failover)
    };
    let manager = manager(spec.cloudflare, spec.route53, steering, span, diagnostics);
    let proxied = matches!(&manager, Some(TrafficManager::Cloudflare(it)) if it.proxied.value);
    let origins = origins::lower(spec.origins, span, frame, account, proxied, diagnostics);
    let manager = manager?;
    let backend = match manager {
        TrafficManager::Cloudflare(_) => TrafficBackend::R2,
        // A change of records needs AWS in any case; with the state there it needs nothing else.
        TrafficManager::Route53(_) if strategy.serves_from_both() => TrafficBackend::Aws,
        TrafficManager::Route53(_) => TrafficBackend::Gcp,
    };
    let bucket = [frame.project.as_str(), frame.name.as_str(), "tfstate"];
    Some(TrafficSteering {
        span,
        hostname: spec.hostname?,
        health_path: path(spec.health_path, health_path, span)?,
        drained: spec.drained,
        backend: or(spec.backend, backend, span),
        bucket: or(spec.bucket, mcgen_model::fitted_name(&bucket, 63), span),
        manager,
        origins: origins?,
    })
}

/// The field, or a path of ours.
pub(super) fn path(
    field: Option<Spanned<UrlPath>>,
    default: &str,
    block: Span,
) -> Option<Spanned<UrlPath>> {
    field.or_else(|| default_scalar(default, block))
}

fn manager(
    cloudflare: Option<Spanned<CloudflareSpec>>,
    route53: Option<Spanned<Route53Spec>>,
    steering: SteeringPolicy,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Option<TrafficManager> {
    match (cloudflare, route53) {
        (Some(spec), None) => self::cloudflare(spec.value, steering, spec.span, diagnostics)
            .map(Box::new)
            .map(TrafficManager::Cloudflare),
        (None, Some(spec)) => self::route53(spec.value, steering, spec.span, diagnostics)
            .map(Box::new)
            .map(TrafficManager::Route53),
        (None, None) => {
            diagnostics.push(
                Diagnostic::new(&rules::MISSING_KEY)
                    .at(span, "nothing steers the traffic")
                    .help("add `cloudflare` or `route53` with the id of the zone"),
            );
            None
        }
        (Some(cloudflare), Some(route53)) => {
            diagnostics.push(
                Diagnostic::new(&rules::INVALID_VALUE)
                    .at(route53.span, "a second zone for the same name")
                    .at(cloudflare.span, "the first one")
                    .help("keep the one that the name servers of the domain point to"),
            );
            None
        }
    }
}

fn cloudflare(
    spec: CloudflareSpec,
    steering: SteeringPolicy,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Option<CloudflareSteering> {
    let plan = or(spec.plan, CloudflarePlan::SelfServe, span);
    Some(CloudflareSteering {
        span,
        account_id: spec.account_id?,
        zone_id: spec.zone_id?,
        proxied: or(spec.proxied, true, span),
        ttl_seconds: or(spec.ttl_seconds, 30, span),
        steering: or(spec.steering, steering, span),
        regions: regions(spec.regions, diagnostics),
        weights: weights(spec.weights, span),
        session_affinity: or(spec.session_affinity, SessionAffinity::None, span),
        session_affinity_ttl_seconds: or(spec.session_affinity_ttl_seconds, 82_800, span),
        monitor: monitor(spec.monitor, plan.value, span),
        plan,
    })
}

/// The side of each region, whose names are those of whoever steers.
fn regions<R: Scalar + Ord>(
    field: Option<Spanned<Table<Cloud>>>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<R, Spanned<Cloud>> {
    let mut regions = BTreeMap::new();
    for (name, (name_span, cloud)) in field.into_iter().flat_map(|it| it.value.0) {
        match R::parse(&name) {
            Ok(region) => {
                regions.insert(region, cloud);
            }
            Err(fault) => diagnostics.push(
                Diagnostic::new(&rules::INVALID_VALUE)
                    .at(name_span, fault.reason)
                    .help(
                        fault
                            .help
                            .unwrap_or_else(|| format!("write {}", R::EXPECTED)),
                    ),
            ),
        }
    }
    regions
}

fn weights(field: Option<Spanned<WeightsSpec>>, parent: Span) -> BTreeMap<Cloud, Spanned<u32>> {
    let (span, spec) = sub_block(field, parent);
    BTreeMap::from([
        (Cloud::Aws, or(spec.aws, 50, span)),
        (Cloud::Gcp, or(spec.gcp, 50, span)),
    ])
}

fn monitor(
    field: Option<Spanned<MonitorSpec>>,
    plan: CloudflarePlan,
    parent: Span,
) -> CloudflareMonitor {
    let (span, spec) = sub_block(field, parent);
    CloudflareMonitor {
        span,
        interval_seconds: or(
            spec.interval_seconds,
            limits::interval_seconds(plan).min,
            span,
        ),
        timeout_seconds: or(spec.timeout_seconds, 5, span),
        retries: or(spec.retries, 2, span),
        consecutive_down: or(spec.consecutive_down, 2, span),
        consecutive_up: or(spec.consecutive_up, 2, span),
        check_regions: items(spec.check_regions),
    }
}

fn route53(
    spec: Route53Spec,
    steering: SteeringPolicy,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> Option<Route53Steering> {
    let (checks, check) = sub_block(spec.health_check, span);
    Some(Route53Steering {
        span,
        zone_id: given(spec.zone_id)?,
        ttl_seconds: or(spec.ttl_seconds, 60, span),
        steering: or(spec.steering, steering, span),
        regions: regions(spec.regions, diagnostics),
        weights: weights(spec.weights, span),
        latency_region: spec.latency_region,
        interval_seconds: or(check.interval_seconds, 30, checks),
        failure_threshold: or(check.failure_threshold, 3, checks),
        check_regions: items(check.regions),
    })
}
