//! What Terraform cannot do: the ordered SQL files of a replication, and how they are run.

mod application;
mod bucardo;
mod debezium;
mod gate;
pub(crate) mod literal;
mod logical;
mod lww;
pub(crate) mod migration;
mod replicator_sides;
mod server;
mod steps;
mod symmetricds;
mod two_sides;

use std::collections::{BTreeMap, BTreeSet};

use mcgen_model::{Environment, TableName};
use minijinja::Value;
use minijinja::value::{Serde, merge_maps};
use serde::Serialize;

use self::server::Server;
use self::steps::{Place, Step};
use crate::RenderError;
use crate::engine::Engine;
use crate::library::TemplateLibrary;

/// The first version that streams a large transaction before it ends.
const STREAMS_SINCE: u32 = 14;

/// Roles of the two services that are no superusers and that no customer uses: their sessions come back
/// as soon as they end.
const SERVICE_ROLES: [&str; 5] = [
    "cloudsqlagent",
    "cloudsqlimportexport",
    "cloudsqlreplica",
    "rdsproxyadmin",
    "rdsrepladmin",
];

/// What every file begins with.
const PROLOGUE: &str = "sql/shared/part-prologue.sql";

/// The files of one mechanism.
struct Kit {
    /// The folder of their templates.
    templates: &'static str,
    /// Every file, in the order of its number.
    steps: &'static [Step],
    /// Text that several files share: its name in their templates, and its own template.
    parts: &'static [(&'static str, &'static str)],
    /// What every template sees.
    values: Value,
    first: Server,
    second: Server,
}

/// The kit of `environment`; `None` where nothing is done by SQL. A mechanism that needs SQL has its kit
/// here.
fn kit(environment: &Environment) -> Option<Kit> {
    logical::kit(environment)
        .or_else(|| lww::kit(environment))
        .or_else(|| debezium::kit(environment))
        .or_else(|| bucardo::kit(environment))
        .or_else(|| symmetricds::kit(environment))
        .or_else(|| application::kit(environment))
}

#[derive(Serialize)]
struct Table<'a> {
    schema: &'a str,
    name: &'a str,
}

impl<'a> From<&'a TableName> for Table<'a> {
    fn from(table: &'a TableName) -> Self {
        Self {
            schema: table.schema(),
            name: table.table(),
        }
    }
}

/// What a template of a file sees besides.
#[derive(Serialize)]
struct File<'a> {
    sides: Vec<&'static str>,
    roles: &'a [&'static str],
    variables: Vec<FileVariable>,
    secret: bool,
    writes: bool,
    statement_timeout: &'static str,
}

#[derive(Serialize)]
struct FileVariable {
    name: &'static str,
    /// The same as a variable of psql.
    psql: String,
    optional: bool,
    secret: bool,
}

/// The files of `environment` by their path in the tree; none where nothing is done by SQL.
pub(crate) fn files<'a>(
    environment: &Environment,
    library: &'a TemplateLibrary,
    engine: &mut Engine<'a>,
) -> Result<Vec<(String, String)>, RenderError> {
    let Some(kit) = kit(environment) else {
        return Ok(Vec::new());
    };
    let folder = format!("sql/{}", environment.name);
    only_known(&kit, library)?;
    let mut render = |path: &str, values: BTreeMap<&str, Value>| {
        let (folder, name) = path.rsplit_once('/').unwrap_or((kit.templates, path));
        let wanted = format!("{name}.j2");
        let mut templates = library.templates(folder);
        let found = templates.find(|(_, path, _)| path.rsplit('/').next() == Some(&wanted));
        let missing = || RenderError::manifest(folder, format!("there is no {wanted}"));
        let (_, path, text) = found.ok_or_else(missing)?;
        let all = merge_maps([Value::from(values), kit.values.clone()]);
        Ok::<_, RenderError>(engine.render(path, text, &all)?.into_owned())
    };
    let mut parts: BTreeMap<&str, Value> = BTreeMap::new();
    for (key, template) in kit.parts {
        let before = BTreeMap::from([("parts", Value::from(parts.clone()))]);
        let text = render(template, before)?;
        parts.insert(*key, Value::from_safe_string(text.trim_end().to_owned()));
    }
    let parts = Value::from(parts);
    let mut files = Vec::new();
    for step in kit.steps {
        let file = Value::from(Serde(kit.file(step)));
        let prologue = render(PROLOGUE, BTreeMap::from([("file", file)]))?;
        let body = render(step.name, BTreeMap::from([("parts", parts.clone())]))?;
        let text = format!("{}{prologue}\n{body}", kit.header(step));
        files.push((format!("{folder}/{}", step.name), text));
    }
    let table = Value::from_safe_string(kit.table());
    let readme = render("README.md", BTreeMap::from([("files", table)]))?;
    files.push((format!("{folder}/README.md"), readme));
    Ok(files)
}

