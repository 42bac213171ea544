//! The numbers of the two autonomous systems.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity, Spanned};
use mcgen_model::catalog::bgp::is_of_amazon;
use mcgen_model::{Asn, Environment};

use super::sources::{BGP_SESSIONS, CREATE_VPN_GATEWAY, CUSTOMER_GATEWAY_OPTIONS};
use crate::Context;

const PRIVATE: &str = "64512 to 65534, or 4200000000 to 4294967294";

pub(super) static AWS_NUMBER: Rule = Rule {
    code: "BGP-001",
    slug: "number-of-the-aws-side",
    severity: Severity::Error,
    summary: "AWS takes private numbers for its side only",
    fix: "write 64512 to 65534, or 4200000000 to 4294967294",
    explain: "The autonomous system of a virtual private gateway or a transit gateway has a private \
number: 64512 to 65534, or 4200000000 to 4294967294. Other numbers are refused. The number cannot be \
changed afterwards: another one replaces the gateway, and with it every connection.",
    sources: &[CREATE_VPN_GATEWAY],
    waivable: false,
};

pub(super) static NUMBER_OF_AMAZON: Rule = Rule {
    code: "BGP-003",
    slug: "number-of-amazon",
    severity: Severity::Error,
    summary: "this number belongs to Amazon",
    fix: "write a private number such as 65000",
    explain: "A customer gateway cannot have a number of Amazon: 7224 in any region, 9059 in eu-west-1, \
10124 in ap-northeast-1, 17943 in ap-southeast-1. The number of the Google Cloud side is that of both \
customer gateways.",
    sources: &[CUSTOMER_GATEWAY_OPTIONS],
    waivable: false,
};

pub(super) static ROUTER_NUMBER: Rule = Rule {
    code: "BGP-004",
    slug: "number-of-the-cloud-router",
    severity: Severity::Error,
    summary: "a Cloud Router of a VPN takes private numbers only",
    fix: "write 64512 to 65534, or 4200000000 to 4294967294",
    explain: "A Cloud Router has a private number, with one exception: 16550, with which it serves \
Partner Interconnect. A router has one number for all its sessions, so that a router with 16550 cannot \
serve VPN tunnels as well.",
    sources: &[BGP_SESSIONS],
    waivable: false,
};

pub(super) static SAME_NUMBER: Rule = Rule {
    code: "BGP-005",
    slug: "one-number-for-both-sides",
    severity: Severity::Warning,
    summary: "both sides have the same autonomous system",
    fix: "give the two sides different private numbers, such as 64512 and 65000",
    explain: "BGP between two networks is external: it needs two numbers. With one number on both sides \
the session becomes an internal one, in which other rules hold for what is passed on and preferred, and \
a router throws routes away that carry its own number. That the two clouds refuse such a session could \
not be confirmed in their documentation, so this is a warning; neither describes a link that is built \
so.",
    sources: &[
        Reference {
            title: "RFC 4271: A Border Gateway Protocol 4, section 9.1.2",
            url: "https://www.rfc-editor.org/rfc/rfc4271#section-9.1.2",
        },
        BGP_SESSIONS,
    ],
    waivable: true,
};

/// The number of the Google Cloud side when Amazon keeps it for itself.
fn of_amazon(environment: &Environment) -> Option<(&Spanned<Asn>, Diagnostic)> {
    let asn = &environment.link.as_ref()?.vpn.gcp_asn;
    let region = &environment.aws.as_ref()?.region;
    is_of_amazon(asn.value, region.value).then(|| {
        let finding = Diagnostic::new(&NUMBER_OF_AMAZON)
            .at_value(asn, "the number of both customer gateways")
            .at_value(region, "here")
            .because(format!(
                "a customer gateway in {} cannot have {asn}",
                region.code()
            ));
        (asn, finding)
    })
}

pub(super) fn aws_number(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let asn = environment.link.iter().map(|link| &link.vpn.aws_asn);
    for asn in asn.filter(|asn| !asn.is_private()) {
        findings.push(
            Diagnostic::new(&AWS_NUMBER)
                .at_value(asn, "the number of the AWS side")
                .because(format!("{asn} is not private: {PRIVATE}")),
        );
    }
}

pub(super) fn number_of_amazon(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    findings.extend(of_amazon(environment).map(|(_, finding)| finding));
}

pub(super) fn router_number(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(link) = &environment.link else {
        return;
    };
    let asn = &link.vpn.gcp_asn;
    // A number of Amazon has a finding of its own, which leads to a private one as well.
    if asn.is_private() || of_amazon(environment).is_some() {
        return;
    }
    let finding = Diagnostic::new(&ROUTER_NUMBER).at_value(asn, "the number of the Cloud Router");
    findings.push(if asn.number() == 16_550 {
        finding.because("16550 is for Partner Interconnect, and a router has one number")
    } else {
        finding.because(format!("{asn} is not private: {PRIVATE}"))
    });
}

pub(super) fn same_number(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(link) = &environment.link else {
        return;
    };
    let (aws, gcp) = (&link.vpn.aws_asn, &link.vpn.gcp_asn);
    if aws.value == gcp.value {
        findings.push(
            Diagnostic::new(&SAME_NUMBER)
                .at_value(gcp, "the Google Cloud side")
                .at_value(aws, "the AWS side")
                .because(format!(
                    "both are {aws}, so the sessions are not between two systems"
                ))
                .help(format!(
                    "write `{}` for one of them",
                    if aws.number() == 65_000 {
                        64_512
                    } else {
                        65_000
                    }
                )),
        );
    }
}
