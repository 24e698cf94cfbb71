//! What messages about attendance say. They stand on locked phones: a child's given name at most, and where a message
//! would tell a stranger that a child is missing or ill, not even that.

use std::collections::HashMap;

use hidamari_domain::delivery::MessageKind;
use hidamari_domain::id::CauseId;

use super::store::{self, ToldMark};
use super::unconfirmed;
use crate::app::App;
use crate::db::Conn;
use crate::delivery::Words;
use crate::failure::Failure;

/// What is said of marks that decide today; of the others nothing.
///
/// # Errors
/// When the database cannot be read.
pub fn mark_words(
    conn: &mut Conn,
    app: &App,
    kind: MessageKind,
    causes: &[CauseId],
) -> Result<HashMap<CauseId, Words>, Failure> {
    let said = |ToldMark { cause, given_name, at }: ToldMark| {
        let at = app.clock.time(at).format("%-H:%M");
        let words = match kind {
            MessageKind::Arrived => say("登園しました", format!("{given_name}さん　{at}")),
            MessageKind::Left => say("降園しました", format!("{given_name}さん　{at}")),
            _ => say("園からのお知らせ", "今日の出欠について、園が記録しました。".to_owned()),
        };
        (cause, words)
    };
    let day = app.clock.day(app.clock.now());
    Ok(store::told_marks(conn, causes, day)?.into_iter().map(said).collect())
}

/// What is asked about children who are unconfirmed still.
///
/// # Errors
/// When the database cannot be read.
pub fn question_words(conn: &mut Conn, app: &App, causes: &[CauseId]) -> Result<HashMap<CauseId, Words>, Failure> {
    let now = app.clock.now();
    let day = app.clock.day(now);
    let asked = store::asked(conn, causes, day)?;
    let children: Vec<_> = asked.iter().map(|each| each.child).collect();
    let on_the_way = store::on_the_way(conn, &children, day, &app.clock)?;
    let unconfirmed = asked.into_iter().filter(|each| {
        let late = on_the_way.get(&each.child).and_then(|known| known.late);
        unconfirmed::since(&app.clock, &each.rules, each.planned, late, now).is_some()
    });
    let body = "今日の登園を、まだ確認できていません。お休みか、遅れるか、もう園にいるかを教えてください。";
    Ok(unconfirmed.map(|each| (each.question, say("登園の確認をお願いします", body.to_owned()))).collect())
}

/// What is said of reports that hold and that the nursery has taken note of.
///
/// # Errors
/// When the database cannot be read.
pub fn reply_words(conn: &mut Conn, causes: &[CauseId]) -> Result<HashMap<CauseId, Words>, Failure> {
    let accepted = store::accepted(conn, causes)?.into_iter();
    Ok(accepted.map(|cause| (cause, say("園からの返事", "園が連絡を確認しました。".to_owned()))).collect())
}

fn say(title: &str, body: String) -> Words {
    Words { title: title.to_owned(), body }
}
