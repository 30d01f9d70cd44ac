//! Walks that were joined on this phone, and what a leader does with one.

use std::path::Path;

use lykta_core::domain::{AttendanceCategory, Light, Role};
use lykta_core::id::EntityId;
use lykta_core::phone::{
    Basemap, DeviceState, GroupNote, GroupNotes, Participation, StopDraft, Store, TrackState,
    Warning, warnings,
};
use lykta_core::place::LatLon;
use lykta_core::store::StoreError;
use lykta_core::sync::package::{GroupInfo, Package, StopInfo};
use lykta_core::time::Timestamp;

use crate::error::ApiError;
use crate::phone::Phone;

/// A walk as its screen shows it. What comes with the package is missing before there was a network.
#[derive(Clone, Debug, uniffi::Record)]
pub struct WalkView {
    /// The walk.
    pub walk: EntityId,
    /// Its name.
    pub name: String,
    /// What this phone may do.
    pub role: Role,
    /// The phone's group; none for a coordinator.
    pub group: Option<EntityId>,
    /// Whether the walk's package is here.
    pub has_package: bool,
    /// What it is for.
    pub purpose: Option<String>,
    /// When it begins.
    pub planned_start: Option<Timestamp>,
    /// When it is planned to end.
    pub planned_end: Option<Timestamp>,
    /// Its light.
    pub light: Option<Light>,
    /// When it was cancelled.
    pub cancelled_at: Option<Timestamp>,
    /// The outline of its area.
    pub area: Vec<LatLon>,
    /// Its groups, as far as this phone may see them.
    pub groups: Vec<GroupView>,
    /// When the phone's group started.
    pub started_at: Option<Timestamp>,
    /// When it came home.
    pub ended_at: Option<Timestamp>,
    /// When the person had read the notice.
    pub notice_accepted_at: Option<Timestamp>,
    /// How much of what was recorded here is not visible yet: ops and photos.
    pub not_visible: u64,
    /// How its track on this phone stands.
    pub track: TrackState,
    /// Its base map; none where the municipality has none of it.
    #[uniffi(default = None)]
    pub basemap: Option<BasemapView>,
}

/// The base map of a walk.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct BasemapView {
    /// Where its PMTiles are on this phone; none while it is still to come. Another map has
    /// another path.
    pub path: Option<String>,
    /// How large it is.
    pub bytes: u64,
    /// Whom the map must name.
    pub attribution: String,
}

/// A group of a walk.
#[derive(Clone, Debug, uniffi::Record)]
pub struct GroupView {
    /// The group.
    pub id: EntityId,
    /// Its name.
    pub name: String,
    /// Its planned route.
    pub route: Vec<LatLon>,
    /// Its planned stops, in order.
    pub stops: Vec<StopView>,
    /// How many phones are in it, as last heard; none for those who may not invite.
    pub joined: Option<u32>,
}

/// A planned stop.
#[derive(Clone, Debug, uniffi::Record)]
pub struct StopView {
    /// The stop.
    pub id: EntityId,
    /// Its number on the route.
    pub number: u32,
    /// Its name.
    pub name: Option<String>,
    /// Where it is.
    pub point: Option<LatLon>,
    /// When it was reached, as far as this phone knows.
    pub reached_at: Option<Timestamp>,
}

/// How many came of a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AttendanceCount {
    /// The category.
    pub category: AttendanceCategory,
    /// How many.
    pub count: u32,
}

/// What to warn of before and while a track is recorded, the gravest first.
#[uniffi::export]
pub fn device_warnings(state: DeviceState) -> Vec<Warning> {
    warnings(&state)
}

#[uniffi::export(async_runtime = "tokio")]
impl Phone {
    /// All walks that were joined here, the latest first.
    pub async fn list_walks(&self) -> Result<Vec<WalkView>, ApiError> {
        let folder = self.folder.clone();
        self.work(move |store| {
            let joined = store.participations()?;
            let views = joined.into_iter().map(|by| view(store, &folder, by));
            views.collect()
        })
        .await
    }

    /// One walk.
    pub async fn show_walk(&self, walk: EntityId) -> Result<WalkView, ApiError> {
        let folder = self.folder.clone();
        self.work(move |store| view(store, &folder, store.participation(walk)?))
            .await
    }

    /// The walk that something was recorded on.
    pub async fn show_walk_of(&self, id: EntityId) -> Result<WalkView, ApiError> {
        let folder = self.folder.clone();
        self.work(move |store| {
            let walk = store.walk_of(id)?;
            view(store, &folder, store.participation(walk)?)
        })
        .await
    }

