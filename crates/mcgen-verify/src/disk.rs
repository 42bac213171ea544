//! Reading a tree of Terraform files from disk, whoever wrote it: links that lead in circles or away,
//! files that never end and folders that nobody may read are met with an answer.

use std::collections::BTreeMap;
use std::io::{self, Read as _};

use camino::{Utf8Path, Utf8PathBuf};
use walkdir::{DirEntry, WalkDir};

use crate::VerifyError;
use crate::tree::is_read;

/// The largest file that is read, in bytes. The largest that people write are a thousandth of it.
const LARGEST: u64 = 16 << 20;

/// The files below `folder` that Terraform reads, by path from there. What is hidden is left out, and
/// what Terraform itself keeps (`.terraform`) with it. Links to files are followed; links to folders
/// only where they stay below `folder` and lead to no folder that they stand in.
pub(crate) fn read(folder: &Utf8Path) -> Result<BTreeMap<Utf8PathBuf, String>, VerifyError> {
    let root = folder
        .canonicalize_utf8()
        .map_err(|cause| fault(folder, cause))?;
    if !root.is_dir() {
        return Err(fault(folder, io::ErrorKind::NotADirectory.into()));
    }
    let mut files = BTreeMap::new();
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name();
    let entries = entries.into_iter().filter_entry(|it| is_entered(it, &root));
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if error.loop_ancestor().is_some() => continue,
            // A link that leads nowhere matters only where it is named as a file of Terraform.
            Err(error) if leads_nowhere(&error) => continue,
            Err(error) => {
                let path = error.path().unwrap_or(folder.as_std_path());
                let path = Utf8PathBuf::from(path.to_string_lossy().into_owned());
                return Err(fault(&path, error.into()));
            }
        };
        // A name that is not UTF-8 is none that mcgen or a module call could give.
        let Some(path) = Utf8Path::from_path(entry.path()) else {
            continue;
        };
        if entry.file_type().is_dir() || !is_read(path) {
            continue;
        }
        let text = read_file(path).map_err(|cause| fault(path, cause))?;
        let relative = path.strip_prefix(folder).unwrap_or(path);
        files.insert(relative.to_owned(), text);
    }
    Ok(files)
}

fn leads_nowhere(error: &walkdir::Error) -> bool {
    let denied = error.io_error().map(io::Error::kind) == Some(io::ErrorKind::PermissionDenied);
    let path = error.path().and_then(Utf8Path::from_path);
    let is_none_of_terraform = |it: &Utf8Path| it.is_symlink() && !it.exists() && !is_read(it);
    error.depth() > 0 && !denied && path.is_some_and(is_none_of_terraform)
}

fn is_entered(entry: &DirEntry, root: &Utf8Path) -> bool {
    if entry.depth() == 0 {
        return true;
    }
    if entry.file_name().as_encoded_bytes().starts_with(b".") {
        return false;
    }
    if !entry.path_is_symlink() || !entry.file_type().is_dir() {
        return true;
    }
    let target = entry.path().canonicalize();
    target.is_ok_and(|it| it.starts_with(root.as_std_path()))
}

fn read_file(path: &Utf8Path) -> io::Result<String> {
    // Asked before it is opened: a pipe would wait for its writer.
    if !fs_err::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no ordinary file"));
    }
    let mut text = String::new();
    let file = fs_err::File::open(path)?;
    file.take(LARGEST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LARGEST {
        let limit = LARGEST >> 20;
        return Err(io::Error::other(format!(
            "it is larger than {limit} MiB, which no Terraform file is"
        )));
    }
    Ok(text)
}

fn fault(path: &Utf8Path, cause: io::Error) -> VerifyError {
    VerifyError::Read {
        path: path.to_owned(),
        cause,
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn folder(files: &[&str]) -> (tempfile::TempDir, Utf8PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8PathBuf::from_path_buf(folder.path().join("root")).unwrap();
        for path in files {
            let path = root.join(path);
            fs_err::create_dir_all(path.parent().unwrap()).unwrap();
            fs_err::write(path, "").unwrap();
        }
        (folder, root)
    }

    fn paths(root: &Utf8Path) -> Vec<String> {
        read(root).unwrap().into_keys().map(Into::into).collect()
    }

    #[test]
    fn what_terraform_keeps_beside_a_stack_is_not_read() {
        let (_folder, root) = folder(&[
            "a/main.tf",
            "a/.terraform/modules/x.tf",
            "a/.terraform.lock.hcl",
            "a/notes.md",
        ]);
        assert_eq!(paths(&root), ["a/main.tf"]);
    }

    #[test]
    fn links_to_files_and_to_folders_of_the_tree_are_followed() {
        let (folder, root) = folder(&["a/main.tf"]);
        let shared = folder.path().join("shared.tf");
        fs_err::write(&shared, "").unwrap();
        symlink(&shared, root.join("a/shared.tf")).unwrap();
        symlink("a", root.join("b")).unwrap();
        symlink("nowhere", root.join("notes")).unwrap();
        let found = ["a/main.tf", "a/shared.tf", "b/main.tf", "b/shared.tf"];
        assert_eq!(paths(&root), found);
    }

    #[test]
    fn links_to_folders_that_lead_away_or_in_a_circle_are_not_followed() {
        let (_folder, root) = folder(&["a/main.tf"]);
        symlink("/", root.join("away")).unwrap();
        symlink("..", root.join("a/up")).unwrap();
        symlink("itself", root.join("itself")).unwrap();
        assert_eq!(paths(&root), ["a/main.tf"]);
    }

    fn refused(root: &Utf8Path) -> String {
        read(root).unwrap_err().to_string()
    }

    #[test]
    fn what_is_no_file_of_terraform_in_spite_of_its_name_is_refused_with_its_path() {
        let (_folder, root) = folder(&["a/main.tf"]);
        let path = root.join("a/main.tf");
        for (text, reason) in [
            (vec![b'#'; (16 << 20) + 1], "it is larger than 16 MiB"),
            (vec![0xff, 0xfe], "stream did not contain valid UTF-8"),
        ] {
            fs_err::write(&path, text).unwrap();
            let refused = refused(&root);
            assert!(refused.contains(reason), "{refused}");
            assert!(refused.contains("a/main.tf"), "{refused}");
        }
        for (target, reason) in [
            ("/dev/zero", "it is no ordinary file"),
            ("nowhere", "No such file or directory"),
        ] {
            fs_err::remove_file(&path).unwrap();
            symlink(target, &path).unwrap();
            let refused = refused(&root);
            assert!(refused.contains(reason), "{refused}");
            assert!(refused.contains("a/main.tf"), "{refused}");
        }
    }

    #[test]
    fn a_folder_that_is_a_file_or_is_not_there_is_refused() {
        let (_folder, root) = folder(&["main.tf"]);
        assert!(refused(&root.join("main.tf")).contains("not a directory"));
        assert!(refused(&root.join("nowhere")).contains("No such file or directory"));
    }
}
