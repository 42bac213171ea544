//! One run of a program, and many.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
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

/// When each file and folder below `folder` was last written.
pub(crate) fn stamps(folder: &Path) -> anyhow::Result<BTreeMap<PathBuf, SystemTime>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| {
            let entry = entry?;
            let written = entry.metadata()?.modified()?;
            Ok((entry.into_path(), written))
        })
        .collect()
}
