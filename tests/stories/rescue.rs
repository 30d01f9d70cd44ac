//! A phone that cannot sync shares an archive; a server that is lost comes back from a backup.

use std::path::Path;

use lykta_core::domain::Role;
use lykta_core::store::log::Page;
use lykta_tests::{Phone, Server};

fn archive_of(phone: &Phone, folder: &Path) -> std::path::PathBuf {
    let path = folder.join("rescue.tar");
    let file = std::fs::File::create(&path).unwrap();
    phone.store.write_rescue_archive(phone.walk, file).unwrap();
    path
}

async fn seen_by_the_office(server: &Server, evening: &lykta_tests::Evening) -> Vec<usize> {
    let office = Phone::joins(&server.link(evening, Role::Coordinator, 0));
    office.syncs().await;
    let listed = office.store.list_observations(office.walk, Page::all());
    listed
        .unwrap()
        .iter()
        .map(|item| item.photos.len())
        .collect()
}

#[tokio::test]
async fn an_archive_is_taken_in_any_number_of_times_and_the_phone_may_still_sync() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let phone = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let id = phone.observes("räddad");
    phone.takes_photo(id, 1);
    let folder = tempfile::tempdir().unwrap();
    let archive = archive_of(&phone, folder.path());
    for _ in 0..2 {
        let said = server.runs(&["import", archive.to_str().unwrap()]).unwrap();
        assert!(said.contains("3 ops visible"), "{said}");
        assert!(said.contains("1 photos"), "{said}");
    }
    assert_eq!(seen_by_the_office(&server, &evening).await, [1]);
    phone.syncs().await;
    assert!(phone.status().is_all_visible());
    assert_eq!(seen_by_the_office(&server, &evening).await, [1]);
}

#[tokio::test]
async fn an_archive_of_another_server_is_refused_whole() {
    let server = Server::starts().await;
    let other = Server::starts().await;
    let phone = Phone::joins(&other.link(&other.plans(1).await, Role::Leader, 0));
    phone.observes("fel server");
    let folder = tempfile::tempdir().unwrap();
    let archive = archive_of(&phone, folder.path());
    let refused = server
        .runs(&["import", archive.to_str().unwrap()])
        .unwrap_err();
    assert!(refused.contains("keep folder"), "{refused}");
    std::fs::write(&archive, b"rubbish").unwrap();
    assert!(server.runs(&["import", archive.to_str().unwrap()]).is_err());
}

#[tokio::test]
async fn a_server_comes_back_from_a_backup_and_phones_offer_what_came_after() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let phone = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let early = phone.observes("före kopian");
    phone.takes_photo(early, 1);
    phone.syncs().await;
    let backup = server.backs_up();
    assert!(server.runs(&["restore", backup.to_str().unwrap()]).is_err());
    let late = phone.observes("efter kopian");
    phone.takes_photo(late, 2);
    assert!(phone.syncs().await.status.is_all_visible());

    let server = server.restores(&backup).await;
    assert_eq!(seen_by_the_office(&server, &evening).await, [1]);
    phone.syncs().await;
    phone.syncs().await;
    assert!(phone.status().is_all_visible(), "{:?}", phone.status());
    assert_eq!(seen_by_the_office(&server, &evening).await, [1, 1]);
}

#[tokio::test]
async fn a_damaged_backup_is_refused_and_leaves_nothing() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let phone = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let id = phone.observes("bild");
    phone.takes_photo(id, 1);
    phone.syncs().await;
    let backup = server.backs_up();
    let mut bytes = std::fs::read(&backup).unwrap();
    let end = bytes.len();
    // In the photo, which stands last.
    bytes[end - 3_000] ^= 1;
    std::fs::write(&backup, bytes).unwrap();
    let target = server.folder.path().join("elsewhere");
    let restored = server.runs(&[
        "restore",
        "--data",
        target.to_str().unwrap(),
        backup.to_str().unwrap(),
    ]);
    assert!(restored.unwrap_err().contains("damaged"));
    assert!(!target.exists());
}
