//! What the texts of runbooks say of an environment.

use std::collections::BTreeMap;

use mcgen_model::recovery::{self, Extent, Outcome, Recovery, gib};
use mcgen_model::{
    ActiveActive, AwsDatabase, Cloud, Duration, Environment, GcpDatabase, Kafka, KafkaName,
    Mechanism, Messages, PrimaryReplica, Replication, Standby, standby,
};

use crate::stack::{dms_task, messages_name};
use crate::{RenderError, replicator};

/// The facts by name.
#[derive(Clone)]
pub(super) struct Facts {
    pub(super) values: BTreeMap<&'static str, String>,
}

/// What the README of an environment with a standby shows in tables.
pub(super) struct Tables {
    pub(super) recovery: Recovery,
    /// The database of each cloud: its cloud, its size as the primary and as the standby.
    pub(super) sizes: [[String; 3]; 2],
}

impl Facts {
    /// The facts of an environment with two databases of which one stands by.
    pub(super) fn of_a_standby(
        environment: &Environment,
        stacks: &[&str],
    ) -> Option<(Self, Tables)> {
        let strategy = environment.strategy.primary_replica()?;
        let recovery = recovery::of(environment)?;
        let aws = environment.aws.as_ref()?.database.as_ref()?;
        let gcp = environment.gcp.as_ref()?.database.as_ref()?;
        let mut values = BTreeMap::new();
        places(&mut values, environment, stacks)?;
        databases(&mut values, aws, gcp);
        roles(&mut values, strategy);
        replication(&mut values, environment, strategy);
        times(&mut values, environment, &recovery);
        let sizes = sizes(strategy, aws, gcp);
        Some((Self { values }, Tables { recovery, sizes }))
    }

    /// The facts of an environment whose two databases both take writes.
    pub(super) fn of_two_sides(environment: &Environment, stacks: &[&str]) -> Option<Self> {
        let strategy = environment.strategy.active_active()?;
        let aws = environment.aws.as_ref()?.database.as_ref()?;
        let gcp = environment.gcp.as_ref()?.database.as_ref()?;
        let mut values = BTreeMap::new();
        places(&mut values, environment, stacks)?;
        databases(&mut values, aws, gcp);
        let tables = strategy.tables.iter().map(|it| it.name.value.to_string());
        let tables: Vec<String> = tables.collect();
        let objectives = &environment.objectives;
        values.extend([
            ("mechanism", strategy.mechanism.name().to_string()),
            ("table_list", tables.join(", ")),
            ("dump_tables", each_before(&tables, "--table=")),
            ("replication_user", strategy.mechanism.user().to_string()),
            ("tolerated_outage", objectives.tolerated_outage.in_words()),
        ]);
        let outages = recovery::outages(environment);
        let side = outages.iter().find(|it| it.extent == Extent::Side)?;
        if let Outcome::GoesOn { time, loss } = &side.outcome {
            values.extend([
                ("time_total", time.total().in_words()),
                ("loss_total", loss.total().in_words()),
            ]);
        }
        match &strategy.mechanism {
            Mechanism::DebeziumKafka(it) => {
                let kafka = match it.kafka {
                    Kafka::Msk(_) => KafkaName::Msk,
                    Kafka::Existing(_) => KafkaName::Existing,
                };
                values.insert("kafka", kafka.to_string());
            }
            Mechanism::Application(it) => messages(&mut values, environment, it),
            Mechanism::LogicalLww(_) | Mechanism::Bucardo(_) | Mechanism::SymmetricDs(_) => {}
        }
        machine(&mut values, environment, strategy);
        if let Some(drill) = &objectives.last_drill {
            values.insert("last_drill", drill.to_string());
        }
        Some(Self { values })
    }

    /// The facts with `side` as the one that a book is about.
    pub(super) fn of_side(&self, side: Cloud) -> Self {
        let mut values = self.values.clone();
        let other = side.other();
        values.extend([
            ("side", side.to_string()),
            ("other", other.to_string()),
            ("side_name", side.title().to_owned()),
            ("other_name", other.title().to_owned()),
            ("on_side", format!("on_{side}")),
            ("on_other", format!("on_{other}")),
            ("machine_here", yes(self.is("machine_cloud", side.as_str()))),
            (
                "goes_on",
                self.find(&format!("without_{side}"))
                    .unwrap_or_default()
                    .to_owned(),
            ),
            // What a book reaches whose side is lost.
            (
                "machine_elsewhere",
                if self.is("machine_cloud", other.as_str()) {
                    "machine".to_owned()
                } else {
                    String::new()
                },
            ),
            ("side_variable", side.as_str().to_uppercase()),
            ("other_variable", other.as_str().to_uppercase()),
        ]);
        Self { values }
    }

    /// The value of `name`.
    pub(super) fn value(&self, name: &str) -> Result<&str, RenderError> {
        let value = self.values.get(name).map(String::as_str);
        value
            .ok_or_else(|| RenderError::manifest("runbooks", format!("nothing is called `{name}`")))
    }

