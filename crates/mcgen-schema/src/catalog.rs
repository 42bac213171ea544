//! The schemas that are part of mcgen, read one type at a time.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use semver::Version;
use serde_json::Value;
use thiserror::Error;

use crate::archive::{ArchivedRelease, Faulty, Provenance, StoredSchema, read};
use crate::{Kind, ProviderSchema, Schema, TypeOverlay, VersionConstraint};

/// One file for each provider, as `cargo xtask schemas` writes them.
const ARCHIVES: &[&[u8]] = include!(concat!(env!("OUT_DIR"), "/archives.rs"));

/// The overlays of all providers, each type on its own: provider, kind, type, JSON.
const OVERLAYS: &[(&str, Kind, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/overlays.rs"));

/// What holds for every type of a provider, as JSON.
const OVERLAYS_OF_EVERY_TYPE: &[(&str, &str)] =
    include!(concat!(env!("OUT_DIR"), "/overlays_of_every_type.rs"));

/// Why a schema cannot be had.
#[derive(Debug, Clone, Error)]
pub enum CatalogError {
    /// The bytes of a file of schemas are not what they must be.
    #[error("the schemas of provider `{provider}` are damaged: {fault}")]
    Damaged {
        /// The provider, or `unknown` where the file does not even name it.
        provider: String,
        /// What is wrong with them.
        fault: Faulty,
    },
    /// An entry of an overlay is not what it must be.
    #[error("the overlay of `{name}` of provider `{provider}` is damaged: {reason}")]
    DamagedOverlay {
        /// The provider.
        provider: String,
        /// The resource or data source type.
        name: String,
        /// Why it cannot be read.
        reason: String,
    },
}

/// The schemas of providers in their held versions.
#[derive(Debug)]
pub struct Catalog {
    providers: Vec<Provider>,
}

impl Catalog {
    /// The schemas that are part of mcgen. Reads the headers of the files, once; a schema is read when
    /// it is asked for.
    pub fn embedded() -> Result<&'static Self, CatalogError> {
        static EMBEDDED: LazyLock<Result<Catalog, CatalogError>> =
            LazyLock::new(|| Catalog::new(ARCHIVES));
        EMBEDDED.as_ref().map_err(Clone::clone)
    }

    /// The schemas of these files, each made by [`crate::archive::pack`].
    pub fn new(files: &[&'static [u8]]) -> Result<Self, CatalogError> {
        let mut providers = Vec::new();
        for bytes in files {
            let releases = read(bytes).map_err(|fault| damaged("unknown", fault))?;
            providers.extend(releases.into_iter().map(Provider::new));
        }
        providers.sort_by(|a, b| (a.source(), a.version()).cmp(&(b.source(), b.version())));
        Ok(Self { providers })
    }

    /// Every held version of every provider, by source and version.
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// The held versions of a provider, oldest first. `source` is a source address as Terraform reads
    /// it: `hashicorp/aws`, `aws` for the same, or with a host before it, which makes no difference.
    pub fn versions(&self, source: &str) -> &[Provider] {
        let source = canonical(source);
        let start = self.providers.partition_point(|it| it.source() < &*source);
        let rest = &self.providers[start..];
        let end = rest.partition_point(|it| it.source() == source);
        &rest[..end]
    }

    /// One version of a provider.
    pub fn provider(&self, source: &str, version: &Version) -> Option<&Provider> {
        self.versions(source)
            .iter()
            .find(|it| it.version() == version)
    }

    /// The oldest held version of a provider.
    pub fn oldest(&self, source: &str) -> Option<&Provider> {
        self.versions(source).first()
    }

    /// The newest held version of a provider.
    pub fn newest(&self, source: &str) -> Option<&Provider> {
        self.versions(source).last()
    }

    /// The held versions that a constraint takes, oldest first.
    pub fn matching<'a>(
        &'a self,
        source: &str,
        constraint: &'a VersionConstraint,
    ) -> impl DoubleEndedIterator<Item = &'a Provider> {
        let versions = self.versions(source).iter();
        versions.filter(|it| constraint.matches(it.version()))
    }
}

/// `namespace/type` in lower case.
fn canonical(source: &str) -> String {
    let source = source.to_lowercase();
    let mut parts = source.rsplit('/');
    let name = parts.next().unwrap_or_default();
    format!("{}/{name}", parts.next().unwrap_or("hashicorp"))
}

