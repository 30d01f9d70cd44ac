//! The proof: what phones recorded and were told, held against what the server keeps.

use std::path::Path;

use lykta_core::id::EntityId;
use lykta_tests::kept;

use crate::page::Claims;
use crate::phones::Phone;

/// What phones were told is safe and the server, dead or alive, does not have.
pub(crate) fn untrue(phones: &[Phone], data: &Path, walk: EntityId) -> Vec<String> {
    // Phones are read first: the server only ever has more than they were told.
    let told: Vec<_> = phones
        .iter()
        .map(|phone| {
            let ops = kept::ops_of_phone(&phone.folder);
            (ops, kept::files_of_phone(&phone.folder))
        })
        .collect();
    let (ops, files) = (kept::ops_of_server(data), kept::files_of_server(data, walk));
    let mut faults = Vec::new();
    for (n, (own, own_files)) in told.iter().enumerate() {
        let safe = own.iter().filter(|(_, op)| op.state != "on_phone");
        let lost = safe.filter(|(hash, _)| !ops.contains_key(hash)).count();
        let safe = own_files.iter().filter(|(_, state)| state != "on_phone");
        let lost_files = safe.filter(|(hash, _)| !files.contains(hash)).count();
        if lost + lost_files > 0 {
            faults.push(format!(
                "phone {n} was told that {lost} ops and {lost_files} files are safe that are not there"
            ));
        }
    }
    faults
}

/// All that is not there once, with its own bytes, when every phone has synced.
pub(crate) fn missing(phones: &[Phone], data: &Path, walk: EntityId) -> Vec<String> {
    let (ops, files) = (kept::ops_of_server(data), kept::files_of_server(data, walk));
    let mut faults = Vec::new();
    for (n, phone) in phones.iter().enumerate() {
        for (hash, own) in &phone.ops {
            match ops.get(hash) {
                None => faults.push(format!("op {hash:?} of phone {n} is lost")),
                Some(there) if there.payload != own.payload => {
                    faults.push(format!("op {hash:?} of phone {n} has other bytes"));
                }
                Some(there) if there.state != "visible" => {
                    faults.push(format!("op {hash:?} of phone {n} is {}", there.state));
                }
                Some(_) => {}
            }
        }
        let lost = phone.files.iter().filter(|hash| !files.contains(hash));
        faults.extend(lost.map(|hash| format!("file {hash:?} of phone {n} is lost")));
    }
    let recorded: usize = phones.iter().map(|phone| phone.files.len()).sum();
    let named = kept::files_named_by_server(data, walk).len();
    if named != recorded || files.len() != recorded {
        faults.push(format!("{named} files are there, not {recorded}"));
    }
    faults
}

/// What a coordinator's page said before this was read, and is not so.
pub(crate) fn overclaimed(
    claims: &Claims,
    phones: &[Phone],
    (data, walk): (&Path, EntityId),
) -> Vec<String> {
    let (ops, files) = (
        kept::ops_of_server(data),
        kept::files_named_by_server(data, walk),
    );
    let mut faults = Vec::new();
    let here = observations(data);
    if claims.observations > here {
        let said = claims.observations;
        faults.push(format!(
            "the page says {said} observations, {here} are stored"
        ));
    }
    if claims.photos_here > files.len() {
        let (said, here) = (claims.photos_here, files.len());
        faults.push(format!(
            "the page says {said} photos came, {here} are stored"
        ));
    }
    for phone in phones {
        let holds_nothing = claims.empty_phones.contains(&phone.replica.to_string());
        let all_here = phone.ops.keys().all(|hash| ops.contains_key(hash))
            && phone.files.iter().all(|hash| files.contains(hash));
        if holds_nothing && !all_here {
            faults.push("the page says that a phone holds nothing that still does".to_owned());
        }
    }
    faults
}

fn observations(data: &Path) -> usize {
    let sql = "SELECT count(*) FROM entity WHERE kind = 'observation'";
    let counted = kept::database(data).query_row(sql, [], |row| row.get(0));
    counted.expect("the server's entities")
}
