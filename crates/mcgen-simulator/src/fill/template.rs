//! Placeholders in the values of overlays: `arn:aws:kms:{region}:{account}:key/{uuid}`.
//!
//! | placeholder | value |
//! |---|---|
//! | `{hex:N}` `{digits:N}` `{letters:N}` `{alphanumeric:N}` | N characters that differ for each object |
//! | `{uuid}` `{timestamp}` | as their names say |
//! | `{private-ipv4}` `{public-ipv4}` | an address of 10.0.0.0/8, of 198.18.0.0/15 |
//! | `{tunnel-inside}` `{pre-shared-key}` | what AWS would choose for a VPN tunnel |
//! | `{host:PATH:N}` | the address number N in the network that stands at another attribute |
//! | `{account}` `{partition}` `{index}` | the AWS account, `aws`, the number of the element |
//! | `{project-number}` | the number of the Google Cloud project |
//! | `{region}` `{zone}` `{project}` | of the resource where it has one, else of the provider |
//! | `{PATH}` | another attribute, beside this one or from the top: `{name}`, `{settings.0.tier}` |
//!
//! `{{` and `}}` are braces.

use std::net::Ipv4Addr;

use ipnet::Ipv4Net;
use serde_json::Value as Json;

use super::draw::Seed;
use crate::settings::Settings;

/// Where placeholders take their values from.
pub(super) struct Source<'a> {
    pub(super) type_name: &'a str,
    pub(super) settings: &'a Settings,
    pub(super) seed: Seed,
    pub(super) index: usize,
    pub(super) lookup: &'a dyn Fn(&str) -> Option<String>,
}

impl Source<'_> {
    pub(super) fn placeholder(&self, name: &str) -> Option<String> {
        let (word, rest) = name.split_once(':').unwrap_or((name, ""));
        let length = || rest.parse::<usize>().ok();
        Some(match word {
            "hex" => self.seed.hex(length()?),
            "digits" => self.seed.digits(length()?),
            "letters" => self.seed.letters(length()?),
            "alphanumeric" => self.seed.alphanumeric(length()?),
            "uuid" => self.seed.uuid(),
            "timestamp" => self.seed.timestamp(),
            "private-ipv4" => self.seed.private_ipv4().to_string(),
            "public-ipv4" => self.seed.public_ipv4().to_string(),
            "tunnel-inside" => self.seed.tunnel_inside(),
            "pre-shared-key" => format!("k{}", self.seed.alphanumeric(31)),
            "host" => {
                let (path, number) = rest.rsplit_once(':')?;
                host(&(self.lookup)(path)?, number.parse().ok()?)?
            }
            "account" => self.settings.account().to_owned(),
            "partition" => "aws".to_owned(),
            "index" => self.index.to_string(),
            "project-number" => project_number(self.settings.project()),
            path => (self.lookup)(path).or_else(|| self.setting(path))?,
        })
    }

    fn setting(&self, name: &str) -> Option<String> {
        Some(match name {
            "region" => self.settings.region(self.type_name).to_owned(),
            "zone" => self.settings.zone(self.type_name),
            "project" => self.settings.project().to_owned(),
            _ => return None,
        })
    }
}

/// The number of a project, which is the same for all that is in it.
pub(crate) fn project_number(project: &str) -> String {
    Seed::of(&[b"project", project.as_bytes()]).digits(12)
}

fn host(network: &str, number: u32) -> Option<String> {
    let network: Ipv4Net = network.parse().ok()?;
    let address = network.network().to_bits().checked_add(number)?;
    let address = Ipv4Addr::from_bits(address);
    network.contains(&address).then(|| address.to_string())
}

