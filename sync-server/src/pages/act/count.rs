//! `/walks/{walk}/counts/{group}/{category}`: one number where several people counted.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use lykta_core::domain::{AttendanceCategory, Kind};
use lykta_core::id::{EntityId, ShortHash};
use lykta_core::op::Value;
use rusqlite::Connection;

use super::input;
use super::scene::{Scene, WalkLink, act, back_to, unprocessed};
use super::typed::Typed;
use crate::error::Error;
use crate::pages::frame::{Frame, show};
use crate::pages::said;
use crate::pages::telling::Telling;
use crate::pages::visitor::SignedIn;
use crate::state::AppState;
use crate::store::change::Change;
use crate::store::page::{self, Item};

#[derive(Template)]
#[template(path = "act/count.html")]
struct CountPage {
    frame: Frame,
    walk: WalkLink,
    count: CountForm,
}

/// A form that makes one count of several.
pub(super) struct CountForm {
    pub(super) address: String,
    pub(super) label: String,
    pub(super) counted: Vec<Counted>,
    pub(super) saw: String,
    pub(super) typed: String,
    pub(super) error: Option<String>,
    pub(super) id: String,
}

/// What one of them counted.
pub(super) struct Counted {
    pub(super) number: i64,
    pub(super) by: String,
}

impl CountForm {
    pub(super) fn differs(&self) -> bool {
        let first = self.counted.first().map(|counted| counted.number);
        self.counted
            .iter()
            .any(|counted| Some(counted.number) != first)
    }
}

/// The form for a category of a group, from the rows of all who counted it.
pub(super) fn form(
    scene: &Scene,
    telling: &Telling<'_>,
    group: Option<EntityId>,
    category: &str,
    rows: &[&Item],
) -> CountForm {
    let walk = scene.walk.target.id;
    let field = format!("count/{category}");
    let counted = rows.iter().filter_map(|row| {
        let number = row.state.value(&field)?.as_int()?;
        let head = row.state.fields.get(&field)?.heads().first()?;
        let said = row
            .ops
            .iter()
            .find(|op| op.hash.short() == head.reference.2)?;
        Some(Counted {
            number,
            by: scene.by(telling, said),
        })
    });
    let saw = rows
        .iter()
        .map(|row| input::saw(row.state.fields.get(&field)));
    let place = group.unwrap_or(walk);
    CountForm {
        address: format!("/walks/{walk}/counts/{place}/{category}"),
        label: format!(
            "{}, {}",
            said::field(telling.words, &field),
            telling.groups.short(group)
        ),
        counted: counted.collect(),
        saw: saw.collect::<Vec<_>>().join(","),
        typed: String::new(),
        error: None,
        id: format!("{place}-{category}"),
    }
}

type Where = Path<(EntityId, EntityId, String)>;

/// The rows of a walk's group (or the walk itself) that count a category.
fn rows(
    connection: &Connection,
    walk: EntityId,
    place: EntityId,
    category: &str,
) -> Result<Vec<Item>, Error> {
    let field = format!("count/{category}");
    let mut rows = page::items(connection, walk, Kind::Attendance)?;
    rows.retain(|row| row.group.unwrap_or(walk) == place && row.state.fields.contains_key(&field));
    let is_known = AttendanceCategory::from_name(category).is_some();
    (is_known && !rows.is_empty())
        .then_some(rows)
        .ok_or(Error::NotFound)
}

/// Shows the form.
pub(super) async fn page(
    State(state): State<AppState>,
    SignedIn(visitor): SignedIn,
    Path(place): Where,
) -> Result<Response, Error> {
    view(&state, visitor.frame(), place, None).await
}

async fn view(
    state: &AppState,
    frame: Frame,
    (walk, place, category): (EntityId, EntityId, String),
    wrong: Option<(Typed, &'static str)>,
) -> Result<Response, Error> {
    let of = state.clone();
    let read = move |connection: &Connection| {
        let scene = Scene::of(connection, walk)?;
        let telling = scene.telling(&of, &frame.words);
        let rows = rows(connection, walk, place, &category)?;
        let rows: Vec<&Item> = rows.iter().collect();
        let group = rows.first().and_then(|row| row.group);
        let mut count = form(&scene, &telling, group, &category, &rows);
        if let Some((typed, error)) = wrong {
            count.error = Some(frame.say(error));
            typed
                .get("number")
                .unwrap_or_default()
                .clone_into(&mut count.typed);
        }
        Ok(CountPage {
            walk: scene.link(&frame.words),
            count,
            frame,
        })
    };
    show(&state.db.read(read).await?)
}

/// Puts one number into all rows that were seen.
pub(super) async fn settle(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Path((walk, place, category)): Where,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let chosen = match typed.get("choose") {
        Some("other") => typed.get("number"),
        chosen => chosen,
    };
    let field = format!("count/{category}");
    let number = chosen.and_then(|number| number.parse().ok());
    let number = number.filter(|number| (0..=999).contains(number));
    let Some(number) = number else {
        let frame = signed_in.0.frame();
        let wrong = Some((typed, "act-wrong-count"));
        return unprocessed(view(&state, frame, (walk, place, category), wrong).await);
    };
    let saw = typed.saw("count");
    let read = move |connection: &Connection| {
        let rows = rows(connection, walk, place, &category)?;
        Ok(changes(&rows, &field, &Value::Int(number), &saw))
    };
    let changes = state.db.read(read).await?;
    act(&state, &signed_in, move |office| {
        for (row, change) in changes {
            office.change(walk, row, &[change])?;
        }
        Ok(())
    })
    .await?;
    Ok(back_to(&format!("/walks/{walk}/unsettled"), "settled"))
}

/// A row that nobody had seen keeps its number: then the counts still differ.
fn changes(
    rows: &[Item],
    field: &str,
    number: &Value,
    saw: &[ShortHash],
) -> Vec<(EntityId, Change)> {
    let seen = rows.iter().filter(|row| {
        let said = row.state.fields.get(field);
        let heads = said.map_or(&[][..], |said| said.heads());
        let is_other = heads.iter().any(|head| head.value != *number);
        is_other && heads.iter().any(|head| saw.contains(&head.reference.2))
    });
    seen.map(|row| {
        let change = Change {
            field: field.to_owned(),
            value: number.clone(),
            saw: saw.to_vec(),
        };
        (row.id, change)
    })
    .collect()
}
