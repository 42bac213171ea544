use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The programs of PostgreSQL, and whom its server runs as.
#[derive(Debug, Clone)]
pub(crate) struct Tools {
    /// Where the server is.
    folder: PathBuf,
    /// Where its clients are: some distributions hold the server alone.
    clients: PathBuf,
    /// A user that is not root, under which alone the server starts; `None` where we are not root.
    owner: Option<Owner>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Owner {
    pub(crate) user: u32,
    pub(crate) group: u32,
}

impl Tools {
    /// The newest PostgreSQL of this machine. What it lacks is the error.
    pub(crate) fn find() -> Result<Self, String> {
        let folder = folders()
            .into_iter()
            .find(|folder| holds(folder, &[SERVER, CLIENTS].concat()))
            .ok_or("there is no PostgreSQL server on the path or below /usr/lib/postgresql")?;
        Self::of(folder.clone(), folder)
    }

    /// The servers of version 16 and newer whose folders `MCGEN_POSTGRES` lists, with the clients of this
    /// machine; none where it says `none`.
    pub(crate) fn listed() -> Result<Vec<Self>, String> {
        let listed = std::env::var_os("MCGEN_POSTGRES").ok_or(
            "MCGEN_POSTGRES lists no folders of PostgreSQL 16 and 17 (`none` where they cannot be had)",
        )?;
        if listed == "none" {
            return Ok(Vec::new());
        }
        let clients = Self::find()?.clients;
        let folders = std::env::split_paths(&listed);
        let servers = folders.map(|folder| {
            if holds(&folder, SERVER) {
                return Self::of(folder, clients.clone());
            }
            let folder = folder.display();
            Err(format!("no server of PostgreSQL is in {folder}"))
        });
        servers.collect()
    }

    fn of(folder: PathBuf, clients: PathBuf) -> Result<Self, String> {
        for (program, argument) in [("bash", "--version"), ("openssl", "version")] {
            let found = Command::new(program).arg(argument).output();
            found.map_err(|_| format!("there is no {program}"))?;
        }
        let tools = Self {
            owner: owner()?,
            folder,
            clients,
        };
        match tools.major()? {
            15.. => Ok(tools),
            major => Err(format!("PostgreSQL {major} is too old")),
        }
    }

    /// The path of a shell that finds its programs first.
    pub(crate) fn path(&self) -> OsString {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = [self.folder.clone(), self.clients.clone()];
        std::env::join_paths(folders.into_iter().chain(std::env::split_paths(&path))).unwrap()
    }

    pub(crate) fn owner(&self) -> Option<Owner> {
        self.owner
    }

    pub(crate) fn command(&self, program: &str) -> Command {
        let own = self.folder.join(program);
        let own = own.is_file().then_some(own);
        Command::new(own.unwrap_or_else(|| self.clients.join(program)))
    }

    /// The major version, of the server as of everything beside it.
    pub(crate) fn major(&self) -> Result<u32, String> {
        let output = run(self.command("postgres").arg("--version"))?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let number = text
            .split_whitespace()
            .find(|word| word.starts_with(|it: char| it.is_ascii_digit()));
        let major =
            number.and_then(|number| number.split(['.', 'd', 'b', 'r']).next()?.parse().ok());
        major.ok_or_else(|| format!("what version is {text:?}?"))
    }
}

/// The programs of a server, and those that talk to one.
const SERVER: &[&str] = &["initdb", "pg_ctl", "postgres"];
const CLIENTS: &[&str] = &["pg_dump", "pg_restore", "psql"];

fn holds(folder: &Path, programs: &[&str]) -> bool {
    programs.iter().all(|it| folder.join(it).is_file())
}

/// The folders of the path, then those of Debian and its kin, the newest version first.
fn folders() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path);
    let versions = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let mut versions: Vec<PathBuf> = versions.flatten().map(|entry| entry.path()).collect();
    versions.sort_by_key(|version| {
        let name = version
            .file_name()
            .and_then(|name| name.to_str()?.parse::<u32>().ok());
        std::cmp::Reverse(name)
    });
    on_path
        .chain(versions.into_iter().map(|version| version.join("bin")))
        .collect()
}

fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().parse().ok())?
}

/// `initdb` and the server refuse to run as root.
fn owner() -> Result<Option<Owner>, String> {
    if id(&["-u"]) != Some(0) {
        return Ok(None);
    }
    let found = ["postgres", "nobody"].into_iter().find_map(|name| {
        let (user, group) = (id(&["-u", name])?, id(&["-g", name])?);
        Some(Owner { user, group })
    });
    found
        .map(Some)
        .ok_or_else(|| "we are root, and there is no user to run a server as".to_owned())
}

/// Runs `command`; what it printed is the error.
pub(crate) fn run(command: &mut Command) -> Result<Output, String> {
    let output = command
        .output()
        .map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    let text = [output.stdout, output.stderr].concat();
    Err(format!("{command:?}: {}", String::from_utf8_lossy(&text)))
}

/// A missing tool passes a test on a machine that cannot have it, and fails it where it must be.
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
pub(crate) fn skip_or_fail(reason: &str) {
    assert!(
        std::env::var_os("MCGEN_REQUIRE_TOOLS").is_none_or(|value| value != "1"),
        "{reason}"
    );
    println!("skipped: {reason}");
}
