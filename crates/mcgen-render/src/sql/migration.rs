//! The way from the PostgreSQL database of one cloud to the database that spans both: steps for people,
//! and the SQL that finds what differs.

use std::collections::BTreeMap;

use mcgen_model::{Cloud, Environment, GlobalDatabase, Product};
use minijinja::Value;
use minijinja::value::{Serde, merge_maps};
use serde::{Deserialize, Serialize};

use crate::RenderError;
use crate::engine::Engine;
use crate::library::TemplateLibrary;

/// The folder of what all ways share; that of each product stands in it.
const TEMPLATES: &str = "sql/migration";

/// The SQL that finds what differs; each product has a table of what to decide.
const DIFFERENCES: &str = "01-differences.sql";

/// The SQL that counts rows and sums their digests, where no tool of the product compares.
const COMPARE: &str = "02-compare.sql";

/// Text that every README has: its name there, and its template.
const PARTS: [(&str, &str); 3] = [
    ("begin", "part-begin.md"),
    ("find", "part-find.md"),
    ("leave", "part-leave.md"),
];

/// What a product does otherwise than PostgreSQL.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Differences {
    /// What speaks SQL, or does not: `CockroachDB`.
    product: String,
    /// The service that runs it: `CockroachDB Cloud`.
    target: String,
    /// Public pages.
    sources: Vec<String>,
    /// Rows are compared by SQL of mcgen.
    #[serde(default)]
    compare: bool,
    #[serde(default)]
    types: Vec<Types>,
    /// Foreign keys may be checked at the end.
    #[serde(default)]
    deferrable_foreign_keys: bool,
    /// The languages of functions that are there.
    #[serde(default)]
    languages: Vec<String>,
    /// The kinds of index that are there.
    #[serde(default)]
    index_methods: Vec<String>,
    /// Types of which there is no B-tree.
    #[serde(default)]
    index_types: Vec<String>,
    /// What to decide about each kind of object that differs. A kind that is not here does not.
    decide: BTreeMap<String, String>,
}

/// Types that are not there.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Types {
    /// How it is told.
    difference: String,
    /// `pg_type.typname`.
    #[serde(default)]
    names: Vec<String>,
    /// `pg_type.typtype`.
    #[serde(default)]
    kinds: Vec<String>,
    /// Only arrays of them.
    #[serde(default)]
    arrays: bool,
    decide: String,
}

/// What every template sees.
#[derive(Serialize)]
struct Context<'a> {
    project: &'a str,
    environment: &'a str,
    cloud: &'static str,
    /// The output of the stack of the old database with its host.
    old_host_output: &'static str,
    old_database: &'a str,
    old_user: &'a str,
    old_port: u32,
    database: &'a str,
}

