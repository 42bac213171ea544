//! One run of a program, and many.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use anyhow::ensure;
use wait4::Wait4 as _;

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    pub(crate) wall: Duration,
    /// Time on all processors, in the program and in the system for it.
    pub(crate) cpu: Duration,
    /// The most memory at one time, in bytes.
    pub(crate) memory: u64,
}

/// Runs `command` to its end, which must be a good one.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<Run> {
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command.stderr(Stdio::null());
    let start = Instant::now();
    let ended = command.spawn()?.wait4()?;
    let wall = start.elapsed();
    ensure!(ended.status.success(), "{command:?} failed");
    Ok(Run {
        wall,
        cpu: ended.rusage.utime + ended.rusage.stime,
        memory: ended.rusage.maxrss,
    })
}

/// Runs of one kind.
#[derive(Debug, Default)]
pub(crate) struct Runs(Vec<Run>);

impl Runs {
    pub(crate) fn push(&mut self, run: Run) {
        self.0.push(run);
    }

    pub(crate) fn wall(&self) -> Duration {
        median(self.0.iter().map(|run| run.wall))
    }

    pub(crate) fn cpu(&self) -> Duration {
        median(self.0.iter().map(|run| run.cpu))
    }

    /// The fastest and the slowest.
    pub(crate) fn range(&self) -> (Duration, Duration) {
        let walls = || self.0.iter().map(|run| run.wall);
        (
            walls().min().unwrap_or_default(),
            walls().max().unwrap_or_default(),
        )
    }

    /// The largest of all runs, in bytes.
    pub(crate) fn memory(&self) -> u64 {
        self.0.iter().map(|run| run.memory).max().unwrap_or(0)
    }
}

fn median(durations: impl Iterator<Item = Duration>) -> Duration {
    let mut durations: Vec<Duration> = durations.collect();
    durations.sort();
    durations
        .get(durations.len() / 2)
        .copied()
        .unwrap_or_default()
}

/// How many files and folders there are below `folder`, and when one of them was last written.
pub(crate) fn last_write(folder: &Path) -> anyhow::Result<(usize, SystemTime)> {
    let mut last = (0, SystemTime::UNIX_EPOCH);
    for entry in walkdir::WalkDir::new(folder) {
        last = (last.0 + 1, last.1.max(entry?.metadata()?.modified()?));
    }
    Ok(last)
}
