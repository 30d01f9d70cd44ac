//! Joining walks by their links, without network.

use lykta_core::join::JoinLink;
use lykta_core::phone::Participation;
use serde_json::{Value, json};

use super::Context;
use crate::failure::Failure;
use crate::terms;

pub(super) fn join(context: &Context, link: &str) -> Result<(), Failure> {
    let link: JoinLink = link.parse()?;
    let before = context.store.participations()?;
    let joined = context.store.join(&link)?;
    let is_new = before.iter().all(|known| known.walk != joined.walk);
    let key = if is_new {
        "cli-joined"
    } else {
        "cli-joined_again"
    };
    let words = &context.output.words;
    let values = [
        ("walk", joined.walk_name.clone().into()),
        ("role", terms::role(words, joined.role).into()),
    ];
    let told = words.say_with(key, values);
    let answer = json!({
        "walk": joined.walk,
        "name": joined.walk_name,
        "role": joined.role,
        "group": joined.group,
        "new": is_new,
    });
    context.output.answer(&answer, &[told]);
    Ok(())
}

pub(super) fn walks(context: &Context) -> Result<(), Failure> {
    let words = &context.output.words;
    let walks = context.store.participations()?;
    let line = |by: &Participation| {
        let role = terms::role(words, by.role);
        format!("{}  {role}  {}", by.walk, by.walk_name)
    };
    let mut lines: Vec<String> = walks.iter().map(line).collect();
    if lines.is_empty() {
        lines.push(words.say("cli-failed_not_joined"));
    }
    let answer: Vec<Value> = walks.iter().map(walk_json).collect();
    context.output.answer(&json!(answer), &lines);
    Ok(())
}

fn walk_json(by: &Participation) -> Value {
    json!({
        "walk": by.walk,
        "name": by.walk_name,
        "role": by.role,
        "group": by.group,
        "server": by.server,
    })
}
