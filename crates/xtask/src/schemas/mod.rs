//! The provider schemas that are part of mcgen: taken from the providers themselves or from packages
//! made from them, and packed into one file for each provider.

mod real;
mod sources;

use std::fmt::Write as _;

use anyhow::{Context as _, bail};
use camino::Utf8Path;
use mcgen_schema::archive::{Provenance, Release, pack};
use mcgen_schema::{Catalog, Kind, ProviderSchema};
use sha2::{Digest as _, Sha256};
use sources::Origin;

/// Packs the schemas of every provider, or with `check` compares them with what is committed. `false`
/// when something differs, or could not be compared.
pub(crate) fn run(root: &Utf8Path, check: bool) -> anyhow::Result<bool> {
    let mut holds = true;
    for provider in sources::read(root)?.provider {
        let place = root.join(format!("schemas/{}.schemas", provider.file));
        let committed = fs_err::read(&place).unwrap_or_default();
        let mut releases: Vec<Release> = Vec::new();
        for release in &provider.release {
            let name = format!("{} {}", provider.source, release.version);
            let fresh = fresh(&provider.source, release)?;
            let schema = match fresh {
                Ok(schema) => schema,
                Err(missing) => {
                    println!("skipped: {name}: {missing}; it stays as it is committed");
                    held(&committed, &provider.source, &release.version)
                        .with_context(|| format!("{name} is not in {place}"))?
                }
            };
            releases.push(Release {
                version: release.version.clone(),
                provenance: Provenance {
                    origin: release.from.to_string(),
                    sha256: release.sha256.clone(),
                    licence: provider.licence.clone(),
                },
                complete: true,
                schema,
            });
        }
        let packed = pack(&provider.source, &releases)?;
        let differs = packed != committed;
        if differs && !check {
            fs_err::write(&place, &packed)?;
        }
        holds &= !(check && differs);
        println!(
            "{} {place} ({} bytes)",
            match (differs, check) {
                (false, _) => "holds:",
                (true, true) => "not current:",
                (true, false) => "wrote",
            },
            packed.len()
        );
    }
    Ok(holds)
}

/// The schemas as their origin gives them, or why they cannot be had here.
fn fresh(
    source: &str,
    release: &sources::Release,
) -> anyhow::Result<Result<ProviderSchema, String>> {
    match &release.from {
        Origin::Provider => {
            let schema = match real::schemas(source, &release.version)? {
                Ok(schema) => schema,
                Err(missing) => return Ok(Err(missing)),
            };
            let found = sha256(&serde_json::to_vec(&schema)?);
            expect_sha256(&release.from.to_string(), &release.sha256, &found)?;
            Ok(Ok(schema))
        }
        Origin::Package(_) => bail!("todo"),
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
        .context("the file does not hold this version")?;
    let mut types = Vec::new();
    for kind in Kind::ALL {
        types.extend(provider.types(kind)?.into_iter().map(|name| (kind, name)));
    }
    Ok(provider.subset(types)?)
}

fn expect_sha256(what: &str, recorded: &str, found: &str) -> anyhow::Result<()> {
    if recorded != found {
        bail!(
            "the SHA-256 of {what} is {found}, and {} says `{recorded}`",
            sources::PATH
        );
    }
    Ok(())
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}
