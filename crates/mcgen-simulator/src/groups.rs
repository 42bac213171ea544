//! Constraints between arguments: conflicts, exactly one of, at least one of, all or none.

use mcgen_schema::{AttributeKind, Block, TypeOverlay};

use crate::finding::error_at;
use crate::place::Place;
use crate::value::Value;
use crate::wire::Diagnostic;

/// What is wrong between the arguments of a configuration.
pub(crate) fn violations(overlay: &TypeOverlay, block: &Block, config: &Value) -> Vec<Diagnostic> {
    let rules: [(&[Vec<String>], Rule); 4] = [
        (&overlay.conflicts, conflicting),
        (&overlay.exactly_one_of, not_exactly_one),
        (&overlay.at_least_one_of, none_of),
        (&overlay.required_together, not_together),
    ];
    let mut findings = Vec::new();
    for (sets, rule) in rules {
        for paths in sets {
            for group in groups(paths, block, config) {
                findings.extend(rule(&group));
            }
        }
    }
    findings
}

type Rule = fn(&Group<'_>) -> Option<Diagnostic>;

/// The arguments of one set within one object around all of them.
struct Group<'a> {
    parent: Place,
    /// The object is the value of an argument, and no block.
    in_value: bool,
    arguments: Vec<(&'a str, Argument)>,
}

/// Whether an argument is given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Argument {
    Given,
    Unknown,
    Absent,
}

impl Group<'_> {
    fn with(&self, state: Argument) -> Vec<&str> {
        let arguments = self.arguments.iter().filter(|(_, it)| *it == state);
        arguments.map(|(path, _)| *path).collect()
    }

    fn place(&self, path: &str) -> Place {
        // Only the first name: the rest may lie in a block that is not written.
        let first = path.split('.').next().unwrap_or_default();
        if self.in_value {
            self.parent.member(first)
        } else {
            self.parent.name(first)
        }
    }

    fn all(&self) -> String {
        let paths: Vec<&str> = self.arguments.iter().map(|(path, _)| *path).collect();
        listed(&paths)
    }
}

fn listed(paths: &[&str]) -> String {
    let paths: Vec<String> = paths.iter().map(|it| format!("`{it}`")).collect();
    paths.join(", ")
}

fn conflicting(group: &Group<'_>) -> Option<Diagnostic> {
    let given = group.with(Argument::Given);
    let [first, second, ..] = given.as_slice() else {
        return None;
    };
    let detail = format!("`{first}` conflicts with `{second}`.");
    let place = group.place(first);
    Some(error_at(
        &place,
        "Conflicting configuration arguments",
        detail,
    ))
}

fn not_exactly_one(group: &Group<'_>) -> Option<Diagnostic> {
    let given = group.with(Argument::Given);
    if given.len() > 1 {
        let detail = format!(
            "Only one of {} can be given; here are {}.",
            group.all(),
            listed(&given)
        );
        let place = group.place(given[0]);
        return Some(error_at(&place, "Invalid combination of arguments", detail));
    }
    none_of(group)
}

fn none_of(group: &Group<'_>) -> Option<Diagnostic> {
    let known = group.with(Argument::Given).is_empty() && group.with(Argument::Unknown).is_empty();
    known.then(|| {
        let detail = format!("One of {} must be given.", group.all());
        error_at(&group.parent, "Missing required argument", detail)
    })
}

fn not_together(group: &Group<'_>) -> Option<Diagnostic> {
    let given = group.with(Argument::Given);
    let absent = group.with(Argument::Absent);
    let first = given.first()?;
    if absent.is_empty() {
        return None;
    }
    let detail = format!("With `{first}`, {} must be given too.", listed(&absent));
    let place = group.place(first);
    Some(error_at(&place, "Missing required argument", detail))
}

/// The set in each object that holds all of its paths: `a.b.c` and `a.b.d` in each block `b`.
fn groups<'a>(paths: &'a [String], block: &Block, config: &Value) -> Vec<Group<'a>> {
    let parents: Vec<Vec<&str>> = paths
        .iter()
        .map(|path| path.split('.').rev().skip(1).collect::<Vec<_>>())
        .map(|reversed| reversed.into_iter().rev().collect())
        .collect();
    let first = parents.first().cloned().unwrap_or_default();
    let shared = (0..first.len())
        .take_while(|&index| {
            parents
                .iter()
                .all(|it| it.get(index) == Some(&first[index]))
        })
        .count();
    let above: usize = first[..shared].iter().map(|name| name.len() + 1).sum();
    let objects = objects(
        &first[..shared],
        Body::Block(block),
        config,
        Place::default(),
    );
    objects
        .into_iter()
        .map(|(parent, in_value, object)| Group {
            parent,
            in_value,
            arguments: paths
                .iter()
                .map(|path| (&path[above..], argument(object.at(&path[above..]))))
                .collect(),
        })
        .collect()
}

