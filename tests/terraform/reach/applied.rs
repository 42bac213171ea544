//! An estate, applied on simulated clouds.

use std::fmt::Write as _;
use std::path::Path;

use mcgen_model::{Cidr, Scalar};
use serde_json::Value;
use tempfile::TempDir;

use crate::simulated::Simulated;
use crate::terraform::Terraform;
use crate::{expect, render};

/// The stacks, each behind those whose states it reads.
const STACKS: [&str; 3] = ["aws", "gcp", "link"];

/// What stands in the states of the stacks.
pub(super) struct Applied(Vec<Resource>);

/// A resource of a state.
pub(super) struct Resource {
    kind: String,
    /// Its key, where the resource is one of several.
    pub(super) key: String,
    values: Value,
}

impl Applied {
    /// Renders the estate, writes `wrong` in the place of `right`, and applies what comes out.
    pub(super) fn of(terraform: &Terraform, estate: &Path, (right, wrong): (&str, &str)) -> Self {
        let folder = TempDir::new().unwrap();
        let tree = folder.path().join("tree");
        render(estate, &tree);
        replace(&tree, right, wrong);
        let simulated = Simulated::of(&tree);
        let terraform = terraform.with("TF_REATTACH_PROVIDERS", &simulated.all());
        let mut resources = Vec::new();
        for name in STACKS {
            let stack = tree.join("environments").join(name).join("production");
            std::fs::write(stack.join("reach_override.tf"), states(folder.path(), name)).unwrap();
            expect(terraform.run(&stack, &["init", "-input=false"]), &stack);
            let apply = ["apply", "-auto-approve", "-input=false", "-no-color"];
            expect(terraform.run(&stack, &apply), &stack);
            let shown = terraform.output(&stack, &["show", "-json"]).unwrap();
            let state: Value = serde_json::from_str(&shown).unwrap();
            collect(&state["values"]["root_module"], &mut resources);
        }
        Self(resources)
    }

    /// Every resource of a type.
    pub(super) fn all<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Resource> {
        self.0.iter().filter(move |it| it.kind == kind)
    }

    /// The resource of a type whose attribute has this value.
    #[track_caller]
    pub(super) fn by(&self, kind: &str, attribute: &str, value: &str) -> &Resource {
        let found = self
            .0
            .iter()
            .find(|it| it.kind == kind && it.text(attribute) == value);
        found.unwrap_or_else(|| panic!("no {kind} with {attribute} = {value}"))
    }
}

impl Resource {
    pub(super) fn value(&self, attribute: &str) -> &Value {
        &self.values[attribute]
    }

    /// An attribute as text; the empty one where it has no value.
    pub(super) fn text(&self, attribute: &str) -> String {
        text(self.value(attribute))
    }

    pub(super) fn cidr(&self, attribute: &str) -> Cidr {
        cidr(&self.text(attribute))
    }
}

pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

#[track_caller]
pub(super) fn cidr(text: &str) -> Cidr {
    Cidr::parse(text).unwrap_or_else(|fault| panic!("{text}: {}", fault.reason))
}

/// Replaces a text in the configuration, where it must stand.
fn replace(tree: &Path, right: &str, wrong: &str) {
    let mut found = right.is_empty();
    for entry in walkdir::WalkDir::new(tree) {
        let path = entry.unwrap().into_path();
        if right.is_empty() || path.extension().is_none_or(|it| it != "tf") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        if text.contains(right) {
            found = true;
            std::fs::write(&path, text.replace(right, wrong)).unwrap();
        }
    }
    assert!(found, "no `{right}` is rendered");
}

/// Keeps the state of a stack in a folder, and finds there those that it reads.
fn states(folder: &Path, stack: &str) -> String {
    let path = |name: &str| format!("{}/{name}.tfstate", folder.display());
    let mut text = format!(
        "terraform {{\n  backend \"local\" {{\n    path = \"{}\"\n  }}\n}}\n",
        path(stack)
    );
    let read = STACKS.iter().filter(|_| stack == "link");
    for other in read.filter(|other| **other != stack) {
        let _ = write!(
            text,
            "data \"terraform_remote_state\" \"{other}\" {{\n  backend = \"local\"\n  \
             config = {{\n    path = \"{}\"\n  }}\n}}\n",
            path(other)
        );
    }
    text
}

fn collect(module: &Value, resources: &mut Vec<Resource>) {
    let list = |name: &str| module[name].as_array().into_iter().flatten();
    for resource in list("resources").filter(|it| it["mode"] == "managed") {
        resources.push(Resource {
            kind: text(&resource["type"]),
            key: text(&resource["index"]),
            values: resource["values"].clone(),
        });
    }
    for child in list("child_modules") {
        collect(child, resources);
    }
}
