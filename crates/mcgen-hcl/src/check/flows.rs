//! Which outputs of called modules reach which inputs of others.

use std::collections::{BTreeMap, BTreeSet};

use super::File;
use super::scan::{self, Traversal};
use crate::outline::{Body, Outline};

/// An output of one module call that an input of another one depends on, directly or by way of
/// local values, resources and data sources.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flow {
    /// The call whose output is read.
    pub source: String,
    /// The call that reads it.
    pub target: String,
    /// The output; none where the whole call is meant, as in `depends_on`.
    pub output: Option<String>,
    /// The argument that reads it.
    pub input: String,
}

/// Something in a module that reads values and has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Value<'a> {
    Local(&'a str),
    Resource(&'a str, &'a str),
    Data(&'a str, &'a str),
    Ephemeral(&'a str, &'a str),
    Output(&'a str, Option<&'a str>),
}

/// The values that each value reads.
type Reads<'a> = BTreeMap<Value<'a>, BTreeSet<Value<'a>>>;

/// The flows between the module calls of `files`, sorted.
pub(crate) fn flows(files: &[File<'_>]) -> Vec<Flow> {
    let mut reads = Reads::new();
    for file in files {
        collect(&file.outline, &mut reads);
    }
    let mut flows = BTreeSet::new();
    for file in files {
        for call in file.outline.body.blocks_of("module") {
            let Some(target) = call.label(0) else {
                continue;
            };
            for argument in &call.body.attributes {
                let mut found = BTreeSet::new();
                expression(&file.outline, &argument.value, &mut found);
                for (source, output) in outputs(found, &reads) {
                    flows.insert(Flow {
                        source: source.to_owned(),
                        target: target.to_owned(),
                        output: output.map(str::to_owned),
                        input: argument.name.to_owned(),
                    });
                }
            }
        }
    }
    flows.into_iter().collect()
}

/// The outputs that `values` come from.
fn outputs<'a>(
    values: BTreeSet<Value<'a>>,
    reads: &Reads<'a>,
) -> BTreeSet<(&'a str, Option<&'a str>)> {
    let mut outputs = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut rest: Vec<Value<'a>> = values.into_iter().collect();
    while let Some(value) = rest.pop() {
        if let Value::Output(call, output) = value {
            outputs.insert((call, output));
        } else if seen.insert(value) {
            rest.extend(reads.get(&value).into_iter().flatten());
        }
    }
    outputs
}

/// Notes what the local values, resources and data sources of a file read.
fn collect<'a>(outline: &Outline<'a>, reads: &mut Reads<'a>) {
    for block in &outline.body.blocks {
        let address = block.label(0).zip(block.label(1));
        let value = match (block.kind, address) {
            ("locals", _) => {
                for local in &block.body.attributes {
                    let found = reads.entry(Value::Local(local.name)).or_default();
                    expression(outline, &local.value, found);
                }
                continue;
            }
            ("resource", Some((kind, name))) => Value::Resource(kind, name),
            ("data", Some((kind, name))) => Value::Data(kind, name),
            ("ephemeral", Some((kind, name))) => Value::Ephemeral(kind, name),
            _ => continue,
        };
        body(outline, &block.body, reads.entry(value).or_default());
    }
}

fn body<'a>(outline: &Outline<'a>, block: &Body<'a>, found: &mut BTreeSet<Value<'a>>) {
    for attribute in &block.attributes {
        expression(outline, &attribute.value, found);
    }
    for inner in &block.blocks {
        body(outline, &inner.body, found);
    }
}

fn expression<'a>(
    outline: &Outline<'a>,
    value: &std::ops::Range<usize>,
    found: &mut BTreeSet<Value<'a>>,
) {
    scan::scan(outline, value, &mut Vec::new(), &mut |traversal| {
        found.extend(read(&traversal));
    });
}

fn read<'a>(traversal: &Traversal<'a>) -> Option<Value<'a>> {
    let second = traversal.name(1)?;
    let third = traversal.name(2);
    match traversal.name(0)? {
        "local" => Some(Value::Local(second)),
        "module" => Some(Value::Output(second, third)),
        "data" => Some(Value::Data(second, third?)),
        "ephemeral" => Some(Value::Ephemeral(second, third?)),
        "resource" => Some(Value::Resource(second, third?)),
        kind => Some(Value::Resource(kind, second)),
    }
}
