use chrono::NaiveDate;
use diesel::RunQueryDsl;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{Date, Nullable, Text};
use hidamari_domain::id::{ChildId, MarkId};

use crate::db::types::{At, Instant, Key, Uid};
use crate::db::{Conn, MultiBackend};

/// The statement that keeps a day. Written out, because the query builder's own has to be prepared each time.
#[derive(Debug, QueryId)]
pub struct Keep {
    pub child: Key<ChildId>,
    pub day: NaiveDate,
    pub standing: &'static str,
    pub since: Option<At>,
    pub arrived_at: Option<At>,
    pub last_mark: Option<Key<MarkId>>,
}

impl RunQueryDsl<Conn> for Keep {}

impl QueryFragment<MultiBackend> for Keep {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        out.push_sql("INSERT INTO child_day (child_id, day, standing, since, arrived_at, last_mark) VALUES (");
        out.push_bind_param::<Uid, _>(&self.child)?;
        out.push_sql(", ");
        out.push_bind_param::<Date, _>(&self.day)?;
        out.push_sql(", ");
        out.push_bind_param::<Text, _>(self.standing)?;
        out.push_sql(", ");
        out.push_bind_param::<Nullable<Instant>, _>(&self.since)?;
        out.push_sql(", ");
        out.push_bind_param::<Nullable<Instant>, _>(&self.arrived_at)?;
        out.push_sql(", ");
        out.push_bind_param::<Nullable<Uid>, _>(&self.last_mark)?;
        out.push_sql(
            ") ON CONFLICT (child_id, day) DO UPDATE SET standing = excluded.standing, since = excluded.since, \
             arrived_at = excluded.arrived_at, last_mark = excluded.last_mark",
        );
        Ok(())
    }
}
