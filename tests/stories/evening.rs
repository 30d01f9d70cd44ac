//! A whole walk without network, then synced.

use std::collections::BTreeMap;

use lykta_core::domain::{AttendanceCategory, Role};
use lykta_core::op::Value;
use lykta_core::phone::{ObservationEdit, Recording};
use lykta_core::place::LatLon;
use lykta_core::store::log::Page;
use lykta_core::time::Timestamp;
use lykta_core::track::{TrackItem, WatchPlan, simulate};
use lykta_tests::{Phone, Server};

#[tokio::test]
async fn a_walk_recorded_without_network_arrives_whole() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let leader = Phone::joins(&server.link(&evening, Role::Leader, 0));
    leader.store.start_walk(leader.walk).unwrap();
    let track = leader.store.new_id();
    let plan = WatchPlan::default();
    let start = Timestamp(1_790_000_000_000);
    let from = LatLon::new(60.17, 24.94).unwrap();
    let fixes = simulate::walk(&simulate::route(from, 1_500.0, 1), start, 1);
    let mut recording = Recording::begin(&leader.store, leader.walk, track, &plan).unwrap();
    for fix in &fixes {
        recording.fix(fix).unwrap();
    }
    let dark = leader.observes("mörkt vid bron");
    leader.takes_photo(dark, 1);
    leader.takes_photo(dark, 2);
    let came = BTreeMap::from([(AttendanceCategory::Resident, 9)]);
    leader.store.record_attendance(leader.walk, &came).unwrap();
    recording.end().unwrap();
    leader.store.end_walk(leader.walk).unwrap();
    assert_eq!(leader.status().ops.visible, 0);

    assert!(leader.syncs().await.status.is_all_visible());
    let status = leader.status();
    assert_eq!(status.photos.visible, 2);
    let (package, _) = leader.store.package(leader.walk).unwrap().unwrap();
    assert_eq!(package.groups.len(), 1);

    let office = Phone::joins(&server.link(&evening, Role::Coordinator, 0));
    office.syncs().await;
    let listed = office
        .store
        .list_observations(office.walk, Page::all())
        .unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].words.as_deref(), Some("mörkt vid bron"));
    let sent = leader.store.show(dark).unwrap().photos;
    for photo in &listed[0].photos {
        let hash = photo.file.unwrap();
        let here = office.store.photo_file(hash, false).unwrap().unwrap();
        let there = leader.store.photo_file(hash, false).unwrap().unwrap();
        assert_eq!(here, there);
    }
    assert_eq!(listed[0].photos.len(), sent.len());
    let items: Vec<TrackItem> = fixes.into_iter().map(TrackItem::Fix).collect();
    assert_eq!(office.store.track_items(track).unwrap(), items);
}

#[tokio::test]
async fn edits_without_sight_of_each_other_are_both_kept_until_settled() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let one = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let two = Phone::joins(&server.link(&evening, Role::NoteTaker, 0));
    let id = one.observes("först");
    one.syncs().await;
    two.syncs().await;
    let words = |words: &str| ObservationEdit {
        words: Some(words.to_owned()),
        ..ObservationEdit::default()
    };
    one.store
        .edit_observation(id, &words("lampan är trasig"))
        .unwrap();
    two.store
        .edit_observation(id, &words("lampan är släckt"))
        .unwrap();
    for phone in [&one, &two, &one] {
        phone.syncs().await;
    }
    let said = |phone: &Phone| {
        let view = phone.store.show(id).unwrap();
        let field = view.fields.into_iter().find(|field| field.name == "words");
        field.unwrap()
    };
    assert_eq!(said(&one), said(&two));
    assert_eq!(said(&one).also_said.len(), 1);

    let settled = Value::text("lampan är trasig och släckt");
    two.store.settle(id, "words", settled.clone()).unwrap();
    two.syncs().await;
    one.syncs().await;
    assert_eq!(said(&one).value, settled);
    assert!(said(&one).also_said.is_empty());
}

#[tokio::test]
async fn participants_pull_their_own_and_leaders_their_groups() {
    let server = Server::starts().await;
    let evening = server.plans(2).await;
    let resident = Phone::joins(&server.link(&evening, Role::Participant, 0));
    let leader = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let other = Phone::joins(&server.link(&evening, Role::Leader, 1));
    let theirs = resident.observes("otryggt i tunneln");
    leader.observes("ledarens");
    for phone in [&resident, &leader, &other, &resident] {
        phone.syncs().await;
    }
    let seen = |phone: &Phone| {
        let page = Page::all();
        phone
            .store
            .list_observations(phone.walk, page)
            .unwrap()
            .len()
    };
    assert_eq!((seen(&resident), seen(&leader), seen(&other)), (1, 2, 0));

    let edit = ObservationEdit {
        words: Some("otryggt i gångtunneln".to_owned()),
        ..ObservationEdit::default()
    };
    leader.store.edit_observation(theirs, &edit).unwrap();
    leader.syncs().await;
    resident.syncs().await;
    let view = resident
        .store
        .list_observations(resident.walk, Page::all())
        .unwrap();
    assert_eq!(view[0].words.as_deref(), Some("otryggt i gångtunneln"));
}
