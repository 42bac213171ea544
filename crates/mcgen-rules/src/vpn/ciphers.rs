//! The algorithms of the two phases.

use std::fmt::Display;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::catalog::site_to_site_vpn::{self, DhGroupRow, google_takes_in_phase2};
use mcgen_model::{CipherSuite, DhGroup, Environment};

use super::sources::{IKE_CIPHERS, TUNNEL_OPTIONS};
use crate::Context;

pub(super) static PHASE_2_INTEGRITY: Rule = Rule {
    code: "VPN-014",
    slug: "phase-2-integrity",
    severity: Severity::Error,
    summary: "Cloud VPN does not offer this integrity algorithm in phase 2",
    fix: "write `SHA2-256` or `SHA2-512`, or an encryption of GCM",
    explain: "In phase 1 both clouds offer SHA2-384. In phase 2 AWS offers it and Cloud VPN does not: \
with AES in CBC mode the keys are agreed on, and then no traffic crosses. An encryption in GCM mode \
authenticates by itself, so that phase 2 negotiates no integrity and SHA2-384 may stay for phase 1.",
    sources: &[IKE_CIPHERS, TUNNEL_OPTIONS],
    waivable: false,
};

pub(super) static GROUP_OF_ONE_CLOUD: Rule = Rule {
    code: "VPN-015",
    slug: "dh-group-of-one-cloud",
    severity: Severity::Error,
    summary: "not both clouds offer this Diffie-Hellman group",
    fix: "write group 14, 15, 16, 18, 19, 20 or 21",
    explain: "Both ends must agree on the group. AWS alone has group 17 and Google Cloud alone has 31; \
AWS takes group 5 in phase 2 and not in phase 1. With such a group AWS refuses the connection, or the \
tunnel never comes up.\n\nThe group of phase 2 is that of phase 1 unless `phase2` says otherwise.",
    sources: &[TUNNEL_OPTIONS, IKE_CIPHERS],
    waivable: false,
};

pub(super) static OTHER_GROUP: Rule = Rule {
    code: "VPN-016",
    slug: "other-group-in-phase-2",
    severity: Severity::Warning,
    summary: "phase 2 exchanges keys in another group than phase 1",
    fix: "leave `dh-group` of `phase2` out",
    explain: "Cloud VPN always uses perfect forward secrecy: phase 2 makes keys of its own in its \
Diffie-Hellman group. A weaker group there makes the stronger one of phase 1 useless, and a stronger one \
costs time at every new key while phase 1 stays the weaker part.",
    sources: &[IKE_CIPHERS],
    waivable: true,
};

pub(super) static WEAK: Rule = Rule {
    code: "VPN-017",
    slug: "weak-algorithm",
    severity: Severity::Warning,
    summary: "a weak algorithm protects the link",
    fix: "write `AES256-GCM-16`, `SHA2-256` and group 20, or leave `cipher` out",
    explain: "Both clouds still offer algorithms for old devices: SHA-1, whose collisions can be \
computed, the Diffie-Hellman groups 2, 5 and 22, whose numbers are short or of doubtful origin, and AES \
in CBC mode with 128 bits. Neither end of this link is old, so nothing is gained by them.\n\nBeside an \
encryption in GCM mode the integrity algorithm of phase 2 is not used, so only that of phase 1 counts.",
    sources: &[TUNNEL_OPTIONS, IKE_CIPHERS],
    waivable: true,
};

fn suite(environment: &Environment) -> Option<&CipherSuite> {
    environment.link.as_ref().map(|link| &link.vpn.ciphers)
}

/// Each value with its phase; one that phase 2 takes over from phase 1 counts once.
fn phases<T: Copy>(phase1: &Spanned<T>, phase2: &Spanned<T>) -> Vec<(u8, Spanned<T>)> {
    let mut phases = vec![(1, *phase1)];
    if phase1.span != phase2.span {
        phases.push((2, *phase2));
    }
    phases
}

pub(super) fn phase_2_integrity(
    environment: &Environment,
    _: &Context,
    findings: &mut Diagnostics,
) {
    let Some(suite) = suite(environment) else {
        return;
    };
    let phase = &suite.phase2;
    if phase.encryption.is_aead() || google_takes_in_phase2(phase.integrity.value) {
        return;
    }
    findings.push(
        Diagnostic::new(&PHASE_2_INTEGRITY)
            .at_value(&phase.integrity, "integrity of phase 2")
            .at_value(&phase.encryption, "does not authenticate by itself")
            .because(format!(
                "AWS offers `{}` in phase 2, and Cloud VPN does not",
                phase.integrity
            )),
    );
}

pub(super) fn group_of_one_cloud(
    environment: &Environment,
    _: &Context,
    findings: &mut Diagnostics,
) {
    let Some(suite) = suite(environment) else {
        return;
    };
    // A group that phase 1 hands on is judged by phase 1, where AWS takes fewer.
    for (phase, group) in phases(&suite.phase1.dh_group, &suite.phase2.dh_group) {
        let Some(row) = row(group.value) else {
            continue;
        };
        let aws = if phase == 1 {
            row.aws_phase1
        } else {
            row.aws_phase2
        };
        let refuses = match (aws, row.google) {
            (true, true) => continue,
            (false, _) => "AWS",
            (true, false) => "Cloud VPN",
        };
        findings.push(
            Diagnostic::new(&GROUP_OF_ONE_CLOUD)
                .at_value(&group, format!("the group of phase {phase}"))
                .because(format!(
                    "{refuses} does not offer group {group} in phase {phase}"
                )),
        );
    }
}

fn row(group: DhGroup) -> Option<&'static DhGroupRow> {
    site_to_site_vpn::dh_groups().find(|row| row.number == group.number())
}

pub(super) fn other_group(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(suite) = suite(environment) else {
        return;
    };
    let (phase1, phase2) = (&suite.phase1.dh_group, &suite.phase2.dh_group);
    if phase1.value != phase2.value {
        findings.push(
            Diagnostic::new(&OTHER_GROUP)
                .at_value(phase2, "the group of phase 2")
                .at_value(phase1, "the group of phase 1")
                .because(format!(
                    "the link is as strong as the weaker of group {phase1} and group {phase2}"
                )),
        );
    }
}

pub(super) fn weak(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(suite) = suite(environment) else {
        return;
    };
    let (phase1, phase2) = (&suite.phase1, &suite.phase2);
    let table = site_to_site_vpn::weak();
    for (phase, value) in phases(&phase1.encryption, &phase2.encryption) {
        if table.encryption.contains(&value.value) {
            findings.push(weak_choice(phase, &value));
        }
    }
    for (phase, value) in phases(&phase1.integrity, &phase2.integrity) {
        let used = phase == 1 || !phase2.encryption.is_aead();
        if used && table.integrity.contains(&value.value) {
            findings.push(weak_choice(phase, &value));
        }
    }
    for (phase, value) in phases(&phase1.dh_group, &phase2.dh_group) {
        if table.dh_groups.contains(&value.number()) {
            findings.push(weak_choice(phase, &value));
        }
    }
}

fn weak_choice<T: Display>(phase: u8, value: &Spanned<T>) -> Diagnostic {
    Diagnostic::new(&WEAK)
        .at_value(value, format!("weak in phase {phase}"))
        .because(format!("`{value}` is offered for old devices only"))
}
