//! Showing the way in to whoever comes along.

use lykta_core::domain::Role;
use lykta_core::id::EntityId;
use lykta_core::time::Timestamp;
use qrcode::{Color, EcLevel, QrCode};

use crate::error::ApiError;
use crate::phone::Phone;

/// A link that this phone may give on.
#[derive(Clone, Debug, uniffi::Record)]
pub struct InvitationView {
    /// The group.
    pub group: EntityId,
    /// Its name.
    pub group_name: String,
    /// What whoever takes it may do.
    pub role: Role,
    /// The whole link.
    pub link: String,
    /// The short code that leads to it, for whoever types.
    pub short: Option<String>,
    /// The server's address that it is typed at, without `https://`.
    pub address: String,
    /// How many phones are in the group, as last heard.
    pub joined: Option<u32>,
    /// When that was.
    pub heard_at: Option<Timestamp>,
}

/// A QR code, row by row from the upper left; `true` is dark. The quiet zone is the drawer's.
#[derive(Clone, Debug, uniffi::Record)]
pub struct QrView {
    /// How many modules a side has.
    pub size: u32,
    /// Size × size of them.
    pub modules: Vec<bool>,
}

/// The QR code of a text, with room for a seventh of it to be unreadable.
#[uniffi::export]
pub fn qr_code(text: String) -> Result<QrView, ApiError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M);
    let code = code.map_err(|_| ApiError::NotALink)?;
    let dark = code
        .to_colors()
        .into_iter()
        .map(|color| color == Color::Dark);
    Ok(QrView {
        size: code.width() as u32,
        modules: dark.collect(),
    })
}

#[uniffi::export(async_runtime = "tokio")]
impl Phone {
    /// The links that this phone may give on; none before the walk's package has come.
    pub async fn list_invitations(&self, walk: EntityId) -> Result<Vec<InvitationView>, ApiError> {
        self.work(move |store| {
            let server = store.participation(walk)?.server;
            let address = server.split_once("://").map_or(&*server, |(_, host)| host);
            let heard_at = store.package_heard_at(walk)?;
            let groups = store.package(walk)?.map(|(package, _)| package.groups);
            let groups = groups.unwrap_or_default().into_iter();
            let invitations = groups.flat_map(|group| {
                let (id, name, joined) = (group.id, group.name, group.joined);
                let invitations = group.invitations.into_iter();
                invitations.map(move |invitation| InvitationView {
                    group: id,
                    group_name: name.clone(),
                    role: invitation.role,
                    link: invitation.link,
                    short: invitation.short,
                    address: address.to_owned(),
                    joined,
                    heard_at,
                })
            });
            Ok(invitations.collect())
        })
        .await
    }
}
