//! One database over both clouds: which losses its copies survive, and how long they take to agree.

use super::outage::{Extent, Outage, Outcome, Remark, RemarkName};
use super::{LossPart, Part, Sum, TimePart, clients, figure, measured_or, time};
use crate::catalog::recovery::Figure;
use crate::{
    Atlas, Cloud, Cockroach, Disaster, Environment, GlobalDatabase, Product, Region, Yugabyte,
    YugabyteFault,
};

pub(super) fn outages(environment: &Environment, database: &GlobalDatabase) -> Vec<Outage> {
    let found = Losses {
        environment,
        product: &database.product,
        regions: database.regions().iter().map(|it| it.value).collect(),
    };
    let mut outages = vec![found.zone()];
    let regions = found.regions.iter().map(|region| found.region(*region));
    let clouds = Cloud::ALL.iter().map(|cloud| found.cloud(*cloud));
    for outage in regions.chain(clouds) {
        merge(&mut outages, outage);
    }
    outages.push(found.database());
    outages
}

/// Places with the same fate stand in one outage.
fn merge(outages: &mut Vec<Outage>, outage: Outage) {
    let same = outages.iter_mut().find(|it| {
        let fates = (&it.outcome, &outage.outcome);
        let alike = match fates {
            (Outcome::GoesOn { time, .. }, Outcome::GoesOn { time: other, .. }) => {
                time.parts == other.parts
            }
            (Outcome::Stops { why, .. }, Outcome::Stops { why: other, .. }) => why == other,
            _ => false,
        };
        alike && it.extent == outage.extent && it.remarks == outage.remarks
    });
    match same {
        Some(same) => same.places.extend(outage.places),
        None => outages.push(outage),
    }
}

struct Losses<'a> {
    environment: &'a Environment,
    product: &'a Product,
    regions: Vec<Region>,
}

