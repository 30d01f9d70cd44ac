//! What a phone keeps and does: joining, recording, showing, and what it has still to send.

mod basemap;
#[cfg(test)]
mod crash;
mod dispute;
mod exchange;
mod files;
mod incarnation;
mod item;
mod notice;
mod observation;
mod participation;
mod photo;
mod record;
mod recording;
mod rescue;
mod status;
mod storage;
mod store;
#[cfg(test)]
mod testing;
mod tidy;
mod view;
mod walk;
mod walked;
mod warning;

pub use basemap::Basemap;
pub(crate) use basemap::BasemapToFetch;
pub use dispute::{Disputed, Said, SaidValue};
pub use exchange::{Batch, FileToSend, ReplicaDue};
pub use item::{ItemStatus, PhotoStatus};
pub use observation::{Clearable, ObservationDraft, ObservationEdit};
pub use participation::Participation;
pub use photo::{PhotoDraft, PreparedPhoto, file_value};
pub use recording::{Pulse, Recording, TrackState};
pub use rescue::Archived;
pub use status::{HeldItem, RefusedPhoto, Status, Tally};
pub use storage::Storage;
pub use store::{MIGRATIONS, Opened, Store};
pub use view::{AlsoSaid, FieldView, HistoryItem, ItemView, ObservationView, PhotoView, least};
pub use walk::{GroupNote, GroupNotes, GroupTimes, StopDraft};
pub use walked::Walked;
pub use warning::{DeviceState, Warning, warnings};
