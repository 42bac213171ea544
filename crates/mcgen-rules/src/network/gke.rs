use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::catalog::cluster_networks::{self, Gke};
use mcgen_model::{Environment, GcpNetwork, GkePlan};

use super::sources::{GCP_SUBNETS, GKE_ALIAS_IPS, GKE_POD_RANGES};
use crate::Context;

/// From this share of the nodes that the pod range allows, in percent, a warning is due.
const BUSY_PERCENT: u64 = 80;

pub(super) static POD_RANGE: Rule = Rule {
    code: "NET-015",
    slug: "gke-pod-range",
    severity: Severity::Error,
    summary: "the pod range has no room for the planned nodes",
    fix: "widen the pod range or lower `max-pods-per-node`",
    explain: "GKE gives every node a range of its own out of the pod range, twice as large as its \
number of pods rounded up to a power of two: /28 for 8 pods, /27 for 16, /26 for 32, /25 for 64, /24 for \
128, /23 for 256. The pod range of p bits therefore feeds 2^(m-p) nodes of m bits, and the next node \
does not start, whatever the number of its pods. The pod range of a cluster cannot be changed; only \
further ranges can be added for new node pools.\n\nmcgen counts `max-nodes`, all zones together, and \
`surge-nodes`, which exist while a pool is upgraded. GKE takes 8 to 256 pods a node.",
    sources: &[GKE_POD_RANGES, GKE_ALIAS_IPS],
    waivable: false,
};

pub(super) static POD_RANGE_USE: Rule = Rule {
    code: "NET-016",
    slug: "busy-gke-pod-range",
    severity: Severity::Warning,
    summary: "the planned nodes take over 80 percent of the pod range",
    fix: "widen the pod range, or lower `max-pods-per-node`",
    explain: "A pod range that is nearly taken by the plan has no room for another node pool, a larger \
upgrade or growth, and it cannot be widened under a running cluster. Google's own checks report it from \
80 percent of the nodes that the range can feed. mcgen compares `max-nodes` and `surge-nodes` with that \
number; NET-015 says how it is counted.",
    sources: &[GKE_POD_RANGES, GKE_ALIAS_IPS],
    waivable: true,
};

pub(super) static SERVICES: Rule = Rule {
    code: "NET-017",
    slug: "gke-services-range",
    severity: Severity::Error,
    summary: "the services range is too small for the expected services",
    fix: "widen the services range; a /20 is usual",
    explain: "Every Kubernetes service takes one address of the services range of its cluster, and the \
range cannot be changed later. Fewer addresses than services is an error. Less than half as many again \
is a warning: system services, rollouts and growth take addresses as well. GKE would use a /20 of its \
own when nothing is given; that the range is immutable is general knowledge and was not read again.",
    sources: &[GKE_ALIAS_IPS],
    waivable: false,
};

pub(super) static NODES: Rule = Rule {
    code: "NET-018",
    slug: "gke-node-subnet",
    severity: Severity::Error,
    summary: "the node subnet has no room for the planned nodes",
    fix: "widen the node subnet",
    explain: "Every node takes an address of the primary range of its subnet, of which Google keeps \
four. While a node pool is upgraded, its surge nodes exist besides the others. A node that finds no \
address is not created, and the autoscaler or the upgrade stops there. A subnet can be widened as long \
as its neighbours leave room, and never narrowed.",
    sources: &[GCP_SUBNETS, GKE_ALIAS_IPS],
    waivable: false,
};

/// How many nodes a plan has and how many its pod range feeds.
struct Room {
    nodes: u64,
    ceiling: u64,
    node_prefix: u8,
}

fn planned(environment: &Environment) -> Option<(&GcpNetwork, &GkePlan)> {
    let network = &environment.gcp.as_ref()?.network;
    Some((network, network.gke.as_ref()?))
}

fn all_nodes(gke: &GkePlan) -> u64 {
    u64::from(gke.max_nodes.value) + u64::from(gke.surge_nodes.value)
}

fn ceiling(network: &GcpNetwork, gke: &GkePlan) -> Option<Room> {
    let table = cluster_networks::gke();
    let (least, _) = table.pods_per_node;
    let pods = gke.max_pods_per_node.value;
    let node_prefix = table.node_prefix(pods).filter(|_| pods >= least)?;
    Some(Room {
        nodes: all_nodes(gke),
        ceiling: nodes_of(network.pods.prefix(), node_prefix),
        node_prefix,
    })
}

/// How many ranges of one prefix another prefix holds.
fn nodes_of(pods_prefix: u8, node_prefix: u8) -> u64 {
    match node_prefix.checked_sub(pods_prefix) {
        Some(bits) => 1 << bits,
        None => 0,
    }
}

pub(super) fn pod_range(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((network, gke)) = planned(environment) else {
        return;
    };
    let Some(count) = ceiling(network, gke) else {
        findings.push(illegal_pods(gke));
        return;
    };
    if count.nodes > count.ceiling {
        let finding = room(Diagnostic::new(&POD_RANGE), network, gke, &count);
        findings.push(finding.help(wider(network, &count, |nodes, ceiling| nodes <= ceiling)));
    }
}

