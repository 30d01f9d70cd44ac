//! How much room what was recorded takes on this phone.

use super::store::Store;
use crate::store::StoreError;

/// Room on the phone, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Storage {
    /// Words, tracks and what else is in the database.
    pub database_bytes: u64,
    /// Photos of this phone, thumbnails not counted.
    pub own_photo_bytes: u64,
    /// Photos of others, thumbnails not counted.
    pub other_photo_bytes: u64,
    /// Base maps of walks.
    #[cfg_attr(feature = "uniffi", uniffi(default = 0))]
    pub basemap_bytes: u64,
}

impl Store {
    /// How much room everything takes here.
    pub fn storage(&self) -> Result<Storage, StoreError> {
        let basemap_bytes = self.basemap_bytes()?;
        self.read(|connection| {
            let sql = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
            let database_bytes = connection.query_row(sql, [], |row| row.get(0))?;
            let sql = "SELECT total(bytes) FILTER (WHERE replica IS NOT NULL), \
                       total(bytes) FILTER (WHERE replica IS NULL) FROM file";
            let photos =
                |row: &rusqlite::Row<'_>| Ok((row.get::<_, f64>(0)?, row.get::<_, f64>(1)?));
            let (own, others) = connection.query_row(sql, [], photos)?;
            Ok(Storage {
                database_bytes,
                own_photo_bytes: own as u64,
                other_photo_bytes: others as u64,
                basemap_bytes,
            })
        })
    }
}
