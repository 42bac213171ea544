//! The keys of connectors of Debezium and of Kafka Connect, and what older keys are called now.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// Names by the type of their value.
type Keys = BTreeMap<ValueType, Vec<String>>;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Table {
    version: String,
    connect: Connect,
    source_keys: Keys,
    source_patterns: Keys,
    sink_keys: Keys,
    prefixes: Pair<Vec<String>>,
    renamed: Pair<BTreeMap<String, String>>,
}

#[derive(Deserialize)]
struct Connect {
    any: Keys,
    source: Keys,
    sink: Keys,
}

#[derive(Deserialize)]
struct Pair<T> {
    source: T,
    sink: T,
}

impl<T> Pair<T> {
    fn of(&self, is_source: bool) -> &T {
        if is_source { &self.source } else { &self.sink }
    }
}

/// What a value of a connector is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ValueType {
    /// `true` or `false`.
    Boolean,
    /// The name of a class of Java.
    Class,
    /// A whole number.
    Int,
    /// Values with commas between them.
    List,
    /// A whole number.
    Long,
    /// A text that is shown nowhere.
    Password,
    /// A whole number.
    Short,
    /// A text.
    String,
}

impl ValueType {
    /// Whether a connector reads `text` as such a value.
    pub fn admits(self, text: &str) -> bool {
        match self {
            Self::Boolean => matches!(text, "true" | "false"),
            Self::Int => text.parse::<i32>().is_ok(),
            Self::Long => text.parse::<i64>().is_ok(),
            Self::Short => text.parse::<i16>().is_ok(),
            Self::Class | Self::List | Self::Password | Self::String => true,
        }
    }

    /// What it is called in a message.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Boolean => "`true` or `false`",
            Self::Int | Self::Long | Self::Short => "a whole number",
            Self::Class | Self::List | Self::Password | Self::String => "a text",
        }
    }
}

/// What is known of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The connector reads it.
    Known(ValueType),
    /// It is handed on to something else, which reads what it likes.
    HandedOn,
    /// It has another name now, or none.
    Renamed(Option<&'static str>),
    /// Nobody reads it.
    Unknown,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("debezium")));

/// The version of Debezium that the table was read from: `3.6`.
pub fn version() -> &'static str {
    let table: &'static Table = &TABLE;
    &table.version
}

/// What the connector for PostgreSQL itself reports of its keys: each with its type, patterns included.
pub fn reported_source_keys() -> BTreeMap<&'static str, ValueType> {
    let table: &'static Table = &TABLE;
    typed(&table.source_keys)
        .chain(typed(&table.source_patterns))
        .collect()
}

fn typed(keys: &'static Keys) -> impl Iterator<Item = (&'static str, ValueType)> {
    keys.iter()
        .flat_map(|(kind, names)| names.iter().map(|name| (name.as_str(), *kind)))
}

/// Every key that a source or a sink reads.
fn keys(is_source: bool) -> impl Iterator<Item = (&'static str, ValueType)> {
    let table: &'static Table = &TABLE;
    let (own, connect) = if is_source {
        (&table.source_keys, &table.connect.source)
    } else {
        (&table.sink_keys, &table.connect.sink)
    };
    typed(own)
        .chain(typed(connect))
        .chain(typed(&table.connect.any))
}

/// The names of every key that a source or a sink reads.
pub fn names(is_source: bool) -> impl Iterator<Item = &'static str> {
    keys(is_source).map(|(name, _)| name)
}

/// What is known of `key`, of a source or of a sink.
pub fn key(is_source: bool, key: &str) -> Key {
    let table: &'static Table = &TABLE;
    if let Some((_, kind)) = keys(is_source).find(|(name, _)| *name == key) {
        return Key::Known(kind);
    }
    let renamed = table.renamed.of(is_source);
    if let Some(now) = renamed.get(key) {
        return Key::Renamed((!now.is_empty()).then_some(now.as_str()));
    }
    // `database.history.*` and its successor hold the schema of databases whose log has none.
    let of_history = ["database.history.", "schema.history.internal."];
    if is_source && of_history.iter().any(|it| key.starts_with(it)) {
        return Key::Renamed(None);
    }
    let mut prefixes = table.prefixes.of(is_source).iter();
    if prefixes.any(|it| key.len() > it.len() && key.starts_with(it.as_str())) {
        return Key::HandedOn;
    }
    Key::Unknown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_of_its_own_side() {
        assert_eq!(key(true, "slot.name"), Key::Known(ValueType::String));
        assert_eq!(key(false, "slot.name"), Key::Unknown);
        assert_eq!(key(false, "batch.size"), Key::Known(ValueType::Int));
        assert_eq!(key(true, "max.batch.size"), Key::Known(ValueType::Int));
        assert_eq!(key(true, "driver.socketTimeout"), Key::HandedOn);
        assert_eq!(key(true, "driver."), Key::Unknown);
    }

    #[test]
    fn a_key_of_an_older_version_has_its_new_name() {
        assert_eq!(
            key(true, "database.server.name"),
            Key::Renamed(Some("topic.prefix"))
        );
        assert_eq!(
            key(true, "database.history.kafka.topic"),
            Key::Renamed(None)
        );
        assert_eq!(
            key(true, "schema.history.internal.kafka.topic"),
            Key::Renamed(None)
        );
        assert_eq!(
            key(false, "pk.mode"),
            Key::Renamed(Some("primary.key.mode"))
        );
    }

    #[test]
    fn a_new_name_is_one_that_is_read() {
        let table: &'static Table = &TABLE;
        for is_source in [true, false] {
            for (old, new) in table.renamed.of(is_source) {
                let known = new.is_empty() || matches!(key(is_source, new), Key::Known(_));
                assert!(known, "{old} is {new} now");
                assert!(!names(is_source).any(|it| it == old), "{old} is read");
            }
        }
    }

    #[test]
    fn the_connector_reports_as_many_keys_as_it_has() {
        assert_eq!(reported_source_keys().len(), 126);
    }
}
