//! What a Prometheus of the user needs besides the jobs that Terraform prints: alerts on a cluster of CockroachDB
//! Cloud, tests of them, and how it is set up. The files are YAML under other names: a folder of environment
//! files may hold what is rendered, and those are YAML too.

use std::collections::BTreeMap;

use mcgen_model::{Cockroach, Environment, Monitoring, Product};
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use crate::RenderError;
use crate::engine::Engine;
use crate::library::TemplateLibrary;
use crate::markdown::code;

/// The folder of the templates.
const TEMPLATES: &str = "prometheus/cockroach";

/// What Prometheus fills in when an alert is told, by the name that the templates have for it.
const TOLD: [(&str, &str); 5] = [
    ("at_job", "{{ $labels.job }}"),
    ("at_node", "{{ $labels.node_id }}"),
    ("at_region", "{{ $labels.region }}"),
    ("percent", "{{ $value | humanizePercentage }}"),
    ("value", "{{ $value }}"),
];

/// A region of the cluster.
#[derive(Serialize)]
struct Region<'a> {
    job: String,
    name: &'a str,
}

/// A node, by the number that tests give it.
#[derive(Serialize)]
struct Node<'a> {
    job: String,
    region: &'a str,
    id: u32,
}

/// The files of `environment` by their path in the tree; none where no Prometheus reads anything.
pub(crate) fn files<'a>(
    environment: &Environment,
    library: &'a TemplateLibrary,
    engine: &mut Engine<'a>,
) -> Result<Vec<(String, String)>, RenderError> {
    let settings = environment.strategy.global_database();
    let Some(Product::Cockroach(cluster)) = settings.map(|it| &it.product) else {
        return Ok(Vec::new());
    };
    if !cluster.offers_metrics() {
        return Ok(Vec::new());
    }
    let context = context(environment, cluster);
    let into = format!("prometheus/{}", environment.name);
    let templates = library.templates(TEMPLATES);
    templates
        .map(|(name, path, text)| {
            let text = engine.render(path, text, &context)?.into_owned();
            Ok((format!("{into}/{name}"), text))
        })
        .collect()
}

fn context(environment: &Environment, cluster: &Cockroach) -> Value {
    let (name, environment_name) = (cluster.name.as_str(), environment.name.as_str());
    let regions = cluster.regions.iter().map(|it| it.name.code());
    let nodes = cluster.regions.iter().flat_map(|region| {
        let count = region.nodes.as_ref().map_or(0, |it| it.value);
        (0..count).map(|_| region.name.code())
    });
    let nodes = nodes.zip(1..).map(|(region, id)| Node {
        job: job(cluster, region),
        region,
        id,
    });
    let nodes: Vec<Node<'_>> = nodes.collect();
    let regions = regions.map(|name| Region {
        job: job(cluster, name),
        name,
    });
    let regions: Vec<Region<'_>> = regions.collect();
    let whose = format!("cluster: \"{name}\", environment: \"{environment_name}\"");
    let monitoring = environment.monitoring.as_ref();
    let own = [
        ("cluster", Value::from(name)),
        ("environment", environment_name.into()),
        ("count", plain(&cluster.nodes().to_string())),
        ("expected", cluster.nodes().into()),
        ("jobs", plain(&jobs(cluster))),
        ("nodes", Value::from(Serde(&nodes))),
        ("notice", plain(&addresses(monitoring, false))),
        ("page", plain(&addresses(monitoring, true))),
        ("regions", Value::from(Serde(&regions))),
        ("whose", plain(&whose)),
    ];
    let told = TOLD.map(|(name, text)| (name, plain(text)));
    let context: BTreeMap<&str, Value> = told.into_iter().chain(own).collect();
    Value::from(context)
}

/// The name of the job of a region. The module of the cluster gives the same one.
fn job(cluster: &Cockroach, region: &str) -> String {
    format!("cockroach-{}-{region}", cluster.name.as_str())
}

/// What finds the series of this cluster, and of none whose name begins with that of this one.
fn jobs(cluster: &Cockroach) -> String {
    let regions: Vec<&str> = cluster.regions.iter().map(|it| it.name.code()).collect();
    match regions[..] {
        [only] => format!("{{job=\"{}\"}}", job(cluster, only)),
        _ => format!(
            "{{job=~\"{}\"}}",
            job(cluster, &format!("({})", regions.join("|")))
        ),
    }
}

/// Who is told elsewhere of the same kind of thing, for people to name again.
fn addresses(monitoring: Option<&Monitoring>, pages: bool) -> String {
    let emails = monitoring.map(|it| {
        if pages && !it.page.email.is_empty() {
            &it.page.email
        } else {
            &it.notify.email
        }
    });
    let emails = emails.into_iter().flatten();
    let emails: Vec<String> = emails.map(|it| code(it.as_str())).collect();
    match emails[..] {
        [] => "whoever must act".to_owned(),
        _ => emails.join(", "),
    }
}

fn plain(text: &str) -> Value {
    Value::from_safe_string(text.to_owned())
}
