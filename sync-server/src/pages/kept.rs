//! Walks that were shown last, folded: the next look at one folds only what has changed since.

use std::sync::{Arc, Mutex, PoisonError};

use lykta_core::coverage::Coverage;
use lykta_core::id::EntityId;
use lykta_core::place::LatLon;
use rusqlite::Connection;

use super::map::{covered, outline};
use super::track::{Track, tracks};
use crate::error::Error;
use crate::state::AppState;
use crate::store::page::{self, Gathered, Item, WalkRecord};

/// A folded walk of 1,000 observations and 30 tracks takes some ten megabytes.
const MOST_KEPT: usize = 4;

/// Where the groups walked, which follows from the tracks and the area alone.
pub(super) struct Walked {
    pub(super) tracks: Vec<Track>,
    pub(super) coverage: Option<Coverage>,
}

/// What is kept of one walk.
#[derive(Clone)]
struct KeptWalk {
    walk: EntityId,
    gathered: Gathered,
    outline: Vec<LatLon>,
    walked: Arc<Walked>,
}

/// The walks that were shown last, the newest at the end.
#[derive(Default)]
pub(super) struct Kept(Mutex<Vec<KeptWalk>>);

impl Kept {
    fn find(&self, walk: EntityId) -> Option<KeptWalk> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|kept| kept.walk == walk).cloned()
    }

    /// Keeps a walk unless a newer state of it is kept already.
    fn keep(&self, new: KeptWalk) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let position = new.gathered.position;
        let is_newer = |kept: &KeptWalk| kept.walk == new.walk && kept.gathered.position > position;
        if kept.iter().any(is_newer) {
            return;
        }
        kept.retain(|kept| kept.walk != new.walk);
        kept.push(new);
        if kept.len() > MOST_KEPT {
            kept.remove(0);
        }
    }
}

/// Everything of a walk, and where its groups walked.
pub(super) fn whole(
    state: &AppState,
    connection: &Connection,
    walk: EntityId,
) -> Result<(WalkRecord, Arc<Walked>), Error> {
    let before = state.pages.kept.find(walk);
    let known = before.as_ref().map(|kept| &kept.gathered);
    let gathered = page::gathered(connection, walk, known)?;
    let record = page::record_with(connection, walk, &gathered)?;
    let outline = record.area.as_ref().map(outline).unwrap_or_default();
    let walked = match before {
        Some(kept)
            if are_same(&kept.gathered.tracks, &gathered.tracks) && kept.outline == outline =>
        {
            kept.walked
        }
        _ => Arc::new(walked(&record, &outline)),
    };
    state.pages.kept.keep(KeptWalk {
        walk,
        gathered,
        outline,
        walked: Arc::clone(&walked),
    });
    Ok((record, walked))
}

fn walked(record: &WalkRecord, outline: &[LatLon]) -> Walked {
    let (tracks, segments) = tracks(&record.tracks);
    Walked {
        coverage: covered(outline, &segments),
        tracks,
    }
}

fn are_same(one: &[Arc<Item>], other: &[Arc<Item>]) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|(one, other)| Arc::ptr_eq(one, other))
}
