//! A whole walk without network, then synced.

use std::collections::BTreeMap;

use lykta_core::domain::{AttendanceCategory, Role};
use lykta_core::merge::OpState;
use lykta_core::op::Value;
use lykta_core::phone::{ObservationEdit, Recording, SaidValue};
use lykta_core::place::LatLon;
use lykta_core::store::StoreError;
use lykta_core::store::log::Page;
use lykta_core::sync::client::{ShortCodeError, find_link};
use lykta_core::sync::http::HttpTransport;
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
    let walked = office.store.walked(office.walk).unwrap();
    assert_eq!(walked, leader.store.walked(leader.walk).unwrap());
    assert_eq!(walked.lines, office.store.track_lines(track).unwrap());
    assert!(walked.share.is_some_and(|share| share > 0.0) && !walked.covered.is_empty());
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
async fn one_chooses_among_what_was_said_and_what_was_not_seen_stays() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let [one, two, three] = [Role::Leader, Role::NoteTaker, Role::NoteTaker]
        .map(|role| Phone::joins(&server.link(&evening, role, 0)));
    let id = one.observes("först");
    for phone in [&one, &two, &three] {
        phone.syncs().await;
    }
    let says = |phone: &Phone, words: &str| {
        let edit = ObservationEdit {
            words: Some(words.to_owned()),
            ..ObservationEdit::default()
        };
        phone.store.edit_observation(id, &edit).unwrap();
    };
    says(&one, "lampan är trasig");
    says(&two, "lampan är släckt");
    for phone in [&one, &two, &one] {
        phone.syncs().await;
    }
    let disputed = |phone: &Phone| phone.store.show_observation(id).unwrap().disputed;
    let seen = disputed(&one);
    assert_eq!((seen.len(), &*seen[0].field), (1, "words"));
    let words = |words: &str| SaidValue::Text {
        text: words.to_owned(),
    };
    let said: Vec<_> = seen[0].said.iter().map(|said| said.value.clone()).collect();
    assert!(said.contains(&words("lampan är trasig")) && said.len() == 2);
    // A third says something before the choice, and nobody who chooses has seen it.
    says(&three, "lampan lyser");
    three.syncs().await;
    one.syncs().await;
    let chosen = said
        .iter()
        .position(|said| *said == words("lampan är släckt"));
    one.store
        .settle_for(id, &seen[0], chosen.unwrap() as u32)
        .unwrap();
    one.syncs().await;
    two.syncs().await;
    let left = disputed(&two);
    let mut left: Vec<_> = left[0].said.iter().map(|said| said.value.clone()).collect();
    left.sort_by_key(|said| format!("{said:?}"));
    assert_eq!(left, [words("lampan lyser"), words("lampan är släckt")]);
    let again = one
        .store
        .settle_for(id, &seen[0], 1 - chosen.unwrap() as u32);
    assert!(matches!(again, Err(StoreError::NotNow(_))), "{again:?}");
}

#[tokio::test]
async fn each_thing_says_how_far_it_has_come_and_what_lacks_stands_in_front() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let leader = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let first = leader.observes("mörkt vid bron");
    leader.syncs().await;
    let second = leader.observes("tryggt vid kiosken");
    let photo = leader.takes_photo(second, 1);
    let counts = BTreeMap::from([(AttendanceCategory::Resident, 4)]);
    leader
        .store
        .record_attendance(leader.walk, &counts)
        .unwrap();
    let sent = || leader.store.list_sent(leader.walk).unwrap();
    let before = sent();
    // The attendance, both observations, and that this phone takes part.
    assert_eq!(before.len(), 4, "{before:?}");
    let last = &before[2];
    assert_eq!(
        (last.id, last.least(), last.bytes_on_phone),
        (first, OpState::Visible, 0)
    );
    let with_photo = before.iter().find(|item| item.id == second).unwrap();
    assert_eq!(with_photo.words.as_deref(), Some("tryggt vid kiosken"));
    assert!(with_photo.bytes_on_phone > 0 && with_photo.photos[0].bytes > 0);
    assert_eq!(with_photo.photos[0].id, photo);
    assert!(
        before.iter().any(|item| item.kind == "attendance"),
        "{before:?}"
    );
    leader.syncs().await;
    assert!(sent().iter().all(|item| item.least() == OpState::Visible));
    let room = leader.store.storage().unwrap();
    assert_eq!(room.own_photo_bytes, with_photo.photos[0].bytes);
    assert!(room.database_bytes > 10_000 && room.other_photo_bytes == 0);
}

#[tokio::test]
async fn a_leader_reads_out_a_short_code_and_hears_who_came() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let leader = Phone::joins(&server.link(&evening, Role::Leader, 0));
    leader.syncs().await;
    let group = || {
        let (package, _) = leader.store.package(leader.walk).unwrap().unwrap();
        package.groups.into_iter().next().unwrap()
    };
    assert_eq!(group().joined, Some(1));
    let mut invitations = group().invitations.into_iter();
    let invitation = invitations
        .find(|one| one.role == Role::Participant)
        .unwrap();
    let address = leader.store.participation(leader.walk).unwrap().server;
    let network = HttpTransport::new(&[]).unwrap();
    let typed = invitation
        .short
        .clone()
        .unwrap()
        .replace('-', " ")
        .to_lowercase();
    let link = find_link(&network, &format!("{address}/join/"), &typed)
        .await
        .unwrap();
    assert_eq!(link.to_string(), invitation.link);
    let wrong = find_link(&network, &address, "0000-0000").await;
    assert!(matches!(wrong, Err(ShortCodeError::Wrong)), "{wrong:?}");
    let address = find_link(&network, "lykta exempel", "0000-0000").await;
    assert!(
        matches!(address, Err(ShortCodeError::BadAddress)),
        "{address:?}"
    );
    let resident = Phone::joins(&link);
    resident.syncs().await;
    let before = leader.store.package_heard_at(leader.walk).unwrap();
    leader.syncs().await;
    assert_eq!(group().joined, Some(2));
    assert!(leader.store.package_heard_at(leader.walk).unwrap() >= before);
    // The same way in stays open; who may not invite is told of nobody.
    assert_eq!(group().invitations.len(), 3);
    assert!(group().invitations.contains(&invitation));
    let (theirs, _) = resident.store.package(resident.walk).unwrap().unwrap();
    assert_eq!(
        (theirs.groups[0].joined, theirs.groups[0].invitations.len()),
        (None, 0)
    );
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
