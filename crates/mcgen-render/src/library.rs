//! The templates and manifests of modules and stacks, and what a user puts in their place.

use std::borrow::Cow;
use std::collections::BTreeMap;

use camino::Utf8Path;
use mcgen_graph::NodeKind;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::RenderError;

/// Every template of the binary, by its path below `modules-templates/`.
static EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// The manifests and other tables among them, as JSON.
static TABLES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// The suffix of a file that the template engine renders.
const TEMPLATE: &str = ".j2";

/// A property that changes which blocks a module or stack has.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TraitDeclaration {
    pub(crate) name: String,
    /// The words it takes; none for a switch.
    #[serde(default)]
    pub(crate) values: Vec<String>,
    #[serde(default)]
    pub(crate) boolean: bool,
    pub(crate) summary: String,
}

/// The value of a trait.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize, serde::Serialize)]
#[serde(untagged)]
pub(crate) enum TraitValue {
    Switch(bool),
    Word(String),
}

impl From<bool> for TraitValue {
    fn from(value: bool) -> Self {
        Self::Switch(value)
    }
}

impl From<&str> for TraitValue {
    fn from(value: &str) -> Self {
        Self::Word(value.to_owned())
    }
}

/// The traits of one variant, by name.
pub(crate) type Traits = BTreeMap<String, TraitValue>;

/// A module call of a stack and how its traits follow from the stack's.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Call {
    pub(crate) name: String,
    /// The cloud of the module, when the stack is of no cloud.
    #[serde(default)]
    pub(crate) cloud: Option<String>,
    pub(crate) module: String,
    /// Module trait to stack trait, or to a literal after `=`.
    pub(crate) traits: BTreeMap<String, String>,
    /// The call is made only where each of these stack traits has the value.
    #[serde(default)]
    pub(crate) when: Traits,
    /// The call is left out where one of these stack traits has the value.
    #[serde(default)]
    pub(crate) unless: Traits,
}

impl Call {
    /// Whether a stack with `traits` makes this call.
    pub(crate) fn is_made(&self, traits: &Traits) -> bool {
        self.when
            .iter()
            .all(|(name, value)| traits.get(name) == Some(value))
            && !self
                .unless
                .iter()
                .any(|(name, value)| traits.get(name) == Some(value))
    }

    /// The folder of the called module below the templates, for a stack of `cloud`.
    pub(crate) fn folder(&self, cloud: &str) -> String {
        let cloud = self.cloud.as_deref().unwrap_or(cloud);
        format!("{cloud}/{}", self.module)
    }

    /// The traits of the called module.
    pub(crate) fn module_traits(&self, stack: &Traits) -> Result<Traits, RenderError> {
        self.traits
            .iter()
            .map(|(name, from)| {
                let value = match from.strip_prefix('=') {
                    Some("true") => true.into(),
                    Some("false") => false.into(),
                    Some(word) => word.into(),
                    None => stack.get(from).cloned().ok_or_else(|| {
                        RenderError::manifest(
                            &self.module,
                            format!("the stack has no trait `{from}`"),
                        )
                    })?,
                };
                Ok((name.clone(), value))
            })
            .collect()
    }
}

/// What `module.toml` or `stack.toml` says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    pub(crate) name: String,
    pub(crate) cloud: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    /// What a module is in pictures.
    #[serde(default = "plain")]
    pub(crate) kind: NodeKind,
    /// HCL that calls the module, for its README.
    #[serde(default)]
    pub(crate) usage: String,
    #[serde(default)]
    pub(crate) traits: Vec<TraitDeclaration>,
    #[serde(default)]
    pub(crate) calls: Vec<Call>,
}

fn plain() -> NodeKind {
    NodeKind::Module
}

impl Manifest {
    /// The folder of the variant with `traits`: the module's name, then each word and each switch
    /// that is on, in declared order.
    pub(crate) fn variant(&self, traits: &Traits) -> Result<String, RenderError> {
        let mut name = self.name.clone();
        for declared in &self.traits {
            let part = match traits.get(&declared.name) {
                Some(TraitValue::Switch(on)) if declared.boolean => {
                    on.then(|| declared.name.replace('_', "-"))
                }
                Some(TraitValue::Word(word)) if declared.values.contains(word) => {
                    Some(word.clone())
                }
                other => {
                    return Err(RenderError::manifest(
                        &self.name,
                        format!("trait `{}` cannot be {other:?}", declared.name),
                    ));
                }
            };
            if let Some(part) = part {
                name = format!("{name}-{part}");
            }
        }
        Ok(name)
    }
}

