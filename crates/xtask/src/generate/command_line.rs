//! The help of every subcommand, as the program prints it.

use std::fmt::Write as _;
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};
use camino::Utf8Path;

use super::made_from;

pub(super) fn page(root: &Utf8Path) -> anyhow::Result<String> {
    let overview = help(root, None)?;
    let mut text = format!(
        "<!-- {} -->\n# The command line\n\n```text\n{overview}```\n",
        made_from("`mcgen --help`")
    );
    for name in subcommands(&overview) {
        let _ = write!(
            text,
            "\n## mcgen {name}\n\n```text\n{}```\n",
            help(root, Some(name))?
        );
    }
    Ok(text)
}

/// The names in the list of commands, but for the command that prints this very help.
fn subcommands(overview: &str) -> impl Iterator<Item = &str> {
    overview
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .map_while(|line| line.strip_prefix("  "))
        // A wrapped description goes on further to the right.
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
}

fn help(root: &Utf8Path, subcommand: Option<&str>) -> anyhow::Result<String> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(root)
        .args(["run", "--quiet", "--package", "mcgen", "--"])
        .args(subcommand)
        .arg("--help")
        // The width of somebody's terminal must not decide where lines break.
        .env_remove("COLUMNS")
        .stdin(Stdio::null())
        .output()
        .context("cannot run cargo")?;
    ensure!(
        output.status.success(),
        "cannot print the help of mcgen: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    // Empty lines of an indented text come with their indentation.
    let mut text = String::new();
    for line in String::from_utf8(output.stdout)?.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subcommands_are_read_from_the_overview() {
        let overview = "About\n\nCommands:\n  check  Checks files\n           and more\n  help   Help\n\nOptions:\n  -h  Help\n";
        assert_eq!(subcommands(overview).collect::<Vec<_>>(), ["check"]);
    }
}
