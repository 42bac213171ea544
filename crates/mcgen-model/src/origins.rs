use std::collections::BTreeMap;
use std::fmt;
use std::net::Ipv4Addr;

use mcgen_diagnostics::{Span, Spanned};

use crate::{Cloud, Fault, Hostname, RecordName, Scalar, UrlPath, choice};

/// The entrances of the two clouds, between which the traffic is steered.
#[derive(Debug, Clone)]
pub struct Origins {
    /// The place of the block.
    pub span: Span,
    /// The Application Load Balancer in AWS.
    pub aws: AwsOrigin,
    /// The global external Application Load Balancer in Google Cloud.
    pub gcp: GcpOrigin,
}

choice! {
    /// Who may reach a load balancer.
    pub enum Admitted {
        /// The published ranges of Cloudflare.
        Cloudflare = "cloudflare",
        /// Everybody.
        Everyone = "everyone",
    }
}

choice! {
    /// What a load balancer speaks to what stands behind it.
    pub enum TargetProtocol {
        /// HTTP.
        Http = "http",
        /// HTTPS; the certificate is not verified.
        Https = "https",
    }
}

choice! {
    /// How targets are registered in a target group.
    pub enum TargetKind {
        /// By address: pods and tasks.
        Ip = "ip",
        /// By instance.
        Instance = "instance",
    }
}

choice! {
    /// What the rules of Cloud Armor against common attacks do.
    pub enum WafMode {
        /// They are not there.
        Off = "off",
        /// They write what they would deny to the log.
        Preview = "preview",
        /// They deny.
        Enforce = "enforce",
    }
}

/// The CNAME by which a certificate authority sees that a name is ours.
#[derive(Debug, Clone)]
pub struct ValidationRecord {
    /// The place of the block.
    pub span: Span,
    /// Its name.
    pub name: Spanned<RecordName>,
    /// What it points to.
    pub value: Spanned<RecordName>,
}

/// How far the certificate of an origin is.
#[derive(Debug, Clone)]
pub enum Certificate<T> {
    /// It exists already.
    Given(Spanned<T>),
    /// The stack of the cloud requests it; this record proves the name.
    Requested(ValidationRecord),
    /// The stack of the cloud requests it; its record is not known before that.
    Waiting,
}

impl<T> Certificate<T> {
    /// The record that the certificate needs, when it is known.
    pub fn record(&self) -> Option<&ValidationRecord> {
        match self {
            Self::Requested(record) => Some(record),
            Self::Given(_) | Self::Waiting => None,
        }
    }

    /// `given`, `requested` or `waiting`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Given(_) => "given",
            Self::Requested(_) => "requested",
            Self::Waiting => "waiting",
        }
    }
}

/// What stands behind a load balancer.
#[derive(Debug, Clone)]
pub struct Targets {
    /// The place of the block.
    pub span: Span,
    /// What they speak.
    pub protocol: Spanned<TargetProtocol>,
    /// The port that they listen at.
    pub port: Spanned<u32>,
    /// The path that tells whether one of them is alive, whatever the role of its side.
    pub health_path: Spanned<UrlPath>,
}

/// The Application Load Balancer in AWS.
#[derive(Debug, Clone)]
pub struct AwsOrigin {
    /// The place of the block.
    pub span: Span,
    /// Its DNS name, once it is made.
    pub address: Option<Spanned<Hostname>>,
    /// Its certificate.
    pub certificate: Certificate<CertificateArn>,
    /// What stands behind it.
    pub targets: Targets,
    /// How targets are registered.
    pub target_kind: Spanned<TargetKind>,
    /// Who may reach it.
    pub admitted: Spanned<Admitted>,
    /// The bucket of its access logs.
    pub log_bucket: Spanned<String>,
    /// Days that access logs are kept.
    pub log_retention_days: Spanned<u32>,
    /// Whether it refuses to be deleted.
    pub deletion_protection: Spanned<bool>,
    /// Seconds after which a silent connection is closed.
    pub idle_timeout_seconds: Spanned<u32>,
    /// An existing web ACL, an ARN.
    pub web_acl: Option<Spanned<String>>,
}

