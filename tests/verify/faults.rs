//! What happens when the machine, Terraform or a person gets in the way.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::run::{Ended, Verify, assert_nothing_is_left, has_terraform};

const ENVIRONMENT: &str = "examples/independent-minimal/environment.yaml";

/// A program that is called as Terraform is: it answers `version`, and runs `script` for the rest.
fn pretender(folder: &Path, version: &str, script: &str) -> PathBuf {
    let text = format!(
        "#!/bin/sh\nif [ \"$1\" = version ]; then echo '{version}'; exit 0; fi\n{script}\n"
    );
    executable(folder, &text)
}

fn executable(folder: &Path, text: &str) -> PathBuf {
    let path = folder.join("terraform");
    std::fs::write(&path, text).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path
}

fn verify_with(version: &str, script: &str, more: &[&str]) -> Ended {
    let folder = TempDir::new().unwrap();
    let program = pretender(folder.path(), version, script);
    Verify::new()
        .arguments(&[ENVIRONMENT, "--terraform", program.to_str().unwrap()])
        .arguments(more)
        .run()
}

const NEW_ENOUGH: &str = r#"{"terraform_version":"1.11.4"}"#;

#[test]
fn without_terraform_the_offline_part_is_proved_and_the_rest_is_said_to_be_missing() {
    let folder = TempDir::new().unwrap();
    let mut verify = Verify::new().arguments(&[ENVIRONMENT]);
    verify.command.env("PATH", folder.path());
    let ended = verify.run();
    ended
        .expect(0)
        .says("proved: every block and argument fits the schemas of")
        .says("not proved: that Terraform accepts it, because `terraform` is not on the path");
}

#[test]
fn a_terraform_that_was_asked_for_and_is_not_there_is_a_fault() {
    Verify::new()
        .arguments(&[ENVIRONMENT, "--terraform", "no-such-terraform"])
        .run()
        .expect(2)
        .says("`no-such-terraform` is not on the path");
}

#[test]
fn a_terraform_that_is_too_old_is_a_fault_with_both_versions() {
    verify_with(r#"{"terraform_version":"1.5.7"}"#, "exit 1", &[])
        .expect(2)
        .says("is version 1.5.7, and what is rendered needs 1.11.0 or later");
}

#[test]
fn a_program_that_is_no_terraform_is_a_fault() {
    verify_with("hello", "exit 1", &[])
        .expect(2)
        .says("does not answer as Terraform does");
}

#[test]
fn a_terraform_that_hangs_is_stopped_after_the_limit() {
    verify_with(NEW_ENOUGH, "exec sleep 600", &["--timeout", "1"])
        .expect(2)
        .says("did not end within 1 s and was stopped");
}

#[test]
fn a_terraform_that_is_killed_is_a_fault_with_its_last_words() {
    verify_with(NEW_ENOUGH, "echo last words >&2; kill -9 $$", &[])
        .expect(2)
        .says("ended without a result (signal: 9 (SIGKILL)):\nlast words");
}

#[test]
fn a_terraform_that_fails_without_a_reason_is_a_finding_with_what_it_printed() {
    verify_with(NEW_ENOUGH, "echo broken pipe dream >&2; exit 1", &[])
        .expect(1)
        .says("RUN-001")
        .says("broken pipe dream");
}

#[test]
fn a_terraform_that_does_not_even_say_its_version_can_be_called_off() {
    let folder = TempDir::new().unwrap();
    let pid_file = folder.path().join("pid");
    let script = format!(
        "#!/bin/sh\necho $$ > {}\nexec sleep 600\n",
        pid_file.display()
    );
    let program = executable(folder.path(), &script);
    assert_signal_ends_the_run("-INT", &program, &pid_file);
}

#[test]
fn a_signal_ends_the_run_and_leaves_no_process_and_no_file() {
    for signal in ["-INT", "-TERM", "-HUP"] {
        let folder = TempDir::new().unwrap();
        let pid_file = folder.path().join("pid");
        // As a wrapper that picks a version does, it waits for a child instead of becoming it.
        let script = format!("sleep 600 & echo $! > {}; wait", pid_file.display());
        let program = pretender(folder.path(), NEW_ENOUGH, &script);
        assert_signal_ends_the_run(signal, &program, &pid_file);
    }
}

#[test]
fn a_signal_during_an_apply_ends_terraform_itself() {
    if !has_terraform() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let pid_file = folder.path().join("pid");
    let script = format!(
        "if [ \"$1\" = apply ]; then echo $$ > {}; fi\nexec terraform \"$@\"",
        pid_file.display()
    );
    let program = executable(folder.path(), &format!("#!/bin/sh\n{script}\n"));
    assert_signal_ends_the_run("-TERM", &program, &pid_file);
}

/// Waits until a process has left its number in `pid_file`, sends the signal to mcgen, and sees that the
/// process is gone, with everything else.
#[track_caller]
fn assert_signal_ends_the_run(signal: &str, program: &Path, pid_file: &Path) {
    let mut verify =
        Verify::new().arguments(&[ENVIRONMENT, "--terraform", program.to_str().unwrap()]);
    verify.command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = verify.command.spawn().unwrap();
    let pid = wait_for(pid_file);
    let sent = Command::new("kill")
        .args([signal, &child.id().to_string()])
        .status();
    assert!(sent.unwrap().success());
    let ended = Ended::of(child.wait_with_output().unwrap());
    ended
        .expect(130)
        .says("called off: nothing was proved, and nothing is left behind");
    assert_nothing_is_left(verify.scratch.path());
    wait_until(&format!("{pid} still runs"), || !runs(&pid));
}

/// Whether a process runs. One that has ended and that nobody has asked for runs no more.
fn runs(pid: &str) -> bool {
    let output = Command::new("ps").args(["-o", "stat=", "-p", pid]).output();
    let state = String::from_utf8(output.unwrap().stdout).unwrap();
    !matches!(state.trim().chars().next(), None | Some('Z'))
}

fn wait_for(file: &Path) -> String {
    let read = || std::fs::read_to_string(file).unwrap_or_default();
    wait_until("nothing was started", || read().ends_with('\n'));
    read().trim().to_owned()
}

#[track_caller]
fn wait_until(otherwise: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_mins(1), "{otherwise}");
        thread::sleep(Duration::from_millis(10));
    }
}

