//! First environment files, with comments for the person who goes on with them.

use std::fmt::Display;

use mcgen_diagnostics::Spanned;
use mcgen_model::catalog::strategies::StrategyOption;
use mcgen_model::{DataSharing, Disaster, Engine, Loss, Needs, Residency, Standby, StrategyName};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value};
use serde::Serialize;

use crate::RenderError;

/// How every file begins.
const HEAD: &str = include_str!("head.yaml.j2");

/// The first environment file of a project. Its values are words and names that YAML takes as they are.
#[derive(Debug, Clone, Serialize)]
pub struct FirstFile {
    /// The strategy.
    #[serde(skip)]
    strategy: StrategyName,
    /// The mechanism or product, as its key in an environment file; the usual one by default.
    mechanism: Option<String>,
    /// How much of a standby runs.
    standby: &'static str,
    /// The other words for that.
    standbys: String,
    /// The project, the first part of every name.
    project: String,
    /// The environment, the second part of every name.
    environment: String,
    /// The database of MySQL, which tables are in.
    database: String,
    /// The engine of the databases.
    engine: &'static str,
    /// Its version.
    version: String,
    /// The largest loss to survive by distance.
    disaster: &'static str,
    /// The longest time without writes, if one is promised.
    rto: Option<String>,
    /// The longest span of writes that may be lost, if one is promised.
    rpo: Option<String>,
    aws: AwsPlace,
    gcp: GcpPlace,
    /// The block `residency`, or nothing.
    residency: String,
}

#[derive(Debug, Clone, Serialize)]
struct AwsPlace {
    region: String,
    account: String,
}

#[derive(Debug, Clone, Serialize)]
struct GcpPlace {
    region: String,
    project: String,
}

impl FirstFile {
    /// A file with PostgreSQL in Seoul and Tokyo, for somebody who has said nothing but the names.
    pub fn new(strategy: StrategyName, project: &str, environment: &str) -> Self {
        Self {
            strategy,
            mechanism: None,
            standby: Standby::Warm.as_str(),
            standbys: others(Standby::Warm),
            project: project.to_owned(),
            environment: environment.to_owned(),
            database: project.replace('-', "_"),
            engine: Engine::Postgres.as_str(),
            version: usual_version(Engine::Postgres).to_owned(),
            disaster: usual_disaster(strategy).as_str(),
            rto: None,
            rpo: None,
            aws: AwsPlace {
                region: "ap-northeast-2".to_owned(),
                account: "111122223333".to_owned(),
            },
            gcp: GcpPlace {
                region: "asia-northeast1".to_owned(),
                project: format!("{project}-{environment}"),
            },
            residency: String::new(),
        }
    }

    /// The same with another mechanism or product of the strategy, by its key in an environment file.
    #[must_use]
    pub fn with_mechanism(self, mechanism: &str) -> Self {
        Self {
            mechanism: Some(mechanism.to_owned()),
            ..self
        }
    }

    /// The file of one way to meet `needs`.
    pub fn of(option: &StrategyOption, needs: &Needs) -> Self {
        let engine = needs.engine.value;
        let standby = option.standby.unwrap_or(Standby::Warm);
        let version = needs.version.as_ref().map(ToString::to_string);
        Self {
            mechanism: option.mechanism.clone(),
            standby: standby.as_str(),
            standbys: others(standby),
            engine: engine.as_str(),
            version: version.unwrap_or_else(|| usual_version(engine).to_owned()),
            disaster: disaster(needs.survive.value).as_str(),
            rto: needs.rto.as_ref().map(ToString::to_string),
            rpo: needs.rpo.as_ref().map(ToString::to_string),
            aws: AwsPlace {
                region: needs.aws.region.code().to_owned(),
                account: needs.aws.account.value.clone(),
            },
            gcp: GcpPlace {
                region: needs.gcp.region.code().to_owned(),
                project: needs.gcp.project.value.clone(),
            },
            residency: residency(&needs.residency, needs.data.value),
            ..Self::new(
                option.strategy,
                needs.project.as_str(),
                needs.environment.as_str(),
            )
        }
    }

    /// The text of the file.
    pub fn text(&self) -> Result<String, RenderError> {
        self.rendered().map_err(|error| RenderError::Template {
            template: format!("{}.yaml.j2", self.strategy),
            line: error.line().unwrap_or(1),
            reason: error.to_string(),
        })
    }

    fn rendered(&self) -> Result<String, minijinja::Error> {
        let mut templates = Environment::empty();
        templates.set_undefined_behavior(UndefinedBehavior::Strict);
        let mut syntax = SyntaxConfig::builder();
        syntax
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true);
        templates.set_syntax(syntax.build()?);
        let text = [HEAD, template(self.strategy)].concat();
        let template = templates.template_from_str(&text)?;
        template.render(Value::from(Serde(self)))
    }
}

fn template(strategy: StrategyName) -> &'static str {
    match strategy {
        StrategyName::Independent => include_str!("independent.yaml.j2"),
        StrategyName::PrimaryReplica => include_str!("primary-replica.yaml.j2"),
        StrategyName::ActiveActive => include_str!("active-active.yaml.j2"),
        StrategyName::GlobalDatabase => include_str!("global-database.yaml.j2"),
    }
}

fn others(standby: Standby) -> String {
    let others = Standby::ALL.iter().filter(|it| **it != standby);
    let words: Vec<&str> = others.map(|it| it.as_str()).collect();
    words.join(", ")
}

/// A cloud can be lost without anything having happened to its city.
fn disaster(loss: Loss) -> Disaster {
    match loss {
        Loss::Zone | Loss::Cloud => Disaster::Zone,
        Loss::Region => Disaster::Region,
    }
}

/// A first database over both clouds stands in one region.
fn usual_disaster(strategy: StrategyName) -> Disaster {
    match strategy {
        StrategyName::GlobalDatabase => Disaster::Zone,
        _ => Disaster::Region,
    }
}

/// A version that both clouds run and support.
fn usual_version(engine: Engine) -> &'static str {
    match engine {
        Engine::Postgres => "17",
        Engine::Mysql => "8.4",
    }
}

/// The block that says whose data it is, if anything is said of it.
///
/// Where the clouds share nothing, each has subjects of its own, and one file cannot tell them apart.
fn residency(residency: &Residency, data: DataSharing) -> String {
    let shared = data == DataSharing::Shared;
    let basis = residency.transfer_basis.as_ref().map(ToString::to_string);
    let profile = residency
        .profile
        .given
        .then(|| residency.profile.to_string());
    let keys = [
        ("subjects", list(&residency.subjects).filter(|_| shared)),
        ("allowed", list(&residency.allowed)),
        ("transfer-basis", basis),
        ("data", list(&residency.data)),
        ("profile", profile),
    ];
    let lines = keys
        .into_iter()
        .filter_map(|(key, value)| Some(format!("  {key}: {}\n", value?)));
    let lines: String = lines.collect();
    if lines.is_empty() {
        return lines;
    }
    format!(
        "\n# Whose data it is and where it may live; every copy is held against it.\nresidency:\n{lines}"
    )
}

fn list<T: Display>(items: &[Spanned<T>]) -> Option<String> {
    let words: Vec<String> = items.iter().map(|it| it.value.to_string()).collect();
    (!words.is_empty()).then(|| format!("[{}]", words.join(", ")))
}
