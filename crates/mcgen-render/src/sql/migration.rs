//! The way from the PostgreSQL database of one cloud to the database that spans both: steps for people,
//! and the SQL that finds what differs.

use mcgen_model::{Cloud, Environment, GlobalDatabase, Product};
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use crate::RenderError;
use crate::engine::Engine;
use crate::library::TemplateLibrary;

/// The folder of the templates.
const TEMPLATES: &str = "sql/migration-cockroach";

/// What every template sees.
#[derive(Serialize)]
struct Context<'a> {
    project: &'a str,
    environment: &'a str,
    cloud: &'static str,
    service: &'static str,
    /// The output of the stack of the old database with its host.
    old_host_output: &'static str,
    old_database: &'a str,
    old_user: &'a str,
    old_port: u32,
    database: &'a str,
    user: &'a str,
    port: u32,
}

/// The files of `environment` by their path in the tree; none without a migration.
pub(crate) fn files<'a>(
    environment: &Environment,
    library: &'a TemplateLibrary,
    engine: &mut Engine<'a>,
) -> Result<Vec<(String, String)>, RenderError> {
    let context = environment
        .strategy
        .global_database()
        .and_then(|settings| context(environment, settings));
    let Some(context) = context else {
        return Ok(Vec::new());
    };
    let context = Value::from(Serde(&context));
    let folder = format!("sql/{}/migration", environment.name);
    library
        .templates(TEMPLATES)
        .map(|(name, path, text)| {
            let text = engine.render(path, text, &context)?.into_owned();
            Ok((format!("{folder}/{name}"), text))
        })
        .collect()
}

/// `None` where there is nothing to leave; a rule says so.
fn context<'a>(environment: &'a Environment, settings: &'a GlobalDatabase) -> Option<Context<'a>> {
    let cloud = settings.migration.as_ref()?.from.value;
    let (old_database, old_user, old_port) = match cloud {
        Cloud::Aws => {
            let database = environment.aws.as_ref()?.database.as_ref()?;
            let port = database.port.value;
            (&database.database_name, &database.username, port)
        }
        Cloud::Gcp => {
            let database = environment.gcp.as_ref()?.database.as_ref()?;
            let port = database.engine.default_port();
            (&database.database_name, &database.username, port)
        }
    };
    let (service, old_host_output) = match cloud {
        Cloud::Aws => ("RDS", "database_address"),
        Cloud::Gcp => ("Cloud SQL", "database_host"),
    };
    let Product::Cockroach(cluster) = &settings.product else {
        return None;
    };
    Some(Context {
        project: environment.project.as_str(),
        environment: environment.name.as_str(),
        cloud: cloud.as_str(),
        service,
        old_host_output,
        old_database: &old_database.value,
        old_user: &old_user.value,
        old_port,
        database: cluster.database.as_str(),
        user: cluster.user.as_str(),
        port: 26_257,
    })
}
