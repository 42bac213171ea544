//! Which names a tree may use, over all file systems it may be checked out on.

use std::collections::BTreeMap;

use mcgen_render::TreePath;

use crate::error::OutputError;
use crate::manifest::MANIFEST_NAME;
use crate::paths::folders_above;

/// Names with this beginning are mcgen's temporary files.
const TEMPORARY_PREFIX: &str = ".mcgen-tmp-";

/// Whether mcgen keeps the path for itself.
pub(crate) fn is_reserved(path: &TreePath) -> bool {
    let path = path.as_str();
    path.eq_ignore_ascii_case(MANIFEST_NAME)
        || path
            .get(..TEMPORARY_PREFIX.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(TEMPORARY_PREFIX))
}

/// The names of one tree, each in the spelling that came first.
#[derive(Debug, Default)]
pub(crate) struct Names<'paths> {
    files: BTreeMap<String, &'paths str>,
    /// With one file below it, for the message.
    folders: BTreeMap<String, (&'paths str, &'paths str)>,
}

impl<'paths> Names<'paths> {
    /// Adds a path; fails if it cannot lie beside those already added.
    pub(crate) fn add(&mut self, path: &'paths TreePath) -> Result<(), OutputError> {
        let text = path.as_str();
        if is_reserved(path) {
            return Err(OutputError::ReservedPath {
                path: text.to_owned(),
            });
        }
        self.add_folders(text)?;
        let folded = text.to_lowercase();
        if let Some((folder, below)) = self.folders.get(&folded) {
            return Err(if *folder == text {
                file_and_folder(text, below)
            } else {
                case_collision(folder, text)
            });
        }
        match self.files.insert(folded, text) {
            Some(first) if first != text => Err(case_collision(first, text)),
            _ => Ok(()),
        }
    }

    fn add_folders(&mut self, path: &'paths str) -> Result<(), OutputError> {
        for folder in folders_above(path) {
            let folded = folder.to_lowercase();
            match self.folders.get(&folded) {
                // Its parents were added with it.
                Some((first, _)) if *first == folder => break,
                Some((first, _)) => return Err(case_collision(first, folder)),
                None => {}
            }
            if let Some(file) = self.files.get(&folded) {
                return Err(if *file == folder {
                    file_and_folder(file, path)
                } else {
                    case_collision(file, folder)
                });
            }
            self.folders.insert(folded, (folder, path));
        }
        Ok(())
    }
}

fn file_and_folder(file: &str, below: &str) -> OutputError {
    OutputError::FileAndFolder {
        file: file.to_owned(),
        below: below.to_owned(),
    }
}

fn case_collision(first: &str, second: &str) -> OutputError {
    OutputError::CaseCollision {
        first: first.to_owned(),
        second: second.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(paths: &[&str]) -> Option<String> {
        let paths: Vec<_> = paths
            .iter()
            .map(|path| TreePath::parse(path).unwrap())
            .collect();
        let mut names = Names::default();
        paths
            .iter()
            .find_map(|path| names.add(path).err())
            .map(|error| error.to_string())
    }

    #[test]
    fn names_beside_each_other_are_accepted() {
        let paths = [
            "a/b/c.tf",
            "a/b.tf",
            "a.tf",
            "ab/c.tf",
            "a/b/d.tf",
            ".mcgen.yaml",
        ];
        assert_eq!(refusal(&paths), None);
    }

    #[test]
    fn paths_that_differ_by_case_are_refused() {
        for paths in [
            ["a/Main.tf", "a/main.tf"],
            ["Env/a.tf", "env/b.tf"],
            ["É/a", "é/b"],
        ] {
            let text = refusal(&paths).unwrap();
            assert!(
                text.contains("differ only by upper and lower case"),
                "{text}"
            );
        }
    }

    #[test]
    fn a_file_and_a_folder_that_differ_by_case_are_refused() {
        for paths in [["A", "a/b"], ["a/b", "A"]] {
            let text = refusal(&paths).unwrap();
            assert!(
                text.contains("differ only by upper and lower case"),
                "{text}"
            );
        }
    }

    #[test]
    fn a_path_that_is_file_and_folder_is_refused_in_any_order() {
        for paths in [["a", "a/b/c"], ["a/b/c", "a"], ["x/a/b/c", "x/a/b"]] {
            let text = refusal(&paths).unwrap();
            assert!(text.contains("needs a folder of that name"), "{text}");
        }
    }

    #[test]
    fn names_of_mcgen_are_refused() {
        for path in [
            ".mcgen-manifest.json",
            ".MCGEN-manifest.json",
            ".mcgen-tmp-stage/a",
        ] {
            let text = refusal(&[path]).unwrap();
            assert!(text.contains("keeps for itself"), "{text}");
        }
    }
}
