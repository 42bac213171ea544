//! Terraform as the judge. A machine without it skips these tests, unless it says that it must not.

use std::path::Path;
use std::process::{Command, Output};

/// Runs Terraform in a folder; `None` if it is not there.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Option<Output> {
    match Command::new("terraform")
        .args(arguments)
        .current_dir(folder)
        .output()
    {
        Ok(output) => Some(output),
        Err(error) => {
            assert!(
                std::env::var_os("MCGEN_REQUIRE_TOOLS").is_none(),
                "terraform is required but cannot be run: {error}"
            );
            println!("skipped: terraform cannot be run: {error}");
            None
        }
    }
}

/// Runs `terraform fmt` over texts, all in one go. An inner `None` is a text Terraform cannot parse.
pub(crate) fn fmt(texts: &[String]) -> Option<Vec<Option<String>>> {
    let folder = tempfile::tempdir().unwrap();
    let name = |index: usize| format!("file-{index:06}.tf");
    for (index, text) in texts.iter().enumerate() {
        std::fs::write(folder.path().join(name(index)), text).unwrap();
    }
    let output = run(folder.path(), &["fmt", "-no-color", "."])?;
    let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
    let read = |index: usize| {
        let refused = complaints.contains(&name(index));
        (!refused).then(|| std::fs::read_to_string(folder.path().join(name(index))).unwrap())
    };
    Some((0..texts.len()).map(read).collect())
}
