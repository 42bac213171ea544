use serde_json::{Map, Value, json};

use crate::blocks::{EnvironmentSpec, NeedsSpec};
use crate::decode::Decode;

/// The JSON Schema of the environment file (draft 2020-12), from the declarations that read it.
pub fn json_schema() -> Value {
    schema_of::<EnvironmentSpec>("mcgen environment")
}

/// The JSON Schema of the file in which a team says what it needs.
pub fn needs_schema() -> Value {
    schema_of::<NeedsSpec>("mcgen needs")
}

fn schema_of<T: Decode>(title: &str) -> Value {
    let mut definitions = Map::new();
    let reference = T::schema(&mut definitions);
    // A base file may leave the required keys to the file that extends it.
    definitions.sort_keys();
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
    });
    if let (Value::Object(schema), Value::Object(reference)) = (&mut schema, reference) {
        schema.extend(reference);
        schema.insert("$defs".to_owned(), Value::Object(definitions));
    }
    schema
}
