//! The settings of connectors as files: what is given to MSK Connect, for people to read and for other workers of
//! Kafka Connect. They are no JSON: a folder of environment files may hold what is rendered, and those may be JSON.

use std::fmt::Write as _;

use mcgen_model::Environment;
use mcgen_model::debezium::{self, Connector};

/// A file for each connector of `environment`, by its path in the tree; none for another mechanism.
pub(crate) fn files(environment: &Environment) -> Vec<(String, String)> {
    let Some(route) = debezium::route(environment) else {
        return Vec::new();
    };
    let connectors = debezium::connectors(environment, &route);
    connectors
        .iter()
        .map(|connector| {
            let name = &connector.name;
            let path = format!("kafka/{}/{name}.properties", environment.name);
            (path, properties(connector))
        })
        .collect()
}

/// The lines of a file of properties of Java.
fn properties(connector: &Connector) -> String {
    let mut text = format!("name={}\n", connector.name);
    for (key, value) in &connector.settings {
        let _ = writeln!(text, "{}={}", escaped(key, true), escaped(value, false));
    }
    text
}

fn escaped(text: &str, is_key: bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (index, it) in text.chars().enumerate() {
        match it {
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            '\\' => escaped.push_str("\\\\"),
            // A blank ends a key, and is dropped before a value.
            ' ' if is_key || index == 0 => escaped.push_str("\\ "),
            '=' | ':' | '#' | '!' if is_key => {
                escaped.push('\\');
                escaped.push(it);
            }
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_read_back_as_it_was() {
        assert_eq!(
            escaped("public\\.orders, a=b", false),
            "public\\\\.orders, a=b"
        );
        assert_eq!(escaped(" first\nsecond", false), "\\ first\\nsecond");
        assert_eq!(escaped("a b:c", true), "a\\ b\\:c");
    }
}
