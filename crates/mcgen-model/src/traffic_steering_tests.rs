use super::*;
use crate::Scalar;

fn cloudflare(proxied: bool, interval: u32, down: u32) -> TrafficManager {
    let span = Span::NOWHERE;
    let id = || {
        CloudflareId::parse("0123456789abcdef0123456789abcdef")
            .unwrap()
            .into()
    };
    TrafficManager::Cloudflare(Box::new(CloudflareSteering {
        span,
        account_id: id(),
        zone_id: id(),
        plan: CloudflarePlan::SelfServe.into(),
        proxied: proxied.into(),
        ttl_seconds: 30.into(),
        steering: SteeringPolicy::Failover.into(),
        regions: BTreeMap::new(),
        weights: BTreeMap::new(),
        session_affinity: SessionAffinity::None.into(),
        session_affinity_ttl_seconds: 1800.into(),
        monitor: CloudflareMonitor {
            span,
            interval_seconds: interval.into(),
            timeout_seconds: 5.into(),
            retries: 2.into(),
            consecutive_down: down.into(),
            consecutive_up: 1.into(),
            check_regions: Vec::new(),
        },
    }))
}

fn route53(interval: u32, threshold: u32, ttl: u32) -> TrafficManager {
    TrafficManager::Route53(Box::new(Route53Steering {
        span: Span::NOWHERE,
        zone_id: HostedZoneId::parse("Z0123456789ABCDEFGHIJ").unwrap().into(),
        ttl_seconds: ttl.into(),
        steering: SteeringPolicy::Latency.into(),
        regions: BTreeMap::new(),
        weights: BTreeMap::new(),
        latency_region: None,
        interval_seconds: interval.into(),
        failure_threshold: threshold.into(),
        check_regions: Vec::new(),
    }))
}

fn detection(manager: &TrafficManager) -> u32 {
    manager.detection().iter().map(|it| it.time.seconds()).sum()
}

#[test]
fn a_minute_between_checks_never_detects_in_half_a_minute() {
    // 60 s, and three attempts of 5 s in the check that fails.
    assert_eq!(detection(&cloudflare(true, 60, 0)), 75);
    assert_eq!(detection(&cloudflare(true, 60, 3)), 195);
}

#[test]
fn clients_of_a_proxied_name_are_moved_without_dns() {
    assert_eq!(cloudflare(true, 15, 2).propagation().time.seconds(), 0);
    assert_eq!(cloudflare(false, 15, 2).propagation().time.seconds(), 30);
    assert_eq!(
        cloudflare(false, 15, 2).switch_time().seconds(),
        30 + 15 + 30
    );
}

#[test]
fn an_alias_lives_for_a_minute_whatever_the_other_record_says() {
    assert_eq!(detection(&route53(30, 3, 60)), 96);
    assert_eq!(route53(10, 3, 30).propagation().time.seconds(), 60);
    assert_eq!(route53(10, 3, 300).propagation().time.seconds(), 300);
    assert_eq!(route53(10, 3, 30).switch_time().seconds(), 30 + 6 + 60);
}

#[test]
fn times_that_overflow_stay_the_longest() {
    assert_eq!(route53(u32::MAX, 10, 60).switch_time().seconds(), u32::MAX);
}

#[test]
fn google_cloud_stands_where_the_file_says_or_at_the_nearest_region_of_aws() {
    let TrafficManager::Route53(mut settings) = route53(30, 3, 60) else {
        unreachable!("it is one of Route 53");
    };
    let tokyo = GcpRegion::parse("asia-northeast1").unwrap();
    let region = |settings: &Route53Steering| settings.region_of_gcp(tokyo).unwrap().code();
    assert_eq!(region(&settings), "ap-northeast-1");
    settings.latency_region = Some(AwsRegion::parse("ap-northeast-3").unwrap().into());
    assert_eq!(region(&settings), "ap-northeast-3");
}
