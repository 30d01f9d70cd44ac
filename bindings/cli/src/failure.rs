//! What can go wrong, in the reader's language, and the exit status that says so.

use lykta_core::domain::{Kind, Role};
use lykta_core::join::NotALink;
use lykta_core::photo::PhotoError;
use lykta_core::rules::RuleBroken;
use lykta_core::store::StoreError;
use lykta_core::sync::outcome::SyncError;
use lykta_core::track::gpx::GpxError;
use lykta_core::words::{WordValue, Words};

use crate::terms;

const FAILED: u8 = 1;
const NOT_ARRIVED: u8 = 4;
const UNUSABLE: u8 = 65;
const INTERRUPTED: u8 = 130;

/// Why a command did not do what it was asked. Nothing was recorded.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The link is none.
    Link,
    /// No walk was joined here.
    NotJoined,
    /// The person stopped the command.
    Interrupted,
    /// The text is no position.
    Position(String),
    /// The text is no region of a photo.
    Region(String),
    /// The text is no count of people.
    Count(String),
    /// A file could not be read or written.
    File {
        act: FileAct,
        path: String,
        why: String,
    },
    /// A photo cannot be used.
    Photo { path: String, error: PhotoError },
    /// A GPX file cannot be used.
    Gpx { path: String, error: GpxError },
    /// A GPX file holds no track.
    NoTrack(String),
    /// A file holds no certificate.
    NoCertificate(String),
    /// The replay's speed is none.
    Speed,
    /// An edit names nothing.
    NothingToChange,
    /// No item's id begins or ends so.
    NoSuchItem(String),
    /// Several items' ids begin or end so.
    SeveralItems(String),
    /// The walk was not joined here.
    NoSuchWalk(String),
    /// The item is of another kind.
    WrongKind { kind: String, wanted: Kind },
    /// Things of this kind cannot be withdrawn.
    NotWithdrawable(String),
    /// The item has no such field.
    NoSuchField { field: String, fields: String },
    /// The text is not what the field takes.
    BadValue { field: String, expected: String },
    /// There are not so many values.
    NoSuchChoice { number: usize, count: usize },
    /// Only whoever took a photo can blur it.
    NotOwnPhoto,
    /// A coordinator walks in no group.
    NoGroup,
    /// The walk's package is not here yet.
    NoPackage,
    /// The role may not invite that one.
    MayNotInvite(Role),
    /// The store did not do it.
    Store(StoreError),
    /// The sync did not go through.
    Sync(SyncError),
}

/// What was to be done with a file.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FileAct {
    Read,
    Write,
}

impl Failure {
    /// The exit status, as `lykta --help` tells them.
    pub(crate) fn status(&self) -> u8 {
        match self {
            Self::Interrupted => INTERRUPTED,
            Self::Sync(SyncError::Store(_) | SyncError::FileGone) => FAILED,
            Self::Sync(_) => NOT_ARRIVED,
            Self::Store(StoreError::Rule(_) | StoreError::Photo(_) | StoreError::NotFound(_)) => {
                UNUSABLE
            }
            Self::Store(_) | Self::NotJoined | Self::NoGroup | Self::NoPackage => FAILED,
            _ => UNUSABLE,
        }
    }

