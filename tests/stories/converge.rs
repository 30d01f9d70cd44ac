//! Any schedule of recording, editing, settling, withdrawing, lost answers and restarts on real
//! phones with a real server ends with the same on all of them, and rebuilt as it was live.

use std::process::Command;

use lykta_core::domain::Role;
use lykta_core::id::{ContentHash, EntityId};
use lykta_core::op::Value;
use lykta_core::phone::ObservationEdit;
use lykta_core::store::log;
use lykta_core::sync::http::HttpTransport;
use lykta_tests::{LosesAnswers, Phone, Server, program, record_track};
use proptest::prelude::*;
use proptest::sample::Index;

/// How many phones export.
const EIGHT: usize = 8;

#[derive(Clone, Debug)]
enum Step {
    Observe,
    Photo(Index, u32),
    Edit(Index),
    Settle(Index),
    Withdraw(Index),
    Sync,
    LoseAnswers(u64),
    Restart,
}

/// What phones do, so many of them.
fn steps(phones: usize) -> impl Strategy<Value = Vec<(usize, Step)>> {
    let step = prop_oneof![
        3 => Just(Step::Observe),
        1 => (any::<Index>(), 0_u32..3).prop_map(|(of, n)| Step::Photo(of, n)),
        3 => any::<Index>().prop_map(Step::Edit),
        1 => any::<Index>().prop_map(Step::Settle),
        1 => any::<Index>().prop_map(Step::Withdraw),
        3 => Just(Step::Sync),
        1 => any::<u64>().prop_map(Step::LoseAnswers),
        1 => Just(Step::Restart),
    ];
    proptest::collection::vec((0..phones, step), 1..10 * phones)
}

async fn take(phone: Phone, step: Step, n: usize, known: &mut Vec<EntityId>) -> Phone {
    let words = n.to_string();
    // An id that the phone does not know, or no longer, is refused: that is as it should be.
    match (step, known.len()) {
        // What the office records is under no group, and no group's to change.
        (Step::Observe, _) if is_office(&phone) => {}
        (Step::Observe, _) => known.push(phone.observes(&words)),
        (Step::Photo(of, n), 1..) if phone.store.show(*of.get(known)).is_ok() => {
            phone.takes_photo(*of.get(known), n);
        }
        (Step::Edit(of), 1..) => {
            let edit = ObservationEdit {
                words: Some(words),
                ..ObservationEdit::default()
            };
            let _ = phone.store.edit_observation(*of.get(known), &edit);
        }
        (Step::Settle(of), 1..) => {
            let _ = phone
                .store
                .settle(*of.get(known), "words", Value::text(words));
        }
        (Step::Withdraw(of), 1..) => {
            let _ = phone.store.withdraw(*of.get(known));
        }
        (Step::Sync, _) => {
            phone.syncs().await;
        }
        (Step::LoseAnswers(seed), _) => {
            let _ = phone.syncs_over(&network(seed)).await;
        }
        (Step::Restart, _) => return phone.restarted(),
        _ => {}
    }
    phone
}

/// A network that loses 30 % of all answers.
fn network(seed: u64) -> LosesAnswers {
    LosesAnswers::new(HttpTransport::new(&[]).unwrap(), seed, 0.3)
}

fn is_office(phone: &Phone) -> bool {
    let joined = phone.store.participation(phone.walk).unwrap();
    joined.role == Role::Coordinator
}

/// What a phone's screens are made from, as it is and made anew.
fn digests(phone: &Phone) -> (ContentHash, ContentHash) {
    let database = phone.folder.path().join("lykta.sqlite3");
    let mut connection = rusqlite::Connection::open(database).unwrap();
    let live = log::digest(&connection).unwrap();
    let tx = connection.transaction().unwrap();
    log::rebuild(&tx).unwrap();
    (live, log::digest(&tx).unwrap())
}

/// Everybody who reads a whole group.
const ROLES: [Role; 3] = [Role::Leader, Role::NoteTaker, Role::Coordinator];

async fn joined(server: &Server, count: usize) -> Vec<Phone> {
    let evening = server.plans(1).await;
    let roles = ROLES.iter().cycle().take(count);
    let links = roles.map(|role| server.link(&evening, *role, 0));
    links.map(|link| Phone::joins(&link)).collect()
}

async fn take_all(phones: &mut Vec<Phone>, steps: Vec<(usize, Step)>) {
    let mut known = Vec::new();
    for (n, (who, step)) in steps.into_iter().enumerate() {
        let phone = phones.remove(who);
        phones.insert(who, take(phone, step, n, &mut known).await);
    }
}

async fn converges(steps: Vec<(usize, Step)>) {
    let server = Server::starts().await;
    let mut phones = joined(&server, 3).await;
    take_all(&mut phones, steps).await;
    for phone in phones.iter().chain(&phones) {
        phone.syncs().await;
    }
    let (first, _) = digests(&phones[0]);
    for phone in &phones {
        assert!(phone.status().is_all_visible(), "{:?}", phone.status());
        assert_eq!(digests(phone), (first, first));
    }
}

/// Tries until a sync goes through.
async fn gets_through(phone: &Phone, network: &LosesAnswers) {
    for _ in 0..200 {
        if phone.syncs_over(network).await.is_ok() {
            return;
        }
    }
    panic!("a phone never gets through");
}

/// What the program writes of a phone's walk.
fn export(phone: &Phone, format: &str) -> Vec<u8> {
    let folder = phone.folder.path().to_str().unwrap();
    let output = Command::new(program("lykta"))
        .args(["--store", folder, "export", "--format", format])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    output.stdout
}

async fn exports_the_same(steps: Vec<(usize, Step)>, seed: u64) {
    let server = Server::starts().await;
    let mut phones = joined(&server, EIGHT).await;
    record_track(&phones[0].store, phones[0].walk, phones[0].store.new_id());
    phones[1].observes("minst en");
    // Whoever can sync does so over a network that is bad all the time.
    let lossy = |(n, (who, step))| match step {
        Step::Sync => (who, Step::LoseAnswers(seed ^ n as u64)),
        other => (who, other),
    };
    take_all(
        &mut phones,
        steps.into_iter().enumerate().map(lossy).collect(),
    )
    .await;
    let network = network(seed);
    for phone in phones.iter().chain(&phones) {
        gets_through(phone, &network).await;
    }
    for format in ["geojson", "gpx"] {
        let first = export(&phones[0], format);
        assert!(
            String::from_utf8_lossy(&first).contains("minst en"),
            "{format}"
        );
        for phone in &phones {
            assert!(phone.status().is_all_visible(), "{:?}", phone.status());
            assert!(export(phone, format) == first, "{format} differs");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn phones_that_synced_show_the_same(steps in steps(3)) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(converges(steps));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn eight_phones_that_lose_answers_export_the_same_bytes(
        steps in steps(EIGHT),
        seed in any::<u64>(),
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(exports_the_same(steps, seed));
    }
}
