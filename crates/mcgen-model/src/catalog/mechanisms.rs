//! What each mechanism of an active-active environment keeps, loses and costs.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::{Engine, KeySource, MechanismName};

#[derive(Deserialize)]
struct Table {
    mechanisms: Vec<Guarantees>,
}

/// What becomes of rows that both sides insert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Both are kept.
    Kept,
    /// One of two with the same key is lost.
    OneWins,
    /// The mechanism cannot do it.
    Refused,
}

/// What becomes of rows by where their key comes from.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Keys {
    uuid: Outcome,
    split_sequence: Outcome,
    natural: Outcome,
    sequence: Outcome,
    none: Outcome,
}

/// What a mechanism keeps, loses and costs. Each text is a phrase without a full stop.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Guarantees {
    #[serde(deserialize_with = "super::scalar")]
    name: MechanismName,
    /// What it is called in headings.
    pub title: String,
    /// The engines that it replicates, on both sides.
    #[serde(deserialize_with = "super::scalars")]
    pub engines: Vec<Engine>,
    /// The oldest major version of the engine that it works with.
    pub since_major: u32,
    /// Whether two concurrent changes of an amount are both counted.
    pub keeps_counters: bool,
    /// Whether a row that is removed at once stays removed.
    pub keeps_physical_deletes: bool,
    /// Whether the rendered SQL makes a `DELETE` mark its row.
    pub makes_tombstones: bool,
    /// Which of two concurrent changes of a row wins.
    pub conflict: String,
    /// What the change that does not win loses.
    pub lost: String,
    /// How a deleted row stays deleted.
    pub deletes: String,
    /// Where numbers come from.
    pub sequences: String,
    /// What becomes of `ALTER TABLE`.
    pub schema_changes: String,
    /// What happens while the sides do not see each other, and after.
    pub partition: String,
    /// How far behind a side is.
    pub lag: String,
    /// What the loss of a side costs.
    pub side_lost: String,
    /// What drives the cost.
    pub cost: String,
    keys: Keys,
}

impl Guarantees {
    /// What becomes of rows whose key comes from `source`.
    pub fn rows_of(&self, source: KeySource) -> Outcome {
        match source {
            KeySource::Uuid => self.keys.uuid,
            KeySource::SplitSequence => self.keys.split_sequence,
            KeySource::Natural => self.keys.natural,
            KeySource::Sequence => self.keys.sequence,
            KeySource::None => self.keys.none,
        }
    }

    /// What a reader should know, each with its heading, in the order in which it is told.
    pub fn lines(&self) -> [(&'static str, &str); 9] {
        [
            ("a conflict", &self.conflict),
            ("lost in it", &self.lost),
            ("deletes", &self.deletes),
            ("sequences", &self.sequences),
            ("schema changes", &self.schema_changes),
            ("a partition", &self.partition),
            ("lag", &self.lag),
            ("the loss of a side", &self.side_lost),
            ("cost", &self.cost),
        ]
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("mechanisms")));

/// What the mechanism of this name keeps.
///
/// # Panics
///
/// When the table lacks it; a test asks for every name.
pub fn guarantees(name: MechanismName) -> &'static Guarantees {
    let mut all = TABLE.mechanisms.iter();
    match all.find(|it| it.name == name) {
        Some(guarantees) => guarantees,
        None => unreachable!("data/mechanisms.toml has no `{name}`"),
    }
}

#[cfg(test)]
mod tests {
    use crate::Scalar as _;

    use super::*;

    #[test]
    fn every_mechanism_says_what_it_keeps_and_loses() {
        for name in MechanismName::choices().unwrap() {
            let name = MechanismName::parse(name).unwrap();
            for (heading, text) in guarantees(name).lines() {
                assert!(
                    text.len() > 20 && !text.ends_with('.'),
                    "{name}, {heading}: {text}"
                );
            }
        }
    }

    #[test]
    fn only_a_key_that_two_sides_never_share_loses_nothing() {
        let lww = guarantees(MechanismName::LogicalLww);
        assert_eq!(lww.rows_of(KeySource::Uuid), Outcome::Kept);
        assert_eq!(lww.rows_of(KeySource::Natural), Outcome::OneWins);
        assert_eq!(lww.rows_of(KeySource::Sequence), Outcome::Refused);
    }
}
