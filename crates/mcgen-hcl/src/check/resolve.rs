//! What a reference leads to.

use std::collections::BTreeMap;

use super::callees::Callees;
use super::module::{Address, Module, Site};
use super::scan::Traversal;
use super::walk::Context;
use super::{FindingKind, nearest};

/// What was found.
#[derive(Clone, Copy)]
pub(super) enum Target<'a> {
    Variable(&'a str),
    Local(&'a str),
    Resource(&'a str, &'a str),
    Data(&'a str, &'a str),
    /// Anything whose use is not counted.
    Other,
}

/// Why nothing was found.
pub(super) struct Fault {
    pub(super) kind: FindingKind,
    pub(super) message: String,
    /// The names of the reference to point at, first and last.
    pub(super) names: (usize, usize),
    pub(super) suggestion: Option<String>,
}

/// A module among the others of the tree.
pub(super) struct Resolver<'r, 'a, 'f> {
    pub(super) module: &'r Module<'a, 'f>,
    pub(super) callees: Callees<'r, 'a, 'f>,
}

type Outcome<'a> = Result<Target<'a>, Fault>;

fn fault<T>(kind: FindingKind, last: usize, message: String) -> Result<T, Fault> {
    Err(Fault {
        kind,
        message,
        names: (0, last),
        suggestion: None,
    })
}

fn with_suggestion<T>(
    kind: FindingKind,
    last: usize,
    message: String,
    suggestion: Option<String>,
) -> Result<T, Fault> {
    Err(Fault {
        kind,
        message,
        names: (0, last),
        suggestion,
    })
}

