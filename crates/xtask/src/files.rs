//! What no compiler looks at: unread snapshots and files that have grown too long.

use camino::{Utf8Path, Utf8PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The most lines of a file that people write.
const MAX_LINES: usize = 600;
/// The extensions of files that people write.
const WRITTEN: &[&str] = &["rs", "j2", "yaml", "md", "sh"];

/// Prints what is wrong with the files below `root`; `true` when nothing is.
pub(crate) fn check(root: &Utf8Path) -> anyhow::Result<bool> {
    let complaints = complaints(root)?;
    for complaint in &complaints {
        println!("{complaint}");
    }
    Ok(complaints.is_empty())
}

fn complaints(root: &Utf8Path) -> anyhow::Result<Vec<String>> {
    let mut complaints = Vec::new();
    let walk = WalkDir::new(root).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(is_source) {
        let entry = entry?;
        let Ok(path) = Utf8PathBuf::from_path_buf(entry.path().to_owned()) else {
            continue;
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let name = path.strip_prefix(root).unwrap_or(&path);
        if path.as_str().ends_with(".snap.new") {
            complaints.push(format!(
                "{name}: a snapshot that nobody has read; accept it or mend the test"
            ));
        }
        if path.extension().is_some_and(|it| WRITTEN.contains(&it)) {
            let lines = fs_err::read_to_string(&path)?.lines().count();
            if lines > MAX_LINES {
                complaints.push(format!(
                    "{name}: {lines} lines; split files of more than {MAX_LINES}"
                ));
            }
        }
    }
    Ok(complaints)
}

/// Neither build output nor the rendered trees, whose length the environment decides.
fn is_source(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let hidden = entry.depth() > 0 && (name == ".git" || name == ".terraform");
    !hidden && name != "target" && name != "expected"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints_about(name: &str, text: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8Path::from_path(folder.path()).unwrap();
        fs_err::create_dir_all(root.join("crates/target")).unwrap();
        fs_err::write(root.join("crates").join(name), text).unwrap();
        complaints(root).unwrap()
    }

    #[test]
    fn an_unread_snapshot_is_refused() {
        let complaints = complaints_about("text.snap.new", "");
        assert_eq!(complaints.len(), 1, "{complaints:?}");
        assert!(
            complaints[0].starts_with("crates/text.snap.new: "),
            "{complaints:?}"
        );
    }

    #[test]
    fn a_file_may_have_the_most_lines_and_not_one_more() {
        assert!(complaints_about("lib.rs", &"\n".repeat(MAX_LINES)).is_empty());
        assert_eq!(
            complaints_about("lib.rs", &"\n".repeat(MAX_LINES + 1)).len(),
            1
        );
    }

    #[test]
    fn build_output_is_not_read() {
        assert!(complaints_about("target/lib.rs", &"\n".repeat(MAX_LINES + 1)).is_empty());
    }
}
