//! What somebody with a genuine code tries: acts, numbers and archives reach no further than theirs.

use lykta_core::domain::Role;
use lykta_core::id::{EntityId, OpHash};
use lykta_core::merge::{Act, Author, CodeStanding, Decision, OpState, Subject};
use lykta_core::op::{OpBuilder, Value};
use lykta_core::rescue::{ArchiveWriter, Manifest, VERSION};
use lykta_core::store::log;
use lykta_core::time::Timestamp;
use lykta_server::store::ingest;
use lykta_tests::{Caller, Phone, Server};

fn observation(id: EntityId, parent: (&str, EntityId)) -> OpBuilder {
    OpBuilder::create("observation", id, Some(parent)).set("kind", "safe")
}

fn sealed(by: &Caller, seq: u64, op: OpBuilder) -> Vec<u8> {
    op.seal(by.replica, seq, Timestamp(1)).payload
}

fn erase(id: EntityId) -> Act {
    Act::Erase(Subject::Entity(id), "en begäran".to_owned())
}

#[tokio::test]
async fn creates_that_count_for_nothing_move_nothing_into_an_erasure_or_a_hold() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let leader = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let theirs = leader.observes("ledarens");
    leader.syncs().await;
    let guest = Phone::joins(&server.link(&evening, Role::Participant, 0));
    let own = guest.observes("min");
    guest.syncs().await;
    server.acts(&evening, erase(own)).await;
    let caller = Caller::holding(&guest);
    let between = guest.store.new_id();
    let walk = observation(evening.walk, ("observation", between));
    let link = observation(between, ("observation", own));
    caller
        .pushes(vec![sealed(&caller, 500, walk), sealed(&caller, 501, link)])
        .await;
    let hold = Act::Decide(Subject::Replica(caller.replica), Decision::Hold);
    server.acts(&evening, hold).await;

    assert_eq!(server.entity(theirs).await.text("words"), Some("ledarens"));
    assert!(server.entity(evening.walk).await.text("name").is_some());
    leader.observes("efter");
    assert!(leader.syncs().await.status.is_all_visible());
}

#[tokio::test]
async fn a_code_of_another_walk_changes_nothing_of_this_one() {
    let server = Server::starts().await;
    let (one, other) = (server.plans(1).await, server.plans(1).await);
    let guest = Phone::joins(&server.link(&one, Role::Participant, 0));
    let own = guest.observes("min");
    guest.syncs().await;
    let replica = Caller::holding(&guest).replica;
    server.acts(&one, erase(own)).await;
    let code = server
        .link(&other, Role::Participant, 0)
        .read_code()
        .unwrap();
    let author = Author::by_code(replica, &code, CodeStanding::Good);
    let op = OpBuilder::edit("observation", own).set("words", "tillbaka");
    let payload = op.seal(replica, 900, Timestamp(9)).payload;
    let write = server
        .state()
        .db
        .write(move |tx, commit| ingest::ingest(tx, commit, &author, &payload));
    assert_eq!(write.await.unwrap().state, OpState::Held);
    assert_eq!(server.entity(own).await.text("words"), None);
}

#[tokio::test]
async fn what_was_held_and_then_erased_leaves_the_phones_that_had_pulled_it() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let guest = Phone::joins(&server.link(&evening, Role::Participant, 0));
    let leader = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let said = guest.observes("hemligt");
    guest.syncs().await;
    leader.syncs().await;
    assert_eq!(leader.shows().len(), 1);
    let replica = Subject::Replica(Caller::holding(&guest).replica);
    server
        .acts(&evening, Act::Decide(replica, Decision::Hold))
        .await;
    server.acts(&evening, erase(said)).await;
    leader.syncs().await;
    assert!(leader.shows().is_empty());
    let data = server.folder.path().join("data");
    for entry in std::fs::read_dir(data).unwrap() {
        let path = entry.unwrap().path();
        let bytes = if path.is_file() {
            std::fs::read(&path).unwrap()
        } else {
            continue;
        };
        let stands = bytes.windows(7).any(|window| window == b"hemligt");
        assert!(!stands, "{}", path.display());
    }
}

