use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::catalog::reserved_ranges::{self, RangeKind, ReservedRange};
use mcgen_model::catalog::vpc_limits;
use mcgen_model::{AwsNetwork, Cidr, Cloud, Environment, free_range};

use super::sources::{EKS_NETWORK, VPC_CIDR_BLOCKS, VPC_QUOTAS};
use crate::Context;

pub(super) static PREFIX: Rule = Rule {
    code: "NET-002",
    slug: "vpc-range-size",
    severity: Severity::Error,
    summary: "the ranges of the VPC are too large, too small or too many",
    fix: "give the VPC ranges of /16 to /28",
    explain: "AWS takes ranges of 16 to 28 bits for a VPC and refuses any other at apply. A VPC that \
needs more than the 65,536 addresses of a /16 gets further ranges under `secondary-cidrs`. An account \
starts with a quota of five ranges a VPC, the first included, which can be raised to 50: from the sixth \
range on mcgen warns, beyond 50 it refuses. The size of a range cannot be changed once it is there.",
    sources: &[VPC_CIDR_BLOCKS, VPC_QUOTAS],
    waivable: false,
};

pub(super) static DOCKER_BRIDGE: Rule = Rule {
    code: "NET-008",
    slug: "vpc-on-the-docker-bridge",
    severity: Severity::Warning,
    summary: "the VPC uses the range of Docker's own bridge",
    fix: "choose a range outside of 172.17.0.0/16",
    explain: "Docker gives its default bridge 172.17.0.0/16 on every host that runs it. A host with the \
bridge answers for these addresses itself, so packets to the VPC never leave it. On AWS this hits EKS \
nodes with Docker, Cloud9 and SageMaker, and AWS advises against the range. Hosts without Docker are \
not affected, therefore it is a warning.",
    sources: &[VPC_CIDR_BLOCKS, EKS_NETWORK],
    waivable: true,
};

pub(super) static PROHIBITED: Rule = Rule {
    code: "NET-009",
    slug: "vpc-in-a-prohibited-range",
    severity: Severity::Error,
    summary: "AWS refuses this range for a VPC",
    fix: "choose a private range such as 10.30.0.0/16",
    explain: "Some blocks have a meaning on every host: 0.0.0.0/8, the loopback 127.0.0.0/8, the \
link-local 169.254.0.0/16 (metadata service, time, resolver, inside addresses of VPN tunnels) and the \
multicast 224.0.0.0/4. `CreateVpc` refuses a range in any of them. mcgen knows the blocks from its \
table of reserved ranges.",
    sources: &[VPC_CIDR_BLOCKS],
    waivable: false,
};

pub(super) static SECONDARY: Rule = Rule {
    code: "NET-010",
    slug: "secondary-range-of-another-block",
    severity: Severity::Error,
    summary: "a further range of the VPC does not go with the first",
    fix: "take the further range from the private block of the first, or from 100.64.0.0/10",
    explain: "What AWS takes as a further range depends on the first one. A VPC in one private block \
(10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16) takes no range of the other two and none of \
198.19.0.0/16; one in 10.0.0.0/15 takes none of 10.0.0.0/16; one in 172.16.0.0/12 takes none of \
172.31.0.0/16; one with a public or a 100.64.0.0/10 range takes no private range at all. Ranges of \
100.64.0.0/10 go with every private block, which is why pods are often put there. AWS refuses the \
others at apply.",
    sources: &[VPC_CIDR_BLOCKS],
    waivable: false,
};

pub(super) fn prefix(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(aws) = &environment.aws else { return };
    for range in aws.network.vpc_ranges() {
        findings.extend(size(range));
    }
    findings.extend(count(&aws.network));
}