    /// The value of `name`, when there is one.
    pub(super) fn find(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// Whether each of these has its value.
    pub(super) fn are(&self, values: &BTreeMap<String, String>) -> bool {
        values.iter().all(|(name, value)| self.is(name, value))
    }

    /// Whether `name` has this value.
    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.values.get(name).is_some_and(|it| it == value)
    }
}

pub(super) fn places(
    values: &mut BTreeMap<&'static str, String>,
    environment: &Environment,
    stacks: &[&str],
) -> Option<()> {
    let aws = environment.aws.as_ref()?;
    let gcp = environment.gcp.as_ref()?;
    let traffic = environment.traffic.as_deref();
    let records = traffic.is_some_and(|it| it.route53().is_some());
    values.extend([
        ("environment", environment.name.to_string()),
        ("project", environment.project.to_string()),
        ("aws_account", aws.account.value.clone()),
        ("aws_region", aws.region.code().to_owned()),
        ("gcp_project", gcp.project.value.clone()),
        ("gcp_region", gcp.region.code().to_owned()),
        ("link", yes(stacks.contains(&"link"))),
        // Records lead the clients, and no load balancer.
        ("records", yes(records)),
        ("stack", yes(stacks.contains(&"replication"))),
        ("traffic", yes(stacks.contains(&"traffic"))),
    ]);
    Some(())
}

fn databases(values: &mut BTreeMap<&'static str, String>, aws: &AwsDatabase, gcp: &GcpDatabase) {
    values.extend([
        ("engine", aws.engine.as_str().to_owned()),
        ("aws_instance", aws.name.value.clone()),
        ("aws_database", aws.database_name.value.clone()),
        ("aws_user", aws.username.value.clone()),
        ("aws_port", aws.port.to_string()),
        ("gcp_instance", gcp.name.value.clone()),
        ("gcp_database", gcp.database_name.value.clone()),
        ("gcp_user", gcp.username.value.clone()),
        ("gcp_port", gcp.engine.default_port().to_string()),
    ]);
}

/// For how long messages wait where, and how often they are given.
fn messages(
    values: &mut BTreeMap<&'static str, String>,
    environment: &Environment,
    messages: &Messages,
) {
    let kept = &messages.queue_retention;
    let bridge = Messages::aws_attempts(environment.objectives.tolerated_outage.value);
    let patience = [
        bridge * Messages::HIDDEN_SECONDS,
        Messages::PATIENCE_SECONDS,
    ];
    let [aws_patience, gcp_patience] = patience.map(Duration::from_seconds);
    values.extend([
        ("messages_name", messages_name(environment)),
        ("outbox_kept", messages.retention.to_string()),
        ("queue_kept", kept.to_string()),
        ("queue_kept_seconds", kept.seconds().to_string()),
        ("aws_patience", aws_patience.to_string()),
        ("aws_patience_seconds", aws_patience.seconds().to_string()),
        ("gcp_patience", gcp_patience.to_string()),
        ("gcp_patience_seconds", gcp_patience.seconds().to_string()),
        ("attempts", messages.attempts.to_string()),
        ("processing", messages.processing.to_string()),
    ]);
}

/// The machine that carries the changes, where there is one, and what it leaves on both sides.
fn machine(
    values: &mut BTreeMap<&'static str, String>,
    environment: &Environment,
    strategy: &ActiveActive,
) {
    let machine = strategy.mechanism.replicator();
    let is_lww = matches!(strategy.mechanism, Mechanism::LogicalLww(_));
    values.extend([
        ("machine", yes(machine.is_some())),
        // Only there a side can be closed to writes by SQL.
        ("fence", yes(is_lww)),
        ("messages", yes(strategy.mechanism.messages().is_some())),
    ]);
    let Some(machine) = machine else {
        values.insert("schema_file", "02-schema.sql".to_owned());
        return;
    };
    let symmetric = matches!(strategy.mechanism, Mechanism::SymmetricDs(_));
    let [account, notes, copy] = if symmetric {
        ["replicator", "symmetricds", "symmetric.triggers_disabled=1"]
    } else {
        ["postgres", "bucardo", "session_replication_role=replica"]
    };
    let secret = match machine.cloud.value {
        Cloud::Aws => {
            "aws secretsmanager get-secret-value --region {region} --secret-id \"$(terraform -chdir=environments/replicator/{name} output -raw secret)\" --query SecretString --output text"
        }
        Cloud::Gcp => {
            "gcloud secrets versions access latest --project={project} --secret=\"$(basename \"$(terraform -chdir=environments/replicator/{name} output -raw secret)\")\""
        }
    };
    let secret = secret
        .replace("{region}", value(values, "aws_region"))
        .replace("{project}", value(values, "gcp_project"))
        .replace("{name}", environment.name.as_str());
    values.extend([
        ("schema_file", "01-schema.sql".to_owned()),
        ("machine_cloud", machine.cloud.to_string()),
        ("machine_name", replicator::name(environment)),
        ("machine_account", account.to_owned()),
        ("notes", notes.to_owned()),
        ("copy_options", format!("-c {copy}")),
        ("read_secret", secret),
    ]);
}

