//! What messages about attendance say. They stand on locked phones: a child's given name at most, and where a message
//! would tell a stranger that a child is missing or ill, not even that.

use std::collections::HashMap;

use hidamari_domain::attendance::unconfirmed_from;
use hidamari_domain::delivery::MessageKind;
use hidamari_domain::id::CauseId;

use super::store::{self, ToldMark};
use crate::app::App;
use crate::db::Conn;
use crate::delivery::Words;
use crate::failure::Failure;

/// What messages of a kind say now; those about what is not so any more are left out.
///
/// # Errors
/// When the database cannot be read.
pub fn words(
    conn: &mut Conn,
    app: &App,
    kind: MessageKind,
    causes: &[CauseId],
) -> Result<HashMap<CauseId, Words>, Failure> {
    let now = app.clock.now();
    let day = app.clock.day(now);
    let say = |title: &str, body: String| Words { title: title.to_owned(), body };
    Ok(match kind {
        MessageKind::Arrived | MessageKind::Left | MessageKind::Absent => {
            let said = |ToldMark { cause, given_name, at }: ToldMark| {
                let at = app.clock.time(at).format("%-H:%M");
                let words = match kind {
                    MessageKind::Arrived => say("登園しました", format!("{given_name}さん　{at}")),
                    MessageKind::Left => say("降園しました", format!("{given_name}さん　{at}")),
                    _ => say("園からのお知らせ", "今日の出欠について、園が記録しました。".to_owned()),
                };
                (cause, words)
            };
            store::told_marks(conn, causes, day)?.into_iter().map(said).collect()
        }
        MessageKind::Question => {
            let asked = store::asked(conn, causes, day)?;
            let children: Vec<_> = asked.iter().map(|each| each.child).collect();
            let late = store::due(conn, &children, day, &app.clock)?;
            let unconfirmed = asked.into_iter().filter(|each| {
                let cutoff = each.planned.cutoff(&each.rules, day).map(|time| app.clock.moment(day, time));
                unconfirmed_from(cutoff, late.get(&each.child).copied()).is_some_and(|since| since <= now)
            });
            let body = "今日の登園を、まだ確認できていません。お休みか、遅れるか、もう園にいるかを教えてください。";
            unconfirmed.map(|each| (each.question, say("登園の確認をお願いします", body.to_owned()))).collect()
        }
        MessageKind::Accepted => {
            let body = "園が連絡を確認しました。";
            let accepted = store::accepted(conn, causes)?.into_iter();
            accepted.map(|cause| (cause, say("園からの返事", body.to_owned()))).collect()
        }
        MessageKind::Trial => HashMap::new(),
    })
}
