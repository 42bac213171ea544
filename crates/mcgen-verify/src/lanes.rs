//! Which versions of the providers a tree is proved against.

use std::collections::{BTreeMap, BTreeSet};

use mcgen_schema::{Catalog, Provider, Version, VersionConstraint};

use crate::report::LaneRecord;
use crate::tree::Tree;

/// Which ends of the version ranges are proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// The oldest versions that mcgen holds schemas of.
    Min,
    /// The newest.
    Max,
    /// Both, or one where they are the same.
    Both,
}

/// One version of each provider that the tree asks for.
#[derive(Debug, Clone)]
pub(crate) struct Lane {
    name: &'static str,
    providers: Vec<&'static Provider>,
}

/// The lanes of a tree, and the providers that no lane can have.
#[derive(Debug, Default)]
pub(crate) struct Lanes {
    pub(crate) lanes: Vec<Lane>,
    /// Why a provider is missing, one sentence each.
    pub(crate) missing: Vec<String>,
}

impl Lanes {
    /// The oldest and the newest held version of each provider that every constraint of the tree
    /// allows.
    /// A provider that only the old tree asks for is there to plan how its objects go.
    pub(crate) fn choose(
        catalog: &'static Catalog,
        tree: &Tree,
        from: Option<&Tree>,
        ends: Ends,
    ) -> Self {
        let mut missing = Vec::new();
        let (mut oldest, mut newest) = (Vec::new(), Vec::new());
        let mut wanted = from.map(required).unwrap_or_default();
        wanted.extend(required(tree));
        for (source, constraints) in wanted {
            let held = catalog.versions(&source);
            let allowed: Vec<&Provider> = held
                .iter()
                .filter(|it| allows(&constraints, it.version()))
                .collect();
            match (allowed.first(), allowed.last()) {
                (Some(first), Some(last)) => {
                    oldest.push(*first);
                    newest.push(*last);
                }
                _ if held.is_empty() => missing.push(format!("no schema of {source} is held")),
                _ => {
                    let versions: Vec<String> =
                        held.iter().map(|it| it.version().to_string()).collect();
                    let constraints: Vec<&str> = constraints.iter().map(String::as_str).collect();
                    missing.push(format!(
                        "of {source}, the versions {} are held, and the files ask for `{}`",
                        versions.join(" and "),
                        constraints.join("`, `")
                    ));
                }
            }
        }
        let same = versions(&oldest) == versions(&newest);
        let oldest = Lane {
            name: "min",
            providers: oldest,
        };
        let newest = Lane {
            name: "max",
            providers: newest,
        };
        let lanes = match ends {
            Ends::Min => vec![oldest],
            Ends::Max => vec![newest],
            Ends::Both if same => vec![newest],
            Ends::Both => vec![oldest, newest],
        };
        Self { lanes, missing }
    }
}

impl Lane {
    pub(crate) fn record(&self) -> LaneRecord {
        let providers = self.providers.iter();
        LaneRecord {
            name: self.name.to_owned(),
            providers: providers
                .map(|it| format!("{} {}", short(it.source()), it.version()))
                .collect(),
        }
    }

    pub(crate) fn providers(&self) -> &[&'static Provider] {
        &self.providers
    }
}

fn versions(providers: &[&Provider]) -> Vec<Version> {
    providers.iter().map(|it| it.version().clone()).collect()
}

/// `aws` of `hashicorp/aws`.
fn short(source: &str) -> &str {
    source.rsplit('/').next().unwrap_or(source)
}

/// Whether every constraint allows `version`. What is no constraint forbids nothing: the offline
/// check tells of it.
fn allows(constraints: &BTreeSet<String>, version: &Version) -> bool {
    constraints
        .iter()
        .filter_map(|text| text.parse::<VersionConstraint>().ok())
        .all(|constraint| constraint.matches(version))
}

/// The providers that the folders of a tree ask for, with everything they ask of the version.
fn required(tree: &Tree) -> BTreeMap<String, BTreeSet<String>> {
    let mut required: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for files in tree.folders().values() {
        // A file that cannot be read is a finding of the offline check.
        let Ok(module) = mcgen_hcl::describe_module(files) else {
            continue;
        };
        for provider in module.required_providers {
            let source = provider
                .source
                .unwrap_or_else(|| format!("hashicorp/{}", provider.name));
            let constraints = required.entry(source).or_default();
            constraints.extend(provider.version);
        }
    }
    required
}
