//! What a cluster of MongoDB Atlas takes, and what it survives.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::catalog::atlas::limits;
use mcgen_model::{ATLAS_ELECTABLE, Atlas, Cloud};

use super::{ATLAS_AVAILABILITY, Subject};

pub(super) static MAJORITY: Rule = Rule {
    code: "GDB-006",
    slug: "atlas-majority-in-one-place",
    severity: Severity::Warning,
    summary: "the loss of one place takes the majority of the nodes",
    fix: "spread the nodes so that no region has half of them: 2 + 2 + 1 over three regions",
    explain: "A replica set has a primary while a majority of its electable nodes lives: 3 of 5. With 3 nodes in one region and 2 in \
another, the loss of the first leaves no primary, and nobody writes until a person forces another configuration, at \
the price of writes that had not arrived. The second region alone can be lost.\n\nWith 2 + 2 + 1 over three regions any one of \
them can be lost. Two of these regions are of one cloud, and with that cloud lost as a whole there is no majority \
either: that takes a third cloud, which mcgen does not render.",
    sources: &[ATLAS_AVAILABILITY],
    waivable: true,
};

pub(super) fn electable(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(cluster) = subject.atlas() else {
        return;
    };
    let limits = limits();
    let sum = cluster.electable();
    if !limits.electable.contains(&sum) {
        let mut finding = Diagnostic::new(&ATLAS_ELECTABLE);
        for region in &cluster.regions {
            finding = finding.at_value(&region.nodes, "these nodes");
        }
        if cluster.regions.is_empty() {
            finding = finding.at(cluster.span, "there is no region");
        }
        findings.push(
            finding
                .because(format!(
                    "together they are {sum}; a majority needs 3, 5 or 7"
                ))
                .help(match sum {
                    0..3 => "give the regions 3 nodes",
                    3..5 => "give the regions 3 or 5 nodes",
                    5..7 => "give the regions 5 or 7 nodes",
                    _ => "give the regions 7 nodes",
                }),
        );
    }
    if let Some(region) = cluster.regions.get(limits.regions) {
        findings.push(
            Diagnostic::new(&ATLAS_ELECTABLE)
                .at_value(&region.name, "one region too many")
                .because(format!("there are {} priorities", limits.regions)),
        );
    }
    for (index, region) in cluster.regions.iter().enumerate() {
        let earlier = &cluster.regions[..index];
        if let Some(first) = earlier.iter().find(|it| it.name.value == region.name.value) {
            findings.push(
                Diagnostic::new(&ATLAS_ELECTABLE)
                    .at_value(&region.name, "a second time")
                    .at_value(&first.name, "the first time")
                    .help("write one entry with the nodes of both"),
            );
        }
        if region.nodes.value == 0 {
            findings.push(
                Diagnostic::new(&ATLAS_ELECTABLE)
                    .at_value(&region.nodes, "no node")
                    .help("remove the region"),
            );
        }
    }
}

/// A place that holds so many nodes that the others are no majority.
fn heavy(cluster: &Atlas) -> Option<(&Spanned<u32>, String)> {
    let others = |nodes: u32| cluster.electable().saturating_sub(nodes);
    let has_majority = |nodes: u32| others(nodes) * 2 > cluster.electable();
    let mut regions = cluster.regions.iter();
    let region = regions.find(|it| !has_majority(it.nodes.value))?;
    Some((&region.nodes, region.name.to_string()))
}

pub(super) fn majority(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(cluster) = subject.atlas() else {
        return;
    };
    if !limits().electable.contains(&cluster.electable()) {
        return;
    }
    let sides = Cloud::ALL
        .iter()
        .filter(|it| cluster.electable_of(**it) > 0);
    if sides.count() < 2 {
        return;
    }
    if let Some((nodes, name)) = heavy(cluster) {
        findings.push(
            Diagnostic::new(&MAJORITY)
                .at_value(nodes, format!("of {} nodes", cluster.electable()))
                .because(format!(
                    "without {name} there are {} left, and no majority",
                    cluster.electable().saturating_sub(nodes.value)
                ))
                .help("give a third region a node: 2 + 2 + 1"),
        );
    }
}
