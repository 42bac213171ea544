//! Debezium and Kafka as the mechanism of two sides that write: defaults.

use mcgen_diagnostics::Span;
use mcgen_model::{
    ConnectPlugin, DebeziumKafka, ExistingKafka, ExtraSettings, Kafka, KafkaMetadata, Msk,
};

use super::active_active::TOMBSTONE_RETENTION;
use super::aws::default_scalar;
use super::{Frame, given, items, or, replication_user};
use crate::blocks::{ConnectPluginSpec, DebeziumKafkaSpec, ExistingKafkaSpec, KafkaSpec, MskSpec};
use crate::decode::{Table, Text};

/// `None` when what the mechanism needs is missing; the reason has been reported.
pub(super) fn lower(spec: DebeziumKafkaSpec, span: Span, frame: &Frame) -> Option<DebeziumKafka> {
    let plugin = spec.plugin?;
    let kafka = match spec.kafka {
        Some(block) => match block.value {
            KafkaSpec::Msk(it) => msk(it, block.span, frame)?,
            KafkaSpec::Existing(it) => existing(it, block.span),
        },
        None => msk(MskSpec::default(), span, frame)?,
    };
    Some(DebeziumKafka {
        span,
        start: or(spec.start, false, span),
        user: or(spec.user, replication_user(frame)?, span),
        password_version: or(spec.password_version, 1, span),
        tombstone_retention: or(spec.tombstone_retention, TOMBSTONE_RETENTION, span),
        plugin: self::plugin(plugin.value, plugin.span)?,
        kafka,
        mcu: or(spec.mcu, 1, span),
        partitions: or(spec.partitions, 3, span),
        source: extra(spec.source.map(|it| it.value)),
        sink: extra(spec.sink.map(|it| it.value)),
    })
}

fn plugin(spec: ConnectPluginSpec, span: Span) -> Option<ConnectPlugin> {
    Some(ConnectPlugin {
        span,
        bucket: given(spec.bucket)?,
        key: given(spec.key)?,
        object_version: given(spec.object_version)?,
        version: spec.version?,
        sha256: spec.sha256?,
    })
}

fn msk(spec: MskSpec, span: Span, frame: &Frame) -> Option<Kafka> {
    let broker = frame.pick("kafka.m7g.large", "kafka.t3.small");
    Some(Kafka::Msk(Box::new(Msk {
        span,
        version: spec.version.or_else(|| default_scalar("3.9.x", span))?,
        metadata: or(spec.metadata, KafkaMetadata::Kraft, span),
        broker: spec.broker.or_else(|| default_scalar(broker, span))?,
        storage_gib: or(spec.storage_gib, 100, span),
        max_storage_gib: or(spec.max_storage_gib, 1000, span),
    })))
}

fn existing(spec: ExistingKafkaSpec, span: Span) -> Kafka {
    Kafka::Existing(ExistingKafka {
        span,
        bootstrap_servers: items(spec.bootstrap_servers),
        ranges: items(spec.ranges),
        arn: given(spec.arn),
    })
}

fn extra(table: Option<Table<Text>>) -> ExtraSettings {
    let entries = table.map(|it| it.0).unwrap_or_default().into_iter();
    entries
        .map(|(key, (span, value))| (key, (span, value.map(|Text(text)| text))))
        .collect()
}
