use mcgen_diagnostics::{Diagnostic, Diagnostics};
use mcgen_model::{
    Cidr, Country, DataClass, Date, Disaster, ResidencyProfile, Scalar, ShortName, Strategy, Tier,
    TransferBasis,
};
use serde_json::{Map, Value, json};

use super::{AwsSpec, GcpSpec, LinkSpec};
use crate::decode::{self, Decode, List, Table, Text, block};
use crate::node::{Node, NodeKind};
use crate::rules;

block! {
    /// One environment of one project.
    pub struct EnvironmentSpec at "" {
        /// A base file that is merged below this one; its path is relative to this file.
        optional extends: Text,
        /// The project, the first part of every name: `crm`.
        required project: ShortName,
        /// The environment, the second part of every name: `production`.
        required environment: ShortName,
        /// How careful defaults and rules are; follows from the name of the environment, and is `production` for a name of your own.
        optional tier: Tier,
        /// What the two clouds are to each other: `independent`.
        required strategy: StrategySpec,
        /// AWS tags and Google Cloud labels of every resource.
        optional labels: Table<Text>,
        /// Whose data it is and where it may live.
        optional residency: ResidencySpec,
        /// Ranges that are routed elsewhere, such as an office, and must stay free.
        optional reserved_ranges: List<ReservedRangeSpec>,
        /// What the environment must survive.
        optional objectives: ObjectivesSpec,
        /// Findings that are accepted by name, each with its reason.
        optional waivers: List<WaiverSpec>,
        /// What is built on AWS.
        optional aws: AwsSpec,
        /// What is built on Google Cloud.
        optional gcp: GcpSpec,
        /// The private link between the two; both must be described.
        optional link: LinkSpec,
    }

    /// Whose data it is and where it may live.
    pub struct ResidencySpec at "residency" {
        /// Countries of the data subjects: `[KR]`.
        optional subjects: List<Country>,
        /// Countries where the data may live: `[KR]`.
        optional allowed: List<Country>,
        /// The legal ground on which personal data crosses a border.
        optional transfer_basis: TransferBasis,
        /// Kinds of data with rules of their own.
        optional data: List<DataClass>,
        /// How residency is read; `standard` by default.
        optional profile: ResidencyProfile,
    }

    /// A range that is routed elsewhere.
    pub struct ReservedRangeSpec at "reserved-ranges" {
        /// Who uses it: `office`.
        required name: Text,
        /// The range.
        required cidr: Cidr,
    }

    /// What the environment must survive.
    pub struct ObjectivesSpec at "objectives" {
        /// The largest loss to survive: a `zone` (the default) or a `region`.
        optional disaster: Disaster,
    }

    /// A finding that is accepted.
    pub struct WaiverSpec at "waivers" {
        /// The code of the rule: `NET-046`.
        required rule: Text,
        /// Why it is accepted; listed in every output.
        required reason: Text,
        /// The last day on which it is accepted.
        optional until: Date,
    }
}

/// A strategy, written as a word or as a block with one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StrategySpec(pub Strategy);

impl Decode for StrategySpec {
    fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let NodeKind::Mapping(entries) = &node.kind else {
            return Strategy::decode(node, diagnostics).map(Self);
        };
        let [entry] = entries.as_slice() else {
            diagnostics.push(decode::wrong_type(node, "exactly one strategy"));
            return None;
        };
        match Strategy::parse(&entry.key) {
            Ok(strategy) => {
                let empty = match &entry.value.kind {
                    NodeKind::Null => true,
                    NodeKind::Mapping(settings) => settings.is_empty(),
                    _ => false,
                };
                if !empty {
                    diagnostics.push(
                        Diagnostic::new(&rules::UNKNOWN_KEY)
                            .at(entry.value.span, format!("`{strategy}` takes no settings"))
                            .help(format!("write `strategy: {strategy}`")),
                    );
                }
                Some(Self(strategy))
            }
            Err(fault) => {
                diagnostics.push(
                    Diagnostic::new(&rules::INVALID_VALUE)
                        .at(entry.key_span, fault.reason)
                        .help(
                            fault
                                .help
                                .unwrap_or_else(|| format!("write {}", Strategy::EXPECTED)),
                        ),
                );
                None
            }
        }
    }

    fn schema(_: &mut Map<String, Value>) -> Value {
        let words = Strategy::choices().unwrap_or_default();
        let blocks: Map<String, Value> = words
            .iter()
            .map(|word| {
                (
                    (*word).to_owned(),
                    json!({ "type": "object", "maxProperties": 0 }),
                )
            })
            .collect();
        json!({
            "oneOf": [
                { "type": "string", "enum": words },
                { "type": "object", "properties": blocks, "minProperties": 1, "maxProperties": 1, "additionalProperties": false },
            ],
        })
    }
}
