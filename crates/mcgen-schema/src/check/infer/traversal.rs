//! Following references.

use std::rc::Rc;

use mcgen_hcl::syntax::{Expression, ExpressionKind, Step, StepKind};

use super::Walker;
use crate::check::convert::{element, in_words};
use crate::check::finding::FromProvider;
use crate::check::module::{Declared, Repeat};
use crate::check::objects::Lack;
use crate::check::rules;
use crate::check::spelling::nearest;
use crate::{Kind, Type};

/// Where a reference begins.
enum Root<'t> {
    /// A value.
    Value(Rc<Type>),
    /// The objects of a block: the type of one, and how many there are.
    Objects(Rc<Type>, &'t Declared<'t>),
}

/// Whose attributes are gone through, for messages.
#[derive(Clone, Default)]
struct Owner {
    name: String,
    provider: Option<Rc<FromProvider>>,
    /// Terraform looks at it before it runs, even in a branch that is not taken.
    is_static: bool,
}

impl<'t> Walker<'_, '_, 't> {
    pub(super) fn traversal(
        &mut self,
        base: &'t Expression<'t>,
        steps: &'t [Step<'t>],
    ) -> Rc<Type> {
        for step in steps {
            if let StepKind::Index(key) = &step.kind {
                self.infer(key);
            }
        }
        let ExpressionKind::Variable(root) = base.kind else {
            let value = self.infer(base);
            return Rc::new(self.follow(&value, steps, &Owner::default()));
        };
        let (root, steps, owner) = self.root(root, steps);
        match root {
            Root::Value(value) if steps.is_empty() => value,
            Root::Value(value) => Rc::new(self.follow(&value, steps, &owner)),
            Root::Objects(one, declared) => self.objects(one, declared, steps, &owner),
        }
    }

    /// What the first names of a reference mean, and the steps that are left.
    fn root(&mut self, root: &'t str, steps: &'t [Step<'t>]) -> (Root<'t>, &'t [Step<'t>], Owner) {
        let unknown = || Root::Value(Rc::new(Type::Dynamic));
        if let Some(value) = self.name(root) {
            let owner = Owner {
                name: root.to_owned(),
                ..Owner::default()
            };
            return (Root::Value(value), steps, owner);
        }
        let Some((name, rest)) = attribute(steps) else {
            return (unknown(), &[], Owner::default());
        };
        let owner = Owner {
            name: format!("{root}.{name}"),
            ..Owner::default()
        };
        match root {
            "var" => {
                let variable = self.context.module.variables.get(name);
                let value = variable.map(|it| Rc::clone(&it.value_type));
                let value = value.unwrap_or_else(|| Rc::new(Type::Dynamic));
                (Root::Value(value), rest, owner)
            }
            "local" => {
                let value = self.context.local(self.pass, name);
                (Root::Value(value), rest, owner)
            }
            "module" => self.module_root(name, rest, owner),
            "path" | "terraform" => (Root::Value(Rc::new(Type::String)), rest, owner),
            "each" | "count" | "self" => (unknown(), &[], owner),
            "data" => self.resource_root(Kind::DataSource, steps),
            "ephemeral" => self.resource_root(Kind::Ephemeral, steps),
            "resource" => self.resource_root(Kind::Resource, steps),
            _ => self.named_resource(Kind::Resource, root, name, rest),
        }
    }

    fn resource_root(
        &mut self,
        kind: Kind,
        steps: &'t [Step<'t>],
    ) -> (Root<'t>, &'t [Step<'t>], Owner) {
        let named = attribute(steps).and_then(|(type_name, rest)| {
            let (name, rest) = attribute(rest)?;
            Some((type_name, name, rest))
        });
        match named {
            Some((type_name, name, rest)) => self.named_resource(kind, type_name, name, rest),
            None => (Root::Value(Rc::new(Type::Dynamic)), &[], Owner::default()),
        }
    }

    fn named_resource(
        &mut self,
        kind: Kind,
        type_name: &'t str,
        name: &'t str,
        rest: &'t [Step<'t>],
    ) -> (Root<'t>, &'t [Step<'t>], Owner) {
        let prefix = match kind {
            Kind::Resource => "",
            Kind::DataSource => "data.",
            Kind::Ephemeral => "ephemeral.",
        };
        let mut owner = Owner {
            name: format!("{prefix}{type_name}.{name}"),
            provider: None,
            is_static: true,
        };
        let key = (kind, type_name, name);
        let Some(declared) = self.context.module.resources.get(&key) else {
            return (Root::Value(Rc::new(Type::Dynamic)), &[], owner);
        };
        let provider = self.context.provider_of(declared.block);
        let Some(found) = self
            .context
            .resource_type(&provider.address, kind, type_name)
        else {
            return (Root::Value(Rc::new(Type::Dynamic)), &[], owner);
        };
        owner.provider = self.context.origin(&provider.address);
        (Root::Objects(found.value_type(), declared), rest, owner)
    }

    fn module_root(
        &mut self,
        name: &str,
        rest: &'t [Step<'t>],
        mut owner: Owner,
    ) -> (Root<'t>, &'t [Step<'t>], Owner) {
        let unknown = |owner| (Root::Value(Rc::new(Type::Dynamic)), &[] as &[_], owner);
        let module = self.context.module;
        let Some(call) = module.calls.get(name) else {
            return unknown(owner);
        };
        let folder = module.called_folder(call);
        let Some(called) = folder.and_then(|it| self.pass.context(&it)) else {
            return unknown(owner);
        };
        if called.module.incomplete {
            return unknown(owner);
        }
        owner.is_static = true;
        // One output is looked at rather than all, where the reference names one.
        if let (Repeat::One, Some((output, rest))) = (call.repeat, attribute(rest)) {
            let value = called.output(self.pass, output);
            if called.module.outputs.contains_key(output) {
                let value = value.unwrap_or_else(|| Rc::new(Type::Dynamic));
                owner.name = format!("{}.{output}", owner.name);
                owner.is_static = false;
                return (Root::Value(value), rest, owner);
            }
        }
        let outputs = Rc::new(called.outputs(self.pass));
        (Root::Objects(outputs, call), rest, owner)
    }

    /// Goes from the objects of a block to one of them, or to all.
    fn objects(
        &mut self,
        one: Rc<Type>,
        declared: &'t Declared<'t>,
        steps: &'t [Step<'t>],
        owner: &Owner,
    ) -> Rc<Type> {
        let repeat = declared.repeat;
        let Some((first, rest)) = steps.split_first() else {
            return match repeat {
                Repeat::One => one,
                Repeat::Count => Rc::new(Type::list((*one).clone())),
                Repeat::ForEach => Rc::new(Type::map((*one).clone())),
            };
        };
        match (repeat, &first.kind) {
            (Repeat::One | Repeat::Count, StepKind::FullSplat | StepKind::AttributeSplat) => {
                Rc::new(self.splat(&one, first, rest, owner))
            }
            (Repeat::One, StepKind::Index(_)) => {
                if matches!(&first.kind, StepKind::Index(key) if key.as_text().is_some()) {
                    return Rc::new(self.follow(&one, steps, owner));
                }
                self.no_element(
                    first,
                    owner,
                    "there is one object, without `count` or `for_each`",
                );
                Rc::new(Type::Dynamic)
            }
            (Repeat::One, StepKind::Attribute(_)) => Rc::new(self.follow(&one, steps, owner)),
            (Repeat::Count, StepKind::Attribute(name)) => {
                let help = format!("write `{}[0].{name}`, or `[*]` for all", owner.name);
                let reason = "with `count` there is a list of objects";
                self.bad_step(
                    first,
                    owner,
                    "this needs an index before it",
                    reason,
                    Some(help),
                );
                Rc::new(Type::Dynamic)
            }
            // `a.key` is `a["key"]` of a map.
            (_, StepKind::Index(key)) => {
                self.lack(declared.objects.lack(key), first, owner);
                if rest.is_empty() {
                    return one;
                }
                Rc::new(self.follow(&one, rest, owner))
            }
            // Of a module, `a.key` is `a["key"]`.
            (Repeat::ForEach, StepKind::Attribute(name)) if declared.block.kind != "module" => {
                let help = format!(
                    "write `{}[\"…\"].{name}`, or go through all with `for`",
                    owner.name
                );
                let reason = "with `for_each` there is a map of objects";
                self.bad_step(
                    first,
                    owner,
                    "this needs a key before it",
                    reason,
                    Some(help),
                );
                Rc::new(Type::Dynamic)
            }
            (Repeat::ForEach, StepKind::Attribute(name)) => {
                self.lack(declared.objects.lack_of_name(name), first, owner);
                if rest.is_empty() {
                    return one;
                }
                Rc::new(self.follow(&one, rest, owner))
            }
            (Repeat::ForEach, StepKind::FullSplat | StepKind::AttributeSplat) => {
                Rc::new(Type::Dynamic)
            }
        }
    }

    /// The type that the steps lead to.
    fn follow(&mut self, value: &Type, steps: &'t [Step<'t>], owner: &Owner) -> Type {
        let Some((step, rest)) = steps.split_first() else {
            return value.clone();
        };
        match &step.kind {
            StepKind::Attribute(name) => self.attribute(value, name, step, rest, owner),
            StepKind::Index(key) => match key.as_text() {
                Some(name) if !matches!(value, Type::List(_) | Type::Tuple(_) | Type::Set(_)) => {
                    self.attribute(value, name, step, rest, owner)
                }
                _ => self.index(value, key, step, rest, owner),
            },
            StepKind::FullSplat | StepKind::AttributeSplat => {
                let each = match value {
                    Type::List(_) | Type::Set(_) | Type::Tuple(_) => element(value),
                    // A splat of a single value makes a list of it.
                    Type::Object { .. } => value.clone(),
                    _ => Type::Dynamic,
                };
                self.splat(&each, step, rest, owner)
            }
        }
    }

    fn attribute(
        &mut self,
        value: &Type,
        name: &str,
        step: &'t Step<'t>,
        rest: &'t [Step<'t>],
        owner: &Owner,
    ) -> Type {
        match value {
            Type::Dynamic => Type::Dynamic,
            Type::Map(element) => self.follow(element, rest, owner),
            Type::Object { attributes, .. } => {
                if let Some(value) = attributes.get(name) {
                    return self.follow(value, rest, owner);
                }
                let near = nearest(name, attributes.keys().map(String::as_str));
                let help = near.map(|near| format!("did you mean `{near}`?"));
                let label = format!("there is no `{name}` here");
                let reason = if owner.name.is_empty() {
                    String::new()
                } else {
                    format!("`{}` does not have it", owner.name)
                };
                self.bad_step(step, owner, &label, &reason, help);
                Type::Dynamic
            }
            other => {
                let label = format!("{} has no attributes", in_words(other));
                let help = match other {
                    Type::List(_) | Type::Tuple(_) => {
                        Some("put `[0]` before it, or `[*]` for all".to_owned())
                    }
                    Type::Set(_) => {
                        Some("put `[*]` before it, or go through it with `for`".to_owned())
                    }
                    _ => None,
                };
                self.bad_step(step, owner, &label, "", help);
                Type::Dynamic
            }
        }
    }

    fn index(
        &mut self,
        value: &Type,
        key: &'t Expression<'t>,
        step: &'t Step<'t>,
        rest: &'t [Step<'t>],
        owner: &Owner,
    ) -> Type {
        match value {
            Type::List(element) | Type::Map(element) => self.follow(element, rest, owner),
            Type::Tuple(items) => {
                let number = match &key.bare().kind {
                    ExpressionKind::Number(text) => text.parse::<usize>().ok(),
                    _ => None,
                };
                match number.map(|at| items.get(at)) {
                    Some(Some(item)) => self.follow(item, rest, owner),
                    Some(None) => {
                        let label = format!("there are {} elements, counted from 0", items.len());
                        self.bad_step(step, owner, &label, "", None);
                        Type::Dynamic
                    }
                    None => {
                        let each = element(value);
                        self.follow(&each, rest, owner)
                    }
                }
            }
            Type::Object { .. } => {
                let each = element(value);
                self.follow(&each, rest, owner)
            }
            Type::Set(_) => {
                let help = "write `one(…)` or `tolist(…)[0]`, or go through it with `for`";
                self.bad_step(
                    step,
                    owner,
                    "a set has no indexes",
                    "",
                    Some(help.to_owned()),
                );
                Type::Dynamic
            }
            Type::String | Type::Number | Type::Bool => {
                let label = format!("{} has no elements", in_words(value));
                self.bad_step(step, owner, &label, "", None);
                Type::Dynamic
            }
            Type::Dynamic => Type::Dynamic,
        }
    }

    fn splat(
        &mut self,
        each: &Type,
        step: &'t Step<'t>,
        rest: &'t [Step<'t>],
        owner: &Owner,
    ) -> Type {
        let is_index = |step: &Step<'_>| !matches!(step.kind, StepKind::Attribute(_));
        let end = match step.kind {
            StepKind::AttributeSplat => rest.iter().position(is_index).unwrap_or(rest.len()),
            _ => rest.len(),
        };
        let (inside, after) = rest.split_at(end);
        let all = Type::list(self.follow(each, inside, owner));
        self.follow(&all, after, owner)
    }

    /// Reports an object that a block does not stand for. Terraform finds it when it plans, and in no branch
    /// that is not taken.
    fn lack(&mut self, lack: Option<Lack>, step: &Step<'_>, owner: &Owner) {
        if let Some(Lack { label, reason }) = lack {
            let owner = Owner {
                is_static: false,
                provider: None,
                ..owner.clone()
            };
            self.bad_step(step, &owner, &label, &reason, None);
        }
    }

    fn no_element(&mut self, step: &Step<'_>, owner: &Owner, reason: &str) {
        self.bad_step(step, owner, "there is nothing to index", reason, None);
    }

    fn bad_step(
        &mut self,
        step: &Step<'_>,
        owner: &Owner,
        label: &str,
        reason: &str,
        help: Option<String>,
    ) {
        // Terraform drops the faults of a branch that is not taken, unless it can see them before it runs.
        if self.branches > 0 && !owner.is_static {
            return;
        }
        let mut finding = self.finding(&rules::UNKNOWN_ATTRIBUTE, step.span, label);
        if !reason.is_empty() {
            finding = finding.because(reason);
        }
        if let Some(help) = help {
            finding = finding.help(help);
        }
        finding.provider.clone_from(&owner.provider);
        self.report(finding);
    }
}

/// The name of the first step, where it is an attribute, and the steps after it.
fn attribute<'t>(steps: &'t [Step<'t>]) -> Option<(&'t str, &'t [Step<'t>])> {
    let (first, rest) = steps.split_first()?;
    match &first.kind {
        StepKind::Attribute(name) => Some((name, rest)),
        // `local["name"]` and the like.
        StepKind::Index(key) => key.as_text().map(|name| (name, rest)),
        _ => None,
    }
}