/// The files of `environment` by their path in the tree; none without a migration.
pub(crate) fn files<'a>(
    environment: &Environment,
    library: &'a TemplateLibrary,
    engine: &mut Engine<'a>,
) -> Result<Vec<(String, String)>, RenderError> {
    let settings = environment.strategy.global_database();
    let Some((settings, context)) = settings.and_then(|it| Some((it, context(environment, it)?)))
    else {
        return Ok(Vec::new());
    };
    let folder = format!("{TEMPLATES}/{}", settings.product.name().as_str());
    let differences: Differences = library.table(&format!("{folder}/differences.toml"))?;
    let service = match context.cloud {
        "aws" => "RDS",
        _ => "Cloud SQL",
    };
    let plain = |text: &str| Value::from_safe_string(text.to_owned());
    let sources = differences.sources.iter().map(|it| plain(it));
    let all = BTreeMap::from([
        ("service", plain(service)),
        ("follows", settings.product.is_followed_into().into()),
        ("product", plain(&differences.product)),
        ("target", plain(&differences.target)),
        ("sources", sources.collect::<Vec<Value>>().into()),
        ("types", Value::from(Serde(&differences.types))),
        ("languages", Value::from(Serde(&differences.languages))),
        (
            "index_methods",
            Value::from(Serde(&differences.index_methods)),
        ),
        ("index_types", Value::from(Serde(&differences.index_types))),
        (
            "deferrable_foreign_keys",
            differences.deferrable_foreign_keys.into(),
        ),
        ("decide", Value::from(Serde(&differences.decide))),
    ]);
    let own = own(environment, &settings.product);
    let mut context = merge_maps([
        Value::from(all),
        Value::from(own),
        Value::from(Serde(&context)),
    ]);
    let mut parts = BTreeMap::new();
    for (name, file) in PARTS {
        let (path, text) = library.template(&format!("{TEMPLATES}/{file}.j2"))?;
        let text = engine.render(path, text, &context)?;
        parts.insert(name, plain(text.trim_end()));
    }
    context = merge_maps([
        Value::from(BTreeMap::from([("parts", Value::from(parts))])),
        context,
    ]);
    let mut shared = Vec::new();
    for name in [DIFFERENCES, COMPARE] {
        if name == DIFFERENCES || differences.compare {
            let (path, text) = library.template(&format!("{TEMPLATES}/{name}.j2"))?;
            shared.push((name, path, text));
        }
    }
    let into = format!("sql/{}/migration", environment.name);
    shared
        .into_iter()
        .chain(library.templates(&folder))
        .map(|(name, path, text)| {
            let text = engine.render(path, text, &context)?.into_owned();
            Ok((format!("{into}/{name}"), text))
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
    Some(Context {
        project: environment.project.as_str(),
        environment: environment.name.as_str(),
        cloud: cloud.as_str(),
        old_host_output: match cloud {
            Cloud::Aws => "database_address",
            Cloud::Gcp => "database_host",
        },
        old_database: &old_database.value,
        old_user: &old_user.value,
        old_port,
        database: match &settings.product {
            Product::Atlas(cluster) => cluster.database.as_str(),
            Product::Cockroach(cluster) => cluster.database.as_str(),
            Product::Spanner(instance) => instance.database.as_str(),
            Product::Yugabyte(cluster) => cluster.database.as_str(),
        },
    })
}

/// What the README of one product sees besides.
fn own(environment: &Environment, product: &Product) -> BTreeMap<&'static str, Value> {
    let sql = |user: &str, port: u32| {
        BTreeMap::from([("user", Value::from(user)), ("port", Value::from(port))])
    };
    match product {
        Product::Cockroach(cluster) => sql(cluster.user.as_str(), 26_257),
        Product::Yugabyte(cluster) => sql(cluster.user.as_str(), 5433),
        Product::Spanner(instance) => {
            let gcp = environment.gcp.as_ref();
            let project = gcp.map_or("", |it| it.project.value.as_str());
            let region = gcp.map_or("", |it| it.region.code());
            BTreeMap::from([
                ("project_id", Value::from(project)),
                ("region", Value::from(region)),
                ("dialect", Value::from(instance.dialect.as_str())),
            ])
        }
        Product::Atlas(cluster) => BTreeMap::from([("user", Value::from(cluster.user.as_str()))]),
    }
}

#[cfg(test)]
mod tests {
    use mcgen_model::{ProductName, Scalar};

    use super::*;

    #[test]
    fn what_is_decided_is_what_the_sql_finds() {
        let library = TemplateLibrary::default();
        let path = format!("{TEMPLATES}/{DIFFERENCES}.j2");
        let (_, sql) = library.template(&path).unwrap();
        for product in ProductName::choices().unwrap() {
            let table = format!("{TEMPLATES}/{product}/differences.toml");
            let differences: Differences = library.table(&table).unwrap();
            for key in differences.decide.keys() {
                assert!(
                    sql.contains(&format!("{{{{ decide.{key} }}}}")),
                    "{product}: {key}"
                );
            }
        }
    }
}
