//! Amazon MSK and MSK Connect: versions, types of brokers, and limits.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Bounds;
use crate::{Date, KafkaClass, KafkaMetadata, KafkaVersion};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Table {
    connect: String,
    mcu: Vec<u32>,
    storage_gib: Bounds,
    partitions: Bounds,
    versions: BTreeMap<String, Version>,
    brokers: BTreeMap<String, Vec<String>>,
}

/// A version of Kafka that MSK offers.
#[derive(Debug, Clone, Deserialize)]
pub struct Version {
    #[serde(deserialize_with = "super::scalars")]
    metadata: Vec<KafkaMetadata>,
    /// The last day of its support, once it is announced.
    pub end: Option<Date>,
}

impl Version {
    /// Whether its metadata may be kept so.
    pub fn offers(&self, metadata: KafkaMetadata) -> bool {
        self.metadata.contains(&metadata)
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("msk")));

fn table() -> &'static Table {
    &TABLE
}

/// The version of Kafka Connect that runs connectors of Debezium 3.
pub fn connect_version() -> &'static str {
    &table().connect
}

/// What is known of a version; `None` when MSK does not offer it.
pub fn version(version: &KafkaVersion) -> Option<&'static Version> {
    table().versions.get(version.as_str())
}

/// The versions that MSK offers.
pub fn versions() -> impl Iterator<Item = &'static str> {
    table().versions.keys().map(String::as_str)
}

/// Whether MSK offers that type of broker.
pub fn has_broker(class: &KafkaClass) -> bool {
    let (family, size) = class.parts();
    let sizes = table().brokers.get(family);
    sizes.is_some_and(|sizes| sizes.iter().any(|it| it == size))
}

/// The types of brokers.
pub fn brokers() -> impl Iterator<Item = String> {
    let families = table().brokers.iter();
    families.flat_map(|(family, sizes)| {
        sizes
            .iter()
            .map(move |size| format!("kafka.{family}.{size}"))
    })
}

/// The sizes of a worker, in MSK Connect Units.
pub fn worker_sizes() -> &'static [u32] {
    &table().mcu
}

/// The disk of a broker, in GiB.
pub fn storage_gib() -> Bounds {
    table().storage_gib
}

/// Partitions of a topic. The upper end is far below what a small broker takes.
pub fn partitions() -> Bounds {
    table().partitions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar as _;

    #[test]
    fn zookeeper_ends_before_kafka_4() {
        let metadata = |text: &str, kept| {
            version(&KafkaVersion::parse(text).unwrap())
                .unwrap()
                .offers(kept)
        };
        assert!(metadata("3.9.x", KafkaMetadata::Zookeeper));
        assert!(metadata("3.9.x", KafkaMetadata::Kraft));
        assert!(!metadata("4.0.x", KafkaMetadata::Zookeeper));
        assert!(!metadata("3.6.0", KafkaMetadata::Kraft));
    }

    #[test]
    fn a_broker_of_another_family_is_unknown() {
        assert!(has_broker(&KafkaClass::parse("kafka.m7g.large").unwrap()));
        assert!(!has_broker(&KafkaClass::parse("kafka.r5.large").unwrap()));
        assert!(!has_broker(&KafkaClass::parse("kafka.t3.large").unwrap()));
    }
}
