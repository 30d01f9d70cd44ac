//! Lost answers, killed apps, old copies, restored servers: nothing is lost, nothing doubled.

use lykta_core::domain::Role;
use lykta_core::merge::HeldReason;
use lykta_core::store::log::Page;
use lykta_core::sync::http::HttpTransport;
use lykta_tests::{LosesAnswers, Phone, Server};

#[tokio::test]
async fn lost_answers_neither_lose_nor_double() {
    for seed in 0..6 {
        let server = Server::starts().await;
        let evening = server.plans(1).await;
        let phone = Phone::joins(&server.link(&evening, Role::Leader, 0));
        for n in 0..4 {
            let id = phone.observes(&format!("plats {n}"));
            phone.takes_photo(id, n);
        }
        let transport = HttpTransport::new(&[]).unwrap();
        let network = LosesAnswers::new(transport, seed, 0.3);
        let mut tries = 0;
        while phone.syncs_over(&network).await.is_err() {
            tries += 1;
            assert!(tries < 200, "seed {seed} never gets through");
        }
        assert!(phone.status().is_all_visible(), "seed {seed}");

        let office = Phone::joins(&server.link(&evening, Role::Coordinator, 0));
        office.syncs().await;
        let page = Page::all();
        let listed = office.store.list_observations(office.walk, page).unwrap();
        assert_eq!(listed.len(), 4, "seed {seed}");
        assert!(listed.iter().all(|item| item.photos.len() == 1));
    }
}

#[tokio::test]
async fn a_server_restored_from_before_the_walk_gets_everything_again() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let phone = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let id = phone.observes("före haveriet");
    phone.takes_photo(id, 1);
    assert!(phone.syncs().await.status.is_all_visible());

    let server = server
        .restarts(|data| std::fs::remove_dir_all(data).unwrap())
        .await;
    phone.syncs().await;
    let status = phone.status();
    assert!(
        status
            .held
            .iter()
            .all(|held| held.reason == HeldReason::WalkUnknown)
    );
    assert_eq!(status.ops.held, status.ops.total());
    assert_eq!(status.photos.received, 1);

    server.plans_again(Some(&evening), 1).await;
    phone.syncs().await;
    assert!(phone.status().is_all_visible(), "{:?}", phone.status());
    let office = Phone::joins(&server.link(&evening, Role::Coordinator, 0));
    office.syncs().await;
    let listed = office
        .store
        .list_observations(office.walk, Page::all())
        .unwrap();
    assert_eq!(listed.len(), 1);
}

#[tokio::test]
async fn a_phone_restored_from_an_old_copy_gets_back_what_it_had_sent() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let phone = Phone::joins(&server.link(&evening, Role::Leader, 0));
    phone.observes("ett");
    phone.syncs().await;
    let copy = tempfile::tempdir().unwrap();
    let database = "lykta.sqlite3";
    let phone = phone.restarted();
    let from = phone.folder.path();
    for suffix in ["", "-wal"] {
        let name = format!("{database}{suffix}");
        if from.join(&name).exists() {
            std::fs::copy(from.join(&name), copy.path().join(&name)).unwrap();
        }
    }
    phone.observes("två");
    phone.syncs().await;

    let restored = lykta_core::phone::Store::open(copy.path()).unwrap();
    assert!(restored.restored);
    let phone = Phone {
        folder: copy,
        store: restored.store,
        walk: phone.walk,
    };
    phone.observes("tre");
    phone.syncs().await;
    phone.syncs().await;
    let words = |phone: &Phone| {
        let listed = phone
            .store
            .list_observations(phone.walk, Page::all())
            .unwrap();
        let mut words: Vec<String> = listed.into_iter().filter_map(|o| o.words).collect();
        words.sort();
        words
    };
    assert_eq!(words(&phone), ["ett", "tre", "två"]);
    assert!(phone.status().is_all_visible(), "{:?}", phone.status());
}