/// The groups behind the load balancer of Google Cloud.
#[derive(Debug, Clone)]
pub enum BackendGroups {
    /// An empty zonal network endpoint group for each zone, made by the stack.
    New,
    /// Zonal network endpoint groups that exist already, by zone.
    EndpointGroups(BTreeMap<String, Spanned<String>>),
    /// Instance groups that exist already, by zone.
    InstanceGroups(BTreeMap<String, Spanned<String>>),
}

/// The global external Application Load Balancer in Google Cloud.
#[derive(Debug, Clone)]
pub struct GcpOrigin {
    /// The place of the block.
    pub span: Span,
    /// Its reserved address, once it is made.
    pub address: Option<Spanned<Ipv4Addr>>,
    /// Its certificate; a given one is the name of a certificate map.
    pub certificate: Certificate<String>,
    /// What stands behind it.
    pub targets: Targets,
    /// The groups of what stands behind it.
    pub groups: BackendGroups,
    /// Requests a second that one endpoint, or one instance, takes.
    pub rate_per_target: Spanned<u32>,
    /// Who may reach it.
    pub admitted: Spanned<Admitted>,
    /// The rules against common attacks.
    pub waf: Spanned<WafMode>,
    /// The share of requests that is logged, percent.
    pub log_sampling_percent: Spanned<u32>,
    /// Seconds that a request may take.
    pub timeout_seconds: Spanned<u32>,
}

impl Origins {
    /// Where each origin is reached, when that is known of both.
    pub fn addresses(&self) -> Option<(&Hostname, Ipv4Addr)> {
        let aws = self.aws.address.as_ref()?;
        let gcp = self.gcp.address.as_ref()?;
        Some((&aws.value, gcp.value))
    }

    /// The clouds of which something is to be written down after their first apply: the address, or the record of
    /// the certificate.
    pub fn unknown(&self) -> Vec<Cloud> {
        let aws = self.aws.address.is_none() || self.aws.certificate.word() == "waiting";
        let gcp = self.gcp.address.is_none() || self.gcp.certificate.word() == "waiting";
        [(Cloud::Aws, aws), (Cloud::Gcp, gcp)]
            .into_iter()
            .filter_map(|(cloud, unknown)| unknown.then_some(cloud))
            .collect()
    }
}

/// The ARN of a certificate in AWS Certificate Manager.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CertificateArn(String);

impl CertificateArn {
    /// The ARN.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code of its region.
    pub fn region(&self) -> &str {
        self.0.split(':').nth(3).unwrap_or_default()
    }
}

impl fmt::Display for CertificateArn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Scalar for CertificateArn {
    const EXPECTED: &'static str =
        "the ARN of a certificate, `arn:aws:acm:REGION:ACCOUNT:certificate/ID`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let parts: Vec<&str> = text.split(':').collect();
        let legal = matches!(parts[..], ["arn", partition, "acm", region, account, id]
            if partition.starts_with("aws") && !region.is_empty() && account.len() == 12
                && account.bytes().all(|it| it.is_ascii_digit())
                && id.strip_prefix("certificate/").is_some_and(|it| !it.is_empty()));
        if legal {
            Ok(Self(text.to_owned()))
        } else {
            Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED)))
        }
    }

    fn pattern() -> Option<&'static str> {
        Some(r"^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate/.+$")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_knows_its_region() {
        let text = "arn:aws:acm:ap-northeast-2:111122223333:certificate/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f";
        let arn = CertificateArn::parse(text).unwrap();
        assert_eq!(
            (arn.region(), arn.to_string()),
            ("ap-northeast-2", text.to_owned())
        );
        for bad in [
            "",
            "arn:aws:iam::111122223333:server-certificate/x",
            "arn:aws:acm:ap-northeast-2:1:certificate/x",
            "certificate/x",
        ] {
            assert!(CertificateArn::parse(bad).is_err(), "{bad}");
        }
    }
}
