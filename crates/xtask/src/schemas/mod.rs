//! The provider schemas that are part of mcgen: taken from the providers themselves, from packages made
//! from them, or from what their documentation says, and packed into one file for each provider.

mod assemble;
mod corrections;
mod documented;
mod facts;
mod package;
mod real;
mod sources;

use std::fmt::Write as _;

use anyhow::{Context as _, bail};
use camino::Utf8Path;
use mcgen_schema::archive::{Provenance, Release, pack};
use mcgen_schema::{Catalog, Kind, Overlay, ProviderSchema};
use sha2::{Digest as _, Sha256};
use sources::Origin;

/// Where downloaded packages are kept.
const CACHE: &str = "target/schemas";

/// Packs the schemas of every provider, or with `check` compares them with what is committed. `false`
/// when something differs, or with `check` could not be had.
pub(crate) fn run(root: &Utf8Path, check: bool) -> anyhow::Result<bool> {
    let mut holds = true;
    for provider in sources::read(root)?.provider {
        let place = root.join(format!("schemas/{}.schemas", provider.file));
        let committed = fs_err::read(&place).unwrap_or_default();
        let (releases, all_fresh) = releases(root, &provider, &committed)?;
        let packed = pack(&provider.source, &releases)?;
        let differs = packed != committed;
        if differs && !check {
            fs_err::write(&place, &packed)?;
        }
        holds &= !check || (all_fresh && !differs);
        let outcome = match (differs, check) {
            (false, _) if all_fresh => "holds:",
            (false, _) => "unproved:",
            (true, true) => "not current:",
            (true, false) => "wrote",
        };
        println!("{outcome} {} ({} bytes)", provider.file, packed.len());
    }
    Ok(holds)
}

/// The releases of a provider, and whether every one comes from its source.
fn releases(
    root: &Utf8Path,
    provider: &sources::Provider,
    committed: &[u8],
) -> anyhow::Result<(Vec<Release>, bool)> {
    let mut all_fresh = true;
    let mut releases: Vec<Release> = Vec::new();
    for release in &provider.release {
        let name = format!("{} {}", provider.source, release.version);
        let schema = match fresh(root, provider, release).with_context(|| name.clone())? {
            Ok(schema) => schema,
            Err(missing) => {
                all_fresh = false;
                println!("skipped: {name} stays as it is committed: {missing}");
                held(committed, &provider.source, &release.version).with_context(|| name.clone())?
            }
        };
        releases.push(Release {
            version: release.version.clone(),
            provenance: Provenance {
                origin: release.from.to_string(),
                sha256: release.sha256.clone(),
                licence: provider.licence.clone(),
            },
            incomplete: release.incomplete.clone(),
            schema,
        });
    }
    complete(root, provider, &mut releases)?;
    Ok((releases, all_fresh))
}

/// Gives every release made from a package what packages lose.
fn complete(
    root: &Utf8Path,
    provider: &sources::Provider,
    releases: &mut [Release],
) -> anyhow::Result<()> {
    let overlays = overlays(root, &provider.source)?;
    for (number, source) in provider.release.iter().enumerate() {
        if matches!(source.from, Origin::Provider) {
            continue;
        }
        if let Some(version) = &source.complete_from {
            let other = releases
                .iter()
                .find(|it| it.version == *version)
                .with_context(|| format!("there is no release {version}"))?;
            let other = other.schema.clone();
            corrections::complete_from(&mut releases[number].schema, &other);
        }
        for overlay in &overlays {
            corrections::apply(&mut releases[number].schema, overlay);
        }
    }
    Ok(())
}

/// The files that make up the overlay of a provider.
fn overlays(root: &Utf8Path, provider: &str) -> anyhow::Result<Vec<Overlay>> {
    let mut overlays = Vec::new();
    for entry in root.join("schemas/overlay").read_dir_utf8()? {
        let path = entry?.into_path();
        let text = fs_err::read_to_string(&path)?;
        let overlay: Overlay = toml::from_str(&text).with_context(|| path.clone())?;
        if overlay.provider == provider {
            overlays.push(overlay);
        }
    }
    Ok(overlays)
}

/// The schemas as their origin gives them, or why they cannot be had here.
fn fresh(
    root: &Utf8Path,
    provider: &sources::Provider,
    release: &sources::Release,
) -> anyhow::Result<Result<ProviderSchema, String>> {
    let origin = release.from.to_string();
    match &release.from {
        Origin::Provider => {
            let schema = match real::schemas(&provider.source, &release.version)? {
                Ok(schema) => schema,
                Err(missing) => return Ok(Err(missing)),
            };
            let written = serde_json::to_vec(&schema)?;
            expect_sha256(&origin, &release.sha256, &written)?;
            Ok(Ok(schema))
        }
        Origin::Package(name) => {
            let wheel = match package::fetch(&root.join(CACHE), name)? {
                Ok(path) => fs_err::read(path)?,
                Err(missing) => return Ok(Err(missing)),
            };
            expect_sha256(&origin, &release.sha256, &wheel)?;
            let package = package::read(&wheel)?;
            if package.provider_version != release.version.to_string() {
                bail!("{origin} is of version {}", package.provider_version);
            }
            let mut schema = assemble::assemble(&package, provider.nested_attributes)?;
            corrections::correct(&mut schema);
            Ok(Ok(schema))
        }
        Origin::Documentation(file) => {
            let text = fs_err::read_to_string(root.join("schemas").join(file))?;
            expect_sha256(file, &release.sha256, text.as_bytes())?;
            let schema = documented::schemas(&text, &provider.source, &release.version)?;
            Ok(Ok(schema))
        }
    }
}

/// The schemas as they are committed.
fn held(
    committed: &[u8],
    source: &str,
    version: &semver::Version,
) -> anyhow::Result<ProviderSchema> {
    // Lives as long as the program, as the catalog wants it.
    let catalog = Catalog::new(&[committed.to_vec().leak()])?;
    let provider = catalog
        .provider(source, version)
        .context("what is committed does not hold this version")?;
    let mut types = Vec::new();
    for kind in Kind::ALL {
        types.extend(provider.types(kind)?.into_iter().map(|name| (kind, name)));
    }
    Ok(provider.subset(types)?)
}

fn expect_sha256(what: &str, recorded: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let found = Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
    if recorded != found {
        bail!(
            "the SHA-256 of {what} is {found}, and {} says `{recorded}`",
            sources::PATH
        );
    }
    Ok(())
}
