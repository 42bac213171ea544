//! The schemas that a provider itself gives, through Terraform.

use std::collections::BTreeMap;
use std::process::Command;

use anyhow::Context as _;
use camino::Utf8Path;
use mcgen_schema::ProviderSchema;
use semver::Version;
use serde::Deserialize;

/// What `terraform providers schema -json` prints.
#[derive(Deserialize)]
struct Printed {
    provider_schemas: BTreeMap<String, ProviderSchema>,
}

/// The schemas of a provider, or why this machine cannot have them.
pub(super) fn schemas(
    source: &str,
    version: &Version,
) -> anyhow::Result<Result<ProviderSchema, String>> {
    let folder = tempfile::tempdir()?;
    let root = Utf8Path::from_path(folder.path()).context("the temporary folder is not UTF-8")?;
    let configuration = format!(
        "terraform {{\n  required_providers {{\n    it = {{\n      source  = \"{source}\"\n      \
         version = \"{version}\"\n    }}\n  }}\n}}\n"
    );
    fs_err::write(root.join("main.tf"), configuration)?;
    if let Err(missing) = terraform(root, &["init", "-no-color", "-input=false"]) {
        return Ok(Err(missing));
    }
    Ok(match terraform(root, &["providers", "schema", "-json"]) {
        Err(missing) => Err(missing),
        Ok(printed) => Ok(read(&printed)?),
    })
}

fn terraform(folder: &Utf8Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let output = Command::new("terraform")
        .args(arguments)
        .current_dir(folder)
        .output()
        .map_err(|fault| format!("terraform cannot be run: {fault}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    Err(format!("terraform {}: {said}", arguments[0]))
}

fn read(printed: &[u8]) -> anyhow::Result<ProviderSchema> {
    let printed: Printed = serde_json::from_slice(printed)?;
    let mut schemas = printed.provider_schemas.into_values();
    schemas.next().context("terraform printed no schemas")
}
