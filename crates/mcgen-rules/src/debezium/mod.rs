//! Debezium and Kafka between two sides that write: the cluster, and the settings of the connectors.

mod cluster;
mod settings;
#[cfg(test)]
mod tests;

use mcgen_diagnostics::Reference;
use mcgen_model::{DebeziumRoute, Environment, debezium};

use crate::Check;

/// What a rule of this family looks at.
struct Subject<'a> {
    environment: &'a Environment,
    route: DebeziumRoute<'a>,
}

macro_rules! checks {
    ($($rule:path => $run:path;)+) => {
        pub(crate) static CHECKS: &[Check] = &[
            $(Check {
                rule: &$rule,
                run: |environment, context, findings| {
                    if let Some(route) = debezium::route(environment) {
                        $run(&Subject { environment, route }, context, findings);
                    }
                },
            }),+
        ];
    };
}

checks! {
    settings::UNKNOWN => settings::unknown;
    settings::RENAMED => settings::renamed;
    settings::SETTLED => settings::settled;
    settings::VALUE => settings::values;
    cluster::VERSION => cluster::version;
    cluster::BROKER => cluster::broker;
    cluster::ZONES => cluster::zones;
    cluster::DISK => cluster::disk;
    cluster::SIZE => cluster::size;
    cluster::RELEASE => cluster::release;
    cluster::NO_SECRETS => cluster::secrets;
    cluster::EXISTING => cluster::existing;
}

const SOURCE: Reference = Reference {
    title: "Debezium: connector for PostgreSQL",
    url: "https://debezium.io/documentation/reference/stable/connectors/postgresql.html",
};
const SINK: Reference = Reference {
    title: "Debezium: JDBC sink",
    url: "https://debezium.io/documentation/reference/stable/connectors/jdbc.html",
};
const MSK: Reference = Reference {
    title: "Amazon MSK: supported Apache Kafka versions",
    url: "https://docs.aws.amazon.com/msk/latest/developerguide/supported-kafka-versions.html",
};
const CONNECT: Reference = Reference {
    title: "Amazon MSK: MSK Connect",
    url: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect.html",
};
