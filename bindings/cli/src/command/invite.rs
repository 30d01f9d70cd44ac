//! Inviting: a link and its QR code, from the package, without network.

use lykta_core::domain::Role;
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use serde_json::json;

use super::Context;
use crate::failure::Failure;

pub(super) fn invite(context: &Context, role: Role) -> Result<(), Failure> {
    let walk = context.walk()?;
    let package = context.store.package(walk)?;
    let none = || Failure::BadInput(context.output.words.say("cli-invite_none"));
    let (package, _) = package.ok_or_else(none)?;
    let invitations = package.groups.iter().flat_map(|group| {
        let of_role = group.invitations.iter().filter(|i| i.role == role);
        of_role.map(move |invitation| (group, invitation))
    });
    let mut answer = Vec::new();
    let mut lines = Vec::new();
    for (group, invitation) in invitations {
        answer.push(json!({ "group": group.id, "name": group.name, "link": invitation.link }));
        lines.push(group.name.clone());
        if let Ok(code) = QrCode::new(&invitation.link) {
            lines.push(code.render::<Dense1x2>().build());
        }
        lines.push(invitation.link.clone());
    }
    if answer.is_empty() {
        return Err(Failure::BadInput(format!(
            "your role may not invite a {role}: ask the coordinator"
        )));
    }
    context.output.answer(&json!(answer), &lines);
    Ok(())
}