fn damaged(provider: &str, fault: Faulty) -> CatalogError {
    CatalogError::Damaged {
        provider: provider.to_owned(),
        fault,
    }
}

/// What is known of a type of a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Its schema is held.
    Held,
    /// The provider may have it: its types of this kind are held in part, and this one is not among
    /// them.
    NotHeld,
    /// The provider has no such type.
    Unknown,
}

/// One version of a provider.
#[derive(Debug)]
pub struct Provider {
    release: ArchivedRelease<'static>,
    /// What was read before, by its place.
    read: Mutex<BTreeMap<StoredSchema, Arc<Schema>>>,
}

impl Provider {
    fn new(release: ArchivedRelease<'static>) -> Self {
        Self {
            release,
            read: Mutex::default(),
        }
    }

    /// Its source address: `hashicorp/aws`.
    pub fn source(&self) -> &'static str {
        self.release.provider()
    }

    /// Its version.
    pub fn version(&self) -> &Version {
        self.release.version()
    }

    /// Where its schemas come from.
    pub fn provenance(&self) -> &Provenance {
        self.release.provenance()
    }

    /// The schema of the `provider` block.
    pub fn configuration(&self) -> Result<Arc<Schema>, CatalogError> {
        self.read(self.release.configuration())
    }

    /// The schema of a type; nothing where none is held ([`Self::knows`] says why).
    pub fn schema(&self, kind: Kind, name: &str) -> Result<Option<Arc<Schema>>, CatalogError> {
        let place = self.checked(self.release.find(kind, name))?;
        place.map(|it| self.read(it)).transpose()
    }

    /// Whether there is such a type.
    pub fn knows(&self, kind: Kind, name: &str) -> Result<Known, CatalogError> {
        let held = self.checked(self.release.find(kind, name))?.is_some();
        Ok(match held {
            true => Known::Held,
            false if self.release.is_complete(kind) => Known::Unknown,
            false => Known::NotHeld,
        })
    }

    /// The names of the types that are held, sorted.
    pub fn types(&self, kind: Kind) -> Result<Vec<&'static str>, CatalogError> {
        self.checked(self.release.names(kind).collect())
    }

    /// The schemas of some types, and of the `provider` block. Types that are not held are left out.
    pub fn subset<'a>(
        &self,
        types: impl IntoIterator<Item = (Kind, &'a str)>,
    ) -> Result<ProviderSchema, CatalogError> {
        let mut subset = ProviderSchema {
            configuration: (*self.configuration()?).clone(),
            ..ProviderSchema::default()
        };
        for (kind, name) in types {
            if let Some(schema) = self.schema(kind, name)? {
                let schemas = subset.of_kind_mut(kind);
                schemas.insert(name.to_owned(), (*schema).clone());
            }
        }
        Ok(subset)
    }

    /// What is known of a type beyond its schema; nothing where there is no entry.
    pub fn overlay(&self, kind: Kind, name: &str) -> Result<Option<TypeOverlay>, CatalogError> {
        let key = (self.source(), kind, name);
        let entry = OVERLAYS.binary_search_by(|it| (it.0, it.1, it.2).cmp(&key));
        let Ok(entry) = entry else { return Ok(None) };
        let overlay = serde_json::from_str(OVERLAYS[entry].3);
        overlay
            .map(Some)
            .map_err(|fault| self.damaged_overlay(name, &fault))
    }

    /// The types that an overlay knows something of.
    pub fn overlaid(&self) -> impl Iterator<Item = (Kind, &'static str)> {
        let entries = OVERLAYS.iter().filter(|it| it.0 == self.source());
        entries.map(|it| (it.1, it.2))
    }

    /// The values that the provider gives attributes by their name, whatever the type
    /// ([`crate::Overlay::every`]).
    pub fn overlay_of_every_type(&self) -> Result<BTreeMap<String, Value>, CatalogError> {
        let entry = OVERLAYS_OF_EVERY_TYPE
            .iter()
            .find(|it| it.0 == self.source());
        let overlay = entry.map_or(Ok(BTreeMap::new()), |it| serde_json::from_str(it.1));
        overlay.map_err(|fault| self.damaged_overlay("every type", &fault))
    }

    fn damaged_overlay(&self, name: &str, fault: &serde_json::Error) -> CatalogError {
        CatalogError::DamagedOverlay {
            provider: self.source().to_owned(),
            name: name.to_owned(),
            reason: fault.to_string(),
        }
    }

    fn read(&self, place: StoredSchema) -> Result<Arc<Schema>, CatalogError> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(schema) = read.get(&place) {
            return Ok(Arc::clone(schema));
        }
        let schema = Arc::new(self.checked(self.release.schema(place))?);
        read.insert(place, Arc::clone(&schema));
        Ok(schema)
    }

    fn checked<T>(&self, result: Result<T, Faulty>) -> Result<T, CatalogError> {
        result.map_err(|fault| damaged(self.source(), fault))
    }
}

