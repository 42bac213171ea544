//! Data sources and ephemeral resources that read an object of the world.

use mcgen_schema::{Kind, Reads};

use crate::definition::Definition;
use crate::provider::Connection;
use crate::settings::Settings;
use crate::shape::project;
use crate::value::Value;
use crate::world::Stored;

impl Connection {
    /// Takes over what the object says that is read, if there is such an object. `planned` is what is
    /// read so far: unknown where the object may tell.
    pub(crate) fn take_over(
        &self,
        kind: Kind,
        definition: &Definition<'_>,
        config: &Value,
        planned: &mut Value,
    ) {
        let reads = definition.overlay.reads.as_ref();
        // An ephemeral resource often has the name of a resource that does the same, and reads none.
        if reads.is_none() && kind != Kind::DataSource {
            return;
        }
        let type_name = reads.map_or(definition.name, |it| it.resource.as_str());
        let Some(question) = Question::new(definition, config, planned, &self.settings()) else {
            return;
        };
        let is_meant = |object: &Value| question.is_meant(object);
        let Some((_, found)) = self.world().search(self.source(), type_name, is_meant) else {
            return;
        };
        for (name, attribute) in &definition.block.attributes {
            if planned.get(name).is_unknown()
                && let Some(told) = told(reads, &found, name)
                && let Some(value) = project(&told, &attribute.value_type())
            {
                planned.set(name, value);
            }
        }
    }
}

/// What an object says of an attribute of whoever reads it; nothing where it does not have it.
fn told(reads: Option<&Reads>, found: &Stored, name: &str) -> Option<Value> {
    if let Some(paths) = reads.and_then(|it| it.values.get(name)) {
        let objects = [&found.value, &found.written_only];
        let mut values = paths.iter().flat_map(|path| objects.map(|it| it.at(path)));
        return values.find(|it| !it.is_null()).cloned();
    }
    match &found.value {
        Value::Map(attributes) => attributes.get(name).cloned(),
        _ => None,
    }
}

/// Which object is asked for.
struct Question<'a> {
    reads: Option<&'a Reads>,
    /// The arguments that are given, with their values.
    given: Vec<(&'a str, &'a Value)>,
    /// Where objects are looked for.
    region: String,
    account: String,
    project: String,
}

impl<'a> Question<'a> {
    /// Nothing where the question is put in blocks, such as `filter`: what they mean is not known.
    fn new(
        definition: &Definition<'a>,
        config: &'a Value,
        planned: &Value,
        settings: &Settings,
    ) -> Option<Self> {
        let blocks = definition.block.blocks.keys();
        let mut blocks = blocks.filter(|name| *name != "timeouts");
        if blocks.any(|name| !config.get(name).elements().is_empty()) {
            return None;
        }
        let arguments = definition.block.attributes.iter();
        let arguments = arguments.filter(|(_, it)| it.is_settable());
        let arguments = arguments.map(|(name, _)| (name.as_str(), config.get(name)));
        let own = |name: &str, setting: &str| {
            let own = planned.get(name).as_text();
            own.unwrap_or(setting).to_owned()
        };
        Some(Self {
            reads: definition.overlay.reads.as_ref(),
            given: arguments.filter(|(_, it)| !it.is_null()).collect(),
            region: own("region", settings.region(definition.name)),
            account: settings.account().to_owned(),
            project: own("project", settings.project()),
        })
    }

    /// Whether the object is the one: something tells it from others, and nothing speaks against it.
    fn is_meant(&self, object: &Value) -> bool {
        let tells = |(name, value): &(&str, &Value)| match self.reads {
            Some(reads) => reads.by.get(*name).is_some_and(|it| !it.is_empty()),
            None => value.to_text().is_some() && has(object, name),
        };
        self.given.iter().any(tells)
            && self.given.iter().all(|it| self.agrees(*it, object))
            && (self.names_the_place() || self.is_here(object))
    }

    fn agrees(&self, (name, value): (&str, &Value), object: &Value) -> bool {
        match self.reads.and_then(|it| it.by.get(name)) {
            Some(paths) if paths.is_empty() => true,
            Some(paths) => paths.iter().any(|path| is_same(value, object.at(path))),
            None => !has(object, name) || is_same(value, object.get(name)),
        }
    }

    /// Whether a full name is given, which says where the object is.
    fn names_the_place(&self) -> bool {
        let mut texts = self.given.iter().filter_map(|(_, value)| value.as_text());
        texts.any(|text| text.starts_with("arn:") || text.contains("projects/"))
    }

    /// Whether the object is in the account and region, or in the project, that are looked at.
    fn is_here(&self, object: &Value) -> bool {
        let arn = object.get("arn").as_text().unwrap_or_default();
        let arn: Vec<&str> = arn.splitn(6, ':').collect();
        let (region, account) = match arn[..] {
            ["arn", _, _, region, account, _] => (region, account),
            _ => ("", ""),
        };
        let agrees = |part: &str, wanted: &str| part.is_empty() || part == wanted;
        let project = object.get("project").as_text().unwrap_or_default();
        agrees(region, &self.region)
            && agrees(account, &self.account)
            && agrees(project, &self.project)
    }
}

fn has(object: &Value, name: &str) -> bool {
    matches!(object, Value::Map(attributes) if attributes.contains_key(name))
}

/// Whether what is asked for is what an object has. A map asks for its entries alone, and Google Cloud
/// knows an object by its short name as well as by its path.
fn is_same(asked: &Value, own: &Value) -> bool {
    match (asked, own) {
        (Value::Map(asked), Value::Map(_)) => {
            let mut asked = asked.iter();
            asked.all(|(key, value)| value == own.get(key))
        }
        (Value::String(asked), Value::String(own)) => {
            let ends = |path: &str, name: &str| {
                let before = path.strip_suffix(name);
                before.is_some_and(|it| it.is_empty() || it.ends_with('/'))
            };
            ends(own, asked) || ends(asked, own)
        }
        (asked, own) => {
            asked == own || (asked.to_text().is_some() && asked.to_text() == own.to_text())
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::is_same;
    use crate::value::{Value, from_plain};

    fn value(json: &serde_json::Value) -> Value {
        let text = mcgen_schema::Type::String;
        let value_type = match json {
            serde_json::Value::Object(_) => mcgen_schema::Type::Map(Box::new(text)),
            serde_json::Value::Number(_) => mcgen_schema::Type::Number,
            _ => text,
        };
        from_plain(json, &value_type).unwrap()
    }

    #[test]
    fn what_is_asked_for_is_found_in_what_an_object_has() {
        for (asked, own, same) in [
            (json!("a"), json!("a"), true),
            (json!("a"), json!("projects/p/secrets/a"), true),
            (json!("https://x/projects/p/a"), json!("projects/p/a"), true),
            (json!("a"), json!("projects/p/secrets/ba"), false),
            (json!(""), json!("a"), false),
            (json!(7), json!("7"), true),
            (json!({"a": "b"}), json!({"a": "b", "c": "d"}), true),
            (json!({"a": "b", "c": "d"}), json!({"a": "b"}), false),
        ] {
            assert_eq!(is_same(&value(&asked), &value(&own)), same, "{asked} {own}");
        }
    }
}
