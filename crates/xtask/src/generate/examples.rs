//! The rendered tree of every example.

use anyhow::Context as _;
use camino::{Utf8Path, Utf8PathBuf};
use mcgen::{Date, Estate, PlanOptions, Scope, WritePlan};

/// Renders every example into its folder `expected`. Gives the files that differed; with `check`
/// nothing is touched.
pub(super) fn run(root: &Utf8Path, check: bool) -> anyhow::Result<Vec<Utf8PathBuf>> {
    let mut changed = Vec::new();
    for folder in folders(root)? {
        let changes = example(root, &folder, check)
            .with_context(|| format!("cannot render the example {folder}"))?;
        changed.extend(changes);
    }
    Ok(changed)
}

/// The examples, by their path below `root`.
fn folders(root: &Utf8Path) -> anyhow::Result<Vec<Utf8PathBuf>> {
    let mut folders = Vec::new();
    for entry in root.join("examples").read_dir_utf8()? {
        let folder = Utf8Path::new("examples").join(entry?.file_name());
        if root.join(&folder).join("environment.yaml").is_file() {
            folders.push(folder);
        }
    }
    folders.sort();
    Ok(folders)
}

fn example(root: &Utf8Path, folder: &Utf8Path, check: bool) -> anyhow::Result<Vec<Utf8PathBuf>> {
    // As of the day of the tables, so that the passing of a support date changes no example.
    let rendered = Estate::load(root.join(folder).join("environment.yaml"))?
        .check_on(Date::TABLES)?
        .render()?;
    let options = PlanOptions {
        // Nobody's work is lost: what stands there is rendered too.
        force: true,
        scope: Scope::WholeEstate,
    };
    let expected = folder.join("expected");
    let plan = WritePlan::prepare(rendered.tree(), &root.join(&expected), &options)?;
    if plan.is_clean() {
        return Ok(Vec::new());
    }
    if !check {
        plan.apply()?;
    }
    Ok(vec![expected])
}
