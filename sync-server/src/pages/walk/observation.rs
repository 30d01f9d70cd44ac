//! Observations as the list shows them.

use lykta_core::domain::{Category, ObservationKind, Spot, When};
use lykta_core::id::{EntityId, ReplicaId};
use lykta_core::merge::{Head, OpState};
use lykta_core::op::Value;
use lykta_core::store::log::StoredOp;

use super::photo::{PhotoCard, order};
use crate::pages::said::{self, capital};
use crate::pages::telling::Telling;
use crate::store::page::Item;

/// Words of more than this are shown in part until somebody asks for the whole.
const LONG_CHARACTERS: usize = 600;
const LONG_LINES: usize = 8;

/// An observation in the list.
pub(super) struct ObservationCard {
    pub(super) id: EntityId,
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) state: &'static str,
    pub(super) state_words: String,
    pub(super) meta: Vec<String>,
    pub(super) words: Option<String>,
    pub(super) suggestion: Option<String>,
    pub(super) feeling: Option<String>,
    pub(super) when: Option<String>,
    pub(super) categories: Vec<String>,
    pub(super) also_said: Vec<AlsoSaid>,
    pub(super) photos: Vec<PhotoCard>,
    pub(super) has_point: bool,
    pub(super) history: Vec<HistoryLine>,
}

impl ObservationCard {
    pub(super) fn has_long_words(&self) -> bool {
        let words = self.words.as_deref().unwrap_or_default();
        words.chars().count() > LONG_CHARACTERS || words.lines().count() > LONG_LINES
    }
}

/// Another value that nobody has settled.
pub(super) struct AlsoSaid {
    pub(super) what: String,
    pub(super) value: String,
}

/// One op in an observation's history.
pub(super) struct HistoryLine {
    pub(super) machine: String,
    pub(super) at: String,
    pub(super) what: String,
}

/// An observation with its photos.
pub(super) fn card(telling: &Telling<'_>, item: &Item, photos: Vec<PhotoCard>) -> ObservationCard {
    let words = telling.words;
    let spot = item.state.value("spot").and_then(Spot::from_value);
    let kind = item.state.text("kind").and_then(ObservationKind::from_name);
    let text = |field: &str| item.state.text(field).map(str::to_owned);
    let feeling = item.state.value("feeling").and_then(Value::as_int);
    let (state, state_words) = state_of(telling, item, &photos);
    ObservationCard {
        id: item.id,
        kind: kind.map_or("", ObservationKind::name),
        title: kind.map_or_else(
            || capital(&words.say("noun-observation")),
            |kind| capital(&words.say(&format!("kind-{kind}"))),
        ),
        state,
        state_words,
        meta: meta(telling, item, spot.as_ref()),
        words: text("words").filter(|words| !words.is_empty()),
        suggestion: text("suggestion").filter(|words| !words.is_empty()),
        feeling: feeling.map(|level| words.say(&format!("feeling-{level}"))),
        when: when(telling, item),
        categories: categories(telling, item),
        also_said: also_said(telling, item, &photos),
        photos,
        has_point: spot.and_then(|spot| spot.point()).is_some(),
        history: item
            .ops
            .iter()
            .map(|op| history_line(telling, op))
            .collect(),
    }
}

fn meta(telling: &Telling<'_>, item: &Item, spot: Option<&Spot>) -> Vec<String> {
    let words = telling.words;
    let mut meta = vec![telling.groups.short(item.group), telling.when(item.at)];
    meta.push(match spot {
        Some(spot) => capital(&said::place(words, spot)),
        None => words.say("page-no_spot"),
    });
    let is_for_another = item.state.value("for_another") == Some(&Value::Bool(true));
    if is_for_another {
        meta.push(capital(&words.say("said-for_another")));
    }
    meta
}

