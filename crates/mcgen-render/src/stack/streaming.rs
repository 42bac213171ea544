use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::catalog::msk::connect_version;
use mcgen_model::debezium::{connectors, dead_letters, name};
use mcgen_model::{
    Cloud, DebeziumRoute, Environment, ExistingKafka, Kafka, KafkaMetadata, Monitoring, Msk,
    fitted_name,
};

use super::alarms::{Quantity, thresholds};
use super::{Backend, Object, Stack, aws, aws_state, gcp_state};
use crate::library::{TraitValue, Traits};

/// The stack of Kafka and its connectors, which reads the states of both clouds.
pub(super) fn stack(environment: &Environment, route: &DebeziumRoute<'_>) -> Stack {
    let DebeziumRoute {
        settings, aws, gcp, ..
    } = *route;
    let kafka = match &settings.kafka {
        Kafka::Msk(_) => "msk",
        Kafka::Existing(existing) if existing.arn.is_some() => "iam",
        Kafka::Existing(_) => "open",
    };
    let switch = |on: bool| TraitValue::from(on);
    let traits = [
        ("kafka", TraitValue::from(kafka)),
        ("alarms", switch(environment.monitoring.is_some())),
        ("assume_role", switch(aws.assume_role.is_some())),
        ("impersonate", switch(gcp.impersonate.is_some())),
    ];
    let mut variables = BTreeMap::from([
        ("account_id", Literal::from(aws.account.value.clone())),
        ("aws_region", aws.region.code().into()),
        ("aws_state", aws_state(environment, aws)),
        (
            "cluster",
            match &settings.kafka {
                Kafka::Msk(cluster) => msk(cluster, route),
                Kafka::Existing(cluster) => existing(cluster),
            },
        ),
        ("connectors", all(environment, route)),
        ("environment", environment.name.as_str().into()),
        ("gcp_state", gcp_state(environment, gcp)),
        ("partition", "aws".into()),
        ("plugin", plugin(route)),
        ("project", environment.project.as_str().into()),
        ("streaming", streaming(environment, route)),
        ("tags", aws::tags(environment).into()),
    ]);
    if let Some(monitoring) = &environment.monitoring {
        let monitoring = self::monitoring(environment, monitoring, &settings.kafka);
        variables.insert("monitoring", monitoring);
    }
    if let Some(role) = &aws.assume_role {
        variables.insert("assume_role_arn", role.value.clone().into());
    }
    if let Some(account) = &gcp.impersonate {
        variables.insert("impersonate_service_account", account.value.clone().into());
    }
    Stack {
        name: "streaming",
        traits: Traits::from(traits.map(|(name, value)| (name.to_owned(), value))),
        backend: Backend::in_aws(environment, aws, "streaming"),
        variables,
    }
}

fn msk(cluster: &Msk, route: &DebeziumRoute<'_>) -> Literal {
    let mut storage = Object::default();
    storage
        .set("gib", cluster.storage_gib.value)
        .set("max_gib", cluster.max_storage_gib.value);
    let version = match cluster.metadata.value {
        KafkaMetadata::Kraft => format!("{}.kraft", cluster.version),
        KafkaMetadata::Zookeeper => cluster.version.to_string(),
    };
    let mut object = Object::default();
    object
        .set("broker", cluster.broker.to_string())
        .set("copies", u32::try_from(route.copies()).unwrap_or(u32::MAX))
        .set("storage", storage)
        .set("version", version);
    object.into()
}

fn existing(cluster: &ExistingKafka) -> Literal {
    let servers = cluster.bootstrap_servers.iter();
    let servers: Vec<String> = servers.map(|it| it.value.to_string()).collect();
    let ways = cluster.ranges.iter().flat_map(|range| {
        cluster.bootstrap_servers.iter().map(move |server| {
            let port = u32::from(server.port());
            let mut way = Object::default();
            way.set("cidr_block", range.to_string()).set("port", port);
            (format!("{range} at {port}"), Literal::from(way))
        })
    });
    let ways: BTreeMap<String, Literal> = ways.collect();
    let mut object = Object::default();
    object
        .set("bootstrap_servers", servers.join(","))
        .set("ways", ways);
    if let Some(arn) = &cluster.arn {
        object.set("arn", arn.value.clone());
    }
    object.into()
}

fn all(environment: &Environment, route: &DebeziumRoute<'_>) -> Literal {
    let connectors = connectors(environment, route).into_iter();
    let connectors: BTreeMap<String, Literal> = connectors
        .map(|connector| {
            let mut object = Object::default();
            object
                .set("settings", connector.settings)
                .set("source", connector.is_source);
            (connector.name, object.into())
        })
        .collect();
    connectors.into()
}

fn plugin(route: &DebeziumRoute<'_>) -> Literal {
    let plugin = &route.settings.plugin;
    let mut object = Object::default();
    object
        .set("bucket", plugin.bucket.value.clone())
        .set("key", plugin.key.value.clone())
        .set("object_version", plugin.object_version.value.clone())
        .set("sha256", plugin.sha256.to_string())
        .set("version", plugin.version.to_string());
    object.into()
}

fn streaming(environment: &Environment, route: &DebeziumRoute<'_>) -> Literal {
    let settings = route.settings;
    let name = name(environment);
    let peer = BTreeMap::from([(
        "private-services",
        route.gcp.network.private_services.to_string(),
    )]);
    let mut object = Object::default();
    object
        .set("connect_version", connect_version())
        .set(
            "log_retention_days",
            route.aws.network.flow_log_retention_days.value,
        )
        .set("mcu", settings.mcu.value)
        .set("password_version", settings.password_version.value)
        .set("peer_cidr_blocks", peer)
        .set("role_name", fitted_name(&[&name, "connectors"], 64))
        .set(
            "secrets_cidr_blocks",
            aws::service_ranges(&route.secrets_manager()),
        )
        .set("start", settings.start.value)
        .set("username", settings.user.to_string())
        .set("name", name);
    object.into()
}

fn monitoring(environment: &Environment, monitoring: &Monitoring, kafka: &Kafka) -> Literal {
    let limits = &monitoring.thresholds;
    let mut object = Object::default();
    object.set("minutes", limits.minutes.value);
    if matches!(kafka, Kafka::Msk(_)) {
        let topics = [Cloud::Aws, Cloud::Gcp].map(|side| dead_letters(environment, side));
        let disk = Quantity::Percent(limits.disk_percent.value);
        object.set("dead_letters", topics.to_vec()).set(
            "thresholds",
            thresholds("AWS/Kafka", [("disk", "KafkaDataLogsDiskUsed", disk)]),
        );
    }
    object.into()
}