#[tokio::test]
async fn the_first_of_two_equal_numbers_counts_also_when_it_had_waited() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let phone = Phone::joins(&server.link(&evening, Role::Leader, 0));
    phone.syncs().await;
    let caller = Caller::holding(&phone);
    let id = phone.store.new_id();
    let says = |words: &str| OpBuilder::edit("observation", id).set("words", words);
    let first = sealed(&caller, 501, says("ett"));
    let (walk, hash) = (evening.walk, OpHash::of(&first));
    let second = sealed(&caller, 501, says("två"));
    let create = observation(id, ("group", evening.groups[0]));
    let create = sealed(&caller, 500, create);
    caller.pushes(vec![first, second, create]).await;
    let find = server
        .state()
        .db
        .read(move |connection| Ok(log::find(connection, walk, hash)?));
    assert!(find.await.unwrap().unwrap().counts);
    assert!(server.rebuilds().await);
}

#[tokio::test]
async fn an_op_that_somebody_else_sent_first_is_still_its_writers() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let guest = Phone::joins(&server.link(&evening, Role::Participant, 0));
    let other = Phone::joins(&server.link(&evening, Role::Leader, 0));
    guest.syncs().await;
    other.syncs().await;
    let id = guest.store.new_id();
    let (guest, other) = (Caller::holding(&guest), Caller::holding(&other));
    let op = sealed(&guest, 500, observation(id, ("group", evening.groups[0])));
    let hash = OpHash::of(&op).short();
    other.pushes(vec![op.clone()]).await;
    let told = guest.pushes(vec![op]).await.receipts;
    let told = told.iter().find(|receipt| receipt.hash == hash).unwrap();
    assert_eq!(told.state, OpState::Visible);
}

#[tokio::test]
async fn what_came_before_its_parent_is_rebuilt_in_its_group() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let leader = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let office = Phone::joins(&server.link(&evening, Role::Coordinator, 0));
    leader.syncs().await;
    office.syncs().await;
    let (by_leader, by_office) = (Caller::holding(&leader), Caller::holding(&office));
    let (seen, photo) = (leader.store.new_id(), leader.store.new_id());
    let file = Value::map([
        ("hash", Value::Bytes(vec![0; 32])),
        ("bytes", 1.into()),
        ("width", 1.into()),
        ("height", 1.into()),
    ]);
    let create = OpBuilder::create("photo", photo, Some(("observation", seen)));
    by_office
        .pushes(vec![sealed(&by_office, 500, create.set("file", file))])
        .await;
    let create = observation(seen, ("group", evening.groups[0]));
    by_leader
        .pushes(vec![sealed(&by_leader, 500, create)])
        .await;
    assert!(server.rebuilds().await);
}

#[tokio::test]
async fn what_an_archive_holds_may_have_left_the_phone() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let phone = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let id = phone.observes("ångrat");
    let path = server.folder.path().join("rescue.tar");
    let file = std::fs::File::create(&path).unwrap();
    phone.store.write_rescue_archive(phone.walk, file).unwrap();
    phone.store.withdraw(id).unwrap();
    server.runs(&["import", path.to_str().unwrap()]).unwrap();
    phone.syncs().await;
    let office = Phone::joins(&server.link(&evening, Role::Coordinator, 0));
    office.syncs().await;
    assert!(office.shows().is_empty());
    assert!(phone.shows().is_empty());
}

#[tokio::test]
async fn an_archive_in_the_name_of_another_phone_or_the_office_is_refused() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let leader = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let theirs = leader.observes("ledarens");
    leader.syncs().await;
    let office = server.entity(evening.walk).await.creator;
    let code = server.link(&evening, Role::Participant, 0).code.to_string();
    for replica in [Caller::holding(&leader).replica, office] {
        let op = OpBuilder::edit("observation", theirs).set("words", "förfalskat");
        let forged = op.seal(replica, i64::MAX as u64, Timestamp(1));
        let path = server.folder.path().join("forged.tar");
        let mut writer = ArchiveWriter::new(std::fs::File::create(&path).unwrap());
        let manifest = Manifest {
            version: VERSION,
            replica,
            code: code.clone(),
            walk: evening.walk,
        };
        writer.manifest(&manifest).unwrap();
        writer.op(replica, forged.op.hash, &forged.payload).unwrap();
        writer.finish().unwrap();
        assert!(server.runs(&["import", path.to_str().unwrap()]).is_err());
    }
    assert_eq!(server.entity(theirs).await.text("words"), Some("ledarens"));
    server.closes(&evening).await;
}
