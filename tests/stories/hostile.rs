//! Broken, forged and hostile input: one clear error or held, and nothing behind it is blocked.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use lykta_core::domain::{ObservationKind, Role};
use lykta_core::id::{EntityId, OpHash, ReplicaId};
use lykta_core::merge::{HeldReason, OpState};
use lykta_core::op::OpBuilder;
use lykta_core::phone::{ObservationDraft, Store};
use lykta_core::seam::{DiskFiles, SystemIds};
use lykta_core::sync::transport::HttpAnswer;
use lykta_core::time::Timestamp;
use lykta_tests::fixtures::FixedClock;
use lykta_tests::{Caller, Office, Phone, Server};
use tempfile::TempDir;

fn is_clear_error(answer: &HttpAnswer) -> bool {
    let kind = answer.header("content-type");
    (400..500).contains(&answer.status) && kind == Some("application/problem+json")
}

#[tokio::test]
async fn what_is_not_the_callers_is_held_and_blocks_nothing_behind_it() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let leader = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let theirs = leader.observes("ledarens");
    leader.syncs().await;
    let phone = Phone::joins(&server.link(&evening, Role::Participant, 0));
    phone.syncs().await;
    let caller = Caller::holding(&phone);
    let group = evening.groups[0];
    let create = |id| {
        let parent = Some(("group", group));
        OpBuilder::create("observation", id, parent).set("kind", "safe")
    };
    let edit = |kind: &str, id, field: &str| OpBuilder::edit(kind, id).set(field, 4);
    let new = || phone.store.new_id();
    let held = |reason| (OpState::Held, Some(reason));
    let forged = [
        (
            edit("walk", evening.walk, "closed_at"),
            held(HeldReason::ForbiddenField),
        ),
        (
            edit("group", group, "started_at"),
            held(HeldReason::ForbiddenField),
        ),
        (create(theirs), held(HeldReason::SecondCreate)),
        (
            OpBuilder::edit("observation", theirs).set("words", "mina"),
            held(HeldReason::OutOfReach),
        ),
        (edit("hologram", new(), "x"), held(HeldReason::UnknownKind)),
        (
            edit("observation", new(), "words"),
            held(HeldReason::BadValue),
        ),
        (
            edit("observation", new(), "feeling").set("feeling", 2),
            (OpState::Received, None),
        ),
        (create(new()), (OpState::Visible, None)),
    ];
    let at = Timestamp(1);
    let mut payloads = Vec::new();
    let mut expected = Vec::new();
    for (seq, (op, receipt)) in (100..).zip(forged) {
        payloads.push(op.seal(caller.replica, seq, at).payload);
        expected.push(receipt);
    }
    payloads.push(create(new()).seal(ReplicaId([7; 16]), 1, at).payload);
    expected.push(held(HeldReason::ForeignReplica));
    payloads.push(create(new()).seal(caller.replica, 107, at).payload);
    expected.push(held(HeldReason::SameNumberOtherBytes));
    let too_large =
        OpBuilder::edit("observation", theirs).set("words", "x".repeat(70_000).as_str());
    for unreadable in [
        b"garbage".to_vec(),
        br#"{"v":2,"from":"the future"}"#.to_vec(),
        format!("{{\"v\":{}", "[".repeat(60_000)).into_bytes(),
        vec![0x91; 60_000],
        Vec::new(),
        too_large.seal(caller.replica, 200, at).payload,
    ] {
        payloads.push(unreadable);
        expected.push(held(HeldReason::Unreadable));
    }
    payloads.push(create(new()).seal(caller.replica, 201, at).payload);
    expected.push((OpState::Visible, None));

    let answer = caller.pushes(payloads.clone()).await;
    for (n, (payload, expected)) in payloads.iter().zip(expected).enumerate() {
        let hash = OpHash::of(payload).short();
        let receipt = answer.receipts.iter().find(|receipt| receipt.hash == hash);
        let receipt = receipt.unwrap();
        assert_eq!((receipt.state, receipt.reason), expected, "op {n}");
    }
    // The phone itself does not make such an op.
    assert!(phone.store.start_walk(phone.walk).is_err());
}