impl<'a> Resolver<'_, 'a, '_> {
    /// Resolves a reference as far as its name number `last`.
    pub(super) fn resolve(
        &self,
        traversal: &Traversal<'a>,
        last: usize,
        context: Context<'a>,
    ) -> Outcome<'a> {
        let Some(root) = traversal.name(0) else {
            return Ok(Target::Other);
        };
        let second = traversal.name(1);
        match (root, second) {
            ("var", Some(name)) => self.variable(name),
            ("local", Some(name)) => self.local(name),
            ("module", Some(name)) => self.output(name, traversal.name(2).filter(|_| last >= 2)),
            ("data" | "ephemeral", Some(kind)) => match traversal.name(2) {
                Some(name) => self.prefixed(root, kind, name),
                None => fault(
                    FindingKind::InvalidReference,
                    1,
                    format!("`{root}.{kind}` needs a name after its type"),
                ),
            },
            ("each", Some(attribute)) => within(context.each, "each", "for_each")
                .and_then(|()| known("each", attribute, &["key", "value"])),
            ("count", Some(attribute)) => within(context.count, "count", "count")
                .and_then(|()| known("count", attribute, &["index"])),
            ("self", _) => {
                if context.this {
                    return Ok(Target::Other);
                }
                fault(
                    FindingKind::OutOfPlace,
                    0,
                    "`self` has a meaning only in a provisioner, connection or postcondition"
                        .to_owned(),
                )
            }
            // Terraform 1.14 has actions, which only `action_trigger` refers to.
            ("action", _) if traversal.name(2).is_some() => Ok(Target::Other),
            ("path", Some(attribute)) => known("path", attribute, &["module", "root", "cwd"]),
            ("terraform", Some(attribute)) => {
                known("terraform", attribute, &["workspace", "applying"])
            }
            // `resource.aws_vpc.this` is `aws_vpc.this` in full.
            ("resource", Some(kind)) => match traversal.name(2) {
                Some(name) => self.resource(kind, name, 2),
                None => fault(
                    FindingKind::InvalidReference,
                    1,
                    format!("`resource.{kind}` needs a name after its type"),
                ),
            },
            (kind, Some(name)) => self.resource(kind, name, 1),
            (name, None) => fault(
                FindingKind::InvalidReference,
                0,
                format!("the name `{name}` alone refers to nothing"),
            ),
        }
    }

    fn variable(&self, name: &'a str) -> Outcome<'a> {
        if self.module.variables.contains_key(name) {
            return Ok(Target::Variable(name));
        }
        let meant = nearest(name, self.module.variables.keys().copied());
        with_suggestion(
            FindingKind::UnknownVariable,
            1,
            format!("there is no variable `{name}` in this module"),
            meant.map(|name| format!("var.{name}")),
        )
    }

    fn local(&self, name: &'a str) -> Outcome<'a> {
        if self.module.locals.contains_key(name) {
            return Ok(Target::Local(name));
        }
        let meant = nearest(name, self.module.locals.keys().copied());
        with_suggestion(
            FindingKind::UnknownLocal,
            1,
            format!("there is no local value `{name}` in this module"),
            meant.map(|name| format!("local.{name}")),
        )
    }

    fn output(&self, call: &'a str, output: Option<&'a str>) -> Outcome<'a> {
        let Some(found) = self.module.calls.get(call) else {
            let meant = nearest(call, self.module.calls.keys().copied());
            return with_suggestion(
                FindingKind::UnknownModule,
                1,
                format!("there is no module call `{call}`"),
                meant.map(|call| format!("module.{call}")),
            );
        };
        let Some(output) = output else {
            return Ok(Target::Other);
        };
        let callee = self.callees.called(found.source);
        let Some(callee) = callee.filter(|callee| !callee.has_output(output)) else {
            return Ok(Target::Other);
        };
        Err(Fault {
            kind: FindingKind::UnknownOutput,
            message: format!("the module called by `{call}` has no output `{output}`"),
            // The output alone: an index may stand between it and the call.
            names: (2, 2),
            suggestion: nearest(output, callee.outputs()).map(str::to_owned),
        })
    }

    fn prefixed(&self, root: &str, kind: &'a str, name: &'a str) -> Outcome<'a> {
        let (known, target, what) = if root == "data" {
            (&self.module.data, Target::Data(kind, name), "data source")
        } else {
            (&self.module.ephemeral, Target::Other, "ephemeral resource")
        };
        if known.contains_key(&(kind, name)) {
            return Ok(target);
        }
        let meant = nearest_address(known, kind, name);
        with_suggestion(
            FindingKind::UnknownResource,
            2,
            format!("there is no {what} `{root}.{kind}.{name}` in this module"),
            meant.map(|address| format!("{root}.{address}")),
        )
    }

    fn resource(&self, kind: &'a str, name: &'a str, last: usize) -> Outcome<'a> {
        if self.module.resources.contains_key(&(kind, name)) {
            return Ok(Target::Resource(kind, name));
        }
        with_suggestion(
            FindingKind::UnknownResource,
            last,
            format!("there is no resource `{kind}.{name}` in this module"),
            nearest_address(&self.module.resources, kind, name),
        )
    }
}

/// An address that differs in the name or in the type, but not in both.
fn nearest_address(known: &BTreeMap<Address<'_>, Site>, kind: &str, name: &str) -> Option<String> {
    let names = known
        .keys()
        .filter(|(other, _)| *other == kind)
        .map(|(_, name)| *name);
    let kinds = known
        .keys()
        .filter(|(_, other)| *other == name)
        .map(|(kind, _)| *kind);
    let by_name = nearest(name, names).map(|name| format!("{kind}.{name}"));
    by_name.or_else(|| nearest(kind, kinds).map(|kind| format!("{kind}.{name}")))
}

fn within(allowed: bool, root: &str, argument: &str) -> Result<(), Fault> {
    if allowed {
        return Ok(());
    }
    let message = format!("`{root}` has a meaning only inside a block with `{argument}`");
    fault(FindingKind::OutOfPlace, 1, message)
}

fn known<'a>(root: &str, attribute: &str, all: &[&str]) -> Outcome<'a> {
    if all.contains(&attribute) {
        return Ok(Target::Other);
    }
    with_suggestion(
        FindingKind::UnknownAttribute,
        1,
        format!("`{root}` has no attribute `{attribute}`"),
        nearest(attribute, all.iter().copied()).map(|attribute| format!("{root}.{attribute}")),
    )
}
