//! The scripts of the machine that carries changes between two databases: what it does when it starts, and
//! the commands of its mechanism. They stand beside the stack that starts the machine, which hands them over.

use mcgen_model::{Cloud, Environment, Mechanism};
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use crate::RenderError;
use crate::engine::Engine;
use crate::library::TemplateLibrary;

/// The folder of the templates.
const TEMPLATES: &str = "replicator";

/// What every template sees.
#[derive(Serialize)]
struct Context<'a> {
    project: &'a str,
    environment: &'a str,
    /// The cloud of the machine.
    cloud: &'static str,
    mechanism: &'static str,
    /// What the replication is called in the notes of both sides: it must never change.
    sync: String,
    user: &'a str,
    /// The words of the rule by which conflicts end.
    conflict: Vec<&'static str>,
    tables: Vec<String>,
    start: bool,
}

/// What everything of the machine is called.
pub(crate) fn name(environment: &Environment) -> String {
    let parts = [
        environment.project.as_str(),
        environment.name.as_str(),
        "replicator",
    ];
    mcgen_model::fitted_name(&parts, 45)
}

/// The scripts of `environment` by their path in the tree; none where no machine carries changes.
pub(crate) fn files<'a>(
    environment: &Environment,
    library: &'a TemplateLibrary,
    engine: &mut Engine<'a>,
) -> Result<Vec<(String, String)>, RenderError> {
    let Some(strategy) = environment.strategy.active_active() else {
        return Ok(Vec::new());
    };
    let Mechanism::Bucardo(settings) = &strategy.mechanism else {
        return Ok(Vec::new());
    };
    let machine = &settings.replicator;
    let parts = [environment.project.as_str(), environment.name.as_str()];
    let context = Context {
        project: environment.project.as_str(),
        environment: environment.name.as_str(),
        cloud: match machine.cloud.value {
            Cloud::Aws => "aws",
            Cloud::Gcp => "gcp",
        },
        mechanism: "bucardo",
        sync: parts.join("_").replace('-', "_"),
        user: settings.user.as_str(),
        conflict: settings.conflict.value.word().split(' ').collect(),
        tables: strategy
            .tables
            .iter()
            .map(|it| it.name.to_string())
            .collect(),
        start: machine.start.value,
    };
    let context = Value::from(Serde(context));
    let folder = format!("environments/replicator/{}", environment.name);
    let scripts = [
        ("boot.sh", "boot.sh.j2"),
        ("replicator.sh", "bucardo.sh.j2"),
    ];
    let mut files = Vec::new();
    for (name, template) in scripts {
        let (path, text) = library.template(&format!("{TEMPLATES}/{template}"))?;
        let text = engine.render(path, text, &context)?.into_owned();
        files.push((format!("{folder}/{name}"), text));
    }
    Ok(files)
}
