//! What the office decides: admitting, holding, revoking, erasing; and that it stays decided.

use lykta_core::domain::Role;
use lykta_core::id::{ContentHash, EntityId, OpHash};
use lykta_core::merge::{Act, Decision, HeldReason, OpState, Subject};
use lykta_core::op::OpBuilder;
use lykta_core::store::log::Page;
use lykta_server::photos::PhotoFolder;
use lykta_server::store::held;
use lykta_tests::{Evening, Phone, Server};

fn words(phone: &Phone) -> Vec<String> {
    let listed = phone.store.list_observations(phone.walk, Page::all());
    let words = listed.unwrap().into_iter().filter_map(|item| item.words);
    let mut words: Vec<String> = words.collect();
    words.sort();
    words
}

fn replica(phone: &Phone) -> Subject {
    Subject::Replica(phone.store.participation(phone.walk).unwrap().replica)
}

async fn held_hashes(server: &Server, evening: &Evening) -> Vec<OpHash> {
    let walk = evening.walk;
    let held = server
        .state()
        .db
        .read(move |connection| held::held(connection, walk));
    held.await.unwrap().iter().map(|op| op.hash).collect()
}

#[tokio::test]
async fn a_revoked_code_reads_nothing_and_what_it_pushes_is_held_until_admitted() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let link = server.link(&evening, Role::Leader, 0);
    let leader = Phone::joins(&link);
    let other = Phone::joins(&server.link(&evening, Role::NoteTaker, 0));
    leader.observes("före");
    leader.syncs().await;
    server
        .acts(&evening, Act::Revoke(Subject::Code(link.code)))
        .await;
    other.observes("efter");
    other.syncs().await;

    leader.observes("också efter");
    leader.syncs().await;
    assert_eq!(words(&leader), ["före", "också efter"]);
    let reasons: Vec<HeldReason> = leader.status().held.iter().map(|h| h.reason).collect();
    assert_eq!(reasons, [HeldReason::CodeRevoked]);
    other.syncs().await;
    assert_eq!(words(&other), ["efter", "före"]);

    for hash in held_hashes(&server, &evening).await {
        let admit = Act::Decide(Subject::Op(hash), Decision::Admit);
        server.acts(&evening, admit).await;
    }
    leader.syncs().await;
    assert!(leader.status().is_all_visible());
    other.syncs().await;
    assert_eq!(words(&other).len(), 3);
}

#[tokio::test]
async fn a_phone_that_is_held_disappears_from_others_and_comes_back_admitted() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let guest = Phone::joins(&server.link(&evening, Role::Participant, 0));
    let leader = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let theirs = guest.observes("gästens");
    guest.takes_photo(theirs, 1);
    guest.syncs().await;
    leader.syncs().await;
    assert_eq!(words(&leader), ["gästens"]);

    server
        .acts(&evening, Act::Decide(replica(&guest), Decision::Hold))
        .await;
    guest.observes("senare");
    guest.syncs().await;
    leader.syncs().await;
    assert!(words(&leader).is_empty());
    let status = guest.status();
    assert_eq!((status.ops.visible, status.photos.received), (0, 1));
    assert!(
        status
            .held
            .iter()
            .all(|held| held.reason == HeldReason::ByPerson)
    );

    server
        .acts(&evening, Act::Decide(replica(&guest), Decision::Admit))
        .await;
    guest.syncs().await;
    leader.syncs().await;
    assert_eq!(words(&leader), ["gästens", "senare"]);
    assert!(guest.status().is_all_visible());
    assert!(server.rebuilds().await);
}

#[tokio::test]
async fn a_field_that_is_not_the_writers_is_held_until_a_person_admits_it() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let guest = Phone::joins(&server.link(&evening, Role::Participant, 0));
    guest.syncs().await;
    let op = OpBuilder::edit("group", evening.groups[0]).set("name", "Min grupp");
    let receipt = server.pushes(&guest, op).await;
    assert_eq!(receipt.state, OpState::Held);
    assert_eq!(receipt.reason, Some(HeldReason::ForbiddenField));
    let name = async || {
        server
            .entity(evening.groups[0])
            .await
            .text("name")
            .map(str::to_owned)
    };
    assert_eq!(name().await.as_deref(), Some("Grupp 1"));

    let [hash] = held_hashes(&server, &evening).await[..] else {
        panic!("one op is held")
    };
    server
        .acts(&evening, Act::Decide(Subject::Op(hash), Decision::Admit))
        .await;
    assert_eq!(name().await.as_deref(), Some("Min grupp"));
    server
        .acts(&evening, Act::Decide(Subject::Op(hash), Decision::Hold))
        .await;
    assert_eq!(name().await.as_deref(), Some("Grupp 1"));
    assert!(server.rebuilds().await);
}

