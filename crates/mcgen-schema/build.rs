//! Lists the files of provider schemas, and turns the overlays, which are TOML for people, into a table
//! of JSON that is read one type at a time. A mistake in an overlay ends the build with its file and
//! line.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use overlay::Overlay;

#[path = "src/overlay.rs"]
#[expect(unreachable_pub, reason = "the file is a module of the library")]
mod overlay;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../../schemas");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    archives(&root, &out)?;
    overlays(&root.join("overlay"), &out)
}

/// The bytes of every file of schemas.
fn archives(root: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={}", root.display());
    let mut rows = Vec::new();
    for entry in std::fs::read_dir(root)? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "schemas") {
            let row = format!("include_bytes!({:?})", path.display().to_string());
            rows.push((path, row));
        }
    }
    Ok(std::fs::write(out.join("archives.rs"), table(rows)?)?)
}

fn overlays(root: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={}", root.display());
    let mut types = Vec::new();
    let mut every = Vec::new();
    for entry in std::fs::read_dir(root)? {
        let path = entry?.path();
        println!("cargo:rerun-if-changed={}", path.display());
        let overlay = read(&path)?;
        let provider = &overlay.provider;
        // The kinds in the order of `Kind`, since the rows are sorted.
        for (kind, entries) in [
            ("Kind::Resource", &overlay.resource),
            ("Kind::DataSource", &overlay.data),
        ] {
            for (name, entry) in entries {
                let json = serde_json::to_string(entry)?;
                let key = (provider.clone(), kind == "Kind::DataSource", name.clone());
                types.push((key, format!("({provider:?}, {kind}, {name:?}, {json:?})")));
            }
        }
        let json = serde_json::to_string(&overlay.every)?;
        every.push((provider.clone(), format!("({provider:?}, {json:?})")));
    }
    std::fs::write(out.join("overlays.rs"), table(types)?)?;
    std::fs::write(out.join("overlays_of_every_type.rs"), table(every)?)?;
    Ok(())
}

fn read(path: &Path) -> Result<Overlay, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let overlay = toml::from_str(&text);
    Ok(overlay.map_err(|fault| format!("{}: {fault}", path.display()))?)
}

/// The rows sorted by their keys, as an expression of Rust.
fn table<K: Ord>(mut rows: Vec<(K, String)>) -> Result<String, std::fmt::Error> {
    rows.sort();
    let mut text = String::from("&[\n");
    for (_, row) in rows {
        writeln!(text, "    {row},")?;
    }
    text.push_str("]\n");
    Ok(text)
}
