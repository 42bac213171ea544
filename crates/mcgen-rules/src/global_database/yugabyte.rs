//! What a cluster of YugabyteDB Aeon takes.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::catalog::yugabyte::ranges;
use mcgen_model::{Cloud, GcpEnvironment, YUGABYTE_SHAPE, Yugabyte, YugabyteFault, YugabyteRegion};

use super::{Subject, YUGABYTE_PEERING};

pub(super) static NO_PEERING: Rule = Rule {
    code: "GDB-022",
    slug: "google-network-is-not-named",
    severity: Severity::Warning,
    summary: "clients in Google Cloud have no way of their own to the nodes beside them",
    fix: "name the network of Yugabyte as `google-network` once the first apply of `global` has made it",
    explain: "A cluster of YugabyteDB Aeon in both clouds has a private service endpoint in AWS. In Google Cloud Aeon has none, and clients reach \
its nodes by a peering of networks: `global` asks for it, and `reach` answers it from the network of the clients. The answer needs the project and the name \
of the network of Yugabyte, which Aeon gives out when it makes that network and shows among its VPCs. The provider does not read them.\n\n\
Until then clients in Google Cloud cross the link to the endpoint in AWS: with AWS or the link lost they reach no node, though nodes beside them may live. Without \
a link they reach none at all.",
    sources: &[YUGABYTE_PEERING],
    waivable: true,
};

/// The most regions or nodes that may be lost at once.
const MOST_FAULTS: u32 = 3;
/// The zones of a region over which nodes are spread.
const ZONES: u32 = 3;

pub(super) fn shape(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(cluster) = subject.yugabyte() else {
        return;
    };
    regions(cluster, findings);
    for region in &cluster.regions {
        range(region, findings);
    }
    if let Some(gcp) = &subject.environment.gcp {
        peered(cluster, gcp, findings);
    }
    network(cluster, findings);
    if faults(cluster, findings) {
        tolerance(cluster, findings);
    }
}

fn regions(cluster: &Yugabyte, findings: &mut Diagnostics) {
    if cluster.regions.is_empty() {
        findings.push(Diagnostic::new(&YUGABYTE_SHAPE).at(cluster.span, "there is no region"));
    } else if cluster.regions_of(Cloud::Aws) == 0 {
        let mut finding = Diagnostic::new(&YUGABYTE_SHAPE);
        for region in &cluster.regions {
            finding = finding.at_value(&region.name, "a region of Google Cloud");
        }
        findings.push(
            finding
                .because("clients in AWS come through a private service endpoint, and Aeon has those in AWS alone")
                .help("make one region at least one of AWS"),
        );
    }
    for (index, region) in cluster.regions.iter().enumerate() {
        let name = &region.name;
        if region.nodes.value == 0 {
            findings.push(
                Diagnostic::new(&YUGABYTE_SHAPE)
                    .at_value(&region.nodes, "no node")
                    .help("remove the region"),
            );
        }
        for earlier in &cluster.regions[..index] {
            if earlier.name.value == name.value {
                findings.push(
                    Diagnostic::new(&YUGABYTE_SHAPE)
                        .at_value(name, "a second time")
                        .at_value(&earlier.name, "the first time")
                        .help("write one entry with the nodes of both"),
                );
            } else if earlier.cidr.overlaps(region.cidr.value) {
                findings.push(
                    Diagnostic::new(&YUGABYTE_SHAPE)
                        .at_value(&region.cidr, "overlaps the range of another region")
                        .at_value(&earlier.cidr, "this one")
                        .because("the nodes of all regions talk to one another")
                        .help("give each region a range of its own"),
                );
            }
        }
    }
}

/// The range of a VPC of Yugabyte.
fn range(region: &YugabyteRegion, findings: &mut Diagnostics) {
    let cloud = region.name.cloud();
    let (cidr, taken) = (&region.cidr, ranges(cloud));
    if !taken.has_size(cidr.value) {
        let (largest, smallest) = taken.prefixes();
        findings.push(
            Diagnostic::new(&YUGABYTE_SHAPE)
                .at_value(cidr, "of no size that Aeon takes")
                .at_value(&region.name, format!("a region of {}", cloud.title()))
                .because(format!(
                    "a VPC of Yugabyte has a range from /{largest} to /{smallest} there"
                ))
                .help(format!("write a range from /{largest} to /{smallest}")),
        );
    } else if let Some(own) = taken.reserved_in(cidr.value) {
        findings.push(
            Diagnostic::new(&YUGABYTE_SHAPE)
                .at_value(cidr, format!("overlaps {own}"))
                .because(format!("Aeon uses {own} itself in {}", cloud.title()))
                .help("give the region another range"),
        );
    }
}

