//! A phone that is killed while it records, and again, and then syncs whole.

use std::process::{Command, Stdio};

use lykta_core::domain::Role;
use lykta_core::track::TrackItem;
use lykta_tests::{FIXES, Phone, Server, walk_and_record};

/// In the thumbnail, in the photo, in the first fixes, before and after a chunk, at the end.
const DEATHS: [usize; 9] = [0, 1, 2, 3, 30, 61, 62, 71, 72];

#[tokio::test]
async fn what_a_killed_phone_recorded_is_finished_and_synced_whole() {
    let mut died = 0;
    for changes in DEATHS {
        let server = Server::starts().await;
        let evening = server.plans(1).await;
        let link = server.link(&evening, Role::Leader, 0);
        let Phone {
            folder,
            store,
            walk,
        } = Phone::joins(&link);
        drop(store);
        let child = Command::new(env!("CARGO_BIN_EXE_dying-phone"))
            .arg(folder.path())
            .args([walk.to_string(), changes.to_string()])
            .stderr(Stdio::null())
            .status();
        died += usize::from(!child.unwrap().success());
        let store = lykta_core::phone::Store::open(folder.path()).unwrap().store;
        let phone = Phone {
            folder,
            store,
            walk,
        };
        let begun = phone.store.open_recordings(walk).unwrap();
        if changes < 72 || !begun.is_empty() {
            walk_and_record(&phone.store, walk);
        }
        let shown = phone.shows();
        assert_eq!((shown.len(), shown[0].photos.len()), (1, 1));
        let file = shown[0].photos[0].file.unwrap();
        assert!(phone.store.photo_file(file, false).unwrap().is_some());
        let tracks = phone
            .store
            .list_items(walk, lykta_core::domain::Kind::Track)
            .unwrap();
        let items = phone.store.track_items(tracks[0].id).unwrap();
        let fixes = items
            .iter()
            .filter(|item| matches!(item, TrackItem::Fix(_)));
        assert_eq!(fixes.count(), FIXES, "killed after {changes} changes");
        let status = phone.syncs().await.status;
        assert!(status.is_all_visible(), "{status:?}");
    }
    assert!(died >= 7, "only {died} died");
}