/// Payloads, as a newer app could write them, come out at another phone as they went in.
#[tokio::test]
async fn what_is_unknown_comes_out_byte_for_byte() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let phone = Phone::joins(&server.link(&evening, Role::Leader, 0));
    phone.syncs().await;
    let caller = Caller::holding(&phone);
    let (replica, group) = (caller.replica, evening.groups[0]);
    let id = phone.store.new_id();
    let json = format!(
        r#"{{ "v":1, "mood": [1, {{"x":null}}],"replica":"{replica}","seq":100,"at":5,
        "target":{{"kind":"observation","id":"{id}","shade":2}},
        "fields":{{"parent":{{"value":{{"kind":"group","id":"{group}"}}}},
        "kind":{{"value":"safe","tone":1}},"scent":{{"value":{{"of":["tjära",1.5]}}}}}} }}"#
    );
    let other = phone.store.new_id();
    let parent = Some(("group", group));
    let create = OpBuilder::create("observation", other, parent).set("kind", "safe");
    let sealed = create
        .set("scent", "tjära")
        .seal(replica, 101, Timestamp(6));
    let mut packed = sealed.payload;
    // One more entry in the envelope: its map begins with how many there are.
    packed[0] += 1;
    packed.extend([0xa4, b'm', b'o', b'o', b'd', 0x93, 1, 2, 3]);
    let sent = [json.into_bytes(), packed];
    let answer = caller.pushes(sent.to_vec()).await;
    let is_visible = |receipt: &&_| -> bool {
        let receipt: &lykta_core::sync::wire::Receipt = receipt;
        let is_sent = sent.iter().any(|p| OpHash::of(p).short() == receipt.hash);
        is_sent && receipt.state == OpState::Visible
    };
    assert_eq!(answer.receipts.iter().filter(is_visible).count(), 2);

    let office = Phone::joins(&server.link(&evening, Role::Coordinator, 0));
    office.syncs().await;
    let database = office.folder.path().join("lykta.sqlite3");
    let connection = rusqlite::Connection::open(database).unwrap();
    for payload in &sent {
        let sql = "SELECT count(*) FROM op WHERE payload = ?1";
        let here: u32 = connection
            .query_row(sql, [payload], |row| row.get(0))
            .unwrap();
        assert_eq!(here, 1);
    }
    for id in [id, other] {
        let view = office.store.show(id).unwrap();
        assert!(view.fields.iter().any(|field| field.name == "scent"));
    }
}