/// Terraform until it comes to `step`, where `script` is run instead.
fn until(step: &str, script: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let text =
        format!("#!/bin/sh\nif [ \"$1\" = {step} ]; then {script}; fi\nexec terraform \"$@\"\n");
    let program = executable(folder.path(), &text);
    (folder, program)
}

#[test]
fn a_terraform_that_is_killed_or_hangs_in_the_middle_is_a_fault_that_names_the_command() {
    if !has_terraform() {
        return;
    }
    for (script, words) in [
        (
            "kill -9 $$",
            "`terraform apply -json -input=false plan` ended without a result (signal: 9 (SIGKILL))",
        ),
        (
            "exec sleep 600",
            "`terraform apply -json -input=false plan` did not end within 10 s and was stopped",
        ),
    ] {
        let (_folder, program) = until("apply", script);
        Verify::new()
            .arguments(&[ENVIRONMENT, "--terraform", program.to_str().unwrap()])
            .arguments(&["--timeout", "10", "--providers", "max"])
            .run()
            .expect(2)
            .says(words);
    }
}

#[test]
fn what_only_terraform_can_tell_is_not_passed_over_without_it() {
    let folder = TempDir::new().unwrap();
    for more in [["--from", ENVIRONMENT], ["--outage", "aws"]] {
        let mut verify = Verify::new().arguments(&[ENVIRONMENT]).arguments(&more);
        verify.command.env("PATH", folder.path());
        verify
            .run()
            .expect(2)
            .says("`terraform` is not on the path");
    }
}

#[test]
fn two_runs_at_once_do_not_disturb_each_other() {
    if !has_terraform() {
        return;
    }
    let runs = [(); 2].map(|()| {
        thread::spawn(|| {
            let ended = Verify::new()
                .arguments(&[ENVIRONMENT, "--providers", "min"])
                .run();
            ended.expect(0).says("proved: accepted by");
        })
    });
    for run in runs {
        run.join().unwrap();
    }
}

#[test]
fn nothing_is_written_beside_what_is_verified() {
    if !has_terraform() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("environment.yaml");
    std::fs::copy(crate::run::root().join(ENVIRONMENT), &file).unwrap();
    let mut verify = Verify::new().arguments(&["environment.yaml", "--providers", "max"]);
    verify.command.current_dir(folder.path());
    verify.run().expect(0);
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["environment.yaml"]);
}
