//! Somebody with a genuine code who sends what no app would.

use lykta_core::id::ReplicaId;
use lykta_core::sync::http::HttpTransport;
use lykta_core::sync::transport::{HttpAnswer, HttpRequest, Transport};
use lykta_core::sync::wire::{Encoding, Holding, PROTOCOL, Payload, SyncAnswer, SyncRequest};
use lykta_core::time::Timestamp;

use crate::Phone;

/// A caller who has a phone's code, replica and secret.
pub struct Caller {
    http: HttpTransport,
    server: String,
    authorization: String,
    /// The phone's replica.
    pub replica: ReplicaId,
}

impl Caller {
    /// Whoever holds this phone.
    pub fn holding(phone: &Phone) -> Self {
        let due = phone.store.replicas_due(phone.walk).expect("a joined walk");
        let joined = phone.store.participation(phone.walk);
        Self {
            http: HttpTransport::new(&[]).expect("a transport"),
            server: joined.expect("a joined walk").server,
            authorization: due[0].credentials.to_header(),
            replica: due[0].id,
        }
    }

    /// Sends any request.
    pub async fn sends(
        &self,
        method: &'static str,
        path: &str,
        headers: &[(&'static str, &str)],
        body: Vec<u8>,
    ) -> HttpAnswer {
        let request = self.asks(method, path, headers, body);
        self.http.send(request).await.expect("an answer")
    }

    /// Any request, for whoever sends it over a network of their own.
    pub fn asks(
        &self,
        method: &'static str,
        path: &str,
        headers: &[(&'static str, &str)],
        body: Vec<u8>,
    ) -> HttpRequest {
        let mut headers: Vec<(&'static str, String)> = headers
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        headers.push(("Authorization", self.authorization.clone()));
        HttpRequest {
            method,
            url: format!("{}{path}", self.server),
            headers,
            body,
        }
    }

    /// Pushes payloads of any kind.
    pub async fn pushes(&self, payloads: Vec<Vec<u8>>) -> SyncAnswer {
        let request = SyncRequest {
            protocol: PROTOCOL,
            now: Timestamp(0),
            cursor: None,
            seen_head: None,
            ops: payloads.into_iter().map(Payload).collect(),
            holding: Holding::default(),
            want_own: false,
        };
        let body = Encoding::Packed.encode(&request);
        let headers = [("Content-Type", Encoding::Packed.content_type())];
        let answer = self.sends("POST", "/v1/sync", &headers, body).await;
        assert_eq!(answer.status, 200);
        let answer = Encoding::Packed.decode_answer(&answer.body);
        answer.expect("an answer that can be read")
    }
}
