use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::catalog::cluster_networks;
use mcgen_model::{
    AwsEnvironment, Cidr, EksPlan, Environment, Scalar, SubnetTier, free_range, routed_ranges,
};

use super::sources::{EKS_CNI, EKS_NETWORK, EKS_SERVICE_RANGE};
use crate::Context;

/// The ranges that EKS takes by itself when nobody names one.
const DEFAULT_SERVICE_RANGES: [&str; 2] = ["172.20.0.0/16", "10.100.0.0/16"];

pub(super) static ZONES: Rule = Rule {
    code: "NET-019",
    slug: "eks-subnets-in-one-zone",
    severity: Severity::Error,
    summary: "the subnets of the EKS cluster span fewer than two zones",
    fix: "give the cluster tier a subnet in two zones or more",
    explain: "EKS puts network interfaces of its control plane into the subnets that are named when the \
cluster is made, and asks for two of them in two zones; `CreateCluster` fails otherwise. mcgen plans \
the cluster in the subnets of the tier `cluster`, one for each entry of `zones` unless \
`subnets.cluster` names them.",
    sources: &[EKS_NETWORK],
    waivable: false,
};

pub(super) static CONTROL_PLANE: Rule = Rule {
    code: "NET-020",
    slug: "eks-control-plane-addresses",
    severity: Severity::Error,
    summary: "a cluster subnet has too few addresses for the EKS control plane",
    fix: "give the cluster subnets a /27 or larger",
    explain: "The control plane of EKS needs six free addresses in each of its subnets, for its \
interfaces and for the ones that replace them during an upgrade; AWS advises sixteen. With fewer than \
six the cluster cannot be made or upgraded, which is an error; fewer than sixteen is a warning. A /28 \
has eleven addresses to give, a /27 twenty-seven.",
    sources: &[EKS_NETWORK],
    waivable: false,
};

pub(super) static PODS: Rule = Rule {
    code: "NET-021",
    slug: "eks-pod-addresses",
    severity: Severity::Warning,
    summary: "the cluster subnets have fewer addresses than the planned pods",
    fix: "give the cluster larger subnets, if need be from a further range of 100.64.0.0/10",
    explain: "With the VPC CNI of EKS every pod has an address of the subnet of its node. A cluster of \
20 nodes with 30 pods each takes 620 addresses, more than two /24 have, and pods that find none stay \
in `ContainerCreating`. Databases and caches in the same subnets then fail to scale as well, which is \
why mcgen gives each a tier of its own.\n\nmcgen compares `max-nodes` times (`max-pods-per-node` + 1) \
with the addresses of all cluster subnets. It is a warning, because prefix delegation and custom \
networking count otherwise.",
    sources: &[EKS_CNI],
    waivable: true,
};

pub(super) static SERVICE_RANGE: Rule = Rule {
    code: "NET-022",
    slug: "eks-service-range",
    severity: Severity::Error,
    summary: "the service range of EKS is not a private range of its own",
    fix: "write a private range of /12 to /24 that nothing else uses",
    explain: "Kubernetes services of EKS have addresses of a range that exists only inside of the \
cluster. EKS takes a private range of 12 to 24 bits that does not overlap the VPC, and chooses \
10.100.0.0/16 or 172.20.0.0/16 when none is named. A range that is also routed elsewhere is accepted, \
but from the pods that network cannot be reached: nodes translate these addresses before they are \
routed. The range cannot be changed later.\n\nmcgen plans with 172.20.0.0/16 unless `service-cidr` is \
written, and compares it with the whole address plan.",
    sources: &[EKS_SERVICE_RANGE, EKS_NETWORK],
    waivable: false,
};

fn planned(environment: &Environment) -> Option<(&AwsEnvironment, &EksPlan)> {
    let aws = environment.aws.as_ref()?;
    Some((aws, aws.network.eks.as_ref()?))
}

fn subnets(aws: &AwsEnvironment) -> impl Iterator<Item = (&str, &Spanned<Cidr>)> {
    aws.network.tier(SubnetTier::Cluster)
}

