//! The entrances of the two clouds: where they are reached, and by which certificate.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::{
    AwsRegion, BackendGroups, Certificate, Cloud, Environment, GcpRegion, Hostname,
    TrafficSteering, ValidationRecord,
};

use super::sources::{
    ACM_DNS, ACM_REGIONS, BACKEND_SERVICES, CLOUDFLARE_POOL, DNS_AUTHORIZATION, ELB_ENDPOINTS,
    ROUTE53_HEALTH,
};
use super::traffic;
use crate::Context;

pub(super) static NOT_KNOWN_YET: Rule = Rule {
    code: "LB-023",
    slug: "entrance-not-known-yet",
    severity: Severity::Warning,
    summary: "the stack `traffic` is not rendered yet",
    fix: "apply the stack of the cloud, and write its outputs `origin_address` and `origin_certificate_record` into the file",
    explain: "The name of a load balancer in AWS, the address that Google Cloud reserves and the records \
that prove the name of the clients are known when the two stacks were applied for the first time. The \
stack `traffic` must plan while one of them is away, so it reads no state of theirs: these values stand \
in the environment file, and do not change as long as the load balancers live.\n\nApply `aws` and `gcp`, write their outputs \
`origin_address` (and `origin_certificate_record`, where the stack requests the certificate) below `traffic.origins`, render \
again, apply `traffic`, and then `aws` once more: its HTTPS listener is made when the certificate can be issued.",
    sources: &[ELB_ENDPOINTS, ACM_DNS, DNS_AUTHORIZATION],
    waivable: false,
};

pub(super) static NO_ENTRANCE: Rule = Rule {
    code: "LB-024",
    slug: "not-the-entrance",
    severity: Severity::Error,
    summary: "this is not where the load balancer of the cloud is reached",
    fix: "write the output `origin_address` of the stack of the cloud",
    explain: "Whoever steers must reach the load balancer of each side itself: in AWS by its DNS name, \
which ends in the region and `elb.amazonaws.com`; in Google Cloud by the address that is reserved for it, \
a public one. The name of the clients would lead back to whoever steers, and a private address is reached by no health check.",
    sources: &[ELB_ENDPOINTS, CLOUDFLARE_POOL, ROUTE53_HEALTH],
    waivable: false,
};

pub(super) static CERTIFICATE: Rule = Rule {
    code: "LB-025",
    slug: "certificate-does-not-fit",
    severity: Severity::Error,
    summary: "the certificate does not fit its load balancer",
    fix: "use a certificate of the region of the load balancer, and the record of the name of the clients",
    explain: "A load balancer takes certificates of its own region only; that of CloudFront in us-east-1 \
is no help elsewhere. The record that proves a name lies below that name: \
`_0a1b….crm.example.com` for AWS, `_acme-challenge….crm.example.com` for Google Cloud. A record of another name proves nothing, and the \
certificate stays pending.",
    sources: &[ACM_REGIONS, ACM_DNS, DNS_AUTHORIZATION],
    waivable: false,
};

pub(super) static GROUPS: Rule = Rule {
    code: "LB-030",
    slug: "group-in-another-region",
    severity: Severity::Error,
    summary: "a group behind the load balancer stands in no zone of the region",
    fix: "name zones of the region of the environment, with the region",
    explain: "The groups are named by their zone, and each must stand in a zone of the region of the \
environment: the standby is one region, and what its database cannot reach privately cannot serve its clients.",
    sources: &[BACKEND_SERVICES],
    waivable: false,
};

pub(super) fn not_known_yet(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(traffic) = traffic(environment) else {
        return;
    };
    if traffic.first(&environment.strategy).is_none() {
        return;
    }
    let origins = &traffic.origins;
    for cloud in origins.unknown() {
        let (span, has_address) = match cloud {
            Cloud::Aws => (origins.aws.span, origins.aws.address.is_some()),
            Cloud::Gcp => (origins.gcp.span, origins.gcp.address.is_some()),
        };
        let missing = if has_address {
            "the record of its certificate"
        } else {
            "its address"
        };
        findings.push(
            Diagnostic::new(&NOT_KNOWN_YET)
                .at(span, format!("{cloud}: {missing} is not known"))
                .help(format!(
                    "apply the stack `{cloud}`, then write `address` and `certificate-record` into `traffic.origins.{cloud}` from its outputs `origin_address` and `origin_certificate_record`"
                )),
        );
    }
}