impl Losses<'_> {
    fn zone(&self) -> Outage {
        let weak = match self.product {
            Product::Yugabyte(cluster) => match cluster.fault_tolerance.value {
                weak @ (YugabyteFault::None | YugabyteFault::Node) => Some(weak),
                YugabyteFault::Zone | YugabyteFault::Region => None,
            },
            Product::Atlas(_) | Product::Cockroach(_) | Product::Spanner(_) => None,
        };
        let outcome = match weak {
            Some(what) => stops(Remark::of(RemarkName::NoFaultTolerance, what.as_str())),
            None => self.elected(true),
        };
        let clouds = Cloud::ALL.iter().filter(|cloud| self.stands_in(**cloud));
        Outage {
            extent: Extent::Zone,
            places: clouds.map(ToString::to_string).collect(),
            held: true,
            outcome,
            remarks: self.majority_writes(),
        }
    }

    fn region(&self, region: Region) -> Outage {
        let held = self.environment.objectives.disaster.value == Disaster::Region;
        let place = region.code().to_owned();
        let mut remarks = Vec::new();
        let outcome = match self.without_region(region) {
            Err(why) => stops(why),
            Ok(()) if self.way_leads_through(region) => {
                stops(Remark::of(RemarkName::NoWay, &place))
            }
            Ok(()) => {
                remarks = self.majority_writes();
                if matches!(self.product, Product::Cockroach(_)) {
                    remarks.push(Remark::new(RemarkName::SurvivalGoal));
                }
                self.after_region(held, &mut remarks)
            }
        };
        if let Some(cloud) = self.network_in(region)
            && matches!(outcome, Outcome::GoesOn { .. })
        {
            remarks.push(Remark::of(RemarkName::ClientsLost, cloud.to_string()));
        }
        Outage {
            extent: Extent::Region,
            places: vec![place],
            held,
            outcome,
            remarks,
        }
    }

    fn cloud(&self, cloud: Cloud) -> Outage {
        let mut remarks = Vec::new();
        let outcome = match self.product {
            Product::Atlas(cluster) if self.stands_in(cloud) => {
                let left = cluster.electable() - cluster.electable_of(cloud);
                if is_majority(left, cluster) {
                    remarks = self.majority_writes();
                    remarks.push(Remark::of(RemarkName::ClientsLost, cloud.to_string()));
                    self.elected(false)
                } else {
                    remarks.push(Remark::new(RemarkName::Forced));
                    stops(Remark::of(RemarkName::NoQuorum, cloud.to_string()))
                }
            }
            Product::Yugabyte(cluster) if cluster.is_in_both_clouds() => {
                let place = cloud.to_string();
                if !cluster.survives(cluster.regions_of(cloud)) {
                    stops(Remark::of(RemarkName::NoQuorum, place))
                } else if cloud == Cloud::Aws && !cluster.is_peered() {
                    stops(Remark::of(RemarkName::NoWay, place))
                } else {
                    remarks.push(Remark::of(RemarkName::ClientsLost, place));
                    self.elected(false)
                }
            }
            _ if self.stands_in(cloud) => {
                stops(Remark::of(RemarkName::OnePlace, cloud.to_string()))
            }
            _ => {
                remarks.push(Remark::of(RemarkName::Untouched, cloud.to_string()));
                self.goes_on(false, clients::moved(self.environment))
            }
        };
        Outage {
            extent: Extent::Cloud,
            places: vec![cloud.to_string()],
            // Who must survive the loss of a cloud is told by a rule of its own.
            held: false,
            outcome,
            remarks,
        }
    }

    fn database(&self) -> Outage {
        let part = match self.product {
            Product::Atlas(_) => Part::of(LossPart::Backup, figure("backup-atlas")),
            Product::Cockroach(cluster) => cockroach_backup(cluster),
            Product::Yugabyte(cluster) => yugabyte_backup(cluster),
            Product::Spanner(_) => Part::of(LossPart::Backup, figure("backup-spanner")),
        };
        Outage {
            extent: Extent::Database,
            places: Vec::new(),
            held: false,
            outcome: Outcome::Stops {
                why: Remark::new(RemarkName::Restore),
                loss: Some(Sum {
                    objective: None,
                    parts: vec![part],
                }),
            },
            remarks: Vec::new(),
        }
    }

    fn stands_in(&self, cloud: Cloud) -> bool {
        self.regions.iter().any(|it| it.cloud() == cloud)
    }

    /// Why nobody writes without `region`, if that is so.
    fn without_region(&self, region: Region) -> Result<(), Remark> {
        let place = region.code();
        let survives = match self.product {
            Product::Atlas(cluster) => {
                let lost = cluster.regions.iter();
                let lost = lost.filter(|it| it.name.value.region() == region);
                let lost = lost.fold(0, |sum, it| it.nodes.value.saturating_add(sum));
                if is_majority(cluster.electable().saturating_sub(lost), cluster) {
                    return Ok(());
                }
                return Err(Remark::of(RemarkName::NoQuorum, place));
            }
            Product::Cockroach(cluster) => survives_a_region(cluster),
            Product::Yugabyte(cluster) => cluster.survives(1),
            Product::Spanner(instance) => !instance.configuration.is_regional(),
        };
        match (survives, self.regions.len()) {
            (true, _) => Ok(()),
            (false, 1) => Err(Remark::of(RemarkName::OnePlace, place)),
            (false, _) => Err(Remark::of(RemarkName::NoQuorum, place)),
        }
    }

    /// Whether the one way of the clients leads through `region`: an endpoint, or the link to an API.
    fn way_leads_through(&self, region: Region) -> bool {
        let cloud = match self.product {
            // Each cloud has endpoints of its own.
            Product::Atlas(_) => return false,
            Product::Cockroach(cluster) if !cluster.has_endpoints() => return false,
            Product::Cockroach(cluster) => cluster.cloud.value,
            Product::Yugabyte(cluster) if cluster.is_peered() => return false,
            Product::Yugabyte(_) => Cloud::Aws,
            Product::Spanner(instance) if instance.aws_roles.is_empty() => return false,
            Product::Spanner(_) => Cloud::Gcp,
        };
        self.network_in(region) == Some(cloud)
    }

    /// The cloud whose network of clients stands in `region`.
    fn network_in(&self, region: Region) -> Option<Cloud> {
        let (aws, gcp) = (&self.environment.aws, &self.environment.gcp);
        let of_aws = aws.as_ref().map(|it| Region::Aws(it.region.value));
        let of_gcp = gcp.as_ref().map(|it| Region::Gcp(it.region.value));
        if of_aws == Some(region) {
            Some(Cloud::Aws)
        } else if of_gcp == Some(region) {
            Some(Cloud::Gcp)
        } else {
            None
        }
    }

    /// The copies in the other regions take over.
    fn after_region(&self, held: bool, remarks: &mut Vec<Remark>) -> Outcome {
        match self.product {
            Product::Spanner(instance) if instance.configuration.is_dual_region() => {
                remarks.push(Remark::new(RemarkName::ByHand));
                let objectives = &self.environment.objectives;
                let measured = objectives.measured.detection.as_ref();
                let parts = vec![
                    measured_or(TimePart::Detection, measured, figure("detection")),
                    time::decision(objectives),
                    Part::of(TimePart::Failover, figure("quorum-spanner")),
                    self.reconnect(),
                ];
                self.goes_on(held, parts)
            }
            _ => self.elected(held),
        }
    }

    /// What is left agrees, and clients connect anew.
    fn elected(&self, held: bool) -> Outcome {
        let election = Part::of(TimePart::Election, self.election());
        self.goes_on(held, vec![election, self.reconnect()])
    }

    fn election(&self) -> &'static Figure {
        figure(match self.product {
            Product::Atlas(_) => "election-atlas",
            Product::Cockroach(_) => "election-cockroach",
            Product::Spanner(_) => "election-spanner",
            Product::Yugabyte(_) => "election-yugabyte",
        })
    }

    fn reconnect(&self) -> Part<TimePart> {
        let measured = self.environment.objectives.measured.steering.as_ref();
        measured_or(TimePart::Reconnect, measured, figure("reconnect"))
    }

    fn goes_on(&self, held: bool, parts: Vec<Part<TimePart>>) -> Outcome {
        let objectives = &self.environment.objectives;
        let commit = Part::set(
            LossPart::Commit,
            0,
            "a commit is confirmed when a majority of the copies has it",
        );
        Outcome::GoesOn {
            time: Sum {
                objective: objectives.rto.filter(|_| held),
                parts,
            },
            loss: Sum {
                objective: objectives.rpo.filter(|_| held),
                parts: vec![commit],
            },
        }
    }

    fn majority_writes(&self) -> Vec<Remark> {
        match self.product {
            Product::Atlas(_) => vec![Remark::new(RemarkName::MajorityWrites)],
            Product::Cockroach(_) | Product::Spanner(_) | Product::Yugabyte(_) => Vec::new(),
        }
    }
}

fn stops(why: Remark) -> Outcome {
    Outcome::Stops { why, loss: None }
}

fn is_majority(nodes: u32, cluster: &Atlas) -> bool {
    nodes * 2 > cluster.electable()
}

/// Copies stand in as many regions as there are; a majority is left with three.
fn survives_a_region(cluster: &Cockroach) -> bool {
    cluster.regions.len() >= 3
}

fn cockroach_backup(cluster: &Cockroach) -> Part<LossPart> {
    let Some(backup) = &cluster.backup else {
        return Part::of(LossPart::Backup, figure("backup-cockroach-basic"));
    };
    let minutes = backup.frequency_minutes.value.minutes();
    Part::set(
        LossPart::Backup,
        minutes.saturating_mul(60),
        format!("a backup every {minutes} minutes"),
    )
}

fn yugabyte_backup(cluster: &Yugabyte) -> Part<LossPart> {
    let days = cluster.backup_interval_days.value;
    Part::set(
        LossPart::Backup,
        days.saturating_mul(DAY),
        format!("days from one backup to the next: {days}"),
    )
}

const DAY: u32 = 86_400;