pub(super) fn pod_range_use(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((network, gke)) = planned(environment) else {
        return;
    };
    let Some(count) = ceiling(network, gke) else {
        return;
    };
    if count.nodes <= count.ceiling && !has_reserve(count.nodes, count.ceiling) {
        let finding = room(Diagnostic::new(&POD_RANGE_USE), network, gke, &count);
        findings.push(finding.help(wider(network, &count, has_reserve)));
    }
}

fn has_reserve(nodes: u64, ceiling: u64) -> bool {
    nodes.saturating_mul(100) <= ceiling.saturating_mul(BUSY_PERCENT)
}

fn illegal_pods(gke: &GkePlan) -> Diagnostic {
    let (least, most) = cluster_networks::gke().pods_per_node;
    let nearest = gke.max_pods_per_node.clamp(least, most);
    Diagnostic::new(&POD_RANGE)
        .at_value(
            &gke.max_pods_per_node,
            format!("{} pods a node", gke.max_pods_per_node),
        )
        .because(format!("GKE takes {least} to {most} pods a node"))
        .help(format!("write `max-pods-per-node: {nearest}`"))
}

fn room(finding: Diagnostic, network: &GcpNetwork, gke: &GkePlan, count: &Room) -> Diagnostic {
    let Room {
        nodes,
        ceiling,
        node_prefix,
    } = count;
    finding
        .at_value(&network.pods, format!("the pods: {}", network.pods))
        .at_value(&gke.max_nodes, format!("{} nodes", gke.max_nodes))
        .at_value(
            &gke.max_pods_per_node,
            format!("{} pods a node", gke.max_pods_per_node),
        )
        .because(format!(
            "every node takes a /{node_prefix}, so {} feeds {ceiling} nodes; {nodes} are planned, {} of \
             them for upgrades",
            network.pods, gke.surge_nodes
        ))
}

/// What would be enough: a wider range, or fewer pods a node.
fn wider(network: &GcpNetwork, count: &Room, enough: fn(u64, u64) -> bool) -> String {
    let prefixes = (0..=count.node_prefix).rev();
    let prefix = prefixes
        .into_iter()
        .find(|prefix| enough(count.nodes, nodes_of(*prefix, count.node_prefix)))
        .unwrap_or_default();
    let table: &Gke = cluster_networks::gke();
    let mut fewer = (count.node_prefix + 1)..=32;
    let fewer = fewer
        .find(|node_prefix| enough(count.nodes, nodes_of(network.pods.prefix(), *node_prefix)))
        .and_then(|node_prefix| table.pods_of(node_prefix));
    match fewer {
        Some(pods) => format!(
            "give the pods a /{prefix} or larger, or write `max-pods-per-node: {pods}` or fewer"
        ),
        None => format!("give the pods a /{prefix} or larger"),
    }
}

pub(super) fn services(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((network, gke)) = planned(environment) else {
        return;
    };
    let expected = u64::from(gke.services.value);
    let wanted = expected.saturating_mul(3).div_ceil(2);
    let size = network.services.size();
    if size >= wanted {
        return;
    }
    let prefix = (0..=32_u8)
        .rev()
        .find(|prefix| 1_u64 << (32 - prefix) >= wanted);
    let finding = Diagnostic::new(&SERVICES)
        .at_value(
            &network.services,
            format!("the services: {} with {size} addresses", network.services),
        )
        .at_value(&gke.services, format!("{expected} services"))
        .because(if size < expected {
            format!(
                "{expected} services do not fit into {size} addresses, and the range is for good"
            )
        } else {
            format!("half as many again would be {wanted} addresses, and the range is for good")
        })
        .help(format!(
            "give the services a /{} or larger",
            prefix.unwrap_or_default()
        ));
    findings.push(if size < expected {
        finding
    } else {
        finding.as_warning()
    });
}

pub(super) fn nodes(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((network, gke)) = planned(environment) else {
        return;
    };
    let usable = network.cidr.usable_in_gcp();
    let nodes = all_nodes(gke);
    if nodes <= usable {
        return;
    }
    // Google keeps four of the primary range.
    let prefix = (0..=32_u8)
        .rev()
        .find(|prefix| (1_u64 << (32 - prefix)) >= nodes + 4);
    findings.push(
        Diagnostic::new(&NODES)
            .at_value(&network.cidr, format!("the nodes: {}", network.cidr))
            .at_value(&gke.max_nodes, format!("{} nodes", gke.max_nodes))
            .because(format!(
                "{} has {usable} addresses for hosts; {nodes} nodes are planned, {} of them for upgrades",
                network.cidr, gke.surge_nodes
            ))
            .help(format!("give the nodes a /{} or larger", prefix.unwrap_or_default())),
    );
}
