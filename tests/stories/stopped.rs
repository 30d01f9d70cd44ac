//! A sync that is stopped at any of its requests goes on where it was.

use lykta_core::domain::Role;
use lykta_core::sync::http::HttpTransport;
use lykta_tests::{Phone, Server, StopsAt};

#[tokio::test]
async fn a_sync_dropped_at_any_request_loses_nothing() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    for answered in [false, true] {
        for requests in 0.. {
            let phone = Phone::joins(&server.link(&evening, Role::Leader, 0));
            for n in 0..3 {
                let id = phone.observes("plats");
                phone.takes_photo(id, n);
            }
            let http = HttpTransport::new(&[]).unwrap();
            let network = StopsAt::new(http, requests, answered);
            let is_through = tokio::select! {
                synced = phone.syncs_over(&network) => { synced.unwrap(); true }
                () = network.stopped() => false,
            };
            let phone = phone.restarted();
            let status = phone.syncs().await.status;
            assert!(
                status.is_all_visible(),
                "stopped after {requests}: {status:?}"
            );
            assert_eq!((status.ops.total(), status.photos.total()), (7, 3));
            if is_through {
                assert!(requests > 7, "the sync had {requests} requests");
                break;
            }
        }
    }
}
