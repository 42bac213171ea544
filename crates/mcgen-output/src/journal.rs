//! The entries the manifest has while files are being renamed.
//!
//! Files are renamed one after the other, and a run can be killed between any two. So before the
//! first rename the manifest is replaced by one that knows both ends: for each file to update, the
//! old and the new hash; for each file to create, the new hash; for each file to delete, an entry
//! that no environment uses. Whatever a killed run leaves is then an owned, unchanged file to the
//! next run. The manifest with one hash a file comes last.

use crate::hash::ContentHash;
use crate::manifest::Entry;

/// The entry of a file on its way from what is on disk to `last`; `None` if `last` will do.
///
/// `owned` is the entry of the manifest that was read. Hand-made contents are not listed: if the
/// run is killed before it overwrites them, they need `--force` again.
pub(crate) fn entry_while_updating(
    last: &Entry,
    owned: Option<&Entry>,
    on_disk: ContentHash,
) -> Option<Entry> {
    let is_owned = owned.is_some_and(|entry| entry.accepts(on_disk));
    (is_owned && on_disk != last.hash).then(|| Entry {
        former: vec![on_disk],
        ..last.clone()
    })
}

/// The entry of a file that is going to be deleted.
pub(crate) fn entry_while_deleting(owned: &Entry) -> Entry {
    Entry {
        environments: Vec::new(),
        ..owned.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(contents: &str) -> Entry {
        Entry {
            hash: ContentHash::of(contents.as_bytes()),
            former: Vec::new(),
            environments: vec!["crm/a".into()],
        }
    }

    #[test]
    fn an_update_accepts_the_old_and_the_new_hash() {
        let (old, new) = (entry("old"), entry("new"));
        let during = entry_while_updating(&new, Some(&old), old.hash).unwrap();
        assert!(during.accepts(old.hash) && during.accepts(new.hash));
    }

    #[test]
    fn hand_made_contents_are_never_accepted() {
        let by_hand = ContentHash::of(b"by hand");
        assert_eq!(entry_while_updating(&entry("new"), None, by_hand), None);
        assert_eq!(
            entry_while_updating(&entry("new"), Some(&entry("old")), by_hand),
            None
        );
    }
}
