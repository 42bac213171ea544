//! The changes of a plan as a unified diff.

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
                Action::Create | Action::Update => writes
                    .find(|write| write.path.as_str() == change.path.as_str())
                    .map(|write| write.contents),
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
    let before = name_in_diff("a", change, old.is_some());
    let after = name_in_diff("b", change, new.is_some());
    let old = old.unwrap_or_default();
    let new = new.unwrap_or_default();
    let kind = match std::str::from_utf8(old) {
        Ok(old) if old.len().max(new.len()) <= MOST_BYTES => {
            let diff = TextDiff::from_lines(old, new);
            text.push_str(&diff.unified_diff().header(&before, &after).to_string());
            return;
        }
        Ok(_) => "Large",
        Err(_) => "Binary",
    };
    text.extend([kind, " files ", &before, " and ", &after, " differ\n"]);
}

/// The name of a file in a diff, before (`a`) or after (`b`) the change.
fn name_in_diff(side: &str, change: &Change, exists: bool) -> String {
    if !exists {
        return "/dev/null".to_owned();
    }
    let path = &change.path;
    // Without the tab, `patch` ends a name at its first space.
    let end = if path.as_str().contains(' ') {
        "\t"
    } else {
        ""
    };
    format!("{side}/{path}{end}")
}
