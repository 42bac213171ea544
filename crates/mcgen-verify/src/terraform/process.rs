//! Running a program to its end, to a limit of time, or until the run is called off.

use std::io::{self, Read};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

/// How often a running program is looked at. Short beside the shortest command of Terraform.
const TICK: Duration = Duration::from_millis(2);

/// Calls a run off, from a signal handler or another thread.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the run to end: the running programs are killed, nothing new is started.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether the run has been called off.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// What a program left behind.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) status: ExitStatus,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Why a program did not come to its end.
#[derive(Debug)]
pub(crate) enum Unfinished {
    /// It could not be started or read.
    Io(io::Error),
    /// It ran longer than allowed and was killed.
    TimedOut,
    /// The run was called off.
    Cancelled,
}

impl From<io::Error> for Unfinished {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Runs `command` and collects what it prints. However it ends, no process is left: what it starts
/// itself belongs to its group, and goes with it. The group also keeps the Ctrl-C of a terminal from it, so
/// that the run alone decides what a signal means.
pub(crate) fn run(
    command: &mut Command,
    limit: Duration,
    cancel: &Cancel,
) -> Result<Finished, Unfinished> {
    if cancel.is_cancelled() {
        return Err(Unfinished::Cancelled);
    }
    let mut child = Running(
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .spawn()?,
    );
    // Both pipes are read all the time: a program that fills one of them would wait forever.
    let stdout = collect(child.0.stdout.take());
    let stderr = collect(child.0.stderr.take());
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.0.try_wait()? {
            break status;
        }
        if cancel.is_cancelled() {
            return Err(Unfinished::Cancelled);
        }
        if start.elapsed() > limit {
            return Err(Unfinished::TimedOut);
        }
        thread::sleep(TICK);
    };
    // What it left running would keep the pipes open.
    child.kill_group();
    Ok(Finished {
        status,
        stdout: text(stdout)?,
        stderr: text(stderr)?,
    })
}

/// A child that is killed with all of its group, and waited for, when it is dropped.
struct Running(Child);

impl Running {
    fn kill_group(&self) {
        let leader = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw);
        if let Some(leader) = leader {
            // It fails only where every process of the group is gone already.
            let _ = kill_process_group(leader, Signal::KILL);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that has been waited for was killed with its group, and its number may be another's now.
        if matches!(self.0.try_wait(), Ok(None)) {
            self.kill_group();
            let _ = self.0.wait();
        }
    }
}

fn collect(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<io::Result<Vec<u8>>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            pipe.read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    })
}

fn text(reader: JoinHandle<io::Result<Vec<u8>>>) -> io::Result<String> {
    let bytes = reader
        .join()
        .map_err(|_| io::Error::other("the reader of the output failed"))??;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn output_and_status_are_collected_however_long_the_output_is() {
        let script = "yes text | head -n 100000; echo words >&2; exit 3";
        let finished = run(
            &mut shell(script),
            Duration::from_mins(1),
            &Cancel::default(),
        );
        let finished = finished.unwrap();
        assert_eq!(finished.status.code(), Some(3));
        assert_eq!(finished.stdout.len(), 500_000);
        assert_eq!(finished.stderr, "words\n");
    }

    #[test]
    fn a_program_that_hangs_is_killed() {
        let result = run(
            &mut shell("exec sleep 600"),
            Duration::from_millis(50),
            &Cancel::default(),
        );
        assert!(matches!(result, Err(Unfinished::TimedOut)), "{result:?}");
    }

    #[test]
    fn what_a_program_started_is_gone_when_it_has_ended_or_was_killed() {
        for script in ["sleep 600 & echo $!", "sleep 600 & echo $! >&2; wait"] {
            let folder = tempfile::tempdir().unwrap();
            let pid = folder.path().join("pid");
            let script = format!("{{ {script}; }} >{0} 2>&1", pid.display());
            let start = Instant::now();
            let result = run(
                &mut shell(&script),
                Duration::from_millis(500),
                &Cancel::default(),
            );
            assert!(start.elapsed() < Duration::from_mins(1), "{result:?}");
            let pid = fs_err::read_to_string(&pid).unwrap();
            let stat = std::path::PathBuf::from(format!("/proc/{}/stat", pid.trim()));
            // One that nobody has waited for yet is a zombie.
            let gone = || fs_err::read_to_string(&stat).map_or(true, |it| it.contains(") Z "));
            while !gone() {
                assert!(start.elapsed() < Duration::from_mins(1), "{pid} still runs");
                thread::sleep(TICK);
            }
        }
    }

    #[test]
    fn a_run_that_is_called_off_ends_at_once_and_starts_nothing_more() {
        let cancel = Cancel::default();
        let other = cancel.clone();
        let canceller = thread::spawn(move || {
            thread::sleep(Duration::from_millis(50));
            other.cancel();
        });
        for script in ["exec sleep 600", "exit 0"] {
            let result = run(&mut shell(script), Duration::from_mins(10), &cancel);
            assert!(matches!(result, Err(Unfinished::Cancelled)), "{result:?}");
        }
        canceller.join().unwrap();
    }

    #[test]
    fn a_program_that_is_not_there_is_an_error() {
        let result = run(
            &mut Command::new("mcgen-has-no-such-program"),
            Duration::from_secs(1),
            &Cancel::default(),
        );
        assert!(matches!(result, Err(Unfinished::Io(_))), "{result:?}");
    }
}
