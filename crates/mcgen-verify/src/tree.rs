//! A rendered tree as Terraform sees it: roots with a state each, and modules with tests.

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};
use mcgen_render::FileTree;
use mcgen_schema::check::UsedTypes;

use crate::{VerifyError, disk};

/// The files that Terraform reads, by path.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    files: BTreeMap<Utf8PathBuf, String>,
}

/// A root of Terraform with a state of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stack {
    /// Stacks of one environment are applied in the order of their names: what needs another stack
    /// has a name that stands behind it.
    pub(crate) environment: String,
    pub(crate) name: String,
    pub(crate) folder: Utf8PathBuf,
    /// The word after `backend`: where the state lives. It is [`R2`] for S3 at an endpoint of Cloudflare.
    pub(crate) backend: Option<String>,
    /// The providers that it asks for itself, by source.
    pub(crate) providers: BTreeSet<String>,
    /// The stacks whose states it reads, with the backend of each. A `terraform_remote_state` has the name
    /// of the stack.
    pub(crate) reads: BTreeMap<String, String>,
}

impl Tree {
    /// The files of a rendered tree.
    pub fn of(rendered: &FileTree) -> Self {
        let files = rendered.iter().filter(|(path, _)| is_read(path.as_path()));
        Self {
            files: files
                .map(|(path, file)| (path.as_path().to_owned(), file.contents.to_string()))
                .collect(),
        }
    }

    /// Reads the Terraform files below a folder, with paths from that folder.
    pub fn read(folder: &Utf8Path) -> Result<Self, VerifyError> {
        let files = disk::read(folder)?;
        Ok(Self { files })
    }

    /// The environments that have stacks.
    pub(crate) fn environments(&self) -> BTreeSet<String> {
        let stacks = self.stacks().into_iter();
        stacks.map(|it| it.environment).collect()
    }

    /// The files by path.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&Utf8Path, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.as_path(), text.as_str()))
    }

    pub(crate) fn get(&self, path: &Utf8Path) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The files in and below `folder`.
    pub(crate) fn below(&self, folder: &Utf8Path) -> impl Iterator<Item = (&Utf8Path, &str)> {
        self.files()
            .filter(move |(path, _)| path.starts_with(folder))
    }

    /// The files of these folders and of what is below them, as a tree.
    pub(crate) fn part(&self, folders: &[Utf8PathBuf]) -> Self {
        let files = self
            .files
            .iter()
            .filter(|(path, _)| folders.iter().any(|folder| path.starts_with(folder)));
        Self {
            files: files
                .map(|(path, text)| (path.clone(), text.clone()))
                .collect(),
        }
    }

    /// The stacks: the folders two levels below `environments/` that hold a configuration.
    pub(crate) fn stacks(&self) -> BTreeSet<Stack> {
        let mut stacks: BTreeMap<&Utf8Path, Stack> = BTreeMap::new();
        for (path, text) in self.below(Utf8Path::new("environments")) {
            let Some(folder) = path.parent().filter(|_| path.extension() == Some("tf")) else {
                continue;
            };
            let parts: Vec<&str> = folder.iter().collect();
            let [_, name, environment] = parts[..] else {
                continue;
            };
            let stack = stacks.entry(folder).or_insert_with(|| Stack {
                environment: environment.to_owned(),
                name: name.to_owned(),
                folder: folder.to_owned(),
                backend: None,
                reads: BTreeMap::new(),
                providers: BTreeSet::new(),
            });
            stack.backend = stack.backend.take().or_else(|| backend(text));
            stack.providers.extend(providers(path, text));
            stack.reads.extend(remote_states(text));
        }
        stacks.into_values().collect()
    }

    /// The types that each provider is asked for.
    pub(crate) fn used_types(&self) -> UsedTypes {
        let files: Vec<(&str, &str)> = self
            .files()
            .map(|(path, text)| (path.as_str(), text))
            .collect();
        mcgen_schema::check::used_types(&files)
    }

    /// The configuration files of each folder.
    pub(crate) fn folders(&self) -> BTreeMap<&Utf8Path, Vec<(&str, &str)>> {
        let mut folders: BTreeMap<&Utf8Path, Vec<(&str, &str)>> = BTreeMap::new();
        for (path, text) in self.files() {
            if let Some(folder) = path.parent().filter(|_| path.extension() == Some("tf")) {
                folders
                    .entry(folder)
                    .or_default()
                    .push((path.as_str(), text));
            }
        }
        folders
    }

    /// The modules that have tests.
    pub(crate) fn tested_modules(&self) -> BTreeSet<Utf8PathBuf> {
        self.below(Utf8Path::new("modules"))
            .filter(|(path, _)| path.as_str().ends_with(".tftest.hcl"))
            .filter_map(|(path, _)| path.parent()?.parent())
            .map(Utf8Path::to_owned)
            .collect()
    }
}

#[cfg(test)]
impl FromIterator<(Utf8PathBuf, String)> for Tree {
    fn from_iter<I: IntoIterator<Item = (Utf8PathBuf, String)>>(files: I) -> Self {
        let files = files.into_iter().collect();
        Self { files }
    }
}

/// Whether Terraform reads a file of this name, as configuration or, a script, by a function.
pub(crate) fn is_read(path: &Utf8Path) -> bool {
    const JSON: [&str; 3] = [".tf.json", ".tfvars.json", ".tftest.json"];
    matches!(
        path.extension(),
        Some("tf" | "tfvars" | "hcl" | "tofu" | "sh" | "py")
    ) || JSON.iter().any(|ending| path.as_str().ends_with(ending))
}

/// The backend of Terraform for S3, with an endpoint of Cloudflare R2.
pub(crate) const R2: &str = "r2";

