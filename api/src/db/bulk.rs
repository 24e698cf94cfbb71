//! Many rows at once.

/// Rows in one statement: SQLite takes 32,766 values in one, PostgreSQL's time for one is limited.
pub const ROWS: usize = 1_000;

/// Inserts rows: many values in a statement on SQLite, COPY on PostgreSQL.
macro_rules! insert_all {
    ($conn:expr, $table:expr, $rows:expr) => {{
        let mut rows = $rows.into_iter();
        loop {
            let some: Vec<_> = rows.by_ref().take($crate::db::bulk::ROWS).collect();
            if some.is_empty() {
                break;
            }
            $crate::db::on_backend!(
                $conn,
                sqlite(conn) => diesel::insert_into($table).values(some).execute(conn)?,
                postgres(conn) => diesel::copy_from($table).from_insertable(some).execute(conn)?,
            );
        }
    }};
}
pub(crate) use insert_all;

/// Inserts the few rows of one request in one statement. A single row is the rule.
macro_rules! insert_few {
    ($conn:expr, $table:expr, $rows:expr) => {{
        let mut rows: Vec<_> = $rows;
        if rows.len() > 1 {
            $crate::db::directly!($conn, |conn| diesel::insert_into($table).values(rows).execute(conn))?;
        } else if let Some(row) = rows.pop() {
            $crate::db::insert_one!($conn, $table, row);
        }
    }};
}
pub(crate) use insert_few;
