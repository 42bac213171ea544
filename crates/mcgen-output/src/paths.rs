//! Paths as text: their order, their folders, and a map over them.
//!
//! Comparing paths component by component, as the standard library does, took most of the time of
//! a run without changes. Paths in a tree are normal, so that their text can be compared instead.

use mcgen_render::TreePath;
pub(crate) use mcgen_render::path_order;

/// The folder a path lies in; empty for the output folder itself.
pub(crate) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folders above a path, the nearest first, without the output folder itself.
pub(crate) fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder_of(path)), |folder| Some(folder_of(folder)))
        .take_while(|folder| !folder.is_empty())
}

/// Whether `path` is `folder` or lies below it.
pub(crate) fn is_within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A map from paths, in [path order](path_order).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PathMap<V>(Vec<(TreePath, V)>);

impl<V> Default for PathMap<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> PathMap<V> {
    /// Sorts `entries`; fails with a path that occurs twice.
    pub(crate) fn new(mut entries: Vec<(TreePath, V)>) -> Result<Self, TreePath> {
        sort(&mut entries);
        let twice = entries
            .windows(2)
            .find(|pair| pair[0].0.as_str() == pair[1].0.as_str());
        match twice {
            Some(pair) => Err(pair[0].0.clone()),
            None => Ok(Self(entries)),
        }
    }

    /// Sorts `entries`, which hold no path twice.
    pub(crate) fn of_distinct(mut entries: Vec<(TreePath, V)>) -> Self {
        sort(&mut entries);
        Self(entries)
    }

    #[cfg(test)]
    pub(crate) fn get(&self, path: &str) -> Option<&V> {
        let found = self
            .0
            .binary_search_by(|(key, _)| path_order(key.as_str(), path));
        found.ok().map(|index| &self.0[index].1)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&TreePath, &V)> {
        self.0.iter().map(|(path, value)| (path, value))
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn sort<V>(entries: &mut [(TreePath, V)]) {
    // Linear if they are in order already, or are a few ordered parts one after the other.
    entries.sort_by(|(one, _), (other, _)| path_order(one.as_str(), other.as_str()));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_path() -> impl Strategy<Value = TreePath> {
        prop::collection::vec("[-.a0é]{1,2}", 1..4)
            .prop_filter_map("not a path in a tree", |parts| {
                TreePath::parse(parts.join("/")).ok()
            })
    }

    proptest! {
        #[test]
        fn text_is_ordered_as_the_standard_library_orders_paths(one in any_path(), other in any_path()) {
            let expected = one.as_path().cmp(other.as_path());
            prop_assert_eq!(path_order(one.as_str(), other.as_str()), expected);
        }

        #[test]
        fn folders_are_those_of_the_standard_library(path in any_path()) {
            let expected: Vec<_> = path.as_path().ancestors().skip(1)
                .map(camino::Utf8Path::as_str).filter(|folder| !folder.is_empty()).collect();
            prop_assert_eq!(folders_above(path.as_str()).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn a_folder_holds_itself_and_what_is_below() {
        assert!(is_within("a/b", "a/b") && is_within("a/b/c", "a/b"));
        assert!(!is_within("a/bc", "a/b") && !is_within("a", "a/b"));
    }

    #[test]
    fn a_map_finds_each_path_and_refuses_one_twice() {
        let entries = |paths: &[&str]| -> Vec<_> {
            paths
                .iter()
                .map(|path| (TreePath::parse(path).unwrap(), path.len()))
                .collect()
        };
        let map = PathMap::new(entries(&["b", "a/b", "a-c", "a"])).unwrap();
        let order: Vec<_> = map.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(order, ["a", "a/b", "a-c", "b"]);
        assert_eq!((map.get("a/b"), map.get("a-d")), (Some(&3), None));
        assert_eq!(
            PathMap::new(entries(&["b", "a", "b"]))
                .unwrap_err()
                .as_str(),
            "b"
        );
    }
}