/// The network of the clients in Google Cloud, which is peered with that of the nodes.
fn peered(cluster: &Yugabyte, gcp: &GcpEnvironment, findings: &mut Diagnostics) {
    if !cluster.is_in_both_clouds() {
        return;
    }
    let taken = ranges(Cloud::Gcp);
    let network = &gcp.network;
    let subnets = network.subnets.iter().map(|it| &it.cidr);
    for cidr in [&network.cidr, &network.pods].into_iter().chain(subnets) {
        if let Some(own) = taken.reserved_in(cidr.value) {
            findings.push(
                Diagnostic::new(&YUGABYTE_SHAPE)
                    .at_value(cidr, format!("overlaps {own}"))
                    .at(cluster.span, "its network is peered with this one")
                    .because(format!("Aeon uses {own} itself in Google Cloud"))
                    .help("give the network another range"),
            );
        }
    }
}

/// The name of the network of Yugabyte.
fn network(cluster: &Yugabyte, findings: &mut Diagnostics) {
    let Some(network) = &cluster.google_network else {
        return;
    };
    if cluster.regions_of(Cloud::Gcp) == 0 {
        findings.push(
            Diagnostic::new(&YUGABYTE_SHAPE)
                .at_value(network, "there is none")
                .because("no region of the cluster is one of Google Cloud")
                .help("remove `google-network`"),
        );
    }
}

pub(super) fn peering(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(cluster) = subject.yugabyte() else {
        return;
    };
    if !cluster.is_in_both_clouds() || cluster.is_peered() {
        return;
    }
    let mut finding = Diagnostic::new(&NO_PEERING);
    let regions = cluster.regions.iter();
    for region in regions.filter(|it| it.name.cloud() == Cloud::Gcp) {
        finding = finding.at_value(
            &region.name,
            "no client in Google Cloud reaches these directly",
        );
    }
    let way = match subject.environment.link {
        Some(_) => "clients in Google Cloud cross the link to the endpoint in AWS until then",
        None => {
            "clients in Google Cloud have no way to the database until then: there is no link either"
        }
    };
    findings.push(finding.because(way).help(
        "apply `global`, look up the VPC on the page Networking of Aeon, and write `google-network: projects/PROJECT/global/networks/NAME`",
    ));
}

/// Whether the number of faults is one that the tolerance has.
fn faults(cluster: &Yugabyte, findings: &mut Diagnostics) -> bool {
    let faults = cluster.faults.value;
    let (legal, words) = match cluster.fault_tolerance.value {
        YugabyteFault::None => (faults == 0, "0"),
        YugabyteFault::Zone => (faults == 1, "1"),
        YugabyteFault::Node | YugabyteFault::Region => {
            ((1..=MOST_FAULTS).contains(&faults), "1, 2 or 3")
        }
    };
    if !legal {
        findings.push(
            Diagnostic::new(&YUGABYTE_SHAPE)
                .at_value(&cluster.faults, "so many are not tolerated")
                .at_value(&cluster.fault_tolerance, "what may be lost")
                .help(format!("write `faults: {words}`")),
        );
    }
    legal
}

/// A majority must be left: of 2f + 1 places, f may be lost.
fn tolerance(cluster: &Yugabyte, findings: &mut Diagnostics) {
    let needed = 2 * cluster.faults.value + 1;
    let tolerance = &cluster.fault_tolerance;
    if tolerance.value == YugabyteFault::Region {
        let known = u32::try_from(cluster.regions.len()).unwrap_or(u32::MAX);
        if known < needed {
            findings.push(
                Diagnostic::new(&YUGABYTE_SHAPE)
                    .at_value(tolerance, format!("takes {needed} regions"))
                    .at_value(&cluster.faults, "may be lost")
                    .because(format!(
                        "there are {known}, and a majority of them must be left"
                    ))
                    .help(format!("name {needed} regions, or tolerate less")),
            );
        }
        let Some(first) = cluster.regions.first() else {
            return;
        };
        let uneven = |nodes: u32| nodes != first.nodes.value;
        if let Some(other) = cluster.regions.iter().find(|it| uneven(it.nodes.value)) {
            findings.push(
                Diagnostic::new(&YUGABYTE_SHAPE)
                    .at_value(&other.nodes, "nodes here")
                    .at_value(&first.nodes, "nodes there")
                    .because("every region of a replicated cluster has the same number of nodes")
                    .help(format!("write `nodes: {}`", first.nodes.value)),
            );
        }
        return;
    }
    let [only] = cluster.regions.as_slice() else {
        if let Some(second) = cluster.regions.get(1) {
            findings.push(
                Diagnostic::new(&YUGABYTE_SHAPE)
                    .at_value(&second.name, "a second region")
                    .at_value(tolerance, "is of the nodes of one region")
                    .help("write `fault-tolerance: region`, or name one region"),
            );
        }
        return;
    };
    let nodes = only.nodes.value;
    let (few, help) = match tolerance.value {
        YugabyteFault::Zone => (
            nodes < ZONES || nodes % ZONES != 0,
            "write `nodes: 3`, or a multiple of it: as many in each of three zones".to_owned(),
        ),
        _ => (nodes < needed, format!("write `nodes: {needed}` or more")),
    };
    if few {
        findings.push(
            Diagnostic::new(&YUGABYTE_SHAPE)
                .at_value(&only.nodes, "nodes")
                .at_value(tolerance, "what may be lost")
                .help(help),
        );
    }
}
