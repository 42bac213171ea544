//! The changes of a plan as a unified diff.

use std::fmt;
use std::fs;

use similar::TextDiff;

use crate::error::OutputError;
use crate::plan::{Action, Change, WritePlan};

/// Larger files are named and not compared line by line.
const MOST_BYTES: usize = 1024 * 1024;

impl WritePlan<'_> {
    /// The created, updated and deleted files as a unified diff, which `patch -p1` and `git apply`
    /// accept. Reads the old contents from disk.
    ///
    /// Files that are not text, or are very large, are named in one line.
    pub fn diff(&self) -> Result<String, OutputError> {
        let mut text = String::new();
        let mut writes = self.work.writes.iter();
        for change in &self.changes {
            let new = match change.action {
                Action::Keep => continue,
                Action::Delete => None,
                Action::Create | Action::Update => {
                    writes.find(|write| *write.path == change.path).map(|write| write.contents)
                }
            };
            let old = match change.action {
                Action::Create | Action::Keep => None,
                Action::Update | Action::Delete => Some(self.read_old(change)?),
            };
            push_file(&mut text, change, old.as_deref(), new);
        }
        Ok(text)
    }

    fn read_old(&self, change: &Change) -> Result<Vec<u8>, OutputError> {
        let path = self.out.join(change.path.as_path());
        fs::read(&path).map_err(|cause| OutputError::io("read", &path, cause))
    }
}

fn push_file(text: &mut String, change: &Change, old: Option<&[u8]>, new: Option<&str>) {
    let path = change.path.as_str();
    let before = Side { prefix: "a", path, exists: old.is_some() };
    let after = Side { prefix: "b", path, exists: new.is_some() };
    let lengths = old.map_or(0, <[u8]>::len).max(new.map_or(0, str::len));
    let old = std::str::from_utf8(old.unwrap_or_default());
    match old {
        Ok(old) if lengths <= MOST_BYTES => {
            let diff = TextDiff::from_lines(old, new.unwrap_or_default());
            text.push_str(
                &diff
                    .unified_diff()
                    .header(&before.to_string(), &after.to_string())
                    .to_string(),
            );
        }
        Ok(_) => text.push_str(&format!("Large files {before} and {after} differ\n")),
        Err(_) => text.push_str(&format!("Binary files {before} and {after} differ\n")),
    }
}

/// The name of a file in a diff, before or after the change.
struct Side<'path> {
    prefix: &'static str,
    path: &'path str,
    exists: bool,
}

impl fmt::Display for Side<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.exists {
            return f.write_str("/dev/null");
        }
        // Without the tab, `patch` ends a name at its first space.
        let end = if self.path.contains(' ') { "\t" } else { "" };
        write!(f, "{}/{}{end}", self.prefix, self.path)
    }
}
