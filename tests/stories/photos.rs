//! Equal photos, photos that cannot be sent, photos that were blurred: none takes another along.

use lykta_core::domain::Role;
use lykta_core::photo::BlurRegion;
use lykta_tests::{Phone, Server};

fn half() -> [BlurRegion; 1] {
    [BlurRegion::new(0.0, 0.0, 0.5, 1.0).unwrap()]
}

/// What becomes of the first of two equal photos takes nothing from the second.
#[tokio::test]
async fn an_equal_photo_keeps_its_file_whatever_becomes_of_the_first() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    for is_synced_before in [false, true] {
        for is_blurred in [false, true] {
            let phone = Phone::joins(&server.link(&evening, Role::Leader, 0));
            let (one, two) = (phone.observes("ett"), phone.observes("två"));
            let first = phone.takes_photo(one, 1);
            phone.takes_photo(two, 1);
            if is_synced_before {
                assert!(phone.syncs().await.status.is_all_visible());
            }
            if is_blurred {
                phone.store.blur_photo(first, &half()).unwrap();
            } else {
                phone.store.withdraw(one).unwrap();
            }
            let status = phone.syncs().await.status;
            assert!(status.is_all_visible(), "{status:?}");
            let shown = phone.shows();
            let second = shown.iter().find(|item| item.id == two).unwrap();
            let file = second.photos[0].file.unwrap();
            assert!(phone.store.photo_file(file, false).unwrap().is_some());
        }
    }
}

#[tokio::test]
async fn two_phones_send_the_same_photo_and_both_are_told_so() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let phones =
        [Role::Leader, Role::Participant].map(|role| Phone::joins(&server.link(&evening, role, 0)));
    for phone in &phones {
        let id = phone.observes("samma skylt");
        phone.takes_photo(id, 1);
        let status = phone.syncs().await.status;
        assert!(status.is_all_visible(), "{status:?}");
    }
    let office = Phone::joins(&server.link(&evening, Role::Coordinator, 0));
    office.syncs().await;
    for item in office.shows() {
        let file = item.photos[0].file.unwrap();
        assert!(office.store.photo_file(file, false).unwrap().is_some());
    }
    assert_eq!(office.shows().len(), 2);
}

/// One photo's file is gone, another's is damaged: the third arrives, and the status says why.
#[tokio::test]
async fn a_photo_that_cannot_be_sent_stops_no_other_and_is_told_of() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let phone = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let id = phone.observes("tre bilder");
    for n in 1..=3 {
        phone.takes_photo(id, n);
    }
    let photos = phone.shows()[0].photos.clone();
    let path = |n: usize| {
        let name = format!("photos/{}.jpg", photos[n].file.unwrap());
        phone.folder.path().join(name)
    };
    std::fs::remove_file(path(0)).unwrap();
    let length = std::fs::metadata(path(1)).unwrap().len();
    std::fs::write(path(1), vec![7; length as usize]).unwrap();

    let status = phone.syncs().await.status;
    assert_eq!((status.photos.visible, status.photos.on_phone), (1, 2));
    let refused: Vec<_> = status.refused.iter().map(|photo| photo.photo).collect();
    assert_eq!(refused.len(), 2);
    assert!(refused.contains(&photos[0].id) && refused.contains(&photos[1].id));
    assert!(status.refused[0].reason.contains("take the photo again"));
    // Not tried again at once; the rest goes on.
    phone.takes_photo(id, 4);
    assert_eq!(phone.syncs().await.status.photos.visible, 2);
}

#[tokio::test]
async fn photos_of_a_replica_that_was_replaced_are_sent_as_well() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let phone = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let id = phone.observes("före");
    phone.takes_photo(id, 1);
    std::fs::remove_dir_all(phone.folder.path().join("no-backup")).unwrap();
    let phone = phone.restarted();
    let other = phone.observes("efter");
    phone.takes_photo(other, 1);
    let status = phone.syncs().await.status;
    assert_eq!(status.photos.on_phone, 0, "{status:?}");
    let status = phone.syncs().await.status;
    assert!(status.is_all_visible(), "{status:?}");
}
