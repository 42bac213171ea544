//! Sites that one disaster takes away together.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::{Disaster, Environment};

use crate::Context;

pub(super) static ONE_METRO: Rule = Rule {
    code: "NET-046",
    slug: "one-metropolitan-area",
    severity: Severity::Warning,
    summary: "everything stands in one metropolitan area",
    fix: "keep a copy in a third region elsewhere, or accept the loss of a zone only: `objectives.disaster: zone`",
    explain: "Regions of two clouds in one metropolitan area, Seoul and Seoul for one, fail \
independently of each other's software but share earthquakes, floods, power and fibre. That pair \
survives the loss of a zone or of a provider, not of the area. An environment whose objective is \
`disaster: region` needs backups or a standby in another area; when the law keeps the data in the \
country, another area of the same country.\n\nmcgen compares the country and the metropolitan area of \
the two regions, from the dated tables of regions. With one cloud there is one area.",
    sources: &[
        Reference {
            title: "AWS Regions and Availability Zones",
            url: "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html",
        },
        Reference {
            title: "Compute Engine: regions and zones",
            url: "https://cloud.google.com/compute/docs/regions-zones",
        },
    ],
    waivable: true,
};

pub(super) fn one_metro(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    if environment.objectives.disaster.value != Disaster::Region {
        return;
    }
    let aws = environment.aws.as_ref().map(|aws| {
        let region = aws.region.value;
        ((region.country(), region.metro()), aws.region.span)
    });
    let gcp = environment.gcp.as_ref().map(|gcp| {
        let region = gcp.region.value;
        ((region.country(), region.metro()), gcp.region.span)
    });
    let sites: Vec<_> = aws.into_iter().chain(gcp).collect();
    let Some(((country, metro), _)) = sites.first() else {
        return;
    };
    if sites.iter().any(|(area, _)| *area != (*country, *metro)) {
        return;
    }
    let mut finding = Diagnostic::new(&ONE_METRO).at_value(
        &environment.objectives.disaster,
        "a whole region may be lost",
    );
    for (_, span) in &sites {
        finding = finding.at(*span, format!("in {metro}"));
    }
    findings.push(finding.because(match sites.len() {
        1 => format!("the only region is in {metro} ({country})"),
        _ => format!("both regions are in {metro} ({country}), and one disaster takes both"),
    }));
}
