//! Joining walks by their links, without network.

use std::sync::Arc;

use lykta_core::domain::Role;
use lykta_core::id::EntityId;
use lykta_core::join::JoinLink;
use lykta_core::sync::client;

use crate::error::ApiError;
use crate::phone::Phone;
use crate::wording::Words;

/// What a join link says before anybody joins.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LinkView {
    /// The walk.
    pub walk: EntityId,
    /// Its name.
    pub walk_name: String,
    /// What its holder may do.
    pub role: Role,
    /// The server's address.
    pub server: String,
}

/// Reads a link that was scanned, tapped or typed.
#[uniffi::export]
pub fn read_link(text: String) -> Result<LinkView, ApiError> {
    let link: JoinLink = text.parse()?;
    let code = link.read_code().map_err(|_| ApiError::NotALink)?;
    Ok(LinkView {
        walk: code.walk,
        walk_name: link.walk_name,
        role: code.role,
        server: link.server,
    })
}

#[uniffi::export(async_runtime = "tokio")]
impl Phone {
    /// Joins a walk by its link, without network; joining again takes the newer code.
    pub async fn join(&self, link: String) -> Result<EntityId, ApiError> {
        let link: JoinLink = link.parse()?;
        let code = link.read_code().map_err(|_| ApiError::NotALink)?;
        self.change(code.walk, move |store| Ok(store.join(&link)?.walk))
            .await
    }

    /// The join link of a short code, as the server at an address says; this needs a network.
    pub async fn find_link(&self, server: String, short_code: String) -> Result<String, ApiError> {
        let found = client::find_link(&self.transport, &server, &short_code).await;
        Ok(found?.to_string())
    }

    /// How what is recorded on a walk is used; there before any network.
    pub async fn notice(&self, walk: EntityId, words: Arc<Words>) -> Result<String, ApiError> {
        self.work(move |store| store.notice(walk, words.inner()))
            .await
    }

    /// The person has read the notice and goes on.
    pub async fn accept_notice(&self, walk: EntityId) -> Result<(), ApiError> {
        self.change(walk, move |store| store.accept_notice(walk))
            .await
    }
}
