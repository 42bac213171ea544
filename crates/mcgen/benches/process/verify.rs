//! `mcgen verify` against the commands of Terraform that it runs: how much longer it takes than they do,
//! and how much memory the process holds that serves the simulated providers.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use fs_err as fs;

const ROUNDS: usize = 5;

/// One run.
struct Run {
    wall: Duration,
    /// How long at least one command ran.
    commands: Duration,
    /// How many there were.
    count: usize,
    /// The most memory of mcgen itself, in KiB.
    memory: u64,
}

/// Prints a row for each run of an environment file.
pub(crate) fn measure(file: &Path) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let log = folder.path().join("log");
    let program = logging_terraform(folder.path(), &log)?;
    println!(
        "| wall, s | at least one command ran, s | wall / commands | commands | peak of mcgen, MiB |"
    );
    println!("|---:|---:|---:|---:|---:|");
    for _ in 0..ROUNDS {
        fs::write(&log, "")?;
        let run = verify(file, &program, &log)?;
        println!(
            "| {:.2} | {:.2} | {:.2} | {} | {:.1} |",
            run.wall.as_secs_f64(),
            run.commands.as_secs_f64(),
            run.wall.as_secs_f64() / run.commands.as_secs_f64(),
            run.count,
            f64::from(u32::try_from(run.memory)?) / 1024.0,
        );
    }
    Ok(())
}

/// Terraform, with a line in `log` for each command: when it began and when it ended.
fn logging_terraform(folder: &Path, log: &Path) -> anyhow::Result<PathBuf> {
    let path = folder.join("terraform");
    let log = log.display();
    fs::write(
        &path,
        format!(
            "#!/bin/sh\nbegin=$(date +%s.%N)\nterraform \"$@\"\ncode=$?\n\
             echo \"$begin $(date +%s.%N)\" >>'{log}'\nexit $code\n"
        ),
    )?;
    fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755))?;
    Ok(path)
}

fn verify(file: &Path, program: &Path, log: &Path) -> anyhow::Result<Run> {
    let start = Instant::now();
    let mut child = Command::new(crate::MCGEN)
        .arg("verify")
        .arg(file)
        .arg("--terraform")
        .arg(program)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()?;
    let mut memory = 0;
    let status = loop {
        memory = peak(child.id()).unwrap_or(memory);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(Duration::from_millis(5));
    };
    let wall = start.elapsed();
    ensure!(status.success(), "{} is not accepted", file.display());
    let times = times(&fs::read_to_string(log)?)?;
    Ok(Run {
        wall,
        commands: covered(times.clone()),
        count: times.len(),
        memory,
    })
}

/// The largest resident set of a process so far, without its children, in KiB.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn times(log: &str) -> anyhow::Result<Vec<(Duration, Duration)>> {
    let seconds = |text: &str| Ok::<_, anyhow::Error>(Duration::from_secs_f64(text.parse()?));
    log.lines()
        .map(|line| {
            let (begin, end) = line.split_once(' ').context("a line has two times")?;
            Ok((seconds(begin)?, seconds(end)?))
        })
        .collect()
}

/// How much time lies in at least one of the spans.
fn covered(mut spans: Vec<(Duration, Duration)>) -> Duration {
    spans.sort();
    let (mut sum, mut until) = (Duration::ZERO, Duration::ZERO);
    for (begin, end) in spans {
        sum += end.saturating_sub(begin.max(until));
        until = until.max(end);
    }
    sum
}
