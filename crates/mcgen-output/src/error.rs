//! Why a tree could not be compared or written.

use std::fmt::Write as _;
use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use crate::conflict::Conflict;

/// Why a tree could not be compared with a folder, or not be written to it.
///
/// Each message names the path and the cause, and says what to do next.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The operating system refused an operation.
    #[error("cannot {doing} `{path}`: {cause}{}", next_step(cause))]
    Io {
        /// What was tried, as a verb: `read`, `write`.
        doing: &'static str,
        /// The path it was tried on.
        path: Utf8PathBuf,
        /// The answer of the operating system.
        cause: io::Error,
    },
    /// Files in the way that are not mcgen's to change. Nothing was written.
    #[error("{}", conflict_text(out, conflicts))]
    Conflicts {
        /// The output folder.
        out: Utf8PathBuf,
        /// All conflicts, in path order.
        conflicts: Vec<Conflict>,
    },
    /// The output folder is something else.
    #[error("`{path}` is not a folder; name another folder with --out, or move it away")]
    NotAFolder {
        /// The path given as output folder.
        path: Utf8PathBuf,
    },
    /// The manifest cannot be understood.
    #[error(
        "cannot use the manifest `{path}`: {why}; restore it from version control, or delete it: \
         files that still have the rendered contents are then taken over again"
    )]
    Manifest {
        /// The manifest.
        path: Utf8PathBuf,
        /// What is wrong with it, with line and column where there is one.
        why: String,
    },
    /// The manifest was written by another generation of mcgen.
    #[error(
        "the manifest `{path}` has format {found}, this mcgen understands format {supported}; use \
         the version of mcgen that wrote it, or a newer one"
    )]
    ManifestFormat {
        /// The manifest.
        path: Utf8PathBuf,
        /// The format it says it has.
        found: u64,
        /// The format this version reads and writes.
        supported: u64,
    },
    /// The tree uses a name that mcgen keeps for itself.
    #[error("`{path}` uses a name that mcgen keeps for itself; rename what it is rendered from")]
    ReservedPath {
        /// The path in the tree.
        path: String,
    },
    /// Two paths differ only by upper and lower case.
    #[error(
        "`{first}` and `{second}` differ only by upper and lower case, and are one file on macOS \
         and Windows; rename one of them"
    )]
    CaseCollision {
        /// The path that comes first.
        first: String,
        /// The path that comes second.
        second: String,
    },
    /// One path is wanted as a file and as a folder.
    #[error("`{file}` is a file, and `{below}` needs a folder of that name; rename one of them")]
    FileAndFolder {
        /// The path of the file.
        file: String,
        /// A file that lies below the same path.
        below: String,
    },
    /// The place where new contents are prepared is taken by something else.
    #[error("`{path}` is kept for mcgen's temporary files but is not a folder; move it away")]
    StagingBlocked {
        /// The path of the staging folder.
        path: Utf8PathBuf,
    },
    /// Another process is writing to the same folder.
    #[error("another mcgen is writing to `{path}`; wait until it has ended and run again")]
    Busy {
        /// The output folder.
        path: Utf8PathBuf,
    },
    /// Something changed between plan and write. Nothing was written.
    #[error("`{path}` changed after the plan was made; nothing was written, run again")]
    ChangedSincePlan {
        /// The path that changed.
        path: Utf8PathBuf,
    },
}

impl OutputError {
    pub(crate) fn io(doing: &'static str, path: &Utf8Path, cause: io::Error) -> Self {
        Self::Io {
            doing,
            path: path.to_owned(),
            cause,
        }
    }
}

fn next_step(cause: &io::Error) -> &'static str {
    match cause.kind() {
        io::ErrorKind::PermissionDenied => "; check the owner and the mode of it and its folder",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "; free some space, run again",
        io::ErrorKind::ReadOnlyFilesystem => "; choose a folder that can be written with --out",
        io::ErrorKind::CrossesDevices => {
            "; a folder below --out is a mount point: mount the whole output folder instead"
        }
        _ => "; mend this and run again",
    }
}

fn conflict_text(out: &Utf8Path, conflicts: &[Conflict]) -> String {
    const SHOWN: usize = 10;
    let mut text = format!("nothing was written to `{out}`, because of");
    for conflict in conflicts.iter().take(SHOWN) {
        // Writing to a String cannot fail.
        let _ = write!(text, "\n  {conflict}");
    }
    if conflicts.len() > SHOWN {
        let _ = write!(text, "\n  and {} more", conflicts.len() - SHOWN);
    }
    text
}
