//! Where the children stood when the server was last heard: newer than the boards, which come once and then change by
//! what is told.

use hidamari_client::{decode, encode};
use hidamari_domain::attendance::Board;
use hidamari_domain::id::ChildId;
use hidamari_domain::time::Moment;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::act::Painted;
use crate::app::{dates, session};

const NAME: &str = "standings";

/// Where a child stands.
#[derive(Serialize, Deserialize)]
pub struct Standing {
    /// The child.
    pub child: ChildId,
    /// Its day.
    pub day: Painted,
}

/// Keeps where the children stand now.
pub fn keep(standings: &[Standing]) {
    if let Ok(text) = encode(&standings) {
        spawn_local(async move { session().shelf().keep(NAME, dates::now(), text.as_bytes()).await });
    }
}

/// Where they stood, and when that was.
pub async fn kept() -> Option<(Moment, Vec<Standing>)> {
    let kept = session().shelf().kept(NAME).await?;
    Some((kept.at, decode(&kept.bytes).ok()?))
}

/// Paints it on a board of the same day.
pub fn stand(board: &mut Board, standings: &[Standing]) {
    for tile in &mut board.children {
        if let Some(standing) = standings.iter().find(|standing| standing.child == tile.id) {
            (tile.state, tile.last_mark) = (standing.day.state, standing.day.last_mark);
        }
    }
}
