//! What a person must look at is held, never refused.

use lykta_core::domain::Role;
use lykta_core::merge::HeldReason;
use lykta_core::time::Timestamp;
use lykta_tests::{Phone, Server};

const DAY_MS: i64 = 24 * 3_600_000;

fn reasons(phone: &Phone) -> Vec<HeldReason> {
    let mut reasons: Vec<HeldReason> = phone.status().held.iter().map(|h| h.reason).collect();
    reasons.dedup();
    reasons
}

#[tokio::test]
async fn a_code_is_good_for_thirty_days_after_the_walk_and_later_holds() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let now = server.state().clock.now();
    for (days, held) in [(29, vec![]), (31, vec![HeldReason::CodeExpired])] {
        let ended: Timestamp = now.plus_ms(-days * DAY_MS);
        let link = server.link_until(&evening, Role::Participant, 0, ended);
        let phone = Phone::joins(&link);
        phone.observes("sent");
        phone.syncs().await;
        assert_eq!(reasons(&phone), held, "{days} days");
        assert_eq!(phone.status().ops.on_phone, 0);
    }
}

#[tokio::test]
async fn a_closed_protocol_holds_what_comes_later() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let phone = Phone::joins(&server.link(&evening, Role::Leader, 0));
    phone.observes("i tid");
    assert!(phone.syncs().await.status.is_all_visible());
    server.closes(&evening).await;
    let late = phone.observes("för sent");
    phone.takes_photo(late, 3);
    phone.syncs().await;
    assert_eq!(reasons(&phone), [HeldReason::WalkClosed]);
    assert_eq!(phone.status().photos.received, 1);

    let walk = evening.walk.to_string();
    server.runs(&["walk", "reopen", &walk]).unwrap();
    let replica = phone.store.participation(phone.walk).unwrap().replica;
    let replica = replica.to_string();
    server
        .runs(&["admit", &walk, "--replica", &replica])
        .unwrap();
    assert_eq!(server.runs(&["held", &walk]).unwrap(), "nothing is held\n");
    phone.observes("igen i tid");
    assert!(phone.syncs().await.status.is_all_visible());
}