/// Every text in the value with its placeholders replaced. One that has no value is an empty text.
pub(super) fn expand_all(value: &Json, placeholder: &dyn Fn(&str) -> Option<String>) -> Json {
    match value {
        Json::String(text) => {
            let expanded = parts(text).map(|part| match part {
                Part::Text(text) => text.to_owned(),
                Part::Placeholder(name) => placeholder(name).unwrap_or_default(),
            });
            Json::String(expanded.collect())
        }
        Json::Array(elements) => {
            let elements = elements.iter();
            elements.map(|it| expand_all(it, placeholder)).collect()
        }
        Json::Object(entries) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, it)| (key.clone(), expand_all(it, placeholder)));
            entries.collect()
        }
        other => other.clone(),
    }
}

/// Whether a value depends on the object that it is given to.
pub(crate) fn has_placeholders(value: &Json) -> bool {
    placeholders(value).next().is_some()
}

/// The placeholders in a value.
pub(crate) fn placeholders(value: &Json) -> Box<dyn Iterator<Item = &str> + '_> {
    match value {
        Json::String(text) => Box::new(parts(text).filter_map(|part| match part {
            Part::Placeholder(name) => Some(name),
            Part::Text(_) => None,
        })),
        Json::Array(elements) => Box::new(elements.iter().flat_map(placeholders)),
        Json::Object(entries) => Box::new(entries.values().flat_map(placeholders)),
        _ => Box::new(std::iter::empty()),
    }
}

/// Whether a placeholder is one of the words of this module, rather than a path.
pub(crate) fn is_word(name: &str) -> bool {
    let (word, rest) = name.split_once(':').unwrap_or((name, ""));
    match word {
        "hex" | "digits" | "letters" | "alphanumeric" => rest.parse::<usize>().is_ok(),
        "host" => rest
            .rsplit_once(':')
            .is_some_and(|(path, number)| !path.is_empty() && number.parse::<u32>().is_ok()),
        "uuid" | "timestamp" | "private-ipv4" | "public-ipv4" | "tunnel-inside"
        | "pre-shared-key" | "account" | "partition" | "index" | "project-number" | "region"
        | "zone" | "project" => rest.is_empty(),
        _ => false,
    }
}

enum Part<'a> {
    Text(&'a str),
    Placeholder(&'a str),
}

fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        for brace in ["{{", "}}"] {
            if let Some(after) = rest.strip_prefix(brace) {
                rest = after;
                return Some(Part::Text(&brace[..1]));
            }
        }
        if let Some(inside) = rest.strip_prefix('{')
            && let Some((name, after)) = inside.split_once('}')
        {
            rest = after;
            return Some(Part::Placeholder(name));
        }
        let mut later = rest.char_indices().skip(1);
        let brace = later.find(|(_, letter)| matches!(letter, '{' | '}'));
        let (text, after) = rest.split_at(brace.map_or(rest.len(), |(at, _)| at));
        rest = after;
        Some(Part::Text(text))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{expand_all, host, is_word, placeholders};

    #[test]
    fn placeholders_are_replaced_and_doubled_braces_are_not() {
        let value = json!({"a": ["é{x}-{y:2}", "{{x}}"], "b": 1, "c": "{open"});
        let expanded = expand_all(&value, &|name| Some(name.to_uppercase()));
        assert_eq!(
            expanded,
            json!({"a": ["éX-Y:2", "{x}"], "b": 1, "c": "{open"})
        );
        assert_eq!(placeholders(&value).collect::<Vec<_>>(), ["x", "y:2"]);
    }

    #[test]
    fn a_host_is_counted_from_the_network() {
        assert_eq!(host("169.254.10.4/30", 2).unwrap(), "169.254.10.6");
        assert_eq!(host("169.254.10.4/30", 4), None);
        assert_eq!(host("no", 1), None);
    }

    #[test]
    fn words_are_told_from_paths() {
        for word in ["hex:8", "uuid", "region", "host:a.b:1"] {
            assert!(is_word(word), "{word}");
        }
        for path in [
            "hex",
            "hex:x",
            "name",
            "uuid:1",
            "host:1",
            "settings.0.tier",
        ] {
            assert!(!is_word(path), "{path}");
        }
    }
}
