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
        self.parent.name(first)
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
        .map(|(parent, object)| Group {
            parent,
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

fn objects<'v>(
    path: &[&str],
    body: Body<'_>,
    value: &'v Value,
    at: Place,
) -> Vec<(Place, &'v Value)> {
    let [name, rest @ ..] = path else {
        return vec![(at, value)];
    };
    let attributes = match body {
        Body::Block(block) => &block.attributes,
        Body::Nested(nested) => &nested.attributes,
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
    let instances = at.name(name).instances(nesting, value.get(name));
    instances
        .into_iter()
        .flat_map(|(place, element)| objects(rest, inner, element, place))
        .collect()
}
