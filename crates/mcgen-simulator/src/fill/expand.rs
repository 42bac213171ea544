//! Values of overlays, with their placeholders filled in.

use mcgen_schema::{Part, Placeholder, Template};
use serde_json::Value as Json;

use super::draw::Seed;
use crate::settings::Settings;
use crate::value::{Value, to_plain};

/// Where placeholders take their values from.
pub(super) struct Source<'a> {
    pub(super) type_name: &'a str,
    pub(super) settings: &'a Settings,
    /// Of the object, or of the block in it that the value belongs to.
    pub(super) seed: Seed,
    /// Another attribute, null where there is none.
    pub(super) lookup: &'a dyn Fn(&str) -> Value,
}

impl Source<'_> {
    /// The value with every placeholder in it filled in. What has no value is an empty text.
    pub(super) fn expand(&self, value: &Json) -> Json {
        match value {
            Json::String(text) => self.text(text),
            Json::Array(elements) => elements.iter().map(|it| self.expand(it)).collect(),
            Json::Object(entries) => {
                if let Some(repeated) = self.repeated(entries) {
                    return repeated;
                }
                let entries = entries.iter();
                entries
                    .map(|(key, it)| (key.clone(), self.expand(it)))
                    .collect()
            }
            other => other.clone(),
        }
    }

    /// `{ for-each = PATH, value = … }`: the value once for each element of an attribute, which it reads as `{each.NAME}`.
    fn repeated(&self, entries: &serde_json::Map<String, Json>) -> Option<Json> {
        let (Some(Json::String(path)), Some(value), 2) =
            (entries.get("for-each"), entries.get("value"), entries.len())
        else {
            return None;
        };
        let Value::Sequence(elements) = (self.lookup)(path) else {
            return Some(Json::Array(Vec::new()));
        };
        let values = elements.iter().map(|element| {
            let lookup = |path: &str| match path.strip_prefix("each.") {
                Some(name) => element.get(name).clone(),
                None => (self.lookup)(path),
            };
            let source = Source {
                type_name: self.type_name,
                settings: self.settings,
                seed: self.seed,
                lookup: &lookup,
            };
            source.expand(value)
        });
        Some(values.collect())
    }

    fn text(&self, text: &str) -> Json {
        let Ok(template) = Template::parse(text) else {
            return Json::String(text.to_owned());
        };
        if let Some(placeholder) = template.whole() {
            return to_plain(&self.placeholder(placeholder));
        }
        let parts = template.parts.iter().map(|part| match part {
            Part::Text(text) => (*text).to_owned(),
            Part::Placeholder(it) => self.placeholder(it).to_text().unwrap_or_default(),
        });
        Json::String(parts.collect())
    }

    fn placeholder(&self, placeholder: &Placeholder<'_>) -> Value {
        let seed = |name: &str| self.seed.part(name);
        let text = match placeholder {
            Placeholder::Region => {
                return self.own_or("region", self.settings.region(self.type_name));
            }
            Placeholder::Zone => return self.own_or("zone", &self.settings.zone(self.type_name)),
            Placeholder::Project => return self.own_or("project", self.settings.project()),
            Placeholder::Account => self.settings.account().to_owned(),
            Placeholder::Partition => "aws".to_owned(),
            Placeholder::ProjectNumber => project_number(self.settings.project()),
            Placeholder::Hex(length) => seed("hex").hex(*length),
            Placeholder::Digits(length) => seed("digits").digits(*length),
            Placeholder::Alphanumeric(length) => seed("alphanumeric").alphanumeric(*length),
            Placeholder::Upper(length) => seed("upper").upper(*length),
            Placeholder::Uuid => seed("uuid").uuid(),
            Placeholder::PrivateIpv4(number) => seed(&format!("private {number}"))
                .private_ipv4()
                .to_string(),
            Placeholder::PublicIpv4(number) => {
                seed(&format!("public {number}")).public_ipv4().to_string()
            }
            Placeholder::Time => seed("time").timestamp(),
            Placeholder::TagsWithDefaults => {
                let (tags, labels) = ((self.lookup)("tags"), (self.lookup)("labels"));
                return self.settings.tags_with_defaults(&tags, &labels);
            }
            Placeholder::Attribute(paths) => return self.first(paths),
        };
        Value::String(text)
    }

    fn own_or(&self, name: &str, setting: &str) -> Value {
        match (self.lookup)(name) {
            Value::Null => Value::text(setting),
            own => own,
        }
    }

    /// The first attribute that says something.
    fn first(&self, paths: &[Vec<&str>]) -> Value {
        let mut values = paths.iter().map(|path| (self.lookup)(&path.join(".")));
        let says_something = |value: &Value| match value {
            Value::Null => false,
            Value::String(text) => !text.is_empty(),
            Value::Sequence(elements) => !elements.is_empty(),
            _ => true,
        };
        values.find(says_something).unwrap_or(Value::Null)
    }
}

