//! Which versions of the providers a tree is proved against.

use std::collections::{BTreeMap, BTreeSet};

use mcgen_schema::check::UsedTypes;
use mcgen_schema::{Catalog, CatalogError, Kind, Known, Provider, Version, VersionConstraint};

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
    pub(crate) chosen: Vec<Lane>,
    /// Why a provider is missing, one sentence each.
    pub(crate) missing: Vec<String>,
    /// The providers of which no held version fits.
    pub(crate) misfits: Vec<Misfit>,
}

/// Constraints that no held version of a provider fits.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Misfit {
    /// What is held and what is asked for.
    pub(crate) reason: String,
    /// The constraints as they are written.
    pub(crate) constraints: Vec<String>,
}

impl Lanes {
    /// The oldest and the newest held version of each provider that every constraint of the tree
    /// allows. A version of which mcgen holds only some schemas is none of them where the tree uses
    /// another: Terraform would be told that it does not exist.
    ///
    /// A provider that only the old tree asks for is there to plan how its objects go. `used` are the types of
    /// both trees.
    pub(crate) fn choose(
        catalog: &'static Catalog,
        tree: &Tree,
        from: Option<&Tree>,
        used: &UsedTypes,
        ends: Ends,
    ) -> Result<Self, CatalogError> {
        let (mut missing, mut misfits) = (Vec::new(), Vec::new());
        let (mut oldest, mut newest) = (Vec::new(), Vec::new());
        let mut wanted = from.map(required).unwrap_or_default();
        wanted.extend(required(tree));
        for (source, constraints) in wanted {
            let held = catalog.versions(&source);
            let mut allowed: Vec<&Provider> = held
                .iter()
                .filter(|it| allows(&constraints, it.version()))
                .collect();
            let lacking = keep_whole(&mut allowed, used.get(&source))?;
            match (allowed.first(), allowed.last()) {
                (Some(first), Some(last)) => {
                    oldest.push(*first);
                    newest.push(*last);
                }
                _ if held.is_empty() => missing.push(format!("no schema of {source} is held")),
                _ if lacking.is_some() => missing.extend(lacking),
                _ => misfits.push(misfit(&source, held, constraints)),
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
        Ok(Self {
            chosen: lanes,
            missing,
            misfits,
        })
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

fn misfit(source: &str, held: &[Provider], constraints: BTreeSet<String>) -> Misfit {
    let versions: Vec<String> = held.iter().map(|it| it.version().to_string()).collect();
    let (held, asked) = (versions.join(" and "), &constraints);
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    Misfit {
        reason: format!(
            "of {source}, the versions {held} are held, and the files ask for `{}`",
            asked.join("`, `")
        ),
        constraints: constraints.into_iter().collect(),
    }
}

/// The types that trees ask providers for.
pub(crate) fn used_types(trees: &[&Tree]) -> UsedTypes {
    let mut used = UsedTypes::new();
    for (source, types) in trees.iter().flat_map(|it| it.used_types()) {
        used.entry(source).or_default().extend(types);
    }
    used
}

/// Leaves the versions that hold every one of the types that they may have. Names one that others do
/// not hold.
fn keep_whole(
    versions: &mut Vec<&Provider>,
    used: Option<&BTreeSet<(Kind, String)>>,
) -> Result<Option<String>, CatalogError> {
    let mut lacking = None;
    for (kind, name) in used.into_iter().flatten() {
        let mut whole = Vec::new();
        for version in versions.drain(..) {
            if version.knows(*kind, name)? == Known::NotHeld {
                let (source, version) = (version.source(), version.version());
                lacking = Some(format!(
                    "of {source} {version}, the schema of {} {name} is not held",
                    kind.keyword()
                ));
            } else {
                whole.push(version);
            }
        }
        *versions = whole;
    }
    Ok(lacking)
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
    for mut files in tree.folders().into_values() {
        // Few files have one, and looking for the word is far cheaper than reading them all.
        files.retain(|(_, text)| text.contains("required_providers"));
        // A file that cannot be read is a finding of the offline check.
        let Ok(module) = mcgen_hcl::describe_module(&files) else {
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

#[cfg(test)]
mod tests {
    use camino::Utf8Path;
    use mcgen_schema::Catalog;

    use super::{Ends, Lanes};
    use crate::tree::Tree;

    /// The lanes of a stack of Google Cloud with this constraint.
    fn lanes(version: &str, block: &str) -> (Vec<String>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let text = format!(
            "terraform {{\n  required_providers {{\n    google = {{\n      source  = \
             \"hashicorp/google\"\n      version = \"{version}\"\n    }}\n  }}\n}}\n{block}"
        );
        fs_err::write(folder.path().join("main.tf"), text).unwrap();
        let tree = Tree::read(Utf8Path::from_path(folder.path()).unwrap()).unwrap();
        let catalog = Catalog::embedded().unwrap();
        let Lanes {
            chosen, missing, ..
        } = Lanes::choose(catalog, &tree, None, &tree.used_types(), Ends::Both).unwrap();
        let lanes = chosen.iter().flat_map(|it| it.record().providers);
        (lanes.collect(), missing)
    }

    #[test]
    fn a_version_without_the_schema_of_what_is_used_is_not_run() {
        let network = "data \"google_compute_network\" \"a\" {}\n";
        let secret = "ephemeral \"google_secret_manager_secret_version\" \"a\" {}\n";
        let both = ">= 7.41, < 9";
        assert_eq!(lanes(both, network).0, ["google 7.41.0", "google 8.7.0"]);
        assert_eq!(lanes(both, secret).0, ["google 8.7.0"]);
        assert_eq!(
            lanes("~> 7.41", secret).1,
            ["of hashicorp/google 7.41.0, the schema of ephemeral \
              google_secret_manager_secret_version is not held"]
        );
        // What a version does not have is for the offline check to tell.
        assert_eq!(
            lanes("~> 7.41", "resource \"google_typo\" \"a\" {}\n").0,
            ["google 7.41.0"]
        );
    }
}
