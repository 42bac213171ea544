//! Whole runs of `mcgen render`, against a program that writes the same bytes and does nothing
//! else; with the argument `verify` and an environment file, of `mcgen verify`, against the commands that it
//! runs. `docs/performance.md` says how to read the tables.
//!
//! The folder is chosen with `MCGEN_BENCH_DIR`, the numbers of environments by arguments.

#![expect(clippy::print_stdout, reason = "a table of figures is the result")]

#[path = "../estate/mod.rs"]
mod estate;
mod measure;
mod packed;
mod report;
mod verify;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, ensure};
use fs_err as fs;
use measure::{Run, Runs, last_write, run};
use report::Figures;

/// The program that `cargo bench` has built beside this one.
const MCGEN: &str = env!("CARGO_BIN_EXE_mcgen");
const SIZES: [usize; 4] = [1, 10, 100, 1000];
/// Rounds for each size; of every kind of run the median counts.
const ROUNDS: usize = 7;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["pack", from, to] => packed::pack(Path::new(from), Path::new(to)),
        ["unpack", from, to] => packed::unpack(Path::new(from), Path::new(to)),
        ["compare", one, other] => packed::compare(Path::new(one), Path::new(other)),
        ["verify", file] | ["verify", file, "--bench"] => verify::measure(Path::new(file)),
        // `cargo test --all-targets` runs benchmarks too, and wants to know only whether they start.
        _ if !arguments.iter().any(|it| it == "--bench") => measure_sizes(&[1], 1),
        _ => {
            let sizes: Vec<usize> = arguments.iter().filter_map(|it| it.parse().ok()).collect();
            let sizes = if sizes.is_empty() { &SIZES[..] } else { &sizes };
            measure_sizes(sizes, ROUNDS)
        }
    }
}

fn measure_sizes(sizes: &[usize], rounds: usize) -> anyhow::Result<()> {
    let mut figures = Vec::new();
    for &size in sizes {
        let base = match std::env::var_os("MCGEN_BENCH_DIR") {
            Some(folder) => tempfile::tempdir_in(folder),
            None => tempfile::tempdir(),
        }?;
        figures.push(Bench::prepare(base.path(), size)?.measure(rounds)?);
    }
    println!("{}", report::table(&figures));
    println!("{}", report::growth(&figures));
    Ok(())
}

/// One estate on disk, and the folders that its runs write to.
///
/// This program holds no file in memory: the peak of a program that it starts is never reported as
/// less than its own.
struct Bench {
    size: usize,
    environments: PathBuf,
    packed: PathBuf,
    out: PathBuf,
}

impl Bench {
    fn prepare(base: &Path, size: usize) -> anyhow::Result<Self> {
        let bench = Self {
            size,
            environments: base.join("environments"),
            packed: base.join("packed"),
            out: base.join("out"),
        };
        for number in 0..size {
            let path = bench.environments.join(estate::environment_path(number));
            fs::create_dir_all(path.parent().context("a file stands in a folder")?)?;
            fs::write(path, estate::environment_file(number))?;
        }
        let reference = base.join("reference");
        run(&mut bench.render(&reference, &[]))?;
        run(myself()?.arg("pack").args([&reference, &bench.packed]))?;
        bench.bare()?;
        run(myself()?.arg("compare").args([&reference, &bench.out]))?;
        fs::remove_dir_all(&reference)?;
        fs::remove_dir_all(&bench.out)?;
        Ok(bench)
    }

    /// Runs of every kind in turn, so that a slow minute of the machine meets all of them.
    fn measure(&self, rounds: usize) -> anyhow::Result<Figures> {
        let [mut bare, mut first, mut again, mut check] = [(); 4].map(|()| Runs::default());
        for _ in 0..rounds {
            bare.push(self.bare()?);
            fs::remove_dir_all(&self.out)?;
            first.push(run(&mut self.render(&self.out, &[]))?);
            let before = last_write(&self.out)?;
            again.push(run(&mut self.render(&self.out, &[]))?);
            check.push(run(&mut self.render(&self.out, &["--check"]))?);
            ensure!(
                last_write(&self.out)? == before,
                "a run without changes wrote"
            );
            fs::remove_dir_all(&self.out)?;
        }
        let (files, bytes) = packed::size(&self.packed)?;
        Ok(Figures {
            environments: self.size,
            files,
            bytes,
            bare,
            first,
            again,
            check,
        })
    }

    fn bare(&self) -> anyhow::Result<Run> {
        run(myself()?.arg("unpack").args([&self.packed, &self.out]))
    }

    fn render(&self, out: &Path, options: &[&str]) -> Command {
        let mut command = Command::new(MCGEN);
        command.arg("render").arg(&self.environments);
        command.arg("--out").arg(out).args(options);
        command
    }
}

fn myself() -> anyhow::Result<Command> {
    Ok(Command::new(std::env::current_exe()?))
}
