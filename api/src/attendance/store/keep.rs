use chrono::NaiveDate;
use diesel::RunQueryDsl;
use diesel::backend::Backend;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::serialize::ToSql;
use diesel::sql_types::{Date, HasSqlType, Nullable, Text};
use hidamari_domain::id::{ChildId, MarkId};

use crate::db::types::{At, Instant, Key, Uid};

/// The statement that keeps days. Written out, because the query builder's own has to be prepared each time.
#[derive(Debug)]
pub struct Keep(pub Vec<KeptDay>);

/// A row of it.
#[derive(Debug)]
pub struct KeptDay {
    pub child: Key<ChildId>,
    pub day: NaiveDate,
    pub standing: &'static str,
    pub since: Option<At>,
    pub arrived_at: Option<At>,
    pub last_mark: Option<Key<MarkId>>,
}

impl<C> RunQueryDsl<C> for Keep {}

/// Its text depends on the number of rows.
impl QueryId for Keep {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<DB> QueryFragment<DB> for Keep
where
    DB: Backend + HasSqlType<Uid> + HasSqlType<Date> + HasSqlType<Text> + HasSqlType<Instant>,
    Key<ChildId>: ToSql<Uid, DB>,
    NaiveDate: ToSql<Date, DB>,
    str: ToSql<Text, DB>,
    Option<At>: ToSql<Nullable<Instant>, DB>,
    Option<Key<MarkId>>: ToSql<Nullable<Uid>, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("INSERT INTO child_day (child_id, day, standing, since, arrived_at, last_mark) VALUES ");
        for (place, row) in self.0.iter().enumerate() {
            out.push_sql(if place == 0 { "(" } else { ", (" });
            out.push_bind_param::<Uid, _>(&row.child)?;
            out.push_sql(", ");
            out.push_bind_param::<Date, _>(&row.day)?;
            out.push_sql(", ");
            out.push_bind_param::<Text, _>(row.standing)?;
            out.push_sql(", ");
            out.push_bind_param::<Nullable<Instant>, _>(&row.since)?;
            out.push_sql(", ");
            out.push_bind_param::<Nullable<Instant>, _>(&row.arrived_at)?;
            out.push_sql(", ");
            out.push_bind_param::<Nullable<Uid>, _>(&row.last_mark)?;
            out.push_sql(")");
        }
        out.push_sql(
            " ON CONFLICT (child_id, day) DO UPDATE SET standing = excluded.standing, since = excluded.since, \
             arrived_at = excluded.arrived_at, last_mark = excluded.last_mark",
        );
        Ok(())
    }
}
