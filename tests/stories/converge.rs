//! Any schedule of recording, editing, settling, withdrawing, lost answers and restarts on real
//! phones with a real server ends with the same on all of them, and rebuilt as it was live.

use lykta_core::domain::Role;
use lykta_core::id::{ContentHash, EntityId};
use lykta_core::op::Value;
use lykta_core::phone::ObservationEdit;
use lykta_core::store::log;
use lykta_core::sync::http::HttpTransport;
use lykta_tests::{LosesAnswers, Phone, Server};
use proptest::prelude::*;
use proptest::sample::Index;

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

fn steps() -> impl Strategy<Value = Vec<(usize, Step)>> {
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
    proptest::collection::vec((0_usize..3, step), 1..30)
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
            let network = LosesAnswers::new(HttpTransport::new(&[]).unwrap(), seed, 0.4);
            let _ = phone.syncs_over(&network).await;
        }
        (Step::Restart, _) => return phone.restarted(),
        _ => {}
    }
    phone
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

async fn converges(steps: Vec<(usize, Step)>) {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let roles = [Role::Leader, Role::NoteTaker, Role::Coordinator];
    let mut phones: Vec<Phone> = roles
        .iter()
        .map(|role| Phone::joins(&server.link(&evening, *role, 0)))
        .collect();
    let mut known = Vec::new();
    for (n, (who, step)) in steps.into_iter().enumerate() {
        let phone = phones.remove(who);
        phones.insert(who, take(phone, step, n, &mut known).await);
    }
    for phone in phones.iter().chain(&phones) {
        phone.syncs().await;
    }
    let (first, _) = digests(&phones[0]);
    for phone in &phones {
        assert!(phone.status().is_all_visible(), "{:?}", phone.status());
        assert_eq!(digests(phone), (first, first));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn phones_that_synced_show_the_same(steps in steps()) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(converges(steps));
    }
}
