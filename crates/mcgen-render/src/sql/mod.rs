//! What Terraform cannot do: the ordered SQL files of a logical replication, and how they are run.

pub(crate) mod literal;
pub(crate) mod migration;
mod steps;

use std::collections::{BTreeMap, BTreeSet};

use mcgen_model::{
    AwsDatabase, Cloud, Environment, GcpDatabase, LogicalReplication, PrimaryReplica, Replication,
    TableName, logical,
};
use minijinja::Value;
use minijinja::value::{Serde, merge_maps};
use serde::Serialize;

use self::steps::{STEPS, Side, Step, WAIT_SECONDS};
use crate::RenderError;
use crate::engine::Engine;
use crate::library::TemplateLibrary;

/// The folder of the templates.
const TEMPLATES: &str = "sql/logical";

/// The first version that streams a large transaction before it ends.
const STREAMS_SINCE: u32 = 14;
/// The first version that counts the errors of a subscription.
const COUNTS_ERRORS_SINCE: u32 = 15;

/// Roles of the two services that are no superusers and that no customer uses: their sessions come back
/// as soon as they end.
const SERVICE_ROLES: [&str; 5] = [
    "cloudsqlagent",
    "cloudsqlimportexport",
    "cloudsqlreplica",
    "rdsproxyadmin",
    "rdsrepladmin",
];

/// What every template sees.
#[derive(Serialize)]
struct Context<'a> {
    project: &'a str,
    environment: &'a str,
    primary: &'a Server,
    standby: &'a Server,
    aws: &'a Server,
    gcp: &'a Server,
    user: &'a str,
    publication: String,
    /// The subscription of the standby, and its slot on the primary.
    subscription: String,
    /// The same for the way back.
    reverse: String,
    tables: Vec<Table<'a>>,
    full_identity: Vec<Table<'a>>,
    schemas: BTreeSet<&'a str>,
    service_roles: [&'static str; 5],
    sequence_margin: u32,
    wait_seconds: u32,
    streaming: bool,
    error_counts: bool,
    tolerated_outage: String,
}

/// The server of one of the two databases.
#[derive(Debug, Clone, Serialize)]
struct Server {
    cloud: &'static str,
    name: &'static str,
    /// The variable of the shell that holds its connection string.
    variable: &'static str,
    database: String,
    username: String,
    port: u32,
    #[serde(skip)]
    major: u32,
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

/// The files of `environment` by their path in the tree; none without logical replication.
pub(crate) fn files<'a>(
    environment: &Environment,
    library: &'a TemplateLibrary,
    engine: &mut Engine<'a>,
) -> Result<Vec<(String, String)>, RenderError> {
    let Some((strategy, replication, databases)) = subject(environment) else {
        return Ok(Vec::new());
    };
    let context = context(environment, strategy, replication, &databases);
    let folder = format!("sql/{}", environment.name);
    let shared = Value::from(Serde(&context));
    only_known(library)?;
    let mut render = |name: &str, values: BTreeMap<&str, Value>| {
        let wanted = format!("{name}.j2");
        let mut templates = library.templates(TEMPLATES);
        let found = templates.find(|(_, path, _)| path.ends_with(&wanted));
        let missing = || RenderError::manifest(TEMPLATES, format!("there is no {wanted}"));
        let (_, path, text) = found.ok_or_else(missing)?;
        let all = merge_maps([Value::from(values), shared.clone()]);
        Ok::<_, RenderError>(engine.render(path, text, &all)?.into_owned())
    };
    let mut parts = BTreeMap::new();
    for (key, template) in PARTS {
        let text = render(template, BTreeMap::new())?;
        parts.insert(*key, Value::from_safe_string(text.trim_end().to_owned()));
    }
    let parts = Value::from(parts);
    let mut files = Vec::new();
    for step in STEPS {
        let file = Value::from(Serde(file(step, &context)));
        let prologue = render(PROLOGUE, BTreeMap::from([("file", file)]))?;
        let body = render(step.name, BTreeMap::from([("parts", parts.clone())]))?;
        let text = format!("{}{prologue}\n{body}", header(step, &context));
        files.push((format!("{folder}/{}", step.name), text));
    }
    let table = Value::from_safe_string(table(&context));
    let readme = render("README.md", BTreeMap::from([("files", table)]))?;
    files.push((format!("{folder}/README.md"), readme));
    Ok(files)
}

/// A template that mcgen would never render is a mistake of whoever added it.
fn only_known(library: &TemplateLibrary) -> Result<(), RenderError> {
    let steps = STEPS.iter().map(|step| step.name);
    let parts = PARTS.iter().map(|(_, template)| *template);
    let known: BTreeSet<&str> = steps.chain(parts).chain(["README.md", PROLOGUE]).collect();
    let other = library
        .templates(TEMPLATES)
        .find(|(name, ..)| !known.contains(name));
    match other {
        Some((name, ..)) => Err(RenderError::manifest(
            TEMPLATES,
            format!("there is no step `{name}`"),
        )),
        None => Ok(()),
    }
}

/// What every file begins with.
const PROLOGUE: &str = "part-prologue.sql";