/// The templates of mcgen with a user's own in their place.
#[derive(Debug, Clone)]
pub struct TemplateLibrary {
    files: BTreeMap<String, Cow<'static, str>>,
}

impl Default for TemplateLibrary {
    fn default() -> Self {
        let files = EMBEDDED
            .iter()
            .map(|(path, text)| ((*path).to_owned(), Cow::Borrowed(*text)));
        Self {
            files: files.collect(),
        }
    }
}

impl TemplateLibrary {
    /// Puts `text` in the place of the embedded file at `path`, which is relative to the template
    /// folder and separated by `/`: `aws/aws-rds/main.tf.j2`. A file that stands beside the
    /// embedded ones of a module is added to it; a path outside every module is refused.
    pub fn replace(&mut self, path: &str, text: String) -> Result<(), RenderError> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let folder = folder.strip_suffix("/tests").unwrap_or(folder);
        let known = self.files.keys().any(|it| {
            it.strip_prefix(folder)
                .is_some_and(|rest| rest.starts_with('/'))
        });
        if folder.is_empty() || !known {
            let candidates = self.folders();
            return Err(RenderError::UnknownTemplate {
                path: path.to_owned(),
                nearest: mcgen_model::nearest(folder, candidates.iter().map(String::as_str))
                    .map(str::to_owned),
            });
        }
        self.files.insert(path.to_owned(), Cow::Owned(text));
        Ok(())
    }

    /// Every file of the library with its text, by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_ref()))
    }

    /// The template of the rendered file at `path`, as its own path and its text. A module's folder
    /// begins with the name of its templates, and a stack's holds it.
    pub fn template_of(&self, path: &Utf8Path) -> Option<(&str, &str)> {
        let mut parts = path.components().map(|part| part.as_str());
        let (root, folder) = (parts.next()?, parts.next()?);
        let templates = if root == "modules" {
            self.folders()
                .into_iter()
                .filter(|templates| {
                    let name = templates.rsplit('/').next().unwrap_or(templates);
                    folder
                        .strip_prefix(name)
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
                })
                .max_by_key(String::len)?
        } else {
            parts.next()?;
            format!("stacks/{folder}")
        };
        let name: Vec<&str> = parts.collect();
        let wanted = format!("{templates}/{}{TEMPLATE}", name.join("/"));
        let (path, text) = self.files.get_key_value(&wanted)?;
        Some((path, text))
    }

    fn folders(&self) -> Vec<String> {
        let mut folders: Vec<String> = self
            .files
            .keys()
            .filter_map(|path| {
                path.strip_suffix("/module.toml")
                    .or(path.strip_suffix("/stack.toml"))
            })
            .map(str::to_owned)
            .collect();
        folders.sort();
        folders
    }

    /// Whether everything below `folder` is mcgen's own.
    pub(crate) fn is_embedded(&self, folder: &str) -> bool {
        self.below(folder)
            .all(|(_, _, text)| matches!(text, Cow::Borrowed(_)))
    }

    /// Reads the manifest at `path`.
    pub(crate) fn manifest(&self, path: &str) -> Result<Manifest, RenderError> {
        self.table(path)
    }

    /// The tables that stand in `folder` itself, as `(path, name)`.
    pub(crate) fn tables<'a>(
        &'a self,
        folder: &str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        self.below(folder).filter_map(|(path, name, _)| {
            let name = name.strip_suffix(".toml")?;
            (!name.contains('/')).then_some((path, name))
        })
    }

    /// Reads the table at `path`.
    pub(crate) fn table<T: DeserializeOwned>(&self, path: &str) -> Result<T, RenderError> {
        match self.files.get(path) {
            Some(Cow::Borrowed(_)) => embedded_table(path),
            Some(Cow::Owned(text)) => {
                toml::from_str(text).map_err(|error| RenderError::manifest(path, error.to_string()))
            }
            None => Err(RenderError::manifest(path, "there is no such file")),
        }
    }

    /// The templates below `folder` as `(name in the rendered folder, template path, text)`.
    pub(crate) fn templates<'a>(
        &'a self,
        folder: &str,
    ) -> impl Iterator<Item = (&'a str, &'a str, &'a str)> + use<'a> {
        self.below(folder).filter_map(|(path, name, text)| {
            let name = name.strip_suffix(TEMPLATE)?;
            Some((name, path, text.as_ref()))
        })
    }

    /// The template at `path` and its text.
    pub(crate) fn template(&self, path: &str) -> Result<(&str, &str), RenderError> {
        match self.files.get_key_value(path) {
            Some((path, text)) => Ok((path, text)),
            None => Err(RenderError::manifest(path, "there is no such file")),
        }
    }

    /// The files below `folder` as `(path, path from the folder, text)`.
    fn below<'a>(
        &'a self,
        folder: &str,
    ) -> impl Iterator<Item = (&'a str, &'a str, &'a Cow<'static, str>)> + use<'a> {
        let prefix = format!("{folder}/");
        let begin = prefix.clone();
        self.files
            .range(begin..)
            .map_while(move |(path, text)| Some((path.as_str(), path.strip_prefix(&prefix)?, text)))
    }
}

