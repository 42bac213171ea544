//! Every operation that changes the disk, so that tests can stop a run after each of them.

use std::fs;
use std::io::{self, Write as _};
use std::time::SystemTime;

use camino::Utf8Path;

use crate::error::OutputError;

/// What became of a folder that may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FolderRemoval {
    /// It was empty and is gone.
    Removed,
    /// It did not exist.
    Absent,
    /// It holds something, or is in use, and stays.
    InUse,
}

/// The operations that change the disk.
pub(crate) trait Disk: Sync {
    /// Creates the folder and its parents where they are missing.
    fn create_folders(&self, path: &Utf8Path) -> Result<(), OutputError>;
    /// Creates one folder that must not exist.
    fn create_folder(&self, path: &Utf8Path) -> Result<(), OutputError>;
    /// Writes a file that must not exist.
    fn write_new(&self, path: &Utf8Path, contents: &[u8]) -> Result<(), OutputError>;
    /// Gives a file or folder its final name, in one step.
    fn rename(&self, from: &Utf8Path, to: &Utf8Path) -> Result<(), OutputError>;
    /// Removes a file.
    fn remove_file(&self, path: &Utf8Path) -> Result<(), OutputError>;
    /// Removes a folder if it is empty.
    fn remove_empty_folder(&self, path: &Utf8Path) -> Result<FolderRemoval, OutputError>;
    /// Removes a folder with everything in it; links in it are removed, not followed.
    fn remove_tree(&self, path: &Utf8Path) -> Result<(), OutputError>;
}

/// The operating system's file system.
pub(crate) struct RealDisk;

impl Disk for RealDisk {
    fn create_folders(&self, path: &Utf8Path) -> Result<(), OutputError> {
        fs::create_dir_all(path).map_err(|cause| OutputError::io("create", path, cause))
    }

    fn create_folder(&self, path: &Utf8Path) -> Result<(), OutputError> {
        fs::create_dir(path).map_err(|cause| OutputError::io("create", path, cause))
    }

    fn write_new(&self, path: &Utf8Path, contents: &[u8]) -> Result<(), OutputError> {
        fs::File::create_new(path)
            .and_then(|mut file| file.write_all(contents))
            .map_err(|cause| OutputError::io("write", path, cause))
    }

    fn rename(&self, from: &Utf8Path, to: &Utf8Path) -> Result<(), OutputError> {
        fs::rename(from, to).map_err(|cause| OutputError::io("write", to, cause))
    }

    fn remove_file(&self, path: &Utf8Path) -> Result<(), OutputError> {
        fs::remove_file(path).map_err(|cause| OutputError::io("delete", path, cause))
    }

    fn remove_empty_folder(&self, path: &Utf8Path) -> Result<FolderRemoval, OutputError> {
        match fs::remove_dir(path) {
            Ok(()) => Ok(FolderRemoval::Removed),
            Err(cause) => match cause.kind() {
                io::ErrorKind::NotFound => Ok(FolderRemoval::Absent),
                // A file of the same name may have taken the place of the folder.
                io::ErrorKind::DirectoryNotEmpty
                | io::ErrorKind::ResourceBusy
                | io::ErrorKind::NotADirectory => Ok(FolderRemoval::InUse),
                _ => Err(OutputError::io("delete the empty folder", path, cause)),
            },
        }
    }

    fn remove_tree(&self, path: &Utf8Path) -> Result<(), OutputError> {
        fs::remove_dir_all(path).map_err(|cause| OutputError::io("delete", path, cause))
    }
}

/// What tells, without reading a file, that it is still the one that was read before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// A file replaced by rename has another one, even with the same length and time.
    inode: u64,
}

impl Stamp {
    pub(crate) fn of(metadata: &fs::Metadata) -> Self {
        Self {
            length: metadata.len(),
            modified: metadata.modified().ok(),
            inode: inode(metadata),
        }
    }
}

#[cfg(unix)]
fn inode(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> u64 {
    0
}

/// The metadata of `path` itself, links not followed; `None` where nothing exists.
pub(crate) fn look(path: &Utf8Path) -> Result<Option<fs::Metadata>, OutputError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(OutputError::io("read", path, cause)),
    }
}

/// Keeps other runs out of a folder while it lives; a killed process gives it up too.
pub(crate) struct FolderLock(Option<fs::File>);

impl FolderLock {
    /// Locks `folder`, or fails if another run has it.
    ///
    /// File systems and platforms that cannot lock a folder are used without a lock: two runs at
    /// once then still leave whole files, and the next run repairs what they mixed up.
    pub(crate) fn of(folder: &Utf8Path) -> Result<Self, OutputError> {
        let Ok(file) = fs::File::open(folder) else {
            return Ok(Self(None));
        };
        match file.try_lock() {
            Ok(()) => Ok(Self(Some(file))),
            Err(fs::TryLockError::WouldBlock) => Err(OutputError::Busy {
                path: folder.to_owned(),
            }),
            Err(fs::TryLockError::Error(_)) => Ok(Self(None)),
        }
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        // Closing is not enough: a process that another thread has just forked still holds a copy
        // of the file, and with it the lock, until it starts its program.
        if let Some(file) = &self.0 {
            let _ = file.unlock();
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_given_up_although_a_forked_process_has_a_copy() {
        let folder = tempfile::tempdir().unwrap();
        let folder = Utf8Path::from_path(folder.path()).unwrap();
        let lock = FolderLock::of(folder).unwrap();
        assert!(matches!(
            FolderLock::of(folder),
            Err(OutputError::Busy { .. })
        ));
        let _copy = lock.0.as_ref().unwrap().try_clone().unwrap();
        drop(lock);
        assert!(FolderLock::of(folder).is_ok());
    }
}
