//! The JSON of `aws_iam_policy_document`, as the real provider writes it.

use serde_json::{Map, Value as Json};

use crate::value::Value;

/// The document with and without line breaks.
pub(crate) fn documents(config: &Value) -> [String; 2] {
    let mut merged = Document::default();
    for source in texts(config.get("source_policy_documents")) {
        merged.add(parse(source), false);
    }
    let own = config.get("statement").elements().iter().map(statement);
    merged.add(own.collect(), false);
    for source in texts(config.get("override_policy_documents")) {
        merged.add(parse(source), true);
    }
    let mut document = Map::new();
    let version = config.get("version").as_text().unwrap_or("2012-10-17");
    document.insert("Version".to_owned(), version.into());
    if let Some(id) = config.get("policy_id").as_text() {
        document.insert("Id".to_owned(), id.into());
    }
    document.insert("Statement".to_owned(), merged.statements.into());
    let document = Json::Object(document);
    [format!("{document:#}"), document.to_string()]
}

#[derive(Default)]
struct Document {
    statements: Vec<Json>,
}

impl Document {
    /// A later statement takes the place of one with the same `Sid` where it may.
    fn add(&mut self, statements: Vec<Json>, replace: bool) {
        for statement in statements {
            let sid = &statement["Sid"];
            let same = |it: &&mut Json| replace && !sid.is_null() && it["Sid"] == *sid;
            match self.statements.iter_mut().find(same) {
                Some(place) => *place = statement,
                None => self.statements.push(statement),
            }
        }
    }
}

fn parse(document: &str) -> Vec<Json> {
    let document: Json = serde_json::from_str(document).unwrap_or_default();
    match &document["Statement"] {
        Json::Array(statements) => statements.clone(),
        Json::Object(_) => vec![document["Statement"].clone()],
        _ => Vec::new(),
    }
}

fn texts(value: &Value) -> impl Iterator<Item = &str> {
    value.elements().iter().filter_map(Value::as_text)
}

fn statement(statement: &Value) -> Json {
    let mut json = Map::new();
    if let Some(sid) = statement.get("sid").as_text().filter(|it| !it.is_empty()) {
        json.insert("Sid".to_owned(), sid.into());
    }
    let effect = statement.get("effect").as_text().unwrap_or("Allow");
    json.insert("Effect".to_owned(), effect.into());
    for (key, name) in [
        ("Action", "actions"),
        ("NotAction", "not_actions"),
        ("Resource", "resources"),
        ("NotResource", "not_resources"),
    ] {
        let values = one_or_many(statement.get(name));
        if !values.is_null() {
            json.insert(key.to_owned(), values);
        }
    }
    for (key, name) in [
        ("Principal", "principals"),
        ("NotPrincipal", "not_principals"),
    ] {
        let principals = principals(statement.get(name));
        if !principals.is_null() {
            json.insert(key.to_owned(), principals);
        }
    }
    let conditions = conditions(statement.get("condition"));
    if !conditions.is_empty() {
        json.insert("Condition".to_owned(), Json::Object(conditions));
    }
    Json::Object(json)
}

/// A single value stands by itself; several are sorted from the last, as the real provider does.
fn one_or_many(values: &Value) -> Json {
    let mut values: Vec<&str> = texts(values).collect();
    values.sort_unstable_by(|a, b| b.cmp(a));
    match values.as_slice() {
        [] => Json::Null,
        [one] => Json::from(*one),
        many => Json::from(many.to_vec()),
    }
}

fn principals(principals: &Value) -> Json {
    let mut json = Map::new();
    for principal in principals.elements() {
        let kind = principal.get("type").as_text().unwrap_or_default();
        let identifiers = principal.get("identifiers");
        if kind == "*" && texts(identifiers).eq(["*"]) {
            return Json::from("*");
        }
        add(&mut json, kind, one_or_many(identifiers));
    }
    if json.is_empty() {
        Json::Null
    } else {
        Json::Object(json)
    }
}