/// Reads the table at `path` that is part of the binary.
fn embedded_table<T: DeserializeOwned>(path: &str) -> Result<T, RenderError> {
    let found = TABLES.iter().find(|(name, _)| *name == path);
    let (_, json) = found.ok_or_else(|| RenderError::manifest(path, "it is no table"))?;
    serde_json::from_str(json).map_err(|error| RenderError::manifest(path, error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compiled_tables_hold_what_the_edited_ones_say() {
        for (path, text) in EMBEDDED
            .iter()
            .filter(|(path, _)| path.strip_suffix(".toml").is_some())
        {
            let edited: toml::Table = toml::from_str(text).unwrap();
            let edited = serde_json::to_value(edited).unwrap();
            let compiled: serde_json::Value = embedded_table(path).unwrap();
            assert_eq!(compiled, edited, "{path}");
        }
    }

    #[test]
    fn every_manifest_is_well_formed_and_every_called_module_exists() {
        let library = TemplateLibrary::default();
        for folder in library.folders() {
            let file = if folder.starts_with("stacks/") {
                "stack.toml"
            } else {
                "module.toml"
            };
            let manifest = library.manifest(&format!("{folder}/{file}")).unwrap();
            for declared in &manifest.traits {
                assert_eq!(
                    declared.boolean,
                    declared.values.is_empty(),
                    "{folder}: {}",
                    declared.name
                );
                assert!(
                    declared.summary.ends_with('.'),
                    "{folder}: {}",
                    declared.name
                );
            }
            for call in &manifest.calls {
                let path = format!("{}/module.toml", call.folder(&manifest.cloud));
                let module = library.manifest(&path).unwrap();
                let declared: Vec<&String> = module.traits.iter().map(|it| &it.name).collect();
                let mut passed: Vec<&String> = call.traits.keys().collect();
                passed.sort_by_key(|name| declared.iter().position(|it| it == name));
                assert_eq!(declared, passed, "{folder} calls {}", call.module);
            }
        }
    }

    #[test]
    fn a_rendered_file_leads_to_its_template() {
        let library = TemplateLibrary::default();
        for (rendered, template) in [
            (
                "modules/aws-rds-postgres-replicas/main.tf",
                "aws/aws-rds/main.tf.j2",
            ),
            ("modules/aws-vpc/tests/x.tftest.hcl", ""),
            (
                "environments/gcp/production/main.tf",
                "stacks/gcp/main.tf.j2",
            ),
            ("modules/nothing/main.tf", ""),
        ] {
            let found = library.template_of(Utf8Path::new(rendered));
            assert_eq!(found.map_or("", |(path, _)| path), template, "{rendered}");
        }
    }

    #[test]
    fn a_template_outside_every_module_is_refused_with_the_nearest_folder() {
        let mut library = TemplateLibrary::default();
        let error = library
            .replace("aws/aws-rdss/main.tf.j2", String::new())
            .unwrap_err();
        assert!(error.to_string().contains("aws/aws-rds"), "{error}");
        library
            .replace("aws/aws-rds/extra.tf.j2", String::new())
            .unwrap();
    }
}