/// The number of a project, which is the same for all that is in it.
pub(crate) fn project_number(project: &str) -> String {
    Seed::of(&[b"project", project.as_bytes()]).digits(12)
}

/// Whether a value is the same for every object: no text in it has a placeholder.
pub(crate) fn is_constant(value: &Json) -> bool {
    match value {
        Json::String(text) => Template::parse(text).is_ok_and(|template| {
            let is_text = |part: &Part<'_>| matches!(part, Part::Text(_));
            template.parts.iter().all(is_text)
        }),
        Json::Array(elements) => elements.iter().all(is_constant),
        Json::Object(entries) => entries.values().all(is_constant),
        _ => true,
    }
}

/// What is wrong with the texts in a value.
pub(crate) fn mistake(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Template::parse(text).err().map(|error| error.to_string()),
        Json::Array(elements) => elements.iter().find_map(mistake),
        Json::Object(entries) => entries.values().find_map(mistake),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Seed, Source, is_constant, mistake};
    use crate::settings::Settings;
    use crate::value::Value;

    fn lookup(path: &str) -> Value {
        match path {
            "name" => Value::text("n"),
            "region" => Value::text("eu-west-1"),
            "ports" => Value::Sequence(vec![Value::integer(1)]),
            "empty" => Value::text(""),
            "regions" => Value::Sequence(
                ["a", "b"]
                    .map(|it| Value::Map([("name".to_owned(), Value::text(it))].into()))
                    .into(),
            ),
            "settings.tier" => Value::integer(7),
            _ => Value::Null,
        }
    }

    fn expand(value: &serde_json::Value) -> serde_json::Value {
        let source = Source {
            type_name: "aws_vpc",
            settings: &Settings::default(),
            seed: Seed::of(&[]),
            lookup: &lookup,
        };
        source.expand(value)
    }

    #[test]
    fn placeholders_are_filled_in_wherever_they_stand() {
        assert_eq!(
            expand(&json!({"a": ["{region}:{account}:{name}-{settings.tier}"], "b": 1})),
            json!({"a": ["eu-west-1:123456789012:n-7"], "b": 1})
        );
        assert_eq!(expand(&json!("{missing|empty|name}")), json!("n"));
        assert_eq!(expand(&json!("x{missing}")), json!("x"));
    }

    #[test]
    fn a_value_stands_once_for_each_element_of_an_attribute() {
        let value = json!({"for-each": "regions", "value": {"host": "{each.name}.{name}"}});
        assert_eq!(expand(&value), json!([{"host": "a.n"}, {"host": "b.n"}]));
        assert_eq!(
            expand(&json!({"for-each": "missing", "value": 1})),
            json!([])
        );
    }

    #[test]
    fn a_text_that_is_one_placeholder_takes_the_value_as_it_is() {
        assert_eq!(expand(&json!("{ports}")), json!([1]));
        assert_eq!(expand(&json!("{settings.tier}")), json!(7));
        assert_eq!(expand(&json!("{missing}")), json!(null));
    }

    #[test]
    fn what_an_object_draws_is_the_same_in_all_its_texts() {
        let drawn = expand(&json!([
            "{hex:8}",
            "x-{hex:8}",
            "{public-ipv4}",
            "{public-ipv4:2}"
        ]));
        assert_eq!(drawn[1], format!("x-{}", drawn[0].as_str().unwrap()));
        assert_ne!(drawn[2], drawn[3]);
    }

    #[test]
    fn what_depends_on_the_object_and_what_is_no_template_is_told() {
        assert!(is_constant(&json!({"a": ["x", 1]})));
        assert!(!is_constant(&json!({"a": ["{name}"]})));
        assert_eq!(
            mistake(&json!(["{Name}"])).unwrap(),
            "`{Name}` is no placeholder"
        );
        assert_eq!(mistake(&json!(["{name}", 1])), None);
    }
}
