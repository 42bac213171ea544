use std::collections::BTreeMap;

use mcgen::{CheckedEstate, Estate, Findings};
use mcgen_model::catalog::mechanisms;
use mcgen_model::recovery::{self, Outage, Outcome as WritesOutcome, Recovery, Sum};
use mcgen_model::{Environment, MechanismName};
use serde::Serialize;
use serde_json::Value;

use super::{CheckArguments, FormatArgument, Outcome, output};

pub(super) fn run(arguments: &CheckArguments) -> anyhow::Result<Outcome> {
    let estate = Estate::load_all(&arguments.paths)?;
    let show = |findings: &Findings| output::findings(findings, arguments.format.into());
    match estate.check() {
        Ok(checked) => {
            match arguments.format {
                FormatArgument::Json => {
                    output::findings_with(checked.findings(), records(&checked)?)?;
                }
                FormatArgument::Text => {
                    show(checked.findings())?;
                    for environment in checked.environments() {
                        let identity = environment.identity();
                        output::say(&format!("{identity} has no errors\n"));
                        if let Some(recovery) = recovery::of(environment) {
                            output::say(&recovery.to_string());
                        }
                        for outage in recovery::outages(environment) {
                            output::say(&outage.to_string());
                        }
                        output::say(&guarantees(environment));
                    }
                }
                _ => show(checked.findings())?,
            }
            Ok(Outcome::Clean)
        }
        Err(rejected) => {
            show(&rejected.0)?;
            Ok(Outcome::Findings)
        }
    }
}

/// What two sides that write keep and lose by the mechanism that was chosen; empty for another strategy.
fn guarantees(environment: &Environment) -> String {
    let Some(strategy) = environment.strategy.active_active() else {
        return String::new();
    };
    let name = strategy.mechanism.name();
    let lines = mechanisms::guarantees(name).lines().into_iter();
    lines.fold(
        format!("  what {name} keeps and loses\n"),
        |text, (heading, line)| format!("{text}    {heading:<18} {line}\n"),
    )
}

/// What a failover takes in each environment that has a standby, what each outage does to one that needs
/// none, and what two sides that write keep; a part that would be empty is left out.
fn records(checked: &CheckedEstate) -> serde_json::Result<Vec<(&'static str, Value)>> {
    let environments = checked.environments().iter();
    let guarantees: BTreeMap<String, GuaranteesRecord> = environments
        .clone()
        .filter_map(|it| Some((it.identity(), it.strategy.active_active()?)))
        .map(|(identity, it)| (identity, GuaranteesRecord::new(it.mechanism.name())))
        .collect();
    let recoveries: BTreeMap<String, Record> = environments
        .clone()
        .filter_map(|it| Some((it.identity(), Record::new(&recovery::of(it)?))))
        .collect();
    let outages: BTreeMap<String, Vec<OutageRecord>> = environments
        .map(|it| (it.identity(), recovery::outages(it)))
        .filter(|(_, outages)| !outages.is_empty())
        .map(|(identity, outages)| (identity, outages.iter().map(OutageRecord::new).collect()))
        .collect();
    let mut parts = Vec::new();
    if !recoveries.is_empty() {
        parts.push(("recovery", serde_json::to_value(recoveries)?));
    }
    if !outages.is_empty() {
        parts.push(("outages", serde_json::to_value(outages)?));
    }
    if !guarantees.is_empty() {
        parts.push(("guarantees", serde_json::to_value(guarantees)?));
    }
    Ok(parts)
}

/// A recovery for programs; times in seconds, sizes in MiB.
#[derive(Serialize)]
struct Record {
    lost: &'static str,
    without_writes: SumRecord,
    writes_lost: SumRecord,
    log: Option<LogRecord>,
    first_copy: Option<CopyRecord>,
}

