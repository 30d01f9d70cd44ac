//! `user`: who of the office may sign in to the pages.

use std::io::{IsTerminal, stdin};

use clap::Subcommand;

use super::{CommandError, say};
use crate::config::Config;
use crate::pages::password;
use crate::state::AppState;
use crate::store::people::{self, OfficeRole, Person};

/// What to do with the people of the office.
#[derive(Debug, Subcommand)]
pub(super) enum UserAct {
    /// Let somebody sign in; the password is asked for, or read as one line
    Add {
        /// Under this name
        name: String,
        /// Who may also add people and change the settings; the first always may
        #[arg(long)]
        administrator: bool,
    },
    /// Give somebody another password and sign that person out everywhere
    Password {
        /// The name
        name: String,
    },
    /// Let somebody sign in no longer
    Remove {
        /// The name
        name: String,
    },
    /// List who may sign in
    List,
}

pub(super) async fn run(config: Config, act: UserAct) -> Result<(), CommandError> {
    let state = AppState::open(config)?;
    let done = do_act(&state, act).await;
    state.close().await;
    done
}

async fn do_act(state: &AppState, act: UserAct) -> Result<(), CommandError> {
    match act {
        UserAct::Add {
            name,
            administrator,
        } => add(state, &name, administrator).await,
        UserAct::Password { name } => set_password(state, name).await,
        UserAct::Remove { name } => {
            let gone = name.clone();
            let removed = state.db.write(move |tx, _| people::remove(tx, &gone));
            removed.await?.told(&name)?;
            say(&format!("removed {name}"));
            Ok(())
        }
        UserAct::List => {
            for person in state.db.read(people::list).await? {
                say(&format!("{} {}", person.name, person.role.name()));
            }
            Ok(())
        }
    }
}

async fn add(state: &AppState, name: &str, administrator: bool) -> Result<(), CommandError> {
    let name = checked_name(name)?;
    let is_first = state.db.read(people::list).await?.is_empty();
    let role = if administrator || is_first {
        OfficeRole::Administrator
    } else {
        OfficeRole::Coordinator
    };
    let hash = password::hash(&ask_password()?)?;
    let (ids, now) = (state.ids.clone(), state.clock.now());
    let person = Person {
        name: name.clone(),
        role,
    };
    let added = state
        .db
        .write(move |tx, _| people::add(tx, &*ids, &person, &hash, now));
    added.await?;
    say(&format!("added {name}, {}", role.name()));
    Ok(())
}

async fn set_password(state: &AppState, name: String) -> Result<(), CommandError> {
    let hash = password::hash(&ask_password()?)?;
    let of = name.clone();
    let set = state
        .db
        .write(move |tx, _| people::set_password(tx, &of, &hash));
    set.await?.told(&name)?;
    say(&format!(
        "{name} has a new password and is signed out everywhere"
    ));
    Ok(())
}

fn checked_name(name: &str) -> Result<String, CommandError> {
    people::fit_name(name).ok_or_else(|| {
        let longest = people::LONGEST_NAME;
        CommandError::Failed(format!("a name has 1 to {longest} characters"))
    })
}

/// From a terminal without showing it, else one line.
fn ask_password() -> Result<String, CommandError> {
    let password = if stdin().is_terminal() {
        rpassword::prompt_password("Password: ")?
    } else {
        let mut line = String::new();
        stdin().read_line(&mut line)?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    };
    if password.chars().count() >= password::SHORTEST {
        Ok(password)
    } else {
        Err(CommandError::Failed(format!(
            "a password has at least {} characters: several words are easy to remember",
            password::SHORTEST
        )))
    }
}
