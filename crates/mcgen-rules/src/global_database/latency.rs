//! How long a commit takes that waits for other regions.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::catalog::distances::round_trip_bound_ms;
use mcgen_model::{Atlas, Disaster, Product, Region, YugabyteFault};

use super::{ATLAS_AVAILABILITY, FIBRE, SPANNER_CONFIGURATIONS, Subject};

pub(super) static QUORUM: Rule = Rule {
    code: "GDB-013",
    slug: "commit-waits-for-distance",
    severity: Severity::Warning,
    summary: "a commit cannot be as fast as the application needs",
    fix: "choose regions that stand nearer to one another and to the applications, or allow more time",
    explain: "A change that survives the loss of a region is confirmed when a majority of its copies has it, so the commit waits \
for a round trip from the leader of the data to the nearest regions that make up that majority. Before that the statement \
travels from the application to the leader, and the answer back.\n\nThe times of this rule are lower bounds: the great circle \
between the cities of the regions, less 100 km at each end, at the speed of light in fibre. Cables are longer than that, and \
so are the times that you will measure. What this rule refuses, no network makes possible; what it accepts may still be too \
slow.\n\nThe leader can be kept near those who write: the first region of `regions` with MongoDB Atlas, the primary region of \
the database with CockroachDB, the preferred region with YugabyteDB. The other cloud then pays the way.",
    sources: &[FIBRE, ATLAS_AVAILABILITY, SPANNER_CONFIGURATIONS],
    waivable: true,
};

/// The parts of a commit with the leader in the best place.
struct Commit {
    leader: Region,
    /// From the application to the leader and back.
    to_leader: f64,
    /// From the leader until a majority has the change, and the region that is waited for.
    majority: Option<(f64, Region)>,
}

impl Commit {
    fn total(&self) -> f64 {
        self.to_leader + self.majority.map_or(0.0, |(wait, _)| wait)
    }
}

pub(super) fn quorum(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(allowed) = &subject.settings.commit_latency_ms else {
        return;
    };
    let environment = subject.environment;
    let clients = [
        environment
            .aws
            .as_ref()
            .map(|it| Region::Aws(it.region.value)),
        environment
            .gcp
            .as_ref()
            .map(|it| Region::Gcp(it.region.value)),
    ];
    for client in clients.into_iter().flatten() {
        let leaders = leaders(subject).into_iter();
        let commits = leaders.map(|leader| commit(subject, client, leader));
        let Some(best) = commits.min_by(|one, other| one.total().total_cmp(&other.total())) else {
            return;
        };
        if best.total() <= f64::from(allowed.value) {
            continue;
        }
        let mut parts = vec![format!(
            "{:.0} ms from {client} to the leader in {} and back",
            best.to_leader.floor(),
            best.leader
        )];
        if let Some((wait, region)) = best.majority {
            parts.push(format!(
                "{:.0} ms until {region} has the change too",
                wait.floor()
            ));
        }
        let cloud = client.cloud();
        findings.push(
            Diagnostic::new(&QUORUM)
                .at_value(allowed, format!("a commit of `{cloud}` takes {:.0} ms at least", best.total().floor()))
                .at(subject.settings.product.span(), "the regions of the database")
                .because(format!("light in fibre needs {}", parts.join(", and ")))
                .help(format!("write `commit-latency-ms: {:.0}` or more, and measure it: the real way is longer", best.total().ceil())),
        );
    }
}

/// Where the leader can stand.
fn leaders(subject: &Subject<'_>) -> Vec<Region> {
    let mut regions: Vec<Region> = subject
        .settings
        .regions()
        .iter()
        .map(|it| it.value)
        .collect();
    // The primary stands in the first region while it can.
    if let Product::Atlas(_) = subject.settings.product {
        regions.truncate(1);
    }
    regions
}

fn commit(subject: &Subject<'_>, client: Region, leader: Region) -> Commit {
    let regions = subject.settings.regions();
    let mut others: Vec<(f64, Region)> = regions
        .iter()
        .map(|it| (round_trip_bound_ms(leader, it.value), it.value))
        .filter(|(_, region)| *region != leader)
        .collect();
    others.sort_by(|one, other| one.0.total_cmp(&other.0));
    let waited_for = match &subject.settings.product {
        Product::Atlas(cluster) => majority(cluster, leader, &others),
        // A copy in each of 2f + 1 regions.
        Product::Yugabyte(cluster) => match cluster.fault_tolerance.value {
            YugabyteFault::Region => usize::try_from(cluster.faults.value).unwrap_or(usize::MAX),
            _ => 0,
        },
        // All voters can stand in one region unless its loss must be survived; then one more has the change.
        Product::Cockroach(_) => {
            usize::from(subject.environment.objectives.disaster.value == Disaster::Region)
        }
        Product::Spanner(_) => 1,
    };
    let majority = waited_for.checked_sub(1).and_then(|last| others.get(last));
    Commit {
        leader,
        to_leader: round_trip_bound_ms(client, leader),
        majority: majority.copied(),
    }
}

/// How many of the `others`, the nearest first, are needed besides the nodes of the `leader`.
fn majority(cluster: &Atlas, leader: Region, others: &[(f64, Region)]) -> usize {
    let nodes = |region: Region| {
        let regions = cluster.regions.iter();
        let here = regions.filter(|it| it.name.region() == region);
        here.fold(0_u32, |sum, it| sum.saturating_add(it.nodes.value))
    };
    let needed = cluster.electable() / 2 + 1;
    let mut have = nodes(leader);
    let mut waited_for = 0;
    for (_, region) in others {
        if have >= needed {
            break;
        }
        have = have.saturating_add(nodes(*region));
        waited_for += 1;
    }
    waited_for
}
