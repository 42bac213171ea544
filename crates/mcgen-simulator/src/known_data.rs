//! Data sources whose values follow from the settings of the provider or from their arguments.

use std::collections::BTreeMap;

use crate::definition::Definition;
use crate::fill::{Seed, expand::project_number};
use crate::policy;
use crate::settings::Settings;
use crate::value::Value;

/// Whether a data source is computed on the machine that runs Terraform, without its cloud.
pub(crate) fn is_local(name: &str) -> bool {
    matches!(
        name,
        "archive_file"
            | "aws_iam_policy_document"
            | "aws_arn"
            | "aws_partition"
            | "aws_region"
            | "aws_service"
            | "google_iam_policy"
            | "google_client_config"
    )
}

/// Decides what can be told of a data source. Only attributes that the schema has are set.
pub(crate) fn decide(
    definition: &Definition<'_>,
    settings: &Settings,
    config: &Value,
    planned: &mut Value,
) {
    let account = settings.account();
    let region = config
        .get("name")
        .as_text()
        .or_else(|| config.get("region").as_text());
    let region = region.unwrap_or_else(|| settings.region(definition.name));
    let project = config
        .get("project_id")
        .as_text()
        .unwrap_or_else(|| settings.project());
    let text = |text: &str| Value::text(text);
    let values: Vec<(&str, Value)> = match definition.name {
        "aws_caller_identity" => vec![
            ("account_id", text(account)),
            (
                "arn",
                Value::String(format!("arn:aws:iam::{account}:user/simulated")),
            ),
            ("id", text(account)),
            ("user_id", Value::String(format!("AIDA{}", unique(account)))),
        ],
        "aws_region" => vec![
            (
                "description",
                Value::String(format!("Simulated ({region})")),
            ),
            (
                "endpoint",
                Value::String(format!("ec2.{region}.amazonaws.com")),
            ),
            ("id", text(region)),
            ("name", text(region)),
            ("region", text(region)),
        ],
        "aws_partition" => vec![
            ("dns_suffix", text("amazonaws.com")),
            ("id", text("aws")),
            ("partition", text("aws")),
            ("reverse_dns_prefix", text("com.amazonaws")),
        ],
        "aws_availability_zones" => {
            let zones = |zone: &dyn Fn(char) -> String| {
                Value::Sequence(['a', 'b', 'c'].map(|it| Value::String(zone(it))).to_vec())
            };
            let number = |letter: char| u32::from(letter) - u32::from('a') + 1;
            vec![
                ("group_names", Value::Sequence(vec![text(region)])),
                ("id", text(region)),
                ("names", zones(&|letter| format!("{region}{letter}"))),
                (
                    "zone_ids",
                    zones(&|letter| format!("{region}-az{}", number(letter))),
                ),
            ]
        }
        "aws_iam_policy_document" => {
            let [json, minified] = policy::documents(config);
            vec![
                ("id", Value::String(Seed::of(&[json.as_bytes()]).digits(10))),
                ("json", Value::String(json)),
                ("minified_json", Value::String(minified)),
            ]
        }
        "google_compute_zones" => {
            let zone = |letter: &str| Value::String(format!("{region}-{letter}"));
            vec![("names", Value::Sequence(["a", "b", "c"].map(zone).to_vec()))]
        }
        "google_project" => vec![
            ("id", Value::String(format!("projects/{project}"))),
            ("name", text(project)),
            ("number", Value::String(project_number(project))),
            ("project_id", text(project)),
        ],
        "google_client_config" => vec![
            (
                "id",
                Value::String(format!("projects/\"{project}\"/regions/\"{region}\"")),
            ),
            ("project", text(project)),
            ("region", text(region)),
            ("zone", Value::String(settings.zone(definition.name))),
        ],
        _ => Vec::new(),
    };
    for (name, value) in BTreeMap::from_iter(values) {
        if planned.get(name).is_unknown() {
            planned.set(name, value);
        }
    }
}

fn unique(account: &str) -> String {
    Seed::of(&[account.as_bytes()]).upper(17)
}