#[cfg(test)]
mod tests {
    use super::{Catalog, CatalogError, Known};
    use crate::archive::{Provenance, Release, pack};
    use crate::{Kind, ProviderSchema, Version};

    /// One small provider in two versions: the second lost a resource and gained an argument.
    fn releases(incomplete: &[Kind]) -> Vec<Release> {
        let old = serde_json::json!({
            "provider": { "version": 0, "block": { "attributes": {
                "region": { "type": "string", "optional": true },
            } } },
            "resource_schemas": {
                "cloud_disk": { "version": 2, "block": {
                    "attributes": {
                        "id": { "type": "string", "computed": true },
                        "size": { "type": "number", "required": true },
                        "key": { "type": "string", "optional": true, "sensitive": true, "write_only": true },
                        "zones": { "type": ["list", ["object", { "a": "bool", "b": ["set", "dynamic"] }, ["b"]]],
                            "computed": true, "deprecated": true },
                        "tags": { "nested_type": { "nesting_mode": "map", "attributes": {
                            "value": { "type": ["tuple", ["string", ["map", "number"]]], "optional": true },
                        } }, "optional": true },
                    },
                    "block_types": {
                        "mount": { "nesting_mode": "set", "min_items": 1, "max_items": 4, "block": {
                            "deprecated": true,
                            "attributes": { "path": { "type": "string", "required": true } },
                        } },
                    },
                } },
                "cloud_link": { "version": 0, "block": {} },
            },
            "data_source_schemas": { "cloud_disk": { "version": 0, "block": {} } },
            "ephemeral_resource_schemas": { "cloud_token": { "version": 0, "block": {} } },
        });
        let old: ProviderSchema = serde_json::from_value(old).unwrap();
        let mut new = old.clone();
        new.resources.remove("cloud_link");
        let disk = new.resources.get_mut("cloud_disk").unwrap();
        let size = disk.block.attributes["size"].clone();
        disk.block.attributes.insert("limit".to_owned(), size);
        [("1.2.0", old), ("2.0.0", new)]
            .map(|(version, schema)| Release {
                version: Version::parse(version).unwrap(),
                provenance: Provenance {
                    origin: "by hand".to_owned(),
                    sha256: "00".to_owned(),
                    licence: "MPL-2.0".to_owned(),
                },
                incomplete: incomplete.iter().copied().collect(),
                schema,
            })
            .to_vec()
    }

