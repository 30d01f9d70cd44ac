//! Who reads what: every role, code and walk against everything that a phone can ask for.

use std::collections::BTreeSet;

use lykta_core::domain::Role;
use lykta_core::id::{EntityId, ReplicaId};
use lykta_core::merge::{Act, Subject};
use lykta_core::op::{Op, OpBuilder};
use lykta_core::time::Timestamp;
use lykta_server::store::pull::Puller;
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

/// The ops that a caller pulls who has everything up to `from`.
async fn pulls(server: &Server, puller: Puller, from: u64) -> BTreeSet<Vec<u8>> {
    let read = server
        .state()
        .db
        .read(move |connection| puller.pull(connection, from));
    let ops = read.await.unwrap().ops;
    ops.into_iter().map(|op| op.payload.0).collect()
}

#[tokio::test]
async fn a_phone_that_knows_nothing_pulls_what_going_through_the_whole_log_gives() {
    let server = Server::starts().await;
    let (evening, _) = walked(&server).await;
    let guest = Phone::joins(&server.link(&evening, Role::Participant, 0));
    let own = guest.observes("min");
    guest.takes_photo(own, 9);
    guest.syncs().await;
    let office = Caller::holding(&Phone::joins(&server.link(&evening, Role::Coordinator, 0)));
    let others = Caller::holding(&Phone::joins(&server.link(&evening, Role::Leader, 1)));
    let said = |by: &Caller, seq, kind, id, field, value: &str| {
        let op = OpBuilder::edit(kind, id).set(field, value);
        vec![op.seal(by.replica, seq, Timestamp(1)).payload]
    };
    office
        .pushes(said(&office, 1, "observation", own, "words", "rättat"))
        .await;
    office
        .pushes(said(
            &office,
            2,
            "group",
            evening.groups[1],
            "name",
            "Grupp B",
        ))
        .await;
    others
        .pushes(said(&others, 1, "walk", evening.walk, "weather", "regn"))
        .await;

    let puller = |role, group: usize, replica| Puller {
        replica,
        role,
        walk: evening.walk,
        group: Some(evening.groups[group]),
        want_own: false,
        may_read: true,
    };
    let nobody = ReplicaId([7; 16]);
    let everybody = Puller {
        group: None,
        ..puller(Role::Coordinator, 0, nobody)
    };
    let all = pulls(&server, everybody, 0).await;
    for (role, group) in [(Role::Leader, 0), (Role::Leader, 1), (Role::NoteTaker, 0)] {
        let puller = puller(role, group, nobody);
        let found = pulls(&server, puller, 0).await;
        // The area, which no leader sees, is the first change of all.
        assert_eq!(found, pulls(&server, puller, 1).await, "{role} of {group}");
        assert!(!found.is_empty() && found.len() < all.len());
    }
    let replica = Caller::holding(&guest).replica;
    let found = pulls(&server, puller(Role::Participant, 0, replica), 0).await;
    let about_own = all.into_iter().filter(|payload| {
        let op = Op::read(payload).unwrap();
        op.target.id == own && op.replica != replica
    });
    assert_eq!(found, about_own.collect());
    assert_eq!(found.len(), 1);
}
