//! The privacy notice on the phone: there before any network, and accepted before anything is recorded.

use rusqlite::params;

use super::store::Store;
use crate::id::EntityId;
use crate::notice::{self, Known};
use crate::store::StoreError;
use crate::words::Words;

impl Store {
    /// The notice of a walk in the language of `words`: the municipality's once it has come, and
    /// ours until then.
    pub fn notice(&self, walk: EntityId, words: &Words) -> Result<String, StoreError> {
        let package = self.package(walk)?.map(|(package, _)| package);
        let told = package.and_then(|mut package| {
            let own = package.notice.remove(words.language().tag());
            own.or_else(|| package.notice.into_values().next())
        });
        Ok(told.unwrap_or_else(|| notice::standard(words, Known::nothing(words))))
    }

    /// The person has read the notice and goes on; only the first time counts.
    pub fn accept_notice(&self, walk: EntityId) -> Result<(), StoreError> {
        self.write(|tx| {
            let sql = "UPDATE participation SET notice_accepted_at = ifnull(notice_accepted_at, ?2) \
                       WHERE walk = ?1";
            match tx.execute(sql, params![walk, self.clock.now().0])? {
                0 => Err(StoreError::NotFound(walk)),
                _ => Ok(()),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::joined;
    use crate::words::{Language, Words};

    #[test]
    fn the_notice_is_there_without_network_and_accepted_once() {
        let folder = tempfile::tempdir().unwrap();
        let (store, walk) = joined(folder.path());
        let notice = store.notice(walk, &Words::new(Language::Swedish)).unwrap();
        assert!(notice.contains("allmän handling"));
        assert_eq!(store.participation(walk).unwrap().notice_accepted_at, None);
        store.accept_notice(walk).unwrap();
        let first = store.participation(walk).unwrap().notice_accepted_at;
        assert!(first.is_some());
        store.accept_notice(walk).unwrap();
        assert_eq!(store.participation(walk).unwrap().notice_accepted_at, first);
    }
}
