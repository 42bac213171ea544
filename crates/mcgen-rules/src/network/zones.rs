use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Span, Spanned};
use mcgen_model::{AwsEnvironment, Environment, GcpEnvironment};

use super::sources::{AVAILABILITY_ZONES, GCP_ZONES};
use crate::Context;

pub(super) static AWS: Rule = Rule {
    code: "NET-025",
    slug: "unknown-availability-zone",
    severity: Severity::Error,
    summary: "the region has no such availability zone",
    fix: "write the letter of a zone of the region",
    explain: "A zone of AWS is the region and a letter, and every region has its own letters. A subnet \
in a zone that does not exist fails at apply. Letters are given out by account in the oldest regions: \
`a` of one account may be `c` of another (accounts made since November 2025 share one mapping), so \
compare accounts by zone ids such as `apne2-az1`. A few letters, `ap-northeast-1b` for one, exist only \
for some accounts; using one is a warning.\n\nmcgen takes letters or full names and knows the zones of \
every region from a dated table.",
    sources: &[AVAILABILITY_ZONES],
    waivable: false,
};

pub(super) static GCP: Rule = Rule {
    code: "NET-026",
    slug: "unknown-google-cloud-zone",
    severity: Severity::Error,
    summary: "the region has no such zone",
    fix: "write the letter of a zone of the region",
    explain: "A zone of Google Cloud is the region, a hyphen and a letter. Most regions have the zones \
a, b and c; `us-east1` and `europe-west1` have b, c and d, and `us-central1` has a, b, c and f. An \
instance in a zone that does not exist, or that belongs to another region, is refused at apply. mcgen \
takes letters or full names and knows the zones of every region from a dated table.",
    sources: &[GCP_ZONES],
    waivable: false,
};

pub(super) fn aws(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(aws) = &environment.aws else { return };
    let region = aws.region.value;
    for (name, span) in aws_zones(aws) {
        if !region.has_zone(name) {
            findings.push(
                Diagnostic::new(&AWS)
                    .at(span, format!("{region} has no zone `{name}`"))
                    .at_value(&aws.region, "the region")
                    .because(letters(region.code(), region.zone_letters()))
                    .help(help(region.zone_letters())),
            );
        } else if region.is_zone_of_some_accounts(name) {
            findings.push(
                Diagnostic::new(&AWS)
                    .at(span, format!("not every account has {name}"))
                    .because("AWS gives this letter to some accounts only")
                    .help(format!(
                        "write {}, or make sure that the account {} lists the zone",
                        region.default_zones().collect::<Vec<_>>().join(", "),
                        aws.account
                    ))
                    .as_warning(),
            );
        }
    }
}

/// Every zone that the file names, by its full name.
fn aws_zones(aws: &AwsEnvironment) -> impl Iterator<Item = (&str, Span)> {
    let network = &aws.network;
    let subnets = network.subnets.values().flatten();
    let subnets = subnets
        .filter(|(_, cidr)| cidr.given)
        .map(|(zone, cidr)| (zone.as_str(), cidr.span));
    let database = aws.database.iter();
    let database = database.flat_map(|database| {
        let replicas = database.replicas.iter();
        let here = replicas.filter(|replica| replica.region.is_none());
        database
            .zone
            .iter()
            .chain(here.filter_map(|replica| replica.zone.as_ref()))
    });
    let zones = network.zones.iter().filter(|zone| zone.given);
    zones.chain(database).map(named).chain(subnets)
}

pub(super) fn gcp(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(gcp) = &environment.gcp else { return };
    let region = gcp.region.value;
    for (name, span) in gcp_zones(gcp) {
        if !region.has_zone(name) {
            findings.push(
                Diagnostic::new(&GCP)
                    .at(span, format!("{region} has no zone `{name}`"))
                    .at_value(&gcp.region, "the region")
                    .because(letters(region.code(), region.zone_letters()))
                    .help(help(region.zone_letters())),
            );
        }
    }
}

fn gcp_zones(gcp: &GcpEnvironment) -> impl Iterator<Item = (&str, Span)> {
    let database = gcp.database.iter().flat_map(|database| {
        let replicas = database.replicas.iter();
        let replicas = replicas.filter_map(|replica| replica.zone.as_ref());
        let own = database.zone.iter().chain(&database.secondary_zone);
        own.chain(replicas)
    });
    let zones = gcp.network.zones.iter().filter(|zone| zone.given);
    zones.chain(database).map(named)
}

fn named(zone: &Spanned<String>) -> (&str, Span) {
    (zone.value.as_str(), zone.span)
}

fn letters<'a>(region: &str, letters: impl Iterator<Item = &'a str>) -> String {
    let letters: Vec<&str> = letters.collect();
    format!("the zones of {region} are {}", letters.join(", "))
}

fn help<'a>(letters: impl Iterator<Item = &'a str>) -> String {
    let letters: Vec<String> = letters.map(|letter| format!("`{letter}`")).collect();
    format!("write one of {}", letters.join(", "))
}