    /// The group starts walking; a second start changes nothing.
    pub async fn start_walk(&self, walk: EntityId) -> Result<(), ApiError> {
        self.change(walk, move |store| store.start_walk(walk)).await
    }

    /// The group has come home; a second end changes nothing.
    pub async fn end_walk(&self, walk: EntityId) -> Result<(), ApiError> {
        self.change(walk, move |store| store.end_walk(walk)).await
    }

    /// How the group's walk was, as told last.
    pub async fn group_notes(&self, walk: EntityId) -> Result<GroupNotes, ApiError> {
        self.work(move |store| store.group_notes(walk)).await
    }

    /// Tells one thing of how the group's walk was.
    pub async fn note_group(&self, walk: EntityId, note: GroupNote) -> Result<(), ApiError> {
        self.change(walk, move |store| store.note_group(walk, note))
            .await
    }

    /// Reaches a planned stop.
    pub async fn reach_stop(&self, walk: EntityId, stop: EntityId) -> Result<(), ApiError> {
        self.change(walk, move |store| store.reach_stop(walk, stop))
            .await
    }

    /// Records a stop that nobody planned, under the caller's id.
    pub async fn record_stop(
        &self,
        walk: EntityId,
        id: EntityId,
        draft: StopDraft,
    ) -> Result<(), ApiError> {
        self.change(walk, move |store| store.record_stop(walk, id, &draft))
            .await
    }

    /// Counts who came; a later count of a category replaces the earlier one.
    pub async fn record_attendance(
        &self,
        walk: EntityId,
        counts: Vec<AttendanceCount>,
    ) -> Result<(), ApiError> {
        let counts = counts
            .into_iter()
            .map(|count| (count.category, count.count));
        let counts = counts.collect();
        self.change(walk, move |store| {
            store.record_attendance(walk, &counts).map(|_| ())
        })
        .await
    }

    /// Who came, as this phone counted them last.
    pub async fn attendance(&self, walk: EntityId) -> Result<Vec<AttendanceCount>, ApiError> {
        self.work(move |store| {
            let counted = store.attendance(walk)?.into_iter();
            let counts = counted.map(|(category, count)| AttendanceCount { category, count });
            Ok(counts.collect())
        })
        .await
    }
}

fn view(store: &Store, folder: &Path, by: Participation) -> Result<WalkView, StoreError> {
    let package = store.package(by.walk)?.map(|(package, _)| package);
    let times = store.group_times(by.walk)?;
    let status = store.status(by.walk)?;
    let basemap = store.basemap(&by, package.as_ref())?;
    let track = store.track_state(&by, package.as_ref())?;
    let has_package = package.is_some();
    let told = package.unwrap_or_else(|| Package::unknown(by.walk, &by.walk_name));
    let groups = told.groups.into_iter();
    let groups = groups.map(|group| group_view(store, by.walk, group));
    Ok(WalkView {
        walk: by.walk,
        name: told.walk.name,
        role: by.role,
        group: by.group,
        has_package,
        purpose: told.walk.purpose,
        planned_start: told.walk.planned_start,
        planned_end: told.walk.planned_end,
        light: told.walk.light,
        cancelled_at: told.walk.cancelled_at,
        area: told.area.map(|area| area.polygon).unwrap_or_default(),
        groups: groups.collect::<Result<_, _>>()?,
        started_at: times.started_at,
        ended_at: times.ended_at,
        notice_accepted_at: by.notice_accepted_at,
        not_visible: status.not_visible(),
        track,
        basemap: basemap.map(|map| basemap_view(folder, map)),
    })
}

fn basemap_view(folder: &Path, map: Basemap) -> BasemapView {
    let path = map.path.map(|path| folder.join(path));
    BasemapView {
        path: path.map(|path| path.to_string_lossy().into_owned()),
        bytes: map.bytes,
        attribution: map.attribution,
    }
}

fn group_view(store: &Store, walk: EntityId, group: GroupInfo) -> Result<GroupView, StoreError> {
    let stops = group
        .stops
        .into_iter()
        .map(|stop| stop_view(store, walk, stop));
    Ok(GroupView {
        id: group.id,
        name: group.name,
        route: group.route,
        stops: stops.collect::<Result<_, _>>()?,
        joined: group.joined,
    })
}

fn stop_view(store: &Store, walk: EntityId, stop: StopInfo) -> Result<StopView, StoreError> {
    Ok(StopView {
        id: stop.id,
        number: stop.number,
        name: stop.name,
        point: stop.point,
        reached_at: store.reached_at(walk, stop.id)?,
    })
}
