//! Inviting: a link and its QR code, from the package, without network.

use lykta_core::domain::Role;
use lykta_core::sync::package::{GroupInfo, Invitation};
use serde_json::{Value, json};

use super::Context;
use crate::failure::Failure;

pub(super) fn invite(context: &Context, role: Role) -> Result<(), Failure> {
    let package = context.store.package(context.walk()?)?;
    let (package, _) = package.ok_or(Failure::NoPackage)?;
    let invitations: Vec<(&GroupInfo, &Invitation)> = package
        .groups
        .iter()
        .flat_map(|group| group.invitations.iter().map(move |one| (group, one)))
        .filter(|(_, invitation)| invitation.role == role)
        .collect();
    if invitations.is_empty() {
        return Err(Failure::MayNotInvite(role));
    }
    let answer = invitations.iter().map(|(group, invitation)| {
        json!({
            "group": group.id,
            "name": group.name,
            "role": role,
            "link": invitation.link,
        })
    });
    let answer = Value::Array(answer.collect());
    for (group, invitation) in &invitations {
        context.output.line(&group.name);
        context.output.qr_code(&invitation.link);
        context.output.line(&invitation.link);
    }
    context.output.answer(&answer, &[]);
    Ok(())
}
