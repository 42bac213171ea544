//! The README of a rendered module; its tables come from the rendered HCL itself.

use std::fmt::Write as _;

use mcgen_hcl::ModuleDescription;

use crate::library::{Manifest, TraitValue, Traits};
use crate::markdown::{code, table};

pub(crate) fn text(
    manifest: &Manifest,
    variant: &str,
    traits: &Traits,
    description: &ModuleDescription,
) -> String {
    let mut text = format!("# {}\n\n{}\n", manifest.title, manifest.summary.trim());
    if !manifest.traits.is_empty() {
        let _ = write!(text, "\n## Shape\n\n{}", shape(manifest, traits));
    }
    let usage = manifest.usage.trim();
    if !usage.is_empty() {
        let _ = write!(
            text,
            "\n## Usage\n\n```hcl\n{}```\n",
            mcgen_hcl::format(&format!("{usage}\n"))
        );
    }
    let _ = write!(text, "\n## Requirements\n\n{}", requirements(description));
    let _ = write!(text, "\n## Resources\n\n{}", resources(description));
    let _ = write!(text, "\n## Inputs\n\n{}", inputs(description));
    let _ = write!(text, "\n## Outputs\n\n{}", outputs(description));
    let _ = write!(
        text,
        "\nRendered by mcgen as `{variant}`. Edit the environment file and render again instead of editing here.\n"
    );
    text
}

fn shape(manifest: &Manifest, traits: &Traits) -> String {
    let rows: Vec<Vec<String>> = manifest
        .traits
        .iter()
        .map(|declared| {
            let value = match traits.get(&declared.name) {
                Some(TraitValue::Switch(true)) => "yes".to_owned(),
                Some(TraitValue::Word(word)) => word.clone(),
                _ => "no".to_owned(),
            };
            vec![
                declared.name.replace('_', " "),
                value,
                declared.summary.clone(),
            ]
        })
        .collect();
    table(&["Part", "Here", "Meaning"], &rows)
}

pub(crate) fn requirements(description: &ModuleDescription) -> String {
    let mut rows = Vec::new();
    if let Some(version) = &description.required_version {
        rows.push(vec!["terraform".to_owned(), code(version)]);
    }
    for provider in &description.required_providers {
        let version = provider.version.as_deref().unwrap_or("any");
        let name = provider.source.as_deref().unwrap_or(&provider.name);
        rows.push(vec![name.to_owned(), code(version)]);
    }
    table(&["Name", "Version"], &rows)
}

fn resources(description: &ModuleDescription) -> String {
    let managed = description
        .resources
        .iter()
        .map(|name| vec![code(name), "resource".to_owned()]);
    let read = description
        .data_sources
        .iter()
        .map(|name| vec![code(name), "data source".to_owned()]);
    let rows: Vec<Vec<String>> = managed.chain(read).collect();
    table(&["Name", "Kind"], &rows)
}

pub(crate) fn inputs(description: &ModuleDescription) -> String {
    let rows: Vec<Vec<String>> = description
        .variables
        .iter()
        .map(|variable| {
            let default = variable
                .default
                .as_deref()
                .map_or("required".to_owned(), code);
            vec![
                code(&variable.name),
                variable.description.clone().unwrap_or_default(),
                code(variable.type_text.as_deref().unwrap_or("any")),
                default,
            ]
        })
        .collect();
    table(&["Name", "Description", "Type", "Default"], &rows)
}

pub(crate) fn outputs(description: &ModuleDescription) -> String {
    let rows: Vec<Vec<String>> = description
        .outputs
        .iter()
        .map(|output| {
            let sensitive = if output.sensitive { "yes" } else { "no" };
            vec![
                code(&output.name),
                output.description.clone().unwrap_or_default(),
                sensitive.to_owned(),
            ]
        })
        .collect();
    table(&["Name", "Description", "Sensitive"], &rows)
}
