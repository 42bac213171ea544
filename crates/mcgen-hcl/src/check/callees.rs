//! What a module call leads to: a folder of the tree that is checked, or a module described before.

use std::collections::BTreeMap;

use super::module::Module;
use super::{Place, join, nearest};
use crate::describe::ModuleDescription;

/// All that the calls of one module can lead to.
#[derive(Clone, Copy)]
pub(super) enum Callees<'r, 'a, 'f> {
    /// The folders of the tree, from the folder of the module.
    Tree {
        folder: &'r str,
        modules: &'r BTreeMap<&'r str, Module<'a, 'f>>,
    },
    /// Modules by the source that leads to them.
    Described(&'r BTreeMap<String, &'r ModuleDescription>),
}

/// The module that a call leads to.
#[derive(Clone, Copy)]
pub(super) enum Callee<'r, 'a, 'f> {
    Module(&'r Module<'a, 'f>),
    Described(&'r ModuleDescription),
}

impl<'r, 'a, 'f> Callees<'r, 'a, 'f> {
    /// The module that a call with this source means, if it is a local one and there.
    pub(super) fn called(self, source: Option<&str>) -> Option<Callee<'r, 'a, 'f>> {
        let source = source.filter(|source| is_local(source))?;
        match self {
            Self::Tree { folder, modules } => modules
                .get(join(folder, source)?.as_str())
                .map(Callee::Module),
            Self::Described(modules) => modules
                .get(source)
                .map(|description| Callee::Described(description)),
        }
    }

    /// The source that was probably meant.
    pub(super) fn nearest(self, source: &str) -> Option<String> {
        match self {
            Self::Tree { folder, modules } => {
                let wanted = join(folder, source)?;
                let meant = nearest(&wanted, modules.keys().copied())?;
                Some(relative(folder, meant))
            }
            Self::Described(modules) => {
                nearest(source, modules.keys().map(String::as_str)).map(str::to_owned)
            }
        }
    }
}

impl<'r> Callee<'r, '_, '_> {
    pub(super) fn has_output(self, name: &str) -> bool {
        self.outputs().contains(&name)
    }

    pub(super) fn outputs(self) -> Vec<&'r str> {
        match self {
            Self::Module(module) => module.outputs.keys().copied().collect(),
            Self::Described(module) => module.outputs.iter().map(|it| it.name.as_str()).collect(),
        }
    }

    pub(super) fn inputs(self) -> Vec<&'r str> {
        match self {
            Self::Module(module) => module.variables.keys().copied().collect(),
            Self::Described(module) => module.variables.iter().map(|it| it.name.as_str()).collect(),
        }
    }

    /// The inputs that every caller must set, with their places where they are known.
    pub(super) fn required_inputs(self) -> Vec<(&'r str, Option<Place>)> {
        match self {
            Self::Module(module) => module
                .variables
                .iter()
                .filter(|(_, variable)| variable.required)
                .map(|(name, variable)| (*name, Some(module.place(&variable.site))))
                .collect(),
            Self::Described(module) => module
                .variables
                .iter()
                .filter(|variable| variable.default.is_none())
                .map(|variable| (variable.name.as_str(), None))
                .collect(),
        }
    }
}

/// Whether a module source is a folder and not a registry or repository address.
pub(super) fn is_local(source: &str) -> bool {
    source.starts_with("./") || source.starts_with("../")
}

/// The way from one folder to another, as a module source.
fn relative(from: &str, to: &str) -> String {
    let split = |path: &str| -> Vec<String> {
        path.split('/')
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (from, to) = (split(from), split(to));
    let shared = from
        .iter()
        .zip(&to)
        .take_while(|(left, right)| left == right)
        .count();
    let up = from.len() - shared;
    let start = if up == 0 {
        "./".to_owned()
    } else {
        "../".repeat(up)
    };
    start + &to[shared..].join("/")
}
