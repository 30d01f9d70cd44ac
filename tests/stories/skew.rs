//! What a newer app wrote passes whole through today's server and today's phones, and is still
//! there after an older one has changed something beside it.

use lykta_core::domain::Role;
use lykta_core::id::{EntityId, OpHash};
use lykta_core::merge::OpState;
use lykta_core::op::{OpBuilder, Value};
use lykta_core::phone::ObservationEdit;
use lykta_core::sync::wire::Receipt;
use lykta_core::time::Timestamp;
use lykta_tests::{Caller, Phone, Server};
use rusqlite::{Connection, OptionalExtension};

/// The bytes of an op in a database, whatever it thinks of them.
fn bytes_in(database: &std::path::Path, payload: &[u8]) -> Option<Vec<u8>> {
    let connection = Connection::open(database).unwrap();
    let sql = "SELECT payload FROM op WHERE payload = ?1";
    let found = connection.query_row(sql, [payload], |row| row.get(0));
    found.optional().unwrap()
}

fn on_server(server: &Server) -> std::path::PathBuf {
    server.folder.path().join("data/lykta.sqlite3")
}

fn on_phone(phone: &Phone) -> std::path::PathBuf {
    phone.folder.path().join("lykta.sqlite3")
}

async fn pushed(caller: &Caller, payload: &[u8]) -> Receipt {
    let answer = caller.pushes(vec![payload.to_vec()]).await;
    let own = OpHash::of(payload).short();
    let found = answer.receipts.iter().find(|receipt| receipt.hash == own);
    found.copied().expect("every op has its receipt")
}

#[tokio::test]
async fn a_field_of_a_newer_app_is_kept_beside_what_an_older_one_changes() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let newer = Phone::joins(&server.link(&evening, Role::Leader, 0));
    newer.syncs().await;
    let caller = Caller::holding(&newer);
    let id = newer.store.new_id();
    let smell = Value::map([("kind", "tjära".into()), ("strength", Value::Int(3))]);
    let op = OpBuilder::create("observation", id, Some(("group", evening.groups[0])))
        .set("kind", "unsafe")
        .set("words", "luktar vid kajen")
        .set("smell", smell.clone());
    let sealed = op.seal(caller.replica, 700, Timestamp(1)).payload;
    assert_eq!(pushed(&caller, &sealed).await.state, OpState::Visible);

    let older = Phone::joins(&server.link(&evening, Role::NoteTaker, 0));
    older.syncs().await;
    assert_eq!(bytes_in(&on_phone(&older), &sealed), Some(sealed.clone()));
    let edit = ObservationEdit {
        words: Some("luktar tjära vid kajen".to_owned()),
        ..ObservationEdit::default()
    };
    older.store.edit_observation(id, &edit).unwrap();
    older.syncs().await;
    let state = server.entity(id).await;
    assert_eq!(state.text("words"), Some("luktar tjära vid kajen"));
    assert_eq!(state.value("smell"), Some(&smell));
    assert!(server.rebuilds().await);
    assert_eq!(server.entity(id).await.value("smell"), Some(&smell));
}

#[tokio::test]
async fn a_kind_of_a_newer_app_waits_whole_and_blocks_nothing() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let newer = Phone::joins(&server.link(&evening, Role::Leader, 0));
    newer.observes("före");
    newer.syncs().await;
    let caller = Caller::holding(&newer);
    let id: EntityId = newer.store.new_id();
    let op = OpBuilder::create("lantern", id, Some(("group", evening.groups[0])));
    let op = op.set("watts", 40);
    let sealed = op.seal(caller.replica, 700, Timestamp(1)).payload;
    let receipt = pushed(&caller, &sealed).await;
    assert_ne!(receipt.state, OpState::OnPhone);
    assert_eq!(bytes_in(&on_server(&server), &sealed), Some(sealed.clone()));
    newer.observes("efter");
    let own = newer.syncs().await.status;
    assert_eq!(own.ops.on_phone, 0, "{own:?}");
    assert_eq!(newer.shows().len(), 2);
    assert!(server.rebuilds().await);
    assert_eq!(bytes_in(&on_server(&server), &sealed), Some(sealed));
}

#[tokio::test]
async fn an_envelope_of_a_newer_version_is_kept_as_it_came() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let newer = Phone::joins(&server.link(&evening, Role::Leader, 0));
    newer.syncs().await;
    let caller = Caller::holding(&newer);
    // A map of one entry: the version of an envelope that nobody can read yet.
    let sealed = vec![0x81, 0xa1, b'v', 0x63];
    let receipt = pushed(&caller, &sealed).await;
    assert_eq!(receipt.state, OpState::Held, "{receipt:?}");
    assert_eq!(bytes_in(&on_server(&server), &sealed), Some(sealed.clone()));
    newer.observes("efter");
    newer.syncs().await;
    assert!(server.rebuilds().await);
    assert_eq!(bytes_in(&on_server(&server), &sealed), Some(sealed));
}
