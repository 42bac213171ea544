//! The scripts of the machine that carries changes between two databases: what it does when it starts, and
//! the commands of its mechanism. They stand beside the stack that starts the machine, which hands them over.

use std::collections::BTreeMap;

use mcgen_model::{Environment, Mechanism, SymmetricDs};
use minijinja::Value;
use minijinja::value::{Serde, merge_maps};
use serde::Serialize;

use crate::RenderError;
use crate::engine::Engine;
use crate::library::TemplateLibrary;

/// The folder of the templates.
const TEMPLATES: &str = "replicator";

/// What the scripts of every mechanism begin with.
const SHARED: &str = "shared.sh.j2";

/// What every template sees.
#[derive(Serialize)]
struct Context<'a> {
    project: &'a str,
    environment: &'a str,
    /// The cloud of the machine.
    cloud: &'static str,
    mechanism: &'static str,
    /// The user of the machine whose files hold the password, and its home.
    account: &'static str,
    home: &'static str,
    user: &'a str,
    tables: Vec<Shared<'a>>,
    start: bool,
    #[serde(flatten)]
    settings: Settings<'a>,
}

#[derive(Serialize)]
struct Shared<'a> {
    schema: &'a str,
    name: &'a str,
}

/// What one mechanism alone needs.
#[derive(Serialize)]
#[serde(untagged)]
enum Settings<'a> {
    Bucardo {
        /// What the replication is called in the notes of both sides: it must never change.
        sync: String,
        /// The words of the rule by which conflicts end.
        conflict: Vec<&'static str>,
    },
    SymmetricDs {
        /// Where the software is loaded from, behind `https://`.
        distribution: &'a str,
        sha256: &'a str,
        /// What Google Cloud does with a row of AWS that is in conflict, and the reverse.
        resolve_on_gcp: &'static str,
        resolve_on_aws: &'static str,
        retention_minutes: u32,
        /// How often changes are sent, and how often they are routed, in milliseconds.
        push_ms: u32,
        routing_ms: u32,
    },
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
    let mechanism = &strategy.mechanism;
    let Some(machine) = mechanism.replicator() else {
        return Ok(Vec::new());
    };
    let parts = [environment.project.as_str(), environment.name.as_str()];
    let (account, home, settings, commands) = match mechanism {
        Mechanism::Bucardo(settings) => {
            let settings = Settings::Bucardo {
                sync: parts.join("_").replace('-', "_"),
                conflict: settings.conflict.value.word().split(' ').collect(),
            };
            ("postgres", "/var/lib/postgresql", settings, "bucardo.sh.j2")
        }
        Mechanism::SymmetricDs(settings) => {
            let [resolve_on_gcp, resolve_on_aws] = settings.conflict.value.resolve_types();
            let settings = Settings::SymmetricDs {
                distribution: settings.distribution.url.behind_scheme(),
                sha256: settings.distribution.sha256.as_str(),
                resolve_on_gcp,
                resolve_on_aws,
                retention_minutes: settings.retention.seconds().div_ceil(60),
                push_ms: SymmetricDs::PUSH_MS,
                routing_ms: SymmetricDs::ROUTING_MS,
            };
            (
                "replicator",
                "/var/lib/replicator",
                settings,
                "symmetricds.sh.j2",
            )
        }
        Mechanism::LogicalLww(_) | Mechanism::DebeziumKafka(_) | Mechanism::Application(_) => {
            return Ok(Vec::new());
        }
    };
    let tables = strategy.tables.iter().map(|it| Shared {
        schema: it.name.schema(),
        name: it.name.table(),
    });
    let context = Context {
        project: environment.project.as_str(),
        environment: environment.name.as_str(),
        cloud: machine.cloud.value.as_str(),
        mechanism: mechanism.name().as_str(),
        account,
        home,
        user: mechanism.user().as_str(),
        tables: tables.collect(),
        start: machine.start.value,
        settings,
    };
    let context = Value::from(Serde(context));
    let folder = format!("environments/replicator/{}", environment.name);
    let (path, text) = library.template(&format!("{TEMPLATES}/{SHARED}"))?;
    let shared = engine.render(path, text, &context)?.into_owned();
    let shared = Value::from_safe_string(shared.trim_end().to_owned());
    let context = merge_maps([context, Value::from(BTreeMap::from([("shared", shared)]))]);
    let mut files = Vec::new();
    for (name, template) in [("boot.sh", "boot.sh.j2"), ("replicator.sh", commands)] {
        let (path, text) = library.template(&format!("{TEMPLATES}/{template}"))?;
        let text = engine.render(path, text, &context)?.into_owned();
        files.push((format!("{folder}/{name}"), text));
    }
    Ok(files)
}