fn categories(telling: &Telling<'_>, item: &Item) -> Vec<String> {
    let names = item.state.elements("category/");
    let known = names.filter_map(|(name, _)| Category::from_name(name));
    known
        .map(|category| capital(&telling.words.say(&format!("category-{category}"))))
        .collect()
}

fn when(telling: &Telling<'_>, item: &Item) -> Option<String> {
    let names: Vec<&str> = item.state.elements("when/").map(|(name, _)| name).collect();
    let known = When::ALL.iter().filter(|when| names.contains(&when.name()));
    let said: Vec<String> = known
        .map(|when| telling.words.say(&format!("when-{when}")))
        .collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// How far the whole has come: its words and its photos at their least.
fn state_of(telling: &Telling<'_>, item: &Item, photos: &[PhotoCard]) -> (&'static str, String) {
    let words_state = item.ops.iter().map(|op| op.state).min_by_key(|s| order(*s));
    let words_state = words_state.unwrap_or(OpState::Received);
    let on_phone = photos.iter().filter(|photo| photo.is_on_phone()).count() as u64;
    let held_photo = photos.iter().any(|photo| photo.held);
    if words_state == OpState::Visible && on_phone > 0 {
        let said = telling.count("page-photos_on_phone", on_phone);
        return (OpState::OnPhone.name(), capital(&said));
    }
    let state = match words_state {
        OpState::Visible if held_photo => OpState::Held,
        state => state,
    };
    let said = telling.words.say(&format!("receipt-{state}"));
    (state.name(), capital(&said))
}

/// All concurrent values, of the observation and of its photos' captions.
fn also_said(telling: &Telling<'_>, item: &Item, photos: &[PhotoCard]) -> Vec<AlsoSaid> {
    let mut also = Vec::new();
    for (field, state) in item.state.unsettled() {
        let what = said::field(telling.words, field);
        let heads = state.also_said();
        also.extend(heads.map(|head| other_value(telling, item, &what, field, head)));
    }
    for photo in photos {
        let caption = said::field(telling.words, "caption");
        also.extend(photo.other_captions.iter().map(|value| AlsoSaid {
            what: caption.clone(),
            value: value.clone(),
        }));
    }
    also
}

fn other_value(
    telling: &Telling<'_>,
    item: &Item,
    what: &str,
    field: &str,
    head: &Head,
) -> AlsoSaid {
    let by = role_of(telling, item, head.reference.0);
    let at = telling.when(head.at);
    AlsoSaid {
        what: [Some(what.to_owned()), by, Some(at)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", "),
        value: said::head(telling.words, field, head),
    }
}

fn role_of(telling: &Telling<'_>, item: &Item, replica: ReplicaId) -> Option<String> {
    let op = item.ops.iter().find(|op| op.replica == replica)?;
    Some(telling.words.say(&format!("role-{}", op.role)))
}

fn history_line(telling: &Telling<'_>, op: &StoredOp) -> HistoryLine {
    let words = telling.words;
    let role = words.say(&format!("role-{}", op.role));
    let by = format!("{role}, {}", telling.groups.short(op.group));
    HistoryLine {
        machine: telling.clock.machine(op.at),
        at: telling.when(op.at),
        what: words.say_with(
            act_of(op),
            [("by", by.into()), ("fields", fields_of(telling, op).into())],
        ),
    }
}

fn act_of(op: &StoredOp) -> &'static str {
    let creates = op.read().is_ok_and(|op| op.creates().is_some());
    match op.state {
        OpState::Erased => "page-history-erased",
        OpState::Held => "page-history-held",
        _ if creates => "page-history-created",
        _ => "page-history-changed",
    }
}

fn fields_of(telling: &Telling<'_>, op: &StoredOp) -> String {
    let fields = op.read().map(|op| op.fields).unwrap_or_default();
    let names = fields.keys().filter(|name| *name != lykta_core::op::PARENT);
    let said: Vec<String> = names
        .map(|name| said::field(telling.words, name).to_lowercase())
        .collect();
    said.join(", ")
}
