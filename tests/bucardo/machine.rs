use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cloud::Cloud;
use crate::server::{DATABASE, SERVICE, SERVICE_PASSWORD, Server};
use crate::shell::{Ran, Shell};
use crate::tools::Tools;

/// The machine that carries changes: a server with PL/Perl, and the rendered commands in its user's home.
pub(super) struct Machine {
    shell: Shell,
    home: PathBuf,
}

impl Machine {
    /// The machine over `control`, which knows both sides by their services.
    pub(super) fn new(
        tools: &Tools,
        control: &Server,
        sides: [(Cloud, u16); 2],
        [user, password]: [&str; 2],
        commands: &Path,
    ) -> Self {
        let home = control.home().to_path_buf();
        let give = |path: &Path, mode: u32| {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
            if let Some(owner) = tools.owner() {
                chown(path, Some(owner.user), Some(owner.group)).unwrap();
            }
        };
        let services = sides.map(|(cloud, port)| {
            format!(
                "[{}]\nhost=127.0.0.1\nport={port}\ndbname={DATABASE}\nuser={user}\nsslmode=require\nconnect_timeout=5\n",
                cloud.word()
            )
        });
        let files = [
            (".pg_service.conf", services.concat(), 0o600),
            (
                ".pgpass",
                format!("*:*:*:{user}:{password}\n*:*:*:{SERVICE}:{SERVICE_PASSWORD}\n"),
                0o600,
            ),
            (
                "replicator",
                std::fs::read_to_string(commands).unwrap(),
                0o755,
            ),
        ];
        for (name, text, mode) in files {
            std::fs::write(home.join(name), text).unwrap();
            give(&home.join(name), mode);
        }
        for name in ["run", "logs", "state"] {
            std::fs::create_dir(home.join(name)).unwrap();
            give(&home.join(name), 0o755);
        }
        let mut command = Command::new("bash");
        command
            .args(["--noprofile", "--norc"])
            .current_dir(&home)
            .env("PATH", tools.path())
            .env("HOME", &home)
            .env("REPLICATOR_HOME", home.join("state"))
            .env("REPLICATOR_RUN", home.join("run"))
            .env("REPLICATOR_LOGS", home.join("logs"))
            .env("REPLICATOR_HOST", "127.0.0.1")
            .env("REPLICATOR_PORT", control.port.to_string())
            .env("REPLICATOR_SUPERUSER", SERVICE)
            .env("REPLICATOR_LATE", "20");
        if let Some(owner) = tools.owner() {
            command.uid(owner.user).gid(owner.group);
        }
        Self {
            shell: Shell::new(command),
            home,
        }
    }

    pub(super) fn run(&mut self, command: &str) -> Ran {
        self.shell.run(&format!("./replicator {command}"))
    }

    #[track_caller]
    pub(super) fn do_it(&mut self, command: &str) -> String {
        let ran = self.run(command);
        assert!(ran.succeeded, "{command}\n{}\n{}", ran.text, self.log());
        ran.text
    }

    /// A number of `measure`.
    #[track_caller]
    pub(super) fn number(&mut self, name: &str) -> u64 {
        let text = self.do_it("measure");
        let line = text
            .lines()
            .find_map(|it| it.strip_prefix(name)?.strip_prefix(' '));
        line.unwrap_or_else(|| panic!("no {name} in {text}"))
            .parse()
            .unwrap()
    }

    /// What the daemon wrote last.
    pub(super) fn log(&self) -> String {
        let log = std::fs::read_to_string(self.home.join("logs/log.bucardo")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        let _ = self.run("stop");
    }
}
