//! Open pages that are told what is new: how many there may be, and when they end.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use crate::error::Error;

/// Open at once in one session: a browser looks at few walks at a time.
const MOST_OF_A_SESSION: usize = 6;
/// When a page that was refused asks again, in seconds.
const RETRY_AFTER_S: u32 = 30;

/// A session, by the hash of its token.
pub(super) type Session = [u8; 32];

/// All open streams.
pub(super) struct Streams {
    open: Arc<Mutex<HashMap<Session, usize>>>,
    ended: watch::Sender<bool>,
}

impl Default for Streams {
    fn default() -> Self {
        Self {
            open: Arc::default(),
            ended: watch::Sender::new(false),
        }
    }
}

impl Streams {
    /// A place for one more stream, given back when it is dropped.
    pub(super) fn open(&self, session: Session) -> Result<Place, Error> {
        if *self.ended.borrow() {
            return Err(Error::Unavailable);
        }
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(session).or_default();
        if *count >= MOST_OF_A_SESSION {
            return Err(Error::TooMany {
                detail: "this browser has many pages open that refresh by themselves: close some",
                retry_after_s: RETRY_AFTER_S,
            });
        }
        *count += 1;
        Ok(Place {
            open: Arc::clone(&self.open),
            session,
            ended: self.ended.subscribe(),
        })
    }

    /// Ends all streams; none is opened afterwards.
    pub(super) fn end(&self) {
        self.ended.send_replace(true);
    }
}

/// The place of one stream.
pub(super) struct Place {
    open: Arc<Mutex<HashMap<Session, usize>>>,
    pub(super) session: Session,
    ended: watch::Receiver<bool>,
}

impl Place {
    /// Waits until all streams are to end.
    pub(super) async fn ended(&mut self) {
        // A sender that is gone ends them as well.
        let _ = self.ended.wait_for(|ended| *ended).await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.session) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.session);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_session_has_so_many_streams_and_gets_a_place_back() {
        let streams = Streams::default();
        let open = || streams.open([1; 32]);
        let mut places: Vec<Place> = (0..MOST_OF_A_SESSION).map(|_| open().unwrap()).collect();
        assert!(matches!(open(), Err(Error::TooMany { .. })));
        assert!(streams.open([2; 32]).is_ok());
        places.pop();
        assert!(open().is_ok());
    }

    #[tokio::test]
    async fn all_end_together_and_none_is_opened_afterwards() {
        let streams = Streams::default();
        let mut place = streams.open([1; 32]).unwrap();
        streams.end();
        place.ended().await;
        assert!(matches!(streams.open([1; 32]), Err(Error::Unavailable)));
    }
}