pub(super) fn no_entrance(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(traffic) = traffic(environment) else {
        return;
    };
    if let (Some(address), Some(aws)) = (&traffic.origins.aws.address, &environment.aws) {
        findings.extend(aws_entrance(traffic, address, aws.region.value));
    }
    if let Some(address) = &traffic.origins.gcp.address
        && !is_public(address.value)
    {
        findings.push(
            Diagnostic::new(&NO_ENTRANCE)
                .at_value(address, "nobody reaches this over the internet")
                .help("write the output `origin_address` of the stack `gcp`"),
        );
    }
}

fn aws_entrance(
    traffic: &TrafficSteering,
    address: &Spanned<Hostname>,
    region: AwsRegion,
) -> Option<Diagnostic> {
    let ending = format!("{}.elb.amazonaws.com", region.code());
    if address.is_in(&ending) {
        return None;
    }
    let diagnostic = Diagnostic::new(&NO_ENTRANCE);
    let diagnostic = if address.value == traffic.hostname.value {
        diagnostic.at_value(address, "this leads back to whoever steers")
    } else {
        diagnostic.at_value(address, "no load balancer of the region")
    };
    Some(
        diagnostic
            .because(format!("its name ends in `.{ending}`"))
            .help("write the output `origin_address` of the stack `aws`"),
    )
}

fn is_public(address: Ipv4Addr) -> bool {
    let shared = matches!(address.octets(), [100, second, ..] if (64..128).contains(&second));
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_unspecified()
        || address.is_multicast()
        || address.is_broadcast()
        || shared)
}

pub(super) fn certificate(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(traffic) = traffic(environment) else {
        return;
    };
    let origins = &traffic.origins;
    if let (Certificate::Given(arn), Some(aws)) = (&origins.aws.certificate, &environment.aws)
        && arn.region() != aws.region.code()
    {
        findings.push(
            Diagnostic::new(&CERTIFICATE)
                .at_value(arn, format!("a certificate of {}", arn.region()))
                .at_value(&aws.region, "the load balancer stands here")
                .help("request or import one in that region, or leave `certificate` out and let the stack do it"),
        );
    }
    let records = [
        (origins.aws.certificate.record(), ".acm-validations.aws"),
        (
            origins.gcp.certificate.record(),
            ".authorize.certificatemanager.goog",
        ),
    ];
    for (record, authority) in records {
        let Some(record) = record else { continue };
        findings.extend(record_fits(traffic, record, authority));
    }
}

fn record_fits(
    traffic: &TrafficSteering,
    record: &ValidationRecord,
    authority: &str,
) -> Option<Diagnostic> {
    let diagnostic = Diagnostic::new(&CERTIFICATE);
    let diagnostic = if !record.name.is_below(&traffic.hostname) {
        diagnostic
            .at_value(&record.name, "this proves another name")
            .at_value(&traffic.hostname, "the name of the clients")
    } else if !record.value.as_str().ends_with(authority) {
        diagnostic
            .at_value(&record.value, "this is of another authority")
            .because(format!("what it points to ends in `{authority}`"))
    } else {
        return None;
    };
    Some(
        diagnostic
            .help("write the output `origin_certificate_record` of the stack of the same cloud"),
    )
}

pub(super) fn groups(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let (Some(traffic), Some(gcp)) = (traffic(environment), &environment.gcp) else {
        return;
    };
    match &traffic.origins.gcp.groups {
        BackendGroups::New => {}
        BackendGroups::EndpointGroups(groups) | BackendGroups::InstanceGroups(groups) => {
            findings.extend(elsewhere(groups, gcp.region.value));
            if groups.is_empty() {
                findings.push(
                    Diagnostic::new(&GROUPS)
                        .at(traffic.origins.gcp.targets.span, "no group is named")
                        .help("name a group for each zone, or leave the key out and let the stack make them"),
                );
            }
        }
    }
}

fn elsewhere(
    groups: &BTreeMap<String, Spanned<String>>,
    region: GcpRegion,
) -> impl Iterator<Item = Diagnostic> {
    let elsewhere = groups
        .iter()
        .filter(move |(zone, _)| !region.has_zone(zone));
    elsewhere.map(move |(zone, name)| {
        let zones: Vec<String> = region.zones().collect();
        Diagnostic::new(&GROUPS)
            .at_value(name, format!("`{zone}` is no zone of {region}"))
            .help(format!("name a group of {}", zones.join(", ")))
    })
}
