#![expect(missing_docs, reason = "a test has no interface")]

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