/// Text that several files share, by its name in their templates.
const PARTS: &[(&str, &str)] = &[
    ("drop_slot", "part-drop-slot.sql"),
    ("end_sessions", "part-end-sessions.sql"),
    ("identity", "part-identity.sql"),
    ("no_overrides", "part-no-overrides.sql"),
    ("publication", "part-publication.sql"),
    ("subscription", "part-subscription.sql"),
];

/// The two databases by the name of their cloud.
struct Databases {
    aws: Server,
    gcp: Server,
}

impl Databases {
    fn of(&self, cloud: Cloud) -> &Server {
        match cloud {
            Cloud::Aws => &self.aws,
            Cloud::Gcp => &self.gcp,
        }
    }
}

fn subject(environment: &Environment) -> Option<(&PrimaryReplica, &LogicalReplication, Databases)> {
    let strategy = environment.strategy.primary_replica()?;
    let Replication::Logical(replication) = &strategy.replication else {
        return None;
    };
    let aws = environment.aws.as_ref()?.database.as_ref()?;
    let gcp = environment.gcp.as_ref()?.database.as_ref()?;
    let databases = Databases {
        aws: of_aws(aws),
        gcp: of_gcp(gcp),
    };
    Some((strategy, replication, databases))
}

fn of_aws(database: &AwsDatabase) -> Server {
    Server {
        cloud: Cloud::Aws.as_str(),
        name: "RDS",
        variable: "AWS",
        database: database.database_name.value.clone(),
        username: database.username.value.clone(),
        port: database.port.value,
        major: database.version.major(),
    }
}

fn of_gcp(database: &GcpDatabase) -> Server {
    Server {
        cloud: Cloud::Gcp.as_str(),
        name: "Cloud SQL",
        variable: "GCP",
        database: database.database_name.value.clone(),
        username: database.username.value.clone(),
        port: database.engine.default_port(),
        major: database.version.major(),
    }
}

fn context<'a>(
    environment: &'a Environment,
    strategy: &'a PrimaryReplica,
    replication: &'a LogicalReplication,
    databases: &'a Databases,
) -> Context<'a> {
    let primary = strategy.primary.value;
    let oldest = databases.aws.major.min(databases.gcp.major);
    Context {
        project: environment.project.as_str(),
        environment: environment.name.as_str(),
        primary: databases.of(primary),
        standby: databases.of(primary.other()),
        aws: &databases.aws,
        gcp: &databases.gcp,
        user: replication.user.as_str(),
        publication: logical::publication(environment),
        subscription: logical::subscription(environment, primary),
        reverse: logical::subscription(environment, primary.other()),
        tables: strategy
            .tables
            .iter()
            .map(|it| (&it.value).into())
            .collect(),
        full_identity: replication
            .full_identity
            .iter()
            .map(|it| (&it.value).into())
            .collect(),
        schemas: strategy.tables.iter().map(|it| it.schema()).collect(),
        service_roles: SERVICE_ROLES,
        sequence_margin: replication.sequence_margin.value,
        wait_seconds: WAIT_SECONDS,
        streaming: oldest >= STREAMS_SINCE,
        error_counts: oldest >= COUNTS_ERRORS_SINCE,
        tolerated_outage: environment.objectives.tolerated_outage.to_string(),
    }
}

fn file<'a>(step: &'a Step, context: &Context<'_>) -> File<'a> {
    let variables = step.variables.iter().map(|variable| FileVariable {
        name: variable.name,
        psql: variable.name.to_lowercase(),
        optional: variable.optional,
        secret: variable.secret,
    });
    File {
        sides: sides(step, context)
            .into_iter()
            .map(|it| it.cloud)
            .collect(),
        roles: step.roles,
        variables: variables.collect(),
        secret: step.variables.iter().any(|it| it.secret),
        writes: step.writes,
        statement_timeout: step.statement_timeout,
    }
}

fn sides<'a>(step: &Step, context: &Context<'a>) -> Vec<&'a Server> {
    match step.side {
        Side::Primary => vec![context.primary],
        Side::Standby => vec![context.standby],
        Side::Both => vec![context.primary, context.standby],
    }
}

/// Where a file runs, in words.
fn place(step: &Step, context: &Context<'_>) -> String {
    match step.side {
        Side::Primary => format!(
            "the primary, {} ({})",
            context.primary.name, context.primary.cloud
        ),
        Side::Standby => format!(
            "the standby, {} ({})",
            context.standby.name, context.standby.cloud
        ),
        Side::Both => "both databases".to_owned(),
    }
}

fn header(step: &Step, context: &Context<'_>) -> String {
    format!(
        "-- {}: {}.\n-- Runs on {}. README.md beside this file has the order.\n\n",
        step.name,
        step.summary,
        place(step, context)
    )
}

/// The table of files in the README.
fn table(context: &Context<'_>) -> String {
    let rows = STEPS.iter().map(|step| {
        let variables: Vec<String> = step
            .variables
            .iter()
            .map(|it| format!("`{}`", it.name))
            .collect();
        let row = [
            format!("`{}`", step.name),
            place(step, context),
            step.roles.join(", "),
            variables.join(", "),
            step.summary.to_owned(),
        ];
        row.map(std::borrow::Cow::from)
    });
    crate::markdown::table(["File", "Runs on", "Which is", "Reads", "Does"], rows)
}
