//! `held`, `phones`, `admit`, `hold`, `erase`, `revoke`: the office's acts without a browser.

use clap::{Args, Subcommand};
use lykta_core::id::{EntityId, ReplicaId};
use lykta_core::join::JoinLink;
use lykta_core::merge::{Act, Decision, Subject};
use lykta_core::store::log::StoredOp;

use super::{CommandError, say};
use crate::state::AppState;
use crate::store::office::Office;
use crate::store::{held, one, replicas};

/// What the office looks at and decides.
#[derive(Debug, Subcommand)]
pub(super) enum OfficeAct {
    /// List what waits for a person, and why
    Held {
        /// The walk
        walk: EntityId,
    },
    /// List the phones of a walk, when they were heard, and what they said that they still hold
    Phones {
        /// The walk
        walk: EntityId,
    },
    /// Let an op count that was held, or all that a phone sent and will send
    Admit(Recorded),
    /// Hold an op that counted, or all that a phone sent and will send
    Hold(Recorded),
    /// Erase values for good: they never come back, by a restore or a late phone
    Erase(Erase),
    /// Revoke a code or a phone: it reads nothing any more, and what it sends is held
    Revoke(Revoke),
}

/// An op or a phone.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(super) struct OpOrPhone {
    /// The op, by the first digits of its hash
    #[arg(long)]
    op: Option<String>,
    /// The phone
    #[arg(long)]
    replica: Option<ReplicaId>,
}

/// What to admit or hold.
#[derive(Debug, Args)]
pub(super) struct Recorded {
    /// The walk
    walk: EntityId,
    #[command(flatten)]
    subject: OpOrPhone,
}

/// What to erase, and by which rule.
#[derive(Debug, Args)]
pub(super) struct Erase {
    /// The walk
    walk: EntityId,
    #[command(flatten)]
    subject: Erasable,
    /// The rule or decision by which it is erased; it stays on record
    #[arg(long)]
    rule: String,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Erasable {
    /// The op, by the first digits of its hash
    #[arg(long)]
    op: Option<String>,
    /// An observation, a photo or anything else, with all below it
    #[arg(long)]
    entity: Option<EntityId>,
    /// All of a phone
    #[arg(long)]
    replica: Option<ReplicaId>,
}

/// What to revoke.
#[derive(Debug, Args)]
pub(super) struct Revoke {
    /// The walk
    walk: EntityId,
    #[command(flatten)]
    subject: LinkOrPhone,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct LinkOrPhone {
    /// The join link whose code shall end
    #[arg(long)]
    link: Option<String>,
    /// The phone
    #[arg(long)]
    replica: Option<ReplicaId>,
}

pub(super) async fn run(state: &AppState, act: OfficeAct) -> Result<(), CommandError> {
    match act {
        OfficeAct::Held { walk } => list_held(state, walk).await,
        OfficeAct::Phones { walk } => list_phones(state, walk).await,
        OfficeAct::Admit(recorded) => decide(state, recorded, Decision::Admit).await,
        OfficeAct::Hold(recorded) => decide(state, recorded, Decision::Hold).await,
        OfficeAct::Erase(erase) => {
            let walk = erase.walk;
            let subject = erase.subject.named(state, walk).await?;
            act_on(state, walk, Act::Erase(subject, erase.rule)).await?;
            say("erased");
            Ok(())
        }
        OfficeAct::Revoke(revoke) => {
            let subject = revoke.subject.named(revoke.walk)?;
            act_on(state, revoke.walk, Act::Revoke(subject)).await?;
            say("revoked");
            Ok(())
        }
    }
}

async fn list_held(state: &AppState, walk: EntityId) -> Result<(), CommandError> {
    let ops = state
        .db
        .read(move |connection| held::held(connection, walk))
        .await?;
    if ops.is_empty() {
        say("nothing is held");
    }
    for stored in ops {
        say(&held_line(&stored));
    }
    Ok(())
}

fn held_line(stored: &StoredOp) -> String {
    let reason = stored.reason.map_or("held", |reason| reason.name());
    let about = match stored.read() {
        Ok(op) => format!("{} {}", op.target.kind, op.target.id),
        Err(_) => "unreadable".to_owned(),
    };
    let hash = &stored.hash.to_string()[..16];
    let (role, replica) = (stored.role, stored.replica);
    format!("{hash}  {reason}  {about}  by {role} {replica}")
}

async fn list_phones(state: &AppState, walk: EntityId) -> Result<(), CommandError> {
    let phones = state
        .db
        .read(move |connection| replicas::of_walk(connection, walk))
        .await?;
    if phones.is_empty() {
        say("no phone has called yet");
    }
    for phone in phones {
        let heard = phone
            .last_seen
            .to_utc()
            .map_or_else(String::new, |at| at.to_rfc3339());
        say(&format!(
            "{}  {}  last heard {heard}  holds {} ops, {} photos",
            phone.id, phone.role, phone.holding.ops, phone.holding.photos
        ));
    }
    Ok(())
}

async fn decide(
    state: &AppState,
    recorded: Recorded,
    decision: Decision,
) -> Result<(), CommandError> {
    let walk = recorded.walk;
    let subject = recorded.subject.named(state, walk).await?;
    act_on(state, walk, Act::Decide(subject, decision)).await?;
    if let Subject::Op(hash) = subject {
        let find = move |connection: &rusqlite::Connection| one::op(connection, walk, hash);
        let stored = state.db.read(find).await?;
        say(&match stored.reason {
            Some(reason) => format!("held: {reason}"),
            None => stored.state.to_string(),
        });
    } else {
        say(decision.name());
    }
    Ok(())
}

async fn act_on(state: &AppState, walk: EntityId, act: Act) -> Result<(), CommandError> {
    let (ids, now) = (state.ids.clone(), state.clock.now());
    let done = state.db.write(move |tx, commit| {
        Office::on_command_line(tx, commit, &*ids, now)?.decide(walk, &act)
    });
    Ok(done.await?)
}

impl OpOrPhone {
    async fn named(self, state: &AppState, walk: EntityId) -> Result<Subject, CommandError> {
        match (self.op, self.replica) {
            (Some(digits), _) => op_of(state, walk, digits).await,
            (None, replica) => Ok(Subject::Replica(
                replica.expect("clap asks for one of them"),
            )),
        }
    }
}

impl Erasable {
    async fn named(self, state: &AppState, walk: EntityId) -> Result<Subject, CommandError> {
        match (self.op, self.entity, self.replica) {
            (Some(digits), _, _) => op_of(state, walk, digits).await,
            (_, Some(entity), _) => Ok(Subject::Entity(entity)),
            (_, _, replica) => Ok(Subject::Replica(
                replica.expect("clap asks for one of them"),
            )),
        }
    }
}

async fn op_of(state: &AppState, walk: EntityId, digits: String) -> Result<Subject, CommandError> {
    let find =
        move |connection: &rusqlite::Connection| held::op_beginning_with(connection, walk, &digits);
    Ok(Subject::Op(state.db.read(find).await?))
}

impl LinkOrPhone {
    fn named(self, walk: EntityId) -> Result<Subject, CommandError> {
        let Some(text) = self.link else {
            return Ok(Subject::Replica(
                self.replica.expect("clap asks for one of them"),
            ));
        };
        let wrong = |error: &dyn std::fmt::Display| CommandError::Failed(error.to_string());
        let link: JoinLink = text.parse().map_err(|error| wrong(&error))?;
        let code = link.read_code().map_err(|error| wrong(&error))?;
        if code.walk != walk {
            return Err(wrong(&"the link is for another walk"));
        }
        Ok(Subject::Code(link.code))
    }
}
