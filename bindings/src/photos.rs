//! Photos, as paths of files.

use lykta_core::id::{ContentHash, EntityId};
use lykta_core::photo::BlurRegion;
use lykta_core::store::StoreError;
use lykta_core::time::Timestamp;

use crate::error::ApiError;
use crate::phone::{Phone, apart};

/// A photo that the camera wrote.
#[derive(Clone, Debug, uniffi::Record)]
pub struct PhotoDraft {
    /// Where the camera's JPEG is; the shell deletes it afterwards.
    pub path: String,
    /// What to make unrecognisable before anything is kept.
    #[uniffi(default)]
    pub blur: Vec<BlurArea>,
    /// A caption.
    #[uniffi(default)]
    pub caption: Option<String>,
    /// When it was taken.
    #[uniffi(default)]
    pub taken_at: Option<Timestamp>,
}

/// A rectangle to blur, in fractions 0 to 1 of the upright picture's width and height.
#[derive(Clone, Copy, Debug, uniffi::Record)]
pub struct BlurArea {
    /// From the left edge.
    pub left: f64,
    /// From the upper edge.
    pub top: f64,
    /// How wide.
    pub width: f64,
    /// How high.
    pub height: f64,
}

fn regions(areas: &[BlurArea]) -> Result<Vec<BlurRegion>, StoreError> {
    let regions = areas
        .iter()
        .map(|area| BlurRegion::new(area.left, area.top, area.width, area.height));
    Ok(regions.collect::<Result<_, _>>()?)
}

#[uniffi::export(async_runtime = "tokio")]
impl Phone {
    /// Adds a photo to an observation under the caller's id; doing it again changes nothing.
    pub async fn add_photo(
        &self,
        parent: EntityId,
        id: EntityId,
        photo: PhotoDraft,
    ) -> Result<(), ApiError> {
        let path = photo.path;
        let jpeg = apart(move || std::fs::read(path).map_err(|_| ApiError::File)).await?;
        self.change_of(parent, move |store| {
            let draft = lykta_core::phone::PhotoDraft {
                jpeg,
                blur: regions(&photo.blur)?,
                caption: photo.caption,
                taken_at: photo.taken_at,
            };
            store.add_photo(parent, id, &draft)
        })
        .await
    }

    /// Changes a photo's caption.
    pub async fn caption_photo(&self, id: EntityId, caption: String) -> Result<(), ApiError> {
        self.change_of(id, move |store| store.caption_photo(id, &caption))
            .await
    }

    /// Makes parts of a photo unrecognisable; `true` says that the old picture was on its way.
    pub async fn blur_photo(&self, id: EntityId, areas: Vec<BlurArea>) -> Result<bool, ApiError> {
        self.change_of(id, move |store| store.blur_photo(id, &regions(&areas)?))
            .await
    }

    /// Where a photo's file is on this phone; none when it is not here.
    pub async fn photo_path(
        &self,
        file: ContentHash,
        thumbnail: bool,
    ) -> Result<Option<String>, ApiError> {
        let path = self.work(move |store| store.photo_path(file, thumbnail));
        let path = path.await?.map(|path| self.folder.join(path));
        Ok(path.map(|path| path.to_string_lossy().into_owned()))
    }
}
