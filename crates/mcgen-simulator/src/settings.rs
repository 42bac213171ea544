//! What a `provider` block says for everything below it.

use std::collections::BTreeMap;

use mcgen_schema::Block;

use crate::place::Place;
use crate::value::Value;

/// The label that the Google provider sets on what it creates.
const ATTRIBUTION_LABEL: &str = "goog-terraform-provisioned";

/// The settings of one configuration of a provider. Each alias has its own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    region: Option<String>,
    zone: Option<String>,
    project: Option<String>,
    account: Option<String>,
    tags: BTreeMap<String, Value>,
    labels: BTreeMap<String, Value>,
    attribution_label: bool,
}

impl Settings {
    /// Reads the settings that the schema of the provider knows.
    pub(crate) fn read(schema: &Block, config: &Value) -> Self {
        let text = |name: &str| config.get(name).as_text().map(str::to_owned);
        let map = |value: &Value| match value {
            Value::Map(entries) => entries.clone(),
            _ => BTreeMap::new(),
        };
        let attribution = "add_terraform_attribution_label";
        Self {
            region: text("region"),
            zone: text("zone"),
            project: text("project"),
            account: account(config),
            tags: map(config.at("default_tags.tags")),
            labels: map(config.get("default_labels")),
            attribution_label: schema.attributes.contains_key(attribution)
                && *config.get(attribution) != Value::Bool(false),
        }
    }

    /// The AWS account: the one of the assumed role, or the first that is allowed.
    pub(crate) fn account(&self) -> &str {
        self.account.as_deref().unwrap_or("123456789012")
    }

    /// The Google Cloud project.
    pub(crate) fn project(&self) -> &str {
        self.project.as_deref().unwrap_or("simulated-project")
    }

    /// The region, or one that the cloud of this type has.
    pub(crate) fn region(&self, type_name: &str) -> &str {
        let google = type_name.starts_with("google_");
        let fallback = if google { "us-central1" } else { "us-east-1" };
        self.region.as_deref().unwrap_or(fallback)
    }

    /// The zone, or the first of the region.
    pub(crate) fn zone(&self, type_name: &str) -> String {
        let google = type_name.starts_with("google_");
        let suffix = if google { "-a" } else { "a" };
        let first = || format!("{}{suffix}", self.region(type_name));
        self.zone.clone().unwrap_or_else(first)
    }

    /// Writes into a planned object what the settings decide, and names what can replace it.
    pub(crate) fn impose(
        &self,
        block: &Block,
        config: &Value,
        prior: &Value,
        planned: &mut Value,
    ) -> Vec<Place> {
        let mut replacing = Vec::new();
        for (name, setting) in [
            ("region", &self.region),
            ("zone", &self.zone),
            ("project", &self.project),
        ] {
            let attribute = block.attributes.get(name);
            if !attribute.is_some_and(|it| it.optional && it.computed) {
                continue;
            }
            replacing.push(Place::default().name(name));
            if let Some(setting) = setting
                && config.get(name).is_null()
            {
                planned.set(name, Value::text(setting));
            }
        }
        let computed = |name: &str| block.attributes.get(name).is_some_and(|it| it.computed);
        if computed("tags_all") && config.get("tags_all").is_null() {
            let tags = merged(&self.tags, config.get("tags"));
            planned.set("tags_all", tags);
        }
        let labels = self.labels(config, prior);
        for name in ["effective_labels", "terraform_labels"] {
            if computed(name) && block.attributes.contains_key("labels") {
                planned.set(name, labels.clone());
            }
        }
        if computed("effective_annotations") {
            let annotations = merged(&BTreeMap::new(), config.get("annotations"));
            planned.set("effective_annotations", annotations);
        }
        replacing
    }

    /// The tags or labels of an object over those that every object is given.
    pub(crate) fn tags_with_defaults(&self, tags: &Value, labels: &Value) -> Value {
        if tags.is_null() {
            merged(&self.labels, labels)
        } else {
            merged(&self.tags, tags)
        }
    }

    /// The attribution label is set on what is created, and kept where it is.
    fn labels(&self, config: &Value, prior: &Value) -> Value {
        let mut labels = merged(&self.labels, config.get("labels"));
        let kept = || {
            !prior
                .get("effective_labels")
                .get(ATTRIBUTION_LABEL)
                .is_null()
        };
        if self.attribution_label && (prior.is_null() || kept()) {
            labels.set(ATTRIBUTION_LABEL, Value::text("true"));
        }
        labels
    }
}

/// The defaults with what the resource says; unknown as long as a part of it is.
fn merged(defaults: &BTreeMap<String, Value>, own: &Value) -> Value {
    if !own.is_known() {
        return Value::Unknown;
    }
    let mut merged = defaults.clone();
    if let Value::Map(own) = own {
        merged.extend(own.clone());
    }
    merged.retain(|_, value| !value.is_null());
    let merged = Value::Map(merged);
    if merged.is_known() {
        merged
    } else {
        Value::Unknown
    }
}

fn account(config: &Value) -> Option<String> {
    let role = config.at("assume_role.role_arn").as_text();
    let of_role = role.and_then(|arn| arn.split(':').nth(4));
    let allowed = config.get("allowed_account_ids").elements().first();
    let account = of_role.or_else(|| allowed.and_then(Value::as_text))?;
    (!account.is_empty()).then(|| account.to_owned())
}
