use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::Estate;

/// Builds an environment in Rust, key by key as in a file.
///
/// ```
/// use serde_json::json;
///
/// let estate = mcgen::EnvironmentBuilder::new("crm", "development")
///     .set("aws.region", "ap-northeast-2")
///     .set("aws.account", "111122223333")
///     .set("aws.network.cidr", "10.30.0.0/16")
///     .set("aws.database", json!({ "engine": "postgres", "version": "17", "class": "db.t4g.medium" }))
///     .build();
/// let checked = estate.check().expect("the environment keeps every rule");
/// assert!(checked.render()?.tree().get("environments/aws/development/main.tf").is_some());
/// # Ok::<(), mcgen::RenderError>(())
/// ```
#[derive(Debug, Clone)]
pub struct EnvironmentBuilder {
    root: Map<String, Value>,
    name: String,
}

impl EnvironmentBuilder {
    /// An environment of the independent strategy that builds nothing yet.
    pub fn new(project: &str, environment: &str) -> Self {
        let mut root = Map::new();
        root.insert("project".to_owned(), json!(project));
        root.insert("environment".to_owned(), json!(environment));
        root.insert("strategy".to_owned(), json!("independent"));
        Self {
            root,
            name: format!("{project}/{environment}"),
        }
    }

    /// Sets the key at `path`, whose parts are separated by dots, to any value that serde can write.
    /// A value that cannot be written as JSON is left out.
    #[must_use]
    pub fn set(mut self, path: &str, value: impl Serialize) -> Self {
        let value = serde_json::to_value(value).unwrap_or(Value::Null);
        let mut parts: Vec<&str> = path.split('.').collect();
        let last = parts.pop().unwrap_or_default();
        let mut block = &mut self.root;
        for part in parts {
            let entry = block.entry(part).or_insert_with(|| json!({}));
            if !entry.is_object() {
                *entry = json!({});
            }
            match entry {
                Value::Object(inner) => block = inner,
                _ => return self,
            }
        }
        block.insert(last.to_owned(), value);
        self
    }

    /// The estate of this one environment. Findings point into its JSON text.
    pub fn build(self) -> Estate {
        let text = format!("{:#}\n", Value::Object(self.root));
        Estate::from_text(&format!("{}.json", self.name), &text)
    }
}
