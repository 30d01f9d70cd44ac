//! `GET /walks/{walk}/parts/{part}`: one part of the page, as an open page puts it in.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use lykta_core::domain::Kind;
use lykta_core::id::EntityId;
use rusqlite::Connection;

use super::attendance::Attendance;
use super::filter::Filter;
use super::photo::Photos;
use super::{figures, head, held, list, phone, remarks, track};
use crate::error::Error;
use crate::pages::frame::show_text;
use crate::pages::kept;
use crate::pages::telling::Telling;
use crate::pages::visitor::SignedIn;
use crate::state::AppState;
use crate::store::live::Changed;

/// A part of the page that is shown anew when what it tells changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Head,
    Figures,
    Observations,
    Held,
    Tracks,
    Attendance,
    Phones,
    Remarks,
    /// Drawn by the script from `map.json`.
    Map,
}

impl Part {
    const ALL: [Self; 9] = [
        Self::Head,
        Self::Figures,
        Self::Observations,
        Self::Held,
        Self::Tracks,
        Self::Attendance,
        Self::Phones,
        Self::Remarks,
        Self::Map,
    ];

    /// Its name in addresses, and its id in the page.
    fn name(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Figures => "figures",
            Self::Observations => "observations",
            Self::Held => "held",
            Self::Tracks => "tracks",
            Self::Attendance => "attendance",
            Self::Phones => "phones",
            Self::Remarks => "remarks",
            Self::Map => "map",
        }
    }

    /// The names of the parts that a change shows in.
    pub(super) fn touched_by(changed: &Changed) -> Vec<&'static str> {
        let touched = Self::ALL
            .into_iter()
            .filter(|part| part.is_touched_by(changed));
        touched.map(Self::name).collect()
    }

    fn is_touched_by(self, changed: &Changed) -> bool {
        let tells_all = |kind: &Kind| {
            matches!(kind, Kind::Walk | Kind::Group | Kind::Area | Kind::Plan) || kind.is_act()
        };
        if changed.kinds.iter().any(tells_all) {
            return true;
        }
        let has = |kinds: &[Kind]| kinds.iter().any(|kind| changed.kinds.contains(kind));
        match self {
            Self::Head | Self::Remarks => false,
            Self::Figures => changed.ops || changed.files,
            Self::Observations => has(&[Kind::Observation, Kind::Photo]) || changed.files,
            Self::Held => changed.ops,
            Self::Tracks => has(&[Kind::Track]),
            Self::Attendance => has(&[Kind::Attendance]),
            Self::Phones => changed.calls || changed.files,
            Self::Map => has(&[Kind::Observation, Kind::Track, Kind::Stop]),
        }
    }
}

/// Shows one part.
pub(super) async fn part(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path((walk, part)): Path<(EntityId, String)>,
    Query(filter): Query<Filter>,
) -> Result<Response, Error> {
    let named = Part::ALL.into_iter().find(|known| known.name() == part);
    let part = named.ok_or(Error::NotFound)?;
    let frame = visitor.frame();
    let of = state.clone();
    let read = move |connection: &Connection| {
        let (record, walked) = kept::whole(&of, connection, walk)?;
        let words = frame.words.clone();
        let telling = Telling::of_record(&of, &words, &record);
        let photos = Photos::of(&record);
        let rendered = match part {
            Part::Head => head::part(&telling, &frame, &record).render(),
            Part::Figures => figures::part(&telling, &record, &photos, &walked).render(),
            Part::Observations => {
                list::part(&of, &telling, &frame, (&record, &photos), &filter).render()
            }
            Part::Held => held::part(&telling, &frame, &record).render(),
            Part::Tracks => track::table(&telling, &walked.tracks).render(),
            Part::Attendance => Attendance::of(&telling, &record)
                .table(&telling, walk)
                .render(),
            Part::Phones => phone::table(&telling, &record).render(),
            Part::Remarks => remarks::part(&telling, &frame, &record).render(),
            Part::Map => return Err(Error::NotFound),
        };
        rendered.map_err(Error::internal)
    };
    Ok(show_text(state.db.read(read).await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn touched(kinds: &[Kind], calls: bool) -> Vec<&'static str> {
        Part::touched_by(&Changed {
            kinds: kinds.iter().copied().collect(),
            ops: !kinds.is_empty(),
            files: false,
            calls,
        })
    }

    #[test]
    fn a_change_is_told_where_it_shows() {
        let said = touched(&[Kind::Observation], true);
        assert_eq!(said, ["figures", "observations", "held", "phones", "map"]);
        assert_eq!(
            touched(&[Kind::Attendance], false),
            ["figures", "held", "attendance"]
        );
        assert_eq!(touched(&[], true), ["phones"]);
        assert_eq!(touched(&[Kind::Group], false).len(), Part::ALL.len());
        assert_eq!(touched(&[Kind::Erasure], false).len(), Part::ALL.len());
    }
}