/// A template that mcgen would never render is a mistake of whoever added it.
fn only_known(kit: &Kit, library: &TemplateLibrary) -> Result<(), RenderError> {
    let steps = kit.steps.iter().map(|step| step.name);
    let parts = kit.parts.iter();
    let parts = parts.filter_map(|(_, path)| Some(path.rsplit_once('/')?.1));
    let known: BTreeSet<&str> = steps.chain(parts).chain(["README.md"]).collect();
    let other = library
        .templates(kit.templates)
        .find(|(name, ..)| !known.contains(name));
    match other {
        Some((name, ..)) => Err(RenderError::manifest(
            kit.templates,
            format!("there is no step `{name}`"),
        )),
        None => Ok(()),
    }
}

impl Kit {
    fn file<'a>(&self, step: &'a Step) -> File<'a> {
        let variables = step.variables.iter().map(|variable| FileVariable {
            name: variable.name,
            psql: variable.name.to_lowercase(),
            optional: variable.optional,
            secret: variable.secret,
        });
        let (first, second) = (self.first.cloud, self.second.cloud);
        File {
            sides: match step.place {
                Place::First => vec![first],
                Place::Second => vec![second],
                Place::Both | Place::Either(_) => vec![first, second],
            },
            roles: step.roles,
            variables: variables.collect(),
            secret: step.variables.iter().any(|it| it.secret),
            writes: step.writes,
            statement_timeout: step.statement_timeout,
        }
    }

    /// Where a file runs, in words.
    fn place(&self, step: &Step) -> String {
        match step.place {
            Place::First => format!("the primary, {} ({})", self.first.name, self.first.cloud),
            Place::Second => format!("the standby, {} ({})", self.second.name, self.second.cloud),
            Place::Both => "both databases".to_owned(),
            Place::Either(which) => which.to_owned(),
        }
    }

    fn header(&self, step: &Step) -> String {
        format!(
            "-- {}: {}.\n-- Runs on {}. README.md beside this file has the order.\n\n",
            step.name,
            step.summary,
            self.place(step)
        )
    }

    /// The table of files in the README.
    fn table(&self) -> String {
        let rows = self.steps.iter().map(|step| {
            let variables: Vec<String> = step
                .variables
                .iter()
                .map(|it| format!("`{}`", it.name))
                .collect();
            let row = [
                format!("`{}`", step.name),
                self.place(step),
                step.roles.join(", "),
                variables.join(", "),
                step.summary.to_owned(),
            ];
            row.map(std::borrow::Cow::from)
        });
        crate::markdown::table(["File", "Runs on", "Which is", "Reads", "Does"], rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_step() -> impl Iterator<Item = &'static Step> {
        logical::STEPS
            .iter()
            .chain(lww::STEPS)
            .chain(debezium::STEPS)
            .chain(bucardo::STEPS)
            .chain(symmetricds::STEPS)
            .chain(application::STEPS)
    }

    #[test]
    fn steps_stand_in_the_order_of_their_numbers() {
        for steps in [
            logical::STEPS,
            lww::STEPS,
            debezium::STEPS,
            bucardo::STEPS,
            symmetricds::STEPS,
            application::STEPS,
        ] {
            let names: Vec<&str> = steps.iter().map(|step| step.name).collect();
            assert!(names.is_sorted(), "{names:?}");
        }
    }

    #[test]
    fn a_secret_is_never_optional() {
        for step in every_step() {
            let mut secrets = step.variables.iter().filter(|it| it.secret);
            assert!(secrets.all(|it| !it.optional), "{}", step.name);
        }
    }
}