fn conditions(conditions: &Value) -> Map<String, Json> {
    let mut json = Map::new();
    for condition in conditions.elements() {
        let text = |name: &str| condition.get(name).as_text().unwrap_or_default().to_owned();
        let test = json
            .entry(text("test"))
            .or_insert_with(|| Json::Object(Map::new()));
        let values: Vec<&str> = texts(condition.get("values")).collect();
        let values = match values.as_slice() {
            [one] => Json::from(*one),
            many => Json::from(many.to_vec()),
        };
        if let Json::Object(variables) = test {
            add(variables, &text("variable"), values);
        }
    }
    json
}

/// Adds values to those that are already there under the key.
fn add(json: &mut Map<String, Json>, key: &str, values: Json) {
    let list = |values: Json| match values {
        Json::Array(values) => values,
        one => vec![one],
    };
    let values = match json.remove(key) {
        Some(there) => Json::Array([list(there), list(values)].concat()),
        None => values,
    };
    json.insert(key.to_owned(), values);
}

#[cfg(test)]
mod tests {
    use mcgen_schema::Type;
    use serde_json::{Value as Json, json};

    use super::documents;
    use crate::value::from_plain;

    fn minified(config: &Json) -> Json {
        let value_type: Type = serde_json::from_value(json!(["object", {
            "version": "string", "policy_id": "string",
            "source_policy_documents": ["list", "string"],
            "override_policy_documents": ["list", "string"],
            "statement": ["list", ["object", {
                "sid": "string", "effect": "string", "actions": ["set", "string"],
                "resources": ["set", "string"],
                "principals": ["set", ["object", {
                    "type": "string", "identifiers": ["set", "string"],
                }]],
                "condition": ["set", ["object", {
                    "test": "string", "variable": "string", "values": ["list", "string"],
                }]],
            }]],
        }]))
        .unwrap();
        let [long, short] = documents(&from_plain(config, &value_type).unwrap());
        let [long, short]: [Json; 2] = [long, short].map(|it| serde_json::from_str(&it).unwrap());
        assert_eq!(long, short);
        short
    }

    #[test]
    fn a_statement_is_written_with_all_that_it_says() {
        let document = minified(&json!({"statement": [{
            "sid": "A", "actions": ["s3:GetObject", "s3:PutObject"], "resources": ["*"],
            "principals": [{"type": "AWS", "identifiers": ["arn:aws:iam::1:root"]}],
            "condition": [{"test": "StringEquals", "variable": "aws:a", "values": ["x"]}],
        }]}));
        assert_eq!(
            document,
            json!({
                "Version": "2012-10-17",
                "Statement": [{
                    "Sid": "A", "Effect": "Allow", "Action": ["s3:PutObject", "s3:GetObject"],
                    "Resource": "*", "Principal": {"AWS": "arn:aws:iam::1:root"},
                    "Condition": {"StringEquals": {"aws:a": "x"}},
                }],
            })
        );
    }

    #[test]
    fn an_overriding_document_replaces_the_statement_of_the_same_sid() {
        let other = json!({"Statement": [{"Sid": "A", "Effect": "Deny"}]}).to_string();
        let config = json!({
            "statement": [{"sid": "A", "actions": ["s3:*"]}, {"sid": "B", "actions": ["s3:*"]}],
            "override_policy_documents": [other],
        });
        let document = minified(&config);
        assert_eq!(
            document["Statement"][0],
            json!({"Sid": "A", "Effect": "Deny"})
        );
        assert_eq!(document["Statement"][1]["Sid"], json!("B"));
    }

    #[test]
    fn everybody_is_a_star() {
        let document = minified(&json!({"statement": [{
            "principals": [{"type": "*", "identifiers": ["*"]}],
        }]}));
        assert_eq!(document["Statement"][0]["Principal"], json!("*"));
    }
}
