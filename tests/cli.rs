//! Sessions on the command line: the README and `tests/cli/*.md` are run as they stand.

use std::path::Path;

#[test]
fn every_session_in_the_readme_and_in_tests_cli_prints_what_it_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::env::set_current_dir(root).unwrap();
    trycmd::TestCases::new()
        .register_bin("mcgen", trycmd::cargo::cargo_bin!("mcgen"))
        .case("README.md")
        .case("tests/cli/*.md");
}
