//! Lists the files of provider schemas, and turns the overlays, which are TOML for people, into a table
//! of JSON that is read one type at a time. A mistake in an overlay ends the build with its file and
//! line.

use std::collections::BTreeMap;
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
    let mut rows = BTreeMap::new();
    for entry in std::fs::read_dir(root)? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "schemas") {
            let row = format!("include_bytes!({:?})", path.display().to_string());
            rows.insert(path, row);
        }
    }
    Ok(std::fs::write(out.join("archives.rs"), table(&rows)?)?)
}

fn overlays(root: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={}", root.display());
    let mut types = BTreeMap::new();
    let mut every: BTreeMap<String, BTreeMap<_, _>> = BTreeMap::new();
    for entry in std::fs::read_dir(root)? {
        let path = entry?.path();
        println!("cargo:rerun-if-changed={}", path.display());
        let overlay = read(&path)?;
        let provider = overlay.provider;
        // The kinds in the order of `Kind`, since the rows are sorted.
        for (number, kind, entries) in [
            (0, "Kind::Resource", overlay.resource),
            (1, "Kind::DataSource", overlay.data),
            (2, "Kind::Ephemeral", overlay.ephemeral),
        ] {
            for (name, entry) in entries {
                let json = serde_json::to_string(&entry)?;
                let row = format!("({provider:?}, {kind}, {name:?}, {json:?})");
                if types
                    .insert((provider.clone(), number, name.clone()), row)
                    .is_some()
                {
                    return Err(format!("{}: `{name}` has two entries", path.display()).into());
                }
            }
        }
        every.entry(provider).or_default().extend(overlay.every);
    }
    let mut rows = BTreeMap::new();
    for (provider, values) in every {
        let json = serde_json::to_string(&values)?;
        rows.insert(provider.clone(), format!("({provider:?}, {json:?})"));
    }
    std::fs::write(out.join("overlays.rs"), table(&types)?)?;
    std::fs::write(out.join("overlays_of_every_type.rs"), table(&rows)?)?;
    Ok(())
}

fn read(path: &Path) -> Result<Overlay, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let overlay = toml::from_str(&text);
    Ok(overlay.map_err(|fault| format!("{}: {fault}", path.display()))?)
}

/// The rows in the order of their keys, as an expression of Rust.
fn table<K: Ord>(rows: &BTreeMap<K, String>) -> Result<String, std::fmt::Error> {
    let mut text = String::from("&[\n");
    for row in rows.values() {
        writeln!(text, "    {row},")?;
    }
    text.push_str("]\n");
    Ok(text)
}