fn size(range: &Spanned<Cidr>) -> Option<Diagnostic> {
    let (least, most) = vpc_limits::vpc().prefix;
    let finding = Diagnostic::new(&PREFIX);
    if range.prefix() < least {
        let largest = Cidr::containing(range.first(), least)?;
        return Some(
            finding
                .at_value(range, format!("{range} holds {} addresses", range.size()))
                .because(format!(
                    "the largest range of a VPC is a /{least} with {} addresses",
                    largest.size()
                ))
                .help(format!(
                    "write `{largest}`, and further ranges of /{least} under `secondary-cidrs`"
                )),
        );
    }
    let smallest = Cidr::containing(range.first(), most)?;
    (range.prefix() > most).then(|| {
        finding
            .at_value(range, format!("{range} holds {} addresses", range.size()))
            .because(format!(
                "the smallest range of a VPC is a /{most} with {} addresses",
                smallest.size()
            ))
            .help(format!(
                "write at least `{smallest}`; a /22 has room for every tier"
            ))
    })
}

fn count(network: &AwsNetwork) -> Option<Diagnostic> {
    let limits = vpc_limits::vpc();
    let ranges: Vec<&Spanned<Cidr>> = network.vpc_ranges().collect();
    let first_over = ranges.get(limits.cidr_blocks)?;
    let finding = Diagnostic::new(&PREFIX)
        .at_value(
            first_over,
            format!("range {} of the VPC", limits.cidr_blocks + 1),
        )
        .because(format!(
            "the VPC has {} ranges; the quota is {}, and {} when it is raised",
            ranges.len(),
            limits.cidr_blocks,
            limits.cidr_blocks_most
        ));
    if ranges.len() > limits.cidr_blocks_most {
        return Some(finding.help("put neighbouring ranges together into larger ones"));
    }
    Some(
        finding
            .help(format!(
                "have the quota \"IPv4 CIDR blocks per VPC\" raised to {} before the first apply",
                ranges.len()
            ))
            .as_warning(),
    )
}

pub(super) fn docker_bridge(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(bridge) = reserved_ranges::docker_bridge() else {
        return;
    };
    findings.extend(inside(environment, bridge, &DOCKER_BRIDGE));
}

pub(super) fn prohibited(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let prohibited =
        reserved_ranges::on(Cloud::Aws).filter(|range| range.kind == RangeKind::Prohibited);
    for block in prohibited {
        findings.extend(inside(environment, block, &PROHIBITED));
    }
}

/// The ranges of the VPC that overlap a block of the table.
fn inside(
    environment: &Environment,
    block: &'static ReservedRange,
    rule: &'static Rule,
) -> impl Iterator<Item = Diagnostic> {
    let ranges = environment
        .aws
        .iter()
        .flat_map(|aws| aws.network.vpc_ranges());
    ranges
        .filter(|range| range.overlaps(block.cidr))
        .map(move |range| {
            let finding = Diagnostic::new(rule)
                .at_value(range, format!("{range} overlaps {}", block.cidr))
                .because(format!("{} is in use: {}", block.cidr, block.owner));
            match free_range(environment, range.value) {
                Some(free) => finding.help(format!("write `{free}`, which is free")),
                None => finding,
            }
        })
}

pub(super) fn secondary(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(aws) = &environment.aws else { return };
    let primary = &aws.network.cidr;
    for range in &aws.network.secondary_cidrs {
        let Some(block) = vpc_limits::refused_block(primary.value, range.value) else {
            continue;
        };
        let finding = Diagnostic::new(&SECONDARY)
            .at_value(range, format!("{range} lies in {block}"))
            .at_value(primary, "the first range of the VPC")
            .because(format!(
                "a VPC that begins with {primary} takes no range of {block}"
            ));
        findings.push(match alternative(environment, primary.value, range.value) {
            Some(free) => {
                finding.help(format!("write `{free}`, which AWS takes and which is free"))
            }
            None => finding,
        });
    }
}

/// A free range of the same size in the private block of the first range.
fn alternative(environment: &Environment, primary: Cidr, refused: Cidr) -> Option<Cidr> {
    let (least, most) = vpc_limits::vpc().prefix;
    let prefix = refused.prefix().clamp(least, most);
    let near = primary
        .rfc1918_block()
        .and(Cidr::containing(primary.first(), prefix))?;
    let free = free_range(environment, near)?;
    vpc_limits::refused_block(primary, free)
        .is_none()
        .then_some(free)
}
