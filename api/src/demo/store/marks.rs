use diesel::prelude::*;
use hidamari_domain::attendance::{Mark, MarkKind, Standing};
use hidamari_domain::id::AccountId;

use crate::db::schema::{child_day, mark};
use crate::db::types::{At, Key};
use crate::db::{Conn, insert_all};
use crate::demo::history::ChildDay;
use crate::failure::Failure;

/// One day of the whole ward.
pub fn insert(conn: &mut Conn, day: &[ChildDay]) -> Result<(), Failure> {
    let mut marks: Vec<(&ChildDay, &Mark)> =
        day.iter().flat_map(|of| of.marks.iter().map(move |each| (of, each))).collect();
    // In the order of the ids rows go to the end of the table, which is quick.
    marks.sort_by_key(|(_, mark)| mark.id);
    insert_all!(
        conn,
        mark::table,
        marks.into_iter().map(|(of, each)| (
            mark::id.eq(Key(each.id)),
            mark::child_id.eq(Key(of.habit.child)),
            mark::day.eq(of.day),
            mark::kind.eq(each.kind.key()),
            mark::happened_at.eq(At(each.happened_at)),
            mark::recorded_at.eq(At(each.recorded_at)),
            mark::takes_back.eq(each.takes_back.map(Key)),
            mark::account_id.eq(None::<Key<AccountId>>),
            mark::device_id.eq(Some(Key(of.habit.device))),
            mark::staff_id.eq(of.habit.teacher.filter(|_| each.kind == MarkKind::Absence).map(Key)),
        ))
    );
    insert_all!(
        conn,
        child_day::table,
        day.iter().map(|each| (
            child_day::child_id.eq(Key(each.habit.child)),
            child_day::day.eq(each.day),
            child_day::standing.eq(standing(each.state.standing)),
            child_day::since.eq(each.state.since.map(At)),
            child_day::arrived_at.eq(each.state.arrived_at.map(At)),
            child_day::last_mark.eq(each.decided_by.map(Key)),
        ))
    );
    Ok(())
}

const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Expected => "expected",
        Standing::Here => "here",
        Standing::Left => "left",
        Standing::Absent => "absent",
    }
}
