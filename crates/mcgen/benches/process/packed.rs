//! A folder of files in one file, and the bare writer that puts them back.

use std::collections::BTreeMap;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use fs_err as fs;

/// Every file below `folder` by its relative path.
fn files(folder: &Path) -> anyhow::Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(folder)?.to_owned();
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(files)
}

/// Puts every file below `folder` into the file `packed`.
pub(crate) fn pack(folder: &Path, packed: &Path) -> anyhow::Result<()> {
    let mut out = BufWriter::new(fs::File::create(packed)?);
    for (path, contents) in files(folder)? {
        let path = path.to_str().context("a path is text")?;
        for part in [path.as_bytes(), &contents] {
            out.write_all(&u32::try_from(part.len())?.to_le_bytes())?;
            out.write_all(part)?;
        }
    }
    Ok(out.flush()?)
}

/// The bare writer: makes the folders and writes the files, one after the other.
pub(crate) fn unpack(packed: &Path, folder: &Path) -> anyhow::Result<()> {
    let mut last = PathBuf::new();
    each(packed, |path, contents| {
        let path = folder.join(path);
        let parent = path.parent().context("a file stands in a folder")?;
        if parent != last {
            std::fs::create_dir_all(parent)?;
            parent.clone_into(&mut last);
        }
        Ok(std::fs::write(&path, contents)?)
    })
}

/// Fails unless both folders hold the same files with the same bytes.
pub(crate) fn compare(one: &Path, other: &Path) -> anyhow::Result<()> {
    ensure!(
        files(one)? == files(other)?,
        "the bare writer writes something else"
    );
    Ok(())
}

/// How many files `packed` holds, and how many bytes they have.
pub(crate) fn size(packed: &Path) -> anyhow::Result<(usize, usize)> {
    let (mut files, mut bytes) = (0, 0);
    each(packed, |_, contents| {
        files += 1;
        bytes += contents.len();
        Ok(())
    })?;
    Ok((files, bytes))
}

fn each(
    packed: &Path,
    mut give: impl FnMut(&str, &[u8]) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut input = BufReader::new(fs::File::open(packed)?);
    let (mut path, mut contents) = (Vec::new(), Vec::new());
    while next(&mut input, &mut path)? {
        next(&mut input, &mut contents)?;
        give(std::str::from_utf8(&path)?, &contents)?;
    }
    Ok(())
}

/// Reads a part into `part`; `false` at the end.
fn next(input: &mut impl Read, part: &mut Vec<u8>) -> anyhow::Result<bool> {
    let mut length = [0; 4];
    if input.read(&mut length[..1])? == 0 {
        return Ok(false);
    }
    input.read_exact(&mut length[1..])?;
    part.resize(u32::from_le_bytes(length) as usize, 0);
    input.read_exact(part)?;
    Ok(true)
}
