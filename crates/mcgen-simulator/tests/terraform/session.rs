//! A folder, the simulated providers, and the real Terraform in between.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use mcgen_simulator::{SimulatedProvider, Simulator};
use serde_json::Value as Json;
use tempfile::TempDir;

/// The three small providers that the tests are written against.
const HEAD: &str = r#"terraform {
  required_providers {
    aws    = { source = "hashicorp/aws" }
    cloud  = { source = "example/cloud" }
    google = { source = "hashicorp/google" }
  }
}
"#;

/// One of the providers in `providers/`.
pub(crate) fn provider(name: &str) -> SimulatedProvider {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/terraform/providers");
    let read = |file: String| std::fs::read_to_string(folder.join(file)).unwrap();
    let owner = if name == "cloud" {
        "example"
    } else {
        "hashicorp"
    };
    SimulatedProvider {
        source: format!("{owner}/{name}"),
        version: "1.2.3".to_owned(),
        schema: Arc::new(serde_json::from_str(&read(format!("{name}.json"))).unwrap()),
        overlay: Arc::new(serde_json::from_str(&read(format!("{name}.overlay.json"))).unwrap()),
    }
}

pub(crate) fn providers() -> Vec<SimulatedProvider> {
    ["aws", "cloud", "google"].map(provider).to_vec()
}

/// A Terraform configuration in a folder of its own, and the providers that it finds.
pub(crate) struct Session {
    pub(crate) simulator: Simulator,
    folder: TempDir,
}

/// What a command of Terraform printed, and whether it was content.
pub(crate) struct Outcome {
    pub(crate) success: bool,
    pub(crate) code: Option<i32>,
    /// What was printed for a program to read.
    pub(crate) output: String,
    /// All that was printed.
    pub(crate) text: String,
}

impl Session {
    /// An initialized configuration; nothing where there is no Terraform.
    pub(crate) fn new(configuration: &str) -> Option<Self> {
        let session = Self::with(Simulator::start(providers()).unwrap())?;
        session.write(configuration);
        session.ok(&["init"]);
        Some(session)
    }

    /// An empty folder beside a simulator.
    pub(crate) fn with(simulator: Simulator) -> Option<Self> {
        if Command::new("terraform").arg("version").output().is_err() {
            skip_or_fail("there is no terraform on the path");
            return None;
        }
        let folder = TempDir::new().unwrap();
        Some(Self { simulator, folder })
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    /// Replaces the configuration.
    pub(crate) fn write(&self, configuration: &str) {
        std::fs::write(self.path("versions.tf"), HEAD).unwrap();
        std::fs::write(self.path("main.tf"), configuration).unwrap();
    }

    /// Terraform, ready to be given a command.
    pub(crate) fn terraform(&self) -> Command {
        let mut terraform = Command::new("terraform");
        terraform
            .current_dir(self.folder.path())
            .env("CHECKPOINT_DISABLE", "1")
            .env("TF_IN_AUTOMATION", "1")
            .env("TF_CLI_ARGS", "-no-color")
            .env("TF_INPUT", "0")
            .env("TF_REATTACH_PROVIDERS", self.simulator.reattach());
        terraform
    }

    /// Runs a command.
    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        let Output {
            status,
            stdout,
            stderr,
        } = self.terraform().args(arguments).output().unwrap();
        Outcome {
            success: status.success(),
            code: status.code(),
            output: String::from_utf8(stdout.clone()).unwrap(),
            text: String::from_utf8([stdout, stderr].concat()).unwrap(),
        }
    }

    /// Runs a command that must work.
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        let outcome = self.run(arguments);
        assert!(outcome.success, "{arguments:?}: {}", outcome.text);
        outcome.output
    }

    pub(crate) fn apply(&self) -> String {
        self.ok(&["apply", "-auto-approve"])
    }

    /// Another plan finds nothing to do.
    pub(crate) fn settled(&self) {
        let outcome = self.run(&["plan", "-detailed-exitcode"]);
        assert_eq!(outcome.code, Some(0), "{}", outcome.text);
    }

    /// The attributes of a resource in the state.
    pub(crate) fn attributes(&self, address: &str) -> Json {
        let state: Json = serde_json::from_str(&self.ok(&["show", "-json"])).unwrap();
        let resources = state["values"]["root_module"]["resources"].as_array();
        let resource = resources
            .unwrap()
            .iter()
            .find(|it| it["address"] == address);
        resource.unwrap_or_else(|| panic!("no {address} in {state}"))["values"].clone()
    }

    /// An output of the state.
    pub(crate) fn output(&self, name: &str) -> Json {
        serde_json::from_str(&self.ok(&["output", "-json", name])).unwrap()
    }
}

/// A missing tool passes a test on a machine that cannot have it, and fails it where it must be.
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
pub(crate) fn skip_or_fail(reason: &str) {
    assert!(
        std::env::var_os("MCGEN_REQUIRE_TOOLS").is_none_or(|value| value != "1"),
        "{reason}"
    );
    println!("skipped: {reason}");
}
