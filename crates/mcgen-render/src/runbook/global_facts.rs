//! What the texts of runbooks say of an environment with one database over both clouds.

use std::collections::BTreeMap;

use mcgen_model::recovery::{self, Extent, Outcome};
use mcgen_model::{Cloud, Environment, GlobalDatabase, Product};

use super::facts::{Facts, places, yes};

impl Facts {
    /// The facts of an environment with one database over both clouds.
    pub(super) fn of_global(environment: &Environment, stacks: &[&str]) -> Option<Self> {
        let settings = environment.strategy.global_database()?;
        let mut values = BTreeMap::new();
        places(&mut values, environment, stacks)?;
        let regions = settings.regions();
        let codes: Vec<&str> = regions.iter().map(|it| it.code()).collect();
        let state = settings.state.value;
        values.extend([
            ("product", settings.product.name().to_string()),
            ("regions", codes.join(", ")),
            ("several_regions", yes(codes.len() > 1)),
            ("reach", yes(stacks.contains(&"reach"))),
            ("secret_cloud", state.to_string()),
            ("read_secret", read_secret(environment, state)?),
            ("migration", yes(settings.migration.is_some())),
            ("first_region", (*codes.first()?).to_owned()),
        ]);
        fates(&mut values, environment);
        product(&mut values, &settings.product);
        old(&mut values, environment, settings);
        if let Some(drill) = &environment.objectives.last_drill {
            values.insert("last_drill", drill.to_string());
        }
        Some(Self { values })
    }
}

/// Whether the database goes on without a cloud, and what a backup is behind.
fn fates(values: &mut BTreeMap<&'static str, String>, environment: &Environment) {
    for outage in recovery::outages(environment) {
        let goes_on = matches!(outage.outcome, Outcome::GoesOn { .. });
        match (&outage.outcome, outage.extent) {
            (_, Extent::Cloud) => {
                for place in &outage.places {
                    let name = if place == Cloud::Aws.as_str() {
                        "without_aws"
                    } else {
                        "without_gcp"
                    };
                    values.insert(name, yes(goes_on));
                }
            }
            (
                Outcome::Stops {
                    loss: Some(loss), ..
                },
                Extent::Database,
            ) => {
                values.insert("backup_loss", loss.total().in_words());
            }
            _ => {}
        }
    }
}

fn product(values: &mut BTreeMap<&'static str, String>, product: &Product) {
    let (cluster, database, user) = match product {
        Product::Atlas(it) => {
            values.insert("atlas_project", it.project.value.to_string());
            (it.name.to_string(), &it.database, Some(&it.user))
        }
        Product::Cockroach(it) => {
            values.insert("plan", it.plan.to_string());
            (it.name.to_string(), &it.database, Some(&it.user))
        }
        Product::Yugabyte(it) => {
            // Clients of each cloud know the database by a name of their own.
            values.insert("own_hosts", yes(it.is_peered()));
            (it.name.to_string(), &it.database, Some(&it.user))
        }
        Product::Spanner(it) => {
            let dual = it.configuration.is_dual_region();
            let last = it.configuration.regions().last();
            values.insert("dual_region", yes(dual));
            if let Some(region) = last {
                values.insert("last_region", region.code().to_owned());
            }
            (String::new(), &it.database, None)
        }
    };
    values.extend([
        ("cluster", cluster),
        ("database", database.to_string()),
        ("passwords", yes(user.is_some())),
        ("user", user.map_or_else(String::new, ToString::to_string)),
    ]);
}

/// The database that is being left behind.
fn old(
    values: &mut BTreeMap<&'static str, String>,
    environment: &Environment,
    settings: &GlobalDatabase,
) {
    let Some(migration) = &settings.migration else {
        return;
    };
    let cloud = migration.from.value;
    values.extend([
        ("old", cloud.to_string()),
        ("on_old", format!("on_{cloud}")),
        ("engine", "postgres".to_owned()),
    ]);
    match cloud {
        Cloud::Aws => {
            let database = environment.aws.as_ref().and_then(|it| it.database.as_ref());
            values.extend(database.into_iter().flat_map(|it| {
                [
                    ("aws_database", it.database_name.value.clone()),
                    ("aws_user", it.username.value.clone()),
                    ("aws_port", it.port.to_string()),
                    ("old_database", it.database_name.value.clone()),
                ]
            }));
        }
        Cloud::Gcp => {
            let database = environment.gcp.as_ref().and_then(|it| it.database.as_ref());
            values.extend(database.into_iter().flat_map(|it| {
                [
                    ("gcp_database", it.database_name.value.clone()),
                    ("gcp_user", it.username.value.clone()),
                    ("gcp_port", it.engine.default_port().to_string()),
                    ("old_database", it.database_name.value.clone()),
                ]
            }));
        }
    }
}

/// The command that prints the secret of the application, as an object with its password.
fn read_secret(environment: &Environment, cloud: Cloud) -> Option<String> {
    let secret = format!(
        "$(terraform -chdir=environments/reach/{} output -json secrets | jq -r .{cloud})",
        environment.name
    );
    Some(match cloud {
        Cloud::Aws => format!(
            "aws secretsmanager get-secret-value --region {} --secret-id \"{secret}\" --query SecretString --output text",
            environment.aws.as_ref()?.region.code()
        ),
        Cloud::Gcp => format!(
            "gcloud secrets versions access latest --project={} --secret=\"$(basename \"{secret}\")\"",
            environment.gcp.as_ref()?.project
        ),
    })
}
