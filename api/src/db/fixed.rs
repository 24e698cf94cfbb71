use std::any::Any;
use std::marker::PhantomData;

use diesel::RunQueryDsl;
use diesel::backend::Backend;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;

/// A statement whose text is the same each time it is run, so that it stays prepared, where the query builder would take
/// it for a changing one and write it anew. `Here` is a type of its own for each such statement.
#[derive(Debug)]
pub struct Fixed<Here, Q> {
    statement: Q,
    here: PhantomData<Here>,
}

impl<Here, Q> Fixed<Here, Q> {
    /// In an INSERT every value must be given: a column left to its default is left out of the text.
    pub const fn of(statement: Q) -> Self {
        Self { statement, here: PhantomData }
    }
}

impl<Here: Any, Q> QueryId for Fixed<Here, Q> {
    type QueryId = Here;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<Here, Q: QueryFragment<DB>, DB: Backend> QueryFragment<DB> for Fixed<Here, Q> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.statement.walk_ast(out)
    }

    fn is_safe_to_cache_prepared(&self, _backend: &DB) -> QueryResult<bool> {
        Ok(true)
    }
}

impl<Here, Q: Query> Query for Fixed<Here, Q> {
    type SqlType = Q::SqlType;
}

impl<Here, Q, C> RunQueryDsl<C> for Fixed<Here, Q> {}

/// A statement without values, which stays prepared.
#[derive(Debug)]
pub struct Plain(pub &'static str);

impl QueryId for Plain {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<DB: Backend> QueryFragment<DB> for Plain {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql(self.0);
        Ok(())
    }
}

impl<C> RunQueryDsl<C> for Plain {}

/// Inserts one row. Every column's value must be given.
macro_rules! insert_one {
    ($conn:expr, $table:expr, $row:expr) => {{
        struct Here;
        let statement = $crate::db::Fixed::<Here, _>::of(diesel::insert_into($table).values($row));
        $crate::db::directly!($conn, |conn| statement.execute(conn))?;
    }};
}
pub(crate) use insert_one;

/// Rows about some ids, by a query for [`one_of`](crate::db::one_of) them and no other list. About one alone, as with
/// every tap, it stays prepared.
macro_rules! load_of {
    ($conn:expr, $ids:expr, $query:expr) => {{
        struct Here;
        let query = $query;
        if $ids.len() == 1 {
            let query = $crate::db::Fixed::<Here, _>::of(query);
            $crate::db::directly!($conn, |conn| query.load(conn))
        } else {
            $crate::db::directly!($conn, |conn| query.load(conn))
        }
    }};
}
pub(crate) use load_of;
