//! Which owned files a tree speaks about.

use std::collections::BTreeSet;
use std::sync::Arc;

use mcgen_render::{FileTree, TreeFile, TreePath};

use crate::manifest::{Entry, Manifest};
use crate::paths::path_order;
use crate::plan::Scope;

/// The environments for which the tree is complete.
pub(crate) struct ResolvedScope<'names> {
    /// `None`: all of them.
    names: Option<BTreeSet<&'names str>>,
}

impl<'names> ResolvedScope<'names> {
    pub(crate) fn new(scope: &'names Scope, tree: &'names FileTree) -> Self {
        let names = match scope {
            Scope::WholeEstate => None,
            Scope::Environments(named) => {
                let rendered = tree.iter().flat_map(|(_, file)| &file.environments);
                let rendered = rendered.map(AsRef::as_ref);
                Some(rendered.chain(named.iter().map(String::as_str)).collect())
            }
        };
        Self { names }
    }

    fn contains(&self, environment: &str) -> bool {
        self.names
            .as_ref()
            .is_none_or(|names| names.contains(environment))
    }

    /// The environments of `entry` that this tree says nothing about.
    pub(crate) fn others<'entry>(
        &self,
        entry: &'entry Entry,
    ) -> impl Iterator<Item = &'entry Arc<str>> {
        entry
            .environments
            .iter()
            .filter(|name| !self.contains(name))
    }
}

/// A file of the tree and its entry in the manifest.
pub(crate) struct Rendered<'tree, 'found> {
    pub(crate) path: &'tree TreePath,
    pub(crate) file: &'tree TreeFile,
    pub(crate) owned: Option<&'found Entry>,
}

/// A tree beside the manifest of an earlier one.
pub(crate) struct Sides<'tree, 'found> {
    /// The files of the tree, in path order.
    pub(crate) rendered: Vec<Rendered<'tree, 'found>>,
    /// Owned files that are not in the tree and that other environments use, with these.
    pub(crate) kept: Vec<(TreePath, Entry)>,
    /// Owned files that are not in the tree and that no environment uses any more.
    pub(crate) orphans: Vec<(&'found TreePath, &'found Entry)>,
}

impl<'tree, 'found> Sides<'tree, 'found> {
    pub(crate) fn new(
        tree: &'tree FileTree,
        found: &'found Manifest,
        scope: &ResolvedScope<'_>,
    ) -> Self {
        let mut files: Vec<_> = tree.iter().collect();
        // A tree may be ordered otherwise; if it is not, this is one pass.
        files.sort_by(|(one, _), (other, _)| path_order(one.as_str(), other.as_str()));
        let mut sides = Self {
            rendered: Vec::with_capacity(files.len()),
            kept: Vec::new(),
            orphans: Vec::new(),
        };
        let mut entries = found.files.iter().peekable();
        for (path, file) in files {
            let comes = |other: &TreePath| path_order(other.as_str(), path.as_str());
            while let Some((path, entry)) = entries.next_if(|(other, _)| comes(other).is_lt()) {
                sides.add_unwanted(path, entry, scope);
            }
            let owned = entries.next_if(|(other, _)| comes(other).is_eq());
            sides.rendered.push(Rendered {
                path,
                file,
                owned: owned.map(|(_, entry)| entry),
            });
        }
        for (path, entry) in entries {
            sides.add_unwanted(path, entry, scope);
        }
        sides
    }

    fn add_unwanted(
        &mut self,
        path: &'found TreePath,
        entry: &'found Entry,
        scope: &ResolvedScope<'_>,
    ) {
        let environments: Vec<_> = scope.others(entry).cloned().collect();
        if environments.is_empty() {
            self.orphans.push((path, entry));
        } else {
            let former = entry.former.clone();
            let hash = entry.hash;
            let entry = Entry {
                hash,
                former,
                environments,
            };
            self.kept.push((path.clone(), entry));
        }
    }

    pub(crate) fn other_environments(&self) -> BTreeSet<Arc<str>> {
        self.kept
            .iter()
            .flat_map(|(_, entry)| entry.environments.iter().cloned())
            .collect()
    }
}
