//! Lists the module templates, so that they are part of the binary. A folder macro would not see
//! that a file was added; this script runs again whenever the folder changes. Manifests and other
//! tables are listed a second time as JSON, which a run reads many times faster than TOML.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../../modules-templates");
    println!("cargo:rerun-if-changed={}", root.display());
    let mut table = String::from("&[\n");
    let mut tables = String::from("&[\n");
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_dir() {
            println!("cargo:rerun-if-changed={}", entry.path().display());
            continue;
        }
        let name = entry.path().strip_prefix(&root)?.display().to_string();
        if entry.path().extension().is_some_and(|it| it == "toml") {
            let contents: toml::Table = toml::from_str(&std::fs::read_to_string(entry.path())?)
                .map_err(|error| format!("{}: {error}", entry.path().display()))?;
            let json = serde_json::to_string(&contents)?;
            writeln!(tables, "    ({name:?}, {json:?}),")?;
        }
        writeln!(
            table,
            "    ({name:?}, include_str!({:?})),",
            entry.path().display().to_string()
        )?;
    }
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    std::fs::write(out.join("templates.rs"), table + "]\n")?;
    std::fs::write(out.join("tables.rs"), tables + "]\n")?;
    Ok(())
}