#[tokio::test]
async fn broken_and_huge_requests_get_one_clear_error_each() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let phone = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let caller = Caller::holding(&phone);
    let packed = "application/vnd.lykta.v1+msgpack";
    let json = "application/json";
    let bomb = zstd::bulk::compress(&vec![0; 64 << 20], 3).unwrap();
    let nested = format!(r#"{{"protocol":1,"now":5,"x":{}"#, "[".repeat(500_000));
    let many = format!(
        r#"{{"protocol":1,"now":5,"ops":["{}"]}}"#,
        "A".repeat(10 << 20)
    );
    let most = u64::MAX;
    let numbers = [
        format!(r#"{{"protocol":1,"now":5,"seen_head":{{"position":{most},"mark":1}}}}"#),
        format!(r#"{{"protocol":1,"now":5,"cursor":{{"position":{most},"scope":1}}}}"#),
        format!(
            r#"{{"protocol":1,"now":5,"holding":{{"ops":{most},"photos":1,"photo_bytes":0}}}}"#
        ),
    ];
    let mut requests = vec![
        (packed, b"garbage".to_vec()),
        (packed, bomb),
        (json, b"garbage".to_vec()),
        (json, Vec::new()),
        (json, nested.into_bytes()),
        (json, many.into_bytes()),
        (json, br#"{"protocol":99,"now":5}"#.to_vec()),
        ("text/plain", b"{}".to_vec()),
    ];
    requests.extend(numbers.map(|text| (json, text.into_bytes())));
    for (n, (kind, body)) in requests.into_iter().enumerate() {
        let headers = [("Content-Type", kind)];
        let answer = caller.sends("POST", "/v1/sync", &headers, body).await;
        assert!(is_clear_error(&answer), "request {n}: {answer:?}");
    }
    phone.observes("ändå");
    assert!(phone.syncs().await.status.is_all_visible());
}

#[test]
fn of_a_request_whose_head_never_ends_little_is_kept() {
    let mut office = Office::keeping(TempDir::new().unwrap());
    let url = office.starts("127.0.0.1:0", &[]).unwrap();
    let address = url.strip_prefix("http://").unwrap();
    for (bytes, status) in [(32 * 1024, "200"), (80 * 1024, "431")] {
        let mut connection = TcpStream::connect(address).unwrap();
        let wait = Duration::from_secs(30);
        connection.set_read_timeout(Some(wait)).unwrap();
        let endless = "a".repeat(bytes);
        let head = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\nX-Endless: {endless}");
        connection.write_all(head.as_bytes()).unwrap();
        // What is within the limit ends; what is beyond it is not waited for.
        if status == "200" {
            connection.write_all(b"\r\n\r\n").unwrap();
        }
        let mut answer = [0; 12];
        connection.read_exact(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer);
        assert_eq!(answer, format!("HTTP/1.1 {status}"), "{bytes} bytes");
    }
}

#[tokio::test]
async fn uploads_of_nonsense_get_one_clear_error_each() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let phone = Phone::joins(&server.link(&evening, Role::Leader, 0));
    let caller = Caller::holding(&phone);
    let huge = u64::MAX.to_string();
    for length in ["", "0", "-1", "many", "20000000", &huge] {
        let headers = [("Tus-Resumable", "1.0.0"), ("Upload-Length", length)];
        let answer = caller
            .sends("POST", "/v1/photos", &headers, Vec::new())
            .await;
        assert!(is_clear_error(&answer), "length {length:?}: {answer:?}");
    }
    let mut wide = lykta_tests::photo(1);
    let frame = wide.windows(2).position(|two| two == [0xFF, 0xC0]).unwrap();
    wide[frame + 5..frame + 9].copy_from_slice(&[0xC3, 0x50, 0xC3, 0x50]);
    for broken in [b"no picture at all".to_vec(), wide] {
        let length = broken.len().to_string();
        let headers = [
            ("Tus-Resumable", "1.0.0"),
            ("Upload-Length", length.as_str()),
            ("Content-Type", "application/offset+octet-stream"),
        ];
        let answer = caller.sends("POST", "/v1/photos", &headers, broken).await;
        assert!(is_clear_error(&answer), "{answer:?}");
    }
    let id = phone.observes("ändå");
    phone.takes_photo(id, 1);
    assert!(phone.syncs().await.status.is_all_visible());
}

#[tokio::test]
async fn texts_of_any_kind_arrive_as_they_were_written() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let phone = Phone::joins(&server.link(&evening, Role::Participant, 0));
    let texts = [
        "\u{202e}bakvänt\u{2066}\u{0}\u{1b}[31m<script>".to_owned(),
        "\u{202e}".repeat(10_000),
        "😱".repeat(10_000),
    ];
    for text in &texts {
        let draft = ObservationDraft {
            words: Some(text.clone()),
            suggestion: Some(text.clone()),
            ..ObservationDraft::new(ObservationKind::Unsafe)
        };
        let id = phone.store.new_id();
        phone
            .store
            .record_observation(phone.walk, id, &draft)
            .unwrap();
    }
    assert!(phone.syncs().await.status.is_all_visible());
    let office = Phone::joins(&server.link(&evening, Role::Coordinator, 0));
    office.syncs().await;
    let shown = office.shows();
    for text in &texts {
        let is_same = |said: &Option<String>| said.as_ref() == Some(text);
        let arrived = |item: &&_| -> bool {
            let item: &lykta_core::phone::ObservationView = item;
            is_same(&item.words) && is_same(&item.suggestion)
        };
        assert_eq!(shown.iter().filter(arrived).count(), 1);
    }
}

#[tokio::test]
async fn clocks_that_are_wrong_by_any_measure_lose_nothing() {
    const TEN_YEARS_MS: i64 = 10 * 365 * 24 * 3_600_000;
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let now = server.state().clock.now().0;
    let clocks = [
        now - TEN_YEARS_MS,
        now + TEN_YEARS_MS,
        0,
        -1,
        i64::MIN,
        i64::MAX,
    ];
    for clock in clocks {
        let folder = tempfile::tempdir().unwrap();
        let files = std::sync::Arc::new(DiskFiles::open(folder.path()).unwrap());
        let (clock, ids) = (
            std::sync::Arc::new(FixedClock(clock)),
            std::sync::Arc::new(SystemIds),
        );
        let store = Store::open_with(folder.path(), files, clock, ids)
            .unwrap()
            .store;
        let link = server.link(&evening, Role::Participant, 0);
        let walk = store.join(&link).unwrap().walk;
        let phone = Phone {
            folder,
            store,
            walk,
        };
        let id: EntityId = phone.observes("vid fel tid");
        phone.takes_photo(id, 1);
        assert!(phone.syncs().await.status.is_all_visible());
        assert_eq!(phone.shows().len(), 1);
    }
    let office = Phone::joins(&server.link(&evening, Role::Coordinator, 0));
    office.syncs().await;
    assert_eq!(office.shows().len(), clocks.len());
}