fn argument(value: &Value) -> Argument {
    match value {
        Value::Null => Argument::Absent,
        Value::Unknown => Argument::Unknown,
        Value::Sequence(elements) if elements.is_empty() => Argument::Absent,
        _ => Argument::Given,
    }
}

#[derive(Clone, Copy)]
enum Body<'a> {
    Block(&'a Block),
    Nested(&'a mcgen_schema::NestedAttributes),
}

/// The objects that a path of blocks and arguments leads to, and whether they are values.
fn objects<'v>(
    path: &[&str],
    body: Body<'_>,
    value: &'v Value,
    at: Place,
) -> Vec<(Place, bool, &'v Value)> {
    let in_value = matches!(body, Body::Nested(_));
    let [name, rest @ ..] = path else {
        return vec![(at, in_value, value)];
    };
    let (attributes, at) = match body {
        Body::Block(block) => (&block.attributes, at.name(name)),
        Body::Nested(nested) => (&nested.attributes, at.member(name)),
    };
    let inner = match (body, attributes.get(*name).map(|it| &it.kind)) {
        (_, Some(AttributeKind::Nested(nested))) => Some((nested.nesting, Body::Nested(nested))),
        (Body::Block(block), None) => {
            let nested = block.blocks.get(*name);
            nested.map(|nested| (nested.nesting, Body::Block(&nested.block)))
        }
        _ => None,
    };
    let Some((nesting, inner)) = inner else {
        return Vec::new();
    };
    at.instances(nesting, value.get(name))
        .into_iter()
        .flat_map(|(place, element)| objects(rest, inner, element, place))
        .collect()
}

#[cfg(test)]
mod tests {
    use mcgen_schema::{Block, TypeOverlay};
    use serde_json::json;

    use super::violations;
    use crate::value::{Value, from_plain};

    fn block() -> Block {
        let text = json!({"type": "string", "optional": true});
        let block = json!({
            "attributes": {
                "a": text, "b": text,
                "value": {
                    "nested_type": {
                        "nesting_mode": "list", "attributes": {"c": text, "d": text},
                    },
                    "optional": true,
                },
            },
            "block_types": {"rule": {"nesting_mode": "list", "block": {
                "attributes": {"c": text, "d": text},
            }}},
        });
        serde_json::from_value(block).unwrap()
    }

    /// What is said of a configuration, each with the way to its place.
    fn said(overlay: &serde_json::Value, config: &serde_json::Value) -> Vec<(String, usize)> {
        let overlay: TypeOverlay = serde_json::from_value(overlay.clone()).unwrap();
        let block = block();
        let config = from_plain(config, &block.value_type()).unwrap();
        let said = violations(&overlay, &block, &config).into_iter();
        said.map(|it| (it.detail, it.attribute.map_or(0, |it| it.steps.len())))
            .collect()
    }

    #[test]
    fn each_block_is_judged_by_itself() {
        let overlay = json!({"sources": [], "conflicts": [["rule.c", "rule.d"]]});
        let apart = json!({"rule": [{"c": "x"}, {"d": "x"}]});
        assert_eq!(said(&overlay, &apart), []);
        let together = json!({"rule": [{"c": "x"}, {"c": "x", "d": "x"}]});
        let conflict = "`c` conflicts with `d`.".to_owned();
        assert_eq!(said(&overlay, &together), [(conflict, 3)]);
    }

    #[test]
    fn a_finding_in_a_value_stands_at_the_argument() {
        let overlay = json!({"sources": [], "exactly-one-of": [["value.c", "value.d"]]});
        let both = json!({"value": [{"c": "x", "d": "x"}], "rule": []});
        let wrong = "Only one of `c`, `d` can be given; here are `c`, `d`.".to_owned();
        assert_eq!(said(&overlay, &both), [(wrong, 1)]);
    }

    #[test]
    fn arguments_that_belong_together_are_given_together() {
        let overlay = json!({"sources": [], "required-together": [["a", "b", "rule"]]});
        assert_eq!(said(&overlay, &json!({"rule": []})), []);
        let wrong = "With `a`, `b`, `rule` must be given too.".to_owned();
        assert_eq!(said(&overlay, &json!({"a": "x", "rule": []})), [(wrong, 1)]);
        assert_eq!(
            said(&overlay, &json!({"a": "x", "b": "x", "rule": [{}]})),
            []
        );
    }

    #[test]
    fn what_is_unknown_may_be_given_or_not() {
        let overlay: TypeOverlay = serde_json::from_value(json!({
            "sources": [], "exactly-one-of": [["a", "b"]], "conflicts": [["a", "b"]],
        }))
        .unwrap();
        let mut config = from_plain(&json!({"rule": []}), &block().value_type()).unwrap();
        config.set("a", Value::Unknown);
        assert_eq!(violations(&overlay, &block(), &config), []);
        config.set("b", Value::text("x"));
        assert_eq!(violations(&overlay, &block(), &config), []);
    }
}
