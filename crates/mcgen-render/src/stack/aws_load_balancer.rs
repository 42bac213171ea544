use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::catalog::cloudflare;
use mcgen_model::{
    Admitted, AwsEnvironment, AwsOrigin, Certificate, Environment, TargetProtocol, TrafficSteering,
};

use super::{Object, name};
use crate::library::Traits;

pub(super) fn traits(traffic: Option<&TrafficSteering>) -> Traits {
    let origin = traffic.map(|traffic| &traffic.origins.aws);
    Traits::from([
        (
            "load_balancer".to_owned(),
            origin.map_or("none", |it| it.certificate.word()).into(),
        ),
        (
            "load_balancer_web_acl".to_owned(),
            origin.is_some_and(|it| it.web_acl.is_some()).into(),
        ),
    ])
}

pub(super) fn variables(
    environment: &Environment,
    aws: &AwsEnvironment,
    traffic: &TrafficSteering,
) -> Literal {
    let origin = &traffic.origins.aws;
    let mut object = Object::default();
    object
        .set("admitted_ranges", admitted_ranges(origin))
        .set("deletion_protection", origin.deletion_protection.value)
        .set("health_path", origin.targets.health_path.as_str())
        .set("idle_timeout_seconds", origin.idle_timeout_seconds.value)
        .set("log_bucket", origin.log_bucket.value.clone())
        .set("log_retention_days", origin.log_retention_days.value)
        // Six digits of a hash and a hyphen follow in the name of the target group, of 32 characters at the most.
        .set("name", name(environment, &[], 25))
        .set("target_kind", origin.target_kind.as_str())
        .set("target_port", origin.targets.port.value)
        .set("target_protocol", protocol(origin.targets.protocol.value))
        .set("target_ranges", target_ranges(aws));
    match &origin.certificate {
        Certificate::Given(arn) => object.set("certificate_arn", arn.as_str()),
        Certificate::Requested(_) | Certificate::Waiting => {
            object.set("hostname", traffic.hostname.as_str())
        }
    };
    if let Some(web_acl) = &origin.web_acl {
        object.set("web_acl_arn", web_acl.value.clone());
    }
    object.into()
}

/// The word of both clouds.
pub(super) fn protocol(protocol: TargetProtocol) -> &'static str {
    match protocol {
        TargetProtocol::Http => "HTTP",
        TargetProtocol::Https => "HTTPS",
    }
}

fn admitted_ranges(origin: &AwsOrigin) -> BTreeMap<String, String> {
    match origin.admitted.value {
        Admitted::Everyone => BTreeMap::from([("everyone".to_owned(), "0.0.0.0/0".to_owned())]),
        Admitted::Cloudflare => cloudflare::ranges()
            .iter()
            .map(|range| (format!("cloudflare/{range}"), range.to_string()))
            .collect(),
    }
}

fn target_ranges(aws: &AwsEnvironment) -> BTreeMap<String, String> {
    let ranges = aws.network.vpc_ranges();
    ranges
        .map(|range| (format!("vpc/{range}"), range.to_string()))
        .collect()
}
