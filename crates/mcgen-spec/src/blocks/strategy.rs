use mcgen_diagnostics::{Diagnostic, Diagnostics};
use mcgen_model::{Standby, StrategyName};
use serde_json::{Map, Value, json};

use super::{ActiveActiveSpec, GlobalDatabaseSpec, PrimaryReplicaSpec};
use crate::choice;
use crate::decode::Decode;
use crate::node::{Node, NodeKind};
use crate::rules;

/// A strategy, written as a word or as a block with one key.
#[derive(Debug, Clone)]
pub enum StrategySpec {
    /// Each cloud runs its own database.
    Independent,
    /// One cloud takes the writes, the other follows.
    PrimaryReplica(Box<PrimaryReplicaSpec>),
    /// Both clouds take writes.
    ActiveActive(Box<ActiveActiveSpec>),
    /// One database over both clouds.
    GlobalDatabase(Box<GlobalDatabaseSpec>),
}

impl StrategySpec {
    /// Whether one side is the primary.
    pub(crate) fn has_primary(&self) -> bool {
        matches!(self, Self::PrimaryReplica(spec) if spec.primary.is_some())
    }

    /// Makes the other side the primary, as a person does by changing the word. A pilot light becomes warm:
    /// the side that is demoted has a cache, and would lose it.
    pub(crate) fn promote(&mut self) {
        if let Self::PrimaryReplica(spec) = self {
            spec.primary = spec
                .primary
                .map(|primary| primary.map(mcgen_model::Cloud::other));
            spec.standby = spec.standby.map(|standby| {
                standby.map(|level| match level {
                    Standby::PilotLight => Standby::Warm,
                    other => other,
                })
            });
        }
    }
}

impl Decode for StrategySpec {
    fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let choice =
            choice::choice::<StrategyName>(node, "strategy", "exactly one strategy", diagnostics)?;
        match choice.name {
            StrategyName::Independent => {
                if let Some(settings) = choice.settings
                    && settings.kind != NodeKind::Mapping(Vec::new())
                {
                    diagnostics.push(
                        Diagnostic::new(&rules::UNKNOWN_KEY)
                            .at(settings.span, "`independent` takes no settings")
                            .help("write `strategy: independent`"),
                    );
                }
                Some(Self::Independent)
            }
            StrategyName::PrimaryReplica => {
                let spec = choice::needed(
                    &choice,
                    "`primary`, `replication` and `tables`",
                    diagnostics,
                )?;
                Some(Self::PrimaryReplica(Box::new(spec)))
            }
            StrategyName::ActiveActive => {
                let spec = choice::needed(&choice, "`mechanism` and `tables`", diagnostics)?;
                Some(Self::ActiveActive(Box::new(spec)))
            }
            StrategyName::GlobalDatabase => {
                let spec = choice::needed(&choice, "`product`", diagnostics)?;
                Some(Self::GlobalDatabase(Box::new(spec)))
            }
        }
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        let primary_replica = PrimaryReplicaSpec::schema(definitions);
        let active_active = ActiveActiveSpec::schema(definitions);
        let global_database = GlobalDatabaseSpec::schema(definitions);
        choice::one_of(
            &["independent"],
            [
                (
                    "independent",
                    json!({ "type": "object", "maxProperties": 0 }),
                ),
                ("primary-replica", primary_replica),
                ("active-active", active_active),
                ("global-database", global_database),
            ],
        )
    }
}
