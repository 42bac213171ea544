//! What a cluster of YugabyteDB Aeon takes.

use mcgen_diagnostics::{Diagnostic, Diagnostics};
use mcgen_model::{Cloud, YUGABYTE_SHAPE, Yugabyte, YugabyteFault};

use super::Subject;

/// The most regions or nodes that may be lost at once.
const MOST_FAULTS: u32 = 3;
/// The zones of a region over which nodes are spread.
const ZONES: u32 = 3;

pub(super) fn shape(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(cluster) = subject.yugabyte() else {
        return;
    };
    regions(cluster, findings);
    if faults(cluster, findings) {
        tolerance(cluster, findings);
    }
}

fn regions(cluster: &Yugabyte, findings: &mut Diagnostics) {
    if cluster.regions.is_empty() {
        findings.push(Diagnostic::new(&YUGABYTE_SHAPE).at(cluster.span, "there is no region"));
    }
    for (index, region) in cluster.regions.iter().enumerate() {
        let name = &region.name;
        if name.cloud() != Cloud::Aws {
            findings.push(
                Diagnostic::new(&YUGABYTE_SHAPE)
                    .at_value(name, "a region of Google Cloud")
                    .because("mcgen renders clusters whose nodes stand in AWS, where the private endpoints are")
                    .help("write a region of AWS"),
            );
        }
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
