//! A schema that is served comes out of Terraform as it went in.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use mcgen_schema::{Overlay, ProviderSchema};
use mcgen_simulator::{SimulatedProvider, Simulator};
use serde::Deserialize;
use tempfile::TempDir;

use crate::session::{Session, provider, skip_or_fail};

#[test]
fn what_the_schema_lost_is_served_where_the_overlay_knows_it() {
    let cloud = provider("cloud");
    let sent = Arc::clone(&cloud.schema);
    let Some(received) = served(cloud, &requirement("example/cloud", "1.2.3")) else {
        return;
    };
    let access = |schema: &ProviderSchema| {
        let network = &schema.resources["cloud_network"];
        network.block.blocks["access"].max_items
    };
    assert_eq!((access(&sent), access(&received)), (0, 4));
}

#[derive(Deserialize)]
struct Dump {
    provider_schemas: BTreeMap<String, ProviderSchema>,
}

fn only(dump: &str) -> ProviderSchema {
    let dump: Dump = serde_json::from_str(dump).unwrap();
    let (_, schema) = dump.provider_schemas.into_iter().next().unwrap();
    schema
}

fn served(provider: SimulatedProvider, requirement: &str) -> Option<ProviderSchema> {
    let session = Session::with(Simulator::start(vec![provider]).unwrap())?;
    std::fs::write(session.path("main.tf"), requirement).unwrap();
    session.ok(&["init"]);
    Some(only(&session.ok(&["providers", "schema", "-json"])))
}

fn requirement(source: &str, version: &str) -> String {
    let provider = format!("source = \"{source}\"\n      version = \"{version}\"");
    format!(
        "terraform {{\n  required_providers {{\n    it = {{\n      {provider}\n    }}\n  }}\n}}\n"
    )
}

#[test]
fn every_kind_of_nesting_and_type_comes_back() {
    let mut cloud = provider("cloud");
    cloud.overlay = Arc::default();
    let sent = Arc::clone(&cloud.schema);
    let Some(received) = served(cloud, &requirement("example/cloud", "1.2.3")) else {
        return;
    };
    assert_eq!(received, *sent);
}

/// The schema that a real provider prints, where Terraform can get that provider.
fn real(folder: &Path) -> Result<String, String> {
    let terraform = |arguments: &[&str]| {
        let output = Command::new("terraform")
            .current_dir(folder)
            .env("CHECKPOINT_DISABLE", "1")
            .args(arguments)
            .output()
            .map_err(|error| error.to_string())?;
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        if output.status.success() {
            Ok(text(&output.stdout))
        } else {
            Err(text(&output.stderr))
        }
    };
    terraform(&["init", "-input=false", "-no-color"])?;
    terraform(&["providers", "schema", "-json"])
}

#[test]
fn the_whole_schema_of_the_real_aws_provider_comes_back() {
    let folder = TempDir::new().unwrap();
    let requirement = requirement("hashicorp/aws", "5.100.0");
    std::fs::write(folder.path().join("main.tf"), &requirement).unwrap();
    let dump = match real(folder.path()) {
        Ok(dump) => dump,
        Err(reason) => {
            return skip_or_fail(&format!("the AWS provider is out of reach: {reason}"));
        }
    };
    let sent = Arc::new(only(&dump));
    assert!(sent.resources.len() > 1000, "{}", sent.resources.len());
    let aws = SimulatedProvider {
        source: "hashicorp/aws".to_owned(),
        version: "5.100.0".to_owned(),
        schema: Arc::clone(&sent),
        overlay: Arc::new(Overlay::default()),
    };
    let received = served(aws, &requirement).unwrap();
    let different = |(name, schema): &(&String, &mcgen_schema::Schema)| {
        received.resources.get(*name) != Some(*schema)
    };
    let different: Vec<&String> = sent
        .resources
        .iter()
        .filter(different)
        .map(|(name, _)| name)
        .collect();
    assert!(different.is_empty(), "{different:?}");
    assert!(
        received == *sent,
        "settings, data sources or ephemerals differ"
    );
}
