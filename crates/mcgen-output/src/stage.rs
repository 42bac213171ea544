//! The folder where new contents are complete before anything gets its final name.

use camino::{Utf8Path, Utf8PathBuf};

use crate::disk::{Disk, look};
use crate::error::OutputError;
use crate::parallel;
use crate::paths::{folder_of, folders_above, is_within};
use crate::plan::Write;

/// The name of the folder for temporary files, in the output folder. It exists only while mcgen
/// writes; one that a killed run left behind is removed by the next run.
pub const STAGE_NAME: &str = ".mcgen-tmp-stage";

/// Whether a killed run left its staging folder in `out`.
pub(crate) fn is_left_over(out: &Utf8Path) -> Result<bool, OutputError> {
    let path = out.join(STAGE_NAME);
    match look(&path)? {
        None => Ok(false),
        Some(metadata) if metadata.is_dir() => Ok(true),
        Some(_) => Err(OutputError::StagingBlocked { path }),
    }
}

/// A staging folder. It lies in the output folder, because a rename needs one file system.
pub(crate) struct Stage<'disk, D> {
    disk: &'disk D,
    folder: Utf8PathBuf,
}

/// A staged file or folder and its final path.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Move {
    pub(crate) from: Utf8PathBuf,
    pub(crate) to: Utf8PathBuf,
}

/// Where a file is staged.
struct Place<'write> {
    /// The staged folder, or for a file in a folder that exists, the staged file.
    base: usize,
    below: Option<&'write str>,
    contents: &'write str,
}

impl<'disk, D: Disk> Stage<'disk, D> {
    pub(crate) fn create(disk: &'disk D, out: &Utf8Path) -> Result<Self, OutputError> {
        let folder = out.join(STAGE_NAME);
        disk.create_folder(&folder)?;
        Ok(Self { disk, folder })
    }

    /// Writes one more file and returns where it is.
    pub(crate) fn add(&self, name: &str, contents: &str) -> Result<Utf8PathBuf, OutputError> {
        let path = self.folder.join(name);
        self.disk.write_new(&path, contents.as_bytes())?;
        Ok(path)
    }

    /// Writes all files and returns what is to be renamed, in path order.
    ///
    /// A folder that does not exist yet is staged as a whole: one rename brings all its files,
    /// which costs no more than writing them to their places.
    pub(crate) fn fill(
        &self,
        out: &Utf8Path,
        writes: &[Write<'_>],
    ) -> Result<Vec<Move>, OutputError> {
        let mut moves: Vec<Move> = Vec::new();
        let mut places = Vec::with_capacity(writes.len());
        let mut top: Option<&str> = None;
        let mut made = "";
        for write in writes {
            let path = write.path.as_str();
            let missing_top = write.missing_top.as_deref();
            // Path order keeps the files of one folder together.
            if missing_top.is_none() || missing_top != top {
                let from = self.folder.join(moves.len().to_string());
                if missing_top.is_some() {
                    self.disk.create_folder(&from)?;
                }
                let to = out.join(missing_top.unwrap_or(path));
                moves.push(Move { from, to });
                top = missing_top;
                made = "";
            }
            let base = moves.len() - 1;
            let below = top.map(|top| &path[top.len() + 1..]);
            if let Some(folder) = below.map(folder_of).filter(|folder| *folder != made) {
                self.create_below(&moves[base].from, made, folder)?;
                made = folder;
            }
            places.push(Place {
                base,
                below,
                contents: write.contents,
            });
        }
        parallel::try_map(&places, |_, place| {
            let base = &moves[place.base].from;
            let contents = place.contents.as_bytes();
            match place.below {
                Some(below) => self.disk.write_new(&base.join(below), contents),
                None => self.disk.write_new(base, contents),
            }
        })?;
        Ok(moves)
    }

    /// Creates `folder` below `base`, where `made` was created just before it. In path order, what
    /// two neighbours do not share was never created.
    fn create_below(&self, base: &Utf8Path, made: &str, folder: &str) -> Result<(), OutputError> {
        let mut missing: Vec<_> = std::iter::once(folder)
            .chain(folders_above(folder))
            .take_while(|folder| !folder.is_empty() && !is_within(made, folder))
            .collect();
        while let Some(folder) = missing.pop() {
            self.disk.create_folder(&base.join(folder))?;
        }
        Ok(())
    }

    /// Removes the staging folder with all that is still in it.
    pub(crate) fn remove(&self) -> Result<(), OutputError> {
        self.disk.remove_tree(&self.folder)
    }
}
