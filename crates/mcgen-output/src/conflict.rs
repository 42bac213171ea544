//! Files that are in the way and are not mcgen's to change.

use std::fmt;

use camino::Utf8PathBuf;

/// A path in the output folder that mcgen may not change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Where it is, relative to the output folder.
    pub path: Utf8PathBuf,
    /// Why it may not be changed.
    pub kind: ConflictKind,
}

/// Why a path may not be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConflictKind {
    /// A file that mcgen never wrote has the name of a rendered file.
    HandWritten,
    /// A file that mcgen wrote was edited since.
    HandEdited,
    /// A file that mcgen wrote was edited since, and is no longer rendered.
    HandEditedOrphan,
    /// An environment that is not rendered now uses the file as it is.
    UsedElsewhere,
    /// A symbolic link, which may lead outside the output folder.
    SymbolicLink,
    /// A folder has the name of a rendered file.
    Folder,
    /// A file has the name of a folder that rendered files need.
    NotAFolder,
    /// A device, pipe or socket has the name of a rendered file.
    Special,
}

impl ConflictKind {
    /// Whether `--force` overrides the conflict.
    pub fn can_be_forced(self) -> bool {
        matches!(
            self,
            Self::HandWritten | Self::HandEdited | Self::HandEditedOrphan | Self::UsedElsewhere
        )
    }
}

impl fmt::Display for ConflictKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::HandWritten => "not written by mcgen; move it away, or overwrite it with --force",
            Self::HandEdited => {
                "edited since mcgen wrote it; undo the edit, or overwrite it with --force"
            }
            Self::HandEditedOrphan => {
                "edited since mcgen wrote it, and no longer rendered; move it away, or delete it \
                 with --force"
            }
            Self::UsedElsewhere => {
                "an environment that is not rendered now uses it as it is; render both in one run, \
                 or overwrite it with --force"
            }
            Self::SymbolicLink => "a symbolic link, which mcgen never follows; remove the link",
            Self::Folder => "a folder where a file is rendered; move the folder away",
            Self::NotAFolder => "a file where a folder is needed; move the file away",
            Self::Special => "not a regular file; move it away",
        })
    }
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "! {}: {}", self.path, self.kind)
    }
}
