//! Lists the module templates, so that they are part of the binary. A folder macro would not see
//! that a file was added; this script runs again whenever the folder changes.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../../modules-templates");
    println!("cargo:rerun-if-changed={}", root.display());
    let mut table = String::from("&[\n");
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_dir() {
            println!("cargo:rerun-if-changed={}", entry.path().display());
            continue;
        }
        let name = entry.path().strip_prefix(&root)?.display().to_string();
        writeln!(
            table,
            "    ({name:?}, include_str!({:?})),",
            entry.path().display().to_string()
        )?;
    }
    table.push_str("]\n");
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("templates.rs");
    std::fs::write(out, table)?;
    Ok(())
}
