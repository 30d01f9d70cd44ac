//! Who reads what: every role, code and walk against everything that a phone can ask for.

use lykta_core::domain::Role;
use lykta_core::id::EntityId;
use lykta_core::merge::{Act, Subject};
use lykta_core::op::{Op, OpBuilder};
use lykta_core::time::Timestamp;
use lykta_tests::{Caller, Evening, Phone, Server};

const DAY_MS: i64 = 24 * 3_600_000;

/// What a caller is given: observations of others, the package, and a photo of group 1.
#[derive(Debug, PartialEq, Eq)]
struct Reads {
    observations: usize,
    package: bool,
    photo: bool,
    invites: bool,
}

const NOTHING: Reads = Reads {
    observations: 0,
    package: false,
    photo: false,
    invites: false,
};

async fn reads(phone: &Phone, walk: EntityId, photo: EntityId) -> Reads {
    let caller = Caller::holding(phone);
    let pulled = caller.pushes(Vec::new()).await.ops;
    let creates = pulled
        .iter()
        .filter_map(|pulled| Op::read(&pulled.payload.0).ok());
    let observations =
        creates.filter(|op| op.target.kind == "observation" && op.creates().is_some());
    let observations = observations.count();
    let get = async |path: String| caller.sends("GET", &path, &[], Vec::new()).await;
    let package = get(format!("/v1/walks/{walk}/package")).await;
    let photo = get(format!("/v1/photos/{photo}/screen")).await;
    assert!(package.status < 500 && photo.status < 500);
    Reads {
        observations,
        package: package.status == 200,
        photo: photo.status == 200,
        invites: String::from_utf8_lossy(&package.body).contains("/join#"),
    }
}

/// Two groups, each with an observation of its leader's; group 1's has a photo.
async fn walked(server: &Server) -> (Evening, EntityId) {
    let evening = server.plans(2).await;
    let mut photos = Vec::new();
    for group in 0..2 {
        let leader = Phone::joins(&server.link(&evening, Role::Leader, group));
        let id = leader.observes("ledarens");
        photos.push(leader.takes_photo(id, 7));
        leader.syncs().await;
    }
    (evening, photos[0])
}

#[tokio::test]
async fn each_role_reads_what_is_theirs_and_nothing_of_another_walk() {
    let server = Server::starts().await;
    let (evening, photo) = walked(&server).await;
    let (other, _) = walked(&server).await;
    let given = |observations, photo, invites| Reads {
        observations,
        package: true,
        photo,
        invites,
    };
    let table = [
        (Role::Coordinator, 0, given(2, true, true)),
        (Role::Leader, 0, given(1, true, true)),
        (Role::Leader, 1, given(1, false, true)),
        (Role::NoteTaker, 0, given(1, true, false)),
        (Role::Photographer, 0, given(0, false, false)),
        (Role::Participant, 0, given(0, false, false)),
    ];
    for (role, group, expected) in table {
        let phone = Phone::joins(&server.link(&evening, role, group));
        let found = reads(&phone, evening.walk, photo).await;
        assert_eq!(found, expected, "{role} of group {}", group + 1);
        let stranger = Phone::joins(&server.link(&other, role, group));
        let found = reads(&stranger, evening.walk, photo).await;
        assert!(
            !found.package && !found.photo && !found.invites,
            "{role} of another walk"
        );
    }
}

#[tokio::test]
async fn an_expired_or_revoked_code_and_a_revoked_phone_read_nothing() {
    let server = Server::starts().await;
    let (evening, photo) = walked(&server).await;
    let long_ago = server.state().clock.now().plus_ms(-31 * DAY_MS);
    let expired = server.link_until(&evening, Role::Coordinator, 0, long_ago);
    let expired = Phone::joins(&expired);
    assert_eq!(reads(&expired, evening.walk, photo).await, NOTHING);

    let link = server.link(&evening, Role::Coordinator, 0);
    let phone = Phone::joins(&link);
    assert_ne!(reads(&phone, evening.walk, photo).await, NOTHING);
    server
        .acts(&evening, Act::Revoke(Subject::Code(link.code)))
        .await;
    assert_eq!(reads(&phone, evening.walk, photo).await, NOTHING);

    let phone = Phone::joins(&server.link(&evening, Role::Coordinator, 0));
    let replica = phone.store.participation(phone.walk).unwrap().replica;
    server
        .acts(&evening, Act::Revoke(Subject::Replica(replica)))
        .await;
    assert_eq!(reads(&phone, evening.walk, photo).await, NOTHING);
}

#[tokio::test]
async fn a_phone_is_asked_to_call_more_often_while_a_group_walks() {
    let server = Server::starts().await;
    let evening = server.plans(3).await;
    let leader = Phone::joins(&server.link(&evening, Role::Leader, 1));
    leader.syncs().await;
    let caller = Caller::holding(&leader);
    let says = |seq, field| {
        let op = OpBuilder::edit("group", evening.groups[1]).set(field, 1_790_000_000_000_i64);
        vec![op.seal(caller.replica, seq, Timestamp(1)).payload]
    };
    let before = caller.pushes(Vec::new()).await.next_sync_after_s;
    let walking = caller.pushes(says(600, "started_at")).await;
    let home = caller.pushes(says(601, "ended_at")).await;
    assert!(walking.next_sync_after_s < before);
    assert_eq!(home.next_sync_after_s, before);
}
