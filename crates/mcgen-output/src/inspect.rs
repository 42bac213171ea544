//! What is on disk at the path of one file.

use std::fs::File;
use std::io::{self, Read, Seek as _};

use camino::Utf8Path;

use crate::disk::{Stamp, look};
use crate::error::OutputError;
use crate::hash::ContentHash;

/// What is at the path of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnDisk {
    /// Nothing.
    Missing,
    /// A file with exactly the wanted contents.
    Same,
    /// A file with other contents, or nothing is wanted.
    Other { hash: ContentHash, stamp: Stamp },
    /// A symbolic link.
    SymbolicLink,
    /// A folder.
    Folder,
    /// A device, pipe or socket.
    Special,
}

/// Looks at `path` and compares it with `wanted`, reading `buffer` bytes at a time.
pub(crate) fn inspect(
    path: &Utf8Path,
    wanted: Option<&[u8]>,
    buffer: &mut [u8],
) -> Result<OnDisk, OutputError> {
    let Some(metadata) = look(path)? else {
        return Ok(OnDisk::Missing);
    };
    if metadata.is_symlink() {
        return Ok(OnDisk::SymbolicLink);
    }
    if metadata.is_dir() {
        return Ok(OnDisk::Folder);
    }
    if !metadata.is_file() {
        return Ok(OnDisk::Special);
    }
    let wanted = wanted.filter(|wanted| wanted.len() as u64 == metadata.len());
    compare(path, wanted, buffer)
        .map(|difference| match difference {
            None => OnDisk::Same,
            Some(hash) => OnDisk::Other {
                hash,
                stamp: Stamp::of(&metadata),
            },
        })
        .map_err(|cause| OutputError::io("read", path, cause))
}

/// The hash of the file, or `None` if its contents are those wanted.
fn compare(
    path: &Utf8Path,
    wanted: Option<&[u8]>,
    buffer: &mut [u8],
) -> io::Result<Option<ContentHash>> {
    let mut file = File::open(path)?;
    if let Some(wanted) = wanted {
        if is_same(&mut file, wanted, buffer)? {
            return Ok(None);
        }
        file.rewind()?;
    }
    ContentHash::of_reader(&mut file, buffer).map(Some)
}

fn is_same(file: &mut File, mut wanted: &[u8], buffer: &mut [u8]) -> io::Result<bool> {
    loop {
        match file.read(buffer) {
            Ok(0) => return Ok(wanted.is_empty()),
            Ok(length) => match wanted.split_at_checked(length) {
                Some((start, rest)) if start == &buffer[..length] => wanted = rest,
                _ => return Ok(false),
            },
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use camino::Utf8PathBuf;

    use super::*;

    fn file(contents: &[u8]) -> (tempfile::TempDir, Utf8PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = Utf8PathBuf::from_path_buf(folder.path().join("file")).unwrap();
        std::fs::write(&path, contents).unwrap();
        (folder, path)
    }

    #[test]
    fn contents_longer_than_the_buffer_are_compared_to_the_end() {
        let (_folder, path) = file(b"0123456789");
        let found = |wanted: &[u8]| inspect(&path, Some(wanted), &mut [0; 4]).unwrap();
        assert_eq!(found(b"0123456789"), OnDisk::Same);
        for other in [
            &b"012345678x"[..],
            b"x123456789",
            b"012345678",
            b"01234567890",
            b"",
        ] {
            let OnDisk::Other { hash, .. } = found(other) else {
                panic!("{other:?} is not what is on disk");
            };
            assert_eq!(hash, ContentHash::of(b"0123456789"));
        }
    }

    #[test]
    fn an_empty_file_is_the_same_as_empty_contents() {
        let (_folder, path) = file(b"");
        assert_eq!(
            inspect(&path, Some(b""), &mut [0; 4]).unwrap(),
            OnDisk::Same
        );
    }
}
