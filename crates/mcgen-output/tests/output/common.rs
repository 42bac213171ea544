//! Trees and output folders for the tests.

use std::collections::BTreeMap;
use std::fs;

use camino::{Utf8Path, Utf8PathBuf};
use mcgen_output::{Applied, OutputError, PlanOptions, Scope, WritePlan};
use mcgen_render::{FileTree, TreePath};
use walkdir::WalkDir;

pub(crate) const ENVIRONMENT: &str = "crm/production";

/// A tree of one environment.
pub(crate) fn tree(files: &[(&str, &str)]) -> FileTree {
    tree_of(ENVIRONMENT, files)
}

/// A tree of the environment of that name.
pub(crate) fn tree_of(environment: &str, files: &[(&str, &str)]) -> FileTree {
    let mut tree = FileTree::default();
    for (path, contents) in files {
        let path = TreePath::parse(path).unwrap();
        tree.add(path, (*contents).to_owned(), environment).unwrap();
    }
    tree
}

/// Options under which the trees of these tests are complete.
pub(crate) fn options(force: bool) -> PlanOptions {
    PlanOptions {
        force,
        scope: Scope::Environments([ENVIRONMENT.to_owned()].into()),
    }
}

/// An output folder that does not exist yet, in a folder of its own.
pub(crate) struct Out {
    folder: tempfile::TempDir,
    pub(crate) path: Utf8PathBuf,
}

#[expect(
    clippy::allow_attributes,
    reason = "not every test uses every function"
)]
#[allow(dead_code)]
impl Out {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = Utf8PathBuf::from_path_buf(folder.path().join("out")).unwrap();
        Self { folder, path }
    }

    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let out = Self::new();
        out.render(files);
        out
    }

    /// A path beside the output folder.
    pub(crate) fn beside(&self, name: &str) -> Utf8PathBuf {
        Utf8Path::from_path(self.folder.path()).unwrap().join(name)
    }

    pub(crate) fn join(&self, path: &str) -> Utf8PathBuf {
        self.path.join(path)
    }

    pub(crate) fn write(&self, path: &str, contents: &str) {
        let path = self.path.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path.join(path)).unwrap()
    }

    pub(crate) fn try_render(
        &self,
        files: &[(&str, &str)],
        force: bool,
    ) -> Result<Applied, OutputError> {
        let tree = tree(files);
        WritePlan::prepare(&tree, &self.path, &options(force))?.apply()
    }

    pub(crate) fn render(&self, files: &[(&str, &str)]) -> Applied {
        self.try_render(files, false).unwrap()
    }

    /// The printed plan.
    pub(crate) fn plan(&self, files: &[(&str, &str)], force: bool) -> String {
        let tree = tree(files);
        let plan = WritePlan::prepare(&tree, &self.path, &options(force)).unwrap();
        plan.to_string()
    }

    /// Every path below the folder with the contents of files; links are not followed.
    pub(crate) fn listing(&self) -> BTreeMap<String, Option<Vec<u8>>> {
        WalkDir::new(&self.path)
            .into_iter()
            .filter_map(Result::ok)
            .map(|found| {
                let path = Utf8Path::from_path(found.path()).unwrap();
                let below = path.strip_prefix(&self.path).unwrap().to_string();
                let is_file = found.file_type().is_file();
                (below, is_file.then(|| fs::read(path).unwrap()))
            })
            .collect()
    }

    /// The paths of all files but the manifest.
    pub(crate) fn files(&self) -> Vec<String> {
        let is_owned = |path: &String| path != mcgen_output::MANIFEST_NAME;
        let listing = self.listing().into_iter();
        listing
            .filter_map(|(path, contents)| contents.map(|_| path))
            .filter(is_owned)
            .collect()
    }
}
