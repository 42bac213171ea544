//! The entrances of the two clouds: their defaults.

use std::collections::BTreeMap;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Span, Spanned};
use mcgen_model::{
    Admitted, AwsOrigin, BackendGroups, Certificate, GcpOrigin, Origins, TargetKind,
    TargetProtocol, Targets, UrlPath, ValidationRecord, WafMode,
};

use super::traffic::path;
use super::{Frame, given, or, sub_block};
use crate::blocks::{
    AwsOriginSpec, AwsTargetsSpec, GcpOriginSpec, GcpTargetsSpec, OriginsSpec, ValidationRecordSpec,
};
use crate::decode::{Number, Table, Text};
use crate::rules;

/// The path by which targets say that they are alive.
const ALIVE: &str = "/healthz";

/// `None` when a block cannot be completed; the reason has been reported.
pub(super) fn lower(
    field: Option<Spanned<OriginsSpec>>,
    parent: Span,
    frame: &Frame,
    account: Option<&str>,
    proxied: bool,
    diagnostics: &mut Diagnostics,
) -> Option<Origins> {
    let (span, spec) = sub_block(field, parent);
    let admitted = if proxied {
        Admitted::Cloudflare
    } else {
        Admitted::Everyone
    };
    let (aws_span, aws_spec) = sub_block(spec.aws, span);
    let (gcp_span, gcp_spec) = sub_block(spec.gcp, span);
    Some(Origins {
        span,
        aws: aws(aws_spec, aws_span, frame, account, admitted)?,
        gcp: gcp(gcp_spec, gcp_span, admitted, diagnostics)?,
    })
}

fn certificate<T>(
    exists: Option<Spanned<T>>,
    record: Option<Spanned<ValidationRecordSpec>>,
) -> Option<Certificate<T>> {
    Some(match (exists, record) {
        (Some(certificate), _) => Certificate::Given(certificate),
        (None, Some(record)) => Certificate::Requested(ValidationRecord {
            span: record.span,
            name: record.value.name?,
            value: record.value.value?,
        }),
        (None, None) => Certificate::Waiting,
    })
}

fn targets(
    span: Span,
    protocol: Option<Spanned<TargetProtocol>>,
    port: Option<Spanned<Number>>,
    health_path: Option<Spanned<UrlPath>>,
) -> Option<Targets> {
    Some(Targets {
        span,
        protocol: or(protocol, TargetProtocol::Http, span),
        port: or(port, 8080, span),
        health_path: path(health_path, ALIVE, span)?,
    })
}

fn aws(
    spec: AwsOriginSpec,
    span: Span,
    frame: &Frame,
    account: Option<&str>,
    admitted: Admitted,
) -> Option<AwsOrigin> {
    let (targets_span, behind): (_, AwsTargetsSpec) = sub_block(spec.targets, span);
    let (logs_span, logs) = sub_block(spec.access_logs, span);
    let bucket = frame.log_bucket(account.unwrap_or_default());
    Some(AwsOrigin {
        span,
        address: spec.address,
        certificate: certificate(spec.certificate, spec.certificate_record)?,
        targets: targets(
            targets_span,
            behind.protocol,
            behind.port,
            behind.health_path,
        )?,
        target_kind: or(behind.kind, TargetKind::Ip, targets_span),
        admitted: or(spec.admit, admitted, span),
        log_bucket: or(logs.bucket, bucket, logs_span),
        log_retention_days: or(logs.retention_days, 90, logs_span),
        deletion_protection: or(spec.deletion_protection, frame.production, span),
        idle_timeout_seconds: or(spec.idle_timeout_seconds, 60, span),
        web_acl: given(spec.web_acl),
    })
}

fn gcp(
    spec: GcpOriginSpec,
    span: Span,
    admitted: Admitted,
    diagnostics: &mut Diagnostics,
) -> Option<GcpOrigin> {
    let (targets_span, behind): (_, GcpTargetsSpec) = sub_block(spec.targets, span);
    let groups = groups(
        behind.network_endpoint_groups,
        behind.instance_groups,
        diagnostics,
    );
    Some(GcpOrigin {
        span,
        address: spec.address,
        certificate: certificate(given(spec.certificate_map), spec.certificate_record)?,
        targets: targets(
            targets_span,
            behind.protocol,
            behind.port,
            behind.health_path,
        )?,
        groups,
        rate_per_target: or(behind.rate, 100, targets_span),
        admitted: or(spec.admit, admitted, span),
        waf: or(spec.waf, WafMode::Preview, span),
        log_sampling_percent: or(spec.log_sampling_percent, 100, span),
        timeout_seconds: or(spec.timeout_seconds, 30, span),
    })
}

fn groups(
    endpoints: Option<Spanned<Table<Text>>>,
    instances: Option<Spanned<Table<Text>>>,
    diagnostics: &mut Diagnostics,
) -> BackendGroups {
    let by_zone = |table: Table<Text>| -> BTreeMap<String, Spanned<String>> {
        let zones = table.0.into_iter();
        zones
            .map(|(zone, (_, name))| (zone, name.map(Into::into)))
            .collect()
    };
    match (endpoints, instances) {
        (None, None) => BackendGroups::New,
        (Some(endpoints), None) => BackendGroups::EndpointGroups(by_zone(endpoints.value)),
        (None, Some(instances)) => BackendGroups::InstanceGroups(by_zone(instances.value)),
        (Some(endpoints), Some(instances)) => {
            diagnostics.push(
                Diagnostic::new(&rules::INVALID_VALUE)
                    .at(instances.span, "groups of instances")
                    .at(endpoints.span, "groups of endpoints")
                    .help(
                        "keep one of the two: a backend service takes groups of one kind in one balancing mode",
                    ),
            );
            BackendGroups::EndpointGroups(by_zone(endpoints.value))
        }
    }
}