fn value<'a>(values: &'a BTreeMap<&'static str, String>, name: &str) -> &'a str {
    values.get(name).map_or("", String::as_str)
}

pub(super) fn yes(on: bool) -> String {
    if on { "yes" } else { "no" }.to_owned()
}

/// Which side has which role, and what follows from that.
fn roles(values: &mut BTreeMap<&'static str, String>, strategy: &PrimaryReplica) {
    let primary = strategy.primary.value;
    let standby = primary.other();
    let of = |values: &BTreeMap<&'static str, String>, cloud: Cloud, what: &str| {
        let name = format!("{cloud}_{what}");
        values.get(name.as_str()).cloned().unwrap_or_default()
    };
    let more = [
        ("primary", primary.to_string()),
        ("standby", standby.to_string()),
        ("primary_name", primary.title().to_owned()),
        ("standby_name", standby.title().to_owned()),
        ("on_primary", format!("on_{primary}")),
        ("on_standby", format!("on_{standby}")),
        ("primary_variable", primary.as_str().to_uppercase()),
        ("standby_variable", standby.as_str().to_uppercase()),
        ("primary_database", of(values, primary, "database")),
        ("standby_database", of(values, standby, "database")),
        ("standby_user", of(values, standby, "user")),
        ("standby_level", strategy.standby.to_string()),
        ("edit", edit(strategy)),
    ];
    values.extend(more);
}

/// What carries the changes, and what.
fn replication(
    values: &mut BTreeMap<&'static str, String>,
    environment: &Environment,
    strategy: &PrimaryReplica,
) {
    let each = |before: &str, after: &str| -> Vec<String> {
        let tables = strategy.tables.iter();
        tables
            .map(|table| format!("{before}{}{after}", table.value))
            .collect()
    };
    values.extend([
        ("replication", strategy.replication.name().to_string()),
        ("dump_tables", each("--table=", "").join(" ")),
        ("table_list", each("", "").join(", ")),
        ("truncate_tables", each("TRUNCATE ", ";").join(" ")),
    ]);
    match &strategy.replication {
        Replication::Logical(logical) => {
            values.insert("replication_user", logical.user.to_string());
        }
        Replication::Dms(dms) => values.extend([
            ("replication_user", dms.username.value.clone()),
            ("control_schema", dms.schema.value.clone()),
            ("task", dms_task(environment, strategy.primary.value)),
        ]),
    }
}

/// What a promotion changes in the environment file. What a pilot light has been given stays: the side
/// that was promoted from it is no pilot light any more, nor is the other.
fn edit(strategy: &PrimaryReplica) -> String {
    let primary = strategy.primary.value;
    let word = format!("-e 's/primary: {primary}/primary: {}/'", primary.other());
    match strategy.standby.value {
        Standby::PilotLight => format!("{word} -e 's/standby: pilot-light/standby: warm/'"),
        Standby::Warm | Standby::Hot => word,
    }
}

fn times(
    values: &mut BTreeMap<&'static str, String>,
    environment: &Environment,
    recovery: &Recovery,
) {
    let objectives = &environment.objectives;
    for part in &recovery.time.parts {
        values.insert(part.name.as_str(), part.time.in_words());
    }
    values.extend([
        ("time_total", recovery.time.total().in_words()),
        ("loss_total", recovery.loss.total().in_words()),
        ("tolerated_outage", objectives.tolerated_outage.in_words()),
    ]);
    let written = recovery.log.map(|log| gib(log.written_mib));
    values.insert("log_written", written.unwrap_or_default());
    if let Some(room) = recovery.log.and_then(|log| log.room_mib) {
        values.insert("log_room", gib(room));
    }
    match &recovery.load {
        Some(load) => values.extend([
            ("load", load.time.in_words()),
            ("load_time", load.time.in_words()),
            ("load_written", gib(load.written_mib)),
            ("data_size", format!("{} GiB", load.data_gib)),
        ]),
        None => values.extend([("load_time", "?".to_owned())]),
    }
    if let Some(drill) = &objectives.last_drill {
        values.insert("last_drill", drill.to_string());
    }
}

fn sizes(strategy: &PrimaryReplica, aws: &AwsDatabase, gcp: &GcpDatabase) -> [[String; 3]; 2] {
    let level = strategy.standby.value;
    [
        [
            Cloud::Aws.title().to_owned(),
            aws.class.to_string(),
            standby::aws_class(aws, level).to_string(),
        ],
        [
            Cloud::Gcp.title().to_owned(),
            gcp.tier.to_string(),
            standby::gcp_tier(gcp, level).to_string(),
        ],
    ]
}

/// The names with `before` in front of each.
fn each_before(names: &[String], before: &str) -> String {
    let names = names.iter().map(|name| format!("{before}{name}"));
    names.collect::<Vec<String>>().join(" ")
}