/// An outage for programs; times in seconds.
#[derive(Serialize)]
struct OutageRecord {
    extent: &'static str,
    places: Vec<String>,
    title: String,
    /// Whether objectives are held against it.
    held: bool,
    /// Why nobody writes, where that is so.
    stops: Option<String>,
    without_writes: Option<SumRecord>,
    writes_lost: Option<SumRecord>,
    notes: Vec<String>,
}

/// What a mechanism keeps and loses, for programs.
#[derive(Serialize)]
struct GuaranteesRecord {
    mechanism: &'static str,
    conflict: &'static str,
    lost: &'static str,
    deletes: &'static str,
    sequences: &'static str,
    schema_changes: &'static str,
    partition: &'static str,
    lag: &'static str,
    side_lost: &'static str,
    cost: &'static str,
    /// Whether two concurrent changes of an amount are both counted.
    keeps_counters: bool,
    /// Whether a row that is removed at once stays removed.
    keeps_physical_deletes: bool,
}

#[derive(Serialize)]
struct SumRecord {
    seconds: u32,
    objective_seconds: Option<u32>,
    parts: Vec<PartRecord>,
}

#[derive(Serialize)]
struct PartRecord {
    name: String,
    seconds: u32,
    certainty: &'static str,
    basis: String,
}

#[derive(Serialize)]
struct LogRecord {
    #[serde(rename = "written_mib")]
    written: u64,
    #[serde(rename = "room_mib")]
    room: Option<u64>,
    #[serde(rename = "slot_limit_mib")]
    slot_limit: Option<u64>,
}

#[derive(Serialize)]
struct CopyRecord {
    seconds: u32,
    mib_per_second: u32,
    written_mib: u64,
}

impl GuaranteesRecord {
    fn new(name: MechanismName) -> Self {
        let known = mechanisms::guarantees(name);
        Self {
            mechanism: name.as_str(),
            conflict: &known.conflict,
            lost: &known.lost,
            deletes: &known.deletes,
            sequences: &known.sequences,
            schema_changes: &known.schema_changes,
            partition: &known.partition,
            lag: &known.lag,
            side_lost: &known.side_lost,
            cost: &known.cost,
            keeps_counters: known.keeps_counters,
            keeps_physical_deletes: known.keeps_physical_deletes,
        }
    }
}

impl Record {
    fn new(recovery: &Recovery) -> Self {
        Self {
            lost: recovery.lost.as_str(),
            without_writes: SumRecord::new(&recovery.time),
            writes_lost: SumRecord::new(&recovery.loss),
            log: recovery.log.map(|log| LogRecord {
                written: log.written_mib,
                room: log.room_mib,
                slot_limit: log.limit_mib,
            }),
            first_copy: recovery.load.map(|load| CopyRecord {
                seconds: load.time.seconds(),
                mib_per_second: load.rate_mibps,
                written_mib: load.written_mib,
            }),
        }
    }
}

impl OutageRecord {
    fn new(outage: &Outage) -> Self {
        let (stops, time, loss) = match &outage.outcome {
            WritesOutcome::GoesOn { time, loss } => (None, Some(time), Some(loss)),
            WritesOutcome::Stops { why, loss } => (Some(why.to_string()), None, loss.as_ref()),
        };
        Self {
            extent: outage.extent.as_str(),
            places: outage.places.clone(),
            title: outage.title(),
            held: outage.held,
            stops,
            without_writes: time.map(SumRecord::new),
            writes_lost: loss.map(SumRecord::new),
            notes: outage.remarks.iter().map(ToString::to_string).collect(),
        }
    }
}

impl SumRecord {
    fn new<N: Copy + PartialEq + ToString>(sum: &Sum<N>) -> Self {
        let parts = sum.parts.iter().map(|part| PartRecord {
            name: part.name.to_string(),
            seconds: part.time.seconds(),
            certainty: part.certainty.as_str(),
            basis: part.basis.clone(),
        });
        Self {
            seconds: sum.total().seconds(),
            objective_seconds: sum.objective.map(|it| it.value.seconds()),
            parts: parts.collect(),
        }
    }
}