/// The word after `backend` at the start of a line.
fn backend(text: &str) -> Option<String> {
    let line = text
        .lines()
        .find_map(|line| line.trim_start().strip_prefix("backend \""))?;
    let word = line.split('"').next()?;
    let is_r2 = word == "s3" && text.contains(".r2.cloudflarestorage.com\"");
    Some(if is_r2 { R2 } else { word }.to_owned())
}

/// The sources of the providers that a file asks for.
fn providers(path: &Utf8Path, text: &str) -> Vec<String> {
    if !text.contains("required_providers") {
        return Vec::new();
    }
    // A file that cannot be read is a finding of the offline check.
    let module = mcgen_hcl::describe_module(&[(path.as_str(), text)]);
    let providers = module.map(|it| it.required_providers).unwrap_or_default();
    providers.into_iter().filter_map(|it| it.source).collect()
}

/// Each `terraform_remote_state` by its name, with its backend. A file that cannot be read is a finding of
/// the offline check.
fn remote_states(text: &str) -> BTreeMap<String, String> {
    const TYPE: &str = "terraform_remote_state";
    // Few files have one, and looking for the word is far cheaper than reading them all.
    if !text.contains(TYPE) {
        return BTreeMap::new();
    }
    let Ok(file) = mcgen_hcl::syntax::File::parse(text) else {
        return BTreeMap::new();
    };
    let states = file.body.blocks_of("data");
    let states = states.filter(|block| block.label(0) == Some(TYPE));
    states
        .filter_map(|block| {
            let backend = block.body.attribute("backend");
            let backend = backend.and_then(|it| it.value.as_text());
            Some((
                block.label(1)?.to_owned(),
                backend.unwrap_or_default().to_owned(),
            ))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Cloud;

    fn tree(files: &[(&str, &str)]) -> Tree {
        let files = files
            .iter()
            .map(|(path, text)| (Utf8PathBuf::from(*path), (*text).to_owned()));
        files.collect()
    }

    #[test]
    fn stacks_are_sorted_by_environment_and_know_where_their_state_lives() {
        let tree = tree(&[
            ("environments/aws/staging/main.tf", ""),
            ("environments/gcp/production/main.tf", ""),
            (
                "environments/gcp/production/backend.tf",
                "terraform {\n  backend \"gcs\" {\n  }\n}\n",
            ),
            ("environments/aws/production/main.tf", ""),
            ("environments/aws/production/terraform.tfvars", ""),
            ("environments/aws/README.tf", ""),
            ("modules/a/main.tf", ""),
        ]);
        let stacks: Vec<String> = tree
            .stacks()
            .iter()
            .map(|it| format!("{}/{} {:?}", it.environment, it.name, it.backend))
            .collect();
        assert_eq!(
            stacks,
            [
                "production/aws None",
                "production/gcp Some(\"gcs\")",
                "staging/aws None"
            ]
        );
    }

    #[test]
    fn a_state_at_an_endpoint_of_cloudflare_is_not_in_aws() {
        let text = "terraform {\n  backend \"s3\" {\n    endpoints = { s3 = \"https://0a.r2.cloudflarestorage.com\" }\n  }\n}\n";
        let tree = tree(&[("environments/traffic/production/backend.tf", text)]);
        let stack = tree.stacks().pop_first().unwrap();
        assert_eq!(stack.backend.as_deref(), Some("r2"));
        for cloud in [Cloud::Aws, Cloud::Gcp, Cloud::Cloudflare] {
            assert_eq!(cloud.holds_state_of("r2"), cloud == Cloud::Cloudflare);
        }
    }

    #[test]
    fn what_moves_the_traffic_survives_every_cloud_that_it_does_not_talk_to() {
        let stack = |provider: &str, backend: &str| {
            let versions = format!(
                "terraform {{\n  required_providers {{\n    x = {{\n      source = \"{provider}\"\n    }}\n  }}\n}}\n"
            );
            let backend = format!("terraform {{\n  backend \"{backend}\" {{\n  }}\n}}\n");
            let tree = tree(&[
                ("environments/traffic/production/backend.tf", &backend),
                ("environments/traffic/production/versions.tf", &versions),
            ]);
            tree.stacks().pop_first().unwrap()
        };
        let survives = |cloud: Cloud, provider: &str, backend: &str| {
            cloud.is_survived_by(&stack(provider, backend))
        };
        assert!(survives(Cloud::Aws, "cloudflare/cloudflare", "gcs"));
        assert!(!survives(Cloud::Gcp, "cloudflare/cloudflare", "gcs"));
        assert!(!survives(Cloud::Aws, "hashicorp/aws", "gcs"));
        assert!(!survives(Cloud::Cloudflare, "cloudflare/cloudflare", "gcs"));
    }

    #[test]
    fn a_stack_knows_the_states_that_it_reads() {
        let text = "data \"terraform_remote_state\" \"aws\" {\n  backend = \"s3\"\n}\n\
                    data \"aws_region\" \"x\" {\n}\n";
        let tree = tree(&[("environments/link/production/main.tf", text)]);
        let stack = tree.stacks().pop_first().unwrap();
        let expected = BTreeMap::from([("aws".to_owned(), "s3".to_owned())]);
        assert_eq!(stack.reads, expected);
    }

    #[test]
    fn a_module_is_tested_where_it_has_tests() {
        let tree = tree(&[
            ("modules/a/main.tf", ""),
            ("modules/b/main.tf", ""),
            ("modules/b/tests/x.tftest.hcl", ""),
        ]);
        assert_eq!(
            tree.tested_modules().into_iter().collect::<Vec<_>>(),
            ["modules/b"]
        );
    }
}
