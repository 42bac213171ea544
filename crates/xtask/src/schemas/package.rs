//! A package of the Python registry that was generated from the schemas of a provider.
//!
//! The wheel holds one `*.jsii.tgz`; in it each folder below `lib/` is a resource, a data source, an
//! ephemeral resource or the provider itself, and every `.js` file carries its source in an inline
//! source map. The source tells more than the type declarations of the package do.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::process::Command;

use anyhow::{Context as _, bail};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use camino::{Utf8Path, Utf8PathBuf};
use flate2::read::GzDecoder;
use serde::Deserialize;

use super::facts::Facts;

/// What a package says, by its folders.
pub(super) struct Package {
    /// The version of the provider that it was generated from.
    pub(super) provider_version: String,
    pub(super) folders: BTreeMap<String, Facts>,
}

/// Finds a package below `cache`, or downloads it there. Gives the path, or why it cannot be had.
pub(super) fn fetch(
    cache: &Utf8Path,
    package: &str,
) -> anyhow::Result<Result<Utf8PathBuf, String>> {
    let (name, version) = package
        .split_once(' ')
        .with_context(|| format!("`{package}` is no name and version"))?;
    fs_err::create_dir_all(cache)?;
    let begin = format!("{}-{version}-", name.replace('-', "_"));
    if let Some(path) = find(cache, &begin)? {
        return Ok(Ok(path));
    }
    println!("downloading {package}");
    let output = Command::new("python3")
        .args(["-m", "pip", "download", "--quiet", "--no-deps", "--dest"])
        .arg(cache)
        .arg(format!("{name}=={version}"))
        .output();
    let output = match output {
        Ok(output) => output,
        Err(fault) => return Ok(Err(format!("python3 cannot be run: {fault}"))),
    };
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.lines().last().unwrap_or_default();
        return Ok(Err(format!("pip cannot download {package}: {last}")));
    }
    let path = find(cache, &begin)?;
    path.map(Ok)
        .with_context(|| format!("pip has left no {begin}*.whl in {cache}"))
}

fn find(folder: &Utf8Path, begin: &str) -> anyhow::Result<Option<Utf8PathBuf>> {
    for entry in folder.read_dir_utf8()? {
        let path = entry?.into_path();
        let name = path.file_name().unwrap_or_default();
        if name.starts_with(begin) && path.extension() == Some("whl") {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// Reads a wheel.
pub(super) fn read(wheel: &[u8]) -> anyhow::Result<Package> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(wheel))?;
    let names = zip.file_names().collect::<Result<Vec<_>, _>>()?;
    let inner = names.iter().find(|name| name.ends_with(".jsii.tgz"));
    let inner = inner.context("the wheel holds no *.jsii.tgz")?.to_string();
    let mut tar = tar::Archive::new(GzDecoder::new(zip.by_name(&inner)?));
    let mut provider_version = None;
    let mut folders: BTreeMap<String, Facts> = BTreeMap::new();
    for entry in tar.entries()? {
        let mut entry = entry?;
        let path = entry.path()?.to_string_lossy().into_owned();
        let is_source = Utf8Path::new(&path).extension() == Some("js");
        if !is_source && path != "package/package.json" {
            continue;
        }
        let mut text = String::new();
        entry.read_to_string(&mut text)?;
        if !is_source {
            provider_version = Some(version(&text)?);
        } else if let Some(folder) = folder(&path) {
            let facts = folders.entry(folder.to_owned()).or_default();
            for source in sources(&text).with_context(|| path.clone())? {
                facts.read(&source);
            }
        }
    }
    Ok(Package {
        provider_version: provider_version.context("the package has no package.json")?,
        folders,
    })
}

/// `x` of `package/lib/x/index.js` and of what lies deeper.
fn folder(path: &str) -> Option<&str> {
    let (folder, _) = path.strip_prefix("package/lib/")?.split_once('/')?;
    Some(folder)
}

/// The texts that a file of JavaScript was compiled from.
fn sources(text: &str) -> anyhow::Result<Vec<String>> {
    #[derive(Deserialize)]
    struct Map {
        #[serde(rename = "sourcesContent")]
        sources: Vec<String>,
    }
    const MARK: &str = "//# sourceMappingURL=data:application/json;base64,";
    let Some((_, encoded)) = text.rsplit_once(MARK) else {
        bail!("the file has no inline source map");
    };
    let map = BASE64_STANDARD.decode(encoded.trim_end())?;
    Ok(serde_json::from_slice::<Map>(&map)?.sources)
}

/// The version of the provider, as the generator wrote it into `package.json`.
fn version(text: &str) -> anyhow::Result<String> {
    let manifest: serde_json::Value = serde_json::from_str(text)?;
    ["cdktn", "cdktf"]
        .iter()
        .find_map(|key| manifest[key]["provider"]["version"].as_str())
        .map(str::to_owned)
        .context("package.json names no version of the provider")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A wheel with a package of one folder.
    fn wheel(files: &[(&str, &str)]) -> Vec<u8> {
        use std::io::Write as _;

        let gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        let mut tar = tar::Builder::new(gzip);
        for (path, text) in files {
            let mut header = tar::Header::new_gnu();
            header.set_size(text.len() as u64);
            tar.append_data(&mut header, path, text.as_bytes()).unwrap();
        }
        let inner = tar.into_inner().unwrap().finish().unwrap();
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file("it/_jsii/provider-it@1.0.0.jsii.tgz", options)
            .unwrap();
        zip.write_all(&inner).unwrap();
        zip.finish().unwrap().into_inner()
    }

    fn compiled(source: &str) -> String {
        let map = serde_json::json!({ "sourcesContent": [source] }).to_string();
        let map = BASE64_STANDARD.encode(map);
        format!("exports.x = 1;\n//# sourceMappingURL=data:application/json;base64,{map}\n")
    }

    #[test]
    fn a_wheel_is_read_by_its_folders() {
        let source = "export class Disk extends cdktn.TerraformResource {\n  \
                      public static readonly tfResourceType = \"cloud_disk\";\n}\n";
        let wheel = wheel(&[
            (
                "package/package.json",
                r#"{"cdktn":{"provider":{"version":"1.2.3"}}}"#,
            ),
            ("package/lib/index.js", "no map, and no folder"),
            ("package/lib/disk/index.js", &compiled(source)),
        ]);
        let package = read(&wheel).unwrap();
        assert_eq!(package.provider_version, "1.2.3");
        let folders: Vec<&String> = package.folders.keys().collect();
        assert_eq!(folders, ["disk"]);
        assert_eq!(
            package.folders["disk"].type_name.as_deref(),
            Some("cloud_disk")
        );
    }

    #[test]
    fn a_file_without_its_source_is_named() {
        let wheel = wheel(&[("package/lib/disk/index.js", "exports.x = 1;")]);
        let error = format!("{:#}", read(&wheel).err().unwrap());
        assert_eq!(
            error,
            "package/lib/disk/index.js: the file has no inline source map"
        );
    }
}
