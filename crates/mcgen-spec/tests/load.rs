#![expect(missing_docs, reason = "a test has no interface")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use camino::Utf8Path;
use mcgen_spec::Loader;

#[test]
fn the_reference_estate_is_read_with_its_base_and_the_base_is_no_environment() {
    let mut loader = Loader::new();
    let files = loader.load("../../environments/crm".into()).unwrap();
    for file in &files {
        assert!(file.diagnostics.is_empty(), "{:#?}", file.diagnostics);
    }
    let names: Vec<String> = files
        .iter()
        .map(|file| file.environment.as_ref().unwrap().identity())
        .collect();
    assert!(names.contains(&"crm/production".to_owned()), "{names:?}");
    assert!(
        !files
            .iter()
            .any(|file| file.path.file_name() == Some("base.yaml"))
    );
}

const ENVIRONMENT: &str = "project: crm\nenvironment: production\nstrategy: independent\naws:\n  \
    region: ap-northeast-2\n  account: '111122223333'\n  network: { cidr: 10.30.0.0/16 }\n";

/// How many environments are read when `paths` are loaded one after the other, below a folder with
/// `base.yaml`, which `production.yaml` extends.
fn count(paths: &[&str]) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let root = Utf8Path::from_path(folder.path()).unwrap();
    fs_err::create_dir(root.join("below")).unwrap();
    fs_err::write(root.join("base.yaml"), ENVIRONMENT).unwrap();
    fs_err::write(root.join("production.yaml"), "extends: base.yaml\n").unwrap();
    let mut loader = Loader::new();
    let paths = paths.iter().map(|path| root.join(path));
    paths.map(|path| loader.load(&path).unwrap().len()).sum()
}

#[test]
fn a_file_given_twice_is_read_once() {
    assert_eq!(count(&["production.yaml", "production.yaml"]), 1);
    assert_eq!(count(&["production.yaml", "below/../production.yaml"]), 1);
    assert_eq!(count(&["production.yaml", ""]), 1);
    assert_eq!(count(&["", "production.yaml"]), 1);
    assert_eq!(count(&["", ""]), 1);
}

#[test]
fn a_base_that_is_named_itself_is_an_environment_beside_its_folder() {
    assert_eq!(count(&["base.yaml"]), 1);
    assert_eq!(count(&["", "base.yaml"]), 2);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_is_that_file() {
    let folder = tempfile::tempdir().unwrap();
    let root = Utf8Path::from_path(folder.path()).unwrap();
    fs_err::write(root.join("production.yaml"), ENVIRONMENT).unwrap();
    fs_err::os::unix::fs::symlink("production.yaml", root.join("live.yaml")).unwrap();
    assert_eq!(Loader::new().load(root).unwrap().len(), 1);
}
