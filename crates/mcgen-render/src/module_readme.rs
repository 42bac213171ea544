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
    let rows = manifest.traits.iter().map(|declared| {
        let value = match traits.get(&declared.name) {
            Some(TraitValue::Switch(true)) => "yes",
            Some(TraitValue::Word(word)) => word,
            _ => "no",
        };
        [
            declared.name.replace('_', " ").into(),
            value.into(),
            (&declared.summary).into(),
        ]
    });
    table(["Part", "Here", "Meaning"], rows)
}

pub(crate) fn requirements(description: &ModuleDescription) -> String {
    let terraform = description
        .required_version
        .iter()
        .map(|version| ["terraform".into(), code(version).into()]);
    let providers = description.required_providers.iter().map(|provider| {
        let version = provider.version.as_deref().unwrap_or("any");
        let name = provider.source.as_ref().unwrap_or(&provider.name);
        [name.into(), code(version).into()]
    });
    table(["Name", "Version"], terraform.chain(providers))
}

fn resources(description: &ModuleDescription) -> String {
    let managed = description
        .resources
        .iter()
        .map(|name| [code(name).into(), "resource".into()]);
    let read = description
        .data_sources
        .iter()
        .map(|name| [code(name).into(), "data source".into()]);
    table(["Name", "Kind"], managed.chain(read))
}

pub(crate) fn inputs(description: &ModuleDescription) -> String {
    let rows = description.variables.iter().map(|variable| {
        let default = variable.default.as_deref();
        [
            code(&variable.name).into(),
            variable.description.as_deref().unwrap_or_default().into(),
            code(variable.type_text.as_deref().unwrap_or("any")).into(),
            default.map_or("required".into(), |default| code(default).into()),
        ]
    });
    table(["Name", "Description", "Type", "Default"], rows)
}

pub(crate) fn outputs(description: &ModuleDescription) -> String {
    let rows = description.outputs.iter().map(|output| {
        [
            code(&output.name).into(),
            output.description.as_deref().unwrap_or_default().into(),
            if output.sensitive { "yes" } else { "no" }.into(),
        ]
    });
    table(["Name", "Description", "Sensitive"], rows)
}
