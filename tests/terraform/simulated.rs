//! The simulated providers of a folder of Terraform files, beside the real one of AWS.

use std::path::Path;

use mcgen_schema::check::used_types;
use mcgen_schema::{Catalog, Version};
use mcgen_simulator::{SimulatedProvider, Simulator};
use serde_json::{Map, Value};

const AWS: &str = "hashicorp/aws";
/// The version of AWS whose real provider the tests run.
const REAL: Version = Version::new(5, 100, 0);

/// Simulated providers with every type that the files below a folder use.
pub(crate) struct Simulated(Simulator);

impl Simulated {
    pub(crate) fn of(folder: &Path) -> Self {
        let catalog = Catalog::embedded().unwrap();
        let providers = used_types(&files(folder)).into_iter();
        // Terraform has one provider built in.
        let providers = providers.filter(|(source, _)| source != "builtin/terraform");
        let simulated = providers.map(|(source, types)| {
            let provider = if source == AWS {
                catalog.provider(AWS, &REAL)
            } else {
                catalog.newest(&source)
            };
            let provider = provider.unwrap_or_else(|| panic!("{source} is not held"));
            let types = types.iter().map(|(kind, name)| (*kind, name.as_str()));
            SimulatedProvider::held(provider, types).unwrap()
        });
        Self(Simulator::start(simulated.collect()).unwrap())
    }

    /// Leads Terraform to all of them.
    pub(crate) fn all(&self) -> String {
        self.0.reattach().to_owned()
    }

    /// Leads Terraform to all but AWS, whose real provider it then runs.
    pub(crate) fn all_but_aws(&self) -> String {
        let mut all: Map<String, Value> = serde_json::from_str(self.0.reattach()).unwrap();
        all.remove(AWS);
        Value::Object(all).to_string()
    }
}

/// The configuration files below a folder, by path.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|it| it == "tf") {
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.strip_prefix(folder).unwrap();
            files.push((name.to_str().unwrap().to_owned(), text));
        }
    }
    files
}
