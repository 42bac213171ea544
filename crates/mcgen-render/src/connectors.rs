//! The settings of connectors as files: what is given to MSK Connect, for people to read and for others to use.

use mcgen_model::{Environment, debezium};
use serde::Serialize;

use crate::RenderError;

/// A connector as the interface of Kafka Connect takes it.
#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    config: &'a std::collections::BTreeMap<String, String>,
}

/// A file for each connector of `environment`, by its path in the tree; none for another mechanism.
pub(crate) fn files(environment: &Environment) -> Result<Vec<(String, String)>, RenderError> {
    let Some(route) = debezium::route(environment) else {
        return Ok(Vec::new());
    };
    let connectors = debezium::connectors(environment, &route);
    let files = connectors.iter().map(|connector| {
        let file = File {
            name: &connector.name,
            config: &connector.settings,
        };
        let text = serde_json::to_string_pretty(&file).map_err(|error| RenderError::Value {
            name: connector.name.clone(),
            reason: error.to_string(),
        })?;
        let path = format!("kafka/{}/{}.json", environment.name, connector.name);
        Ok((path, text + "\n"))
    });
    files.collect()
}
