//! Settings of a network on which names and routes rest.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity, Spanned};
use mcgen_model::{Environment, GcpEnvironment, GcpRegion, RoutingMode};

use crate::Context;

pub(super) static REGIONAL_ROUTES: Rule = Rule {
    code: "NET-038",
    slug: "regional-routing-hides-routes",
    severity: Severity::Warning,
    summary: "learned routes do not reach every region of the network",
    fix: "write `routing: global`",
    explain: "A Cloud Router learns routes over a VPN in one region. With regional dynamic routing they \
exist only in that region, and only its subnets are advertised to the other side: hosts in another \
region can neither reach the other network nor be reached. With global dynamic routing every router \
works for every region.\n\nmcgen warns when the file says `routing: regional` and has a subnet or a \
workload in another region than the environment's, where the routers are.",
    sources: &[
        Reference {
            title: "Terraform: google_compute_network",
            url: "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_network",
        },
        Reference {
            title: "Cloud Router: overview",
            url: "https://cloud.google.com/network-connectivity/docs/router/concepts/overview",
        },
    ],
    waivable: true,
};

pub(super) static PRIVATE_NAMES: Rule = Rule {
    code: "NET-041",
    slug: "vpc-without-private-names",
    severity: Severity::Warning,
    summary: "private names do not resolve in the VPC",
    fix: "leave `dns-support` and `dns-hostnames` on",
    explain: "Inside of a VPC the resolver of AWS answers the name of an RDS instance with its private \
address, finds interface endpoints by the name of their service and knows the private API endpoint of \
an EKS cluster. EKS asks for both DNS resolution and DNS hostnames; without them nodes do not join. \
For RDS and ElastiCache, whose endpoints are names, it is general knowledge and was not read again. \
Both are on by default in mcgen.",
    sources: &[
        Reference {
            title: "Amazon EKS: networking requirements for VPC and subnets",
            url: "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html",
        },
        Reference {
            title: "Amazon VPC: DNS attributes",
            url: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html",
        },
    ],
    waivable: true,
};

pub(super) fn regional(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(gcp) = &environment.gcp else { return };
    if gcp.network.routing.value != RoutingMode::Regional {
        return;
    }
    let abroad: Vec<(String, &Spanned<GcpRegion>)> = placed(gcp)
        .filter(|(_, region)| region.value != gcp.region.value)
        .collect();
    if abroad.is_empty() {
        return;
    }
    let mut finding = Diagnostic::new(&REGIONAL_ROUTES)
        .at_value(&gcp.network.routing, "learned routes stay in one region")
        .at_value(&gcp.region, "the region of the routers");
    for (what, region) in &abroad {
        finding = finding.at_value(region, format!("{what} is in {region}"));
    }
    let regions: Vec<&str> = abroad.iter().map(|(_, region)| region.code()).collect();
    findings.push(finding.because(format!(
        "routes learned in {} do not exist in {}",
        gcp.region,
        regions.join(", ")
    )));
}

/// What names a region of its own.
fn placed(gcp: &GcpEnvironment) -> impl Iterator<Item = (String, &Spanned<GcpRegion>)> {
    let subnets = gcp.network.subnets.iter().filter_map(|subnet| {
        Some((
            format!("the subnet `{}`", subnet.name),
            subnet.region.as_ref()?,
        ))
    });
    let workload = gcp.network.gke.iter().filter_map(|gke| {
        Some((
            "the workload of GKE".to_owned(),
            gke.workload_region.as_ref()?,
        ))
    });
    subnets.chain(workload)
}

pub(super) fn private_names(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(aws) = &environment.aws else { return };
    let network = &aws.network;
    let switches = [
        (
            "dns-support",
            &network.dns_support,
            "the resolver of the VPC does not answer",
        ),
        (
            "dns-hostnames",
            &network.dns_hostnames,
            "hosts and endpoints get no private names",
        ),
    ];
    for (key, switch, effect) in switches {
        if switch.value {
            continue;
        }
        findings.push(
            Diagnostic::new(&PRIVATE_NAMES)
                .at_value(switch, effect)
                .because(
                    "endpoints of RDS, ElastiCache and EKS are names that the VPC must resolve",
                )
                .help(format!("write `{key}: true`, or remove the key")),
        );
    }
}