    fn packed(releases: &[Release]) -> &'static [u8] {
        pack("acme/cloud", releases).unwrap().leak()
    }

    #[test]
    fn what_is_packed_is_read_back() {
        let releases = releases(&[]);
        let catalog = Catalog::new(&[packed(&releases)]).unwrap();
        assert_eq!(catalog.providers().len(), 2);
        for release in &releases {
            let provider = catalog.provider("acme/cloud", &release.version).unwrap();
            assert_eq!(provider.provenance(), &release.provenance);
            let mut types = Vec::new();
            for kind in Kind::ALL {
                types.extend(
                    provider
                        .types(kind)
                        .unwrap()
                        .into_iter()
                        .map(|it| (kind, it)),
                );
            }
            assert_eq!(provider.subset(types).unwrap(), release.schema);
        }
    }

    #[test]
    fn a_type_is_told_from_one_that_is_not_held_and_from_one_that_is_not_there() {
        let whole = Catalog::new(&[packed(&releases(&[]))]).unwrap();
        let part = Catalog::new(&[packed(&releases(&[Kind::Resource]))]).unwrap();
        let disk = (Kind::Resource, "cloud_disk");
        let link = (Kind::Resource, "cloud_link");
        for (catalog, (kind, name), known) in [
            (&whole, disk, Known::Held),
            (&part, disk, Known::Held),
            (&whole, link, Known::Unknown),
            (&part, link, Known::NotHeld),
            (&whole, (Kind::Ephemeral, "cloud_disk"), Known::Unknown),
            (&part, (Kind::Ephemeral, "cloud_disk"), Known::Unknown),
        ] {
            let provider = catalog.newest("acme/cloud").unwrap();
            assert_eq!(provider.knows(kind, name).unwrap(), known, "{kind} {name}");
            let schema = provider.schema(kind, name).unwrap();
            assert_eq!(schema.is_some(), known == Known::Held);
        }
    }

    #[test]
    fn ephemeral_resources_that_a_package_lost_may_be_there() {
        let versions = Catalog::embedded().unwrap().versions("google");
        let [old, new] = versions else {
            panic!("{} versions", versions.len())
        };
        let knows = |provider: &super::Provider, kind| {
            let names = ["google_client_config", "google_clint_config"];
            names.map(|it| provider.knows(kind, it).unwrap())
        };
        assert_eq!(knows(old, Kind::Ephemeral), [Known::NotHeld; 2]);
        assert_eq!(knows(new, Kind::Ephemeral), [Known::Held, Known::Unknown]);
        for provider in [old, new] {
            assert_eq!(
                knows(provider, Kind::DataSource),
                [Known::Held, Known::Unknown]
            );
        }
    }

    #[test]
    fn versions_are_found_by_source_and_constraint() {
        let catalog = Catalog::new(&[packed(&releases(&[]))]).unwrap();
        for source in [
            "acme/cloud",
            "ACME/Cloud",
            "registry.example.com/acme/cloud",
        ] {
            assert_eq!(catalog.oldest(source).unwrap().version().major, 1);
            assert_eq!(catalog.newest(source).unwrap().version().major, 2);
        }
        assert!(catalog.newest("cloud").is_none(), "`cloud` is hashicorp's");
        assert!(catalog.newest("acme/clou").is_none());
        for (constraint, found) in [("~> 1.0", &[1][..]), (">= 1.2", &[1, 2]), ("> 2", &[])] {
            let constraint = constraint.parse().unwrap();
            let matching = catalog.matching("acme/cloud", &constraint);
            let majors: Vec<u64> = matching.map(|it| it.version().major).collect();
            assert_eq!(majors, found, "{constraint}");
        }
    }

    /// Reads all that a file holds.
    fn read_all(bytes: &'static [u8]) -> Result<(), CatalogError> {
        let catalog = Catalog::new(&[bytes])?;
        for provider in catalog.providers() {
            provider.configuration()?;
            for kind in Kind::ALL {
                for name in provider.types(kind)? {
                    provider.schema(kind, name)?;
                }
            }
        }
        Ok(())
    }

    #[test]
    fn a_truncated_file_is_an_error_that_says_so() {
        let whole = packed(&releases(&[]));
        for length in 0..whole.len() {
            let error = read_all(&whole[..length]).unwrap_err().to_string();
            assert!(
                error.starts_with("the schemas of provider `unknown` are damaged: it"),
                "{length}: {error}"
            );
        }
    }

    #[test]
    fn a_file_with_a_wrong_byte_is_read_to_its_end_or_refused() {
        let whole = packed(&releases(&[]));
        let mut refused = 0;
        for place in 0..whole.len() {
            for flipped in [0x01, 0x80, 0xff] {
                let mut bytes = whole.to_vec();
                bytes[place] ^= flipped;
                refused += usize::from(read_all(bytes.leak()).is_err());
            }
        }
        assert!(
            refused > whole.len() / 2,
            "{refused} of {}",
            3 * whole.len()
        );
    }

    #[test]
    fn every_embedded_schema_can_be_read() {
        let catalog = Catalog::embedded().unwrap();
        for provider in catalog.providers() {
            let name = format!("{} {}", provider.source(), provider.version());
            let mut types = 0;
            for kind in Kind::ALL {
                let names = provider.types(kind).unwrap();
                assert!(names.is_sorted(), "{name}");
                for it in &names {
                    assert!(provider.schema(kind, it).unwrap().is_some(), "{name} {it}");
                }
                types += names.len();
            }
            assert!(types > 0, "{name} is empty");
        }
    }
}
