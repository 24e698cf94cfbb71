//! What the page says of a cell, and what an answer means.

use serde_json::Value;

use crate::page::{Letter, Page};
use crate::relation::{Relation, Role};
use crate::wire::Got;
use crate::world::World;

/// What someone may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Allowed,
    Denied,
}

/// What the page says.
pub fn expected(page: &Page, world: &World, endpoint: &str, role: Role, relation: Relation) -> Verdict {
    let letter = page.letter(endpoint, role);
    let is_out = relation == Relation::Removed && role != Role::Nobody;
    let is_off = relation == Relation::Off && page.is_switched(endpoint);
    let (home, spot) = (world.spot(relation.home()), world.spot(relation.spot()));
    let may = match letter {
        Letter::Everyone => true,
        _ if is_out || is_off => false,
        // The tablet's own people are all those of its facility.
        Letter::Self_ if endpoint == "UnlockDevice" => spot.facility == home.facility,
        Letter::Self_ => spot.child == home.child,
        Letter::Ward => spot.municipality == home.municipality,
        Letter::Facility => spot.facility == home.facility,
        Letter::Class => spot.class == home.class,
        Letter::Child => matches!(relation, Relation::Own | Relation::Sibling | Relation::Off),
        Letter::Never => false,
    };
    if may { Verdict::Allowed } else { Verdict::Denied }
}

/// What an answer means; an answer that is neither a yes nor one of the two refusals is an error.
pub fn given(endpoint: &str, role: Role, got: &Got) -> Result<Verdict, String> {
    match (got.status, code(got).as_deref()) {
        (200, _) => Ok(Verdict::Allowed),
        (404, Some("not_found")) | (401, Some("signed_out")) => plain_refusal(got),
        // A member of staff of elsewhere is as good as a wrong PIN.
        (401, Some("wrong_credentials")) if endpoint == "UnlockDevice" && role.face() == Role::Tablet.face() => {
            plain_refusal(got)
        }
        _ => Err(got.shown()),
    }
}

/// A refusal says its code and nothing else.
fn plain_refusal(got: &Got) -> Result<Verdict, String> {
    let body: Value = serde_json::from_slice(&got.body).map_err(|_| got.shown())?;
    let keys: Vec<&str> = body.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).collect();
    let is_plain = keys == ["code", "request", "status", "title", "type"];
    let is_problem = got.header("content-type") == Some("application/problem+json");
    if is_plain && is_problem { Ok(Verdict::Denied) } else { Err(format!("not the plain refusal: {}", got.shown())) }
}

fn code(got: &Got) -> Option<String> {
    let body: Value = serde_json::from_slice(&got.body).ok()?;
    Some(body.get("code")?.as_str()?.to_owned())
}