    /// The stable name for scripts; its words are at `cli-failed_` and this.
    pub(crate) fn reason(&self) -> &'static str {
        match self {
            Self::Link => "bad_link",
            Self::NotJoined => "not_joined",
            Self::Interrupted => "interrupted",
            Self::Position(_) => "bad_position",
            Self::Region(_) => "bad_region",
            Self::Count(_) => "bad_count",
            Self::File { act, .. } => match act {
                FileAct::Read => "file_unreadable",
                FileAct::Write => "file_unwritable",
            },
            Self::Photo { .. } => "bad_photo",
            Self::Gpx { .. } => "bad_gpx",
            Self::NoTrack(_) => "no_track",
            Self::NoCertificate(_) => "no_certificate",
            Self::Speed => "bad_speed",
            Self::NothingToChange => "nothing_to_change",
            Self::NoSuchItem(_) => "no_such_item",
            Self::SeveralItems(_) => "several_items",
            Self::NoSuchWalk(_) => "no_such_walk",
            Self::WrongKind { .. } => "wrong_kind",
            Self::NotWithdrawable(_) => "not_withdrawable",
            Self::NoSuchField { .. } => "no_such_field",
            Self::BadValue { .. } => "bad_value",
            Self::NoSuchChoice { .. } => "no_such_choice",
            Self::NotOwnPhoto => "not_own_photo",
            Self::NoGroup => "no_group",
            Self::NoPackage => "no_package",
            Self::MayNotInvite(_) => "may_not_invite",
            Self::Store(error) => reason_of_store(error),
            Self::Sync(error) => reason_of_sync(error),
        }
    }

    /// What went wrong and what to do.
    pub(crate) fn say(&self, words: &Words) -> String {
        let values = self.values(words);
        let values = values
            .iter()
            .map(|(name, value)| (*name, WordValue::from(value.as_str())));
        words.say_with(&format!("cli-failed_{}", self.reason()), values)
    }

    fn values(&self, words: &Words) -> Vec<(&'static str, String)> {
        match self {
            Self::Position(text) | Self::Region(text) | Self::Count(text) => {
                vec![("text", text.clone())]
            }
            Self::File { path, why, .. } => vec![("file", path.clone()), ("why", why.clone())],
            Self::Photo { path, error } => vec![("file", path.clone()), photo(words, error)],
            Self::Gpx { path, error } => {
                let why = words.say(&format!("cli-gpx_{}", name_of_gpx(*error)));
                vec![("file", path.clone()), ("why", why)]
            }
            Self::NoTrack(path) | Self::NoCertificate(path) => vec![("file", path.clone())],
            Self::NoSuchItem(id) | Self::SeveralItems(id) | Self::NoSuchWalk(id) => {
                vec![("id", id.clone())]
            }
            Self::WrongKind { kind, wanted } => vec![
                ("kind", terms::kind(words, kind)),
                ("wanted", terms::kind(words, wanted.name())),
            ],
            Self::NotWithdrawable(kind) => vec![("kind", terms::kind(words, kind))],
            Self::NoSuchField { field, fields } => {
                vec![("field", field.clone()), ("fields", fields.clone())]
            }
            Self::BadValue { field, expected } => {
                vec![("field", field.clone()), ("expected", expected.clone())]
            }
            Self::NoSuchChoice { number, count } => {
                vec![("number", number.to_string()), ("count", count.to_string())]
            }
            Self::MayNotInvite(role) => vec![("role", terms::role(words, *role))],
            Self::Store(error) => values_of_store(words, error),
            Self::Sync(error) => values_of_sync(words, error),
            _ => Vec::new(),
        }
    }
}

fn photo(words: &Words, error: &PhotoError) -> (&'static str, String) {
    ("why", words.say(&format!("photo-{}", error.id())))
}

fn name_of_gpx(error: GpxError) -> &'static str {
    match error {
        GpxError::TooLarge { .. } => "too_large",
        GpxError::TooDeep => "too_deep",
        GpxError::NotGpx => "not_gpx",
        GpxError::DocumentType => "document_type",
        GpxError::NoPoints => "no_points",
        GpxError::Damaged => "damaged",
    }
}

fn reason_of_store(error: &StoreError) -> &'static str {
    match error {
        StoreError::Newer { .. } => "store_newer",
        StoreError::NotFound(_) => "no_such_item",
        StoreError::Rule(RuleBroken::Forbidden { .. }) => "forbidden",
        StoreError::Rule(RuleBroken::BadValue { .. }) => "bad_value",
        StoreError::Photo(_) => "bad_picture",
        full if full.is_disk_full() => "store_full",
        _ => "store",
    }
}

fn values_of_store(words: &Words, error: &StoreError) -> Vec<(&'static str, String)> {
    match error {
        StoreError::NotFound(id) => vec![("id", id.to_string())],
        StoreError::Rule(RuleBroken::Forbidden { role, kind, .. }) => vec![
            ("role", terms::role(words, *role)),
            ("kind", terms::kind(words, kind.name())),
        ],
        StoreError::Rule(RuleBroken::BadValue { kind, field, .. }) => vec![
            ("field", terms::field(words, field)),
            ("expected", terms::expected(words, *kind, field)),
        ],
        StoreError::Photo(error) => vec![photo(words, error)],
        other => vec![("why", other.to_string())],
    }
}

fn reason_of_sync(error: &SyncError) -> &'static str {
    match error {
        SyncError::NoAnswer(_) => "no_network",
        SyncError::Problem { status, title, .. } => match status {
            429 | 503 | 507 => "server_busy",
            401 | 403 => "code_refused",
            400 if title.contains("protocol") => "protocol_too_old",
            _ => "server",
        },
        SyncError::BadAnswer(_) => "server",
        SyncError::FileGone => "file_gone",
        SyncError::Store(error) => reason_of_store(error),
    }
}

fn values_of_sync(words: &Words, error: &SyncError) -> Vec<(&'static str, String)> {
    match error {
        SyncError::NoAnswer(no_answer) => vec![("why", no_answer.0.clone())],
        SyncError::Problem { retry_after_s, .. } => {
            let seconds = retry_after_s.unwrap_or(60).to_string();
            vec![("seconds", seconds), ("why", error.to_string())]
        }
        SyncError::Store(error) => values_of_store(words, error),
        other => vec![("why", other.to_string())],
    }
}

impl From<NotALink> for Failure {
    fn from(_: NotALink) -> Self {
        Self::Link
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<SyncError> for Failure {
    fn from(error: SyncError) -> Self {
        Self::Sync(error)
    }
}
