//! Which provider a name means in a module, and in which versions.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use mcgen_hcl::syntax::{Attribute, Expression, ExpressionKind};

use super::module::Module;
use super::resource_type::ResourceTypes;
use crate::{Catalog, Provider, Version, VersionConstraint};

/// The provider that is part of Terraform.
pub(super) const BUILT_IN: &str = "builtin/terraform";

/// A version that only a constraint without an upper end allows.
const FAR_AHEAD: Version = Version::new(99_999, 0, 0);

/// An entry of `required_providers`.
#[derive(Debug, Clone, Default)]
pub(super) struct Requirement {
    /// `namespace/type`, where the entry says so.
    pub(super) source: Option<String>,
    pub(super) constraints: Vec<VersionConstraint>,
}

impl Requirement {
    pub(super) fn read(entry: &Attribute<'_>) -> Self {
        let mut requirement = Self::default();
        match &entry.value.bare().kind {
            // As Terraform 0.12 took it: a constraint alone.
            ExpressionKind::String(_) => requirement.constrain(&entry.value),
            ExpressionKind::Object(items) => {
                for item in items {
                    match item.name() {
                        Some("source") => {
                            requirement.source = item.value.as_text().map(canonical);
                        }
                        Some("version") => requirement.constrain(&item.value),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        requirement
    }

    fn constrain(&mut self, value: &Expression<'_>) {
        // What is no constraint is for `terraform init` to refuse; it limits nothing here.
        if let Some(Ok(constraint)) = value.as_text().map(str::parse) {
            self.constraints.push(constraint);
        }
    }

    pub(super) fn join(&mut self, other: Self) {
        self.source = other.source.or(self.source.take());
        self.constraints.extend(other.constraints);
    }
}

/// `namespace/type` of a source address in any of its spellings.
pub(super) fn canonical(source: &str) -> String {
    let source = source.to_lowercase();
    let mut parts = source.rsplit('/');
    let name = parts.next().unwrap_or_default();
    format!("{}/{name}", parts.next().unwrap_or("hashicorp"))
}

/// The address of the provider that a local name means in a module.
pub(super) fn address(module: &Module<'_>, name: &str) -> String {
    if name == "terraform" {
        return BUILT_IN.to_owned();
    }
    let required = module.requirements.get(name);
    let source = required.and_then(|it| it.source.clone());
    source.unwrap_or_else(|| canonical(name))
}

/// The held versions of a provider that a module is checked against.
#[derive(Clone)]
pub(super) struct Range<'c> {
    /// The oldest and the newest; none where no held version fits.
    pub(super) ends: Option<(&'c Provider, &'c Provider)>,
    /// Something says which versions are meant.
    pub(super) constrained: bool,
    /// Any later version is allowed as well.
    pub(super) open: bool,
}

/// The constraints of every module, by folder and address.
pub(super) struct Ranges<'c> {
    pub(super) catalog: &'c Catalog,
    own: BTreeMap<String, BTreeMap<String, Vec<VersionConstraint>>>,
    calls: BTreeMap<String, BTreeSet<String>>,
    pub(super) types: ResourceTypes,
    /// What was found before, by address and folder.
    found: RefCell<BTreeMap<String, BTreeMap<String, Range<'c>>>>,
}

impl<'c> Ranges<'c> {
    pub(super) fn new(catalog: &'c Catalog, modules: &BTreeMap<&str, Module<'_>>) -> Self {
        let mut own = BTreeMap::new();
        let mut calls = BTreeMap::new();
        for (folder, module) in modules {
            let called = module.calls.values();
            let called = called.filter_map(|call| module.called_folder(call));
            let called: BTreeSet<String> = called
                .filter(|it| modules.contains_key(it.as_str()))
                .collect();
            own.insert((*folder).to_owned(), constraints(module));
            calls.insert((*folder).to_owned(), called);
        }
        Self {
            catalog,
            own,
            calls,
            types: ResourceTypes::default(),
            found: RefCell::default(),
        }
    }

    /// What a module is checked against: the versions that it and all that it calls allow. Where they say nothing, what
    /// its callers allow counts.
    pub(super) fn of(&self, folder: &str, address: &str) -> Range<'c> {
        let known = self.found.borrow();
        if let Some(known) = known.get(address).and_then(|it| it.get(folder)) {
            return known.clone();
        }
        drop(known);
        let range = self.find(folder, address);
        let mut found = self.found.borrow_mut();
        let of_provider = found.entry(address.to_owned()).or_default();
        of_provider.insert(folder.to_owned(), range.clone());
        range
    }

    fn find(&self, folder: &str, address: &str) -> Range<'c> {
        let mut constraints = Vec::new();
        self.downward(folder, address, &mut constraints, &mut BTreeSet::new());
        if constraints.is_empty() {
            self.upward(folder, address, &mut constraints, &mut BTreeSet::new());
        }
        let held = self.catalog.versions(address).iter();
        let mut held = held.filter(|it| constraints.iter().all(|one| one.matches(it.version())));
        let first = held.next();
        let ends = first.map(|first| (first, held.next_back().unwrap_or(first)));
        Range {
            ends,
            constrained: !constraints.is_empty(),
            open: constraints.iter().all(|one| one.matches(&FAR_AHEAD)),
        }
    }

    fn downward<'s>(
        &'s self,
        folder: &'s str,
        address: &str,
        found: &mut Vec<&'s VersionConstraint>,
        seen: &mut BTreeSet<&'s str>,
    ) {
        if !seen.insert(folder) {
            return;
        }
        let own = self.own.get(folder).and_then(|it| it.get(address));
        found.extend(own.into_iter().flatten());
        for called in self.calls.get(folder).into_iter().flatten() {
            self.downward(called, address, found, seen);
        }
    }

    fn upward<'s>(
        &'s self,
        folder: &'s str,
        address: &str,
        found: &mut Vec<&'s VersionConstraint>,
        seen: &mut BTreeSet<&'s str>,
    ) {
        if !seen.insert(folder) {
            return;
        }
        let callers = self
            .calls
            .iter()
            .filter(|(_, called)| called.contains(folder));
        for (caller, _) in callers {
            let before = found.len();
            let own = self.own.get(caller).and_then(|it| it.get(address));
            found.extend(own.into_iter().flatten());
            if found.len() == before {
                self.upward(caller, address, found, seen);
            }
        }
    }
}

/// The constraints that a module itself writes, by address.
fn constraints(module: &Module<'_>) -> BTreeMap<String, Vec<VersionConstraint>> {
    let mut constraints: BTreeMap<String, Vec<VersionConstraint>> = BTreeMap::new();
    for (name, requirement) in &module.requirements {
        let terms = requirement.constraints.iter().cloned();
        constraints
            .entry(address(module, name))
            .or_default()
            .extend(terms);
    }
    // Before Terraform 0.13 a provider block said which versions it takes.
    for (block, _) in &module.providers {
        let version = block.body.attribute("version");
        let Some(Ok(constraint)) = version.and_then(|it| it.value.as_text()).map(str::parse) else {
            continue;
        };
        let name = block.label(0).unwrap_or_default();
        constraints
            .entry(address(module, name))
            .or_default()
            .push(constraint);
    }
    constraints
}