/// Whether a text stands anywhere in the data folder.
fn stands_on_disk(server: &Server, text: &str) -> bool {
    fn any(folder: &std::path::Path, text: &[u8]) -> bool {
        std::fs::read_dir(folder).unwrap().any(|entry| {
            let path = entry.unwrap().path();
            if path.is_dir() {
                return any(&path, text);
            }
            let bytes = std::fs::read(path).unwrap();
            bytes.windows(text.len()).any(|window| window == text)
        })
    }
    any(&server.folder.path().join("data"), text.as_bytes())
}

fn photo_of(phone: &Phone, observation: EntityId) -> ContentHash {
    phone.store.show(observation).unwrap().photos[0]
        .file
        .unwrap()
}

fn is_on_disk(server: &Server, walk: EntityId, photo: ContentHash) -> bool {
    let folder = PhotoFolder::of(&server.folder.path().join("data"));
    folder.photo(walk, photo).exists()
}

#[tokio::test]
async fn erased_words_stay_erased_through_rebuild_restore_and_a_late_phone() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let guest = Phone::joins(&server.link(&evening, Role::Participant, 0));
    let leader = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let said = guest.observes("namnet på min granne");
    guest.takes_photo(said, 1);
    let photo = photo_of(&guest, said);
    guest.observes("en annan sak");
    guest.syncs().await;
    leader.syncs().await;
    // The leader's phone is in a pocket while the office erases.
    let edit = lykta_core::phone::ObservationEdit {
        words: Some("namnet på min granne, igen".to_owned()),
        ..Default::default()
    };
    leader.store.edit_observation(said, &edit).unwrap();
    leader.takes_photo(said, 2);

    let backup = server.backs_up();
    assert!(is_on_disk(&server, evening.walk, photo));
    let erase = Act::Erase(Subject::Entity(said), "en begäran".to_owned());
    server.acts(&evening, erase).await;
    assert!(!stands_on_disk(&server, "namnet på min granne"));
    assert!(!is_on_disk(&server, evening.walk, photo));

    assert!(server.rebuilds().await);
    leader.syncs().await;
    guest.syncs().await;
    assert!(!stands_on_disk(&server, "namnet på min granne"));
    assert_eq!(words(&guest), ["en annan sak"]);
    assert_eq!(words(&leader), ["en annan sak"]);
    let status = guest.status();
    assert_eq!((status.ops.erased, status.photos.total()), (2, 0));
    assert_eq!(guest.store.photo_file(photo, false).unwrap(), None);

    let server = server.restores(&backup).await;
    assert!(!stands_on_disk(&server, "namnet på min granne"));
    assert!(!is_on_disk(&server, evening.walk, photo));
    guest.syncs().await;
    leader.syncs().await;
    assert!(!stands_on_disk(&server, "namnet på min granne"));
    let office = Phone::joins(&server.link(&evening, Role::Coordinator, 0));
    office.syncs().await;
    assert_eq!(words(&office), ["en annan sak"]);
    assert!(server.rebuilds().await);
}

#[tokio::test]
async fn all_of_a_phone_is_erased_also_what_it_sends_later() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let guest = Phone::joins(&server.link(&evening, Role::Participant, 0));
    let first = guest.observes("hemligt ett");
    guest.takes_photo(first, 1);
    let photo = photo_of(&guest, first);
    guest.syncs().await;
    let second = guest.observes("hemligt två");
    guest.takes_photo(second, 2);
    let erase = Act::Erase(replica(&guest), "en begäran".to_owned());
    server.acts(&evening, erase).await;
    guest.syncs().await;
    let status = guest.status();
    assert_eq!(status.ops.erased, status.ops.total());
    assert!(!stands_on_disk(&server, "hemligt"));
    assert!(!is_on_disk(&server, evening.walk, photo));
    assert!(server.rebuilds().await);
}

#[tokio::test]
async fn what_waited_and_is_held_or_erased_waits_no_longer() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    for is_erased in [false, true] {
        let guest = Phone::joins(&server.link(&evening, Role::Participant, 0));
        let unknown = guest.store.new_id();
        let op = OpBuilder::edit("observation", unknown).set("feeling", 2);
        let receipt = server.pushes(&guest, op).await;
        assert_eq!(receipt.state, OpState::Received);
        let act = if is_erased {
            Act::Erase(Subject::Entity(unknown), "en begäran".to_owned())
        } else {
            Act::Decide(replica(&guest), Decision::Hold)
        };
        server.acts(&evening, act).await;
        assert!(server.rebuilds().await, "erased: {is_erased}");
    }
}
