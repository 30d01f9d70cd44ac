//! Whoever has a phone's code and secret, and calls the server without a store.

use lykta_core::id::{EntityId, ReplicaId};
use lykta_core::phone::Store;
use lykta_core::sync::transport::{HttpAnswer, HttpRequest, Transport};
use lykta_core::sync::wire::{
    Cursor, Encoding, Holding, LogHead, PROTOCOL, Payload, SyncAnswer, SyncRequest,
};
use lykta_core::time::Timestamp;

use crate::Failure;

/// A caller, and how far it has pulled.
#[derive(Clone)]
pub(crate) struct Caller {
    /// The replica that it writes as.
    pub(crate) replica: ReplicaId,
    /// Its group; none of a coordinator.
    pub(crate) group: Option<EntityId>,
    server: String,
    authorization: String,
    cursor: Option<Cursor>,
    seen_head: Option<LogHead>,
}

impl Caller {
    /// Whoever holds this phone.
    pub(crate) fn holding(store: &Store) -> Result<Self, Failure> {
        let joined = store.participations()?;
        let joined = joined.first().ok_or("the phone has not joined")?;
        let due = store.replicas_due(joined.walk)?;
        Ok(Self {
            replica: joined.replica,
            group: joined.group,
            server: joined.server.clone(),
            authorization: due[0].credentials.to_header(),
            cursor: None,
            seen_head: None,
        })
    }

    /// Pushes payloads and pulls what is new, in one exchange.
    pub(crate) async fn exchange(
        &mut self,
        http: &impl Transport,
        payloads: Vec<Payload>,
    ) -> Result<SyncAnswer, Failure> {
        let request = SyncRequest {
            protocol: PROTOCOL,
            now: Timestamp(0),
            cursor: self.cursor,
            seen_head: self.seen_head,
            ops: payloads,
            holding: Holding::default(),
            want_own: false,
        };
        let packed = Encoding::Packed.content_type().to_owned();
        let headers = vec![("Accept", packed.clone()), ("Content-Type", packed)];
        let body = Encoding::Packed.encode(&request);
        let answer = self.send(http, "POST", "/v1/sync", headers, body).await?;
        if answer.status != 200 {
            return Err(format!("the server answered {}", answer.status).into());
        }
        let answer = Encoding::Packed.decode_answer(&answer.body)?;
        (self.cursor, self.seen_head) = (Some(answer.cursor), Some(answer.head));
        Ok(answer)
    }

    /// Calls any path.
    pub(crate) async fn send(
        &self,
        http: &impl Transport,
        method: &'static str,
        path: &str,
        mut headers: Vec<(&'static str, String)>,
        body: Vec<u8>,
    ) -> Result<HttpAnswer, Failure> {
        headers.push(("Authorization", self.authorization.clone()));
        let url = format!("{}{path}", self.server);
        let request = HttpRequest {
            method,
            url,
            headers,
            body,
        };
        Ok(http.send(request).await?)
    }
}
