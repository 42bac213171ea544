//! Renders `environments/` into the build folder. A mistake in an environment file fails the build
//! with the line, the reason and the fix.

fn main() -> anyhow::Result<()> {
    let out = std::env::var("OUT_DIR")?;
    let estate = mcgen::Estate::load("environments")?;
    let checked = estate.check()?;
    checked.render()?.write_to(format!("{out}/infra"))?;
    Ok(())
}