pub(super) fn zones(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((aws, eks)) = planned(environment) else {
        return;
    };
    let needed = cluster_networks::eks().control_plane_zones;
    let count = subnets(aws).count();
    if count >= needed {
        return;
    }
    let finding = Diagnostic::new(&ZONES)
        .at_value(&eks.max_nodes, "a cluster is planned")
        .because(format!(
            "its subnets span {count} zone, and the control plane needs {needed}"
        ));
    let finding = match aws.network.zones.first().filter(|zone| zone.given) {
        Some(zone) => finding.at_value(zone, "the zones of the network"),
        None => finding,
    };
    let other = aws
        .region
        .default_zones()
        .find(|zone| !subnets(aws).any(|(used, _)| used == zone));
    findings.push(match other.and_then(|zone| zone.chars().next_back()) {
        Some(letter) => finding.help(format!(
            "add zone `{letter}` to `zones`, and to `subnets.cluster` where that is written"
        )),
        None => finding,
    });
}

pub(super) fn control_plane(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((aws, eks)) = planned(environment) else {
        return;
    };
    let limits = cluster_networks::eks();
    let (needed, advised) = (
        limits.control_plane_addresses,
        limits.control_plane_addresses_advised,
    );
    for (zone, cidr) in subnets(aws) {
        let usable = cidr.usable_in_aws();
        if usable >= advised {
            continue;
        }
        let finding = Diagnostic::new(&CONTROL_PLANE)
            .at_value(cidr, format!("the cluster subnet of {zone} is {cidr}"))
            .at_value(&eks.max_nodes, "a cluster is planned")
            .because(format!(
                "{cidr} has {usable} addresses to give; the control plane needs {needed}, and AWS advises {advised}"
            ));
        findings.push(if usable < needed {
            finding
        } else {
            finding.as_warning()
        });
    }
}

pub(super) fn pods(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((aws, eks)) = planned(environment) else {
        return;
    };
    let per_node = u64::from(eks.max_pods_per_node.value) + 1;
    let needed = per_node.saturating_mul(u64::from(eks.max_nodes.value));
    let usable: u64 = subnets(aws).map(|(_, cidr)| cidr.usable_in_aws()).sum();
    if needed <= usable {
        return;
    }
    let mut finding = Diagnostic::new(&PODS)
        .at_value(&eks.max_nodes, format!("{} nodes", eks.max_nodes))
        .at_value(
            &eks.max_pods_per_node,
            format!("{} pods a node", eks.max_pods_per_node),
        );
    for (zone, cidr) in subnets(aws).filter(|(_, cidr)| cidr.given) {
        finding = finding.at_value(cidr, format!("the cluster subnet of {zone} is {cidr}"));
    }
    findings.push(finding.because(format!(
        "nodes and pods take {needed} addresses, and the cluster subnets have {usable}"
    )));
}

pub(super) fn service_range(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, eks)) = planned(environment) else {
        return;
    };
    let range = &eks.service_cidr;
    let (least, most) = cluster_networks::eks().service_prefix;
    let help = help(environment, range.value, (least, most));
    let finding = || {
        let finding = Diagnostic::new(&SERVICE_RANGE)
            .at_value(range, format!("the services of EKS: {range}"));
        match &help {
            Some(help) => finding.help(help.clone()),
            None => finding,
        }
    };
    if !range.is_rfc1918() {
        findings.push(finding().because(format!(
            "{range} is no private range of RFC 1918, and EKS takes no other"
        )));
    }
    if !(least..=most).contains(&range.prefix()) {
        findings.push(finding().because(format!(
            "a /{} is outside of /{least} to /{most}",
            range.prefix()
        )));
    }
    let routed = routed_ranges(environment);
    for other in routed.iter().filter(|it| it.cidr.overlaps(range.value)) {
        findings.push(
            finding()
                .at_value(&other.cidr, format!("{}: {}", other.owner, other.cidr))
                .because(format!(
                    "pods take addresses of {range} for services of their cluster, and never reach {}",
                    other.owner
                )),
        );
    }
}

/// A range that EKS would choose itself when one is free, or else a free one of a legal size.
fn help(environment: &Environment, range: Cidr, (least, most): (u8, u8)) -> Option<String> {
    let routed = routed_ranges(environment);
    let free = |candidate: &Cidr| !routed.iter().any(|it| it.cidr.overlaps(*candidate));
    let defaults = DEFAULT_SERVICE_RANGES.iter();
    let usual = defaults
        .filter_map(|text| Cidr::parse(text).ok())
        .find(|candidate| free(candidate));
    let any = || {
        let near = Cidr::containing(range.first(), range.prefix().clamp(least, most))?;
        free_range(environment, near)
    };
    let found = usual.or_else(any)?;
    Some(format!("write `service-cidr: {found}`"))
}
